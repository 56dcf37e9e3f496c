"""Pages of headings and finished HTML come out as Python-Markdown would have them."""

from __future__ import annotations

import re
from collections.abc import Sequence

import pytest
from conftest import ROOT, run
from hypothesis import given
from hypothesis import strategies as st
from markdown import Markdown
from mkdocs.utils.meta import get_data

from reading import door, headings
from reading.model import Page

LINK = "Link to this heading"
MARKDOWN = Markdown(
    extensions=["attr_list", "tables", "sane_lists", "toc"],
    extension_configs={"toc": {"permalink": True, "permalink_title": LINK, "toc_depth": 3}},
)


def bare(html: str) -> str:
    """HTML without the white space between tags, which engines set as they like."""
    return re.sub(r">\s+<", "><", html).strip()


def same(body: str) -> bool:
    """Whether the short way takes a page; asserts that it then ends where Markdown does."""
    shorter, blocks = door.without_html(body)
    short = headings.render(shorter, LINK, 3)
    if short is None:
        return False
    assert bare(door.with_html(short.html.encode(), blocks).decode()) == bare(MARKDOWN.reset().convert(body))
    assert short.toc == MARKDOWN.toc_tokens  # type: ignore[attr-defined]
    return True


@pytest.fixture(scope="module")
def pages() -> Sequence[Page]:
    return run(ROOT, text_at_hand=False).pages


def test_every_page_of_the_library(pages: Sequence[Page]) -> None:
    assert sum(same(page.body) for page in pages) > 0.7 * len(pages)


def test_front_matter_says_the_same_to_every_engine(pages: Sequence[Page]) -> None:
    edit = "https://forge.example/edit/main/docs/"
    for page in pages:
        body, header = get_data(door.markdown(page, edit))
        assert header == door.header(page, edit)
        assert body.strip() == page.body.strip()


ANY = st.text(st.characters(exclude_categories=["C"]))  # control characters are refused before (see `reader`)


@given(st.builds(Page, *[ANY] * 5, beside=st.tuples(st.tuples(ANY, st.just("a/b.md")))))
def test_any_words_are_the_same_in_front_matter(page: Page) -> None:
    assert get_data(door.markdown(page, ""))[1] == door.header(page, "")


WORDS = st.text(st.sampled_from("abc XY1“”’&;-.,?()¶é<>[]*_`#{}!\\ "), min_size=1, max_size=20)


@given(st.lists(st.tuples(st.integers(1, 4), WORDS, st.sampled_from(["", " { #own-id }", " { .class }"])), max_size=5))
def test_headings_of_any_words(lines: list[tuple[int, str, str]]) -> None:
    blocks = [f"{'#' * level} {words.strip()}{identity}" for level, words, identity in lines]
    same("\n\n".join(part for block in blocks for part in (block, "<p>Words.</p>")))
