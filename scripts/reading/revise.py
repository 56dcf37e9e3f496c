"""Proposes what to change in an article's files when its author has changed the text.

Pure: from a library and a `Revision` to edits of files, as text. An edit is `sure` where everything that it follows is
exact or the same; the rest is for a person. Nothing is ever dropped: a passage that is gone keeps its block, its id and
its notes, and words that are gone stay in the note as `lost_quote`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher, unified_diff

from . import anchors, refs
from .answers import Anchor, Answer
from .model import Article, Claim, Library, Note, Passage
from .passages import PASSAGE, RETIRED
from .placing import Status
from .realign import realign
from .revision import Revision

SURE = frozenset({Status.EXACT, Status.SAME})


@dataclass(frozen=True, slots=True)
class Followed:
    """A note or claim, and where what it points at is now."""

    thing: Note | Claim
    answer: Answer


@dataclass(frozen=True, slots=True)
class Edit:
    """One line of a file: its number from 1, what stands there, and what should."""

    file: str
    line: int
    old: str
    new: str
    sure: bool


@dataclass(frozen=True, slots=True)
class Fate:
    """What becomes of one passage of an article: its new number (None where it is gone), and how sure that is."""

    passage: Passage
    status: Status
    number: int | None


def fates(passages: Sequence[Passage], revision: Revision) -> tuple[Fate, ...]:
    """The fate of each living passage, in the old order."""
    living = [p for p in passages if not p.retired]
    return tuple(
        Fate(passage, place.status, None if place.paragraph is None else place.paragraph + 1)
        for passage, place in zip(living, revision.places, strict=True)
    )


def unplaced(revision: Revision) -> tuple[int, ...]:
    """The numbers, from 1, of the new text's paragraphs that no old passage is in."""
    taken = {place.paragraph for place in revision.places}
    return tuple(n + 1 for n in range(len(revision.new)) if n not in taken)


def follow(library: Library, article: str, revision: Revision) -> tuple[Followed, ...]:
    """Where the notes and claims on an article's living passages point now."""
    order = [p.slug for p in dict(library.passages)[article] if not p.retired]
    things = [t for t in anchors.anchored(library) if t.parent == article]
    things = [t for t in things if anchors.current(library, article, t.passage.text) in order]
    asked = [_anchor(order.index(anchors.current(library, article, t.passage.text)) + 1, t) for t in things]
    return tuple(Followed(thing, answer) for thing, answer in zip(things, realign(revision, asked), strict=True))


def _anchor(number: int, thing: Note | Claim) -> Anchor:
    return Anchor(number, refs.sentence(thing.passage.text), thing.quote.text if thing.quote else None)


def edits(followed: Sequence[Followed], revision: Revision, order: Sequence[str]) -> tuple[Edit, ...]:
    """The lines to change in notes and claims; `order` are the ids of the new text's paragraphs in turn."""
    ids = {paragraph.text: slug for paragraph, slug in zip(revision.new, order, strict=True)}
    return tuple(edit for each in followed for edit in _edits(each, ids))


def _edits(followed: Followed, ids: Mapping[str, str]) -> Iterator[Edit]:
    thing, answer = followed.thing, followed.answer
    home = ids.get(answer.paragraph or "")
    was = thing.passage.text.partition(".")[0]
    sure = answer.status in SURE
    if home is not None and home != was:
        yield Edit(thing.file, thing.passage.line, f"passage: {thing.passage}", f"passage: {home}", sure)
    if thing.quote is not None and answer.span is None and answer.paragraph is not None:
        yield Edit(thing.file, thing.quote.line, f"quote: {thing.quote}", f"lost_quote: {thing.quote}", False)


def order(passages: Sequence[Passage], revision: Revision, proposed: Sequence[str]) -> tuple[str, ...]:
    """An id for each paragraph of the new text in turn: that of the longest passage in it, else a proposed one.

    `proposed` are ids for the paragraphs; one that is taken gets a number behind it.
    """
    living = [p.slug for p in passages if not p.retired]
    weight = {slug: known.words for slug, known in zip(living, revision.prints, strict=True)}
    taken = {slug for p in passages for slug in (p.slug, *p.formerly)}
    found = []
    for j in range(len(revision.new)):
        here = [slug for slug, at in zip(living, revision.places, strict=True) if at.paragraph == j]
        slug = max(here, key=lambda s: weight[s], default="") or _free(proposed[j], taken)
        taken.add(slug)
        found.append(slug)
    return tuple(found)


def _free(slug: str, taken: set[str]) -> str:
    candidates = (slug, *(f"{slug}-{n}" for n in range(2, len(taken) + 3)))
    return next(candidate for candidate in candidates if candidate not in taken)


# ---- the article's own file -----------------------------------------------------------------------------------------


def body(article: Article, places: Mapping[str, str | None], order: Sequence[str]) -> str:
    """An article's body in the order of a new text. Every précis is kept.

    `places` says for each old passage which passage it is in now (itself, another that it was merged into, or None
    where it is gone); `order` are the ids of the new text's paragraphs in turn.
    """
    blocks = [(_slug(block), block) for block in re.split(r"^(?=#{2,3} )", article.body.text, flags=re.M)]
    own = {slug: block for slug, block in blocks if slug in places}
    out = [(slug, _now(slug, block, places, own)) for slug, block in blocks if places.get(slug, slug) in (slug, None)]
    before = [slug for slug, _ in out if places.get(slug)]
    matches = SequenceMatcher(None, before, order, autojunk=False).get_matching_blocks()
    kept = {slug for match in matches for slug in before[match.a : match.a + match.size]}
    moved = {slug: block for slug, block in out if slug in before and slug not in kept}
    out = [(slug, block) for slug, block in out if slug not in moved]
    for slug, previous in zip(order, ("", *order), strict=False):
        if slug not in kept:
            out.insert(_after(out, previous), (slug, moved.get(slug, f"### {slug}\n")))
    return "\n\n".join(block.strip() for _, block in out if block.strip()) + "\n"


def _slug(block: str) -> str:
    """The id of the passage that a block holds; "" for a section, the abstract, or a passage that is gone."""
    found = PASSAGE.fullmatch(block.partition("\n")[0])
    return found[1] if found and found[3] is None else ""


def _now(slug: str, block: str, places: Mapping[str, str | None], own: Mapping[str, str]) -> str:
    """A passage's block as it should be: with what was merged into it, or marked as gone."""
    heading, _, precis = block.partition("\n")
    if slug in places and places[slug] is None:
        return f"{heading.rstrip()} ({RETIRED})\n{precis}"
    merged = [other for other, host in places.items() if host == slug and other != slug]
    if not merged:
        return block
    former = re.findall(r"\(formerly (.+?)\)", heading)
    heading = re.sub(r" +\(formerly .+?\)", "", heading).rstrip()
    texts = [precis, *(own[other].partition("\n")[2] for other in merged)]
    joined = "\n\n".join(text.strip() for text in texts)
    return f"{heading} (formerly {', '.join([*former, *merged])})\n\n{joined}\n"


def _after(blocks: Sequence[tuple[str, str]], slug: str) -> int:
    """The index behind a passage's block; for no passage that before the first one."""
    if not slug:
        return next((n for n, (other, _) in enumerate(blocks) if other), len(blocks))
    return 1 + max(n for n, (other, _) in enumerate(blocks) if other == slug)


# ---- files ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Change:
    """A file as it is and as it should be; `sure` where nothing in it needs a person's judgement."""

    file: str
    before: str
    after: str
    sure: bool

    def diff(self) -> str:
        """The change as a unified diff, as `git apply` and `patch -p1` take it."""
        before, after = self.before.splitlines(keepends=True), self.after.splitlines(keepends=True)
        return "".join(unified_diff(before, after, f"a/{self.file}", f"b/{self.file}"))


def changes(
    article: Article,
    passages: Sequence[Passage],
    revision: Revision,
    followed: Sequence[Followed],
    contents: Mapping[str, str],
) -> tuple[Change, ...]:
    """The files to change, in the order of names; `contents` are their texts by file."""
    slugs = order(passages, revision, [f"new-passage-{n}" for n in range(1, len(revision.new) + 1)])
    fate = fates(passages, revision)
    places = {f.passage.slug: slugs[f.number - 1] if f.number else None for f in fate}
    found = [_changed(file, contents[file], of) for file, of in _by_file(edits(followed, revision, slugs)).items()]
    before = contents[article.file]
    after = before.replace(article.body.text, body(article, places, slugs).rstrip("\n"))
    found.append(Change(article.file, before, after, all(f.status in SURE for f in fate)))
    return tuple(sorted((c for c in found if c.before != c.after), key=lambda c: c.file))


def _by_file(edits: Sequence[Edit]) -> Mapping[str, tuple[Edit, ...]]:
    return {file: tuple(e for e in edits if e.file == file) for file in sorted({e.file for e in edits})}


def _changed(file: str, before: str, edits: Sequence[Edit]) -> Change:
    """A file with the lines changed that stand as they are expected; one that does not is left to a person."""
    lines = before.split("\n")
    for edit in edits:
        if lines[edit.line - 1].startswith(edit.old.partition(":")[0] + ":"):
            lines[edit.line - 1] = lines[edit.line - 1].replace(edit.old, edit.new, 1)
    return Change(file, before, "\n".join(lines), all(edit.sure for edit in edits))
