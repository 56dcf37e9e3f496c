"""Takes pictures of the main pages at three widths, light and dark; `make screenshots` puts them into out/."""

from __future__ import annotations

import sys
from pathlib import Path

from chromium import chromium, served

PAGES = {
    "home": "index.html",
    "article": "articles/hanoi-2-0/index.html",
    "passage": "articles/hanoi-2-0/index.html#the-draft",
    "print": "articles/hanoi-2-0/print.html",
    "nowhere": "404.html",
    "notes": "articles/hanoi-2-0/notes.html",
    "claims": "articles/hanoi-2-0/claims.html",
    "map": "articles/hanoi-2-0/claims.html#map_",
    "actor": "actors/kim-jong-un.html",
    "draft": "agreements/hanoi-draft.html",
    "sheet": "agreements/hanoi-draft.html#term-sheet",
    "provision": "agreements/hanoi-draft.html#snapback-clause",
    "positions": "positions/index.html",
    "as-of": "positions/as-of/index.html#as-of-2019-03-01",
    "topic": "positions/denuclearisation.html",
    "timeline": "timeline.html",
    "picture": "timeline.html#picture_",
    "sources": "sources.html",
    "contribute": "contributing/index.html",
    "data": "data/index.html",
}
WIDTHS = (360, 800, 1366)


def take(site: Path, folder: Path, names: list[str]) -> None:
    """Pictures of the named pages (all without names) of a built site, one file for each width and colour."""
    folder.mkdir(parents=True, exist_ok=True)
    with served(site) as address, chromium() as browser:
        for dark in (False, True):
            for width in WIDTHS:
                context = browser.new_context(
                    viewport={"width": width, "height": 900}, color_scheme="dark" if dark else "light"
                )
                page = context.new_page()
                for name in names or list(PAGES):
                    page.goto("about:blank")
                    page.goto(f"{address}/{PAGES[name]}")
                    page.wait_for_timeout(250)
                    page.screenshot(path=folder / f"{name}-{width}-{'dark' if dark else 'light'}.png")
                context.close()


if __name__ == "__main__":
    take(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3:])
