"""A built site as the rules see it: its pages and other files, and where each address in them leads."""

from __future__ import annotations

import io
import marshal
import posixpath
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from typing import NamedTuple

from ..cache import Cache
from ..model import Place
from ..ondisk import OnDisk
from . import documents, facts, home, settled, styles
from .documents import Document
from .encoding import decode, is_text
from .fault import Fault
from .folder import Folder
from .home import Home
from .page import MODULE, Page, Reference, Use, link
from .ways import INDEXES, Way, Ways, Where

PAGES = (".html", ".htm", ".xhtml")
NO_CACHE = Cache(None)
LISTS = ("sitemap", "packed", "feed")  # kinds of documents that say where the site is published
ERRORS = frozenset({"400", "401", "403", "404", "410", "500", "502", "503", "offline"})


class Aside(NamedTuple):
    """What lies on disk until it is followed: the addresses of a large site would fill the memory.

    By path the links of pages, what documents refer to, and the facts of pages that were read before.
    """

    links: OnDisk[list[str]]
    references: OnDisk[tuple[Reference, ...]]
    known: facts.Known


class Found(NamedTuple):
    """An address, the file it stands in, and where it leads."""

    file: str
    reference: Reference
    where: Where


@dataclass(frozen=True)
class Built:
    """A built site. `files` are all its files by path; `pages` and `documents` those that were read.

    `found` are the addresses that a rule may ask for (see `settled.is_told`), or all but links within the site.

    Of the files that are no pages `blank` are those without anything in them, `no_text` those that are not UTF-8.
    """

    files: Mapping[str, bytes]
    pages: Mapping[str, Page]
    documents: Mapping[str, Document]
    home: Home
    found: tuple[Found, ...]
    ways: Ways
    blank: frozenset[str]
    no_text: frozenset[str]

    @cached_property
    def by_way(self) -> dict[Way, list[Found]]:
        """The addresses by where they lead."""
        sorted_out: dict[Way, list[Found]] = {way: [] for way in Way}
        for found in self.found:
            sorted_out[found.where.way].append(found)
        return sorted_out

    @cached_property
    def named(self) -> tuple[Found, ...]:
        """The addresses that only name a page or a file."""
        return tuple(found for found in self.found if found.reference.use is Use.NAME)

    @cached_property
    def folded(self) -> dict[str, str]:
        """The paths of all files by their lower-case form."""
        return {path.casefold(): path for path in sorted(self.files, reverse=True)}

    @cached_property
    def composed(self) -> dict[str, str]:
        """The paths of all files by their form with composed letters (Unicode NFC)."""
        return {unicodedata.normalize("NFC", path): path for path in self.files}

    @cached_property
    def by_folder(self) -> dict[str, list[str]]:
        """The paths of the files in each folder; a folder of folders is there too."""
        folders: dict[str, list[str]] = {}
        for path in sorted(self.files):
            folder = posixpath.dirname(path)
            folders.setdefault(folder, []).append(path)
            while folder:
                folder = posixpath.dirname(folder)
                folders.setdefault(folder, [])
        return folders

    @cached_property
    def starts(self) -> frozenset[str]:
        """The pages on which readers begin: the first page, and those that aliases send to."""
        sent = {found.where.path for found in self.aliases.values()}
        return frozenset({*INDEXES, *sent})

    @cached_property
    def sitemaps(self) -> tuple[str, ...]:
        """The paths of the sitemaps."""
        return tuple(sorted(d.path for d in self.documents.values() if d.kind == "sitemap"))

    @cached_property
    def elsewhere(self) -> frozenset[str]:
        """The pages whose canonical address is that of another page."""
        canonical = (f for f in self.named if "canonical" in f.reference.tag and f.file in self.pages)
        return frozenset(f.file for f in canonical if f.where.path != f.file)

    @property
    def guarded(self) -> bool:
        """Whether the server is told to send a content security policy (the file `_headers` of several hosts)."""
        return b"content-security-policy:" in self.files.get("_headers", b"").lower()

    @cached_property
    def aliases(self) -> dict[str, Found]:
        """The pages that only send the reader on, with where they send."""
        sent = {page.path: page.refresh for page in self.pages.values() if page.alias}
        return {f.file: f for f in self.found if f.file in sent and f.reference == sent[f.file]}

    def content(self) -> Iterator[Page]:
        """The pages that are there to be read: no alias, no error page, no proof, and none without anything on it."""
        for page in self.pages.values():
            error = posixpath.basename(re.sub(r"(?:/index)?\.\w+$", "", page.path)) in ERRORS
            if not (page.alias or page.proof or page.void or error):
                yield page

    def fault(self, found: Found, rule: str, says: str, advice: str, cause: str = "") -> Fault:
        """A fault of an address: `says` goes on from the element; the same `cause` on many pages is one thing."""
        holder = self.pages.get(found.file) or self.documents[found.file]
        target = found.reference.target
        place = Place(found.file, holder.line(target, found.reference.attribute))
        return Fault(
            place, rule, f"{found.reference} {says}.", advice, False, str(found.reference), target, cause or says
        )

    def page_fault(self, page: Page, rule: str, says: str, advice: str, line: int = 1, cause: str = "") -> Fault:
        """A fault of a page as a whole."""
        return Fault(Place(page.path, line), rule, f"{says}.", advice, False, "", "", cause or says)


def survey(
    files: Mapping[str, bytes],
    address: Home | None = None,
    cache: Cache = NO_CACHE,
    whole: bool = False,
    known: facts.Known | None = None,
) -> Built:
    """Reads the files of a site, each once. `address` is its home where the pages do not say it.

    `cache` holds the facts of files that were read before, `known` those of pages that were read as they were made.
    With `whole` all addresses that lead away are found, also those that no rule asks for.
    """
    names = settled.names((path for path in files if path.endswith(PAGES)), cache)
    aside = Aside(OnDisk(marshal.dumps, marshal.loads), OnDisk(), known or facts.Known())
    built = _survey(files, address, cache, names, aside, False, whole)
    return _survey(files, address, cache, "", aside, True, whole) if _is_clean(built) else built


def _survey(
    files: Mapping[str, bytes], address: Home | None, cache: Cache, names: str, aside: Aside, clean: bool, whole: bool
) -> Built:
    keys: dict[str, str] = {}
    pages = {path: _page(path, files, cache, aside, names, keys) for path in sorted(files) if path.endswith(PAGES)}
    others, blank, no_text = _no_pages(files, cache, aside)
    listed = [(d.path, r) for d in others.values() if d.kind in ("sitemap", "feed") for r in d.references]
    where = address or home.find(pages, listed, frozenset(files))
    pages |= {path: _page(path, files, cache, aside, "", keys) for path in settled.loosened(pages, str(where))}
    ways = Ways(files, where, clean)

    def keep(page: Page) -> None:
        """Keeps what was settled for the next inspection of a site whose pages have the same names."""
        if names:
            facts.keep(page, cache, keys[page.path])

    of_all = chain(_in_pages(ways, pages, aside, keep), _in_documents(ways, others, aside))
    found = tuple(one for one in of_all if whole or settled.is_told(one.reference, one.where, pages))
    modules = _modules(ways, found, files, aside)
    found += tuple(_in_documents(ways, modules, aside))
    return Built(files, pages, modules | others, where, found, ways, blank, no_text)


def _page(path: str, files: Mapping[str, bytes], cache: Cache, aside: Aside, names: str, keys: dict[str, str]) -> Page:
    """A page with its links put aside; adds to `keys` under which its facts are kept."""
    data = files[path]
    digest = facts.digest(data)
    if names:
        keys[path] = facts.key(path, digest, cache, names)
    settled_before = cache.get(keys[path]) if names else None
    page = facts.page(path, data, aside.known.get(path, digest) if settled_before is None else settled_before)
    aside.links.add(path, page.links)
    page.again, page.links = lambda: decode(files[path]).text, []
    return page


def _no_pages(
    files: Mapping[str, bytes], cache: Cache, aside: Aside
) -> tuple[dict[str, Document], frozenset[str], frozenset[str]]:
    """Of the files that are no pages those that hold addresses, and the names of those blank and of those no text."""
    others: dict[str, Document] = {}
    blank, no_text = set[str](), set[str]()
    for path in sorted(path for path in files if not path.endswith(PAGES)):
        document = _table(path, files) if path.endswith(documents.TABLES) else None
        if document is not None:
            others[path] = _put_aside(document, aside)
            continue
        content = files[path]
        document = _document(path, content, files, cache)
        if document is not None:
            others[path] = _put_aside(document, aside)
        if not content or content.isspace():
            blank.add(path)
        if not is_text(content):
            no_text.add(path)
    return others, frozenset(blank), frozenset(no_text)


def _table(path: str, files: Mapping[str, bytes]) -> Document | None:
    lines = files.lines(path) if isinstance(files, Folder) else io.BytesIO(files[path])
    document = documents.table(path, lines)
    return document and document._replace(again=lambda: documents.text(path, files[path]))


def _put_aside(document: Document, aside: Aside) -> Document:
    aside.references.add(document.path, document.references)
    return document if document.kind in LISTS else document._replace(references=())


def _document(path: str, content: bytes, files: Mapping[str, bytes], cache: Cache) -> Document | None:
    document = facts.document(path, content, cache)
    return document and document._replace(again=lambda: documents.text(path, files[path]))


def _is_clean(site: Built) -> bool:
    """Whether more links of a site leave `.html` out than write it; then its server adds it."""
    missing = [f for f in site.by_way[Way.MISSING] if f.reference.use is Use.FOLLOW]
    without = sum(f"{f.where.path}.html" in site.files for f in missing)
    if not without:
        return False
    there = (f.where for f in site.by_way[Way.FILE] if f.reference.use is Use.FOLLOW)
    plain = sum(path.endswith(".html") for page in site.pages.values() for path in page.settled)
    return without > plain + sum(where.parts.path.endswith(".html") for where in there)


def _modules(ways: Ways, found: Iterable[Found], files: Mapping[str, bytes], aside: Aside) -> dict[str, Document]:
    """The scripts that pages load as modules, and those that these import."""
    read: dict[str, Document] = {}
    loaded = (f for f in found if f.reference.use is Use.LOAD and f.where.way is Way.FILE)
    waiting = sorted({f.where.path for f in loaded if MODULE.match(f.reference.tag)})
    while waiting:
        path = waiting.pop()
        if path in read or not path.endswith((".js", ".mjs")):
            continue
        script = _document(path, files[path], files, NO_CACHE) or Document(path, "script")
        folder, references = script.folder, tuple(styles.imports(script.again(), ""))
        read[path] = _put_aside(script._replace(references=references), aside)
        ends = (ways.where(folder, path, reference.target) for reference in references)
        waiting.extend(end.path for end in ends if end.way is Way.FILE)
    return read


def _in_pages(ways: Ways, pages: dict[str, Page], aside: Aside, keep: Callable[[Page], None]) -> Iterator[Found]:
    """What leads somewhere on the pages, but for links that settle; `keep` is told of a page whose links did."""
    home, last = str(ways.home), ""
    for path, page in pages.items():
        own, folder = _base(ways, page)
        if folder != last:
            ways.known.clear()  # what was worked out for one folder is no use to another
            last = folder
        for reference in page.references:
            yield Found(path, reference, ways.where(folder, own, reference.target))
        links = aside.links.named(path)
        here = {target for target in links if own == path and settled.leads_to(target, page)}
        ends = {target: ways.where(folder, own, target) for target in links if target not in here}
        is_new = not page.home
        settled.settle(page, ends, pages, home, {target[1:] for target in here})
        for target in page.links:
            yield Found(path, link(target), ends[target])
        if is_new:
            keep(page)
        settled.lighten(page)


def _in_documents(ways: Ways, documents: Mapping[str, Document], aside: Aside) -> Iterator[Found]:
    for path, document in documents.items():
        ways.known.clear()
        for reference in aside.references.named(path):
            yield Found(path, reference, ways.where(document.folder, path, reference.target))


def _base(ways: Ways, page: Page) -> tuple[str, str]:
    """The page that `#id` means and the folder in which relative addresses begin: `<base href>` moves both."""
    folder = page.path[: page.path.rfind("/") + 1]
    where = ways.where(folder, page.path, page.base) if page.base else None
    if where is None or where.way not in (Way.FILE, Way.MISSING):
        return page.path, folder
    return where.path, where.path[: where.path.rfind("/") + 1]
