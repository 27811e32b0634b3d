"""The issue is the editor's: its week, its lead, the editor's words, and the addresses of what moved."""

from __future__ import annotations

from planning import bytes_of, catalogue_of, filled

from digest.plan.kinds.week_page import WeekPage
from digest.plan.lists import ListView
from digest.plan.site import Plan, plan
from digest.plan.views import Entry
from digest.plan.weeks import WeekView


def site(texts: dict[str, str], **options: object) -> Plan:
    return plan(catalogue_of(texts, **options))  # type: ignore[arg-type]


def article(title: str, *lines: str, body: str = "Words.") -> str:
    return "\n".join(["---", f"title: {title}", *lines, "---", body, ""])


def week(planned: Plan, path: str) -> WeekView:
    (page,) = [page for page in planned.pages if page.path == path]
    assert isinstance(page, WeekPage)
    view = filled(page)["view"]
    assert isinstance(view, WeekView)
    return view


def entries(view: WeekView) -> list[Entry]:
    return [entry for section in view.sections for entry in section.entries]


def test_an_article_stands_in_the_week_it_names_and_its_old_address_leads_there() -> None:
    """The file stays where it is; the old address is a page that sends on, which the sitemap does not name."""
    moved = article("Old news", "date: 2025-03-11", "week: 2025-W12")
    planned = site(
        {"2025-W11/old.md": moved, "2025-W12/call.md": article("The call", "date: 2025-03-18")},
        base_url="https://a.example/",
    )
    assert [entry.title for entry in entries(week(planned, "2025/w12/index.html"))] == ["Old news", "The call"]
    assert not [page for page in planned.pages if page.path.startswith("2025/w11")]
    files = {document.path: bytes_of(document).decode() for document in planned.documents}
    redirect = files["2025/w11/old/index.html"]
    assert 'content="0; url=../../../2025/w12/old/"' in redirect
    assert '<link rel="canonical" href="https://a.example/2025/w12/old/">' in redirect
    assert "w11/old" not in files["sitemap.xml"]
    assert planned.problems == ()


def test_weeks_may_follow_the_day_of_conversion() -> None:
    """An article printed last month stands in the digest of the week in which it was read."""
    texts = {"a.md": article("A", "date: 2025-02-01", "added: 2025-03-18"), "b.md": article("B", "added: 2025-03-19")}
    assert [entry.title for entry in entries(week(site(texts, weeks="added"), "2025/w12/index.html"))] == ["B", "A"]
    published = site(texts)
    assert [page.path for page in published.pages if page.path.startswith("2025/")] == [
        "2025/w05/a/index.html",
        "2025/w05/index.html",
    ]
    assert any(page.path == "undated/b/index.html" for page in published.pages)


def test_an_entry_begins_with_the_editors_words() -> None:
    """Markdown, whose links lead to pages; the passage that most was said about stands under it."""
    body = "==First.== ==Second.==[^a1]\n\n[^a1]: @ed: This one.\n"
    planned = site(
        {
            "a.md": article("A", "date: 2025-03-18", 'comment: "Read *this* with [B](b.md)."', body=body),
            "b.md": article("B", "date: 2025-03-18", "source_url: https://www.b.example/x"),
        }
    )
    first, second = entries(week(planned, "2025/w12/index.html"))
    assert first.comment_html == '<p>Read <em>this</em> with <a href="../../2025/w12/b/">B</a>.</p>\n'
    assert first.highlight is not None
    assert (first.highlight.quote, "This one." in first.highlight.comment_html) == ("Second.", True)
    assert (second.comment_html, second.highlight) == ("", None)
    assert (second.source_url, second.source_host) == ("https://www.b.example/x", "b.example")


def test_a_private_word_in_a_comment_is_never_seen() -> None:
    """As everywhere."""
    planned = site({"a.md": article("A", "date: 2025-03-18", "comment: Seen. %%Not this.%% And seen.")})
    (entry,) = entries(week(planned, "2025/w12/index.html"))
    assert entry.comment_html == "<p>Seen.  And seen.</p>\n"


def test_a_link_in_a_comment_that_leads_nowhere_is_named_where_it_stands() -> None:
    """On the line of the property."""
    planned = site({"a.md": article("A", "date: 2025-03-18", "source: S", "comment: See [this](gone.md).")})
    (problem,) = planned.problems
    assert problem.location is not None
    assert (problem.location.line, "gone.md" in problem.message) == (5, True)


def test_the_lead_stands_above_the_sections_and_weights_order_the_rest() -> None:
    """The lightest first, then those without a weight, by date."""
    planned = site(
        {
            "a.md": article("A", "date: 2025-03-17"),
            "b.md": article("B", "date: 2025-03-18", "weight: 2"),
            "c.md": article("C", "date: 2025-03-19", "weight: 1"),
            "d.md": article("D", "date: 2025-03-20", "lead: true"),
        }
    )
    view = week(planned, "2025/w12/index.html")
    assert view.lead is not None
    assert view.lead.title == "D"
    assert [entry.title for entry in entries(view)] == ["C", "B", "A"]


def test_a_second_lead_is_named_and_stands_in_its_section() -> None:
    """The first of them leads."""
    leads = {f"{name}.md": article(name, "date: 2025-03-18", "lead: true") for name in "ab"}
    planned = site(leads)
    view = week(planned, "2025/w12/index.html")
    assert view.lead is not None
    assert (view.lead.title, [entry.title for entry in entries(view)]) == ("a", ["b"])
    (problem,) = planned.problems
    assert problem.message == "2025-W12 has two lead stories: content/a.md leads it already"
    assert problem.severity == "warning"


def test_in_a_full_week_what_nobody_wrote_about_is_one_line() -> None:
    """In a week of thirteen; where nobody wrote about anything, all are shown in full."""
    silent = {f"{number:02}.md": article(f"N{number:02}", "date: 2025-03-18") for number in range(12)}
    assert not any(entry.brief for entry in entries(week(site(silent), "2025/w12/index.html")))
    spoken = article("Z", "date: 2025-03-18", "comment: Mine.")
    shown = entries(week(site({**silent, "z.md": spoken}), "2025/w12/index.html"))
    assert next(entry.title for entry in shown) == "Z"
    assert [entry.brief for entry in shown] == [False, *[True] * 12]


def test_an_address_that_two_claim_stays_with_the_first() -> None:
    """A page keeps its own address whatever an alias says; the loser is named with its line."""
    planned = site(
        {
            "a.md": article("A", "date: 2025-03-18", "aliases: [/old/, /archive/]"),
            "b.md": article("B", "date: 2025-03-18", "aliases:", "  - /Old/"),
        }
    )
    assert [document.path for document in planned.documents if document.path.startswith("old")] == ["old/index.html"]
    assert sorted(problem.message for problem in planned.problems) == [
        "the alias /Old/ leads to content/a.md already",
        "the alias /archive/ leads to a page of the site already",
    ]
    assert {problem.location.line for problem in planned.problems if problem.location} == {4}


def test_a_list_shows_the_words_of_a_comment_without_links_it_cannot_resolve() -> None:
    """A link into the project is plain text there."""
    planned = site(
        {"a.md": article("A", "date: 2025-03-18", "topics: [energy]", 'comment: "See [B](b.md) and [C](https://c.example/)."'),
         "b.md": article("B", "date: 2025-03-18")}
    )  # fmt: skip
    (page,) = [page for page in planned.pages if page.path == "topics/energy/index.html"]
    view = filled(page)["view"]
    assert isinstance(view, ListView)
    comment = view.groups[0][2][0].comment_html
    assert "digest-" not in comment
    assert "See B and <a" in comment
