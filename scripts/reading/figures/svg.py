"""What the figures are drawn with: escaped words, links, shortened and wrapped lines, the frame with its texts."""

from __future__ import annotations

import html
import textwrap

from ..characters import NO_XML


def words(text: str) -> str:
    """Any text as the content or the quoted value of an element, on one line."""
    return html.escape(" ".join(NO_XML.sub("", text).split()))


def number(value: float) -> str:
    """A coordinate with at most two decimals: `12`, `33.33`."""
    return f"{value:.2f}".rstrip("0").rstrip(".")


def line(x: float | str, y: float, text: str, kind: str = "") -> str:
    """One line of letters whose foot is at `y` (pixels); `text` is escaped already."""
    named = f' class="{kind}"' if kind else ""
    return f'<text x="{x if isinstance(x, str) else number(x)}" y="{number(y)}"{named}>{text}</text>'


def link(href: str, label: str, drawn: str, kind: str = "", data: str = "") -> str:
    """A link around something drawn; `label` is its name for screen readers and on hover.

    `href` is an address as it stands, `drawn` finished markup, `data` finished attributes.
    """
    named = f' class="{kind}"' if kind else ""
    return f'<a href="{html.escape(href)}"{named}{data}><title>{words(label)}</title>{drawn}</a>'


def wrapped(text: str, letters: int, lines: int) -> list[str]:
    """A text in lines of at most so many letters, unescaped; what does not fit is left off after an ellipsis."""
    found = textwrap.wrap(NO_XML.sub("", text), letters)
    if len(found) <= lines:
        return found or [""]
    last = found[lines - 1]
    if len(last) == letters:  # no room for the ellipsis: one word less, or one letter of a word that fills the line
        last = last.rpartition(" ")[0] or last[:-1]
    return [*found[: lines - 1], f"{last}…"]


def shortened(text: str, letters: int, most: int) -> str:
    """A text as escaped markup that shows so many letters on a narrow screen and up to `most` on a wide one."""
    long = wrapped(text, most, 1)[0]
    short = wrapped(long, letters, 1)[0]
    if short == long:
        return words(long)
    kept = short.removesuffix("…")
    return f'{words(kept)}<tspan class="cut">…</tspan><tspan class="rest">{html.escape(long[len(kept) :])}</tspan>'


def frame(name: str, title: str, description: str, width: str, height: float, drawn: str) -> str:
    """A figure; `name` begins its ids and is its class, `width` is in pixels or per cent, `height` in pixels."""
    return (
        f'<svg class="{name}" id="figure_{name}" role="group" aria-labelledby="figure_{name}_title" '
        f'aria-describedby="figure_{name}_desc" width="{width}" height="{number(height)}">'
        f'<title id="figure_{name}_title">{words(title)}</title>'
        f'<desc id="figure_{name}_desc">{words(description)}</desc>{drawn}</svg>'
    )
