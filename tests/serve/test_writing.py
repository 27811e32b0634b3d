"""The write side of the preview: who may write, what may be written, and how it is undone (promises 18, 48, 49)."""

from __future__ import annotations

import asyncio
import json
import tempfile
from pathlib import Path, PurePosixPath

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from preview import ARTICLE, CALL, PAGE, Preview, config_in

from digest.build import Options, build
from digest.config import Config
from digest.errors import Problem
from digest.model.fingerprint import fingerprint
from digest.review.article_writer import CHANGED, ArticleWriter, Written
from digest.serve.write_access import LARGEST_REQUEST, article_path, refusal


@pytest.fixture
def preview(tmp_path: Path) -> Preview:
    return Preview(tmp_path)


MARK = {"quote": "ended early", "prefix": "from one clinic and ", "suffix": "."}


def test_a_note_is_added_changed_answered_deleted_and_undone(preview: Preview) -> None:
    """From the page to the file and back, each step by the bytes; the page shows what was written."""

    async def visit() -> None:
        code, answer = await preview.ask("add", **MARK, note="#why Why?", author="ben")
        assert code == 200, answer
        marked = ARTICLE.replace("ended early", "==ended early==[^a2]") + "\n[^a2]: @ben: #why Why?\n"
        assert preview.read() == marked
        assert "Why?" in await preview.until('id="note-a2"')

        assert await preview.ask("read", anchor="note-a2") == (200, {"note": "@ben: #why Why?"})
        code, _ = await preview.ask("change", anchor="note-a2", note="Because.")
        assert (code, preview.read()) == (200, marked.replace("@ben: #why Why?", "Because."))

        await preview.until("Because.")
        code, _ = await preview.ask("reply", anchor="note-a1", note="@cy: No.")
        assert (code, "[^a1]: @ann #method: Too small.\n[^a1.1]: @cy: No.\n" in preview.read()) == (200, True)

        await preview.until('id="note-a1.1"')
        code, answer = await preview.ask("delete", anchor="a2")
        assert code == 200
        assert "ended early." in preview.read()
        deleted = ARTICLE.replace("Too small.\n", "Too small.\n[^a1.1]: @cy: No.\n")
        assert preview.read() == deleted

        for _ in range(4):
            code, answer = await preview.ask("undo", undo=answer["undo"])
            assert code == 200
        assert preview.read() == ARTICLE
        assert answer["undo"] == ""
        await preview.until("ended early.")

    preview.run(visit)


def test_each_write_is_backed_up_first(preview: Preview) -> None:
    """What nobody can undo from the page any more lies in .digest/backup: the bytes that another program wrote."""

    async def visit() -> None:
        await preview.ask("add", **MARK)
        (copy,) = (preview.folder / ".digest/backup").glob(f"*/{CALL}")
        assert copy.read_bytes().decode() == ARTICLE
        mine = preview.read().replace("ended", "stopped")
        preview.write(CALL, mine)
        await preview.until("stopped")
        await preview.ask("add", quote="The trial had")
        copies = {path.read_bytes().decode() for path in (preview.folder / ".digest/backup").glob(f"*/{CALL}")}
        assert copies == {ARTICLE, mine}

    preview.run(visit)


def test_what_has_moved_on_is_not_written_over(preview: Preview) -> None:
    """Two tabs, and an editor: the second write over the same bytes is refused with the reason, and so is an undo."""

    async def visit() -> None:
        config = await preview.config()
        first = await preview.post({"action": "add", **config, **MARK, "note": "one"})
        second = await preview.post({"action": "add", **config, "quote": "The trial had", "note": "two"})
        assert (first.code, second.code) == (200, 409)
        assert "has changed since it was shown" in json.loads(second.body)["error"]
        written = preview.read()
        assert "two" not in written

        edited = preview.write(CALL, written.replace("Too small", "Far too small")).read_bytes()
        refused = await preview.post({"action": "undo", "undo": json.loads(first.body)["undo"]})
        assert (refused.code, preview.read().encode()) == (409, edited)

    preview.run(visit)


def test_what_an_editor_saves_while_an_edit_is_made_is_not_lost(tmp_path: Path) -> None:
    """The bytes are compared again when all is ready but the renaming; no temporary file is left."""
    preview = Preview(tmp_path)
    writer = ArticleWriter(tmp_path)

    def slow(body: str, _: PurePosixPath) -> str:
        preview.write(CALL, ARTICLE + "Saved meanwhile.\n")
        return body.replace("early", "late")

    result = writer.write(PurePosixPath(CALL), fingerprint(ARTICLE.encode()), slow)
    assert isinstance(result, Problem)
    assert result.code == CHANGED
    assert preview.read() == ARTICLE + "Saved meanwhile.\n"
    assert [path.name for path in (tmp_path / CALL).parent.iterdir()] == ["call.md"]


@settings(deadline=None, max_examples=25)
@given(st.lists(st.tuples(st.sampled_from("abes"), st.integers(0, 40)), max_size=25))
def test_whatever_two_tabs_and_an_editor_do_nothing_is_lost(steps: list[tuple[str, int]]) -> None:
    """A law: the file is always what the last successful step made of what stood there, and undoing goes all the way.

    Each tab (`a`, `b`) writes over the bytes that it saw last, `e` is an editor that saves, `s` is an undo of any write.
    """
    with tempfile.TemporaryDirectory() as folder:
        preview = Preview(Path(folder))
        writer = ArticleWriter(preview.folder)
        expected = preview.read()
        seen = dict.fromkeys("ab", fingerprint(expected.encode()))
        writes: list[tuple[str, str, str]] = []  # name, before, after
        for who, number in steps:
            before = preview.read()
            assert before == expected
            if who == "e":
                expected = preview.write(CALL, f"{before}Line {number}.\n").read_bytes().decode()
            elif who == "s":
                name, was, made = writes[number % len(writes)] if writes else ("none", "", "")
                result = writer.undo(name)
                assert isinstance(result, Written) == (bool(name != "none") and made == before)
                if isinstance(result, Written):
                    expected = was
                    writes = [write for write in writes if write[0] != name]
            else:
                result = writer.write(
                    PurePosixPath(CALL), seen[who], lambda body, _, number=number: f"{body}Note {number}.\n"
                )
                assert isinstance(result, Written) == (seen[who] == fingerprint(before.encode()))
                seen[who] = fingerprint(preview.read().encode())  # the page is loaded again, or was told
                if isinstance(result, Written):
                    expected = f"{before}Note {number}.\n"
                    writes.append((result.undo, before, expected))
        assert preview.read() == expected


def test_a_page_that_is_older_than_its_file_cannot_write(preview: Preview) -> None:
    """Until the file is built again the page says no fingerprint, so that nothing is written over unseen bytes."""

    async def visit() -> None:
        preview.server.state.built_from = 0
        config = await preview.config()
        assert config["fingerprint"] == ""
        response = await preview.post({"action": "add", **config, **MARK})
        assert (response.code, preview.read()) == (409, ARTICLE)

    preview.run(visit)


@pytest.mark.parametrize(
    ("request_", "reason"),
    [
        ({"action": "add", "quote": "The dose was low"}, "more than once"),
        ({"action": "add", "quote": "early.\n\nThe dose"}, "one paragraph into the next"),
        ({"action": "add", "quote": "nowhere at all"}, "do not stand in the text"),
        ({"action": "change", "anchor": "a1", "note": "  "}, "empty"),
        ({"action": "delete", "anchor": "a9"}, "not in the text any more"),
    ],
)
def test_what_cannot_be_done_exactly_is_refused_with_the_reason(preview: Preview, request_, reason) -> None:
    """Status 422, and the file stays."""

    async def visit() -> None:
        response = await preview.post({**await preview.config(), **request_})
        assert (response.code, preview.read()) == (422, ARTICLE)
        assert reason in json.loads(response.body)["error"]

    preview.run(visit)


@pytest.mark.parametrize("to", ["annotations", "review/decisions"])
def test_a_request_that_was_not_sent_by_our_page_writes_nothing(preview: Preview, to: str) -> None:
    """Cross-site forms and scripts, DNS rebinding, other methods and types, a missing or wrong token."""

    async def visit() -> None:
        config, port = await preview.config(), preview.server.port
        if to == "annotations":
            add = {"action": "add", **config, **MARK}
        else:
            add = {"action": "set", "week": "2025-W12", **config, "name": "comment", "value": "Why."}
        attempts = [
            (403, await preview.post(add, to=to, Origin="http://evil.example")),
            (403, await preview.post(add, to=to, Origin="null")),
            (403, await preview.post(add, to=to, Origin=f"http://127.0.0.1:{port + 1}")),
            (403, await preview.post(add, to=to, Origin=f"http://localhost:{port}")),  # the host is 127.0.0.1
            (403, await preview.post(add, to=to, Origin=f"https://127.0.0.1:{port}")),
            (403, await preview.post(add, to=to, without="Origin")),
            (403, await preview.post(add, to=to, Sec_Fetch_Site="cross-site")),
            (403, await preview.post(add, to=to, Host="evil.example", Origin="http://evil.example")),
            (403, await preview.post(add, to=to, Host=f"evil.example:{port}", Origin=f"http://evil.example:{port}")),
            (403, await preview.post(add, to=to, Host="127.0.0.1", Origin="http://127.0.0.1")),
            (403, await preview.post(add, to=to, Host=f"127.0.0.1.evil.example:{port}")),
            (403, await preview.post(add, to=to, without="X-Digest-Token")),
            (403, await preview.post(add, to=to, X_Digest_Token="x" * 43)),
            (403, await preview.post(add, to=to, X_Digest_Token="é")),
            (415, await preview.post(add, to=to, Content_Type="text/plain")),
            (415, await preview.post(add, to=to, Content_Type="application/x-www-form-urlencoded")),
            (415, await preview.post(add, to=to, Content_Type="text/plain; application/json")),
            (415, await preview.post(add, to=to, without="Content-Type")),
            *[
                (405, await preview.post(add, to=to, method=name))
                for name in ("GET", "PUT", "DELETE", "PATCH", "OPTIONS")
            ],
        ]
        assert [attempt.code for _, attempt in attempts] == [code for code, _ in attempts]
        for _, attempt in attempts:
            assert "Access-Control-Allow-Origin" not in attempt.headers
            assert preview.server.state.token.encode() not in attempt.body
        assert preview.read() == ARTICLE
        assert (await preview.post(add, to=to, Host=f"LOCALHOST:{port}", Origin=f"http://localhost:{port}")).code == 200

    preview.run(visit)


@pytest.mark.parametrize(
    "body",
    [b"", b"[]", b"null", b"{", b"\xff\xfe", b"[" * 50_000, b'{"action": "add"}', b'{"action": {}}', b'{"action": "rm"}',
     b'{"action": "undo", "undo": 1}', b'{"action": "add", "path": 3, "note": []}',
     json.dumps({"action": "add", "path": CALL, "fingerprint": {}, "quote": "ended early"}).encode(),
     json.dumps({"action": "add", "path": CALL, "fingerprint": fingerprint(ARTICLE.encode()), "quote": "ended early", "note": "\ud800"}).encode()],
)  # fmt: skip
def test_a_request_that_makes_no_sense_is_answered_with_words(preview: Preview, body: bytes) -> None:
    """No traceback, and nothing is written."""

    async def visit() -> None:
        response = await preview.post(body)
        assert 400 <= response.code < 500
        assert "error" in json.loads(response.body)
        assert preview.read() == ARTICLE

    preview.run(visit)


def test_a_huge_request_is_refused_unread(preview: Preview) -> None:
    """The server keeps no more of a request than its limit, and goes on."""

    async def visit() -> None:
        config = await preview.config()
        size = 64 * 2**20
        reader, writer = await asyncio.open_connection("127.0.0.1", preview.server.port)
        head = f"POST /-/annotations HTTP/1.1\r\nHost: 127.0.0.1:{preview.server.port}\r\nOrigin: {preview.origin}\r\n"
        head += f"Content-Type: application/json\r\nX-Digest-Token: {config['token']}\r\nContent-Length: {size}\r\n\r\n"
        writer.write(head.encode())
        assert (await reader.read()).startswith(b"HTTP/1.1 400 ")
        writer.close()
        at_most = {"action": "add", **config, **MARK, "note": "x" * (LARGEST_REQUEST - 2000)}
        assert (await preview.post(at_most)).code == 200

    preview.run(visit)


@pytest.mark.parametrize(
    "name",
    [
        "../secret.md", "content/../secret.md", "content/2025-W12/../../secret.md", "/etc/passwd", "content", "content/",
        "content//2025-W12/call.md", "./content/2025-W12/call.md", "content/2025-W12/call.md/", "content\\2025-W12\\call.md",
        "content/2025-W12/call.md\0", "content/2025-W12/call.md\n", "content/.base/call.md", "content/.hidden.md",
        "content/2025-W12/call.MD ", "content/2025-W12/picture.png", "content/2025-W12/_index.md", "content/topics/ai.md",
        "content/pages/about.md", "digest.yml", "C:/content/call.md", "content/c:call.md", "seeds/a.md", "", None, 3, ["a"],
        "content/\ud800.md", "content/\u202egnp.md",
    ],
)  # fmt: skip
def test_only_the_plain_path_of_an_article_is_one(name) -> None:
    """No way out of content/, no hidden file, no second spelling, nothing that is not an article."""
    assert article_path(name) is None
    assert article_path("content/2025-W12/call.md") is not None


@pytest.mark.parametrize("place", ["file", "folder", "content"])
def test_a_symbolic_link_is_not_written_through(preview: Preview, tmp_path_factory, place: str) -> None:
    """Whatever it leads to, and wherever on the way it is; also where the preview cannot be built of it."""
    outside = tmp_path_factory.mktemp("outside")
    secret = outside / "2025-W12" / "call.md"
    secret.parent.mkdir()
    secret.write_text(ARTICLE)
    if place == "file":
        (preview.folder / CALL).unlink()
        (preview.folder / CALL).symlink_to(secret)
    else:
        moved = preview.folder / ("content" if place == "content" else "content/2025-W12")
        moved.rename(preview.folder / "elsewhere")
        moved.symlink_to(outside if place == "content" else secret.parent)

    async def visit() -> None:
        request = {"action": "add", "path": CALL, "fingerprint": fingerprint(ARTICLE.encode()), **MARK}
        response = await preview.post(request)
        assert response.code == 400
        assert "symbolic link" in json.loads(response.body)["error"]
        read = await preview.post({"action": "read", "path": CALL, "anchor": "a1"})
        assert b"Too small" not in read.body
        assert (await preview.get(f"-/read/{CALL}")).code == 404

    preview.run(visit)
    assert secret.read_text() == ARTICLE


def test_a_read_only_article_is_left_as_it_is(preview: Preview) -> None:
    """Who made it read-only meant it."""
    (preview.folder / CALL).chmod(0o444)

    async def visit() -> None:
        code, answer = await preview.ask("add", **MARK)
        assert (code, "read-only" in answer["error"], preview.read()) == (500, True, ARTICLE)

    preview.run(visit)


def test_a_disk_that_is_full_loses_nothing(preview: Preview, monkeypatch) -> None:
    """The message says why; the article is whole, and no temporary file is left."""
    replace = Path.replace

    def full(self: Path, target: Path) -> Path:
        if Path(target).name == "call.md" and ".digest" not in Path(target).parts:
            raise OSError(28, "No space left on device")
        return replace(self, target)

    async def visit() -> None:
        monkeypatch.setattr(Path, "replace", full)
        code, answer = await preview.ask("add", **MARK)
        assert (code, "No space left" in answer["error"], preview.read()) == (500, True, ARTICLE)
        assert [path.name for path in (preview.folder / "content/2025-W12").iterdir()] == ["call.md"]

    preview.run(visit)


def test_other_bytes_of_the_file_stay(preview: Preview) -> None:
    """The mark of its encoding, CRLF, comments in the front matter, a missing line end."""
    text = "\ufeff" + ARTICLE.replace("rights: full", "rights: full  # mine").replace("\n", "\r\n").rstrip()
    preview.write(CALL, text)

    async def visit() -> None:
        code, answer = await preview.ask("add", **MARK)
        assert (code, preview.read()) == (200, text.replace("ended early", "==ended early=="))
        await preview.ask("undo", undo=answer["undo"])
        assert preview.read() == text

    preview.run(visit)


def test_the_token_is_only_in_pages_of_articles_that_a_person_opens(preview: Preview) -> None:
    """Not in other pages, not in what a script asks for, not in a frame, not in the feed; each run has its own."""
    preview.write("content/pages/about.md", "---\ntitle: About\n---\nWords.\n")

    async def visit() -> None:
        token = preview.server.state.token
        assert len(token) >= 43
        assert token in await preview.text(PAGE)
        assert token in await preview.text("-/review")
        assert token in await preview.text(f"-/read/{CALL}")
        for address in (
            "",
            "about/",
            "nowhere/",
            "2025/w12/",
            "feed.xml",
            "livereload.js",
            "-/preview.js",
            "-/preview.css",
            "-/review.js",
            "-/review/2025-W99",
        ):
            assert token not in await preview.text(address)
        for destination in ("empty", "iframe", "embed", "object", "script"):
            assert token not in await preview.text(PAGE, **{"Sec-Fetch-Dest": destination})
            assert token not in await preview.text(f"-/read/{CALL}", **{"Sec-Fetch-Dest": destination})
            assert token not in await preview.text("-/review", **{"Sec-Fetch-Dest": destination})
        assert token in await preview.text(PAGE, **{"Sec-Fetch-Dest": "document"})
        assert (await preview.get(PAGE)).headers["X-Frame-Options"] == "DENY"
        assert (await preview.get(PAGE, Host="evil.example")).code == 403
        assert (await preview.get(f"-/read/{CALL}", Host="evil.example")).code == 403
        assert (await preview.get("-/review", Host="evil.example")).code == 403

    preview.run(visit)
    other = Preview(preview.folder)

    async def visit_other() -> None:
        assert other.server.state.token != preview.server.state.token

    other.run(visit_other)


def test_a_theme_without_a_policy_gets_no_token(preview: Preview) -> None:
    """A page on which a source's script could run may not write."""
    base = (Path(__file__).parents[2] / "themes/paper/base.html").read_text()
    lines = [line for line in base.splitlines(keepends=True) if "Content-Security-Policy" not in line]
    preview.write("themes/paper/base.html", "".join(lines))

    async def visit() -> None:
        page = await preview.text()
        assert "forty patients" in page
        assert preview.server.state.token not in page
        assert config_in(page) == {}

    preview.run(visit)


def test_nothing_of_it_is_in_a_site_that_is_built(preview: Preview) -> None:
    """Neither in what `digest build` writes nor in the files that the preview serves: it is in responses alone."""

    async def visit() -> None:
        token = preview.server.state.token
        for file in (preview.folder / ".digest/serve").rglob("*"):
            assert not file.is_file() or token.encode() not in file.read_bytes()

    preview.run(visit)
    site = preview.folder / "site"
    build(preview.folder, Config(title="Test"), Options(output=site, jobs=1))
    files = [file for file in site.rglob("*") if file.is_file()]
    assert len(files) > 10
    for file in files:
        body = file.read_bytes()
        for trace in (
            b"/-/",
            b"digest-preview",
            b"data-config",
            b"livereload",
            b"nonce",
            b"vscode:",
            b"X-Digest",
            b"digest-review",
            b"review.js",
        ):
            assert trace not in body, (file, trace)


def test_the_rules_for_writing_are_those_of_one_function() -> None:
    """Port 80 has no number in a browser's Host; another port must be named."""
    headers = {"Content-Type": "application/json", "X-Digest-Token": "t"}
    ours = {**headers, "Host": "localhost", "Origin": "http://localhost"}
    assert refusal("POST", ours, token="t", port=80) is None
    assert refusal("POST", ours, token="t", port=8000) is not None
    assert refusal("POST", {**ours, "Host": "[::1]:8000", "Origin": "http://[::1]:8000"}, token="t", port=8000) is None
