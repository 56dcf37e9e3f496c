"""The articles and all sources as a bibliography for BibLaTeX.

Every record is an `@online`: what we saw of it was a page. Dates stay EDTF, which BibLaTeX reads (manual, section
2.3.8). A name is one name, in braces: who reads “A, B” cannot tell two people from a family name and a given name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import quote

from ..model import Article, Export, Reading, Source
from .desk import FOLDER, Desk, line

# What TeX would obey, by commands with balanced braces: BibTeX counts braces even behind a backslash.
TEX = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "{": r"\textbraceleft{}",
        "}": r"\textbraceright{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        **{sign: f"\\{sign}" for sign in "&%$#_"},
    }
)
NOTHING = "% No source yet.\n"  # an empty file looks damaged; BibTeX skips what stands between entries
# Between these TeX would join two signs: `--` becomes a dash, ?` an inverted question mark.
LIGATURE = re.compile(r"(?<=([-`'<>,]))(?=\1)|(?<=[?!])(?=`)")
BABEL = {"en": "english", "id": "indonesian", "ko": "korean", "ru": "russian"}
Field = tuple[str, str]


def file(reading: Reading) -> Export:
    """One file: the articles first, then the sources in the order of their names."""
    desk = Desk(reading, f"{FOLDER}sources.bib")
    entries = [
        *(_entry(article.slug, _article(desk, article)) for article in reading.library.articles),
        *(_entry(source.slug, _source(desk, source)) for source in reading.library.sources),
    ]
    about = "The articles and all sources as a bibliography for BibLaTeX, Zotero or JabRef."
    content = "\n".join(entries) or NOTHING
    return Export(desk.path, (content.encode(),), "application/x-bibtex", about, len(entries))


def _entry(key: str, fields: Iterator[Field]) -> str:
    lines = "".join(f"  {name} = {{{value}}},\n" for name, value in fields if value)
    return f"@online{{{key},\n{lines}}}\n"


def _article(desk: Desk, article: Article) -> Iterator[Field]:
    yield "author", _name(desk.name(article.author))
    yield "title", tex(line(article.title))
    yield "organization", tex(line(article.publisher))
    yield "date", "" if article.date.text == "unknown" else article.date.text
    yield "note", tex(desk.plain(article.date_note))
    yield "url", _url(article.url.text)
    yield "langid", _language(article.language.text)


def _source(desk: Desk, source: Source) -> Iterator[Field]:
    yield "author", _name(line(source.author))
    yield "title", tex(line(source.title))
    yield "organization", tex(line(source.publisher))
    yield "date", line(source.date)
    yield "url", _url(source.url.text)
    yield "note", f"Archived at \\url{{{_url(source.archived.text)}}}" if source.archived else ""
    yield "langid", _language(source.language.text)
    yield "keywords", tex(source.kind.text)
    yield "annotation", tex(desk.plain(source.body))


def tex(text: str) -> str:
    """A text such that TeX prints it; letters beyond ASCII stay as they are."""
    return LIGATURE.sub("{}", text.translate(TEX))


def _name(name: str) -> str:
    return f"{{{tex(name)}}}" if name else ""


def _language(tag: str) -> str:
    """A language by the name that LaTeX has for it, where we know it."""
    return BABEL.get(tag, tex(tag))


def _url(address: str) -> str:
    """An address as BibLaTeX takes it, verbatim: without braces, backslashes and blanks."""
    return quote(address, safe="!#$%&'()*+,-./:;=?@[]_~")
