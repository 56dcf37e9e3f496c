"""Tells what a browser or a PDF printed around a text from the text: page numbers, buttons, captions, notices.

Whole paragraphs only, and only what no author begins a paragraph with; what slips through is one passage too many,
which a person sees, and never a passage lost.
"""

from __future__ import annotations

import re

LONGEST = 40  # words: a paragraph with more is never clutter
PAGE = re.compile(r"\W*(?:page|p\.|seite)?\s*\d{1,3}(?:\s*(?:/|of|von)\s*\d{1,3})?[^\w.?!]*", re.I)

# Clutter whatever follows.
BEGINS = re.compile(
    r"(?:read (?:more|also|next|the full)|see also|also read|more on this|"
    r"related (?:articles?|stor|topics?|content|posts?)|"
    r"share (?:this|on|via|with)|sign (?:up|in) (?:for|to|with)|subscribe (?:to|now|for|today)|follow us|click here|"
    r"skip to |back to top|jump to |advertisement|sponsored|all rights reserved|©|\(c\) \d{4}|copyright |"
    r"(?:the )?views expressed (?:are|in|here|by the author)|"
    r"this (?:article|piece|text|essay) (?:was )?(?:originally|first) (?:published|appeared)|"
    r"(?:photo|image|picture|illustration)s?(?: credit| by|:)|source:|we use cookies|"
    r"this (?:site|website) uses cookies|"
    r"on .{4,80} wrote:$|-+ ?(?:original|forwarded) message|begin forwarded message|(?:from|to|cc|sent|subject): )",
    re.I,
)
# Clutter when nothing follows.
ALONE = re.compile(
    r"(?:share|tweet|print|e-?mail|save|copy link|listen|comments?|like|reply|menu|search|home|close|next|previous|"
    r"facebook|twitter|x|telegram|whatsapp|linkedin|reddit|pdf|download(?: pdf)?|loading|"
    r"(?:\d+|no) comments?|\d+ min(?:ute)?s?(?: read)?|reading time:? .{1,20}|"
    r"(?:last )?(?:published|updated):? .{1,40})"
    r"[\s.:…!|·]*",
    re.I,
)


def is_clutter(paragraph: str) -> bool:
    """Whether a whole paragraph is none of the author's, or holds no letter at all."""
    if not any(c.isalnum() for c in paragraph):
        return True
    if len(paragraph.split()) > LONGEST:
        return False
    return bool(BEGINS.match(paragraph) or ALONE.fullmatch(paragraph))


def is_page_number(line: str) -> bool:
    """Whether a line holds nothing but the number of a page, such as `12`, `- 12 -` or `Page 3 of 14`."""
    return PAGE.fullmatch(line) is not None
