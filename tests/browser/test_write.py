"""The form for a note, in a real browser: what it says, what it makes, and that what is typed stays text."""

from __future__ import annotations

import gzip
import shutil
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from chromium import chromium, served
from conftest import ROOT, build
from playwright.sync_api import Browser, Page

from reading.commands_contribute import problems_of

PAGE = "contributing/write.html"
HOSTILE = "</script><img src=x onerror=alert(1)><b>x</b> {{ x }} javascript:alert(1)"


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    site = tmp_path_factory.mktemp("forge") / "site"
    done = build(
        ROOT, site, {"FORGE_URL": "https://github.com/owner/project", "REPOSITORY_BRANCH": "main", "EDIT_URI": ""}
    )
    assert done.returncode == 0, done.stdout + done.stderr
    with served(site) as there:
        yield there


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as running:
        yield running


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    """A new tab on a phone; what its console says, dialogs it opens and requests that leave fail the test."""
    context = browser.new_context(viewport={"width": 360, "height": 780})
    tab = context.new_page()
    said: list[str] = []
    tab.on("console", lambda message: said.append(message.text))
    tab.on("pageerror", lambda error: said.append(str(error)))
    tab.on("dialog", lambda dialog: said.append(dialog.message))
    tab.on("request", lambda r: said.append(r.url) if not r.url.startswith((address, "blob:")) else None)
    tab.goto(f"{address}/{PAGE}")
    yield tab
    context.close()
    assert said == []


def fill(page: Page, **values: str) -> None:
    for name, value in values.items():
        control = page.locator(f"#write-{name}")
        if control.evaluate("c => c.tagName") == "SELECT":
            control.select_option(value)
        else:
            control.fill(value)


def told(page: Page) -> str:
    return " ".join(page.locator("#write-note .wrong").all_text_contents())


def library_with(folder: Path, name: str, text: str) -> list[str]:
    """What the check says of a note in the real library, each as “wrong advice”."""
    shutil.copytree(ROOT / "docs", folder / "docs")
    file = f"docs/articles/hanoi-2-0/notes/{name}.md"
    (folder / file).write_text(text, encoding="utf-8")
    return [
        f"{p.wrong[0].upper()}{p.wrong[1:]} {p.advice}"
        for p in problems_of(folder)
        if p.place.file == file and not p.notice
    ]


def test_a_bad_note_is_told_what_the_check_would_tell(page: Page, tmp_path: Path) -> None:
    quote = " ".join(["word"] * 16)
    fill(page, passage="hanoi-2-0 the-draft", quote=quote, body="See [[no-such-thing]].", sources="no-such-source")
    fill(page, date="2026-03-02", slug="my-bad-note")
    page.get_by_role("button", name="Check").click()
    text = (
        f"---\nby:\npassage: the-draft\nquote: {quote}\nkind: comment\ndate: 2026-03-02\n"
        "sources: [no-such-source]\n---\nSee [[no-such-thing]].\n"
    )
    shown = told(page)
    by_checks = library_with(tmp_path / "one", "my-bad-note", text.replace("by:", "by: A"))
    assert len(by_checks) == 3
    assert [
        sentence
        for sentence in (*by_checks, *library_with(tmp_path / "two", "my-bad-note", text))
        if sentence not in shown
    ] == []
    assert page.locator("#write-note .ways").is_hidden()
    assert "4 things want a look." in page.locator("#write-note [role=status]").inner_text()
    assert page.evaluate("document.activeElement.getAttribute('aria-invalid')") == "true"


@pytest.mark.parametrize(
    ("slug", "words"), [("../x", "no file name"), ("the-draft", "already the name"), ("", "is empty")]
)
def test_a_bad_file_name_is_told(page: Page, slug: str, words: str) -> None:
    fill(page, slug=slug)
    page.get_by_role("button", name="Check").click()
    assert words in page.locator("#write-slug-wrong").inner_text()


def test_a_good_note_by_keyboard_alone_passes_the_check(page: Page, tmp_path: Path) -> None:
    page.locator("#write-passage").focus()
    answers = [
        "T",
        "",
        "d",
        "A: title",
        "One thought on [[the-draft]].\n\nAnd “more” – é 한.",
        "un-1718-list",
        "Anna: B",
    ]
    for answer in answers:  # passage, words, kind, title, body, sources, by; the date is today's
        page.keyboard.type(answer)
        page.keyboard.press("Escape")  # closes a list of suggestions
        page.keyboard.press("Tab")
    page.locator("#write-slug").focus()
    page.keyboard.type("a-note-of-my-own")
    page.keyboard.press("Escape")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert told(page).strip() == ""
    assert page.evaluate("document.activeElement.textContent") == "What you will send"
    with page.expect_download() as started:
        page.get_by_text("Download the file").click()
    assert started.value.suggested_filename == "a-note-of-my-own.md"
    text = Path(started.value.path()).read_text(encoding="utf-8")
    assert 'title: "A: title"' in text and 'by: "Anna: B"' in text and "sources: [un-1718-list]" in text
    assert library_with(tmp_path, "a-note-of-my-own", text) == []
    parts = urlsplit(page.get_by_text("Open the pull request").get_attribute("href") or "")
    query = parse_qs(parts.query)
    assert f"{parts.netloc}{parts.path}" == "github.com/owner/project/new/main"
    assert query == {"filename": ["docs/articles/hanoi-2-0/notes/a-note-of-my-own.md"], "value": [text]}
    assert page.locator("#write-note pre").inner_text().strip() == text.strip()


def good(page: Page) -> None:
    fill(
        page, passage="hanoi-2-0 the-draft", body="One thought.", by="Anna", date="2026-03-02", slug="a-note-of-my-own"
    )
    page.get_by_role("button", name="Check").click()


def test_what_is_typed_stays_text_and_no_page_grows_wider(page: Page, tmp_path: Path) -> None:
    good(page)
    fill(page, body=f"{HOSTILE}\n\n{'x' * 500}", by=HOSTILE, title=HOSTILE, quote="[a]: b # c")
    assert page.locator("#write-note .said").inner_text().count("<img src=x onerror=alert(1)>") == 2
    assert page.locator("#write-note :is(img, b, script)").count() == 0
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    with page.expect_download() as started:
        page.get_by_text("Download the file").click()
    text = Path(started.value.path()).read_text(encoding="utf-8")
    told_by_check = library_with(tmp_path, "a-note-of-my-own", text)  # the rules on markup are left to it
    assert len(told_by_check) == 4 and "begins an HTML tag" in " ".join(told_by_check)
    assert "would be shown as it stands" in " ".join(told_by_check)


def test_a_long_note_has_no_link_but_can_be_taken_along(page: Page) -> None:
    good(page)
    assert page.get_by_text("Open the pull request").is_visible()
    fill(page, body="word " * 1200)
    assert page.get_by_text("Open the pull request").is_hidden()
    assert page.get_by_text("Download the file").is_visible()


def test_copying_gives_the_text(page: Page) -> None:
    good(page)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="Copy the text").click()
    page.wait_for_function("document.querySelector('#write-note [role=status]').textContent === 'Copied.'")
    assert page.evaluate("navigator.clipboard.readText()").startswith("---\nby: Anna\npassage: the-draft\n")


def test_a_link_fills_in_the_passage_and_the_words(page: Page, address: str) -> None:
    page.goto(f"{address}/articles/hanoi-2-0/index.html")
    link = page.locator("#the-draft").get_by_text("use the form")
    href = link.get_attribute("href") or ""
    assert link.get_attribute("aria-label") and href.endswith("?article=hanoi-2-0&passage=the-draft")
    link.click()
    assert page.locator("#write-passage").input_value() == "hanoi-2-0 the-draft"
    page.goto(f"{address}/{PAGE}?passage=the-draft&quote=%3Cb%3Etwo%20words%0A")
    assert page.locator("#write-quote").input_value() == "<b>two words"


def test_what_was_typed_is_there_after_a_reload(page: Page) -> None:
    fill(page, body="One thought.")
    page.reload()
    assert page.locator("#write-body").input_value() == "One thought."


def test_without_scripts_there_is_the_template_and_no_dead_control(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}/{PAGE}")
    assert page.locator("article :is(input, button, select, textarea)").count() == 0
    assert "by: Your name" in page.locator("article pre.template").inner_text()
    assert page.get_by_text("Open it on the forge").is_visible()
    context.close()


def test_script_and_style_are_small() -> None:
    sizes = [len(gzip.compress((ROOT / "docs/assets" / name).read_bytes())) for name in ("write.js", "write.css")]
    assert sizes[0] < 4000 and sizes[1] < 1000, sizes
