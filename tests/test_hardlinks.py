"""A file of the last site becomes a file of the new one only where it is the same and has no other name."""

from __future__ import annotations

from pathlib import Path

import pytest

from reading import hardlinks

PARTS = (b"one", b"", b"two")


def put(folder: Path) -> Path:
    """The file that was put where `last` may be the same."""
    hardlinks.put(str(folder / "new"), PARTS, str(folder / "last"))
    assert (folder / "new").read_bytes() == b"onetwo"
    return folder / "new"


def test_what_is_the_same_is_the_same_file(tmp_path: Path) -> None:
    (tmp_path / "last").write_bytes(b"onetwo")
    assert put(tmp_path).samefile(tmp_path / "last")


@pytest.mark.parametrize("content", [b"", b"onetw", b"onetwo!", b"onettwo", b"ONETWO"])
def test_what_differs_is_written(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "last").write_bytes(content)
    assert not put(tmp_path).samefile(tmp_path / "last")
    assert (tmp_path / "last").read_bytes() == content


def test_nothing_before_is_no_fault(tmp_path: Path) -> None:
    put(tmp_path)


def test_a_file_with_another_name_is_left_to_it(tmp_path: Path) -> None:
    (tmp_path / "last").write_bytes(b"onetwo")
    (tmp_path / "mine").hardlink_to(tmp_path / "last")
    put(tmp_path).write_bytes(b"changed")
    assert (tmp_path / "mine").read_bytes() == b"onetwo"


def test_a_symbolic_link_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "mine").write_bytes(b"onetwo")
    (tmp_path / "last").symlink_to(tmp_path / "mine")
    put(tmp_path).write_bytes(b"changed")
    assert (tmp_path / "mine").read_bytes() == b"onetwo"


def test_a_disk_without_links_gets_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*names: str) -> None:
        raise PermissionError(1, "no links here")

    monkeypatch.setattr("os.link", refuse)
    (tmp_path / "last").write_bytes(b"onetwo")
    assert not put(tmp_path).samefile(tmp_path / "last")
