"""HTML comes out as XHTML the quick way as it does element by element."""

from __future__ import annotations

import html
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from reading.exports import xhtml

WORDS = st.text("ab \n\t\xa0&<>\"'=;é😀\x0b\ufffe" + "-", max_size=8).map(html.escape) | st.sampled_from(
    ["a&nbsp;b", "&lt;br&gt;", ' data-x="1"', '"></p>', '="', "<br>", "&amp;lt;", "]]&gt;"]
)
ATTRIBUTES = st.lists(
    st.tuples(st.sampled_from(["class", "id", "href", "title", "data-as-seen"]), WORDS),
    max_size=2,
    unique_by=lambda pair: pair[0],
).map(lambda pairs: "".join(f' {name}="{value.replace("<br>", "").replace(chr(34), "")}"' for name, value in pairs))
TAGS = st.sampled_from("p div span a em li ul section aside code h2 pre table tr td hr br img svg b".split())  # noqa: SIM905
PIECES = st.recursive(
    WORDS,
    lambda inner: st.builds(
        lambda tag, attributes, content: f"<{tag}{attributes}>{''.join(content)}</{tag}>",
        TAGS,
        ATTRIBUTES,
        st.lists(inner, max_size=3),
    ),
    max_leaves=12,
)


def slowly(piece: str) -> str:
    """What `copy` makes of a piece of HTML, element by element."""
    body = LexborHTMLParser(piece).body
    return xhtml.by_elements(body) if body is not None else ""


@given(PIECES)
def test_the_quick_way_writes_what_the_elements_are(piece: str) -> None:
    assert xhtml.copy(piece) == slowly(piece)


@pytest.mark.parametrize(
    ("piece", "written"),
    [
        ('<p id="a">one<br>two &amp; &quot;three&quot;&nbsp;</p>', '<p id="a">one<br />two &amp; "three"\xa0</p>'),
        ('<p>see <a href="">nothing</a> and <a>less</a></p>', "<p>see nothing and less</p>"),
        ('<a class="x" href="">y</a><a class="x" href="#z">z</a>', 'y<a class="x" href="#z">z</a>'),
        ('<span id="old"></span>', '<span id="old" />'),
        ("<p></p>", "<p />"),
        ('<p><a class=""></a></p>', "<p />"),
        ('<a href="x&lt;y&gt;">z</a>', '<a href="x&lt;y&gt;">z</a>'),
        ('<a data-as-seen href="#z">z</a>', '<a href="#z">z</a>'),
        ('<p><br></p><p><br class="x"></p>', '<p><br /></p><p><br class="x" /></p>'),
        ("<hr><p>one<p>two", "<hr /><p>one</p><p>two</p>"),
        ("a\x0bb", "a\ufffdb"),
        ("", ""),
    ],
)
def test_html_becomes_xml(piece: str, written: str) -> None:
    assert xhtml.copy(piece) == slowly(piece) == written


def test_what_a_page_is_made_of_goes_the_quick_way(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(xhtml, "by_elements")
    piece = '<section id="s"><h2>Two</h2><p class="by">one, <q>two</q><br>three</p><ul>\n<li>four</li>\n</ul></section>'
    ElementTree.fromstring(xhtml.copy(piece))
