"""How well business cards are read here: forty drawn cards of ten layouts, tilted, soft and grainy.

`bin/bench cards 10` reads fewer. Spaces do not count (the models drop them between names). The last line
is the share of all fields that are right, beside the share of those that the recogniser's lines held at all.
"""

import sys
import time
from collections import Counter

from app.kernel.text import nfkc
from app.sales.recognition.fields import NAMES, fields_from
from app.sales.recognition.local import recognise
from bench._cards import cards
from bench._ground import middle, tell


def main():
    """Read them all; print each field's share and what was read wrong."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 40
    right, legible, wrong, seconds = Counter(), Counter(), [], []
    for look, image, facts in cards(count):
        started = time.perf_counter()
        lines = recognise(image)
        seconds.append(time.perf_counter() - started)
        found, everything = fields_from(lines), _plain("".join(line.text for line in lines))
        for name in NAMES:
            read = found[name].value if name in found else ""
            legible[name] += _plain(facts[name]) in everything
            right[name] += _plain(read) == _plain(facts[name])
            if _plain(read) != _plain(facts[name]):
                wrong.append((look, name, facts[name], read, found[name].confidence if name in found else 0))
    for look, name, wanted, read, sure in wrong:
        print(f"layout {look} {name:12} {wanted!r} read as {read!r} ({sure:.2f})")
    for name in NAMES:
        print(f"{name:12} right {right[name] / count:6.1%}   in the lines {legible[name] / count:6.1%}")
    print(
        f"seconds a card: median {middle(seconds):.2f}, longest {max(seconds):.2f} (the first loads the models)"
    )
    total = count * len(NAMES)
    tell("cards", 100 * right.total() / total, 100 * legible.total() / total, unit="% of fields")


def _plain(text):
    return nfkc(text).replace(" ", "")


if __name__ == "__main__":
    main()
