"""What `notes verify` records: a proof for each quotation that stands in its passage, and the way to its words."""

from __future__ import annotations

from pathlib import Path

from conftest import CASES, SMALL, laid_over, run

from reading import door, fingerprints, proofs
from reading.load import load
from reading.model import Fragment
from reading.weave import weave


def proved(root: Path) -> proofs.Proved:
    library = load(root, door.originals(root, {})).library
    return proofs.prove(library, library.originals[0])


def test_what_is_written_is_what_is_read() -> None:
    prints = proved(SMALL).prints
    assert len(prints.proofs) == 4 and fingerprints.read("harbour", fingerprints.written(prints)) == prints


def test_a_quotation_that_stands_elsewhere_too_gets_words_around_it(tmp_path: Path) -> None:
    root = laid_over(tmp_path, SMALL)
    note = root / "docs" / "articles" / "harbour" / "notes" / "dark-lamps.md"
    note.write_text(note.read_text(encoding="utf-8").replace("quote: will remain dark", "quote: the lamps"))
    result = proved(root)
    assert result.missing == ()
    assert [fragment for _, fragment in result.prints.links] == [Fragment("the lamps", prefix="year.")]


def test_without_the_text_the_recorded_way_is_taken(tmp_path: Path) -> None:
    root = laid_over(tmp_path, SMALL)
    path = root / "docs" / "articles" / "harbour" / "fingerprints.json"
    path.write_text(fingerprints.written(proved(root).prints), encoding="utf-8")
    links = weave(load(root).library).links
    assert links["who-pays"] == Fragment("pay for the lamps")
    assert links["thirty-years"] == Fragment("The two towns")


def test_an_unproved_quotation_has_no_way_to_its_words() -> None:
    assert "who-pays" not in weave(load(SMALL).library).links


def test_the_fingerprints_know_how_many_sentences_a_passage_has(tmp_path: Path) -> None:
    root = laid_over(tmp_path, SMALL, CASES / "unknown-sentence")
    assert "unknown_sentence" not in {p.rule for p in run(root, text_at_hand=False).problems}
    path = root / "docs" / "articles" / "harbour" / "fingerprints.json"
    path.write_text(fingerprints.written(proved(SMALL).prints), encoding="utf-8")
    wrong = [p.wrong for p in run(root, text_at_hand=False).problems if p.rule == "unknown_sentence"]
    assert [w.partition(",")[0] for w in wrong] == ["passage gate has 3 sentences", "passage the-gate has 3 sentences"]


def test_a_sentence_that_is_no_number_is_no_traceback(tmp_path: Path) -> None:
    root = laid_over(tmp_path, SMALL)
    note = root / "docs" / "articles" / "harbour" / "notes" / "who-pays.md"
    for odd in ("the-gate.²", "the-gate.", f"the-gate.{'9' * 5000}", "the-gate.-1", "the-gate.1.2"):
        note.write_text((SMALL / note.relative_to(root)).read_text().replace("the-gate\nquote", f"{odd}\nquote"))
        assert {p.rule for p in run(root).problems if not p.notice} & {"unknown_slug", "unknown_sentence"}, odd
