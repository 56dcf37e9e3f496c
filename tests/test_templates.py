"""What `notes new` writes: complete files or drafts, never over a file that is there, never elsewhere."""

from __future__ import annotations

import os
import pty
import re
import select
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest
from conftest import ROOT, SMALL, laid_over

from reading import templates
from reading.commands_contribute import problems_of
from reading.refs import VOCABULARY
from reading.templates import TEMPLATES

CONTRIBUTING = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
NOTES = str(Path(sys.executable).with_name("notes"))


def notes(here: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """The `notes` command in a folder."""
    environment = os.environ | {"ARTICLE_TEXT": ""}
    return subprocess.run([NOTES, *words], cwd=here, env=environment, capture_output=True, text=True)


@pytest.fixture
def here(tmp_path: Path) -> Path:
    (tmp_path / "mkdocs.yml").write_text("site_name: Small\n")
    return laid_over(tmp_path, SMALL)


# ---- templates ------------------------------------------------------------------------------------------------------


PARENTS = {"provision": "hanoi-draft", "article": "my-article"}
MINE = {"https://example.org/": "https://a.example/", "##": "## Mine", "###": "### my-passage"}


@pytest.mark.parametrize("kind", sorted(TEMPLATES))
def test_contributing_shows_the_template(kind: str) -> None:
    template = TEMPLATES[kind]
    folder = template.folder.format(parent=PARENTS.get(kind, "hanoi-2-0"))
    path = f"docs/{folder}/{template.name}.md"
    assert f"`{path}`\n\n```markdown\n{template.text}```" in CONTRIBUTING


def examples(kind: str) -> list[str]:
    return [line for _, lines in sorted(templates.examples(kind).items()) for line in sorted(lines)]


def problems_with_each_template(folder: Path, mine: bool) -> dict[str, set[tuple[str, str]]]:
    """(rule, what is wrong) by kind, of files made of each template, with words of `mine` in place of its examples."""
    shutil.copytree(ROOT / "docs", folder / "docs")
    files = {}
    for kind, template in TEMPLATES.items():
        path = folder / "docs" / template.folder.format(parent=PARENTS.get(kind, "hanoi-2-0")) / f"{template.name}.md"
        path = path.with_name("vladimir-putin-on-freeze.md") if kind == "position" else path  # there is none
        text = template.text.replace("kim-jong-un", "vladimir-putin")
        for example in examples(kind) if mine else ():
            text = text.replace(example, MINE.get(example.split(" ")[0], f"Mine, a new {kind}"))
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
        files[path.relative_to(folder).as_posix()] = kind
    found: dict[str, set[tuple[str, str]]] = {kind: set() for kind in TEMPLATES}
    for p in problems_of(folder):
        if not p.notice and p.place.file in files:
            found[files[p.place.file]].add((p.rule, p.wrong))
    return found


def test_a_file_made_of_each_template_passes_the_check(tmp_path: Path) -> None:
    assert problems_with_each_template(tmp_path, mine=True) == {kind: set() for kind in TEMPLATES}


def test_a_template_sent_unchanged_is_told_line_by_line(tmp_path: Path) -> None:
    told = problems_with_each_template(tmp_path, mine=False)
    for kind in TEMPLATES:
        left = {("template_left", f"`{example}` is what the template says.") for example in examples(kind)}
        assert len(left) > 1 and told[kind] == left, kind


@pytest.mark.parametrize("kind", sorted(TEMPLATES))
def test_a_template_names_every_word_that_its_fields_take(kind: str) -> None:
    for line in TEMPLATES[kind].text.split("\n"):
        name = line.partition(":")[0]
        words = VOCABULARY.get(f"{kind} {name}") or VOCABULARY.get(name)
        if words:
            assert re.findall(r"[a-z-]+", line.partition("# ")[2].replace(" or ", " ")) == list(words)


# ---- notes new ------------------------------------------------------------------------------------------------------


def test_new_files_without_a_text_are_drafts_and_break_nothing(here: Path) -> None:
    for kind in TEMPLATES:
        done = notes(here, "new", kind, f"new-{kind}")
        assert done.returncode == 0 and "draft: yes" in done.stdout, done.stderr
    checked = notes(here, "check")
    assert checked.returncode == 0, checked.stdout


def test_a_note_given_whole_passes_the_check_and_is_no_draft(here: Path) -> None:
    words = ["--passage", "thirty-years", "--by", "Anna: Berlin", "--kind", "dispute", "--sources", "gazette, minutes"]
    done = notes(here, "new", "note", "on-the-gates", *words, "--body", "One thought.")
    assert (done.returncode, done.stderr) == (0, "")
    path = here / "docs/articles/harbour/notes/on-the-gates.md"
    written = path.read_text(encoding="utf-8")
    assert 'by: "Anna: Berlin"' in written and "sources: [gazette, minutes]" in written
    assert "draft" not in written and "quote" not in written
    assert notes(here, "check", str(path)).stdout == "No problems.\n"


def test_an_article_has_a_folder_of_its_own_name(here: Path) -> None:
    given = {"title": "Lamps", "author": "tomas-grey", "publisher": "The Small Review", "date": "2021",
             "url": "https://review.example/lamps", "language": "en", "source": "small-review",
             "summary": "Lamps.", "body": "On lamps.\n\n## One\n\n### no-light\n\nDark."}  # fmt: skip
    done = notes(here, "new", "article", "lamps", *(word for name in given for word in (f"--{name}", given[name])))
    assert done.stdout == "Wrote docs/articles/lamps/article.md. It passes the check.\n", done.stdout + done.stderr
    which = notes(here, "new", "note", "on-lamps")
    assert which.returncode == 1 and "Say which: --article harbour or --article lamps." in which.stderr
    assert "Say what the file is to be called" in notes(here, "new", "term").stderr


def test_a_note_that_nobody_signed_is_a_draft(here: Path) -> None:
    done = notes(here, "new", "note", "unsigned", "--passage", "thirty-years", "--body", "One thought.")
    assert "draft: yes" in done.stdout


def test_a_note_that_the_check_refuses_becomes_a_draft_with_what_to_type(here: Path) -> None:
    done = notes(here, "new", "note", "slip", "--passage", "thirty-yaers", "--by", "A", "--body", "One thought.")
    assert done.returncode == 0
    assert "Did you mean `thirty-years`?" in done.stdout
    assert "draft: yes" in (here / "docs/articles/harbour/notes/slip.md").read_text(encoding="utf-8")


def test_nothing_is_ever_overwritten(here: Path) -> None:
    file = here / "docs" / "terms" / "quay.md"
    before = file.read_text(encoding="utf-8")
    done = notes(here, "new", "term", "quay")
    assert (done.returncode, file.read_text(encoding="utf-8")) == (1, before)
    assert "already the name of docs/terms/quay.md" in done.stderr and "Traceback" not in done.stderr


@pytest.mark.parametrize("slug", ["../escape", "a\nb", "x" * 81])
def test_what_is_no_file_name_is_refused(slug: str, here: Path) -> None:
    before = sorted(here.rglob("*"))
    done = notes(here, "new", "term", "--", slug)
    assert done.returncode == 1 and "no file name" in done.stderr
    assert sorted(here.rglob("*")) == before


@pytest.mark.parametrize("article", ["../..", "harbor"])
def test_an_article_that_is_not_there_is_refused(article: str, here: Path) -> None:
    before = sorted(here.rglob("*"))
    done = notes(here, "new", "note", "brand-new", "--article", article)
    assert done.returncode == 1 and f"no article “{article}”" in done.stderr
    assert ("Did you mean harbour?" in done.stderr) == (article == "harbor")
    assert sorted(here.rglob("*")) == before


def test_slugs_are_completed_in_the_shell(here: Path) -> None:
    words = "notes new note my-note --passage thi"
    environment = os.environ | {"_NOTES_COMPLETE": "bash_complete", "COMP_WORDS": words, "COMP_CWORD": "5"}
    done = subprocess.run([NOTES], cwd=here, env=environment, capture_output=True, text=True)
    assert "plain,thirty-years" in done.stdout.split("\n")


def test_on_a_terminal_it_asks_and_corrects(here: Path) -> None:
    told, written = dialogue(
        [NOTES, "new", "note", "asked"],
        here,
        ["Anna", "thirty-yaers", "thirty-years", "", "dispute", "", "One thought."],
    )
    assert "Did you mean thirty-years?" in told and "It passes the check." in told
    assert written == 0
    text = (here / "docs/articles/harbour/notes/asked.md").read_text(encoding="utf-8")
    assert "by: Anna" in text and "kind: dispute" in text and text.endswith("---\nOne thought.\n")


def dialogue(command: list[str], here: Path, answers: list[str]) -> tuple[str, int]:
    """What a command says on a terminal to which answers are typed, one at each prompt, and how it ends."""
    master, slave = pty.openpty()
    environment = os.environ | {"ARTICLE_TEXT": "", "TERM": "dumb"}
    process = subprocess.Popen(command, cwd=here, env=environment, stdin=slave, stdout=slave, stderr=slave)
    os.close(slave)
    told, waiting, until = "", list(answers), time.monotonic() + 60
    while time.monotonic() < until:
        ready, _, _ = select.select([master], [], [], 0.5)
        try:
            chunk = os.read(master, 4096).decode(errors="replace") if ready else ""
        except OSError:  # Linux says so when the other end is closed
            break
        told += chunk
        if told.endswith(": ") and not ready and waiting:
            os.write(master, waiting.pop(0).encode() + b"\n")
        elif not ready and process.poll() is not None:
            break
    os.close(master)
    return told, process.wait(timeout=10)
