"""Text that a reader should never see: Markdown, mentions and template tags left as typed, and garbled letters."""

from __future__ import annotations

import re
from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser, LexborNode

# Only a text that has one of these is read closely; bytes are searched far quicker than letters.
SIGNS = tuple(sign.encode() for sign in ("[", "{", "<", "*", ":::", "!!!", "\ufffd", "Ã", "Â", "â€"))
SIGN = re.compile("[\\[{<*:!\ufffdÃÂâ]")
CODE = frozenset(
    {"code", "pre", "kbd", "samp", "var", "tt", "script", "style", "template", "noscript", "textarea", "math", "option"}
)
MATH = ("arithmatex", "katex", "math", "MathJax")
ENDINGS = r"(?:md|html?|png|jpe?g|svg|webp|gif|pdf)"
MARKUP = re.compile(
    rf"""\[\[(?![\d\s]+\]\])[^\[\]\n]{{1,200}}\]\]                               # [[mention]], not [[1]]
    |!\[[^\[\]\n]{{0,200}}\]\([^()\s][^()\n]{{0,300}}\)                          # ![image](file.png)
    |(?<![\w\]\\])\[[^\[\]\n]{{0,200}}\]\((?:https?:|mailto:|\#|\.{{0,2}}/|[\w./-]+\.{ENDINGS}\b)[^()\n]{{0,300}}\)
    |(?<![\w\]\\])\[(?=[^\]\n]{{0,200}}[^\W\d_])[^\[\]\n]{{1,200}}\]\[[^\[\]\n]{{0,100}}\]    # [words][ref], not [1][2]
    |^\s*\[[^\[\]\n]{{1,100}}\]:\s+(?:<|https?:|\.{{0,2}}/)\S+                   # [ref]: https://…
    |(?<![\\\w^_{{$])\{{\{{[^{{}}]{{1,300}}\}}\}}                                # {{{{ tag }}}}
    |\{{%[^%{{}}]{{1,300}}%\}} | <%[^%<>]{{1,300}}%> | \{{\#\s[^{{}}]{{1,300}}\#\}}
    |\{{:?\s*[\#.][A-Za-z][\w-]*(?:\s+[\w\#.="'-]+)*\s*\}}                       # {{ #id .class }}
    |\[\^(?:\d{{1,3}}|[a-z]{{4,30}})\]                                           # [^1]
    |(?<![\w*])\*\*(?=\w)[^*\n;(){{}}=]{{1,80}}(?<=[\w.!?])\*\*(?![\w*])         # **bold**
    |^\s*(?:\[TOC\]\s*$ | :::+\s?[a-z]+ | (?:!!!|\?\?\?\+?)\s[a-z]+)
    """,
    re.X | re.M,
)
CITED = re.compile(r"\[[^\]]*\b\d{4}[a-z]?\b[^\]]*\]\[[^\]]*\b\d{4}[a-z]?\b[^\]]*\]|\[.\]\[.\]")
# What UTF-8 looks like when it was read as Windows-1252, and the sign for a letter that could not be read.
GARBLED = re.compile(
    "\ufffd|[ÃÂ][\u0080-\u00a9\u00ac-\u00b6\u00b8-\u00ba\u00bc-\u00bf]|â€[\u0080-\u009f\u2018-\u2122\u0153\u0178œž]"
)


def suspicious(text: str) -> bool:
    """Whether a text may hold any of this; cheap."""
    written = text.encode()
    return any(map(written.__contains__, SIGNS))


def markup(text: str) -> Iterator[str]:
    """What of a text was meant for a program that makes pages."""
    for found in MARKUP.finditer(text):
        if not CITED.fullmatch(found[0]):
            yield " ".join(found[0].split())


def garbled(text: str) -> Iterator[str]:
    """Letters of a text that were lost or misread."""
    return (found[0] for found in GARBLED.finditer(text))


def texts(tree: LexborHTMLParser) -> Iterator[tuple[str, str]]:
    """(the element around it, as `<p>`; a text) of everything on a page that is no code."""
    root = tree.root
    for node in root.traverse(include_text=True) if root is not None else ():
        if node.tag == "-text" and SIGN.search(node.text_content or "") and not _is_code(node):
            yield f"<{node.parent.tag if node.parent is not None else 'html'}>", node.text_content or ""


def _is_code(node: LexborNode) -> bool:
    parent = node.parent
    while parent is not None:
        if parent.tag in CODE or any(word in (parent.attributes.get("class") or "") for word in MATH):
            return True
        parent = parent.parent
    return False
