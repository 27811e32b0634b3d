"""Readers and annotators of other packages: what they may do, and what is said where they do something else."""

from __future__ import annotations

import pickle
import re
import shutil
from itertools import count
from pathlib import Path, PurePosixPath

import pytest

from digest.config import parse_config
from digest.convert.conversion import convert
from digest.convert.plugins import Plugin, Plugins, annotate_with_plugins, installed_plugins, readers_with_plugins
from digest.convert.seeds import document_seeds, split_seed
from digest.errors import Problem
from digest.extract import FORMATS

PLUGINS = Path(__file__).resolve().parents[1] / "plugins"
GUIDE = PLUGINS.parents[1] / "content/pages/guide/plugins.md"
NUMBER = count()
IMPORTS = "from digest.extract import Annotation, Document, Finding, Problem, TextQuoteSelector\n"
TEXT = "# The bridge\n\nThe bridge is 214 m long, and its bolts had not been seen for 11 years.\n"
NOTES = "title,day,text\nLate ice,2025-03-18,The ice came late.\nEarly ice,2025-03-25,The ice came early.\n"


class Packages:
    """A folder of installed packages, as pip leaves them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def install(self, name: str, group: str, entry: str, code: str, *, version: str = "1.0") -> None:
        """Install a package with one entry point."""
        module = f"plugin_{next(NUMBER)}"
        (self.folder / f"{module}.py").write_text(code, "utf-8")
        self.describe(name, f"[{group}]\n{entry} = {module}:run\n", version=version)

    def describe(self, name: str, entry_points: str, *, version: str = "1.0") -> None:
        """Write the metadata of a package; an older version of it goes."""
        for old in self.folder.glob(f"{name.replace('-', '_')}-*.dist-info"):
            shutil.rmtree(old)
        info = self.folder / f"{name.replace('-', '_')}-{version}.dist-info"
        info.mkdir()
        (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n", "utf-8")
        (info / "entry_points.txt").write_text(entry_points, "utf-8")

    def reader(self, code: str, *, entry: str = "note", name: str = "digest-note", version: str = "1.0") -> None:
        """Install a package with a reader; `code` is the body of its function."""
        self.install(name, "digest.readers", entry, f"{IMPORTS}def run(source):\n    {code}\n", version=version)

    def annotator(
        self, code: str, *, entry: str = "numbers", name: str = "digest-numbers", version: str = "1.0"
    ) -> None:
        """Install a package with an annotator; `code` is the body of its function."""
        self.install(name, "digest.annotators", entry, f"{IMPORTS}def run(text):\n    {code}\n", version=version)


@pytest.fixture
def packages(tmp_path, monkeypatch):
    """Where this test installs its packages."""
    folder = tmp_path / "packages"
    folder.mkdir()
    monkeypatch.syspath_prepend(str(folder))
    return Packages(folder)


@pytest.fixture
def examples(packages, monkeypatch):
    """The two packages that show how it is done, installed."""
    for name, group in (("digest_reader_csvnotes", "readers"), ("digest_annotator_numbers", "annotators")):
        monkeypatch.syspath_prepend(str(PLUGINS / name))
        entry = {
            "readers": "csvnotes = digest_reader_csvnotes:read",
            "annotators": "numbers = digest_annotator_numbers:annotate",
        }
        packages.describe(name.replace("_", "-"), f"[digest.{group}]\n{entry[group]}\n")
    return packages


def articles(project):
    """The articles of a project by name, without bases and ledger."""
    return {path: body.decode() for path, body in project.tree("content").items() if not path.startswith(".")}


def counts(project):
    """How many articles a conversion writes, and how many it leaves; nothing may be wrong."""
    config, _ = parse_config(project.read("digest.yml"))
    done = convert(project.folder, config)
    assert done.problems == ()
    return len(done.written), done.unchanged


def test_there_are_none_by_default():
    """Nothing is found where no package offers anything."""
    assert installed_plugins() == Plugins()
    assert readers_with_plugins(Plugins()) == FORMATS


def test_each_document_of_a_source_becomes_an_article(project, examples):
    """Named after its part, converted once, and shown on the site."""
    project.write("seeds/ice.csvnotes", NOTES)
    assert counts(project) == (2, 0)
    made = articles(project)
    assert sorted(made) == ["2025-W12/late-ice.md", "2025-W13/early-ice.md"]
    assert "\nseed: seeds/ice.csvnotes#1\n" in made["2025-W12/late-ice.md"]
    assert "\nseed: seeds/ice.csvnotes#2\n" in made["2025-W13/early-ice.md"]
    assert counts(project) == (0, 2)
    assert articles(project) == made
    assert project.digest("build").code == 0


def test_a_source_that_grows_keeps_the_article_of_its_first_document(project, examples):
    """Whether it holds one document or several; a person's edits stay."""
    project.write("seeds/ice.csvnotes", "".join(NOTES.splitlines(keepends=True)[:2]))
    project.digest("convert")
    [path] = articles(project)
    project.write(f"content/{path}", project.read(f"content/{path}") + "\nMy remark.\n")
    project.write("seeds/ice.csvnotes", NOTES)
    assert project.digest("convert").code == 0
    made = articles(project)
    assert sorted(made) == ["2025-W12/late-ice.md", "2025-W13/early-ice.md"]
    assert made[path].endswith("\nMy remark.\n")
    project.write("seeds/ice.csvnotes", "".join(NOTES.splitlines(keepends=True)[:2]))
    assert project.digest("convert").code == 0
    assert sorted(articles(project)) == sorted(made)
    assert articles(project)[path].endswith("\nMy remark.\n")


def test_a_deleted_article_of_one_document_stays_deleted(project, examples):
    """Until its source is named."""
    project.write("seeds/ice.csvnotes", NOTES)
    project.digest("convert")
    (project.folder / "content/2025-W13/early-ice.md").unlink()
    assert counts(project) == (0, 1)
    project.write("seeds/ice.csvnotes", f"{NOTES}Thin ice,2025-04-01,The ice was thin.\n")
    assert project.digest("convert").code == 0
    assert sorted(articles(project)) == ["2025-W12/late-ice.md", "2025-W14/thin-ice.md"]
    project.digest("convert", str(project.folder / "seeds/ice.csvnotes"))
    assert sorted(articles(project)) == ["2025-W12/late-ice.md", "2025-W13/early-ice.md", "2025-W14/thin-ice.md"]


def test_a_run_that_was_killed_amid_a_source_goes_on_with_its_other_documents(project, examples):
    """The ledger says of a source that all of its documents were converted."""
    project.write("seeds/ice.csvnotes", NOTES)
    project.digest("convert")
    whole = project.tree("content")
    (project.folder / "content/2025-W13/early-ice.md").unlink()
    ledger = project.folder / "content/.converted"
    kept = [line for line in ledger.read_text().splitlines(keepends=True) if not line.endswith((".csvnotes\n", "#2\n"))]
    assert len(kept) == 2
    ledger.write_text("".join(kept))
    assert project.digest("convert").code == 0
    assert project.tree("content") == whole


def test_a_renamed_source_finds_all_of_its_articles(project, examples):
    """By its content and their part of it."""
    project.write("seeds/ice.csvnotes", NOTES)
    project.digest("convert")
    (project.folder / "seeds/ice.csvnotes").rename(project.folder / "seeds/winter.csvnotes")
    assert [counts(project), counts(project)] == [(0, 2), (0, 2)]
    assert project.read("content/.converted").count("seeds/winter.csvnotes") == 3
    (project.folder / "content/2025-W13/early-ice.md").unlink()
    assert counts(project) == (0, 1)
    project.digest("convert", f"{project.folder}/seeds/winter.csvnotes")
    assert sorted(articles(project)) == ["2025-W12/late-ice.md", "2025-W13/early-ice.md"]


def test_several_documents_are_shown_one_after_the_other(project, examples):
    """By --stdout and by --why."""
    file = project.write("seeds/ice.csvnotes", NOTES)
    shown = project.digest("convert", "--stdout", str(file)).out
    assert [line for line in shown.splitlines() if line.startswith("title:")] == ["title: Late ice", "title: Early ice"]
    report = project.digest("convert", "--why", str(file)).out
    assert "document 2 of 2\nencoding: utf-8, valid UTF-8\ntitle: Early ice\n" in report


def test_an_annotator_fills_in_its_property_and_marks_passages(project, examples):
    """Its marks bear the name of the package."""
    project.write("seeds/bridge.md", TEXT)
    assert project.digest("convert").code == 0
    [text] = articles(project).values()
    assert "\nnumbers:\n  - 214 m\n  - 11 years\n---\n" in text
    assert "is ==214 m==[^d1] long" in text
    assert "[^d1]: @digest-annotator-numbers: A number." in text
    assert project.digest("build").code == 0


def test_a_property_that_the_source_has_stays_as_it_is(project, examples):
    """The source's own word comes first."""
    project.write("seeds/bridge.md", f"---\nnumbers: none that matter\n---\n{TEXT}")
    project.digest("convert")
    [text] = articles(project).values()
    assert "\nnumbers: none that matter\n" in text
    assert "214 m\n" not in text.partition("\n---\n")[0]


@pytest.mark.parametrize("kind", ["reader", "annotator"])
def test_a_new_version_of_a_plug_in_converts_again_and_the_same_one_does_not(project, packages, kind):
    """Name and version of a plug-in decide whether an article is up to date; others' articles are left."""
    code = {
        "reader": "return (Document(body='The word is {}.', title='T'),)",
        "annotator": "return Finding(value='The word is {}.')",
    }[kind]
    install = getattr(packages, kind)
    install(code.format("old"))
    project.write("seeds/a.note" if kind == "reader" else "seeds/a.md", TEXT)
    project.write("seeds/b.txt", TEXT)
    assert [counts(project), counts(project)] == [(2, 0), (0, 2)]
    install(code.format("new"), version="1.1")
    assert counts(project) == ((1, 1) if kind == "reader" else (2, 0))
    assert any("The word is new." in text for text in articles(project).values())
    assert not any("The word is old." in text for text in articles(project).values())
    assert counts(project) == (0, 2)


def test_without_a_plug_in_an_article_is_made_without_it(project, packages):
    """Uninstalling an annotator takes its property out of what nobody edited."""
    packages.annotator("return Finding(value=['214 m'])")
    project.write("seeds/bridge.md", TEXT)
    project.digest("convert")
    assert "numbers:" in next(iter(articles(project).values()))
    packages.describe("digest-numbers", "")
    project.digest("convert")
    assert "numbers:" not in next(iter(articles(project).values()))


READER_FAULTS = {
    "raise ValueError('a bad day')": "raised ValueError: a bad day",
    "raise SystemExit(3)": "raised SystemExit: 3",
    "return run(source)": "raised RecursionError: ",
    "return 'text'": "returned str, not a tuple of Documents or a Problem",
    "return None": "returned NoneType, not a tuple of Documents or a Problem",
    "return ()": "returned no Document",
    "return ('text',)": "returned str where a Document is expected",
    "return (Document(body=None),)": "returned a Document whose body is of a wrong type",
    "return (Document(body='b', authors=['A B']),)": "returned a Document whose authors is of a wrong type",
    "return (Document(body='b', stated=('2025-01-01',)),)": "returned a Document whose stated is of a wrong type",
    "return (Document(body='b', lost=True),)": "returned a Document whose lost is of a wrong type",
    "return (Document(body='b', extra={'seed': 'x'}),)": "returned a Document whose extra names seed",
    "return (Document(body='b', extra={'a': {1, 2}}),)": "returned a Document whose extra holds what",
    "return (Document(body='b', extra={1: 2}),)": "returned a Document whose extra is of a wrong type",
    "return Problem(message=3)": "returned a Problem whose message is of a wrong type",
}


@pytest.mark.parametrize("code", READER_FAULTS)
def test_what_a_reader_does_wrong_is_named_and_the_others_are_converted(project, packages, code):
    """With the package, its version, the entry point, the source, and what to do."""
    packages.reader(code)
    project.write("seeds/a.note", "text")
    project.write("seeds/b.md", TEXT)
    result = project.digest("convert")
    assert result.code == 1
    assert f'seeds/a.note  the plug-in "note" (digest.readers) of digest-note 1.0 {READER_FAULTS[code]}' in result.err
    assert "\n  tell the authors of digest-note; `pip uninstall digest-note` removes it\n" in result.err
    assert "Traceback" not in result.err
    assert len(articles(project)) == 1


def test_a_module_that_cannot_be_imported_is_named(project, packages):
    """Whatever it raises, and where the function is missing or is not one."""
    project.write("seeds/b.md", TEXT)
    for name, code, reason in (
        ("a", "import nowhere_to_be_found", "cannot be imported: ModuleNotFoundError: No module named"),
        ("b", "raise SystemExit('no')", "cannot be imported: SystemExit: no"),
        ("c", "1 +", "cannot be imported: SyntaxError: invalid syntax"),
        ("d", "walk = 1", "cannot be imported: AttributeError: module"),
        ("e", "run = 'text'", "is not a function but a value of the type str"),
    ):
        packages.install(f"digest-{name}", "digest.readers", name, code)
        project.write(f"seeds/x.{name}", "text")
        result = project.digest("convert", f"{project.folder}/seeds/x.{name}")
        assert f'seeds/x.{name}  the plug-in "{name}" (digest.readers) of digest-{name} 1.0 {reason}' in result.err
        assert result.code == 1


def test_a_problem_that_a_reader_reports_is_the_sources_own(project, packages):
    """It is shown as it is, at the source where it names no place."""
    packages.reader("return Problem(message='is locked with a password', hint='unlock it')")
    project.write("seeds/a.note", "text")
    result = project.digest("convert")
    assert (result.code, "seeds/a.note  is locked with a password\n  unlock it\n" in result.err) == (1, True)


ANNOTATOR_FAULTS = {
    "raise ValueError('a bad day')": "raised ValueError: a bad day",
    "return ['214 m']": "returned list, not a Finding",
    "return Finding(annotations=['214 m'])": "returned a Finding whose annotations is of a wrong type",
    "return Finding(annotations=(Annotation(id=None, kind='mark', quote=TextQuoteSelector(exact='a')),))": "returned a Finding whose annotations is of a wrong type",
    "return Finding(value={1: 2})": "returned a Finding whose value front matter cannot hold",
    "return Finding(value=10**5000)": "returned a Finding whose value front matter cannot hold",
    "value = []; value.append(value); return Finding(value=value)": "returned a Finding whose value front matter cannot hold",
}


@pytest.mark.parametrize("code", ANNOTATOR_FAULTS)
def test_what_an_annotator_does_wrong_is_a_warning_and_the_article_is_made(project, packages, code):
    """Without its findings; the next run asks it again."""
    packages.annotator(code)
    project.write("seeds/bridge.md", TEXT)
    result = project.digest("convert")
    message = f'the plug-in "numbers" (digest.annotators) of digest-numbers 1.0 {ANNOTATOR_FAULTS[code]}'
    assert (result.code, f"seeds/bridge.md  warning: {message}" in result.err) == (0, True), result.err
    [text] = articles(project).values()
    assert "numbers:" not in text
    assert message in project.digest("convert").err
    packages.annotator("return Finding(value=['214 m'])")
    assert project.digest("convert").code == 0
    assert "numbers:\n  - 214 m\n" in next(iter(articles(project).values()))


def test_invented_passages_are_left_out_and_counted(project, packages):
    """As those of a command are."""
    packages.annotator(
        "return Finding(annotations=tuple(Annotation(id='a1', kind='highlight', by='ann', comment=c, "
        "quote=TextQuoteSelector(exact=e)) for e, c in (('214 m', 'So *long*?'), ('words nobody wrote', None), ('', None))))"
    )
    project.write("seeds/bridge.md", TEXT)
    result = project.digest("convert")
    assert "warning: 2 annotations by the plug-in" in result.err
    assert "[^d1]: @digest-numbers: So *long*?" in next(iter(articles(project).values()))


@pytest.mark.parametrize(
    ("group", "entry", "reason"),
    [
        ("digest.readers", "txt", "digest itself reads files that end in .txt"),
        ("digest.readers", "tar gz", "its name is not the ending of a file"),
        ("digest.annotators", "people", "digest itself has a property people"),
        ("digest.annotators", "seed_fingerprint", "digest itself has a property seed_fingerprint"),
        ("digest.annotators", "My numbers", "its name is not that of a property"),
    ],
)
def test_a_plug_in_for_what_digest_does_itself_is_not_used(project, packages, group, entry, reason):
    """A warning of each run says so; digest's own goes on."""
    packages.install("digest-other", group, entry, "raise ValueError\n")
    project.write("seeds/a.txt", TEXT)
    result = project.digest("convert")
    assert (result.code, len(articles(project))) == (0, 1)
    assert f'warning: the plug-in "{entry}" ({group}) of digest-other 1.0 is not used: {reason}' in result.err
    assert "`pip uninstall digest-other` removes it" in result.err


def test_two_readers_of_one_ending_are_both_named_and_neither_is_asked(project, packages):
    """Which one is meant is not for the order of installation to say."""
    for name in ("digest-one", "digest-two"):
        packages.reader("raise AssertionError", name=name)
    project.write("seeds/a.note", "text")
    result = project.digest("convert")
    assert result.code == 1
    assert "seeds/a.note  the plug-in" in result.err
    assert "digest-one 1.0 and the plug-in" in result.err
    assert "remove one of them: `pip uninstall digest-one` or `pip uninstall digest-two`" in result.err


def test_two_annotators_of_one_property_are_one_and_a_warning(project, packages):
    """The first by name is asked, in every environment the same."""
    packages.annotator("return Finding(value='two')", name="digest-two")
    packages.annotator("return Finding(value='one')", name="digest-one")
    project.write("seeds/bridge.md", TEXT)
    result = project.digest("convert")
    assert "numbers: one\n" in next(iter(articles(project).values()))
    assert "digest-two 1.0 is not used: the plug-in" in result.err


def test_damaged_metadata_of_a_package_is_passed_over(packages):
    """What pip itself could not read offers nothing."""
    packages.describe("digest-broken", "[digest.readers]\nno equals sign here\n")
    assert installed_plugins().annotators == ()


def test_a_package_that_is_installed_twice_counts_once(packages, tmp_path, monkeypatch):
    """As Python imports it: the first on the path."""
    packages.reader("return ()", version="1.0")
    other = tmp_path / "other"
    other.mkdir()
    monkeypatch.syspath_prepend(str(other))
    Packages(other).reader("return ()", version="2.0")
    assert [plugin.version for plugin in installed_plugins().readers] == ["2.0"]


def test_a_text_of_a_reader_holds_nothing_that_no_text_may_hold(project, packages):
    """Control characters of a source do not pass through a plug-in either."""
    packages.reader("return (Document(title='T\\x1b[31m', body='a\\x1b[31mb\\x00c'),)")
    project.write("seeds/a.note", "text")
    project.digest("convert")
    [text] = articles(project).values()
    assert "\x1b" not in text
    assert "\x00" not in text


def test_annotators_do_not_slow_down_who_has_none():
    """Without one the text is not even analysed."""
    assert annotate_with_plugins(None, (), PurePosixPath("seeds/a.md")) == (None, (), ())  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("parts", "names"),
    [
        (("",), ["a.mbox"]),
        (("", ""), ["a.mbox#1", "a.mbox#2"]),
        (("x",), ["a.mbox#x"]),
        (("x/../y.txt", "x", "x"), ["a.mbox#x-y-txt", "a.mbox#x", "a.mbox#3"]),
        (("ü" * 100, "…"), ["a.mbox#" + "ü" * 64, "a.mbox#2"]),
        (("2", ""), ["a.mbox#2", "a.mbox#2-x"]),
    ],
)
def test_the_seed_of_a_document_names_source_and_part(parts, names):
    """No two are equal, and both come back out of it."""
    source = PurePosixPath("seeds/a.mbox")
    seeds = document_seeds(source, parts)
    assert [seed.name for seed in seeds] == names
    assert all(split_seed(seed)[0] == source for seed in seeds)


@pytest.mark.parametrize("name", ["notes #1.txt", "a#b.c.html", "#1", "c#", "x.txt"])
def test_a_number_sign_in_a_files_name_is_not_a_part(name):
    """A source has an ending, and a part has no dot."""
    path = PurePosixPath("seeds") / name
    assert split_seed(path) == (path, "")


def test_the_plug_ins_of_the_guide_do_what_it_says(project, packages):
    """Its two examples, installed as they are printed."""
    reader, annotator = re.findall(r"```python\n(.*?)```", GUIDE.read_text("utf-8"), re.DOTALL)
    packages.install("digest-reader-note", "digest.readers", "note", reader.replace("def read(", "def run("))
    packages.install("digest-numbers", "digest.annotators", "numbers", annotator.replace("def annotate(", "def run("))
    project.write("seeds/a.note", "The bolts\nEach bolt weighs 2 kg.\n")
    assert counts(project) == (1, 0)
    [text] = articles(project).values()
    assert "title: The bolts\n" in text
    assert "numbers:\n  - 2 kg\n" in text


def test_plug_ins_travel_to_processes_that_are_started_anew(packages):
    """They are named by texts; their code is imported where it is needed."""
    packages.reader("return ()")
    plugins = installed_plugins()
    assert len(plugins.readers) == 1
    assert pickle.loads(pickle.dumps(plugins)) == plugins


def test_a_plug_in_names_itself():
    """Group, entry point, package and version."""
    plugin = Plugin(group="digest.readers", name="note", target="m:f", package="digest-note", version="1.0")
    assert str(plugin) == 'the plug-in "note" (digest.readers) of digest-note 1.0'
    assert isinstance(plugin, Plugin)
    assert not isinstance(plugin, Problem)
