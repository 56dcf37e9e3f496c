"""The cache is never wrong: whatever is edited, added, renamed, deleted or damaged, a warm build is the cold one."""

from __future__ import annotations

import marshal
import os
import random
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from conftest import SMALL, build, project
from test_build import tree

from reading import door
from reading.cache import FILE, FOLDER, HEAD, Cache, folder, stamp

EPOCH = {"SOURCE_DATE_EPOCH": "1700000000", "SITE_URL": "https://notes.example/"}  # with an address there is a sitemap
TERM = "---\ntitle: {title}\nsources: [gazette]\n---\nA word for [[quay]], {words}.\n"

SECOND = {
    "article.md": """---
title: The harbour, a year later
author: tomas-grey
publisher: The Small Review
date: 2021-05
url: https://review.example/later
language: en
source: small-review
summary: No treaty yet.
---
The author looks back.

## One

### no-treaty

Grey finds no treaty, as in [[a-treaty-soon]], and asks Ada Holm.
""",
    "notes/an-answer.md": """---
by: The editors
passage: no-treaty
kind: comment
date: 2021-06-01
---
This answers [[who-pays]] and a claim, [[gate-promised]].
""",
    "claims/no-gate.md": """---
title: No gate was opened.
passage: no-treaty
voice: asserts
verdict: opinion
attacks: [treaty-within-a-year]
---
An opinion on [[the-gate]].
""",
    "questions/who-asks.md": """---
title: Who asks for the gate?
passage: no-treaty
---
See [[who-owns-the-lamps]].
""",
}


def two_articles(folder: Path) -> Path:
    """The small project with an article that answers, mentions and attacks what stands on the first one."""
    here = project(folder, SMALL)
    for name, text in SECOND.items():
        file = here / "docs" / "articles" / "later" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return here


def same_as_cold(here: Path, cold: Path) -> None:
    """Builds a project as it is, and a copy of it without a cache; asserts that the sites are the same bytes."""
    shutil.rmtree(cold, ignore_errors=True)
    shutil.copytree(here, cold, ignore=shutil.ignore_patterns(".cache", "site"))
    for place in (here, cold):
        done = build(place, place / "site", EPOCH)
        assert done.returncode == 0, done.stdout + done.stderr
    assert tree(here / "site") == tree(cold / "site")


def edit(docs: Path, dice: random.Random) -> None:
    file = dice.choice(sorted(docs.rglob("*.md")))
    file.write_text(file.read_text(encoding="utf-8").rstrip() + f" Edited {dice.random()}.\n", encoding="utf-8")


def edit_one_of(folder: str) -> Callable[[Path, random.Random], None]:
    """An edit of a body that another article's pages may show a line of, and of a field that they may."""

    def deed(docs: Path, dice: random.Random) -> None:
        file = dice.choice(sorted((docs / "articles").glob(f"*/{folder}/*.md")))
        head, body = file.read_text(encoding="utf-8").removeprefix("---\n").split("---\n", 1)
        if "title:" in head:
            head = re.sub("title: .*", f"title: Title {dice.random()}", head)
        file.write_text(f"---\n{head}---\nFirst, {dice.random()}. {body}", encoding="utf-8")

    return deed


def leave_an_article(docs: Path, dice: random.Random) -> None:
    """The second article goes, so that names of articles are no longer said."""
    shutil.rmtree(docs / "articles" / "later")


def retitle(docs: Path, dice: random.Random) -> None:
    """A name that other pages show."""
    file = dice.choice(sorted((docs / "topics").glob("*.md")) + sorted((docs / "terms").glob("*.md")))
    lines = file.read_text(encoding="utf-8").split("\n")
    lines = [f"title: Title {dice.random()}" if line.startswith("title:") else line for line in lines]
    file.write_text("\n".join(lines), encoding="utf-8")


def add(docs: Path, dice: random.Random) -> None:
    name = f"new-{dice.randrange(10**9)}"
    (docs / "terms" / f"{name}.md").write_text(TERM.format(title=name, words=dice.random()), encoding="utf-8")
    actor = (docs / "actors" / "alba.md").read_text(encoding="utf-8").replace("Alba", name.capitalize())
    (docs / "actors" / f"{name}s-state.md").write_text(actor, encoding="utf-8")


def rename(docs: Path, dice: random.Random) -> None:
    for file in sorted((docs / "actors").glob("new-*.md"))[:1]:
        file.rename(file.with_name(f"new-{dice.randrange(10**9)}.md"))


def delete(docs: Path, dice: random.Random) -> None:
    for file in sorted((*(docs / "terms").glob("new-*.md"), *(docs / "actors").glob("new-*.md")))[:1]:
        file.unlink()


def configure(docs: Path, dice: random.Random) -> None:
    config = docs.parent / "mkdocs.yml"
    text = config.read_text(encoding="utf-8").split("\n")
    lines = [f"site_name: Site {dice.random()}" if line.startswith("site_name") else line for line in text]
    config.write_text("\n".join(lines), encoding="utf-8")


def take_a_stance(docs: Path, dice: random.Random) -> None:
    """A date more, which the matrix, its page of dates, figures and tables of data have too."""
    file = docs / "positions" / "ada-holm-on-gates.md"
    header, body = file.read_text(encoding="utf-8").rsplit("\n---\n", 1)
    stance = f"  - date: {dice.randrange(2021, 2026)}-05\n    stance: Held {dice.random()}.\n    sources: [gazette]"
    file.write_text(f"{header}\n{stance}\n---\n{body}", encoding="utf-8")


def fingerprint(docs: Path, dice: random.Random) -> None:
    """Proofs, ways to the publisher's words and openings of passages, and their going again."""
    prints = docs / "articles" / "harbour" / "fingerprints.json"
    if prints.exists():
        prints.unlink()
        return
    done = notes(docs.parent, "fingerprint", "harbour", "--text", "texts/harbour.txt")
    assert prints.exists(), done.stdout + done.stderr


def show_the_words(docs: Path, dice: random.Random) -> None:
    """A private copy, of which the public build after it must know nothing."""
    done = notes(docs.parent, "build", "--text", "harbour=texts/harbour.txt")
    assert done.returncode == 0, done.stdout + done.stderr
    shutil.rmtree(docs.parent / "private")


def notes(here: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """A command of a project; no forge's machine runs it."""
    environment = {name: value for name, value in os.environ.items() if name not in door.FORGES}
    program = str(Path(sys.executable).with_name("notes"))
    return subprocess.run([program, *arguments], cwd=here, env=environment, capture_output=True, text=True)


DEEDS: tuple[Callable[[Path, random.Random], None], ...] = (
    *(edit, edit, retitle, add, rename, delete, configure),
    *(edit_one_of("notes"), edit_one_of("notes"), edit_one_of("claims"), edit_one_of("questions")),
    *(take_a_stance, fingerprint, fingerprint, show_the_words),
)


def test_random_edits_give_the_bytes_of_a_cold_build(tmp_path: Path) -> None:
    here = two_articles(tmp_path / "here")
    dice = random.Random(1)
    same_as_cold(here, tmp_path / "cold")
    for deed in (*dice.sample(DEEDS, len(DEEDS)), leave_an_article):
        deed(here / "docs", dice)
        same_as_cold(here, tmp_path / "cold")


def entries(here: Path) -> Iterator[tuple[str, bytes]]:
    """(key, content) of all that a project's cache holds, in the order in which it was put there."""
    data, at = (here / FOLDER / FILE).read_bytes(), 0
    while at < len(data):
        name, length, _ = HEAD.unpack_from(data, at)
        at += HEAD.size + length
        yield name.hex(), data[at - length : at]


def plant(here: Path, changed: Callable[[bytes], bytes]) -> int:
    """Puts something else under the keys of a project's cache; says under how many."""
    cache, planted = Cache(here / FOLDER), 0
    for key, content in list(entries(here)):
        if changed(content) != content:
            cache.put(key, changed(content))
            planted += 1
    return planted


DAMAGE: dict[str, Callable[[bytes], bytes]] = {
    "letters": lambda data: data.replace(b"e", b"a"),
    "cut off": lambda data: data[: len(data) // 2],
    "empty": lambda data: b"",
    "no cache": lambda data: b"\xff" * 999,
    "doubled": lambda data: data[40:] + data,
}


@pytest.mark.parametrize("damage", DAMAGE)
def test_a_damaged_cache_costs_time_and_nothing_else(damage: str, tmp_path: Path) -> None:
    here = project(tmp_path / "here", SMALL)
    same_as_cold(here, tmp_path / "cold")
    assert len(list(entries(here))) > 20
    file = here / FOLDER / FILE
    file.write_bytes(DAMAGE[damage](file.read_bytes()))
    same_as_cold(here, tmp_path / "cold")
    assert len(list(entries(here))) > 20


def test_what_no_build_asks_for_goes(tmp_path: Path) -> None:
    here = project(tmp_path, SMALL)
    Cache(here / FOLDER).put("ab" * 32, b"x" * 20_000_000)
    assert build(here, here / "site", EPOCH).returncode == 0
    assert "ab" * 32 not in dict(entries(here)) and len(list(entries(here))) > 20


def test_a_page_that_is_not_changed_is_not_rendered_again(tmp_path: Path) -> None:
    """Otherwise the tests above would pass without a cache: what it holds is what is shown."""
    here = project(tmp_path, SMALL)
    assert build(here, here / "site", EPOCH).returncode == 0
    pages = plant(
        here, lambda entry: entry.replace(b"</h1>", b" (kept)</h1>") if b"<!doctype html>" in entry else entry
    )
    assert build(here, here / "site", EPOCH).returncode == 0
    assert pages > 10 and "(kept)</h1>" in (here / "site" / "terms.html").read_text(encoding="utf-8")


def test_what_is_as_it_was_is_the_same_file_and_what_was_tampered_with_is_not(tmp_path: Path) -> None:
    here = project(tmp_path, SMALL)
    assert build(here, here / "site", EPOCH).returncode == 0
    page, tampered = here / "site" / "terms.html", here / "site" / "sources.html"
    before, good = page.stat().st_ino, tampered.read_bytes()
    tampered.write_bytes(good + b" ")
    assert build(here, here / "site", EPOCH).returncode == 0
    assert page.stat().st_ino == before and page.stat().st_nlink == 1
    assert tampered.read_bytes() == good


def test_a_cache_that_came_with_the_project_is_not_believed(tmp_path: Path) -> None:
    subprocess.run(["git", "init", "-q"], cwd=tmp_path, check=True)
    (tmp_path / FOLDER).mkdir(parents=True)
    (tmp_path / FOLDER / "planted").write_text("words of a stranger")
    assert folder(tmp_path) == tmp_path / FOLDER
    subprocess.run(["git", "add", "-f", ".cache"], cwd=tmp_path, check=True)
    assert folder(tmp_path) is None
    link = tmp_path / "other" / ".cache"
    link.parent.mkdir()
    link.symlink_to(tmp_path / FOLDER)
    assert folder(link.parent) is None


def test_every_part_of_a_key_counts(tmp_path: Path) -> None:
    one, other = Cache(tmp_path, "a"), Cache(tmp_path, "b")
    keys = [one.key("ab", "c"), one.key("a", "bc"), one.key("abc"), other.key("abc")]
    assert len(set(keys)) == len(keys)
    file = tmp_path / "script.py"
    file.write_text("1")
    before = stamp([file], "setting")
    file.write_text("2")
    assert len({before, stamp([file], "setting"), stamp([file], "another")}) == 3


def test_a_note_leaves_the_other_articles_as_they_were_made(tmp_path: Path) -> None:
    """What was kept of the other article and of pages across articles is what is shown; the note's own is made anew."""
    here = two_articles(tmp_path)
    assert build(here, here / "site", EPOCH).returncode == 0

    def changed(entry: bytes) -> bytes:
        """What `kept` wrote of an article, or of a page across articles, with other words of the same length."""
        values: tuple[object, ...] = marshal.loads(entry) if entry[0] & 0x7F == ord(")") else ()
        if len(values) == 3 and isinstance(values[0], list):
            return entry.replace(b"Grey expects", b"Gold expects").replace(b"Grey finds", b"Gold finds")
        return entry.replace(b"# Terms", b"# Tombs") if values[:1] == ("terms.md",) else entry

    assert plant(here, changed) == 3
    note = here / "docs" / "articles" / "later" / "notes" / "an-answer.md"
    note.write_text(note.read_text(encoding="utf-8") + " More.\n", encoding="utf-8")
    assert build(here, here / "site", EPOCH).returncode == 0
    first = (here / "site" / "articles" / "harbour" / "index.html").read_text(encoding="utf-8")
    later = (here / "site" / "articles" / "later" / "index.html").read_text(encoding="utf-8")
    terms = (here / "site" / "terms.html").read_text(encoding="utf-8")
    assert "Gold expects" in first and "Gold" not in later and "More." in later and ">Tombs<" in terms
