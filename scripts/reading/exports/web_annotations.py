"""Notes, claims and their quotations as W3C Web Annotations: one collection an article.

Source: Web Annotation Data Model, W3C Recommendation of 23 February 2017. Each annotation has two targets, and its
body is about both: the quoted words in the publisher's page, and the passage on ours. Our ids mean nothing in the
publisher's page, and our page does not hold the author's words, so neither selector could stand under the other.
Only a quotation that was proved becomes a selector: without a proof it may point at other words.
"""

from __future__ import annotations

import hashlib
import re
import uuid
from collections.abc import Iterator
from itertools import takewhile
from typing import Any

from .. import weave
from ..groups import groups
from ..model import Article, Claim, Export, Note, Reading, Text
from .desk import DAY, FOLDER, LICENCE, Desk, embedded, line, lines

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
MOTIVATIONS = {
    "comment": "commenting",
    "context": "describing",
    "question": "questioning",
    "dispute": "assessing",
    "link": "linking",
}
HTML_FRAGMENT = "http://tools.ietf.org/rfc/rfc3236"  # what a fragment of an HTML page means (section 4.2.1)
PAGE = "all_annotations"  # no slug has an underscore
BETWEEN = "\n\n"

Node = dict[str, Any]


def file(reading: Reading, article: Article) -> Export:
    """An AnnotationCollection with all annotations of an article on one AnnotationPage."""
    of = groups(reading)
    desk = Desk(reading, path_of(article))
    things: list[Note | Claim] = [*of.notes_of[article.slug], *of.claims_of[article.slug]]
    items = [_annotation(desk, article, thing) for thing in things]
    about = f"Notes and claims on “{line(article.title)}” as W3C Web Annotations."
    written = _written(_collection(desk, article, items), items)
    return Export(desk.path, (written,), "application/ld+json", about, len(items))


def path_of(article: Article) -> str:
    """Where the annotations of an article are, below the site's root."""
    return f"{FOLDER}annotations/{article.slug}.jsonld"


def identity(article: Article, name: str) -> str:
    """An IRI for something said of an article that outlives a move of the site (RFC 9562, name-based UUID)."""
    digest = hashlib.sha1(
        uuid.NAMESPACE_URL.bytes + f"{article.url}#{name}".encode(), usedforsecurity=False
    ).hexdigest()
    variant = "89ab"[int(digest[16], 16) % 4]  # as `uuid.uuid5` does it, which makes an object of every identity
    return f"urn:uuid:{digest[:8]}-{digest[8:12]}-5{digest[13:16]}-{variant}{digest[17:20]}-{digest[20:32]}"


def _collection(desk: Desk, article: Article, items: list[Node]) -> Node:
    """Sections 5.1 and 5.2 of the Recommendation; a collection of nothing has no page."""
    own = desk.file(desk.path)
    collection: Node = {
        "@context": CONTEXT,
        "id": own,
        "type": "AnnotationCollection",
        "label": f"Reading notes on “{line(article.title)}”",
        "rights": LICENCE,
        "total": len(items),
    }
    if items:
        page = f"{own}#{PAGE}"
        first: Node = {"id": page, "type": "AnnotationPage", "partOf": own, "startIndex": 0, "items": []}
        collection |= {"first": first, "last": page}
    return collection


def _written(collection: Node, items: list[Node]) -> bytes:
    """A collection as JSON with its items on a line each."""
    before, empty, after = embedded(collection).partition(b'"items":[]')  # no text holds a quotation mark unescaped
    return b'%b"items":[\n%b\n]%b\n' % (before, lines(items), after) if empty else before + b"\n"


def _annotation(desk: Desk, article: Article, thing: Note | Claim) -> Node:
    """Section 3.1. The note's own date is a day; midnight UTC stands for it, since `created` must be a moment."""
    said = _note(desk, thing) if isinstance(thing, Note) else _claim(desk, thing)
    return {
        "id": f"{desk.file(desk.path)}#{thing.slug}",
        "type": "Annotation",
        "canonical": identity(article, thing.slug),
        "via": desk.to(thing.slug),
        **said,
        "rights": LICENCE,
        "target": list(_targets(desk, article, thing)),
    }


def _note(desk: Desk, note: Note) -> Node:
    created = {"created": f"{note.date}T00:00:00Z"} if DAY.fullmatch(note.date.text) else {}
    return {
        "motivation": MOTIVATIONS[note.kind.text],
        "creator": {"name": line(note.by)},
        **created,
        "label": line(weave.title(note)),
        "body": [_body(desk.html(note.body.text), "text/html")],
    }


def _claim(desk: Desk, claim: Claim) -> Node:
    """A claim is an assessment of a sentence; voice and verdict are its tags (section 3.3.5)."""
    return {
        "motivation": "assessing",
        "label": line(claim.title),
        "body": [
            _body(line(claim.title), "text/plain", "describing"),
            _body(desk.html(claim.body.text), "text/html", "assessing"),
            *(_body(word.text, "text/plain", "tagging") for word in (claim.voice, claim.verdict)),
        ],
    }


def _body(value: str, media: str, purpose: str = "") -> Node:
    """Section 3.2.4; the HTML is the allow-listed HTML of our page."""
    body = {"type": "TextualBody", "value": value, "format": media, "language": "en"}
    return body | {"purpose": purpose} if purpose else body


# ---- targets --------------------------------------------------------------------------------------------------------


def _targets(desk: Desk, article: Article, thing: Note | Claim) -> Iterator[Node]:
    passage = desk.passage(thing.passage)
    quote = thing.quote if thing.slug in desk.reading.proved else None
    publisher = {"type": "SpecificResource", "source": article.url.text}
    yield publisher | ({"selector": _words(quote)} if quote else {})
    place = _place(desk.reading, article, passage, quote)
    if place:
        # Section 4.3.2: the positions are those of the plain text, not of the publisher's page around it.
        yield publisher | {"state": {"type": "HttpRequestState", "value": "Accept: text/plain"}, "selector": place}
    yield {
        "type": "SpecificResource",
        "source": desk.page(weave.article_page(article.slug)),
        "selector": {"type": "FragmentSelector", "value": passage, "conformsTo": HTML_FRAGMENT},
    }


def _words(quote: Text) -> Node:
    """Section 4.2.4, and 4.2.8 for `first … last`.

    The end of a range is exclusive, so its selector is refined to the point after the last words. There is no prefix
    or suffix: these would be more of the author's words.
    """
    first, last = _ends(quote)
    start = {"type": "TextQuoteSelector", "exact": first}
    if not last:
        return start
    after = {"type": "TextPositionSelector", "start": len(last), "end": len(last)}
    end = {"type": "TextQuoteSelector", "exact": last, "refinedBy": after}
    return {"type": "RangeSelector", "startSelector": start, "endSelector": end}


def _ends(quote: Text) -> tuple[str, str]:
    """The first and the last words of a quotation; no last ones where it is no range."""
    first, _, last = line(quote).partition("…")
    return first.strip(), last.strip()


def _place(reading: Reading, article: Article, passage: str, quote: Text | None) -> Node | None:
    """Where the quotation stands in the text of the article (section 4.2.5), in code points from 0.

    The text counted is that of the passages in reading order, with one empty line between two. None without the text
    at hand, and where the words are not there letter by letter, once.
    """
    original = next((o for o in reading.library.originals if o.article == article.slug), None)
    span = _span(quote, dict(original.passages).get(passage, "")) if original and quote else None
    if original is None or span is None:
        return None
    before = sum(len(text) + len(BETWEEN) for _, text in takewhile(lambda of: of[0] != passage, original.passages))
    return {"type": "TextPositionSelector", "start": before + span[0], "end": before + span[1]}


def _span(quote: Text, passage: str) -> tuple[int, int] | None:
    first, last = _ends(quote)
    starts, ends = _places(first, passage), _places(last or first, passage)
    if len(starts) != 1 or len(ends) != 1:
        return None
    start, end = starts[0].start(), ends[0].end()
    return (start, end) if start < end else None


def _places(words: str, passage: str) -> list[re.Match[str]]:
    """Where words stand as whole words: “pay”, proved at “Pay”, is not in “payment”."""
    return list(re.finditer(rf"(?<!\w){re.escape(words)}(?!\w)", passage))
