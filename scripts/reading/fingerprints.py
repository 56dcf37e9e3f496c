"""Makes the fingerprints of an article's text, writes them, and reads them with distrust.

The file (`fingerprints.json`, UTF-8) holds `norm`, the version of the rules; `order`, the ids of the passages in
reading order; `passages`, each with `digest`, `tags`, `sketch`, `words` and `opening` (see `model.PassagePrint`); and
`proofs` of quotations. `notes fingerprint` writes it, nobody edits it.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from . import sketch
from .characters import INVISIBLE
from .model import Fingerprints, Fragment, PassagePrint
from .sentences import sentences
from .text import NORM, digest, folded, words

OPENING_LENGTH = 200  # characters
LEAST = 3  # words: fewer would stand somewhere else on the publisher's page, in a menu or a heading
OPENING_WORDS = 8  # an opening has no more words than this, and never all of its sentence
HEX = re.compile(r"[0-9a-f]*")
ID = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,78}[a-z0-9])?")
SIZES = {"digest": (32,), "sketch": (0, 8, 16, 24, 32), "tag": tuple(range(7))}  # in hex digits
LINK_WORDS = 30  # a quotation and what stands around it
LARGEST = 100_000  # words of one passage; more is no passage


class DamagedError(ValueError):
    """Fingerprints that cannot be used; its text says in one sentence what is wrong with them."""


def fingerprint(article: str, passages: Sequence[tuple[str, str]], proofs: Iterable[str] = ()) -> Fingerprints:
    """The fingerprints of an article, given as (id, text) in reading order."""
    openings = _openings([text for _, text in passages])
    prints = (_print(slug, text, opening) for (slug, text), opening in zip(passages, openings, strict=True))
    return Fingerprints(article, NORM, tuple(prints), frozenset(proofs))


def _print(slug: str, text: str, opening: str) -> PassagePrint:
    tags = tuple(sketch.tag(sentence) for sentence in sentences(text))
    count = len(folded(text))
    drawn = sketch.sketch(sketch.content_words(text))[: sketch.room(count, tags)]
    return PassagePrint(slug, digest(text), tags, drawn, count, opening)


def _openings(texts: Sequence[str]) -> Iterator[str]:
    """The shortest beginning of each passage that stands once in the article; "" where that would be too long."""
    all_words = [words(text) for text in texts]
    counts = {n: Counter(run for own in all_words for run in _runs(own, n)) for n in range(LEAST, OPENING_WORDS + 1)}
    for text, own in zip(texts, all_words, strict=True):
        first = sentences(text)[:1]
        most = min(OPENING_WORDS, len(words(first[0])) - 1) if first else 0
        sizes = (n for n in range(LEAST, most + 1) if counts[n][tuple(own[:n])] == 1)
        size = next(sizes, 0)
        yield _beginning(text, own[:size]) if size else ""


def _runs(own: Sequence[str], size: int) -> Iterator[tuple[str, ...]]:
    return zip(*(own[n:] for n in range(size)), strict=False)


def _beginning(text: str, wanted: Sequence[str]) -> str:
    """The shortest beginning of a text, in whole words as they stand there, whose words are the wanted ones."""
    ends = (found.end() for found in re.finditer(r"[\w’'-]+", text))
    begun = next((text[:end] for end in ends if words(text[:end]) == list(wanted)), "").translate(INVISIBLE)
    return begun if begun.isprintable() else ""


def written(prints: Fingerprints) -> str:
    """The file's content: the same fingerprints are always the same bytes."""
    lines = [f"  {json.dumps(known.passage)}: {_line(known)}" for known in prints.passages]
    parts = [
        f'"norm": {prints.norm}',
        f'"order": {json.dumps([known.passage for known in prints.passages])}',
        '"passages": {\n' + ",\n".join(lines) + "\n }",
        '"proofs": ' + json.dumps(sorted(prints.proofs), indent=2).replace("\n]", "\n ]"),
        '"links": ' + json.dumps({k: _terms(f) for k, f in sorted(prints.links)}, indent=2).replace("\n}", "\n }"),
    ]
    return "{\n " + ",\n ".join(parts) + "\n}\n"


def _line(known: PassagePrint) -> str:
    fields = ("digest", "tags", "sketch", "words", "opening")
    return json.dumps({field: getattr(known, field) for field in fields}, ensure_ascii=False)


def _terms(fragment: Fragment | None) -> str:
    """The terms of a directive in one text, `|` between them: prefix, start, end, suffix."""
    return "|".join((fragment.prefix, fragment.start, fragment.end, fragment.suffix)) if fragment else ""


def read(article: str, content: str) -> Fingerprints:
    """The fingerprints that a file's content holds. Raises `DamagedError` for anything else."""
    try:
        data = json.loads(content)
    except RecursionError:
        raise DamagedError("its brackets nest too deeply") from None
    except ValueError as error:
        line = f" (line {error.lineno})" if isinstance(error, json.JSONDecodeError) else ""
        raise DamagedError(f"it is not JSON{line}") from None
    record = _object(data, "the file", {"norm", "order", "passages", "proofs", "links"})
    if record["norm"] != NORM or isinstance(record["norm"], bool):
        raise DamagedError(f"its `norm` is not {NORM}, so other rules made it than those of this version")
    order = [str(slug) for slug in _list(record["order"], "`order`")]
    passages = record["passages"]
    if not isinstance(passages, dict) or sorted(order) != sorted(passages):
        raise DamagedError("`order` and `passages` do not name the same passages, each once")
    proofs = [_hex(proof, "`proofs`", (32,)) for proof in _list(record["proofs"], "`proofs`")]
    prints = tuple(_passage(slug, passages[slug]) for slug in order)
    return Fingerprints(article, NORM, prints, frozenset(proofs), tuple(_links(record["links"])))


def _links(data: object) -> Iterator[tuple[str, Fragment | None]]:
    if not isinstance(data, dict):
        raise DamagedError("`links` is not a record in curly brackets")
    for key, terms in data.items():
        parts = terms.split("|") if isinstance(terms, str) else []
        if terms and (len(parts) != 4 or len(words(terms)) > LINK_WORDS or not terms.isprintable()):
            raise DamagedError(f"the link of {key[:80]} is not `prefix|start|end|suffix` of a few words each")
        yield key, Fragment(parts[1], parts[2], parts[0], parts[3]) if terms else None


def _passage(slug: str, data: object) -> PassagePrint:
    if not ID.fullmatch(slug):
        raise DamagedError(f"“{slug[:80]}” is no id of a passage")
    record = _object(data, f"passage {slug}", {"digest", "tags", "sketch", "words", "opening"})
    tags = [_hex(tag, f"a tag of passage {slug}", SIZES["tag"]) for tag in _list(record["tags"], f"`tags` of {slug}")]
    count, opening = record["words"], record["opening"]
    if not isinstance(count, int) or isinstance(count, bool) or not 0 <= count <= LARGEST:
        raise DamagedError(f"`words` of passage {slug} is not their number")
    short = isinstance(opening, str) and len(opening) <= OPENING_LENGTH and len(words(opening)) <= OPENING_WORDS
    if not (short and opening.isprintable()):
        raise DamagedError(f"`opening` of passage {slug} is not a text of at most {OPENING_WORDS} words")
    own = _hex(record["digest"], f"`digest` of passage {slug}", SIZES["digest"])
    drawn = _hex(record["sketch"], f"`sketch` of passage {slug}", SIZES["sketch"])
    return PassagePrint(slug, own, tuple(tags), drawn, count, opening)


def _object(data: object, what: str, wanted: set[str]) -> Mapping[str, Any]:
    if not isinstance(data, dict):
        raise DamagedError(f"{what} is not a record in curly brackets")
    if missing := sorted(wanted - set(data)):
        raise DamagedError(f"{what} has no `{missing[0]}`")
    if extra := sorted(set(data) - wanted):
        raise DamagedError(f"{what} has a field `{extra[0][:80]}` that nobody knows")
    return data


def _list(data: object, what: str) -> list[Any]:
    if not isinstance(data, list):
        raise DamagedError(f"{what} is not a list")
    return data


def _hex(data: object, what: str, sizes: Sequence[int]) -> str:
    if not isinstance(data, str) or len(data) not in sizes or not HEX.fullmatch(data):
        raise DamagedError(f"{what} is not made of {' or '.join(map(str, sizes))} hex digits")
    return data
