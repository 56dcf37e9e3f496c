"""Attacks fingerprints: how much of a text comes back from what the repository keeps of it. Prints numbers only.

    .venv/bin/python bench/attack.py [--text FILE] [--json]

Without a text it attacks paragraphs of this site's own notes. The attacker is given more than anybody has: a vocabulary
that holds every word of the text, and for each sentence, in one row, even its very words. Four attacks:

bits       What is stored of the wording (tags and sketches), in bits a word; a text holds three to five itself.
tags       Sentences strung together from the vocabulary, tried against all tags: hits, and the hits expected by chance
           (tags * tries / 2^24). Then, from the number of possible sentences, how many other sentences have the tag of
           the right one: in the right words in every order, and at three bits a word, where a strong model stands.
words      Which words a sketch names: every word scored by the likelihood ratio of the 128 bits; of the best n, n being
           the true number, how many are right, and how many by chance: among the words of this site's notes and the
           text, and among 20,000. To a hash one wrong word is as good as another, so that most of these are numbers.
rebuilt    A set of n words that explains the bits of a sketch best, by greedy exchange from the best-scored ones.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import math
import random
import struct
import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from functools import lru_cache
from pathlib import Path

import texts

from reading import sketch, text
from reading.fingerprints import fingerprint
from reading.model import PassagePrint
from reading.spelling import COMMON

MODEL_BITS = 3  # a word: the least that a strong language model needs for English prose
LEXICON = 20_000  # content words that an attacker without the text must reckon with
OWN_PARAGRAPHS = 12
EXCHANGES = 400


@dataclass(frozen=True)
class Result:
    """What the attacks gave; `log2` numbers are of the sentence in the middle, sorted by size."""

    passages: int
    sentences: int
    words: int
    vocabulary: int
    bits_a_word: float
    shortest_sentence: int
    tries: int
    hits: int
    hits_expected: float
    log2_orders_with_the_tag: float
    log2_sentences_with_the_tag: float
    sentences_with_under_1000_others: int
    content_words: int
    words_found: int
    words_found_by_chance: float
    words_found_in_20000: int
    words_rebuilt: int
    bits_explained: float
    words_in_plain: int


def attacked(passages: Sequence[str], vocabulary: Sequence[str], tries: int) -> Result:
    """Everything that can be measured on a text, with words to try; deterministic."""
    prints = fingerprint("a", [(f"p{n}", passage) for n, passage in enumerate(passages, 1)]).passages
    sizes = sorted(len(text.folded(s)) for passage in passages for s in text.sentences(passage))
    tags = {tag for known in prints for tag in known.tags if len(tag) * 4 == sketch.TAG_BITS}
    true = [sketch.content_words(passage) for passage in passages]
    content = sorted(set(vocabulary) - COMMON | frozenset().union(*true))
    lexicon = [*content, *(f"{n}x" for n in range(LEXICON - len(content)))]
    wide = [ranked(known, lexicon, len(words)) for known, words in zip(prints, true, strict=True)]
    scored = [ranked(known, content, len(words)) for known, words in zip(prints, true, strict=True)]
    rebuilt = [exchanged(k, best, len(w)) for k, best, w in zip(prints, scored, true, strict=True)]
    others = [MODEL_BITS * n - sketch.TAG_BITS for n in sizes]
    return Result(
        passages=len(passages),
        sentences=len(sizes),
        words=sum(sizes),
        vocabulary=len(vocabulary),
        bits_a_word=round(sum(map(stored, prints)) / sum(sizes), 2),
        shortest_sentence=sizes[0],
        tries=tries,
        hits=hits(tags, vocabulary, sizes, tries),
        hits_expected=round(len(tags) * tries / 2**sketch.TAG_BITS, 2),
        log2_orders_with_the_tag=round(math.log2(math.factorial(sizes[len(sizes) // 2])) - sketch.TAG_BITS, 1),
        log2_sentences_with_the_tag=round(others[len(others) // 2], 1),
        sentences_with_under_1000_others=sum(bits < 10 for bits in others),
        content_words=sum(map(len, true)),
        words_found=sum(len(w & set(best[: len(w)])) for best, w in zip(scored, true, strict=True)),
        words_found_by_chance=round(sum(len(w) ** 2 / len(content) for w in true), 1),
        words_found_in_20000=sum(len(w & set(best[: len(w)])) for best, w in zip(wide, true, strict=True)),
        words_rebuilt=sum(len(w & found) for (found, _), w in zip(rebuilt, true, strict=True)),
        bits_explained=round(sum(share for _, share in rebuilt) / len(rebuilt), 2),
        words_in_plain=sum(len(text.words(known.opening)) for known in prints),
    )


def stored(known: PassagePrint) -> int:
    """The bits of a passage's wording in its fingerprint; the digest only ever confirms the whole passage."""
    return 4 * (len(known.sketch) + sum(map(len, known.tags)))


def hits(tags: set[str], vocabulary: Sequence[str], sizes: Sequence[int], tries: int) -> int:
    """How many of many made-up sentences, as long as the true ones, have a tag that is stored."""
    rng = random.Random("attack")
    found = 0
    for n in range(tries):
        wording = "".join(rng.choices(vocabulary, k=sizes[n % len(sizes)]))
        found += hashlib.sha256(f"{text.NORM}\0tag\0{wording}".encode()).hexdigest()[: sketch.TAG_BITS // 4] in tags
    return found


@lru_cache(maxsize=LEXICON)
def drawn(word: str) -> tuple[int, ...]:
    """The hashes of a word, as `sketch` makes them."""
    size = sketch.SKETCH_BITS
    return struct.unpack(f">{size}I", hashlib.shake_256(f"{text.NORM}\0{word}".encode()).digest(4 * size))


def bits_of(known: PassagePrint) -> list[int]:
    """The bits of a sketch, the first one first."""
    return [int(bit) for digit in known.sketch for bit in f"{int(digit, 16):04b}"]


def ranked(known: PassagePrint, words: Sequence[str], count: int) -> list[str]:
    """Words by the likelihood that a passage of `count` content words with this sketch has them, the best first.

    A word whose hash is h (0 to 1) is the smallest of `count` with probability (1 - h) ** (count - 1), and then the
    stored bit is its own.
    """
    bits = bits_of(known)

    def score(word: str) -> float:
        hashes = zip(drawn(word), bits, strict=False)
        return sum(math.log1p((1 if h & 1 == bit else -1) * (1 - h / 2**32) ** count * 0.999) for h, bit in hashes)

    return sorted(words, key=lambda word: (-score(word), word))


def exchanged(known: PassagePrint, best: Sequence[str], count: int) -> tuple[set[str], float]:
    """A set of `count` words that explains a sketch well, from the best-scored ones, and the share of its bits."""
    rng = random.Random(known.sketch)
    bits, pool = bits_of(known), list(best[: 20 * count])
    hashes = {word: drawn(word) for word in pool}

    def explained(words: Sequence[str]) -> int:
        columns = zip(*(hashes[word] for word in words), strict=True)
        return sum(min(column) & 1 == bit for column, bit in zip(columns, bits, strict=False))

    chosen, reached = pool[:count], explained(pool[:count])
    for _ in range(EXCHANGES if bits else 0):
        changed = list(chosen)
        changed[rng.randrange(count)] = rng.choice(pool)
        if len(set(changed)) == count and (now := explained(changed)) >= reached:
            chosen, reached = changed, now
    return set(chosen), reached / max(1, len(bits))


def own_paragraphs() -> list[str]:
    """Some long paragraphs of this site's own notes, to attack without anybody's text at hand."""
    found = [" ".join(paragraph) for paragraph in texts.own_prose()]
    return sorted(found, key=len)[-OWN_PARAGRAPHS:]


def main() -> None:
    """Prints the numbers, as a table or as JSON."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--text", type=Path, help="attack this text; none of its words is printed")
    options.add_argument("--tries", type=int, default=2_000_000, help="made-up sentences to try")
    options.add_argument("--json", action="store_true")
    given = options.parse_args()
    passages = list(text.passages(given.text.read_text(encoding="utf-8"))) if given.text else own_paragraphs()
    known = {word for paragraph in texts.own_prose() for sentence in paragraph for word in text.folded(sentence)}
    vocabulary = sorted(known | {word for passage in passages for word in text.folded(passage)})
    result = asdict(attacked(passages, vocabulary, given.tries))
    lines = [f"{name.replace('_', ' '):40}{value:>12}" for name, value in result.items()]
    print(json.dumps(result) if given.json else "\n".join(lines))
    sys.exit(0)


if __name__ == "__main__":
    main()
