"""Following anchors and notes into a revised text: by the command, over random revisions, and in a library's files."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import ROOT, SMALL, laid_over, run

NOTES = str(Path(sys.executable).with_name("notes"))
OLD = """The two towns have argued about the harbour for thirty years. Each of them says that the other broke its word.

Last spring the mayor of Alba promised to open the northern gate. Nobody asked who would pay for the lamps.

The lamps would remain dark for another winter. Brin would not sign a treaty that leaves its quay to the neighbours."""


def notes(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([NOTES, *words], cwd=folder, capture_output=True, text=True)


def realigned(folder: Path, new: str, anchors: object, old: bool = False) -> list[dict[str, object]]:
    """The command's answers for a text that was recorded and then changed; no project is around."""
    (folder / "old.txt").write_text(OLD, encoding="utf-8")
    (folder / "new.txt").write_text(new, encoding="utf-8")
    (folder / "anchors.json").write_text(json.dumps(anchors), encoding="utf-8")
    made = notes(folder, "fingerprint", "any-name", "--text", "old.txt", "--output", "old.json")
    assert made.returncode == 0, made.stderr
    more = ["--old-text", "old.txt"] if old else []
    words = ["realign", "--fingerprints", "old.json", "--text", "new.txt", "--anchors", "anchors.json", "--json"]
    done = notes(folder, *words, *more)
    assert done.returncode == 0, done.stderr
    answers: list[dict[str, object]] = json.loads(done.stdout)
    return answers


ASKED = [
    {"p": 1, "s": None, "quote": None},
    {"p": 2, "s": 2, "quote": None},
    {"p": 2, "s": 2, "quote": "pay for the lamps"},
    {"p": 3, "s": 1, "quote": "would remain dark", "id": "n1"},
]


def test_an_unchanged_text_is_exact_down_to_the_words(tmp_path: Path) -> None:
    answers = realigned(tmp_path, OLD, ASKED)
    assert [a["status"] for a in answers] == ["exact"] * 4
    assert answers[3]["span"] == "would remain dark" and answers[3]["id"] == "n1"
    paragraph, start = answers[2]["paragraph"], answers[2]["start"]
    assert isinstance(paragraph, str) and isinstance(start, int)
    assert paragraph[start:].startswith("pay for the lamps") and answers[2]["sentence"] == paragraph[-41:]


def test_a_negation_is_never_taken_for_the_same(tmp_path: Path) -> None:
    new = OLD.replace("would remain dark", "would not remain dark").replace("Nobody asked", "Somebody asked")
    for old in (False, True):
        statuses = [a["status"] for a in realigned(tmp_path, new, ASKED, old)]
        assert statuses[0] == "exact" and not set(statuses[1:]) & {"exact", "same"}


def test_moved_and_new_passages_are_told_apart(tmp_path: Path) -> None:
    first, second, third = OLD.split("\n\n")
    new = f"{third}\n\nA ferry brings people from Rusk who never saw either town before.\n\n{first}"
    answers = realigned(tmp_path, new, ASKED)
    assert [a["status"] for a in answers] == ["exact", "orphan", "orphan", "exact"]
    assert answers[1] == {"status": "orphan"} and answers[0]["paragraph"] == first
    assert second not in str(answers)


def test_another_article_holds_nothing(tmp_path: Path) -> None:
    other = "Cats sleep all day.\n\nDogs do not, as everybody knows.\n\nBirds sing in the morning, some of them well."
    assert {a["status"] for a in realigned(tmp_path, other, ASKED)} == {"orphan"}


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("anchors.json", "[{]", "this is not JSON"),
        ("anchors.json", '{"p": 1}', "this is not a list of anchors"),
        ("anchors.json", '[{"p": true}]', "does not say which passage"),
        ("old.json", "{}", "has no `"),
        ("new.txt", "", "the file is empty"),
        ("new.txt", "%PDF-1.7", "a PDF"),
    ],
)
def test_what_cannot_be_read_is_one_line(name: str, content: str, said: str, tmp_path: Path) -> None:
    realigned(tmp_path, OLD, ASKED)
    (tmp_path / name).write_text(content, encoding="utf-8")
    words = ["--fingerprints", "old.json", "--text", "new.txt", "--anchors", "anchors.json"]
    done = notes(tmp_path, "realign", *words)
    assert done.returncode == 1 and said in done.stderr and done.stderr.count("\n") == 1


@pytest.mark.parametrize("output", ["note.md", "nowhere/x.json", "."])
def test_fingerprints_are_written_over_fingerprints_only(output: str, tmp_path: Path) -> None:
    realigned(tmp_path, OLD, ASKED)
    (tmp_path / "note.md").write_text("My own words.")
    done = notes(tmp_path, "fingerprint", "any", "--text", "old.txt", "--output", output)
    assert done.returncode == 1 and done.stderr.count("\n") == 1 and "Traceback" not in done.stderr
    assert (tmp_path / "note.md").read_text() == "My own words."
    again = notes(tmp_path, "fingerprint", "any", "--text", "old.txt", "--output", "old.json")
    assert again.returncode == 0


def test_a_text_that_is_no_article_in_size_is_refused_at_once(tmp_path: Path) -> None:
    (tmp_path / "big.txt").write_text("The mayor of Alba met the council. " * 150_000)
    done = notes(tmp_path, "fingerprint", "any", "--text", "big.txt", "--output", "x.json")
    assert done.returncode == 1 and done.stderr == "big.txt: the file is larger than 2 MiB; no article is\n"


@pytest.mark.parametrize("more", [[], ["--old-text"]], ids=["without the old text", "with it"])
def test_nothing_is_silently_wrong_in_random_revisions(more: list[str]) -> None:
    command = [sys.executable, "bench/realign.py", "--runs", "60", "--seed", "tests", *more]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout
    *_, found = next(line for line in done.stdout.splitlines() if line.startswith("all ")).split()
    assert float(found) >= 95


# ---- in a library -----------------------------------------------------------------------------------------------


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """The small library with recorded fingerprints, and in new.txt a text that lost its second paragraph."""
    root = laid_over(tmp_path, SMALL)
    (root / "mkdocs.yml").write_text("", encoding="utf-8")
    assert notes(root, "verify", "harbour", "--text", "texts/harbour.txt").returncode == 0
    paragraphs = (root / "texts" / "harbour.txt").read_text(encoding="utf-8").split("\n\n")
    added = "Ferries run twice a day now, and the fishermen of both towns have stopped complaining about the tide."
    new = [paragraphs[2].replace("will remain dark", "may burn again"), added, paragraphs[0]]
    (root / "new.txt").write_text("\n\n".join(new), encoding="utf-8")
    return root


def test_notes_on_a_passage_that_is_gone_are_proposed_as_orphans(project: Path) -> None:
    before = {path: path.read_bytes() for path in sorted((project / "docs").rglob("*.md"))}
    done = notes(project, "realign", "harbour", "--text", "new.txt")
    assert done.returncode == 0, done.stderr
    assert "+### the-gate (formerly gate) (no longer in the text)" in done.stdout
    assert "+lost_quote: will remain dark" in done.stdout and "+### new-passage-2" in done.stdout
    assert before == {path: path.read_bytes() for path in before}


def test_writing_changes_only_what_is_sure(project: Path) -> None:
    article = project / "docs" / "articles" / "harbour" / "article.md"
    before = article.read_text(encoding="utf-8")
    done = notes(project, "realign", "harbour", "--text", "new.txt", "--write")
    assert done.returncode == 0 and article.read_text(encoding="utf-8") == before  # a person must look at it
    first, second, third = (project / "texts" / "harbour.txt").read_text(encoding="utf-8").split("\n\n")
    (project / "new.txt").write_text("\n\n".join([third, first, second]), encoding="utf-8")
    assert (
        "Changed docs/articles/harbour/article.md."
        in notes(project, "realign", "harbour", "--text", "new.txt", "--write").stdout
    )
    after = article.read_text(encoding="utf-8")
    assert after.index("### a-treaty-soon") < after.index("### thirty-years") < after.index("### the-gate")
    assert sorted(after.split()) == sorted(before.split())
    assert [p for p in run(project, text_at_hand=False).problems if not p.notice] == []


def test_verify_says_of_each_passage_what_it_is(project: Path) -> None:
    done = notes(project, "verify", "harbour", "--text", "new.txt", "--json")
    told = json.loads(done.stdout)
    assert done.returncode == 1 and told["text"] == "edited"
    assert [(p["passage"], p["paragraph"]) for p in told["passages"]][::2] == [
        ("thirty-years", 3),
        ("a-treaty-soon", 1),
    ]
    assert told["passages"][0]["status"] == "exact" and told["new"] == [2]
    same = notes(project, "verify", "harbour", "--text", "texts/harbour.txt", "--json")
    assert same.returncode == 0 and json.loads(same.stdout)["text"] == "same"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("Cats sleep.\n\nDogs do not.\n\nBirds sing in the morning.", "is another text"),
        ("", "passages in another order"),
    ],
)
def test_no_private_copy_is_made_of_another_text_or_order(content: str, said: str, project: Path) -> None:
    paragraphs = (project / "texts" / "harbour.txt").read_text(encoding="utf-8").split("\n\n")
    (project / "new.txt").write_text(content or "\n\n".join(reversed(paragraphs)), encoding="utf-8")
    done = notes(project, "build", "--text", "harbour=new.txt")
    assert done.returncode == 1 and said in done.stderr and done.stderr.count("\n") == 1, done.stderr
