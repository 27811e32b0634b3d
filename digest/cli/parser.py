"""The command line's grammar, with examples in every help."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import Final, NoReturn

from digest import __version__
from digest.cli import annotation_commands, starting
from digest.cli import commands as stories
from digest.cli.terminal import clean

_EXAMPLES: Final = """\
examples:
  digest new reading          make a project in the folder reading
  digest convert              turn seeds/ into articles in content/
  digest build                turn content/ into the site in site/
  digest serve --open         look at the site while you edit
  digest publish --dry-run    see what would change on GitHub Pages

exit codes: 0 good, 1 problems in the content, 2 wrong use
"""


class _Parser(argparse.ArgumentParser):
    """A parser that never repeats control characters: an argument may be the name of a file."""

    def error(self, message: str) -> NoReturn:
        super().error(clean(message))


def make_parser() -> argparse.ArgumentParser:
    """The parser of the whole command line; each command carries the function that runs it as `command`."""
    parser: argparse.ArgumentParser = _Parser(
        prog="digest",
        description="Turns messy source texts into annotated Markdown, weekly digests by topic, and a static site.",
        epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"digest {__version__}")
    parser.add_argument("-C", dest="folder", metavar="DIR", type=Path, help="work on the project in DIR")
    commands = parser.add_subparsers(metavar="COMMAND", required=True)
    _add_new(commands)
    _add_convert(commands)
    _add_topics(commands)
    _add_annotations(commands)
    _add_build(commands)
    _add_clean(commands)
    _add_serve(commands)
    _add_publish(commands)
    _add_schema(commands)
    return parser


def _add(
    commands: argparse._SubParsersAction[argparse.ArgumentParser],
    name: str,
    run_it: Callable[[argparse.Namespace], int],
    summary: str,
    examples: str,
) -> argparse.ArgumentParser:
    parser = commands.add_parser(
        name,
        help=summary,
        description=f"{summary[0].upper()}{summary[1:]}.",
        epilog=f"examples:\n{examples}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.set_defaults(command=run_it)
    return parser


def _add_new(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    examples = (
        "  digest new reading                    a project in the folder reading (./article, if it is to be named so)\n"
        '  digest new article "Late ice"         an article of today, to be written\n'
        '  digest new article "Late ice" --week 2026-W47 --topic climate --url https://example.org/ice\n'
        "  digest new week                       the introduction to this week\n"
        "  digest new week 2026-W47 --open       to another one, opened in your editor"
    )
    parser = _add(commands, "new", starting.new, "start a project, an article or a week", examples)
    parser.usage = "digest new DIR | article TITLE [options] | week [WEEK] [--open]"
    parser.add_argument("what", metavar="DIR", help="a new or empty folder for a project, or the word article or week")
    parser.add_argument(
        "name", metavar="TITLE | WEEK", nargs="?", help="the article's title, or the week (default: now)"
    )
    day = parser.add_mutually_exclusive_group()
    day.add_argument("--week", metavar="WEEK", help="the week of an article, such as 2026-W47")
    day.add_argument("--date", metavar="DAY", help="its day of publication (default: today)")
    parser.add_argument("--topic", metavar="SLUG", action="append", help="a topic of digest.yml; may be repeated")
    parser.add_argument("--url", metavar="URL", help="where the text stands that it is about")
    parser.add_argument("--open", action="store_true", help="open the file in $VISUAL or $EDITOR")


def _add_schema(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    examples = "  digest schema    after a change of the topics in digest.yml, or of the version of digest"
    _add(commands, "schema", starting.schema, "tell editors what can be written in options and front matter", examples)


def _add_convert(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    examples = (
        "  digest convert                        all of seeds/\n"
        "  digest convert seeds/call.txt         one source; also brings back an article you deleted\n"
        "  digest convert --images               store images too, instead of links to them\n"
        "  digest convert --stdout ~/page.html   see what a file would become\n"
        "  digest convert --dry-run              see what would change in content/\n"
        "  digest convert --why seeds/call.txt   see what each line was taken for, and where each fact comes from"
    )
    parser = _add(commands, "convert", stories.convert, "turn sources in seeds/ into articles in content/", examples)
    parser.add_argument("paths", metavar="PATH", nargs="*", type=Path, help="files or folders in seeds/ (default: all)")
    parser.add_argument("--images", action="store_true", help="fetch the images of articles and store them beside them")
    parser.add_argument("--stdout", metavar="FILE", type=Path, help="print the Markdown of one file, write nothing")
    parser.add_argument("--why", metavar="FILE", type=Path, help="print why one file becomes what it does")
    parser.add_argument("--dry-run", action="store_true", help="show what would change in content/, write nothing")
    _add_jobs(parser)


def _add_topics(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    examples = (
        "  digest topics             what stands in each topic, and the words that decided\n"
        "  digest topics --suggest   new topics for what is unsorted"
    )
    parser = _add(commands, "topics", stories.topics, "show topics, their articles and why they are in them", examples)
    parser.add_argument("--suggest", action="store_true", help="propose new topics from the unsorted articles")


def _add_annotations(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = commands.add_parser(
        "annotations",
        help="take annotations to other programs, and bring them back",
        description="Take annotations to other programs, and bring them back.",
    )
    actions = parser.add_subparsers(metavar="ACTION", required=True)
    _add_export(actions)
    _add_import(actions)


def _add_export(actions: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    examples = (
        "  digest annotations export --output all.json      W3C Web Annotation JSON-LD\n"
        "  digest annotations export the-call --format md   the annotations of one article, to read\n"
        "  digest annotations export --format csv --output all.csv"
    )
    parser = _add(actions, "export", annotation_commands.export, "print highlights and notes for others", examples)
    parser.add_argument("article", metavar="ARTICLE", nargs="?", help="a file of content/ or a slug (default: all)")
    parser.add_argument("--format", metavar="FORMAT", choices=("jsonld", "md", "csv"), default="jsonld",
                        help="jsonld, md or csv (default: jsonld)")  # fmt: skip
    parser.add_argument("--output", metavar="FILE", type=Path, help="write to FILE instead of printing")
    parser.add_argument("--machine", action="store_true", help="with those that digest itself made")


def _add_import(actions: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    examples = (
        "  digest annotations import hypothesis.json --dry-run     what would change\n"
        "  digest annotations import notes.json --article the-call"
    )
    summary = "place annotations of others in the articles they are about"
    parser = _add(actions, "import", annotation_commands.import_, summary, examples)
    parser.add_argument("files", metavar="FILE", nargs="+", type=Path, help="W3C JSON-LD, or JSON from Hypothesis")
    parser.add_argument("--article", metavar="ARTICLE", help="the article they are about (default: by its source_url)")
    parser.add_argument("--dry-run", action="store_true", help="show the changes, write nothing")


def _add_build(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    examples = (
        "  digest build\n"
        "  digest build --output public --base-url https://ada.github.io/reading/\n"
        "  digest build --drafts\n"
        "  digest build --explain    why each page is made anew"
    )
    parser = _add(commands, "build", stories.build, "turn content/ into the site", examples)
    parser.add_argument("--output", metavar="DIR", type=Path, help="where the site is written (default: site)")
    parser.add_argument("--base-url", metavar="URL", help="where the site will stand (default: base_url in digest.yml)")
    parser.add_argument("--drafts", action="store_true", help="build drafts too")
    parser.add_argument("--no-cache", action="store_true", help="read and render everything anew")
    parser.add_argument("--explain", action="store_true", help="say for each file that is made why it is")
    _add_jobs(parser)


def _add_clean(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    examples = "  digest clean\n  digest clean --output public"
    parser = _add(commands, "clean", stories.clean, "remove the site, as far as digest wrote it", examples)
    parser.add_argument("--output", metavar="DIR", type=Path, help="the folder of the site (default: site)")


def _add_serve(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    examples = "  digest serve --open\n  digest serve --port 4000"
    parser = _add(commands, "serve", stories.serve, "show the site and reload it as you edit", examples)
    parser.add_argument("--port", metavar="N", type=_port, help="the port on this machine (default: 8000)")
    parser.add_argument("--open", action="store_true", help="open it in the browser")


def _add_publish(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    examples = (
        "  digest publish --dry-run    what would change\n"
        "  digest publish              push site/ to the branch gh-pages\n"
        "  digest publish --setup      let GitHub build and publish on every push instead"
    )
    parser = _add(commands, "publish", stories.publish, "put the site on GitHub Pages", examples)
    choice = parser.add_mutually_exclusive_group()
    choice.add_argument("--dry-run", action="store_true", help="say what would change, push nothing")
    choice.add_argument("--setup", action="store_true", help="write the GitHub Pages workflow")


def _add_jobs(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--jobs", metavar="N", type=_jobs, default=0, help="processes (default: one a core)")


def _jobs(text: str) -> int:
    return _number(text, 1, 256)


def _port(text: str) -> int:
    return _number(text, 0, 65535)


def _number(text: str, least: int, most: int) -> int:
    if text.isdecimal() and text.isascii() and least <= int(text[:9]) <= most:
        return int(text)
    message = f"'{text}' is not a number from {least} to {most}"
    raise argparse.ArgumentTypeError(message)
