"""Rules: a page is whole, says what it is, and shows nothing of how it was made."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from .built import Built
from .fault import Fault
from .page import Page

# https://www.rfc-editor.org/rfc/rfc5646: two or three letters for a language, then script, region and the like.
LANGUAGE = re.compile(
    r"(?:[a-z]{2,3}(?:-[a-z]{4})?(?:-(?:[a-z]{2}|\d{3}))?(?:-[a-z0-9]{1,8})*|x-[a-z0-9-]+|i-[a-z]+)", re.I
)


def cut_off(site: Built) -> Iterator[Fault]:
    """A page is not empty, and is there to its end."""
    usual = sum(page.ended for page in site.pages.values()) * 2 >= len(site.pages)
    for page in site.pages.values():
        if page.blank:
            yield site.page_fault(page, "cut_off", "the page is empty", "Build the site again.")
        elif not page.ended and (page.broken_off or (usual and not (page.alias or page.snippet))):
            yield site.page_fault(page, "cut_off", "the page breaks off", "Build the site again.", page.lines)
        elif page.void:
            yield site.page_fault(page, "cut_off", "the page shows nothing", "Build the site again.")


def wrong_encoding(site: Built) -> Iterator[Fault]:
    """A file says how its letters are encoded, and it is true; no letter is lost or misread."""
    for page in site.pages.values():
        if page.misread:
            yield site.page_fault(
                page, "wrong_encoding", f"the page {page.misread}", "Save it as UTF-8.", cause="letters"
            )
        for element, what in dict.fromkeys(page.garbled) if not page.misread else ():
            says = f"{element} shows “{what}”, a letter that was lost or misread"
            yield site.page_fault(page, "wrong_encoding", says, "Read and save its source as UTF-8.", page.line(what))


def leftover_markup(site: Built) -> Iterator[Fault]:
    """No reader sees a mention, Markdown or a template tag that was not rendered; code may show them."""
    for page in site.pages.values():
        for element, what in dict.fromkeys(page.leftovers):
            says = f"{element} shows “{what}”, which was not rendered"
            yield site.page_fault(page, "leftover_markup", says, "Correct the text it comes from.", page.line(what))


def no_title(site: Built) -> Iterator[Fault]:
    """A page has a title."""
    for page in _whole(site):
        if not page.title:
            says = "the page has no <title>" if page.title is None else "the page’s <title> is empty"
            yield site.page_fault(page, "no_title", says, "Give it one.")


def no_language(site: Built) -> Iterator[Fault]:
    """A page says its language: `<html lang="en">`."""
    for page in _whole(site):
        if not page.language:
            yield site.page_fault(page, "no_language", "the page does not say its language", 'Write <html lang="en">.')
        elif not LANGUAGE.fullmatch(page.language):
            says = f'<html lang="{page.language}"> is no language'
            yield site.page_fault(page, "no_language", says, "Write a code such as en, ko or zh-Hant.")


def no_description(site: Built) -> Iterator[Fault]:
    """A page says in one line what it is: `<meta name="description">`."""
    for page in _whole(site):
        if page.title and not page.unlisted and not any(c.strip() for c in page.metas.get("description", ())):
            yield site.page_fault(page, "no_description", "the page has no description", "Give it one line of summary.")


def shared_title(site: Built) -> Iterator[Fault]:
    """No two pages in one language have the same title."""
    titled: dict[tuple[str, str], list[Page]] = defaultdict(list)
    for page in _whole(site):
        if page.title and not page.unlisted:
            titled[page.title, (page.language or "").casefold()].append(page)
    for (title, _), pages in titled.items():
        for page in pages if len(pages) > 1 else ():
            others = ", ".join(p.path for p in pages if p is not page)
            says = f"the <title> “{title}” is also that of {others if len(others) < 200 else f'{len(pages) - 1} pages'}"
            yield site.page_fault(page, "shared_title", says, "Give each page its own.", page.line("<title"), title)


def _whole(site: Built) -> Iterator[Page]:
    """The pages that are there to be read and are no snippets; what is cut off has its own rule."""
    return (page for page in site.content() if not page.snippet)
