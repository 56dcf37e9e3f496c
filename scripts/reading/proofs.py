"""Proves an article's quotations with the author's text at hand: what `notes verify` records."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping

from . import anchors, fingerprints, fragments
from .model import Claim, Fingerprints, Fragment, Library, Note, Original


@dataclasses.dataclass(frozen=True, slots=True)
class Proved:
    """The fingerprints to record, with proofs and links; and the notes and claims whose quotation was not found."""

    prints: Fingerprints
    missing: tuple[Note | Claim, ...]


def prove(library: Library, original: Original) -> Proved:
    """Proofs and links for every quotation of an article; `library` holds its text in `originals`."""
    bare = fingerprints.fingerprint(original.article, original.passages)
    sure = anchors.proved(library)
    quoted = [(t, q.text) for t, q in anchors.quoted(library) if t.parent == original.article]
    quoted = [(thing, quote) for thing, quote in quoted if not anchors.retired(library, thing)]
    found = [(anchors.current(library, t.parent, t.passage.text), quote) for t, quote in quoted if t.slug in sure]
    proofs = {quote: anchors.proof_of(bare, *quote) for quote in found}
    prints = dataclasses.replace(
        bare,
        proofs=frozenset(proof for proof in proofs.values() if proof),
        links=tuple(sorted(dict(_links(original, bare, proofs)).items())),
    )
    return Proved(prints, tuple(thing for thing, _ in quoted if thing.slug not in sure))


def _links(
    original: Original, bare: Fingerprints, proofs: Mapping[tuple[str, str], str | None]
) -> Iterator[tuple[str, Fragment | None]]:
    """The text directives that are not the words' own, by proof and by passage."""
    slugs = [slug for slug, _ in original.passages]
    texts = [text for _, text in original.passages]
    wanted = [(proof, slug, quote) for (slug, quote), proof in proofs.items() if proof]
    wanted += [(known.passage, known.passage, known.opening) for known in bare.passages if known.opening]
    for key, slug, words in sorted(wanted):
        right = fragments.right(words, texts, slugs.index(slug))
        if right != fragments.naive(words):
            yield key, right


def links(library: Library, proved: frozenset[str]) -> Mapping[str, Fragment]:
    """The way to the author's words for each proved quotation and each passage with an opening, by slug."""
    return dict(sorted(_known_links(library, proved)))


def _known_links(library: Library, proved: frozenset[str]) -> Iterator[tuple[str, Fragment]]:
    prints = {known.article: known for known in library.fingerprints}
    for thing, quote in anchors.quoted(library):
        at_hand = prints.get(thing.parent)
        if at_hand is not None and thing.slug in proved:
            passage = anchors.current(library, thing.parent, thing.passage.text)
            yield from _link(at_hand, anchors.proof_of(at_hand, passage, quote.text), thing.slug, quote.text)
    for known in library.fingerprints:
        for print_ in known.passages:
            if print_.opening:
                yield from _link(known, print_.passage, print_.passage, print_.opening)


def _link(prints: Fingerprints, key: str | None, slug: str, words: str) -> Iterator[tuple[str, Fragment]]:
    fragment = dict(prints.links).get(key or "", fragments.naive(words))
    if fragment is not None and fragment.start:
        yield slug, fragment
