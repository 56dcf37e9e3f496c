"""The claims page: the argument as an indented list, then every claim with its verdict, then forecasts."""

from __future__ import annotations

import html
from collections.abc import Iterator

from ..dates import shown
from ..groups import groups
from ..model import Article, Claim, Page, Reading
from .parts import Writer, article_title, guide, heading, led

RELATIONS = (("supports", "supports"), ("attacks", "attacks"), ("undercuts", "undercuts"))


def pages(reading: Reading) -> Iterator[Page]:
    """One page an article."""
    for article in reading.library.articles:
        yield _page(reading, article)


def _page(reading: Reading, article: Article) -> Page:
    writer = Writer(reading, f"articles/{article.slug}/claims.md")
    claims = list(groups(reading).claims_of[article.slug])
    own = [claim for claim in claims if claim.by is None]
    others = [claim for claim in claims if claim.by is not None]
    order = {w.passage.slug: w.passage.number for w in groups(reading).passages_of[article.slug]}
    own.sort(key=lambda c: (order.get(c.passage.text.partition(".")[0], 0), c.slug))
    blocks = ["## The argument", *_argument(writer, claims), "## Claims, passage by passage"]
    blocks += [part for claim in own for part in _claim(writer, claim, claims)]
    if any(claim.voice.text == "forecasts" for claim in own):
        blocks += ["## Forecasts", _forecasts(writer, own)]
    if others:
        blocks.append("## Objections and support from others")
        blocks += [part for claim in others for part in _claim(writer, claim, claims)]
    return led(writer, guide(reading, "claims"), blocks, title=article_title(article, "Claims"))


def _argument(writer: Writer, claims: list[Claim]) -> list[str]:
    """Thesis first; under each claim what supports, attacks or undercuts it, each claim once."""
    roots = [c for c in claims if c.role and c.role.text == "thesis"]
    seen: set[str] = set()
    branches = "".join(_branch(writer, root, claims, "", seen) for root in roots)
    return [f"<ul>{branches}</ul>"] if branches else []


def _branch(writer: Writer, claim: Claim, claims: list[Claim], how: str, seen: set[str]) -> str:
    if claim.slug in seen:
        return ""
    seen.add(claim.slug)
    by = f" ({_who(writer, claim)})" if claim.by else ""
    relation = f"<em>{how}</em> " if how else ""
    below = "".join(
        _branch(writer, other, claims, word, seen)
        for other in claims
        for field, word in RELATIONS
        if any(target.text == claim.slug for target in getattr(other, field))
    )
    inside = f"<ul>{below}</ul>" if below else ""
    return f"<li>{relation}{writer.link(claim.slug)}{html.escape(f'{by}, {claim.verdict}')}{inside}</li>"


def _who(writer: Writer, claim: Claim) -> str:
    """The name of whoever makes a claim."""
    by = claim.by.text if claim.by else ""
    address = writer.reading.addresses.get(by)
    return address.name if address else by


def _claim(writer: Writer, claim: Claim, claims: list[Claim]) -> list[str]:
    by = f" · by {writer.link(claim.by.text)}" if claim.by else ""
    where = f'<p class="where">{writer.verdict(claim)} · {writer.link(claim.passage.text.partition(".")[0])}{by}</p>'
    why = f'<p class="why">One source: {writer.line(claim.why_one_source.text)}</p>' if claim.why_one_source else ""
    outcome = f"<p><strong>What became of it:</strong> {writer.line(claim.outcome.text)}</p>" if claim.outcome else ""
    return [
        heading(3, claim.title.text.rstrip("."), claim.slug),
        f'<div class="claim" data-find="{html.escape(claim.title.text)}">{where}{writer.quote(claim)}'
        f"{writer.prose(claim.body.text)}{outcome}{_relations(writer, claim, claims)}{why}"
        f"{writer.sources(claim.sources)}"
        f"{writer.mentioned_briefly(claim.slug)}</div>",
    ]


def _relations(writer: Writer, claim: Claim, claims: list[Claim]) -> str:
    """What this claim does to others, and others to it."""
    items = [f"{word} {writer.links(getattr(claim, field))}" for field, word in RELATIONS if getattr(claim, field)]
    for field, word in (("supports", "supported"), ("attacks", "attacked"), ("undercuts", "undercut")):
        others = [c.slug for c in claims if any(target.text == claim.slug for target in getattr(c, field))]
        if others:
            items.append(f"{word} by {writer.links(others)}")
    return f'<p class="relations">{"; ".join(items)}.</p>' if items else ""


def _forecasts(writer: Writer, claims: list[Claim]) -> str:
    rows = [
        f"<tr><td>{writer.link(c.slug)}</td><td>{html.escape(shown(c.due.text)) if c.due else 'no date'}</td>"
        f"<td>{writer.line(c.outcome.text) if c.outcome else 'too early to tell'}</td></tr>"
        for c in claims
        if c.voice.text == "forecasts"
    ]
    return (
        '<table class="plain"><thead><tr><th scope="col">Forecast</th><th scope="col">Due</th>'
        f'<th scope="col">What became of it</th></tr></thead><tbody>{"".join(rows)}</tbody></table>'
    )
