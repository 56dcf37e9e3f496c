"""An article with all its notes as an EPUB 3.3, written with the standard library from the blocks of its edition.

Notes stand as asides under their passage, not as `epub:type="footnote"`: readers that show footnotes in a window take
those out of the text. No library writes the package: EbookLib, the well-known one, dates each file by the clock and is
under the AGPL. Here the same reading gives the same bytes: the book's date is that of the latest note.
"""

from __future__ import annotations

import html
import io
import zipfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from xml.etree.ElementTree import Element, SubElement

from .. import prose
from ..edition import Edition, Part
from ..groups import groups
from ..model import Article, Export, Note, Reading
from . import xhtml
from .desk import LICENCE, clean, line
from .feed import moment
from .head import first, title, writers
from .web_annotations import identity

MEDIA = "application/epub+zip"
XHTML = "http://www.w3.org/1999/xhtml"
OPS = "http://www.idpf.org/2007/ops"
OPF = "http://www.idpf.org/2007/opf"
DC = "http://purl.org/dc/elements/1.1/"
CONTAINER = (
    '<?xml version="1.0" encoding="utf-8"?>\n'
    '<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
    '<rootfile full-path="EPUB/package.opf" media-type="application/oebps-package+xml"/></rootfiles></container>\n'
)
LEVEL = 4  # of 9: in two thirds of the time of 6, as is usual, for three hundredths more bytes
DAWN = (1980, 1, 1, 0, 0, 0)  # the first moment that an archive can name
STYLE = "edition.css"
ACCESS = (
    ("schema:accessMode", "textual"),
    ("schema:accessModeSufficient", "textual"),
    ("schema:accessibilityFeature", "tableOfContents"),
    ("schema:accessibilityFeature", "structuralNavigation"),
    ("schema:accessibilityFeature", "readingOrder"),
    ("schema:accessibilityFeature", "displayTransformability"),
    ("schema:accessibilityHazard", "none"),
    ("schema:accessibilitySummary", "Text only, in reading order, with headings and a table of contents that leads to "
                                    "each passage. Notes stand under the passage that they are on."),
)  # fmt: skip

Way = Callable[[str], str]


def file(reading: Reading, edition: Edition, style: str) -> Export:
    """The book of an edition; `style` is the text of its style sheet."""
    notes = groups(reading).notes_of[edition.article.slug]
    content = archive(_book(reading, edition, notes, style))
    about = f"“{line(edition.article.title)}” with all notes, claims and sources, for e-readers."
    return Export(path_of(edition.article.slug), (content,), MEDIA, about, len(notes))


def path_of(article: str) -> str:
    """Where the book of an article is, below the site's root."""
    return f"articles/{article}/{article}.epub"


def archive(entries: Iterable[tuple[str, str]]) -> bytes:
    """(path, text) as an archive without a date; the first is stored as it is (EPUB Open Container Format, 4.3)."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as book:
        for number, (path, text) in enumerate(entries):
            entry = zipfile.ZipInfo(path, DAWN)
            entry.create_system = 3  # as on Unix, wherever it is made
            entry.external_attr = 0o644 << 16
            entry.compress_type = zipfile.ZIP_DEFLATED if number else zipfile.ZIP_STORED
            book.writestr(entry, text.encode(), compresslevel=LEVEL)
    return target.getvalue()


def _book(reading: Reading, edition: Edition, notes: Sequence[Note], style: str) -> Iterator[tuple[str, str]]:
    way = _way(reading, edition)
    yield "mimetype", MEDIA
    yield "META-INF/container.xml", CONTAINER
    yield "EPUB/package.opf", _package(edition, notes)
    yield "EPUB/nav.xhtml", _contents(edition)
    yield f"EPUB/{STYLE}", style
    for number, part in enumerate(edition.parts):
        yield f"EPUB/{_file(number)}", _chapter(part, way)


def _file(number: int) -> str:
    return f"part-{number}.xhtml"


def _way(reading: Reading, edition: Edition) -> Way:
    """Where a link leads: into the book, else to the site where its address is known, else nowhere ("")."""
    places = {slug: _file(number) for number, part in enumerate(edition.parts) for slug in part.things}
    home = reading.setting.home

    def way(target: str) -> str:
        path, sign, anchor = target.partition("#")
        if anchor in places:
            return f"{places[anchor]}#{anchor}"
        return f"{home}{path.removesuffix('.md')}.html{sign}{anchor}" if home else ""

    return way


# ---- the package ----------------------------------------------------------------------------------------------------


def _package(edition: Edition, notes: Sequence[Note]) -> str:
    """EPUB 3.3, section 5: what the book is, the files in it, and their order."""
    package = Element("package", {"xmlns": OPF, "version": "3.0", "unique-identifier": "id", "xml:lang": "en"})
    _metadata(SubElement(package, "metadata", {"xmlns:dc": DC}), edition.article, notes)
    names = [_file(number) for number in range(len(edition.parts))]
    manifest = SubElement(package, "manifest")
    page = "application/xhtml+xml"
    SubElement(manifest, "item", {"id": "nav", "href": "nav.xhtml", "media-type": page, "properties": "nav"})
    SubElement(manifest, "item", {"id": "style", "href": STYLE, "media-type": "text/css"})
    for name in names:
        SubElement(manifest, "item", {"id": name.partition(".")[0], "href": name, "media-type": page})
    spine = SubElement(package, "spine")
    for name in names:
        SubElement(spine, "itemref", {"idref": name.partition(".")[0]})
    return xhtml.written(package)


def _metadata(metadata: Element, article: Article, notes: Sequence[Note]) -> None:
    xhtml.text(metadata, "dc:identifier", identity(article, "edition")).set("id", "id")
    xhtml.text(metadata, "dc:title", title(article))
    xhtml.text(metadata, "dc:language", "en")
    for name in writers(sorted(notes, key=first)):
        xhtml.text(metadata, "dc:creator", name)
    xhtml.text(metadata, "dc:description", line(article.summary))
    xhtml.text(metadata, "dc:source", article.url.text)
    xhtml.text(metadata, "dc:rights", LICENCE)
    _property(
        metadata, "dcterms:modified", max(map(moment, (note.date for note in notes)), default=moment(article.date))
    )
    for name, value in ACCESS:
        _property(metadata, name, value)


def _property(metadata: Element, name: str, value: str) -> None:
    xhtml.text(metadata, "meta", value).set("property", name)


# ---- pages ----------------------------------------------------------------------------------------------------------


def _contents(edition: Edition) -> str:
    """EPUB 3.3, section 7: the table of contents, as a page that is also read."""
    nav = Element("nav", {"epub:type": "toc", "role": "doc-toc", "aria-labelledby": "contents"})
    xhtml.text(nav, "h1", "Contents").set("id", "contents")
    chapters = SubElement(nav, "ol")
    for number, part in enumerate(edition.parts):
        item = SubElement(chapters, "li")
        xhtml.text(item, "a", part.title).set("href", _file(number))
        passages = SubElement(item, "ol") if part.entries else item
        for slug, words in part.entries:
            xhtml.text(SubElement(passages, "li"), "a", words).set("href", f"{_file(number)}#{slug}")
    return _page("Contents", xhtml.element(nav))


def _chapter(part: Part, way: Way) -> str:
    content = xhtml.copy(prose.linked(part.body, way))
    return _page(part.title, f'<section class="chapter" id="{part.name}">{content}</section>')


def _page(name: str, content: str) -> str:
    """A page of a book; `content` is the XML of its body."""
    return (
        f'<?xml version="1.0" encoding="utf-8"?>\n<html xmlns="{XHTML}" xmlns:epub="{OPS}" lang="en" xml:lang="en">'
        f"<head><title>{html.escape(clean(name), quote=False)}</title>"
        f'<link rel="stylesheet" type="text/css" href="{STYLE}" /></head><body>{content}</body></html>\n'
    )
