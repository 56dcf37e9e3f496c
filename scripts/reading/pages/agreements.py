"""Agreements: an index, and one page an agreement with its term sheet, the accounts, and the passages on it."""

from __future__ import annotations

import html
from collections.abc import Iterator, Sequence

from ..dates import shown
from ..groups import groups
from ..model import Account, Agreement, Page, Provision, Reading
from .parts import Writer, escape, guide, heading, led, when


def pages(reading: Reading) -> Iterator[Page]:
    """The index, then each agreement."""
    yield _index(reading)
    for agreement in reading.library.agreements:
        yield _page(reading, agreement)


def _index(reading: Reading) -> Page:
    writer = Writer(reading, "agreements/index.md")
    by_date = sorted(reading.library.agreements, key=lambda a: a.date.text)
    lines = [f"- {writer.to(a.slug)} ({escape(shown(a.date.text))}): {escape(a.summary.text)}" for a in by_date]
    return led(writer, guide(reading, "agreements"), ["\n".join(lines) or writer.nothing("agreement")])


def _page(reading: Reading, agreement: Agreement) -> Page:
    writer = Writer(reading, f"agreements/{agreement.slug}.md")
    provisions = list(groups(reading).provisions_of[agreement.slug])
    provisions.sort(key=lambda p: (-len(p.accounts), p.slug))  # what most was said of comes first
    signed = "never signed" if agreement.signed.text == "never" else "signed"
    blocks = [
        f"# {escape(agreement.title.text)}",
        f'<p class="summary">{html.escape(agreement.summary.text)}</p>',
        f'<p class="where">{when(agreement.date.text)} · {signed} · between {writer.links(agreement.parties)}</p>',
        f'<p class="not-known">{writer.line(agreement.not_known.text)}</p>' if agreement.not_known else "",
        writer.prose(agreement.body.text),
        writer.sources(agreement.sources),
        *_term_sheet(writer, provisions),
        *(part for provision in provisions for part in _provision(writer, provision)),
        writer.add("provision", f"Add a provision of {agreement.title}", agreement.slug, {}) if provisions else "",
        *_comparison(writer, provisions),
        *_elsewhere(writer, agreement),
        *_passages(writer, {p.slug for p in provisions}),
        *writer.mentioned_in(agreement.slug),
    ]
    body = "\n\n".join(block for block in blocks if block)
    return Page(writer.page, agreement.title.text, agreement.summary.text, body, agreement.file, wide=bool(provisions))


def _term_sheet(writer: Writer, provisions: Sequence[Provision]) -> list[str]:
    if not provisions:
        return []
    rows = [
        f'<tr><th scope="row">{writer.link(p.slug)}</th>'
        f"{_cell('Offered by', writer.links(p.offered_by))}{_cell('Wanted by', writer.links(p.wanted_by))}"
        f'<td data-column="Topic">{writer.link(p.topic.text)}</td>'
        f'<td data-column="Status"><span class="status {p.status}">{p.status}</span></td>'
        f'<td data-column="Accounts">{len(p.accounts)}</td></tr>'
        for p in provisions
    ]
    head = "".join(
        f'<th scope="col">{c}</th>' for c in ("Provision", "Offered by", "Wanted by", "Topic", "Status", "Accounts")
    )
    table = f'<table class="sheet terms"><thead><tr>{head}</tr></thead><tbody>{"".join(rows)}</tbody></table>'
    return ["## Term sheet", table, "## Provisions and accounts"]


def _cell(column: str, content: str) -> str:
    """A cell that names its column, for when the table folds; an empty one is marked as such."""
    nothing = "" if content else ' class="none"'
    return f'<td{nothing} data-column="{html.escape(column)}">{content or "–"}</td>'


def _provision(writer: Writer, provision: Provision) -> list[str]:
    names = html.escape(provision.title.text)
    offered = f"offered by {writer.links(provision.offered_by)} · " if provision.offered_by else ""
    wanted = f"wanted by {writer.links(provision.wanted_by)} · " if provision.wanted_by else ""
    return [
        heading(3, provision.title.text, provision.slug),
        f'<div class="provision" data-find="{names}"><p class="where"><span class="status {provision.status}">'
        f"{provision.status}</span> · {offered}{wanted}{writer.link(provision.topic.text)}</p>"
        f"{writer.prose(provision.body.text)}"
        f"{_accounts(writer, provision)}{writer.mentioned_briefly(provision.slug)}{writer.correct(provision)}</div>",
    ]


def _accounts(writer: Writer, provision: Provision) -> str:
    """What each side said, a column a party, then everybody else; in a column the oldest account first."""
    agreement = writer.reading.things.get(provision.parent)
    parties = [party.text for party in agreement.parties] if isinstance(agreement, Agreement) else []
    columns = [(writer.link(party), [a for a in provision.accounts if _side(a) == party]) for party in parties]
    columns.append(("Others", [a for a in provision.accounts if _side(a) not in parties]))
    return "".join(('<div class="sides">', *(_column(writer, *column) for column in columns if column[1]), "</div>"))


def _side(account: Account) -> str:
    """The side of an account: the one that it names, or whoever speaks, who may be a party."""
    return account.side.text if account.side else account.who.text


def _column(writer: Writer, name: str, accounts: Sequence[Account]) -> str:
    said = "".join(_account(writer, account) for account in sorted(accounts, key=lambda a: a.date.text))
    return f'<div class="side"><p class="name">{name}</p>{said}</div>'


def _account(writer: Writer, account: Account) -> str:
    return (
        f'<div class="account"><p class="who">{writer.link(account.who.text)}, {when(account.date.text)}</p>'
        f"<p>{writer.line(account.says.text)}</p>{writer.sources(account.sources)}</div>"
    )


def _comparison(writer: Writer, provisions: Sequence[Provision]) -> list[str]:
    """What other agreements said on the same matter; cells stay empty where the sources seen say nothing."""
    dates = {agreement.slug: agreement.date.text for agreement in writer.reading.library.agreements}
    slugs = sorted({c.agreement.text for p in provisions for c in p.compare}, key=lambda slug: (dates[slug], slug))
    if not slugs:
        return []
    head = '<th scope="col">Provision</th>' + "".join(f'<th scope="col">{writer.link(s)}</th>' for s in slugs)
    rows = []
    for p in (p for p in provisions if p.compare):
        said = {c.agreement.text: c for c in p.compare}
        cells = "".join(
            _cell(
                writer.reading.addresses[s].name,
                f"{writer.line(said[s].says.text)} {_cited(writer, said[s].sources)}" if s in said else "",
            )
            for s in slugs
        )
        rows.append(f'<tr><th scope="row">{writer.link(p.slug)}</th>{cells}</tr>')
    return [
        "## Then and now",
        "What earlier and later texts said on the same matter; “–” means that the sources seen say nothing.",
        f'<table class="sheet"><thead><tr>{head}</tr></thead><tbody>{"".join(rows)}</tbody></table>',
    ]


def _cited(writer: Writer, sources: Sequence[object]) -> str:
    return f'<span class="cited">({writer.links(str(s) for s in sources)})</span>'


def _elsewhere(writer: Writer, agreement: Agreement) -> list[str]:
    """For an agreement without provisions of its own: what it said on those of others."""
    provisions = groups(writer.reading).compared_in[agreement.slug]
    found = [(p, c) for p in provisions for c in p.compare if c.agreement.text == agreement.slug]
    if not found:
        return []
    items = "".join(
        f"<li>{writer.link(p.slug)}: {writer.line(c.says.text)} {_cited(writer, c.sources)}</li>" for p, c in found
    )
    return ["## Compared with the Hanoi draft", f"<ul>{items}</ul>"]


def _passages(writer: Writer, provisions: set[str]) -> list[str]:
    found = [w for w in writer.reading.passages if provisions & {p.slug for p in w.provisions}]
    return ["## In the article", *(writer.excerpt(woven) for woven in found)] if found else []
