"""What the writers of exports share: where our pages are, seen from the file being written, and texts in two forms."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cached_property

import orjson

from .. import mentions, prose
from ..characters import NO_XML
from ..model import Reading, Text
from ..once import once

FOLDER = "data/"
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
LICENCE = "https://creativecommons.org/licenses/by/4.0/"
# Signs that end a script or a comment, or that old JavaScript takes for the end of a line.
UNSAFE = tuple((sign.encode(), b"\\u%04x" % ord(sign)) for sign in "<>&\u2028\u2029")


class Desk:
    """Writes one file: knows the reading and where the file stands below the site's root."""

    def __init__(self, reading: Reading, path: str) -> None:
        self.reading = reading
        self.path = path

    @cached_property
    def names(self) -> dict[str, str]:
        """What each thing is called, by its slug."""
        return _names(self.reading)

    def page(self, target: str) -> str:
        """The address of a page of ours (its Markdown path, with or without an id).

        Whole where the address of the site is known, else the way from this file.
        """
        if not self.reading.setting.home:
            return prose.relative(target, self.path, ".html")
        path, sign, anchor = target.partition("#")
        return f"{self.reading.setting.home}{path.removesuffix('.md')}.html{sign}{anchor}"

    def file(self, path: str) -> str:
        """The address of a file of data by its path below the site's root."""
        return self.reading.setting.home + path if self.reading.setting.home else prose.relative(path, self.path, "")

    def to(self, slug: str) -> str:
        """The address at which a thing is shown."""
        return self.page(prose.href(self.reading.addresses[slug]))

    def html(self, text: str) -> str:
        """A text of ours or of a contributor as the HTML that its page shows, allow-listed."""
        return prose.linked(prose.render(text, self.reading.addresses), self.page)

    def plain(self, text: Text | str | None) -> str:
        """A text on one line without markup; "" where there is none."""
        return mentions.plain(str(text), self.names) if text is not None else ""

    def name(self, slug: Text) -> str:
        """What a thing is called, or the words themselves where they name no thing."""
        return self.names.get(slug.text, line(slug))

    def passage(self, reference: Text | None) -> str:
        """The present id of the passage that a field names, without its sentence; "" where the field is empty."""
        return self.reading.addresses[reference.text.partition(".")[0]].anchor if reference else ""


@once
def _names(reading: Reading) -> dict[str, str]:
    return {slug: address.name for slug, address in reading.addresses.items()}


def line(text: Text | str | None) -> str:
    """A field as it is typed, on one line; "" where there is none."""
    return " ".join(str(text).split()) if text is not None else ""


def clean(text: str) -> str:
    """A text without the signs that no XML may hold."""
    seen = text.replace("\n", "").isprintable()  # as nearly all, and this asks faster than a search
    return text if seen else NO_XML.sub("\ufffd", text)


def slugs(fields: Iterable[Text]) -> tuple[str, ...]:
    """The slugs that a list field names."""
    return tuple(field.text for field in fields)


def embedded(value: object) -> bytes:
    """A value as JSON in UTF-8 that may also stand inside HTML (RFC 8259 section 7: any character may be escaped)."""
    return safe(orjson.dumps(value))


def lines(values: Iterable[object]) -> bytes:
    """The same of the items of a list, one on each line, so that a change of one is a change of one line."""
    return safe(b",\n".join(map(orjson.dumps, values)))


def safe(data: bytes) -> bytes:
    """JSON without the signs that would end a script or a comment, or a line in old JavaScript."""
    for sign, escaped in UNSAFE:
        data = data.replace(sign, escaped)
    return data
