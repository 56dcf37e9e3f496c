"""The claims page: the argument as an indented list and as a map, then every claim with its verdict, then forecasts."""

from __future__ import annotations

import html
from collections import defaultdict
from collections.abc import Mapping, Sequence

from ..dates import shown
from ..figures.argument import Branch, argument, outline, targets
from ..groups import groups
from ..model import Article, Claim, Page, Reading
from ..once import once
from .parts import Writer, article_title, guide, heading, led

BORNE = {"supports": "supported", "attacks": "attacked", "undercuts": "undercut"}
Bearing = Mapping[tuple[str, str], Sequence[str]]  # by claim and relation: the claims that bear on it


@once
def _bearing(reading: Reading) -> Bearing:
    """What bears on each claim; a claim may bear on one of another article."""
    bearing: dict[tuple[str, str], list[str]] = defaultdict(list)
    for claim in reading.library.claims:
        for relation, target in targets(claim):
            bearing[target, relation].append(claim.slug)
    return bearing


def page(reading: Reading, article: Article) -> Page:
    """The claims of an article and how they bear on each other."""
    bearing = _bearing(reading)
    writer = Writer(reading, f"articles/{article.slug}/claims.md")
    claims = list(groups(reading).claims_of[article.slug])
    own = [claim for claim in claims if claim.by is None]
    others = [claim for claim in claims if claim.by is not None]
    order = {w.passage.slug: w.passage.number for w in groups(reading).passages_of[article.slug]}
    own.sort(key=lambda c: (order.get(c.passage.text.partition(".")[0], 0), c.slug))
    lead, title = guide(reading, "claims"), article_title(article, "Claims")
    add = writer.add("claim", "Add a claim of this article", article.slug, {})
    if not claims:
        return led(writer, lead, [writer.nothing("claim"), add], title=title)
    drawn = _argument(writer, claims)
    blocks = [*(["## The argument", *drawn] if drawn else []), "## Claims, passage by passage", add]
    blocks += [part for claim in own for part in _claim(writer, claim, bearing)]
    if any(claim.voice.text == "forecasts" for claim in own):
        blocks += ["## Forecasts", _forecasts(writer, own)]
    if others:
        blocks.append("## Objections and support from others")
        blocks += [part for claim in others for part in _claim(writer, claim, bearing)]
    return led(writer, lead, blocks, title=title)


def _argument(writer: Writer, claims: Sequence[Claim]) -> list[str]:
    """Thesis first; under each claim what supports, attacks or undercuts it; then the same as a map."""
    trees = outline(claims)
    if not trees:
        return []
    actors = groups(writer.reading).actors
    names = {c.by.text: actors[c.by.text].name.text for c in claims if c.by and c.by.text in actors}
    drawn = argument("The argument as a map", trees, names)
    return [
        _list([(branch.depth, _branch(writer, branch)) for tree in trees for branch in tree]),
        heading(3, "The same as a map", "map_"),
        '<figure class="picture"><div class="scroll" role="region" tabindex="0" aria-label="Map of the argument">'
        f'{drawn}</div><figcaption>A claim bears on the one to its left.<ul class="key"><li><b>+</b> supports</li>'
        "<li><b>×</b> attacks</li><li><b>≠</b> undercuts the step from it</li><li>round: somebody else’s</li>"
        "<li>pale: has its place elsewhere on the map</li></ul></figcaption></figure>",
    ]


def _list(items: Sequence[tuple[int, str]]) -> str:
    """Items (depth from 0, HTML) as a list with lists in it; an item is at most one deeper than the one before."""
    parts, depths = ["<ul>"], [*(depth for depth, _ in items[1:]), 0]
    for (depth, item), after in zip(items, depths, strict=True):
        parts.append(f"<li>{item}" + ("<ul>" if after > depth else "</li>" + "</ul></li>" * (depth - after)))
    return "".join([*parts, "</ul>"])


def _branch(writer: Writer, branch: Branch) -> str:
    claim = branch.claim
    by = f" ({_who(writer, claim)})" if claim.by else ""
    relation = f"<em>{branch.relation}</em> " if branch.relation else ""
    rest = " (see there)" if branch.again else f", {claim.verdict}"
    return f"{relation}{writer.link(claim.slug)}{html.escape(by + rest)}"


def _who(writer: Writer, claim: Claim) -> str:
    """The name of whoever makes a claim."""
    by = claim.by.text if claim.by else ""
    address = writer.reading.addresses.get(by)
    return address.name if address else by


def _claim(writer: Writer, claim: Claim, bearing: Bearing) -> list[str]:
    by = f" · by {writer.link(claim.by.text)}" if claim.by else ""
    where = f'<p class="where">{writer.verdict(claim)} · {writer.link(claim.passage.text.partition(".")[0])}{by}</p>'
    why = f'<p class="why">One source: {writer.line(claim.why_one_source.text)}</p>' if claim.why_one_source else ""
    outcome = f"<p><strong>What became of it:</strong> {writer.line(claim.outcome.text)}</p>" if claim.outcome else ""
    return [
        heading(3, claim.title.text.rstrip("."), claim.slug),
        f'<div class="claim" data-find="{html.escape(claim.title.text)}">{where}{writer.quote(claim)}'
        f"{writer.prose(claim.body.text)}{outcome}{_relations(writer, claim, bearing)}{why}"
        f"{writer.sources(claim.sources)}"
        f"{writer.mentioned_briefly(claim.slug)}{writer.correct(claim)}</div>",
    ]


def _relations(writer: Writer, claim: Claim, bearing: Bearing) -> str:
    """What this claim does to others, and others to it."""
    items = []
    for relation in BORNE:
        others = [target for how, target in targets(claim) if how == relation]
        items += [f"{relation} {writer.links(others)}"] if others else []
    for relation, word in BORNE.items():
        if (claim.slug, relation) in bearing:
            items.append(f"{word} by {writer.links(bearing[claim.slug, relation])}")
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
