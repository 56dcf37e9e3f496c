"""Keeps a build small, as far as Python and the C library let themselves be told."""

from __future__ import annotations

import ctypes
import gc
from contextlib import suppress

LARGE = 2**20  # bytes; what is larger goes back to the system as soon as it is free
MMAP_THRESHOLD = -3  # `M_MMAP_THRESHOLD` of glibc, which else keeps ever larger blocks (mallopt(3))
TRIM_THRESHOLD = -1  # `M_TRIM_THRESHOLD`: else a parsed page goes back each time, and the next is made of new memory
SPARE = LARGE  # bytes that are kept for what comes next


def prepare() -> None:
    """Sets both up for a build."""
    gc.set_threshold(100_000)  # what a build makes is needed for long, and looking through it again takes time
    _told("mallopt", MMAP_THRESHOLD, LARGE)
    _told("mallopt", TRIM_THRESHOLD, SPARE)


def give_back() -> None:
    """Gives what is free back to the system; to be called where much has become so."""
    gc.collect()
    _told("malloc_trim", 0)


def leave() -> None:
    """To be called at the end of a build: else Python looks through all of it once more before it lets go of it all."""
    gc.freeze()


def _told(name: str, *values: int) -> None:
    """Calls a function of glibc; other systems have none of that name."""
    with suppress(AttributeError, OSError, TypeError):
        getattr(ctypes.CDLL(None), name)(*values)
