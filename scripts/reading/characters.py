"""Characters in which copies of one text differ, and those that end a sentence."""

from __future__ import annotations

import re

QUOTES = dict.fromkeys(map(ord, "‘’‚‛“”„‟«»‹›′″`´ʼʻ'\""), None)
INVISIBLE = dict.fromkeys(
    [
        0x00AD,
        0x200B,
        0x200C,
        0x200D,
        0x2060,
        0xFEFF,
        0x180E,
        0x200E,
        0x200F,
        *range(0x202A, 0x202F),
        *range(0x2066, 0x206A),
    ],
    None,
)
LIGATURES = str.maketrans({chr(0xFB00 + n): s for n, s in enumerate(("ff", "fi", "fl", "ffi", "ffl", "st", "st"))})

ENDS = ".!?…。！？"  # what a sentence ends with
CLOSERS = "\"'”’»)]"  # what may follow that end and still belongs to the sentence
OPENERS = "\"'“‘«(["  # what may stand before the first word of a sentence

# A footnote's mark: [12] or ¹² after a word or its punctuation, or a number that a PDF set on the line (“it.12 The”).
FOOTNOTE = re.compile(
    r"(?<=[\w.,;:!?)”’\"'»…])(?:(?:\[\d{1,3}\])+|[¹²³⁰⁴-⁹]{1,3})"
    r"|(?<=[a-z]{3}[.,;])\d{1,2}(?=\s+[\"“‘]?[A-Z]|\s*$)"
)

NO_XML = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")  # all but XML 1.0, section 2.2
NO_MARK = re.compile(r"[^\d\[¹²³⁰⁴-⁹]*")
DROPPED = QUOTES | INVISIBLE | LIGATURES


def without_typography(text: str) -> str:
    """A text without quotation marks, invisible characters, ligatures and the marks of footnotes."""
    return (text if NO_MARK.fullmatch(text) else FOOTNOTE.sub("", text)).translate(DROPPED)


def listed(words: str) -> frozenset[str]:
    """The words of a list that is written with blanks between them."""
    return frozenset(words.split())
