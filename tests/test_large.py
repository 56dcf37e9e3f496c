"""In a library of more articles than anybody reads through, pages stay short and nothing is out of reach."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

import pytest
from conftest import run

from reading.bench import library
from reading.model import Page
from reading.pages.byarticle import ELSEWHERE, FULL, places
from reading.weave import weave

MORE = 3


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("large")
    library.write(folder, FULL + MORE)
    return folder


@pytest.fixture(scope="module")
def pages(root: Path) -> Mapping[str, Page]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("reading.pages.guides.ENOUGH", 4)  # the made-up library has three notes on each passage
        site = run(root)
    assert not [problem for problem in site.problems if not problem.notice]
    return {page.path: page for page in site.pages}


def indexes(body: str) -> list[tuple[str, str, int]]:
    """(article, thing, number) of each number that leads to the index of an article."""
    found = re.findall(r'<a href="(?:\.\./)*articles/([\w-]+)/names\.html#of_([\w-]+)">[^<]*</a> (\d+)', body)
    return [(article, thing, int(number)) for article, thing, number in found]


def test_an_actor_whom_all_articles_name_has_six_of_them_in_full(pages: Mapping[str, Page]) -> None:
    body = pages["actors/actor-0.md"].body
    mentions = body.partition("## Mentioned in")[2]
    assert mentions.count('<ul class="mentions"') == FULL
    assert f"<summary>{MORE} more articles</summary>" in mentions
    assert len(indexes(mentions)) == MORE and body.count("<summary>3 more articles</summary>") == 2


def test_what_a_page_leaves_out_is_in_the_index_of_the_article(root: Path, pages: Mapping[str, Page]) -> None:
    of = places(weave(run(root).library))
    told = [told for page in pages.values() for told in indexes(page.body)]
    assert len(told) > 50
    for article, thing, number in told:
        index = pages[f"articles/{article}/names.md"].body
        item = re.search(rf'<li id="of_{thing}">(.*?)</li>', index)
        assert item is not None, (article, thing)
        assert number <= len(of[thing][article]) == item[1].count("<a ") - 1


def test_a_line_about_a_source_has_a_number_for_each_article_that_cites_it_often(pages: Mapping[str, Page]) -> None:
    body = pages["sources.md"].body
    lines = [line.partition(ELSEWHERE)[0] for line in re.findall(r'<p class="mentions">Cited by: (.*?)</p>', body)]
    assert len(lines) > 10 and max(line.count("<a ") for line in lines) <= FULL + MORE


def test_what_wants_notes_is_told_article_by_article(pages: Mapping[str, Page]) -> None:
    rows = re.findall(r"<tr><td>(.*?)</td></tr>", pages["coverage.md"].body)
    assert len(rows) == FULL + MORE and all(row.count("<a ") == 1 + row.count("¶") <= 7 for row in rows)
    wanted = [row.count("¶") for row in rows]
    assert wanted == sorted(wanted, reverse=True) and wanted[0] > 1
    notes = sum(int(row.split("</td><td>")[1]) for row in rows)
    assert notes == library.NOTES * len(rows)
