"""The system's chromium over a site served on this machine."""

from __future__ import annotations

import functools
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

# That a script has run is told by an event that does not bubble, but passes here on its way. An attribute says so, as
# the policy of our pages lets nobody wait for an expression.
RUN = """() => {
  const note = ({ src }) => src?.endsWith("/move.js") && (document.documentElement.dataset.moved = "")
  document.addEventListener("load", ({ target }) => note(target), true)
  performance.getEntriesByType("resource").forEach(({ name }) => note({ src: name }))
}"""
FLAGS = ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-background-networking"]


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Says nothing."""


@contextmanager
def served(site: Path) -> Iterator[str]:
    """The address, without a slash at its end, at which a folder is served until the block ends."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Quiet, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()


@contextmanager
def chromium() -> Iterator[Browser]:
    """A browser; raises `RuntimeError` with what to install where there is none."""
    path = shutil.which("chromium") or shutil.which("google-chrome") or shutil.which("chrome")
    if path is None:
        raise RuntimeError("no chromium here; install it (Debian: apt-get install chromium)")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        try:
            yield browser
        finally:
            browser.close()


def opened(browser: Browser, width: int = 1366, dark: bool = False, scripts: bool = True, *, height: int = 900) -> Page:
    """An empty page of a reader whose system wishes light or dark, with or without scripts."""
    context = browser.new_context(
        viewport={"width": width, "height": height},
        color_scheme="dark" if dark else "light",
        java_script_enabled=scripts,
    )
    return context.new_page()


def moved(page: Page) -> None:
    """A reader's first move on a page; waits until the script that comes with it has run."""
    if not page.locator("script[src$='find.js']").count():
        return  # the page for print has none
    page.evaluate(RUN)
    page.mouse.move(40, 300)
    page.mouse.move(60, 320)
    page.wait_for_selector("[data-moved]", state="attached")
