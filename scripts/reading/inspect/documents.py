"""The files that are no pages but hold addresses: style sheets, sitemaps, feeds, manifests, data, pictures."""

from __future__ import annotations

import gzip
import posixpath
import re
import zlib
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple
from xml.etree import ElementTree

from . import jsonfiles, rows, styles, xmlfiles
from .encoding import decode
from .page import Reference, Use

STYLES, SCRIPTS, XML, JSON = (
    (".css",),
    (".js", ".mjs"),
    (".xml", ".atom", ".rss", ".rdf", ".svg", ".xsl"),
    (".json", ".jsonld", ".webmanifest"),
)
SHEETS = (".csv",)
TABLES = (*SHEETS, ".json")
PLAIN = re.compile(r"robots\.txt|_redirects|sitemap[\w-]*\.txt")
PACKED = re.compile(r"sitemap[\w-]*\.xml\.gz")
STYLED = re.compile(r"""<\?xml-stylesheet\b[^>]*?\bhref\s*=\s*["']([^"']+)""")
MALFORMED = "breaks off or is malformed"
MOST = 64 * 2**20  # bytes of an unpacked sitemap; the format allows 50 MB


class Document(NamedTuple):
    """What a file holds; `folder` is where its relative addresses begin, `broken` what is wrong with its form, and from
    which line on. `again` reads its text once more, for the line of a fault."""

    path: str
    kind: str
    folder: str = ""
    references: tuple[Reference, ...] = ()
    ids: frozenset[str] = frozenset()
    active: tuple[str, ...] = ()
    broken: str = ""
    broken_at: int = 1
    again: Callable[[], str] = str

    def line(self, value: str, attribute: str = "") -> int:
        """The first line on which a text stands; 1 where the file writes it in some other way."""
        del attribute
        text = self.again()
        forms = (value, value.replace("&", "&amp;"), value.replace("/", "\\/"))
        at = next((text.find(form) for form in forms if form and form in text), 0)
        return text.count("\n", 0, at) + 1


def read(path: str, content: bytes) -> Document | None:
    """A file as the rules see it; None where it is of a kind that holds no address. Reads anything, however broken."""
    name = posixpath.basename(path)
    folder = path[: -len(name)]
    if PACKED.fullmatch(name):
        return _packed(path, folder, content)
    if not path.endswith((*STYLES, *SCRIPTS, *XML, *JSON)) and not PLAIN.fullmatch(name):
        return None
    text, misread, _ = decode(content, markup=False)
    if misread or not text.strip():
        return Document(path, "text", folder)  # what is wrong with it is the rules' of files to say
    if path.endswith(STYLES):
        cut = "ends inside a block or a comment" if styles.unclosed(text) else ""
        return Document(path, "style", folder, tuple(styles.references(text, "")), broken=cut)
    if path.endswith(SCRIPTS):
        return Document(path, "script", folder, tuple(styles.calls(text, "")))
    if PLAIN.fullmatch(name):
        return _plain(path, name, folder, text)
    return _xml(path, folder, text) if path.endswith(XML) else _json(path, folder, text)


def _xml(path: str, folder: str, text: str) -> Document:
    try:
        root = ElementTree.fromstring(re.sub(r"\A\s*<\?xml[^>]*\?>", "", text.lstrip("\ufeff")))
    except (ElementTree.ParseError, ValueError) as error:
        line = getattr(error, "position", (1, 0))[0]
        return Document(path, "xml", folder, broken=MALFORMED, broken_at=line)
    found = xmlfiles.read(root)
    styled = (Reference("?xml-stylesheet", "href", m[1], Use.LOAD) for m in STYLED.finditer(text))
    return Document(path, found.kind, folder, (*styled, *found.references), found.ids, found.active)


def _json(path: str, folder: str, text: str) -> Document:
    try:
        content = jsonfiles.loads(text.lstrip("\ufeff"))
    except (ValueError, RecursionError) as error:
        line = getattr(error, "lineno", 1)
        return Document(path, "data", folder, broken=MALFORMED, broken_at=line)
    return _data(path, folder, *jsonfiles.read(posixpath.basename(path), content))


def _data(path: str, folder: str, kind: str, references: Iterable[Reference]) -> Document:
    if kind == "search":  # Material and MkDocs: locations begin where the folder `search` lies
        folder = posixpath.dirname(folder.rstrip("/")) + "/" if "/" in folder.rstrip("/") else ""
    return Document(path, kind, folder, tuple(dict.fromkeys(references)))


def table(path: str, lines: Iterable[bytes]) -> Document | None:
    """A table, or a search index, with a row on each line, as `read` sees it.

    None where it is anything else, or where something is wrong with it: then it is to be read as any file.
    """
    folder, name = path[: path.rfind("/") + 1], posixpath.basename(path)
    if path.endswith(SHEETS):
        return Document(path, "data", folder) if rows.is_sheet(lines) else None
    search = name == jsonfiles.SEARCH
    try:
        found = [r for value in rows.values(lines) for r in (jsonfiles.locations([value]) if search else ())]
    except ValueError:
        return None
    return _data(path, folder, "search" if search else "data", found)


def text(path: str, content: bytes) -> str:
    """The text of a file that could be read."""
    packed = PACKED.fullmatch(posixpath.basename(path))
    return _unpacked(content) if packed else decode(content, markup=False).text


def _unpacked(content: bytes) -> str:
    return zlib.decompressobj(wbits=31).decompress(content, MOST).decode("utf-8")


def _packed(path: str, folder: str, content: bytes) -> Document:
    try:
        text = _unpacked(content)
        gzip.decompress(content) if len(content) < MOST // 1000 else None  # its checksum
    except (OSError, EOFError, ValueError, zlib.error):
        return Document(path, "packed", folder, broken="cannot be unpacked")
    return _xml(path, folder, text)._replace(kind="packed")


def _plain(path: str, name: str, folder: str, text: str) -> Document:
    if name.startswith("sitemap"):
        lines = filter(None, map(str.strip, text.lstrip("\ufeff").splitlines()))
        return Document(path, "sitemap", folder, tuple(Reference("loc", "", line, Use.NAME) for line in lines))
    return Document(path, name, folder, tuple(_robots(text) if name == "robots.txt" else _redirects(text)))


def _redirects(text: str) -> Iterator[Reference]:
    """Where the file `_redirects` of several hosts sends readers; patterns and other servers are left out."""
    for line in text.splitlines():
        parts = line.split() if not line.lstrip().startswith("#") else []
        if len(parts) > 1 and parts[1].startswith("/") and not re.search(r"[*:]|^/\.netlify/", parts[1]):
            yield Reference("", parts[0], parts[1], Use.NAME)


def _robots(text: str) -> Iterator[Reference]:
    for found in re.finditer(r"^\s*sitemap\s*:\s*(\S+)", text, re.I | re.M):
        yield Reference("", "Sitemap", found[1], Use.NAME)
