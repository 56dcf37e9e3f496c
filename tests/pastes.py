"""One made-up article, and the forms in which it arrives from a browser, reader mode, a PDF or an e-mail."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Mapping, Sequence

TITLE = "The Harbour Question"
STANDFIRST = (
    "Two towns share a harbour and little else. Why their treaty may be signed after all, and what it would cost."
)
# Sections as (heading, passages); a passage is given in sentences.
SECTIONS: tuple[tuple[str, tuple[tuple[str, ...], ...]], ...] = (
    (
        "An old quarrel",
        (
            (
                "The two towns have argued about the harbour for thirty years.",
                "Mr. J. R. Holm, who sat on the council of Alba from Sept. 4, 1994, says that Brin broke its word.",
                "“We were promised a well-lit gate,” he told the U.S. consul.",
                "“We got a fence!”",
            ),
            (
                "Brin remembers it otherwise.",
                "Its councillors (all three of them) point to Article 7 of the treaty, e.g. to the clause on tolls.",
                "Who is right?",
                "Nobody who was there is still alive to say, and the minutes of 2 p.m. have been lost since No. 12.",
            ),
        ),
    ),
    (
        "What comes next",
        (
            (
                "In spring the mayor said: “The gate will stay open.”",
                "Few believed her…",
                "Yet the lamps, which cost 3.5 million crowns, were bought within the year, and a pilot was hired.",
            ),
            (
                "A treaty would not end the rivalry of fishermen and merchants, since neither side trusts the other.",
                "“Is this the end of it?” asked one pilot.",
                "Nobody wrote to the U.N.",
                "The harbour master’s office had no answer; the so-called experts of the region gave seven.",
            ),
        ),
    ),
)
SENTENCES = tuple(passage for _, passages in SECTIONS for passage in passages)
PASSAGES = tuple(" ".join(sentences) for sentences in SENTENCES)


def blocks(heading: Callable[[str], str] = str) -> list[str]:
    """Title, standfirst, headings and passages in turn."""
    found = [heading(TITLE), STANDFIRST]
    for title, passages in SECTIONS:
        found += [heading(title), *(" ".join(sentences) for sentences in passages)]
    return found


def browser() -> str:
    """Copied from a page with all that stands around an article."""
    first, standfirst, *rest = blocks()
    around = ["Skip to content", "Share", first, "5 min read", standfirst, "Photo: the port, 2019"]
    after = ["Read more: The lamps of Alba", "Subscribe to our newsletter", "© 2020 The Small Review", "12 comments"]
    return "\n\n".join([*around, *rest[:2], "Advertisement", *rest[2:], *after])


def long_lines() -> str:
    """A line for each paragraph, and no blank line anywhere."""
    return "\n".join(blocks())


def reader_mode() -> str:
    """Marked headings, wide blanks, typographic signs written as entities here and there."""
    text = "\n\n\n".join(blocks(lambda title: f"## {title}"))
    return text.replace("…", "&hellip;").replace(" 7 ", "&nbsp;7 ")


def email() -> str:
    """Quoted and wrapped at 68 characters."""
    wrapped = "\n\n".join(textwrap.fill(block, 68) for block in blocks())
    quoted = "\n".join(f"> {line}".rstrip() for line in wrapped.split("\n"))
    return f"On Tue, 4 Feb 2020 at 10:12, Ada Grey <ada@example.org> wrote:\n\n{quoted}\n"


def pdf() -> str:
    """Wrapped with hyphenation, indented, in pages with numbers and a running title that cut a paragraph in two."""
    lines: list[str] = []
    for block in blocks():
        lines += [*hyphenated(block, 52), ""]
    pages = [lines[n : n + 13] for n in range(0, len(lines), 13)]
    return "\n".join(
        "\n".join([f"The Small Review {number} / 2020", "", *page, "", f"{number} of {len(pages)}", ""])
        for number, page in enumerate(pages, 1)
    )


def footnoted() -> str:
    """With the marks of footnotes behind sentences."""
    text = "\n\n".join(blocks())
    return text.replace("broke its word.", "broke its word.[1]").replace("Few believed her…", "Few believed her…²")


def foreign_line_ends() -> str:
    """With a byte order mark, line ends of Windows, fixed blanks, soft hyphens and straight quotation marks."""
    text = "\r\n\r\n".join(blocks()).replace("harbour", "har\u00adbour").replace("No. 12", "No.\u00a012")
    return "\ufeff" + text.replace("“", '"').replace("”", '"').replace("’", "'")


def hyphenated(paragraph: str, width: int) -> Sequence[str]:
    """The lines of a paragraph as a typesetter breaks them: a long word that does not fit is cut."""
    lines = [""]
    for word in paragraph.split(" "):
        room = width - len(lines[-1]) - 1
        if len(word) <= room or not lines[-1]:
            lines[-1] = f"{lines[-1]} {word}".strip()
        elif word.isalpha() and word.islower() and len(word) > 7 and room > 4:
            lines[-1] += f" {word[:4]}-"
            lines.append(word[4:])
        else:
            lines.append(word)
    return lines


PASTES: Mapping[str, Callable[[], str]] = {
    "browser": browser,
    "long lines": long_lines,
    "reader mode": reader_mode,
    "e-mail": email,
    "PDF": pdf,
    "footnotes": footnoted,
    "foreign line ends": foreign_line_ends,
}
