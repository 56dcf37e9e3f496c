"""The whole build: same input same bytes, the last good site stays, nothing of a stranger's is copied as it is."""

from __future__ import annotations

import gzip
import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest
from conftest import CASES, ROOT, SMALL, author_text, build, laid_over, project
from jinja2 import Environment, FileSystemLoader
from mkdocs.utils import get_theme_dir
from selectolax.lexbor import LexborHTMLParser

from engine import Templates
from reading import door, finish
from reading.load import load
from reading.site import journey
from reading.text import words


def tree(site: Path) -> dict[str, str]:
    """A digest of each file of a site."""
    return {
        path.relative_to(site).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(site.rglob("*"))
        if path.is_file()
    }


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small library as a project, built into its `site/`."""
    here = project(tmp_path_factory.mktemp("small"), SMALL)
    done = build(here, here / "site")
    assert done.returncode == 0, done.stdout + done.stderr
    return here


def test_the_real_library_has_no_problem() -> None:
    assert journey(ROOT).problems == ()  # nor a notice: every passage has notes, every source is cited


def test_two_builds_in_different_places_are_the_same_bytes(small: Path, tmp_path: Path) -> None:
    there = project(tmp_path / "öther place", SMALL)
    odd = {"TZ": "Pacific/Kiritimati", "LC_ALL": "C", "PYTHONHASHSEED": "7", "SOURCE_DATE_EPOCH": "1700000000"}
    for folder in (small, there):
        done = build(folder, folder / "again", odd if folder is there else {"SOURCE_DATE_EPOCH": "1700000000"})
        assert done.returncode == 0, done.stderr
    assert tree(small / "again") == tree(there / "again")


def test_a_failed_build_leaves_the_last_good_site(small: Path) -> None:
    before = tree(small / "site")
    bad = small / "docs" / "terms" / "bad.md"
    bad.write_text("---\ntitle: Bad: worse\n---\n", encoding="utf-8")
    try:
        done = build(small, small / "site")
    finally:
        bad.unlink()
    assert done.returncode == 1
    assert 'title: "Bad: worse"' in done.stdout + done.stderr
    assert "Traceback" not in done.stdout + done.stderr
    assert tree(small / "site") == before
    assert not (small / ".site.building").exists()


def test_a_folder_with_other_files_is_refused(small: Path, tmp_path: Path) -> None:
    (tmp_path / "thesis.doc").write_text("ten years of work")
    done = build(small, tmp_path)
    assert done.returncode == 1 and "Traceback" not in done.stderr
    assert (tmp_path / "thesis.doc").read_text() == "ten years of work"


def test_a_file_in_the_place_of_the_site_is_refused(small: Path, tmp_path: Path) -> None:
    (tmp_path / "thesis.doc").write_text("ten years of work")
    done = build(small, tmp_path / "thesis.doc")
    assert done.returncode == 1 and "Traceback" not in done.stderr and "is a file" in done.stdout
    assert (tmp_path / "thesis.doc").read_text() == "ten years of work"


def test_what_the_machine_refuses_is_one_line(small: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    done = build(small, tmp_path / "file" / "site")
    assert done.returncode == 1 and "Traceback" not in done.stderr
    assert "The last site stays as it was." in done.stdout


def test_a_swap_that_was_cut_off_is_mended(tmp_path: Path) -> None:
    (tmp_path / ".site.old" / "assets").mkdir(parents=True)
    (tmp_path / ".site.old" / door.OURS).write_text("")
    door.beside(tmp_path / "site")
    assert (tmp_path / "site" / door.OURS).is_file()


def test_a_swap_that_fails_brings_the_last_site_back(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    with pytest.raises(FileNotFoundError):
        door.swap(tmp_path / "never-built", tmp_path / "site")
    assert (tmp_path / "site").is_dir()


def test_every_repair_still_finds_what_it_mends(small: Path) -> None:
    """Built without our finishing: the theme's own markup. A repair that finds nothing is dead."""
    config = (small / "mkdocs.yml").read_text(encoding="utf-8")
    plain = small / "plain.yml"
    plain.write_text(config.replace("hooks: [scripts/hook.py]", "hooks: []"), encoding="utf-8")
    command = [sys.executable, "-m", "mkdocs", "build", "-f", str(plain), "--no-strict", "-d", str(small / "plain")]
    subprocess.run(command, cwd=small, env=os.environ | {"NO_MKDOCS_2_WARNING": "1"}, capture_output=True, check=True)
    pages = b"".join(page.read_bytes() for page in (small / "plain").rglob("*.html"))
    assert [wrong for wrong, _ in finish.REPAIRS if wrong not in pages] == []


def test_another_text_never_replaces_the_fingerprints(small: Path, tmp_path: Path) -> None:
    notes = Path(sys.executable).with_name("notes")
    prints = small / "docs" / "articles" / "harbour" / "fingerprints.json"

    def verify(*words: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run([notes, "verify", "harbour", *words], cwd=small, capture_output=True, text=True)

    assert verify("--text", "texts/harbour.txt").returncode == 0
    before = prints.read_text(encoding="utf-8")
    other = tmp_path / "other.txt"
    other.write_text("One.\n\nTwo.\n\nThree.\n", encoding="utf-8")
    done = verify("--text", str(other))
    assert done.returncode == 1 and "othing was recorded" in done.stderr
    assert prints.read_text(encoding="utf-8") == before
    prints.unlink()


def private(small: Path, environment: Mapping[str, str]) -> subprocess.CompletedProcess[str]:
    notes = Path(sys.executable).with_name("notes")
    command = [str(notes), "build", "--text", "harbour=texts/harbour.txt"]
    env = {k: v for k, v in os.environ.items() if k not in door.FORGES} | dict(environment)
    return subprocess.run(command, cwd=small, env=env, capture_output=True, text=True)


def test_a_private_copy_says_so_on_every_page_and_shows_the_words(small: Path) -> None:
    done = private(small, {})
    assert done.returncode == 0, done.stdout + done.stderr
    pages = sorted((small / "private").rglob("*.html"))
    assert pages and all("Private copy, do not publish" in p.read_text(encoding="utf-8") for p in pages)
    assert all('name="robots" content="noindex' in p.read_text(encoding="utf-8") for p in pages)
    article = (small / "private" / "articles" / "harbour" / "index.html").read_text(encoding="utf-8")
    kept = [p for p in (small / ".cache").rglob("*") if p.is_file()]
    assert not [p for p in kept if b"pay for the lamps</a></mark>" in p.read_bytes()]
    assert '<mark aria-details="who-pays"><a href="#who-pays">pay for the lamps</a></mark>' in article


def test_no_other_build_shows_the_authors_words(small: Path) -> None:
    done = build(small, small / "site")  # texts/harbour.txt is at hand all the same, for checking
    assert done.returncode == 0
    for file in (small / "site").rglob("*"):
        if file.suffix in {".html", ".json", ".xml"}:
            text = file.read_text(encoding="utf-8")
            assert "council of Brin believed her" not in text and "Private copy" not in text, file


def test_a_forge_never_builds_a_private_copy(small: Path) -> None:
    done = private(small, {"GITHUB_ACTIONS": "true"})
    assert done.returncode == 1 and "a forge never builds it" in done.stdout


@pytest.mark.parametrize("given", ["harbour=nowhere.txt", "nobody=texts/harbour.txt", "harbour=mkdocs.yml"])
def test_a_text_that_is_not_the_articles_is_refused_in_one_line(given: str, small: Path) -> None:
    notes = Path(sys.executable).with_name("notes")
    done = subprocess.run([notes, "build", "--text", given], cwd=small, capture_output=True, text=True)
    assert done.returncode == 1 and done.stderr.count("\n") == 1 and "Traceback" not in done.stderr


def test_stray_files_never_reach_the_site(tmp_path: Path) -> None:
    here = project(tmp_path, laid_over(tmp_path / "library", SMALL))
    bundle = here / "docs" / "assets" / "javascripts"
    bundle.mkdir()
    (bundle / "bundle.min.js").write_text("alert(1)")
    (here / "docs" / "CNAME").write_text("evil.example")
    assert build(here, here / "site").returncode == 1
    assert not (here / "site").exists()


def test_every_page_has_an_edit_link_to_a_file_that_is_there(site: Path) -> None:
    base = "https://forge.example/edit/main/docs/"
    for page in sorted(site.rglob("*.html")):
        if page.name == "404.html":
            continue
        found = page.read_text(encoding="utf-8").split(f'href="{base}')[1:]
        assert found, f"{page} has no edit link"
        assert (ROOT / "docs" / found[0].split('"')[0]).is_file(), page


def test_every_file_of_data_is_in_the_site_as_it_was_written(site: Path) -> None:
    exports = journey(ROOT).exports
    assert len(exports) > 30
    for export in exports:
        assert (site / export.path).read_bytes() == export.stored, export.path


def test_the_address_of_the_site_is_the_same_wherever_it_is_said(small: Path, tmp_path: Path) -> None:
    own = "https://notes.example/articles/harbour/index.html"
    done = build(small, tmp_path / "site", {"SITE_URL": "https://notes.example/"})
    assert done.returncode == 0, done.stdout + done.stderr
    page = LexborHTMLParser((tmp_path / "site/articles/harbour/index.html").read_text(encoding="utf-8"))
    (script,) = page.css("head > script[type='application/ld+json']")
    record = json.loads(script.text())
    assert [link.attributes["href"] for link in page.css("link[rel=canonical]")] == [own]
    assert [meta.attributes["content"] for meta in page.css("meta[name=citation_public_url]")] == [own]
    assert record["@id"] == own
    annotations = json.loads((tmp_path / "site/data/annotations/harbour.jsonld").read_text(encoding="utf-8"))
    assert annotations["id"] == "https://notes.example/data/annotations/harbour.jsonld"
    listed = (tmp_path / "site/sitemap.xml").read_text(encoding="utf-8")
    assert own in listed and "print.html" not in listed


def test_pages_for_print_are_found_by_no_search(small: Path) -> None:
    page = LexborHTMLParser((small / "site/articles/harbour/print.html").read_text(encoding="utf-8"))
    assert [meta.attributes["content"] for meta in page.css("meta[name=robots]")] == ["noindex"]
    index = json.loads((small / "site/search/search_index.json").read_text(encoding="utf-8"))
    places = [entry["location"] for entry in index["docs"]]
    assert "articles/harbour/index.html#who-pays" in places and not [p for p in places if "print.html" in p]


def test_the_style_that_every_page_loads_is_small(small: Path) -> None:
    loaded = LexborHTMLParser((small / "site/index.html").read_text(encoding="utf-8")).css("link[rel=stylesheet]")
    ours = [link.attributes["href"] or "" for link in loaded if "stylesheets" not in (link.attributes["href"] or "")]
    assert ours == ["assets/reading.css"]
    assert sum(len(gzip.compress((small / "site" / name).read_bytes(), 9, mtime=0)) for name in ours) < 6000


def test_without_an_address_of_the_site_no_page_claims_one(small: Path) -> None:
    text = (small / "site/articles/harbour/index.html").read_text(encoding="utf-8")
    assert "canonical" not in text and "citation_public_url" not in text
    assert '"@id":"index.html"' in text


def test_nothing_of_the_authors_text_is_in_the_repository() -> None:
    text = author_text()
    if text is None:
        pytest.skip("the author's text is not at hand (ARTICLE_TEXT)")
    there = words(text.read_text(encoding="utf-8"))
    runs = {tuple(there[n : n + 8]) for n in range(len(there) - 7)}
    tracked = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True).stdout.split("\0")
    for name in filter(None, tracked):
        path = ROOT / name
        if path.suffix in {".png", ".lock"} or not path.is_file():
            continue
        ours = words(path.read_text(encoding="utf-8", errors="replace"))
        hits = [" ".join(ours[n : n + 8]) for n in range(len(ours) - 7) if tuple(ours[n : n + 8]) in runs]
        allowed = quoted_words(path.read_text(encoding="utf-8", errors="replace"))
        assert [hit for hit in hits if hit not in allowed] == [], name


def quoted_words(content: str) -> str:
    """The words of a file's marked quotations (a line `quote:`, or “curly quotes”), which may be the author's."""
    marked = [line.partition("quote:")[2] for line in content.splitlines() if line.startswith("quote:")]
    marked += [part.partition("”")[0] for part in content.split("“")[1:]]
    return " | ".join(" ".join(words(m)) for m in marked if len(words(m)) <= 15)


def test_every_quotation_is_proved_against_the_authors_text() -> None:
    text = author_text()
    if text is None:
        pytest.skip("the author's text is not at hand (ARTICLE_TEXT)")
    loaded = load(ROOT, {"hanoi-2-0": text.read_text(encoding="utf-8")})
    assert len(loaded.library.originals) == 1, "the text has another number of paragraphs than the article has passages"
    at_hand = journey(ROOT, {"hanoi-2-0": text.read_text(encoding="utf-8")})
    assert [p for p in at_hand.problems if p.rule.startswith(("quote", "own_words"))] == []
    without = journey(ROOT, {})
    assert [p for p in without.problems if p.rule == "quote_not_proved"] == [], (
        "run: notes verify hanoi-2-0 --text FILE"
    )


def test_a_note_with_a_slip_is_told_what_to_type(small: Path) -> None:
    notes = Path(sys.executable).with_name("notes")
    slip = small / "docs" / "articles" / "harbour" / "notes" / "slip.md"
    slip.write_text((CASES / "unknown-word/docs/articles/harbour/notes/dark-lamps.md").read_text(encoding="utf-8"))
    try:
        done = subprocess.run([notes, "check"], cwd=small, env=os.environ, capture_output=True, text=True)
    finally:
        slip.unlink()
    assert done.returncode == 1
    assert "slip.md, line 5: `coment` is not a note kind we use.\n    Did you mean `comment`?" in done.stdout


HOSTILE = "<img src=x onerror=alert(1)> [x](javascript:alert(1)) </script><script>alert(2)</script> `a` | *c* {x}"
SHORT_FIELDS = {"title", "name", "summary", "publisher", "by", "stance", "also", "who", "language"}


def test_markup_in_short_fields_is_shown_as_it_is_typed(tmp_path: Path) -> None:
    here = project(tmp_path, SMALL)
    for file in sorted((here / "docs").rglob("*.md")):
        lines = file.read_text(encoding="utf-8").split("\n")
        fields = SHORT_FIELDS | {"sources": {"author"}, "actors": {"role"}}.get(file.parent.name, set())
        changed = [  # with the file and line, since names are not shared
            f'{line.partition(":")[0]}: "{HOSTILE} {file.parent.name} {file.stem} {n}"'
            if line.strip(" -").split(":")[0] in fields
            else line
            for n, line in enumerate(lines)
        ]
        file.write_text("\n".join(changed), encoding="utf-8")
    done = build(here, here / "site")
    assert done.returncode == 0, done.stdout + done.stderr  # its own inspection found no image, script or handler
    for file in sorted((here / "site").rglob("*")):
        if file.suffix in {".html", ".json"}:
            text = file.read_text(encoding="utf-8")
            assert "<img src=x" not in text and "<script>alert" not in text and 'href="javascript' not in text, file
    assert "&lt;img src=x onerror=alert(1)&gt;" in (here / "site" / "timeline.html").read_text(encoding="utf-8")


SETTINGS = "Note: eaten?\n\n---\ntemplate: evil.html\ntitle: Taken over\nhide: [navigation]\n---\n\nAnd more."


def test_what_looks_like_settings_in_a_text_is_shown_and_sets_nothing(tmp_path: Path) -> None:
    """MkDocs itself reads a first line `Note: …`, and a block between `---`, as settings of the page."""
    here = project(tmp_path, SMALL)
    for name in ("terms/quay", "actors/brin", "about"):
        file = here / "docs" / f"{name}.md"
        header = file.read_text(encoding="utf-8").split("---\n")[1]
        file.write_text(f"---\n{header}---\n{SETTINGS}\n", encoding="utf-8")
    done = build(here, here / "site")
    assert done.returncode == 0, done.stdout + done.stderr
    for name in ("terms", "actors/brin", "about"):
        page = LexborHTMLParser((here / "site" / f"{name}.html").read_text(encoding="utf-8"))
        article, title = page.css_first("article"), page.css_first("title")
        assert article and "Note: eaten?" in article.text() and "template: evil.html" in article.text()
        assert title and "Taken over" not in title.text()


def test_only_hidden_folders_of_the_theme_are_not_listed() -> None:
    folders = [get_theme_dir("material"), str(ROOT / "scripts" / "theme")]
    listed = FileSystemLoader(folders).list_templates()
    seen = [name for name in listed if not any(part.startswith(".") for part in name.split("/")[:-1])]
    assert Templates(folders).list_templates() == seen
    assert len(seen) < len(listed) / 10


def test_templates_lose_their_indentation_and_no_word_its_end(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text(
        "<p>\n  one\n\n\t{% if yes %}\n    two{% endif %}\n  three\n</p>\n", encoding="utf-8"
    )
    page = Environment(loader=Templates(tmp_path)).get_template("page.html").render(yes=True)
    assert page == "<p>\none\n\ntwo\nthree\n</p>"


def test_the_packed_sitemap_says_the_same_and_no_time(tmp_path: Path) -> None:
    sitemap, packed = tmp_path / "sitemap.xml", tmp_path / "sitemap.xml.gz"
    sitemap.write_text("<urlset/>\n", encoding="utf-8")
    packed.write_bytes(gzip.compress(b"<urlset/>\n", mtime=1_700_000_000))
    finish.finish(tmp_path)
    assert gzip.decompress(packed.read_bytes()) == sitemap.read_bytes()
    assert packed.read_bytes()[4:8] == bytes(4)  # RFC 1952, section 2.3: the time
