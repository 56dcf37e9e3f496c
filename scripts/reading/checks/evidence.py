"""Rules on evidence: what a verdict rests on, and what still lacks notes."""

from __future__ import annotations

from collections.abc import Iterator

from .. import anchors, mentions, refs
from ..model import Library, Place, Problem

WEAK = frozenset({"repost", "machine-translation", "digest"})
SETTLED = frozenset({"supported", "imprecise", "disputed", "contradicted"})


def claim_without_source(library: Library) -> Iterator[Problem]:
    """A claim whose verdict is not opinion or open cites a source."""
    for claim in library.claims:
        if claim.verdict.text in SETTLED and not claim.sources:
            yield Problem(
                Place(claim.file, claim.verdict.line),
                "claim_without_source",
                f"the verdict `{claim.verdict}` rests on no source.",
                "Add a line: sources: [one-source, another-source]",
            )


def one_source_only(library: Library) -> Iterator[Problem]:
    """A verdict other than opinion or open has two sources, or a line says why one is enough."""
    for claim in library.claims:
        if claim.verdict.text in SETTLED and len(claim.sources) == 1 and claim.why_one_source is None:
            yield Problem(
                Place(claim.file, claim.sources[0].line),
                "one_source_only",
                f"the verdict `{claim.verdict}` rests on one source.",
                "Add a second source, or a line: why_one_source: it is the published text itself",
            )


def weak_source_alone(library: Library) -> Iterator[Problem]:
    """A claim is never contradicted by weak sources alone (reposts, machine translations, digests)."""
    weak = {source.slug for source in library.sources if source.kind.text in WEAK}
    for claim in library.claims:
        if claim.verdict.text == "contradicted" and claim.sources and all(s.text in weak for s in claim.sources):
            yield Problem(
                Place(claim.file, claim.sources[0].line),
                "weak_source_alone",
                "only reposts, machine translations or digests stand against the author here.",
                "Add a stronger source, or choose another verdict, such as disputed.",
            )


def forecast_without_outcome(library: Library) -> Iterator[Problem]:
    """A forecast says what became of it, or when one can know."""
    for claim in library.claims:
        if claim.voice.text == "forecasts" and claim.outcome is None and claim.due is None:
            yield Problem(
                Place(claim.file, claim.voice.line),
                "forecast_without_outcome",
                "this forecast does not say what became of it.",
                "Add a line `outcome: …`, or `due: 2026-12` if it is too early to tell.",
            )


def passage_without_note(library: Library) -> Iterator[Problem]:
    """Every passage has at least one note."""
    with_notes = {anchors.current(library, note.parent, note.passage.text) for note in library.notes}
    passages = dict(library.passages)
    for article in library.articles:
        for passage in passages.get(article.slug, ()):
            if passage.slug not in with_notes and not passage.retired:
                yield Problem(
                    Place(article.file, passage.precis.line),
                    "passage_without_note",
                    f"passage {passage.slug} has no note yet.",
                    f"Write one: docs/articles/{article.slug}/notes/…, with `passage: {passage.slug}`.",
                    notice=True,
                )


def unused_source(library: Library) -> Iterator[Problem]:
    """Every source is cited by something."""
    cited = {value.text for _, value, kind in refs.fields(library) if kind == "source"}
    for source in library.sources:
        if source.slug not in cited and source.slug not in mentions.mentioned(library):
            yield Problem(
                Place(source.file, 1),
                "unused_source",
                f"nothing cites the source `{source.slug}`.",
                f"Cite it (`sources: [{source.slug}]`) or delete the file.",
                notice=True,
            )
