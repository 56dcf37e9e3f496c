"""Takes pictures of the main pages at three widths, light and dark; `make screenshots` puts them into out/."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

FLAGS = ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-background-networking"]
PAGES = {
    "home": "index.html",
    "article": "articles/hanoi-2-0/index.html",
    "notes": "articles/hanoi-2-0/notes.html",
    "claims": "articles/hanoi-2-0/claims.html",
    "actor": "actors/kim-jong-un.html",
    "draft": "agreements/hanoi-draft.html",
    "positions": "positions/index.html",
    "topic": "positions/denuclearisation.html",
    "timeline": "timeline.html",
    "sources": "sources.html",
    "contribute": "contributing/index.html",
}
WIDTHS = (360, 800, 1366)


def take(site: Path, folder: Path, names: list[str]) -> None:
    """Pictures of the named pages (all without names) of a built site, one file for each width and colour."""
    folder.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        for dark in (False, True):
            for width in WIDTHS:
                context = browser.new_context(
                    viewport={"width": width, "height": 900}, color_scheme="dark" if dark else "light"
                )
                page = context.new_page()
                for name in names or list(PAGES):
                    page.goto((site / PAGES[name]).resolve().as_uri())
                    page.screenshot(path=folder / f"{name}-{width}-{'dark' if dark else 'light'}.png")
                context.close()
        browser.close()


if __name__ == "__main__":
    take(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3:])
