"""Views for every template, rich enough to show what a template can get wrong."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from digest.model.findings import Event
from digest.model.page import Page
from digest.model.rendering import Heading
from digest.plan import views as v
from digest.plan.highlight_lists import HighlightsView, HighlightView
from digest.plan.kinds.archive_page import ArchiveView
from digest.plan.kinds.article_page import ArticleView, FoundView, Voice
from digest.plan.kinds.free_page import FreePageView
from digest.plan.kinds.home_page import HomeView
from digest.plan.kinds.not_found_page import NotFoundView
from digest.plan.kinds.search_page import Choices, SearchView
from digest.plan.kinds.sources_page import SourcesView
from digest.plan.kinds.timeline_page import TimelineEvent, TimelineView
from digest.plan.lists import IndexView, ListView
from digest.plan.overviews.activity import ActivityView
from digest.plan.overviews.year_grid import shades, year_grid
from digest.plan.relations.related_articles import Related, RelatedArticle
from digest.plan.weeks import SectionView, WeekView

HOSTILE = "<script>alert(1)</script> & \"quotes\" 'n' {{ 73 * 73 }}"
LONG = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft" * 2

SITE = v.SiteView(
    title="The Quiet Review",
    description="A week of research, read closely.",
    author="Ada & Ben",
    language="en",
    menu=(v.Link(label="Archive", path="archive/"), v.Link(label="Topics", path="topics/")),
    home="./",
    feed="feed.xml",
    stylesheets=("assets/paper.css",),
    icon="assets/icon.svg",
    generator="digest 1.0",
)
SEARCH = SearchView(
    index="search/index.0a1b2c3d.js",
    file="",
    pagefind="",
    early=True,
    archive="archive/",
    topics="topics/",
    choices=Choices(
        topics=(("energy", "Energy & climate"),),
        sources=("Daily <News>",),
        weeks=(("2025-W12", "Week 12"),),
        languages=("en", "de"),
    ),
)
BIOLOGY = v.Link(label="Life & ecology", path="topics/biology/")
PRESS = v.Link(label="Harbour Press", path="sources/harbour-press/")

FULL = v.Entry(
    title="Seagrass comes back, a long title about a meadow that nobody had seen for ninety years",
    path="2025/w01/seagrass/",
    date=date(2025, 1, 3),
    date_inferred=True,
    source=PRESS,
    authors=("Mira Holt", "Jon Ask"),
    language="en",
    summary="A meadow of seagrass holds. The mud clears.",
    key_points=("Half of the seeds took.", "The fish returned first."),
    minutes=4,
    notes=2,
    topics=(BIOLOGY, v.Link(label="Climate", path="topics/climate/")),
    draft=True,
    also=(v.Link(label="The Other Paper", path="2025/w01/meadow/"), v.Link(label="A & B", path="2025/w02/grass/")),
)
GERMAN = v.Entry(
    title=f"Überwinternde Hummeln und die {LONG}",
    path="2025/w01/hummeln/",
    date=date(2024, 12, 31),
    date_inferred=False,
    source=None,
    authors=(),
    language="de",
    summary="Warme Tage kosten Kraft.",
    key_points=(),
    minutes=1,
    notes=0,
    topics=(BIOLOGY,),
    draft=False,
)
BAD = v.Entry(
    title=HOSTILE,
    path="undated/bad/",
    date=None,
    date_inferred=False,
    source=v.Link(label=HOSTILE, path="sources/bad/"),
    authors=(HOSTILE,),
    language="en",
    summary=HOSTILE,
    key_points=(HOSTILE,),
    minutes=1,
    notes=1,
    topics=(v.Link(label=HOSTILE, path="topics/bad/"),),
    draft=False,
)
LEAD = replace(
    FULL,
    title="A lead that somebody wrote about",
    source_url="https://press.example/a?b=c&d",
    source_host="press.example",
    comment_html="<p>Read <em>this</em> first.</p>",
    highlight=v.HighlightView(
        quote="half of the seeds", path="2025/w01/seagrass/#a1", source_url="", comment_html="<p>Which half?</p>",
        by="ann", tags=(), day=None,
    ),
    machine=("summary",),
)  # fmt: skip
WEEK = v.WeekLink(
    label="2025-W01", title="Week 1, 2025", monday=date(2024, 12, 30), sunday=date(2025, 1, 5), count=3,
    topics=("Life & ecology", "Climate"), path="2025/w01/",
)  # fmt: skip
NAMED = v.WeekLink(
    label="2024-W52", title="The week of long nights", monday=date(2024, 12, 23), sunday=date(2024, 12, 29), count=1,
    topics=("Climate",), path="2024/w52/",
)  # fmt: skip
ISSUE = WeekView(
    week=WEEK,
    intro_html="<p>An <em>introduction</em>.</p>",
    lead=LEAD,
    sections=(
        SectionView(topic=BIOLOGY, anchor="biology", entries=(FULL, GERMAN, replace(GERMAN, brief=True))),
        SectionView(topic=v.Link(label="Unsorted", path="topics/unsorted/"), anchor="unsorted", entries=(BAD,)),
    ),
    older=NAMED,
    newer=None,
)
HEADINGS = tuple(Heading(level=2 + number % 2, text=f"Part {number}", anchor=f"h-part-{number}") for number in range(3))
BODY = """<h2 id="h-part-0">Part 0</h2>
<p>They sowed <mark id="a1" class="hl" data-by="ann">half of the seeds</mark><span class="note" id="note-a1" role="note"
 data-by="ann"><span class="note-no">1</span> <span class="note-head">@ann · #method · 2026-11-20</span> Which half?
 <span class="note-p">And when?</span></span>, and waited. <mark id="a2" class="hl">The fish returned first.</mark><span
 class="note" id="note-a2" role="note" data-by="digest"><span class="note-no">2</span> Inferred.</span> The rest<a
 class="note-ref" href="#note-a3">3</a>.</p>
<h3 id="h-part-1">Part 1</h3>
<div class="callout callout-warning"><p class="callout-title">Careful</p><p>One site only.</p></div>
<details class="callout callout-tip"><summary>Folded</summary><p>More.</p></details>
<div class="table"><table><thead><tr><th>Plot</th><th class="align-right">Shoots</th></tr></thead>
<tbody><tr><td>North</td><td class="align-right">1,204</td></tr></tbody></table></div>
<ul><li class="task-item"><span class="task" role="img" aria-label="done">☑</span> Sown</li></ul>
<pre><code class="language-python">print("a line that is far too long for a narrow screen, and then some more of it")</code></pre>
<blockquote><p>“I shall have to find another talk.”</p></blockquote>
<p><a class="external-image" href="https://example.org/i.png" rel="external noopener noreferrer">Image: a plot</a></p>
<h2 id="h-part-2">Part 2</h2>
<section class="endnotes" role="doc-endnotes"><ol><li id="note-a3" class="endnote" value="3"><p>Long.</p></li></ol></section>
"""

FEED = v.Link(label="Life & ecology", path="topics/biology/feed.xml")


def _page(kind: str, template: str, view: object, path: str, title: str, **more: object) -> Page:
    head = {
        "kind": kind, "title": title, "description": "About this page.", "root": "../", "path": path,
        "canonical": f"https://example.org/{path}", "language": "en", **more,
    }  # fmt: skip
    page = v.PageView(**head)  # type: ignore[arg-type]
    return Page(
        path=f"{path}index.html",
        template=template,
        context=(("site", SITE), ("page", page), ("view", view)),
    )


FOUND = FoundView(
    voices=(Voice(speaker=HOSTILE, words=(HOSTILE, "It is zero.")), Voice(speaker="", words=("So be it.",))),
    timeline=(
        Event(date="2025-03", text=HOSTILE),
        Event(date="2025-03-18", text="It was opened on March 18.", basis="yearless"),
        Event(date="2025-03-19", text="It closed on Wednesday.", basis="relative"),
    ),
    named=(("people", "People", (HOSTILE, "Ann Lee")), ("places", "Places", ("Aldersby",))),
    machine=("summary", "quotations", "people"),
)


def _article(entry: v.Entry, html: str, rights: str = "full") -> ArticleView:
    return ArticleView(
        entry=entry,
        rights=rights,
        comment_html="<p>Why it <em>matters</em>.</p>",
        html=html,
        key_points=tuple((point, f"a{number}" if html else "") for number, point in enumerate(entry.key_points, 1)),
        headings=HEADINGS if html else (),
        date_basis="inferred: the source names no year",
        source_url="https://example.org/text?a=1&b=2" if entry.source else "",
        source_host="example.org" if entry.source else "",
        week=v.Link(label="Week 1, 2025", path="2025/w01/") if entry.date else None,
        older=v.Link(label=HOSTILE, path="undated/bad/"),
        newer=v.Link(label="Next", path="2025/w01/next/"),
        lead=v.Link(label=HOSTILE, path="2025/w01/lead/") if not entry.also else None,
        found=FOUND if entry is not GERMAN else FoundView(),
        backlinks=(v.Link(label="Next", path="2025/w01/next/"), v.Link(label=HOSTILE, path="undated/bad/")),
        related=RELATED if entry is not GERMAN else Related(),
    )


RELATED = Related(
    story=HOSTILE,
    earlier=(RelatedArticle(title=HOSTILE, path="undated/bad/", date=None, language="en"),),
    later=(RelatedArticle(title="מאמר", path="2025/w02/grass/", date=date(2025, 1, 9), language="he"),),
    articles=(RelatedArticle(title=f"Über {LONG}", path="2025/w02/a/", date=date(2025, 1, 9), language="de"),),
    articles_found=True,
)
CHAPTERS = (v.Link(label="Guide", path="guide/"), v.Link(label="Themes", path="guide/themes/"))
UNDATED = v.Link(label="2 undated articles", path="undated/")
EMPTY_HOME = HomeView(latest=None, earlier=(), archive="archive/", undated=None)
SHORTENED = replace(ISSUE, sections=tuple(replace(section, more=88) for section in ISSUE.sections))
HOME = HomeView(latest=SHORTENED, earlier=(NAMED,), archive="archive/", undated=UNDATED)
TOPIC = ListView(
    name="Life & ecology", description="What lives.", intro_html="<p>Read on.</p>",
    groups=(("Week 1, 2025", "2025/w01/", (FULL, GERMAN)), ("", "", (BAD,))), count=3,
    activity=ActivityView(counts=(3, 0, 1), most=3, caption=HOSTILE),
    best=(
        (GERMAN, v.HighlightView(
            quote=HOSTILE, path="x/#a1", source_url="", comment_html="<p>Oh?</p>", by="ann", tags=(), day=None)),
        (BAD, v.HighlightView(
            quote="", path="x/#note-a2", source_url="", comment_html="<p>Here.</p>", by="", tags=(), day=None)),
    ),
    highlights=v.Link(label="Highlights: Life & ecology", path="topics/biology/highlights/"),
)  # fmt: skip
PUBLISHER = ListView(
    name=HOSTILE, description="", intro_html="", groups=(("", "", (BAD,)),), count=1,
    outside=v.OutsideLink(label="press.example", address="https://press.example/"),
)  # fmt: skip
NOTHING = ListView(name="Undated", description="", intro_html="", groups=(), count=0)
TERMS = IndexView(terms=(v.Term(name=HOSTILE, path="topics/bad/", description=HOSTILE, count=1_204),))
SOURCES = SourcesView(
    terms=(
        v.Term(name=HOSTILE, path="sources/bad/", description="", count=1_204),
        v.Term(
            name="Press", path="sources/press/", description="", count=1,
            outside=v.OutsideLink(label="press.example", address="https://press.example/"),
        ),
    ),
    letters=(("#", (v.Term(name=HOSTILE, path="sources/bad/", description="", count=1_204),)),),
)  # fmt: skip
ARCHIVE = ArchiveView(
    years=((2025, (WEEK,)), (2024, (NAMED,))),
    grids={year: year_grid(year, (WEEK, NAMED), shades(3)) for year in (2025, 2024)},
    shades=shades(3),
    undated=UNDATED,
)
BACK, FORTH = (
    v.Link(label="Older articles", path="topics/biology/page/1/"),
    v.Link(label="Newer", path="topics/biology/"),
)
MIDDLE = ListView(
    name="Life", description="", intro_html="", groups=(("", "", (GERMAN,)),), count=1, older=BACK, newer=FORTH
)
OLD_ARCHIVE = ArchiveView(years=((2024, (NAMED,)),), undated=None, newer=v.Link(label="Newer digests", path="archive/"))
EVENT = TimelineEvent(
    date="2025-03-18",
    text=HOSTILE,
    basis="yearless",
    found=True,
    article=v.Link(label=HOSTILE, path="undated/bad/#event-1"),
    language="en",
)
FREE = FreePageView(html=BODY, headings=HEADINGS, siblings=CHAPTERS, older=CHAPTERS[0], newer=None)
ALONE = FreePageView(html="<p>Hello.</p>", headings=(), siblings=(), older=None, newer=None)

TIMELINE = TimelineView(
    years=(
        (
            2025,
            (
                ("2025-03", (EVENT, replace(EVENT, date="2025-03-01", basis="relative"))),
                ("2025-01", (replace(EVENT, date="2025-01", text="אירוע", language="he", found=False),)),
            ),
        ),
        (1999, (("1999-12", (replace(EVENT, date="1999-12-31", basis="stated"),)),)),
        (987, (("0987-01", (replace(EVENT, date="0987-01-02", basis="stated", text=LONG),)),)),
    ),
    count=5,
    older=v.Link(label="Older events", path="timeline/page/1/"),
)
HIGHLIGHTS = HighlightsView(
    name="Highlights",
    groups=(
        (
            "Week 1, 2025",
            "2025/w01/",
            (
                (
                    FULL,
                    (
                        HighlightView(
                            quote="Half of the seeds took.",
                            path=f"{FULL.path}#a1",
                            source_url="https://harbour.example/seagrass#:~:text=Half%20of%20the%20seeds%20took.",
                            comment_html='<p>Half of how many?</p>\n<div class="reply"><p>Of 900.</p>\n</div>\n',
                            by="ann",
                            tags=(v.Link(label="#method", path="highlights/method/"),),
                            day=date(2025, 1, 4),
                        ),
                    ),
                ),
                (
                    BAD,
                    (
                        HighlightView(
                            quote=HOSTILE, path="x/#hl-1", source_url="", comment_html="", by="", tags=(), day=None
                        ),
                        HighlightView(
                            quote="",
                            path="x/#note-a2",
                            source_url="",
                            comment_html="<p>Here.</p>",
                            by="",
                            tags=(),
                            day=None,
                        ),
                    ),
                ),
            ),
        ),
    ),
    count=3,
    topics=(v.Term(name="Life & ecology", path="topics/biology/highlights/", description="", count=3),),
    tags=(v.Term(name=LONG, path="highlights/method/", description="", count=1),),
)
OLD_HIGHLIGHTS = replace(
    HIGHLIGHTS,
    name="#method",
    topics=(),
    tags=(),
    whole=v.Link(label="All highlights", path="highlights/"),
    newer=v.Link(label="Newer highlights", path="highlights/method/"),
)
PAGES = {
    "highlights": _page("highlights", "highlights.html", HIGHLIGHTS, "highlights/", "Highlights"),
    "tag, an older page": _page(
        "tag", "highlights.html", OLD_HIGHLIGHTS, "highlights/method/page/1/", "Highlights: #method, page 1"
    ),
    "home": _page("home", "home.html", HOME, "", "The Quiet Review"),
    "home, nothing yet": _page("home", "home.html", EMPTY_HOME, "", "The Quiet Review", canonical=None),
    "week": _page("week", "week.html", ISSUE, "2025/w01/", "Week 1, 2025", json_ld='{"@type": "Article"}'),
    "article": _page("article", "article.html", _article(FULL, BODY), FULL.path, FULL.title, og_type="article"),
    "article, German": _page(
        "article", "article.html", _article(GERMAN, "<p>Text</p>"), GERMAN.path, GERMAN.title, language="de"
    ),
    "article, hostile": _page(
        "article", "article.html", _article(BAD, "", "link"), BAD.path, HOSTILE, description=HOSTILE
    ),
    "topic": _page("topic", "list.html", TOPIC, BIOLOGY.path, BIOLOGY.label, feed=FEED),
    "undated": _page("undated", "list.html", NOTHING, "undated/", "Undated"),
    "topics": _page("topics", "index.html", TERMS, "topics/", "Topics"),
    "topics, none": _page("topics", "index.html", IndexView(terms=()), "topics/", "Topics"),
    "source": _page("source", "list.html", PUBLISHER, "sources/bad/", HOSTILE),
    "sources": _page("sources", "sources.html", SOURCES, "sources/", "Sources"),
    "sources, none": _page("sources", "sources.html", SourcesView(terms=()), "sources/", "Sources"),
    "topic, an older page": _page("topic", "list.html", MIDDLE, "topics/biology/page/2/", "Life, page 2"),
    "archive, an older page": _page("archive", "archive.html", OLD_ARCHIVE, "archive/page/1/", "Archive, page 1"),
    "archive": _page("archive", "archive.html", ARCHIVE, "archive/", "Archive"),
    "archive, empty": _page("archive", "archive.html", ArchiveView(years=(), undated=None), "archive/", "Archive"),
    "timeline": _page("timeline", "timeline.html", TIMELINE, "timeline/", "Timeline"),
    "search": _page("search", "search.html", SEARCH, "search/", "Search"),
    "page": _page("page", "page.html", FREE, "guide/themes/", "Themes"),
    "page, alone": _page("page", "page.html", ALONE, "about/", "About", description=""),
    "not_found": _page(
        "not_found", "not_found.html", NotFoundView(archive="archive/"), "404/", "Page not found", canonical=None
    ),
}
"""By what they show: at least one for each template."""
