"""`python lighthouse.py SITE [PAGE…]`: Lighthouse's scores of the main pages on a phone, with what costs points.

Its performance score depends on how busy the machine is, so no test holds it; the rest is in test_checkers.py.
"""

from __future__ import annotations

import sys
from pathlib import Path

from checkers import CATEGORIES, lighthouse, published, scores

PAGES = (
    "articles/hanoi-2-0/index.html",
    "actors/kim-jong-un.html",
    "agreements/hanoi-draft.html",
    "positions/index.html",
)


def main(site: Path, pages: list[str]) -> None:
    """Prints a line a page and a line for each audit that is not perfect."""
    with published(site) as address:
        for name in pages or PAGES:
            report = lighthouse(f"{address}/{name}")
            audits = report["audits"]
            print(
                f"{name}: {', '.join(f'{word} {score}' for word, score in scores(report).items())}; "
                f"blocked {audits['total-blocking-time']['numericValue']:.0f} ms, "
                f"layout shift {audits['cumulative-layout-shift']['numericValue']:.3f}, "
                f"{audits['total-byte-weight']['numericValue'] / 1000:.0f} kB"
            )
            for ref in (ref for word in CATEGORIES for ref in report["categories"][word]["auditRefs"]):
                audit = audits[ref["id"]]
                if ref["weight"] and audit["score"] is not None and audit["score"] < 1:
                    print(f"    {ref['id']}: {audit['score']:.2f} {audit.get('displayValue', '')}")


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:])
