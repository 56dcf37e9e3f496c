"""What strangers send is shown harmlessly: rendered HTML holds nothing but the allow-list."""

from __future__ import annotations

import posixpath
import re

import pytest
from conftest import ROOT, SMALL, run
from hypothesis import given, settings
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from reading import mentions, plain, prose
from reading.mentions import link_names
from reading.model import Actor, Address, Text
from reading.prose import linked, relative, render
from reading.refs import every_text
from reading.site import journey

ADDRESSES = {
    "kim": Address("actors/kim.md", "", "Kim <b>", "actor"),
    "gate": Address("agreements/draft.md", "gate", "The gate", "provision"),
}
HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg><style><!--</style><img src=x onerror=alert(1)>",
    "[x](javascript:alert(1))",
    "[x](&#106;avascript:alert(1))",
    "[x](java\tscript:alert(1))",
    "[x](data:text/html,<script>alert(1)</script>)",
    "[x](vbscript:x)",
    "![x](https://evil.example/pixel.png)",
    "<https://ok.example/><javascript:alert(1)>",
    "[x][r]\n\n[r]: javascript:alert(1)",
    "# Heading {: onclick=alert(1) }",
    "para\n{: onmouseover=alert(1) #__config }",
    "[x](https://ok.example){: onclick=alert(1) }",
    '<a id="__search" name="getElementById">x</a>',
    "<iframe src=https://evil.example></iframe>",
    "<form action=https://evil.example><input></form>",
    '<meta http-equiv="refresh" content="0;url=https://evil.example">',
    "```mermaid\ngraph TD\n```",
    "--8<-- \"mkdocs.yml\"",
    "`<script>alert(1)</script>`",
    "[[kim|<script>alert(1)</script>]]",
    "[[<script>alert(1)</script>]]",
    "[x](//evil.example/a)",
    "[x](../../../etc/passwd)",
    "</div></section><script>alert(1)</script>",
    "<!-- --><script>alert(1)</script>",
    "| a |\n|:-:|\n| <b onclick=x> |",
]  # fmt: skip


def active(html: str) -> list[str]:
    """Everything in some HTML that could run, load, send or clobber."""
    found = []
    for node in LexborHTMLParser(f"<main>{html}</main>").css("main *"):
        if node.tag not in prose.TAGS | {"span", "tbody"}:
            found.append(f"<{node.tag}>")
        for name, value in node.attributes.items():
            fine = name == "href" and re.match(r"https?://|mailto:|reading:", value or "")
            if not fine:
                found.append(f"{name}={value}")
    return found


@pytest.mark.parametrize("body", HOSTILE)
def test_hostile_bodies_come_out_harmless(body: str) -> None:
    assert active(render(body, ADDRESSES)) == []


@settings(max_examples=200, deadline=None)
@given(
    st.lists(st.sampled_from([*HOSTILE, "word", "\n\n", "> ", "- ", "[", "](", ")", "`", "*", "<", "[["])).map("".join)
)
def test_no_mixture_of_them_gets_through(body: str) -> None:
    assert active(render(body[:2000], ADDRESSES)) == []


def localised(html: str) -> str:
    """HTML with its links made relative to a page at the top."""
    return linked(html, lambda target: relative(target, "terms.md", ".html"))


@settings(max_examples=300, deadline=None)
@given(st.text() | st.text("[]()<>*_`!&#;:|\\\"'/=\n ajx").map(lambda t: t[:400]))
def test_no_text_gets_through_a_block_or_a_line(text: str) -> None:
    for html in (render(text, ADDRESSES), prose.inline(text, ADDRESSES)):
        assert active(html) == [] and active(localised(html).replace('href="', 'href="reading:')) == []


def test_a_body_that_would_take_minutes_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(prose, "SECONDS", 0.2)
    with pytest.raises(prose.TooSlow):
        render("[" * 8000, ADDRESSES)


@pytest.mark.parametrize(
    "text", ["- one\n\n- two", "> said", "    code", "| a |\n| - |", "1. one", "[x]: https://a.example"]
)
def test_a_line_holds_no_block(text: str) -> None:
    html = prose.inline(text, ADDRESSES)
    blocks = ", ".join(f"main {tag}" for tag in ("p", "ul", "ol", "blockquote", "pre", "table"))
    assert not LexborHTMLParser(f"<main>{html}</main>").css(blocks)


def test_a_slow_text_is_a_problem_with_its_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(prose, "SECONDS", 0.000_001)
    monkeypatch.setattr(plain, "paragraphs", lambda text, target: None)
    found = run(SMALL).problems
    assert [(p.rule, p.place.file.partition("/")[0]) for p in found] == [("tangled_brackets", "docs")]


def test_names_are_left_alone_inside_links_code_and_mentions() -> None:
    actor = Actor(slug="kim", file="f", parent="", body=Text("x", 1), name=Text("Kim", 1), kind=Text("person", 1),
                  summary=Text("x", 1), sources=())  # fmt: skip
    text = "`Kim` [Kim here](https://kim.example/Kim) [[gate|Kim]] but Kim"
    assert link_names(text, (actor,)) == text.replace("but Kim", "but [[kim|Kim]]")


def test_mentions_become_links_relative_to_the_page() -> None:
    html = localised(render("See [[kim]] and [[gate|that gate]] and [[nobody]].", ADDRESSES))
    assert '<a href="actors/kim.html">Kim &lt;b&gt;</a>' in html
    assert '<a href="agreements/draft.html#gate">that gate</a>' in html
    assert "nobody" in html and "[[" not in html


@pytest.mark.parametrize(
    ("target", "page", "ending", "way"),
    [
        ("actors/kim.md", "index.md", ".md", "actors/kim.md"),
        ("index.md", "actors/kim.md", ".html", "../index.html"),
        ("a/b.md#x", "a/b.md", ".html", "#x"),
        ("a/b.md#x", "a/b.md", ".md", "b.md#x"),
        ("a/c.md", "a/b.md", ".html", "c.html"),
    ],
)
def test_ways_between_pages(target: str, page: str, ending: str, way: str) -> None:
    assert relative(target, page, ending) == way


SNIPPETS = st.sampled_from(
    [
        *("word", "Ada’s", "don't", "it's", "80's", "“quoted words”", "(a remark)", "2019.", "1.", "2)", "12"),
        *("[[kim]]", "[[gate|the gate]]", "[[kim|]]", "[[nobody]]", "[[kim]]'s", "[[nobody|some words]]", "*[[kim]]*"),
        *("*soft*", "**hard**", "*a*b", "**", "*", "_low_", "-", "–", "—", "+", "#", ">", "|", "`", "&", "&amp;", "<"),
        *("[here](https://a.example/x_y?z=1#w)", "![x](https://a.example/)", "[[kim]](https://a.example)"),
        *(
            "[x](relative.md)",
            "https://a.example/",
            "\\",
            "'",
            '"',
            ":",
            ";",
            "!",
            "?",
            "…",
            "%",
            "$",
            "=",
            "---",
            "===",
        ),
    ]
)
GAPS = st.sampled_from(
    [" ", " ", " ", "", "  ", "\n", "\n\n", "\n- ", "\n\n- ", "\n    ", "\n1. ", "  \n", "\n\n\n", "\t"]
)


@settings(max_examples=600, deadline=None)
@given(st.lists(st.tuples(SNIPPETS, GAPS), min_size=1, max_size=12))
def test_the_short_way_to_html_ends_where_markdown_does(parts: list[tuple[str, str]]) -> None:
    """The oracle is Python-Markdown with the allow-list, as every other text goes through it."""
    text = "".join(snippet + gap for snippet, gap in parts)
    way = prose.Renderer(ADDRESSES)
    line = " ".join(text.split())
    assert plain.paragraphs(text, way.target) in (None, way.by_markdown(text))
    assert way.inline(line) == re.sub(r"\A<p>|</p>\Z", "", way.line_by_markdown(line))


def test_the_short_way_takes_nearly_every_text_of_the_library() -> None:
    texts = [text.text for _, text in every_text(journey(ROOT).library) if text.text]
    short = [text for text in texts if plain.paragraphs(text, lambda slug: None) is not None]
    assert len(short) > 0.9 * len(texts)


@given(st.text("*`>- \n\tab"))
def test_a_text_without_markup_has_lost_its_signs_and_none_of_its_words(text: str) -> None:
    """Signs of emphasis and code go wherever they stand, those of a quotation or an item where a line begins."""
    signs = re.compile(r"\*\*|\*|`|^>\s?|^[-*]\s", re.M)
    assert mentions.plain(text, {}) == " ".join(signs.sub("", text).split())


FOLDERS = st.lists(st.sampled_from(["a", "b", "as-of", "a-b"]), max_size=3)


@given(FOLDERS, FOLDERS, st.sampled_from(["index.md", "a.md", "b.epub"]))
def test_a_way_is_the_one_that_leads_from_folder_to_folder(here: list[str], there: list[str], name: str) -> None:
    target, page = "/".join([*there, name]), "/".join([*here, "page.md"])
    way = posixpath.relpath(target, posixpath.dirname(page) or ".")
    assert relative(target, page, ".html") == f"{way.removesuffix('.md')}.html"
    assert relative(f"{target}#there", page, ".md") == f"{way.removesuffix('.md')}.md#there"
    assert relative(f"{page}#there", page, ".html") == "#there"
