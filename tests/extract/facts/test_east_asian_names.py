"""Bylines as Japanese, Chinese and Korean texts write them."""

import pytest

from digest.extract.facts.names import byline, credit


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("作者：张三", ("张三",)),
        ("作者: 张三、李四", ("张三", "李四")),
        ("作者：王小明 2025年2月11日", ("王小明",)),
        ("文／山田太郎", ("山田太郎",)),
        ("文・山田 太郎", ("山田 太郎",)),
        ("文/陳大文", ("陳大文",)),
        ("著者：佐藤花子（編集部）", ("佐藤花子",)),
        ("记者 李雷", ("李雷",)),
        ("홍길동 기자", ("홍길동",)),
        ("[서울=뉴스] 홍길동 기자 = ", ("홍길동",)),
        ("홍길동·김철수 기자", ("홍길동", "김철수")),
        ("글: 홍길동", ("홍길동",)),
        ("作者：新华社", ()),
        ("文章是昨天写的，没有人知道是谁写的。", ()),
        ("기자회견이 열렸다", ()),
        ("The article says 作者：张三 somewhere in the middle", ()),
    ],
)
def test_the_names_of_a_byline(line: str, names: tuple[str, ...]) -> None:
    """Behind a label or before a title; an agency is not a person."""
    assert byline(line) == names
    assert credit(line) == names
