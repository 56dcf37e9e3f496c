"""Text that a reader should never see: Markdown, mentions and template tags left as typed, and garbled letters."""

from __future__ import annotations

import re
from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser, LexborNode

# Only a text that has one of these is read closely. Bytes are searched far quicker than letters, and for a single byte
# ten times as quickly as for several: so each list is looked through only where a byte is found that all on it have.
SIGNS: tuple[tuple[bytes, tuple[bytes, ...]], ...] = (
    *((sign, (sign,)) for sign in (b"[", b"{", b"<", b"*")),
    (b"!", (b"!!!",)),
    (b"#", (b"## ",)),
    (b"|", (b"-|", b"- |")),
    (b":", (b":::",)),
    (b"\xef", ("\ufffd".encode(),)),
    (
        b"\xc3",
        (
            *(sign.encode() for sign in ("Ã", "Â", "â€")),
            *(f"{letter}\u0080".encode()[:-1] for letter in "êëìí"),  # Korean that was misread
        ),
    ),
)
# The same for a short text; a colon or an exclamation mark counts where there are three. It begins with a set of
# letters, so that the search goes from one to the next.
SIGN = re.compile("[\\[{<*#|:!\ufffdÃÂâêëìí](?:(?<![:!])|(?<=:)::|(?<=!)!!)")
CODE = frozenset(
    {
        "code",
        "pre",
        "kbd",
        "samp",
        "var",
        "tt",
        "script",
        "style",
        "template",
        "noscript",
        "textarea",
        "math",
        "option",
        "xmp",
        "listing",
        "plaintext",
    }
)
MATH = re.compile("arithmatex|katex|math|MathJax")
ENDINGS = r"(?:md|html?|png|jpe?g|svg|webp|gif|pdf)"
MARKUP = re.compile(
    rf"""\[\[(?!\s|[\d\s]+\]\])[^\[\]\n]{{1,200}}\]\]                               # [[mention]], not [[1]]
    |!\[[^\[\]\n]{{0,200}}\]\([^()\s][^()\n]{{0,300}}\)                          # ![image](file.png)
    |(?<![\w\]\\])\[[^\[\]\n]{{0,200}}\]\((?:https?:|mailto:|\#|\.{{0,2}}/|[\w./-]+\.{ENDINGS}\b)[^()\n]{{0,300}}\)
    |(?<![\w\]\\])\[(?=[^\]\n]{{0,200}}[^\W\d_])[^\[\]\n]{{1,200}}\]\[[^\[\]\n]{{0,100}}\]    # [words][ref], not [1][2]
    |^\s*\[[^\[\]\n]{{1,100}}\]:\s+(?:<|https?:|\.{{0,2}}/)\S+                   # [ref]: https://…
    |(?<![\\\w^_{{$])\{{\{{\{{?[^{{}}]{{1,300}}\}}?\}}\}}                                # {{{{ tag }}}}
    |\{{%[^%{{}}]{{1,300}}%\}} | <%[^%<>]{{1,300}}%> | <\?(?:php|=)\s | \{{\#\s[^{{}}]{{1,300}}\#\}}
    |(?:\{{:|(?<!\w)\{{)\s*[\#.][A-Za-z][\w-]*(?:\s+[\w\#.="'-]+)*\s*\}}                       # {{ #id .class }}
    |\[\^(?:\d{{1,3}}|[a-z]{{4,30}})\]                                           # [^1]
    |(?<![\w*])\*\*(?=\w)[^*\n;(){{}}=]{{1,80}}(?<=[\w.!?])\*\*(?![\w*])         # **bold**
    |^\s*(?:\[TOC\]\s*$ | :::+\s?[a-z]+ | (?:!!!|\?\?\?\+?)\s[a-z]+)
    |^\s*(?:\#{{2,6}}\s(?=\w) | \|?\s?:?-{{3,}}:?\s?\|[\s:|-]*$)                   # ## heading, |---|---|
    """,
    re.X | re.M,
)
MATHS = re.compile(r"\\\(.*?\\\)|\\\[.*?\\\]|\$\$.*?\$\$", re.S)  # as MathJax and KaTeX read it
CITED = re.compile(r"\[[^\]]*\b\d{4}[a-z]?\b[^\]]*\]\[[^\]]*\b\d{4}[a-z]?\b[^\]]*\]|\[.\]\[.\]")
# What UTF-8 looks like when it was read as Windows-1252, and the sign for a letter that could not be read.
GARBLED = re.compile(
    "\ufffd|[ÃÂ][\u0080-\u00a9\u00ac-\u00b6\u00b8-\u00ba\u00bc-\u00bf]|â€[\u0080-\u009f\u2018-\u2122\u0153\u0178œž]"
    "|(?:[ã-ï][\u0080-\u00bf\u2013-\u203a\u20ac\u2122\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc]{2}){2}"
)


def suspicious(text: str) -> bool:
    """Whether a text may hold any of this; cheap."""
    written = text.encode()
    return any(byte in written and any(map(written.__contains__, signs)) for byte, signs in SIGNS)


def markup(text: str) -> Iterator[str]:
    """What of a text was meant for a program that makes pages."""
    for found in MARKUP.finditer(MATHS.sub(" ", text) if "\\" in text or "$$" in text else text):
        if not CITED.fullmatch(found[0]):
            yield " ".join(found[0].split())


def garbled(text: str) -> Iterator[str]:
    """Letters of a text that were lost or misread."""
    return (found[0] for found in GARBLED.finditer(text))


def texts(tree: LexborHTMLParser) -> Iterator[tuple[str, str]]:
    """(the element around it, as `<p>`; a text) of whatever on a page is to be read closely and is no code."""
    root = tree.root
    for node in root.traverse(include_text=True) if root is not None else ():
        text = (node.text_content or "") if node.tag == "-text" else ""
        if SIGN.search(text) and (MARKUP.search(text) or GARBLED.search(text)) and not _is_code(node):
            yield f"<{node.parent.tag if node.parent is not None else 'html'}>", text


def _is_code(node: LexborNode) -> bool:
    parent = node.parent
    while parent is not None:
        if parent.tag in CODE or MATH.search(parent.attributes.get("class") or ""):
            return True
        parent = parent.parent
    return False
