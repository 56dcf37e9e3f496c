"""Things that look like faults and are none."""

from __future__ import annotations

import gzip
import json
from dataclasses import dataclass, field

from extras import ADDRESS, PNG, Files

DATA = "data:image/gif;base64,R0lGODlhAQABAAAAACw="


@dataclass(frozen=True)
class Thing:
    """What is put into the text and the head of a page, and files beside it."""

    body: str = ""
    head: str = ""
    files: Files = field(default_factory=dict)


def page(body: str, title: str = "Page", head: str = "", lang: str = "en") -> bytes:
    """A small page of another program, with all that the rules ask for but a policy."""
    return (
        f'<!doctype html><html lang="{lang}"><head><meta charset="utf-8"><title>{title}</title>'
        f'<meta name="description" content="On {title}">{head}</head><body>{body}</body></html>'
    ).encode()


HARMLESS: dict[str, Thing] = {
    "mail": Thing('<a href="mailto:a@b.example">m</a> <a href="mailto:a@b.example,c@d.example?subject=x%20y">m</a>'),
    "mail without a person": Thing('<a href="mailto:?subject=Read&amp;body=https://example.org/">share</a>'),
    "mail by a name": Thing(
        '<a href="MAILTO:first.last+tag@sub.b-c.example">m</a> <a href="mailto:a%40b.example">m</a>'
    ),
    "mail with a name or quotation marks": Thing(
        '<a href="mailto:Jane%20Doe%20%3Cjane@d.example%3E">m</a> <a href="mailto:%22a%20b%22@d.example">m</a>'
        '<a href="mailto:j\u00fcrgen@m\u00fcller.example">m</a>'
    ),
    "telephone": Thing('<a href="tel:+49-30-1234">t</a> <a href="sms:+4930?body=x">s</a>'),
    "other schemes": Thing(
        '<a href="geo:1,2">g</a> <a href="magnet:?xt=urn:x">m</a> <a href="ftp://ftp.example.org/x">f</a> <a href="urn:isbn:1">u</a>'
        '<a href="obsidian://open?x">o</a> <a href="zotero://select/x">z</a> <a href="xmpp:a@b.example">x</a>'
    ),
    "data image": Thing(f'<img src="{DATA}" alt=""> <a href="{DATA}" download="x.gif">save</a>'),
    "data image with commas in a srcset": Thing(
        '<img src="data:image/svg+xml,%3Csvg xmlns=%22http://www.w3.org/2000/svg%22/%3E" srcset="data:image/png;base64,AA,BB= 1x, '
        '/extra/dot.png 2x" alt="">'
    ),
    "srcset with odd blanks": Thing(
        '<img srcset=" /extra/dot.png 100w ,\n /extra/dot.png   200w,/extra/dot.png 3x" alt="">'
    ),
    "text fragment": Thing('<a href="#:~:text=some%20words">g</a> <a href="{root}about.html#:~:text=a,-b">h</a>'),
    "text fragment after an id": Thing('<p id="said">x</p><a href="#said:~:text=x">g</a>'),
    "text fragment outside": Thing('<a href="https://example.org/a#:~:text=some%20words">f</a>'),
    "top": Thing('<a href="#">t</a> <a href="#top">t</a> <a href="#TOP">t</a> <a href="{root}about.html#Top">t</a>'),
    "query": Thing(
        '<a href="?q=1">q</a> <a href="{root}index.html?q=1#">q</a> <a href="{root}about.html?a=b/../c.html">q</a>'
    ),
    "empty query": Thing('<a href="?">q</a>'),
    "template": Thing('<template><img src="no.png"><p id="a"></p><p id="a"></p><a href="no.html">[[x]]</a></template>'),
    "noscript": Thing('<noscript><img src="no.png"><a href="no.html">[[x]]</a></noscript>'),
    "noscript in the head": Thing(head='<noscript><link rel="stylesheet" href="/no.css"></noscript>'),
    "comment": Thing(
        '<!-- <a href="no.html">[[x]]</a> {{ x }} <p id="a"><p id="a"> --> <!--[if IE]><img src="no.png"><![endif]-->'
    ),
    "code": Thing(
        "<p><code>[[mention]] {{ tag }} [x](y.html) [a b][c]</code></p><pre>{% if %} **bold** <span>[[x]]</span> <b>![i](x.png)</b>\n"
        "&lt;a href='no.html'&gt; Caf\ufffd Ã©</pre><kbd>[[x]]</kbd> <samp>{{ x }}</samp>"
    ),
    "text area with a template": Thing('<textarea aria-label="x">[[mention]] {{ x }} [a b][c]</textarea>'),
    "formula as typed": Thing(r"<p>\({{a}}\) and \[ {{b}} \] and $$ {{c}} $$, [[ -f x ]], 2 ## 3, a | b, #1</p>"),
    "old code": Thing("<xmp>[[mention]] {{ tag }}</xmp><listing>[[mention]]</listing>"),
    "letters like misread ones": Thing(
        "<p>NÃO, ÂM, “café”… “forê»t”, é”—, VIỆT NAM RẤT LÂU, Ãš</p>".replace("forê»t", "forêt").replace(", Ãš", "")
    ),
    "formula": Thing(r'<span class="arithmatex">\(x^{{2}} {{a}}\)</span> <p>\({{n}\choose{k}}\)</p>'),
    "brackets in prose": Thing(
        "<p>See [1] and [2], [1][2], [3][4]. [sic] [Smith 2019][Jones 2020]. An array[i][j]; [x](see below); [[1]]; { } ( ); {1, 2} "
        "5 ** 2 ** 3; **kwargs; f(**a, **b); it** s [the editors] (again). 100 % {50 %}. [a]: b</p>"
    ),
    "protocol-relative in text": Thing("<p>Write //example.org/x or http://localhost:8000/ or file:///x here.</p>"),
    "percent-encoded id": Thing(
        '<p id="caf\u00e9">x</p><a href="#caf%C3%A9">ü</a><a href="#caf\u00e9">ü</a><a href="#caf%c3%a9">ü</a>'
    ),
    "id in other scripts": Thing(
        '<p id="김정은">x</p><a href="#%EA%B9%80%EC%A0%95%EC%9D%80">k</a> <a href="#김정은">k</a>'
    ),
    "decomposed id": Thing('<p id="cafe\u0301">x</p><a href="#cafe%CC%81">ü</a>'),
    "id with a plus and signs": Thing(
        '<p id="a+b.c:d(e)">x</p><a href="#a+b.c:d(e)">y</a> <a href="#a%2Bb.c%3Ad(e)">z</a>'
    ),
    "id that holds a percent sign": Thing('<p id="a%20b">x</p><a href="#a%20b">y</a> <a href="#a%2520b">z</a>'),
    "ids that differ by case": Thing(
        '<p id="Quay-x">x</p><p id="quay-x">y</p><a href="#Quay-x">1</a><a href="#quay-x">2</a>'
    ),
    "id of digits": Thing('<p id="1.2">x</p><a href="#1.2">y</a>'),
    "name of an anchor": Thing(
        '<a name="old-name">x</a><a href="#old-name">y</a> <a id="two" name="two">z</a><a href="#two">y</a>'
    ),
    "anchor without an address": Thing("<a>plain</a> <a role='link' aria-disabled='true'>plain</a>"),
    "file names with signs": Thing(
        '<a href="{root}extra/a+b%20%C3%A9.html">x</a> <a href="{root}extra/a+b é.html">y</a> <a href="{root}extra/a+b%20é.html?x">z</a>'
        '<img src="{root}extra/100%25.png" alt=""> <img src="{root}extra/a,b (1).png" alt="">',
        files={
            "extra/a+b é.html": page("x", "Signs", '<meta name="robots" content="noindex">').replace(
                b'<meta charset="utf-8">',
                b'<meta charset="utf-8"><meta http-equiv="Content-Security-Policy" '
                b"content=\"default-src 'none'; base-uri 'none'; form-action 'none'\">",
            ),
            "extra/100%.png": PNG,
            "extra/a,b (1).png": PNG,
        },
    ),
    "blanks around an address": Thing(
        '<a href=" {root}about.html ">x</a> <a href="\n{root}about.html\n">y</a> <a href="{root}ab\nout.html">z</a>'
    ),
    "folder with and without slash": Thing(
        '<a href="{root}actors/">x</a> <a href="{root}actors">y</a> <a href="/actors">z</a>'
    ),
    "dots in a path": Thing(
        '<a href="./{root}./actors/../about.html">x</a> <a href="{root}actors/%2e%2e/about.html">y</a>'
    ),
    "two slashes": Thing('<a href="{root}actors//index.html">x</a>'),
    "addresses of the site in full": Thing(
        f'<a href="{ADDRESS}">x</a> <a href="{ADDRESS}about.html">y</a> <a href="{ADDRESS}actors/#">z</a>'
    ),
    "address in capitals": Thing('<a href="HTTPS://EXAMPLE.ORG/Path">x</a> <a href="https://example.org:443/">x</a>'),
    "addresses of other sites": Thing(
        '<a href="https://en.example/wiki/Foo_(bar)">w</a> <a href="https://münchen.example/ü?ö=1#ä">i</a> <a href="https://xn--x.example">p</a>'
        '<a href="https://example.org.">d</a> <a href="https://8.8.8.8/x">n</a> <a href="https://[2606:4700::1]:8080/">6</a>'
        '<a href="https://web.example/web/2020/https://example.org/">a</a> <a href="https://a_b.example.org/">u</a>'
        '<a href="https://example.org/a b?c=d|e">b</a> <a href="https://example.org/%zz">z</a> <a href="https://me@example.org/">m</a>'
    ),
    "address given as it was seen": Thing('<a data-as-seen href="http://old.example.org/">x</a>'),
    "style sheet of data": Thing(
        "<style>a { background: url(data:image/gif;base64,AA==) } b { fill: url(#shade) }</style>"
    ),
    "style attribute": Thing(f'<p style="background: url({DATA}); filter: url(#shade)">x</p>'),
    "style sheet for a document": Thing(
        "<style>@-moz-document url-prefix() { a { color: red } } @document url(http://x.example/) { a { color: red } }</style>"
    ),
    "drawing by its own patterns": Thing('<svg><rect fill="url(#own)" clip-path="url(#clip)" stroke="red"/></svg>'),
    "style sheet with a namespace": Thing(
        "<style>@namespace svg url(http://www.w3.org/2000/svg); /* url(no.png) */ a::after { content: 'url(no.png)' }</style>"
    ),
    "SVG that uses itself": Thing(
        '<svg><defs><g id="sym"><path d="M0 0"/></g><linearGradient id="g1"/><linearGradient id="g2" xlink:href="#g1"/></defs>'
        '<use href="#sym"/><use xlink:href="#sym"/><rect fill="url(#g1)"/><a href="{root}about.html"><title>About</title></a></svg>'
        '<a href="#sym">s</a>'
    ),
    "SVG file": Thing(
        '<svg><use href="{root}extra/dot.svg#dot"/></svg> <img src="{root}extra/dot.svg#svgView(viewBox(0,0,1,1))" alt="">'
    ),
    "image only for light": Thing(
        '<img src="{root}extra/dot.png#only-light" alt=""><img src="{root}extra/dot.png#only-dark" alt="">'
    ),
    "details, empty alt, roles": Thing(
        '<details><summary>s</summary><p id="in">x</p></details><a href="#in">y</a><img src="/extra/dot.png" alt="" role="presentation"><table role="presentation"><tr><td>x</td></tr></table>'
    ),
    "table headers": Thing(
        '<table><tr><th id="h1">a</th><th id="h2">b</th></tr><tr><td headers="h1 h2">x</td></tr></table>'
    ),
    "several labels": Thing(
        '<b id="l1">a</b> <b id="l2">b</b><p aria-labelledby=" l1\n l2 " aria-describedby="l1">x</p>'
    ),
    "form of another place": Thing(
        '<form id="find" role="search"><input type="search" aria-label="q"></form><input form="find" aria-label="x"><label for="f1">x</label><input id="f1">'
    ),
    "form that only scripts read": Thing('<form method="dialog"><label><input type="radio" name="r">x</label></form>'),
    "label for a custom element": Thing('<label for="c1">x</label><my-field id="c1"></my-field>'),
    "output for fields": Thing(
        '<input id="o1" aria-label="x"><input id="o2" aria-label="y"><output for="o1 o2">3</output>'
    ),
    "popover": Thing('<button popovertarget="pop">x</button><div id="pop" popover>y</div>'),
    "attribute that only begins like a handler": Thing('<p data-onclick="x" one="1">x</p>'),
    "script that is data": Thing(
        '<script type="application/json">{"a": "[[x]]"}</script><script type="text/template"><a href="no.html">{{ x }}</a></script>'
    ),
    "script with a query": Thing(
        head='<script src="/extra/main.js?v=2"></script><link rel="stylesheet" href="/extra/own.css?v=1">'
    ),
    "connection to itself": Thing(head=f'<link rel="preconnect" href="{ADDRESS}"><link rel="dns-prefetch" href="/">'),
    "relations of other sites": Thing(
        head='<link rel="license" href="https://creativecommons.org/licenses/by/4.0/"><link rel="me" href="https://social.example/@a">'
        '<link rel="schema.DC" href="http://purl.org/dc/elements/1.1/"><link rel="profile" href="https://gmpg.org/xfn/11">'
        '<link rel="author" href="mailto:a@b.example"><meta property="og:image" content="https://pictures.example/x.png">'
    ),
    "languages": Thing(
        head=f'<link rel="alternate" hreflang="en" href="{ADDRESS}index.html"><link rel="alternate" hreflang="de" href="https://de.example/">'
    ),
    "JSON-LD": Thing(
        '<script type="application/ld+json">[{"@context": {"@vocab": "http://schema.org/"}, "@id": "#me", "url": "https://other.example/x", "text": "see http://localhost and x.html", "image": {"@id": "'
        + ADDRESS
        + '#logo"}, "name": "a/b.html"}]</script>'
    ),
    "JSON-LD with its own vocabulary": Thing(
        '<script type="application/ld+json">{"@context": {"ex": "http://localhost/x#", "item": {"@id": "no.html"}}, "ex:a": 1}</script>'
    ),
    "redirects of the server": Thing(
        files={"_redirects": b"# all\n/old /about.html 301\n/a/* https://other.example/:splat\n/* /no.html?x=:y 404\n"}
    ),
    "feed entry with relative links": Thing(
        files={
            "extra/own.xml": b'<rss version="2.0"><channel><item><description>&lt;a href="no.html"&gt;</description></item></channel></rss>'
        }
    ),
    "feeds without entries": Thing(
        files={
            "extra/none.xml": b'<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>x</title></feed>',
            "extra/none.json": json.dumps({"version": "https://jsonfeed.org/version/1.1", "items": []}).encode(),
        }
    ),
    "feed with a base": Thing(
        files={
            "extra/based.xml": f'<feed xmlns="http://www.w3.org/2005/Atom" xml:base="{ADDRESS}"><link href="about.html"/><link href="https://other.example/"/></feed>'.encode()
        }
    ),
    "sitemap of sitemaps": Thing(
        files={
            "sitemap-all.xml": f'<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><sitemap><loc>{ADDRESS}sitemap.xml</loc></sitemap><sitemap><loc>{ADDRESS}sitemap-2.xml.gz</loc></sitemap></sitemapindex>'.encode(),
            "sitemap-2.xml.gz": gzip.compress(
                f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url><loc>{ADDRESS}about.html</loc></url></urlset>'.encode()
            ),
        }
    ),
    "picture with the ending of another": Thing(
        '<img src="{root}extra/odd.jpg" alt="">', files={"extra/odd.jpg": PNG, "extra/odd.ico": PNG}
    ),
    "script that speaks of other sites": Thing(
        files={
            "extra/talk.js": b'// see https://example.org/\nvar a = "https://example.org/x", b = fetch("/x.json"), c = fetch(`https://${h}/x`)'
        }
    ),
    "files that may be empty": Thing(files={".nojekyll": b"", "extra/notes.txt": b"", "py.typed": b""}),
    "other data": Thing(
        files={
            "extra/any.json": b'{"url": "no.html", "$schema": "https://json-schema.org/x"}',
            "extra/list.json": b'["no.html"]',
            "extra/any.xml": b"<root><link>no.html</link></root>",
        }
    ),
    "proof for a search engine": Thing(
        files={"google0123456789abcdef.html": b"google-site-verification: google0123456789abcdef.html"}
    ),
}


@dataclass(frozen=True)
class Site:
    """A whole site of another program, and the rules that do not fit it."""

    files: Files
    skip: tuple[str, ...] = ("no_policy",)


def _links(*targets: str) -> str:
    return "".join(f'<a href="{target}">x</a>' for target in targets)


SITES: dict[str, Site] = {
    "by hand, one page": Site({"index.html": page("<p id='a'>x</p><a href='#a'>y</a>")}),
    "by hand, without end tags": Site({"index.html": b"<!doctype html><html lang=en><meta charset=utf-8><title>A</title><meta name=description content=x><p>x"}),
    "by hand, Latin-1": Site({"index.html": page("<p>é</p>").decode().replace("utf-8", "iso-8859-1").encode("latin-1")}),
    "by hand, labels of browsers": Site({
        "index.html": page("<a href='b.html'>東京</a><a href='c.html'>x</a><a href='d.html'>x</a>").decode().replace("utf-8", "x-sjis").encode("shift_jis"),
        "b.html": page("똠방각하", "B").decode().replace("utf-8", "ks_c_5601-1987").encode("cp949"),
        "c.html": page("朱镕基", "C").decode().replace("utf-8", "gb2312").encode("gbk"),
        "d.html": page("a\x81b", "D").decode().replace("utf-8", "iso-8859-1").encode("latin-1"),
    }),
    "error page as a folder, alias without end tags": Site({
        "index.html": page("<a href='old.html'>x</a><a href='new.html'>x</a>"), "new.html": page("x", "New"), "404/index.html": page("x", "404"),
        "old.html": b'<!DOCTYPE html><html lang=en><meta charset=utf-8><title>Moved</title><meta http-equiv=refresh content="0; url=/new.html">',
    }),
    "canonical addresses with a port": Site({"index.html": page("x", head='<link rel="canonical" href="https://me.example:443/">'),
        "sitemap.xml": b'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url><loc>https://me.example/</loc></url></urlset>'}),
    "by hand, UTF-16": Site({"index.html": page("<p>é</p>").decode().encode("utf-16")}),
    "under a folder, address known": Site({
        "index.html": page(_links("/notes/a.html", "a.html", "https://me.example/notes/a.html", "https://me.example/"), "A", '<link rel="canonical" href="https://me.example/notes/">'),
        "a.html": page(_links("/notes/", "/notes", "../notes/index.html"), "B", '<link rel="canonical" href="https://me.example/notes/a.html">'),
        "404.html": page(_links("/notes/"), "Not found"),
    }),
    "VitePress under a folder": Site({
        "index.html": page(_links("/docs/a.html", "/docs/b.html") + '<script type="module" src="/docs/assets/app.js"></script>', "A", '<link rel="modulepreload" href="/docs/assets/app.js"><script>window.x=1</script>'),
        "a.html": page(_links("/docs/", "/docs/b.html#x"), "B"),
        "b.html": page(_links("/docs/a.html") + "<p id='x'>x</p>", "C"),
        "assets/app.js": b'import{a}from"./chunks/f.js";import("./chunks/g.js");a("import x from \'y\'")', "assets/chunks/f.js": b"export const a=1", "assets/chunks/g.js": b"export const b=1",
        "hashmap.json": b'{"a_md": "x"}',
    }),
    "Docusaurus, addresses without endings": Site({
        "index.html": page(_links("/docs/intro", "/docs/more"), "A", '<link rel="canonical" href="https://d.example/">'),
        "docs/intro/index.html": page(_links("/", "/docs/more", "more") + "<p id='x'>x</p>", "B", '<link rel="canonical" href="https://d.example/docs/intro">').replace(b'href="more"', b'href="/docs/more"'),
        "docs/more/index.html": page(_links("/docs/intro#x"), "C", '<link rel="canonical" href="https://d.example/docs/more">'),
        "sitemap.xml": b'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url><loc>https://d.example/</loc></url><url><loc>https://d.example/docs/intro</loc></url><url><loc>https://d.example/docs/more</loc></url></urlset>',
    }),
    "clean addresses": Site({
        "index.html": page(_links("a", "/b#x"), "A"), "a.html": page(_links("./", "b", "/"), "B"), "b.html": page(_links("a") + "<p id='x'>x</p>", "C"),
    }),
    "Hugo with aliases and languages": Site({
        "index.html": page(_links("/de/", "/posts/one/"), "Home", '<link rel="canonical" href="https://h.example/"><link rel="alternate" hreflang="de" href="https://h.example/de/"><link rel="alternate" type="application/rss+xml" href="https://h.example/index.xml">'),
        "de/index.html": page(_links("/", "../posts/one/#t:1"), "Home", '<link rel="canonical" href="https://h.example/de/">', "de"),
        "posts/one/index.html": page("<h2 id='t:1'>x</h2><img src='/img/a%20b.png' alt=''>", "One", '<link rel="canonical" href="https://h.example/posts/one/">'),
        "old/index.html": b'<!DOCTYPE html><html lang="en"><head><title>x</title><link rel="canonical" href="https://h.example/posts/one/"><meta http-equiv="refresh" content="0; url=https://h.example/posts/one/"></head></html>',
        "older/index.html": b"<!DOCTYPE html><html><head><meta http-equiv=refresh content=\"0;URL='/posts/one/'\"></head><body></body></html>",
        "index.xml": b'<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><link>https://h.example/</link><item><link>https://h.example/posts/one/</link><guid>https://h.example/posts/one/</guid></item></channel></rss>',
        "img/a b.png": PNG, "404.html": page(_links("/"), "404"), "robots.txt": b"User-agent: *",
    }),
    "with a base": Site({
        "index.html": page(_links("a/b.html", "#"), "A", '<base href="/">'), "a/b.html": page(_links("index.html", "a/b.html#y", "index.html#") + "<p id='y'>x</p><img src='c.png' alt=''>", "B", '<base href="/">'), "c.png": PNG,
    }),
    "policy of the server": Site({"index.html": page("x"), "_headers": b"/*\n  Content-Security-Policy: default-src 'self'\n"}, ()),
    "policy with a nonce": Site({"index.html": page("x", head="<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; script-src 'nonce-abc' 'strict-dynamic' 'unsafe-inline' https:; style-src 'unsafe-inline'\"><script nonce='abc'>x()</script>")}, ()),
}  # fmt: skip
