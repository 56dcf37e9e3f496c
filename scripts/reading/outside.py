"""The addresses of other sites: which there are, what became of them, and since when.

Pure: asking them is `lychee`'s, keeping what was known is the command's. Dates stand in the record and in the report,
and nowhere else.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, replace

from .inspect import Found, Use, Way
from .model import Place

GONE = frozenset({404, 410})
MOVED = frozenset({301, 308})


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server said of an address.

    `code` is the HTTP status, 0 where nobody answered; `moved` is where a lasting redirect leads, `archived` a copy
    that an archive has ("" where there is none). `known` is an answer of an earlier run that was not asked for again.
    """

    url: str
    good: bool
    code: int
    words: str
    moved: str = ""
    archived: str = ""
    known: bool = False


@dataclass(frozen=True, slots=True)
class Record:
    """What is known of an address; dates are ISO days, "" where something never happened."""

    url: str
    last_good: str = ""
    bad_since: str = ""
    moved_since: str = ""
    moved: str = ""
    code: int = 0
    words: str = ""
    archived: str = ""


def addresses(found: Iterable[Found]) -> dict[str, list[Place]]:
    """The web addresses that readers can follow, each with the pages that link to it."""
    places: dict[str, list[Place]] = {}
    for one in found:
        if (
            one.where.way is Way.AWAY
            and one.reference.use is Use.FOLLOW
            and one.where.parts.scheme in ("http", "https")
        ):
            place = Place(one.file, 1)
            places.setdefault(one.reference.target.strip().partition("#:~:")[0], []).append(place)
    return {url: sorted(set(found)) for url, found in sorted(places.items())}


def answers(report: str) -> list[Answer]:
    """The answers in a report of lychee (its JSON format, version 0.24, with details)."""
    content = json.loads(report)
    archived = {s["original"]: s["suggestion"] for part in content["suggestion_map"].values() for s in part}
    found = []
    for key in ("success_map", "error_map", "timeout_map"):
        for entries in content.get(key, {}).values():
            found += [_answer(entry, key == "success_map", archived) for entry in entries]
    return sorted(found, key=lambda answer: answer.url)


def _answer(entry: Mapping[str, object], good: bool, archived: Mapping[str, str]) -> Answer:
    status = entry["status"]
    assert isinstance(status, dict)
    url, words = str(entry["url"]), str(status.get("details") or status["text"])
    way = entry.get("redirects")
    steps = way["redirects"] if isinstance(way, dict) else []
    moved = str(steps[-1]["url"]) if good and steps and steps[0]["code"] in MOVED else ""
    known = "cached" in str(status["text"]).lower()
    return Answer(url, good, int(status.get("code", 0)), words, moved, archived.get(url, ""), known)


def remember(before: Mapping[str, Record], said: Iterable[Answer], today: str) -> dict[str, Record]:
    """What is known after a run on the day `today`: what stays as it was keeps the day on which it began."""
    return {answer.url: _remembered(before.get(answer.url, Record(answer.url)), answer, today) for answer in said}


def _remembered(old: Record, answer: Answer, today: str) -> Record:
    if answer.known and answer.good:
        return replace(old, last_good=old.last_good or today)
    if answer.good:
        since = (old.moved_since if old.moved == answer.moved else today) if answer.moved else ""
        return Record(answer.url, today, "", since, answer.moved, answer.code, answer.words)
    return replace(
        old, bad_since=old.bad_since or today, code=answer.code, words=answer.words,
        archived=answer.archived or old.archived,
    )  # fmt: skip


def nobody_answered(said: Iterable[Answer], before: Mapping[str, Record]) -> bool:
    """Whether there seems to be no network: of the servers asked that were not silent before, not one said anything."""
    asked = (answer for answer in said if not answer.known)
    codes = [answer.code for answer in asked if answer.url not in before or not before[answer.url].bad_since]
    return bool(codes) and not any(codes)


def told(records: Mapping[str, Record], places: Mapping[str, list[Place]]) -> str:
    """The report: what is gone, what did not answer, what moved, each with the pages that link to it."""
    bad = [record for record in records.values() if record.bad_since]
    parts = [
        _part("Gone", [_bad(r, places) for r in bad if r.code in GONE]),
        _part(
            "No good answer; look yourself before you change anything",
            [_bad(r, places) for r in bad if r.code not in GONE],
        ),
        _part("Moved for good", [_moved(r, places) for r in records.values() if r.moved and not r.bad_since]),
    ]
    good = sum(not record.bad_since for record in records.values())
    return "\n\n".join([*filter(None, parts), f"{len(records)} addresses of other sites, {good} of them good."])


def _part(title: str, lines: list[str]) -> str:
    return "\n".join([f"{title}:", *lines]) if lines else ""


def _bad(record: Record, places: Mapping[str, list[Place]]) -> str:
    last = f", good on {record.last_good}" if record.last_good else ""
    copy = f"\n    a copy: {record.archived}" if record.archived else ""
    return f"  {record.url}\n    {record.words} (since {record.bad_since}{last}){copy}\n    on {_on(record, places)}"


def _moved(record: Record, places: Mapping[str, list[Place]]) -> str:
    return f"  {record.url}\n    to {record.moved} (since {record.moved_since})\n    on {_on(record, places)}"


def _on(record: Record, places: Mapping[str, list[Place]]) -> str:
    files = [place.file for place in places.get(record.url, [])]
    return ", ".join(files[:3]) + (f" and {len(files) - 3} more pages" if len(files) > 3 else "")


def written(records: Mapping[str, Record]) -> str:
    """The records as they are kept from run to run (JSON)."""
    return json.dumps([asdict(records[url]) for url in sorted(records)], ensure_ascii=False, indent=1) + "\n"


def kept(text: str) -> dict[str, Record]:
    """The same read again; what cannot be read counts as nothing known."""
    try:
        return {item["url"]: Record(**item) for item in json.loads(text or "[]")}
    except (ValueError, TypeError, KeyError):
        return {}
