"""What `notes verify` records: a proof for each quotation that stands in its passage, and the way to its words."""

from __future__ import annotations

from pathlib import Path

from conftest import SMALL, laid_over

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
