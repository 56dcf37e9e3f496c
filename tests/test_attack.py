"""What fingerprints give away (`bench/attack.py`), and that no tracked file holds a sentence of the article."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterator, Sequence
from itertools import chain, pairwise
from pathlib import Path

import pytest
from conftest import ROOT, SMALL, author_text

from reading import fingerprints, sketch, text
from reading.model import Fingerprints
from reading.sentences import sentences


@pytest.fixture(scope="module")
def attacked() -> dict[str, float]:
    """The numbers of the attack on the small library's text; the same at every run."""
    command = [sys.executable, "bench/attack.py", "--json", "--tries", "400000"]
    done = subprocess.run(
        [*command, "--text", str(SMALL / "texts/harbour.txt")], cwd=ROOT, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    numbers: dict[str, float] = json.loads(done.stdout)
    return numbers


def test_fewer_bits_are_stored_than_the_words_hold(attacked: dict[str, float]) -> None:
    assert 0 < attacked["bits_a_word"] <= sketch.BITS_A_WORD


def test_a_tag_is_hit_by_chance_alone(attacked: dict[str, float]) -> None:
    """Sentences from the text's own words hit a tag no more often than 24 random bits do."""
    expected = attacked["hits_expected"]
    assert expected > 0.1 and attacked["hits"] <= expected + 4 * expected**0.5


def test_a_tag_does_not_single_out_even_a_short_sentence(attacked: dict[str, float]) -> None:
    """Eleven words, the middle size here: other orders of them, and hundreds of other sentences, have its tag."""
    assert attacked["log2_orders_with_the_tag"] > 1 and attacked["log2_sentences_with_the_tag"] >= 9


def test_a_sketch_names_few_words_and_no_one_knows_which(attacked: dict[str, float]) -> None:
    assert attacked["words_found_in_20000"] <= 0.2 * attacked["content_words"]
    assert attacked["words_rebuilt"] <= 0.3 * attacked["content_words"] and attacked["bits_explained"] > 0.9


# ---- the guard without the author's text ----------------------------------------------------------------------------

ARTICLES = sorted((ROOT / "docs" / "articles").glob("*/fingerprints.json"))
SURE_WORDS = 8  # a shorter sentence may be ours as well as the author's
PARAGRAPH = re.compile(r"\n\s*\n|^\s*(?:[-*>#|]|\w+:)\s*", re.M)
STRING = re.compile(PARAGRAPH.pattern + '|"', re.M)  # in programs and data


def tracked() -> Iterator[tuple[str, str]]:
    """(name, content) of every file of text in the repository."""
    names = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True).stdout.split("\0")
    for name in filter(None, names):
        path = ROOT / name
        if path.suffix not in {".png", ".lock"} and path.is_file():
            yield name, path.read_text(encoding="utf-8", errors="replace")


def sentence_tags(content: str) -> Iterator[tuple[str, ...]]:
    """The full tags of the sentences of each paragraph, and of each string as it may stand in a program."""
    for parts in (PARAGRAPH, STRING) if '"' in content else (PARAGRAPH,):
        for paragraph in parts.split(content):
            if paragraph.count(" ") >= SURE_WORDS - 1:
                found = [s.strip(" \"'`*_") for s in sentences(" ".join(paragraph.split()))]
                yield tuple(sketch.tag(s) if len(text.folded(s)) >= SURE_WORDS else "" for s in found)


def held(paragraphs: Sequence[tuple[str, ...]], prints: Fingerprints) -> tuple[set[str], set[tuple[str, str]]]:
    """The tags of an article that sentences have, and the pairs of neighbours among them."""
    known = {tag for p in prints.passages for tag in p.tags if len(tag) * 4 == sketch.TAG_BITS}
    neighbours = {pair for p in prints.passages for pair in pairwise(p.tags) if known.issuperset(pair)}
    pairs = neighbours & {pair for tags in paragraphs for pair in pairwise(tags)}
    return known & {tag for tags in paragraphs for tag in tags}, pairs


def allowed_by_chance(tags: int, tried: int) -> int:
    """How many hits chance explains: the least number that more than once in a million runs is not exceeded (Poisson).

    Each of `tried` sentences has one of the `tags` with probability tags / 2^24.
    """
    expected = tags * tried / 2**sketch.TAG_BITS
    hits, likelihood, left = 0, 2.718281828459045**-expected, 1 - 2.718281828459045**-expected
    while left > 1e-6:
        hits += 1
        likelihood *= expected / hits
        left -= likelihood
    return hits


@pytest.mark.parametrize("path", ARTICLES, ids=lambda p: p.parent.name)
def test_no_sentence_of_the_article_is_in_a_tracked_file(path: Path) -> None:
    """Needs no text. 24 bits are hit by chance: a hit or two in all files may be, two neighbours never."""
    prints = fingerprints.read(path.parent.name, path.read_text(encoding="utf-8"))
    size = sum(len(p.tags) for p in prints.passages)
    found: dict[str, set[str]] = {}
    tried = 0
    for name, content in tracked():
        paragraphs = list(sentence_tags(content))
        hits, pairs = held(paragraphs, prints)
        assert not pairs, f"{name} holds two sentences of {path.parent.name}, one after the other"
        tried += sum(tag != "" for tag in chain.from_iterable(paragraphs))
        found |= {name: hits} if hits else {}
    assert tried > 3000
    hit = sum(len(hits) for hits in found.values())
    assert hit <= allowed_by_chance(size, tried), f"sentences of the article are in {found}"


def test_the_guard_sees_a_sentence_in_whatever_file() -> None:
    content = (SMALL / "texts/harbour.txt").read_text(encoding="utf-8")
    passages = list(enumerate(text.passages(content)))
    prints = fingerprints.fingerprint("harbour", [(f"p{n}", passage) for n, passage in passages])
    first, second = text.sentences(passages[0][1])[:2]
    program = f'def test() -> None:\n    """{first}"""\n    assert x == 1\n'
    data = f'{{"a": "{first}", "b": 1}}'
    for content in (program, data, f"- {first}\n- ok", f"title: {first}\nx: y", f"# {first.replace(' ', '  ')}"):
        assert len(held(list(sentence_tags(content)), prints)[0]) == 1, content
    assert held(list(sentence_tags(first.replace("two", "three"))), prints) == (set(), set())
    assert len(held(list(sentence_tags(f"> {first} {second}\n")), prints)[1]) == 1


def test_chance_is_allowed_for_and_no_more() -> None:
    assert allowed_by_chance(30, 6000) == 2 and allowed_by_chance(30, 10) == 1 and allowed_by_chance(200, 10**6) > 11


def test_the_guard_knows_the_tags_of_the_text_at_hand() -> None:
    path = author_text()
    if path is None:
        pytest.skip("the author's text is not at hand (ARTICLE_TEXT)")
    prints = fingerprints.read("hanoi-2-0", ARTICLES[0].read_text(encoding="utf-8"))
    hits, pairs = held(list(sentence_tags(path.read_text(encoding="utf-8"))), prints)
    full = {tag for p in prints.passages for tag in p.tags if len(tag) * 4 == sketch.TAG_BITS}
    assert len(hits) >= 0.9 * len(full) and len(pairs) >= 0.8 * sum(len(p.tags) - 1 for p in prints.passages)
