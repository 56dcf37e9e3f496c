"""Reads `docs/` into a `Library`; the only module that opens content.

The order is that of distrust: which files may be there at all, then their bytes, then their header, then its fields.
What a kind of file must and may hold is read off its dataclass in `model`.
"""

from __future__ import annotations

import dataclasses
import hashlib
import os
import re
import sys
import typing
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from . import fields, fingerprints, frontmatter, passages, reader, text
from .cache import Cache
from .header import Record
from .madebefore import Made, MadeBefore
from .model import (
    Actor,
    Agreement,
    Article,
    Claim,
    Event,
    Fingerprints,
    Guide,
    Library,
    Note,
    Original,
    Passage,
    Place,
    Position,
    Problem,
    Provision,
    Question,
    Source,
    Term,
    Text,
    Thing,
    Topic,
)
from .once import until_forgotten
from .ondisk import Filed, Room

# Which file is what. The first group is the parent (article or agreement) where there are two, the last the slug.
SLUG = passages.SLUG
FOLDERS: tuple[tuple[str, type[Thing], str], ...] = (
    (rf"articles/({SLUG})/article\.md", Article, "articles"),
    (rf"articles/({SLUG})/notes/({SLUG})\.md", Note, "notes"),
    (rf"articles/({SLUG})/claims/({SLUG})\.md", Claim, "claims"),
    (rf"articles/({SLUG})/questions/({SLUG})\.md", Question, "questions"),
    (rf"agreements/({SLUG})/agreement\.md", Agreement, "agreements"),
    (rf"agreements/({SLUG})/provisions/({SLUG})\.md", Provision, "provisions"),
    (rf"actors/({SLUG})\.md", Actor, "actors"),
    (rf"topics/({SLUG})\.md", Topic, "topics"),
    (rf"positions/({SLUG})\.md", Position, "positions"),
    (rf"events/({SLUG})\.md", Event, "events"),
    (rf"terms/({SLUG})\.md", Term, "terms"),
    (rf"sources/({SLUG})\.md", Source, "sources"),
    (rf"(?:contributing/)?(?!404\.)({SLUG})\.md", Guide, "guides"),  # 404.html is the theme's
)
OTHERS = (rf"articles/{SLUG}/fingerprints\.json", r"assets/[a-z0-9-]+\.(?:css|js|svg|png)")
PATTERNS = [(re.compile(pattern), shelf) for pattern, _, shelf in FOLDERS]
KIND = {shelf: cls for _, cls, shelf in FOLDERS}

SIZE = 16  # bytes by which a text is known again
RULES = ("stray_file", "symbolic_link", *reader.RULES, *passages.RULES, "broken_fingerprints")


@dataclasses.dataclass(frozen=True, slots=True)
class Loaded:
    """A library and what was wrong while reading it."""

    library: Library
    problems: tuple[Problem, ...]


Each = typing.Callable[[typing.Iterable[str], int], typing.Iterable[str]]


def load(
    root: Path,
    originals: typing.Mapping[str, str] | None = None,
    each: Each = lambda names, total: names,
    cache: Cache | None = None,
) -> Loaded:
    """The library below `root / "docs"`.

    `originals` gives the author's text of an article by its slug, where it is at hand. Raises nothing for what people
    wrote: each such thing is a problem with its place. `each` is told of every file, to show how far it is; `cache`
    holds what files were made into before.
    """
    problems: list[Problem] = []
    shelves: dict[str, list[Any]] = {shelf: [] for _, _, shelf in FOLDERS}
    broken: set[str] = set()
    drafts: set[str] = set()
    digests = Digests()
    known = _known()
    room = _last[0][2] if _last else Room()
    before = MadeBefore(cache if cache and not known else Cache(None), room)
    docs = root / "docs"
    links = dict(_files(docs, "")) if docs.is_dir() else {}
    for name in each(links, len(links)):
        if links[name]:
            problems.append(_link(name))
            continue
        kind = _kind(name)
        if kind is None:
            problems.extend(_no_kind(name))
            continue
        shelf, parent, slug = kind
        file = f"docs/{name}"
        data = reader.stored(f"{docs}/{name}")
        digest = digests.add(file, data)
        made = known.get((file, digest)) or before.get(KIND[shelf], slug, parent, file, digest, data)
        if made is None:
            made = _thing(file, shelf, parent, slug, data, room)
            before.put(made, digest, data)
        thing, wrong = made
        problems += wrong
        if thing is None and any(not problem.notice for problem in wrong):
            broken.add(slug)
        elif thing is None or (thing.draft is not None and thing.draft.text == "yes"):
            drafts.add(slug)
        else:
            shelves[shelf].append(thing)
    before.end()
    found = {shelf: _shelf(things, drafts) for shelf, things in shelves.items()}
    read = {article.slug: passages.passages(article) for article in found["articles"]}
    prints, damaged = _all_fingerprints(root, list(read))
    library = Library(
        **found,
        passages=tuple((article, tuple(_filed(room, of_article))) for article, (of_article, _) in read.items()),
        fingerprints=prints,
        originals=tuple(_originals(read, originals or {})),
        broken=frozenset(broken),
        drafts=frozenset(drafts),
        digests=digests,
    )
    loaded = Loaded(library, (*problems, *(p for _, wrong in read.values() for p in wrong), *damaged))
    _last[:] = [(loaded, digests, room)]
    return loaded


def _filed(room: Room, of_article: typing.Iterable[Passage]) -> Iterator[Passage]:
    """The passages of an article with what they say in the room."""
    for passage in of_article:
        yield dataclasses.replace(passage, precis=Filed(room, passage.precis.text, passage.precis.line))


def style(root: Path) -> str:
    """The style sheet that goes into each book, "" where a library has none; looks are in `docs/assets/` alone."""
    path = root / "docs" / "assets" / "edition.css"
    return path.read_text(encoding="utf-8") if path.is_file() else ""


def _shelf(things: list[Any], drafts: set[str]) -> tuple[Any, ...]:
    """Things in the order of slugs; what lies in the folder of a draft waits with it."""
    return tuple(sorted((t for t in things if t.parent not in drafts), key=lambda t: t.slug))


# ---- which files may be there ---------------------------------------------------------------------------------------


def _files(folder: Path | str, before: str) -> Iterator[tuple[str, bool]]:
    """Every file below a folder, as a path with slashes and whether it is a link, in the order of names.

    Each path begins with `before`. Links are not followed.
    """
    with os.scandir(folder) as entries:
        there = sorted(entries, key=lambda entry: entry.name)
    for entry in there:
        if entry.is_dir(follow_symlinks=False):
            yield from _files(entry.path, f"{before}{entry.name}/")
        else:
            yield before + entry.name, entry.is_symlink()


def _kind(name: str) -> tuple[str, str, str] | None:
    """The shelf of a file, its parent and its slug; None where the site knows no such file."""
    for pattern, shelf in PATTERNS:
        found = pattern.fullmatch(name)
        if found:
            *parent, slug = found.groups()
            return shelf, sys.intern(parent[0]) if parent else "", slug
    return None


def _link(name: str) -> Problem:
    place = Place(f"docs/{name}", 1)
    return Problem(place, "symbolic_link", "this is a link to another file.", "Put the file itself here.")


def _no_kind(name: str) -> Iterator[Problem]:
    if any(re.fullmatch(pattern, name) for pattern in OTHERS):
        return
    odd = next((c for c in name if not c.isascii()), "")
    yield Problem(
        Place(f"docs/{name}", 1),
        "stray_file",
        "this file has a name or a folder that the site does not know, so it would never be shown.",
        (f"`{odd}` (U+{ord(odd):04X}) is none of the letters a to z, though it may look like one. " if odd else "")
        + "Names are lower-case letters, digits and hyphens, ending in .md, in a folder such as docs/terms/.",
    )


class Digests(typing.Mapping[str, tuple[str, str]]):
    """128 bits of BLAKE2 over the header and over the whole of files, by file; as bytes, as a large library has many.

    A header may come out too long, never too short.
    """

    def __init__(self) -> None:
        self._both: dict[str, bytes] = {}

    def add(self, file: str, data: bytes) -> bytes:
        """Adds what a file holds, and returns both digests as bytes."""
        end = data.find(b"\n---\n")
        digest = hashlib.blake2b(data[:end] if end >= 0 else data, digest_size=SIZE)
        header = digest.digest()
        digest.update(data[end:] if end >= 0 else b"")
        self._both[file] = both = header + digest.digest()
        return both

    def of(self, file: str) -> bytes:
        """Both digests as bytes."""
        return self._both[file]

    def __getitem__(self, file: str) -> tuple[str, str]:
        both = self._both[file].hex()
        return both[: 2 * SIZE], both[2 * SIZE :]

    def __iter__(self) -> Iterator[str]:
        return iter(self._both)

    def __len__(self) -> int:
        return len(self._both)


# ---- from bytes to a thing ------------------------------------------------------------------------------------------


_last: list[tuple[Loaded, Digests, Room]] = until_forgotten()


def _known() -> dict[tuple[str, bytes], Made]:
    """What was made at the last time, by file and its digests, but for what had problems.

    So that `mkdocs serve` gets the very same things for what nobody touched.
    """
    if not _last:
        return {}
    last, digests, _ = _last[0]
    with_problems = {problem.place.file for problem in last.problems}
    things = (thing for _, _, shelf in FOLDERS for thing in getattr(last.library, shelf))
    return {(t.file, digests.of(t.file)): (t, ()) for t in things if t.file not in with_problems}


def _thing(file: str, shelf: str, parent: str, slug: str, data: bytes, room: Room) -> Made:
    """What a file holds as a thing, whose body goes to the room, and what is wrong with it."""
    content, unreadable = reader.decoded(data, file)
    if unreadable:
        return None, (unreadable,)
    split = frontmatter.split(file, content)
    if split.header is None:
        return None, split.problems
    cls = KIND[shelf]
    values, problems = fields.values(cls, split.header, file, skip=fields.FROM_THE_PATH)
    problems += passages.to_do(file, split.body)
    if _is_draft(split.header):
        problems = [dataclasses.replace(problem, notice=True) for problem in problems]
    if values is None:
        return None, problems
    body = Filed(room, split.body.text, split.body.line)
    return cls(slug=slug, file=file, parent=parent, body=body, **values), problems


def _is_draft(header: Record) -> bool:
    """Whether a header says `draft: yes`; what is missing in a draft is a notice, since a draft is not shown."""
    return any(e.name.text == "draft" and isinstance(e.value, Text) and e.value.text == "yes" for e in header.entries)


# ---- fingerprints and the author's words ----------------------------------------------------------------------------


def _all_fingerprints(root: Path, articles: list[str]) -> tuple[tuple[Fingerprints, ...], list[Problem]]:
    found: list[Fingerprints] = []
    problems: list[Problem] = []
    for article in articles:
        file = f"docs/articles/{article}/fingerprints.json"
        try:
            found.append(_fingerprints(root / file, file, article))
        except fingerprints.DamagedError as damage:
            wrong = f"this file is damaged: {damage}. It is made by a command, never by hand."
            advice = f"Take it from the last good commit, or run: notes fingerprint {article} --text FILE --force"
            problems.append(Problem(Place(file, 1), "broken_fingerprints", wrong, advice))
    return tuple(found), problems


def _fingerprints(path: Path, file: str, article: str) -> Fingerprints:
    """The stored fingerprints; none where there is no file. Raises `DamagedError` for what is not as it should be."""
    if not path.is_file() or path.is_symlink():
        return Fingerprints(article, text.NORM, (), frozenset())
    content, unreadable = reader.read(path, file)
    if unreadable:
        raise fingerprints.DamagedError(unreadable.wrong.rstrip("."))
    return fingerprints.read(article, content)


def _originals(
    read: typing.Mapping[str, tuple[tuple[Passage, ...], object]], originals: typing.Mapping[str, str]
) -> Iterator[Original]:
    """The author's paragraphs under the ids of the passages; a text with another number of paragraphs is left out."""
    for article, (passages_of, _) in read.items():
        ours = [passage for passage in passages_of if not passage.retired]
        theirs = text.passages(originals.get(article, ""))
        if ours and len(theirs) == len(ours):
            yield Original(article, tuple((p.slug, t) for p, t in zip(ours, theirs, strict=True)))
