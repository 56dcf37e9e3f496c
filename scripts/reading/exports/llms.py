"""`llms.txt`: what the site is, its pages and its data, for language models (form: llmstxt.org)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from .. import refs, weave
from ..model import Agreement, Article, Export, Reading, Topic
from .desk import FOLDER, Desk, line

PATH = "llms.txt"
ABOUT = (
    "Each article is read passage by passage. The author’s own text is not on this site: a passage is a summary in our "
    "words, with the number and the id that our other pages and data use. Notes are by readers and editors; a verdict "
    "judges one claim against the sources named with it, and is no verdict on the author."
)


def file(reading: Reading, files: Iterable[Export]) -> Export:
    """One file in Markdown: a title, a summary in a quotation, and lists of links with what each leads to."""
    desk = Desk(reading, PATH)
    home = next(guide for guide in reading.library.guides if guide.file == "docs/index.md")
    sections = (
        ("Articles", list(_articles(desk))),
        ("Reference", list(_reference(desk))),
        ("Data", [_link(f.path.removeprefix(FOLDER), desk.file(f.path), f.about) for f in files]),
        ("Optional", list(_optional(desk))),
    )
    links = [link for _, part in sections for link in part]
    parts = [f"# {plain(home.title)}", f"> {plain(home.summary)}", ABOUT]
    parts += [f"## {name}\n\n" + "\n".join(part) for name, part in sections if part]
    about = "What is on this site, for language models."
    content = "\n\n".join(parts) + "\n"
    return Export(PATH, (content.encode(),), "text/markdown", about, len(links))


def _articles(desk: Desk) -> Iterator[str]:
    for article in desk.reading.library.articles:
        title, folder = f"{line(article.title)}", f"articles/{article.slug}"
        yield _link(title, desk.page(weave.article_page(article.slug)), _of(desk, article))
        for page, what in (("notes", "Notes"), ("claims", "Claims"), ("questions", "Open questions")):
            yield _link(f"{what} on {title}", desk.page(f"{folder}/{page}.md"), "")


def _of(desk: Desk, article: Article) -> str:
    return f"{desk.name(article.author)}, {line(article.publisher)}. {line(article.summary)}"


def _reference(desk: Desk) -> Iterator[str]:
    """The pages that list things, and one page for each agreement and topic."""
    library = desk.reading.library
    for guide in library.guides:
        if guide.slug in refs.LEADS and guide.slug != "index" and refs.guide_name(guide) in desk.reading.addresses:
            yield _link(line(guide.title), desk.page(weave.guide_page(guide)), line(guide.summary))
    listed: tuple[Agreement | Topic, ...] = (*library.agreements, *library.topics)
    for thing in listed:
        yield _link(line(thing.title), desk.to(thing.slug), line(thing.summary))


def _optional(desk: Desk) -> Iterator[str]:
    library = desk.reading.library
    for actor in library.actors:
        yield _link(line(actor.name), desk.to(actor.slug), line(actor.summary))
    for guide in library.guides:
        if guide.slug not in refs.LEADS:
            yield _link(line(guide.title), desk.page(weave.guide_page(guide)), line(guide.summary))


def _link(words: str, address: str, about: str) -> str:
    return f"- [{plain(words)}]({address})" + (f": {plain(about)}" if about else "")


def plain(text: object) -> str:
    """Words of ours or of a contributor on one line, which Markdown shows as they are."""
    return re.sub(r"([\\`*_\[\]<>#|!&])", r"\\\1", line(str(text)))
