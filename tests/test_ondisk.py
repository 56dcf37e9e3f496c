"""What lies on disk comes back as it was: bytes in any chunks, texts, and things by name."""

from __future__ import annotations

import ctypes
import gc

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reading import memory, ondisk
from reading.model import Export, Text
from reading.ondisk import Filed, OnDisk, Room

SIZES = st.integers(1, 50)
FILES = st.lists(st.lists(st.binary(max_size=40), max_size=5), max_size=5)


@given(files=FILES, chunk=SIZES, waiting=SIZES)
def test_the_parts_of_files_come_back_in_order(files: list[list[bytes]], chunk: int, waiting: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ondisk, "CHUNK", chunk)
        patch.setattr(ondisk, "WAITING", waiting)
        room = Room()
        stretches = [room.stretch(parts) for parts in files]
        for _ in range(2):
            assert [b"".join(stretch) for stretch in stretches] == [b"".join(parts) for parts in files]
            assert b"".join(room) == b"".join(part for parts in files for part in parts)
        assert all(len(part) <= chunk for stretch in stretches for part in stretch)


def test_a_file_of_data_is_the_same_in_one_part_and_on_disk() -> None:
    text = "naïve – 김정은\n" * 3
    whole = Export("data/x.csv", (text.encode(),), "text/csv", "", 3)
    stored = Export("data/x.csv", Room().stretch([text[:9].encode(), text[9:].encode()]), "text/csv", "", 3)
    assert stored.content == whole.content == text and stored.stored == whole.stored
    assert stored.size == whole.size == len(text.encode()) > len(text)


@given(texts=st.lists(st.text(st.characters(codec="utf-8")), min_size=1, max_size=9), block=SIZES, waiting=SIZES)
def test_a_text_on_disk_is_the_text(texts: list[str], block: int, waiting: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ondisk, "BLOCK", block)
        patch.setattr(ondisk, "WAITING", waiting)
        room, filed = Room(), list[Filed]()
        for line, text in enumerate(texts):
            filed.append(Filed(room, text, line))
            told = [(t.text, t.line, str(t)) for t in filed]  # also before all of a block is there
            assert told == [(text, line, text) for line, text in enumerate(texts[: len(filed)])]
    assert isinstance(filed[0], Text) and filed[0] == Filed(Room(), texts[0], 0) != Filed(room, texts[0], 1)


def test_what_is_not_yet_written_can_be_read_and_is_not_written_for_it() -> None:
    room = Room()
    places = [room.add(name) for name in (b"one", b"three")]
    assert [room.read(at, 3) for at in places] == [b"one", b"thr"] and not room._file.seek(0, 2)


def test_things_by_name() -> None:
    things = OnDisk[dict[str, int]]()
    for name in ("b/x", "a", "b"):
        things.add(name, {name: 1})
    things.add("a", {"a": 2})
    things.remove("none")
    things.sort()
    assert things.names == ("a", "b", "b/x") and things[0] == {"a": 2} == things.named("a") and len(things) == 3
    assert things[1:] == [{"b": 1}, {"b/x": 1}] == list(things)[1:]


@pytest.mark.parametrize("missing", [AttributeError, OSError, TypeError])
def test_a_system_without_glibc_is_left_alone(missing: type[Exception], monkeypatch: pytest.MonkeyPatch) -> None:
    def library(name: object) -> object:
        raise missing(name)

    monkeypatch.setattr(ctypes, "CDLL", library)
    before = gc.get_threshold()
    memory.prepare()
    memory.give_back()
    gc.set_threshold(*before)


def test_what_a_full_disk_cut_off_is_written_again_in_its_place(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ondisk, "WAITING", 6)
    room = Room()
    disk = room._file

    class Full:
        """Takes two bytes, and no more."""

        seek = disk.seek

        def write(self, data: memoryview) -> int:
            if len(data) < 6:
                raise OSError("the disk is full")
            return disk.write(data[:2])

    room._file = Full()  # type: ignore[assignment]
    assert room.add(b"one") == 0
    with pytest.raises(OSError, match="full"):
        room.add(b"two")
    room._file = disk
    assert [room.read(at, 3) for at in (0, 3, room.add(b"six"))] == [b"one", b"two", b"six"]
