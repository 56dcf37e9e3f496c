"""Things a good site may have that this one lacks, so that they too can be broken: feeds, a manifest, a font, aliases.

That nothing is found in them is itself a test.
"""

from __future__ import annotations

import json
import struct
import zlib

ADDRESS = "https://notes.example.org/"
Files = dict[str, bytes]


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


PNG = (
    b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0))
    + _chunk(b"IDAT", zlib.compress(b"\0\0")) + _chunk(b"IEND", b"")
)  # fmt: skip
FONT = b"wOF2" + struct.pack(">II", 0x00010000, 48) + bytes(36)
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><title>Dot</title><g id="dot"><path d="M0 0h1"/></g></svg>'
CSS = """@import url("more.css");
@font-face { font-family: Own; src: url(own.woff2) format("woff2"), url("own.woff2?#iefix"); }
.a { background: url('data:image/svg+xml;charset=utf-8,<svg xmlns="http://www.w3.org/2000/svg"><use href="#a"/></svg>') }
.b { background-image: image-set("dot.png" 1x, url(dot.png) 2x); filter: url(#shade) } /* url(no.png) { */
.c::after { content: "url(no.png) }"; mask: url( "dot.svg#dot" ) }
"""
ATOM = f"""<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom"><title>Notes</title><id>{ADDRESS}extra/feed.xml</id>
<updated>2026-03-02T00:00:00Z</updated><link rel="self" href="{ADDRESS}extra/feed.xml"/><link href="{ADDRESS}"/>
<entry><title>About</title><id>tag:notes.example.org,2026:about</id><updated>2026-03-02T00:00:00Z</updated>
<link href="{ADDRESS}about.html"/><summary>On us.</summary></entry></feed>"""
RSS = f"""<?xml version="1.0"?><rss version="2.0"><channel><title>Notes</title><link>{ADDRESS}</link>
<description>All</description><item><title>Terms</title><link>{ADDRESS}terms.html</link>
<guid isPermaLink="false">terms</guid><enclosure url="{ADDRESS}extra/dot.png" length="1" type="image/png"/></item>
</channel></rss>"""
JSON_FEED = {
    "version": "https://jsonfeed.org/version/1.1", "title": "Notes", "home_page_url": ADDRESS,
    "items": [{"id": "1", "url": f"{ADDRESS}timeline.html", "image": f"{ADDRESS}extra/dot.png"}],
}  # fmt: skip
MANIFEST = {
    "name": "Notes", "start_url": "../index.html", "scope": "../",
    "icons": [{"src": "dot.png", "sizes": "1x1"}], "screenshots": [{"src": "dot.png"}],
    "shortcuts": [{"name": "Terms", "url": "../terms.html", "icons": [{"src": "dot.png"}]}],
}  # fmt: skip
SEARCH = f"""<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/"><ShortName>Notes</ShortName>
<Image>{ADDRESS}extra/dot.png</Image><Url type="text/html" template="{ADDRESS}index.html?q={{searchTerms}}"/>
</OpenSearchDescription>"""
TILES = '<browserconfig><msapplication><tile><square150x150logo src="/extra/dot.png"/></tile></msapplication></browserconfig>'
LINKED = {
    "@context": "https://schema.org", "@type": "Article", "@id": f"{ADDRESS}#article", "url": f"{ADDRESS}terms.html",
    "image": [f"{ADDRESS}extra/dot.png"], "publisher": {"@id": f"{ADDRESS}#us", "logo": "/extra/dot.png"},
    "potentialAction": {"@type": "SearchAction", "target": f"{ADDRESS}index.html?q={{words}}"},
    "sameAs": ["https://www.wikidata.org/wiki/Q1"], "headline": "Terms: what they mean",
}  # fmt: skip
HEAD = f"""<link rel="manifest" href="/extra/site.webmanifest"><link rel="stylesheet" href="/extra/own.css">
<link rel="alternate" type="application/atom+xml" href="/extra/feed.xml" title="Notes">
<link rel="alternate" type="application/rss+xml" href="/extra/rss.xml"><link rel="apple-touch-icon" href="/extra/dot.png">
<link rel="alternate" hreflang="en" href="{ADDRESS}terms.html"><link rel="alternate" hreflang="x-default" href="{ADDRESS}">
<link rel="search" type="application/opensearchdescription+xml" href="/extra/search.xml">
<link rel="next" href="{ADDRESS}timeline.html"><link rel="modulepreload" href="/extra/main.js">
<meta property="og:image" content="{ADDRESS}extra/dot.png"><meta property="og:url" content="{ADDRESS}terms.html">
<meta name="twitter:image" content="/extra/dot.png"><meta name="msapplication-config" content="/extra/tiles.xml">
<script type="module" src="/extra/main.js"></script>
<script type="application/ld+json">{json.dumps(LINKED)}</script>"""
BODY = """<table><thead><tr><th id="col-a">A</th></tr></thead><tbody><tr><td headers="col-a">1</td></tr></tbody></table>
<img src="/extra/dot.png" srcset="/extra/dot.png 1x, /extra/dot.png 2x" alt="" usemap="#areas"><map name="areas">
<area shape="rect" coords="0,0,1,1" href="/about.html" alt="About"></map><input list="some" aria-label="Some">
<datalist id="some"></datalist><picture><source srcset="/extra/dot.png 100w, /extra/dot.png 200w"><img src="/extra/dot.png"
alt=""></picture><svg role="img"><use href="/extra/dot.svg#dot"/></svg><video poster="/extra/dot.png"></video>"""


def extend(files: Files) -> Files:
    """A site with all of these added; its page `terms.html` has them in its head and text."""
    page = (
        files["terms.html"]
        .decode()
        .replace("</head>", f"{HEAD}</head>", 1)
        .replace("</article>", f"{BODY}</article>", 1)
    )
    return files | {
        "terms.html": page.encode(),
        "extra/own.css": CSS.encode(),
        "extra/more.css": b"/* nothing */ p { color: #111 }",
        "extra/own.woff2": FONT,
        "extra/dot.png": PNG,
        "extra/dot.svg": SVG.encode(),
        "extra/feed.xml": ATOM.encode(),
        "extra/rss.xml": RSS.encode(),
        "extra/feed.json": json.dumps(JSON_FEED).encode(),
        "extra/site.webmanifest": json.dumps(MANIFEST).encode(),
        "extra/search.xml": SEARCH.encode(),
        "extra/tiles.xml": TILES.encode(),
        "extra/main.js": b'import { part } from "./part.js";\npart();\n',
        "extra/part.js": b"export function part() {}\n",
        "extra/old.html": ALIAS.encode(),
        "extra/older.html": HUGO_ALIAS.encode(),
        "robots.txt": f"User-agent: *\nDisallow:\nSitemap: {ADDRESS}sitemap.xml\n".encode(),
    }


# As mkdocs-redirects and Hugo write them.
ALIAS = """<!doctype html>
<html lang="en">
<head>
    <meta charset="utf-8">
    <title>Redirecting...</title>
    <link rel="canonical" href="../about.html">
    <meta name="robots" content="noindex">
    <script>var anchor=window.location.hash.substr(1);location.href="../about.html"+(anchor?"#"+anchor:"")</script>
    <meta http-equiv="refresh" content="0; url=../about.html">
</head>
<body>
You're being redirected to a <a href="../about.html">new destination</a>.
</body>
</html>
"""
HUGO_ALIAS = (
    f'<!DOCTYPE html><html lang="en"><head><title>{ADDRESS}terms.html</title><link rel="canonical" '
    f'href="{ADDRESS}terms.html"><meta name="robots" content="noindex"><meta charset="utf-8"><meta '
    f'http-equiv="refresh" content="0; url={ADDRESS}terms.html"></head></html>'
)
