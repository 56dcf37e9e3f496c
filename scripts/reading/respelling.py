"""Makes a name findable in its other spellings: without accents, transliterated another way, in its own script.

The theme's search neither folds accents nor knows that 김정은 is Kim Jong-un. So whatever names somebody carries the
other spellings at the end of its search text, where the excerpt of a result shows them if they are what was typed.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Mapping, Sequence

from selectolax.lexbor import LexborHTMLParser

ALSO = " Also written: "
WORD = re.compile(r"[^\W\d_]+")


def spellings(tree: LexborHTMLParser) -> dict[str, str]:
    """Other spellings by name, from the elements of a page that say so: `<p data-name="NAME" data-also="ONE, TWO">`."""
    found = tree.css("[data-also]")
    return {node.attributes["data-name"] or "": node.attributes["data-also"] or "" for node in found}


def by_first_word(names: Mapping[str, str]) -> dict[str, list[tuple[str, str]]]:
    """(name, other spellings) by the first word of the name, so that a text is compared with few of them."""
    found: dict[str, list[tuple[str, str]]] = {}
    for name, also in names.items():
        found.setdefault(WORD.findall(f"{name} x")[0], []).append((name, also))
    return found


def respelled(text: str, searched: str, names: Mapping[str, Sequence[tuple[str, str]]]) -> str:
    """A search text with the other spellings of what `searched` names; running it twice adds nothing.

    Both are escaped for HTML; `names` come from `by_first_word`.
    """
    bare = text.partition(ALSO)[0]
    plain = html.unescape(searched.partition(ALSO)[0])
    words = set(WORD.findall(plain))
    more = sorted({also for word in words & names.keys() for name, also in names[word] if name in plain})
    more += sorted({folded(word) for word in words if folded(word) != word})
    return bare + (html.escape(ALSO + ", ".join(more) + ".", quote=False) if more else "")


def folded(word: str) -> str:
    """A word without accents: Hà as Ha, Nguyễn as Nguyen. Other scripts stay as they are."""
    apart = unicodedata.normalize("NFD", word)
    latin = "".join(c for c in apart if not 0x300 <= ord(c) <= 0x36F)
    return unicodedata.normalize("NFC", latin).replace("đ", "d").replace("Đ", "D")
