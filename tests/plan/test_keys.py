"""The law that incremental builds stand on: what is made from equal inputs is equal."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from planning import catalogue_of, made

from digest.model.inputs import key
from digest.plan.site import plan

TITLES = st.sampled_from(["One", "Two", "2025-W12"])
DAYS = st.sampled_from(["2025-03-17", "2025-03-18", "2025-03-25", ""])
TOPICS = st.sampled_from(["", "[energy]", "[climate, energy]", "[]"])
BODIES = st.sampled_from(
    [
        "One ==fact==[^a1] here.\n\n[^a1]: @ann #Method: Is it? See [it](b.md).",
        "One ==fact==[^a1], ==two==.\n\n[^a1]: @bob #method #weak: No.\n[^a1.1]: @ann: ![p](p.png)",
        "Text.",
        "More text. ==Marked.==",
        "See [it](b.md).",
        "See [it](c.md) and ![p](p.png).",
        "[m](../x.md)",
        "[[b]] and [[One|it]], ![[p.png]].",
        "[[two#x]] [[about]]",
    ]
)
MORE = st.sampled_from(
    [
        "",
        "source: Daily\n",
        "summary: Gist.\nkey_points: [Marked.]\n",
        "rights: link\n",
        "language: de\n",
        "duplicate_of: a\n",
        "source: Daily\nduplicate_of: b\n",
        "source: Other\nduplicate_of: c\n",
        "duplicate_of: no\n",
    ]
)


def article(title: str, day: str, topics: str, body: str, more: str) -> str:
    lines = f"title: {title}\n" + (f"date: {day}\n" if day else "") + (f"topics: {topics}\n" if topics else "") + more
    return f"---\n{lines}---\n{body}\n"


ARTICLES = st.builds(article, TITLES, DAYS, TOPICS, BODIES, MORE)
PAGES = st.builds(
    lambda title, order, body: f"---\ntitle: {title}\norder: {order}\n---\n{body}\n",
    TITLES, st.sampled_from(["1", "2", "x\nmenu: false"]), BODIES,
)  # fmt: skip
SITES = st.fixed_dictionaries(
    {},
    optional={
        "a/a.md": ARTICLES, "a/b.md": ARTICLES, "c.md": ARTICLES, "d.md": ARTICLES,
        "2025-W12/_index.md": ARTICLES, "topics/energy.md": PAGES,
        "pages/about.md": PAGES, "pages/guide/index.md": PAGES, "pages/guide/one.md": PAGES, "pages/guide/two.md": PAGES,
    },
)  # fmt: skip
OPTIONS = st.fixed_dictionaries(
    {
        "title": st.sampled_from(["A site", "Another"]),
        "rights": st.sampled_from(["full", "link"]),
        "base_url": st.sampled_from(["", "https://ada.example/"]),
        "pretty": st.booleans(),
    }
)


@given(st.data(), SITES, OPTIONS)
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_equal_keys_make_equal_bytes(data: st.DataObject, texts: dict[str, str], options: dict[str, object]) -> None:
    """Of a site and what became of it by an edit: pages and documents with the same key show the same."""
    edited = texts | {path: text for path, text in data.draw(SITES).items() if data.draw(st.booleans())}
    for path in list(edited):
        if data.draw(st.integers(0, 9)) == 0:
            del edited[path]
    others = options if data.draw(st.booleans()) else data.draw(OPTIONS)
    one, other = plan(catalogue_of(texts, **options)), plan(catalogue_of(edited, **others))
    before = {file.path: file for file in (*one.pages, *one.documents)}
    same = [file for file in (*other.pages, *other.documents) if file.path in before]
    for file in same:
        if key(file) == key(before[file.path]):
            assert made(file) == made(before[file.path]), file.path
