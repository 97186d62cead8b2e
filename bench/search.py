"""Contains-search through the list, words of every frequency, against the same list unfiltered. Wall clock."""

import sys
import time
from types import SimpleNamespace

from app.kernel.db import db
from app.masters.products.record import PRODUCT
from app.records.lists.asking import question_from
from app.records.pages.views.reading import page_of
from bench._ground import at_95, fresh_application, inside, interleaved, load_products, middle, tell

WORDS = (
    ("in every row", "帳場"),
    ("one row in ten", "ボルト"),
    ("two words", "座金 sus304"),
    ("one row in a thousand", "特注"),
    ("a code", "p-0077"),
    ("a rare pair", "特注 エンドミル"),
    ("nowhere", "存在しない語"),
    ("one letter", "平"),
)


def main():
    """A hundred pages of each class of word, each beside the unfiltered list."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    fresh_application("search")
    load_products(count)
    offered = {one.name: one.offered() for one in PRODUCT.filters}
    worst = SimpleNamespace(ours=0.0, baseline=1.0)
    with inside("buyer"):
        for label, typed in WORDS:
            asked = question_from(PRODUCT, {"q": typed})
            plain = question_from(PRODUCT, {})
            times = interleaved(
                lambda asked=asked: page_of(PRODUCT, asked, offered),
                lambda plain=plain: page_of(PRODUCT, plain, offered),
                100,
                clock=time.perf_counter,
            )
            ours, baseline = at_95(times[0]) * 1000, at_95(times[1]) * 1000
            found = len(page_of(PRODUCT, asked, offered))
            print(
                f"{label:22} {typed:16} {found:3} rows  median {middle(times[0]) * 1000:6.1f} ms  "
                f"p95 {ours:6.1f} ms  unfiltered p95 {baseline:5.1f} ms  ratio {ours / baseline:.2f}"
            )
            if ours > worst.ours:
                worst = SimpleNamespace(ours=ours, baseline=baseline)
        db.session.rollback()
    tell("search", worst.ours, worst.baseline)


if __name__ == "__main__":
    main()
