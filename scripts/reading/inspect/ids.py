"""Rules: ids stand once, and whatever names an element of its page names one that is there."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from ..model import Place
from .built import Built
from .fault import Fault
from .reader import is_broken

WANTED = {
    "": "no element has", "labelled": "no field has", "cell": "no cell of a table has", "datalist": "no <datalist> has",
    "form": "no <form> has", "map": "no <map> has as its name",
}  # fmt: skip


def duplicate_id(site: Built) -> Iterator[Fault]:
    """An id stands once on a page."""
    for page in site.pages.values():
        if len(page.ids) == len(set(page.ids)):
            continue
        for name, times in sorted(Counter(page.ids).items()):
            if times > 1 and name:
                says = f'id="{name}" stands {"twice" if times == 2 else f"{times} times"} on the page'
                text = page.again()
                found = list(re.finditer(rf"""\sid\s*=\s*["']?{re.escape(name)}(?=["'\s>])""", text, re.I))
                line = text.count("\n", 0, found[1].start()) + 1 if len(found) > 1 else 1
                yield site.page_fault(page, "duplicate_id", says, "Rename one of them.", line)


def broken_id(site: Built) -> Iterator[Fault]:
    """An id is not empty and has no blanks."""
    for page in site.pages.values():
        for name in filter(is_broken, page.ids):
            says = f'id="{name}" is empty' if not name else f'id="{name}" has a blank in it'
            yield site.page_fault(page, "broken_id", says, "Use letters, digits and hyphens.", page.line(name, "id"))


def dead_reference(site: Built) -> Iterator[Fault]:
    """Labels, ARIA attributes, image maps, table headers and the like name elements of their page."""
    for page in site.pages.values():
        for pointer in page.pointers:
            wrong = f"{pointer} names “{pointer.name}”, which {WANTED[pointer.wanted]}"
            place = Place(page.path, page.line(pointer.value, pointer.attribute))
            advice = f'Give an element id="{pointer.name}", or correct the name.'
            yield Fault(place, "dead_reference", f"{wrong}.", advice, False, str(pointer), pointer.name, wrong)
