"""`notes new article`: a complete skeleton from a pasted text, without the author's words, over no other file."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import SMALL, laid_over
from pastes import PASSAGES, PASTES, SECTIONS, STANDFIRST, TITLE

from reading import fingerprints
from reading.commands_contribute import problems_of
from reading.naming import proposed
from reading.passages import SLUG
from reading.skeleton import skeleton
from reading.splitting import outline
from reading.text import words

NOTES = str(Path(sys.executable).with_name("notes"))
FOLDER = Path("docs/articles/second-harbour")


@pytest.fixture
def here(tmp_path: Path) -> Path:
    (tmp_path / "mkdocs.yml").write_text("site_name: Small\n")
    return laid_over(tmp_path, SMALL)


def new(here: Path, content: str | bytes, *words: str) -> subprocess.CompletedProcess[str]:
    data = content if isinstance(content, bytes) else content.encode()
    (here / "text.txt").write_bytes(data)
    command = [NOTES, "new", "article", "--text", "text.txt", *words]
    return subprocess.run(command, cwd=here, capture_output=True, text=True, stdin=subprocess.DEVNULL)


@pytest.mark.parametrize("form", sorted(PASTES))
def test_a_skeleton_is_whole_and_breaks_nothing(form: str, here: Path) -> None:
    done = new(here, PASTES[form](), "second-harbour")
    assert (done.returncode, done.stderr) == (0, "")
    article = (here / FOLDER / "article.md").read_text(encoding="utf-8")
    slugs = re.findall(r"^### (.+)$", article, re.M)
    assert len(slugs) == len(set(slugs)) == 1 + len(PASSAGES) and all(re.fullmatch(SLUG, slug) for slug in slugs)
    assert f"\ntitle: {TITLE}\n" in article
    prints = fingerprints.read("x", (here / FOLDER / "fingerprints.json").read_text(encoding="utf-8"))
    assert [known.passage for known in prints.passages] == slugs
    assert [p for p in problems_of(here) if not p.notice] == []


def test_a_draft_says_for_each_passage_what_is_missing(here: Path) -> None:
    new(here, PASTES["e-mail"](), "second-harbour")
    missing = [p for p in problems_of(here) if p.rule == "to_do"]
    assert len(missing) == 2 + len(PASSAGES) and all(problem.notice for problem in missing)


def test_a_skeleton_cannot_be_published_before_it_is_filled_in(here: Path) -> None:
    new(here, PASTES["PDF"](), "second-harbour")
    path = here / FOLDER / "article.md"
    path.write_text(path.read_text(encoding="utf-8").replace("draft: yes\n", ""), encoding="utf-8")
    assert {p.rule for p in problems_of(here) if not p.notice} >= {"to_do", "empty_field"}


def test_a_skeleton_that_is_filled_in_passes_with_its_fingerprints(here: Path) -> None:
    new(here, PASTES["long lines"](), "second-harbour")
    path = here / FOLDER / "article.md"
    article = path.read_text(encoding="utf-8").replace("draft: yes\n", "")
    fields = {
        "author": "tomas-grey",
        "publisher": "A Review",
        "url": "https://review.example/2",
        "source": "gazette",
        "summary": "A summary.",
    }
    for field, value in fields.items():
        article = re.sub(rf"^{field}:.*$", f"{field}: {value}", article, flags=re.M)
    path.write_text(re.sub(r"^To do:.*$", "Our own words.", article, flags=re.M), encoding="utf-8")
    assert [p for p in problems_of(here) if not p.notice] == []
    verified = subprocess.run(
        [NOTES, "verify", "second-harbour", "--text", "text.txt"], cwd=here, capture_output=True, text=True
    )
    assert verified.returncode == 0 and verified.stdout.count("the same") == 1 + len(PASSAGES), verified.stderr


def test_no_words_of_the_author_but_titles_and_openings_get_in(here: Path) -> None:
    new(here, PASTES["reader mode"](), "second-harbour")
    there = " ".join(words(" ".join((STANDFIRST, *PASSAGES))))
    article = (here / FOLDER / "article.md").read_text(encoding="utf-8")
    for title in (TITLE, *(heading for heading, _ in SECTIONS)):
        article = article.replace(title, "")
    ours = words(article)
    assert [run for n in range(len(ours) - 3) if (run := " ".join(ours[n : n + 4])) in there] == []
    prints = json.loads((here / FOLDER / "fingerprints.json").read_text(encoding="utf-8"))["passages"].values()
    assert all(len(words(known["opening"])) <= 8 for known in prints)


def test_without_headings_passages_are_divided_evenly() -> None:
    made = skeleton("x", outline("\n\n".join(PASSAGES * 3)), ())["article.md"]
    sizes = [part.count("\n### ") for part in made.split("\n## ")[1:]]
    assert sizes == [4, 4, 4] and "## Part 3" in made


def test_a_long_heading_is_the_authors_sentence_and_stays_out() -> None:
    long = "What the two towns never said to each other about the old gate"
    blocks = outline("\n\n".join([TITLE, PASSAGES[0], long, PASSAGES[1]]))
    assert [block.heading for block in blocks] == [True, False, True, False]
    made = skeleton("x", blocks, ())["article.md"]
    assert long not in made and "## Part 2" in made


def test_ids_say_what_a_passage_says_and_are_each_one_thing() -> None:
    texts = (*PASSAGES, *PASSAGES, "그들은 말했다.", "…")
    slugs = proposed(texts, {"passage"})
    assert len(set(slugs)) == len(texts) and slugs[-2:] == ("passage-2", "passage-3")
    for slug, passage in zip(slugs[:4], PASSAGES, strict=False):
        assert 1 <= slug.count("-") <= 2 and set(slug.split("-")) <= set(words(passage))
    assert all(slug.endswith("-2") for slug in slugs[4:8])


# ---- what goes wrong ------------------------------------------------------------------------------------------------


def test_without_a_name_it_proposes_one_from_the_title(here: Path) -> None:
    done = new(here, PASTES["browser"]())
    assert done.returncode == 0 and (here / "docs/articles/harbour-question/article.md").is_file()


def test_nothing_is_ever_overwritten(here: Path) -> None:
    for name in ("second-harbour", "second-harbour", "harbour", "quay"):
        before = {path: path.read_bytes() for path in sorted((here / "docs").rglob("*")) if path.is_file()}
        done = new(here, PASTES["e-mail"](), name)
        after = {path: path.read_bytes() for path in sorted((here / "docs").rglob("*")) if path.is_file()}
        assert all(after[path] == before[path] for path in before)
        assert (done.returncode == 0) == (len(after) > len(before))
    assert "already the name of docs/terms/quay.md" in done.stderr


def test_a_folder_with_notes_only_is_left_alone(here: Path) -> None:
    (here / FOLDER / "notes").mkdir(parents=True)
    done = new(here, PASTES["e-mail"](), "second-harbour")
    assert done.returncode == 1 and "already there" in done.stderr and not (here / FOLDER / "article.md").exists()


BAD: dict[str, tuple[str | bytes, str]] = {
    "no text": ("", "the file is empty"),
    "only buttons": ("Share\n\nTweet\n\n12\n", "has no paragraph"),
    "not UTF-8": ("Ein Städtchen.".encode("latin-1"), "not UTF-8"),
    "a PDF": (b"%PDF-1.7 ...", "a PDF"),
    "a web page": ("<!doctype html><p>x", "a web page's source"),
    "a book": ("\n\n".join(f"The mayor of town {n} met the council." for n in range(5000)), "too many"),
}  # fmt: skip


@pytest.mark.parametrize("name", sorted(BAD))
def test_what_is_no_article_is_one_sentence(name: str, here: Path) -> None:
    before = sorted(here.rglob("*"))
    content, said = BAD[name]
    done = new(here, content, "second-harbour")
    assert done.returncode == 1 and said in done.stderr and done.stderr.count("\n") == 1, done.stderr
    assert sorted(here.rglob("*")) == sorted([*before, here / "text.txt"])


@pytest.mark.parametrize("slug", ["../escape", "Second Harbour", "x" * 81, ""])
def test_what_is_no_name_is_refused(slug: str, here: Path) -> None:
    done = new(here, PASTES["e-mail"](), "--", slug)
    assert done.returncode == 1 and "no file name" in done.stderr


def test_commands_on_a_draft_say_that_it_is_one(here: Path) -> None:
    new(here, PASTES["e-mail"](), "second-harbour")
    for command in ("verify", "fingerprint", "realign"):
        words = [NOTES, command, "second-harbour", "--text", "text.txt"]
        done = subprocess.run(words, cwd=here, capture_output=True, text=True)
        assert done.returncode == 1 and "is a draft" in done.stderr and done.stderr.count("\n") == 1
