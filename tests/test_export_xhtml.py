"""HTML comes out as XHTML: what is XML but for a few signs as it stands, all else element by element."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest
from exported import real
from hypothesis import given, settings
from hypothesis import strategies as st
from test_prose import ADDRESSES, GAPS, HOSTILE, SNIPPETS

from reading import prose, weave
from reading.edition import edition
from reading.exports import xhtml

PIECES = st.tuples(SNIPPETS | st.sampled_from([*HOSTILE, "|a|b|\n|-|-|\n|c|[[kim]]|", "```\n<x>\n```", "\xa0"]), GAPS)


def meaning(xml: str) -> str:
    """What two pieces of XML have in common that differ in nothing but how they are written."""
    return ElementTree.canonicalize(f"<body>{xml}</body>")


@settings(max_examples=300, deadline=None)
@given(st.lists(PIECES, min_size=1, max_size=12))
def test_a_rendered_text_means_the_same_as_its_elements(parts: list[tuple[str, str]]) -> None:
    text = "".join(snippet + gap for snippet, gap in parts)
    block, line = prose.render(text, ADDRESSES), prose.inline(" ".join(text.split()), ADDRESSES)
    piece = prose.linked(f'<aside id="x">{block}<p class="by">{line}</p></aside>', lambda target: "")
    assert meaning(xhtml.copy(piece)) == meaning(xhtml.by_elements(piece))


def test_every_chapter_means_the_same_as_its_elements(monkeypatch: pytest.MonkeyPatch) -> None:
    reading = weave.weave(real().library)
    chapters = [part.body for article in reading.library.articles for part in edition(reading, article).parts]
    assert [meaning(xhtml.copy(chapter)) for chapter in chapters] == [
        meaning(xhtml.by_elements(chapter)) for chapter in chapters
    ]
    monkeypatch.setattr(xhtml, "by_elements", lambda html: "")
    assert sum(map(bool, map(xhtml.copy, chapters))) > len(chapters) / 2


@pytest.mark.parametrize(
    ("piece", "written"),
    [
        ("<p>one<br>two &amp; &quot;three&quot;&nbsp;</p>", "<p>one<br />two &amp; &quot;three&quot;\xa0</p>"),
        ('<p>see <a href="">nothing</a> and <a>less</a></p>', "<p>see nothing and less</p>"),
        ('<a class="x" href="">y</a><a class="x" href="#z">z</a>', 'y<a class="x" href="#z">z</a>'),
        ('<span id="old"></span>', '<span id="old"></span>'),
        ('<a href="x&lt;y&gt;">z</a>', '<a href="x&lt;y&gt;">z</a>'),
        ("", ""),
        # element by element
        ('<a href="x<y>">z</a>', '<a href="x&lt;y&gt;">z</a>'),
        ('<a data-as-seen href="#z">z</a>', '<a href="#z">z</a>'),
        ('<a data-x="1" href="">z</a>', "z"),
        ('<p><br></p><p><br class="x"></p>', '<p><br /></p><p><br class="x" /></p>'),
        ("<hr><p>one<p>two", "<hr /><p>one</p><p>two</p>"),
        ("<p>one &eacute; &copy</p><!-- two --><?three?>", "<p>one é ©</p>"),
        ("a\x0bb", "a\ufffdb"),
        ("<![CDATA[<p>one</p>]]>", "one<p />]]&gt;"),
    ],
)  # fmt: skip
def test_html_becomes_xml(piece: str, written: str) -> None:
    assert xhtml.copy(piece) == written
    assert meaning(written) == meaning(xhtml.by_elements(piece))
