"""A library is the same, whether its files were taken apart now, at the last build, or by this process before."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from conftest import SMALL
from hypothesis import given, settings
from hypothesis import strategies as st
from test_cache import SECOND

from reading import checks, frontmatter, leftovers, once, refs
from reading.cache import FILE, Cache
from reading.checks import check, form
from reading.header import CONTROL
from reading.load import Loaded, load
from reading.model import Library, Problem

NOTE = "articles/later/notes/an-answer.md"


def two_articles(folder: Path) -> Path:
    shutil.copytree(SMALL / "docs", folder / "docs")
    for name, text in SECOND.items():
        file = folder / "docs" / "articles" / "later" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return folder


def made(root: Path, cache: Cache | None = None) -> tuple[Loaded, tuple[Problem, ...]]:
    """A library as a new process would load and check it."""
    once.forget()
    loaded = load(root, cache=cache)
    return loaded, check(loaded.library, cache)


# ---- what people do to a file ---------------------------------------------------------------------------------------


def word(text: str, dice: random.Random) -> str:
    return f"{text.rstrip()} Edited {dice.random()}, “so”.\n"


def draft(text: str, dice: random.Random) -> str:
    return text.replace("---\n", "---\ndraft: yes\n", 1) if "draft:" not in text else text.replace("draft: yes\n", "")


def slip(text: str, dice: random.Random) -> str:
    return text.replace("\n", "\nodd: field\n", 1) if dice.random() < 0.5 else text.replace("---", "--", 1)


def mend(text: str, dice: random.Random) -> str:
    return text.replace("odd: field\n", "").replace("--\n", "---\n", 1) if not text.startswith("---") else text


def windows(text: str, dice: random.Random) -> str:
    return "\ufeff" * (dice.random() < 0.5) + text.replace("\n", "\r\n").replace("\r\r", "\r")


def unfinished(text: str, dice: random.Random) -> str:
    return f"{text.rstrip()}\n\nTo do: more, and ![a picture](x.png) and {{{{ a tag }}}}.\n"


def emptied(text: str, dice: random.Random) -> str:
    return text.rpartition("---\n")[0] + "---\n"


DEEDS: tuple[Callable[[str, random.Random], str], ...] = (word, draft, slip, mend, windows, unfinished, emptied)


def do_something(docs: Path, dice: random.Random) -> None:
    file = dice.choice(sorted(docs.rglob("*.md")))
    text = file.read_bytes().decode()
    if dice.random() < 0.1:
        file.rename(file.with_name(f"new-{dice.randrange(1000)}.md"))
    elif dice.random() < 0.1:
        file.unlink()
    else:
        file.write_bytes(dice.choice(DEEDS)(text, dice).encode())


@pytest.mark.parametrize("seed", range(4))
def test_whatever_is_done_to_files_a_library_is_the_one_of_a_cold_start(tmp_path: Path, seed: int) -> None:
    root = two_articles(tmp_path / "here")
    dice = random.Random(seed)
    once.forget()
    served = [load(root)]
    seen = set()
    for _ in range(60):
        do_something(root / "docs", dice)
        served[:] = [load(root)]
        checked = check(served[0].library)
        cold = made(root)
        seen.add(len(cold[1]) + len(cold[0].problems))
        for _ in range(2):
            assert made(root, Cache(tmp_path / "cache")) == cold
        assert (served[0], checked) == cold
        once.forget()
        load(root)
    assert len(seen) > 5  # problems came and went


def test_a_file_is_taken_apart_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Otherwise the test above would pass without a cache."""
    root = two_articles(tmp_path / "here")
    before = made(root, Cache(tmp_path / "cache"))
    split, signs, taken = frontmatter.split, form.template_signs, list[str]()

    def splitting(file: str, content: str) -> frontmatter.Split:
        taken.append(file)
        return split(file, content)

    def looking(library: Library) -> Iterator[Problem]:
        taken.extend(thing.slug for thing in refs.things(library))
        return signs(library)

    monkeypatch.setattr(frontmatter, "split", splitting)
    monkeypatch.setattr(checks, "OF_A_FILE", (looking,))
    assert made(root, Cache(tmp_path / "cache")) == before and taken == []
    note = root / "docs" / NOTE
    note.write_text(note.read_text(encoding="utf-8") + "More.\n", encoding="utf-8")
    made(root, Cache(tmp_path / "cache"))
    assert taken == [f"docs/{NOTE}", "an-answer"]


def test_a_server_gets_the_very_same_things(tmp_path: Path) -> None:
    root = two_articles(tmp_path)
    once.forget()
    before = load(root).library
    note = root / "docs" / NOTE
    note.write_text(note.read_text(encoding="utf-8") + "More.\n", encoding="utf-8")
    after = load(root).library
    same = {thing.slug for thing, other in zip(before.notes, after.notes, strict=True) if thing is other}
    assert same == {thing.slug for thing in before.notes} - {"an-answer"}


def test_a_damaged_entry_is_as_good_as_none(tmp_path: Path) -> None:
    root = two_articles(tmp_path / "here")
    cold = made(root, Cache(tmp_path / "cache"))
    kept = tmp_path / "cache" / FILE
    whole = kept.read_bytes()
    for at in range(0, len(whole), 97):
        kept.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
        assert made(root, Cache(tmp_path / "cache")) == cold


def test_a_note_that_waited_for_its_article_is_checked_when_it_comes(tmp_path: Path) -> None:
    root = two_articles(tmp_path / "here")
    article, note = root / "docs" / "articles" / "later" / "article.md", root / "docs" / NOTE
    text = article.read_text(encoding="utf-8")
    article.write_text(text.replace("---\n", "---\ndraft: yes\n", 1), encoding="utf-8")
    note.write_text(note.read_text(encoding="utf-8") + "{{ a tag }}\n", encoding="utf-8")
    made(root, Cache(tmp_path / "cache"))
    article.write_text(text, encoding="utf-8")
    _, problems = made(root, Cache(tmp_path / "cache"))
    assert "template_signs" in {problem.rule for problem in problems if problem.place.file == f"docs/{NOTE}"}


# ---- what is asked first, because it is quick -----------------------------------------------------------------------


def test_what_is_printable_has_no_control_in_it() -> None:
    assert not [sign for sign in map(chr, range(0x110000)) if sign.isprintable() and CONTROL.match(sign)]


SIGNS = (
    *("[", "]", "(", ")", "*", "**", "a", "b c", "[[x]]", "[[x|y]]", "[a](https://b.c/d)", "*e*", "!", "\\", "`", "{"),
    *(
        "}",
        "{{",
        "%",
        "#",
        "## ",
        "\n",
        "|",
        "---",
        "[^1]",
        "::: a",
        "!!! note",
        " ",
        "https://x.y/z",
        "[w][r]",
        "<",
        ".",
    ),
)


@settings(max_examples=2000)
@given(st.lists(st.sampled_from(SIGNS), max_size=8).map("".join))
def test_in_what_looks_sound_nothing_is_left_over(text: str) -> None:
    if not leftovers.SIGN.search(form.SOUND.sub("", text)):
        assert [sign for sign in leftovers.markup(text) if not form.RENDERED.match(sign)] == []
        assert not form.TEMPLATE.search(text)
