"""Bylines as Japanese, Chinese and Korean texts write them: `作者：张三`, `文／山田太郎`, `홍길동 기자`."""

from __future__ import annotations

import re
from typing import Final

_HAN: Final = r"[\u3400-\u4dbf\u4e00-\u9fff々]"
_KANA: Final = r"[\u3041-\u3096\u30a1-\u30fa\u30fc]"
_PART: Final = rf"(?:{_HAN}|{_KANA}){{1,8}}"
_NAME = re.compile(rf"{_PART}(?:[ ・·]{_PART})?|[가-힣]{{2,4}}|[A-Z][\w.'’-]+(?:[ ][A-Z][\w.'’-]+){{1,3}}")
_LABELS: Final = (
    "本报记者|本報記者|记者|記者|作者|文章作者|撰文|撰稿|执笔|執筆者?|著者|筆者|取材・文|取材・執筆|文・写真|文"
    "|글쓴이|글|기자"
)
_LABELLED = re.compile(rf"^\W{{0,3}}(?:{_LABELS})(?:[ ]?[：:／/|｜=＝・][ ]?|[ ])(?P<names>\S.*)$")
_KOREAN = re.compile(
    r"(?:^|[\]=\s|])(?P<names>[가-힣]{2,4}(?:[·,]\s?[가-힣]{2,4}){0,4})[ ]?(?:선임|수석|전문|객원|인턴)?기자(?![가-힣])"
)
_SEPARATOR = re.compile(r"\s*[、，,;；/／&＆]\s*|\s+(?:和|与|と|및)\s+")
_END = re.compile(r"\s*(?:[|｜（(\[【]|\d|[ \u3000]{2,}|发布|發佈|来源|來源|编辑|編輯|更新|公開|発行|입력).*$")
_ORGANISATION = re.compile(r"(?:社|報|报|网|網|新聞|新闻|編集部|编辑部|通信|日报|日報|电视台|뉴스|신문|편집부)$")
_LONGEST: Final = 60
"""Code points of the longest line that is a byline."""


def east_asian_byline(line: str) -> tuple[str, ...]:
    """The persons that a line names as authors, or nothing."""
    if len(line) > _LONGEST or line.isascii():
        return ()
    if korean := _KOREAN.search(line):
        return tuple(dict.fromkeys(re.findall("[가-힣]+", korean["names"])))
    match = _LABELLED.match(line)
    if match is None:
        return ()
    parts = [part.strip() for part in _SEPARATOR.split(_END.sub("", match["names"]))]
    return tuple(dict.fromkeys(part for part in parts if _is_name(part)))


def _is_name(text: str) -> bool:
    return bool(_NAME.fullmatch(text)) and len(text) >= 2 and not _ORGANISATION.search(text)
