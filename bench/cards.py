"""How well business cards are read here: forty drawn cards of ten layouts, tilted, soft and grainy.

`bin/bench cards 10` reads fewer. Spaces do not count (the models drop them between names). Each field's share is the
one that is right, beside the share that the recogniser's lines held at all. Tesseract reads the same cards where it is
installed (`_tesseract`), through the same rules; the last line compares with it, else with what the lines held. Then a
photo of twelve cards on a table is cut and read.
"""

import sys
import time
from collections import Counter

from app.kernel.text import nfkc
from app.sales.recognition import local
from app.sales.recognition.fields import NAMES, fields_from
from app.sales.recognition.finding import cut, outlines
from bench import _tesseract
from bench._cards import cards, plain_cards
from bench._ground import middle, tell
from bench._tables import photo

ON_TABLE = 12


def main():
    """Read them all; print each field's share and what was read wrong."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 40
    drawn = list(cards(count))
    ours, wrong = _read(drawn, local.recognise)
    for look, name, wanted, read, sure in wrong:
        print(f"layout {look} {name:12} {wanted!r} read as {read!r} ({sure:.2f})")
    results = [("rapidocr", ours)]
    if _tesseract.is_there():
        results.append(("tesseract", _read(drawn, _tesseract.recognise)[0]))
    else:
        print("tesseract with jpn is not installed here: nothing to compare with")
    _table(results, count)
    _tell_table()
    total = count * len(NAMES)
    other = results[1][1].right if len(results) > 1 else ours.legible
    tell("cards", 100 * ours.right.total() / total, 100 * other.total() / total, unit="% of fields")


class Result:
    """How many fields were right, and held by the lines; seconds of each card."""

    def __init__(self):
        self.right, self.legible, self.seconds = Counter(), Counter(), []


def _read(drawn, recognise):
    """`(Result, [(layout, field, wanted, read, confidence)])`."""
    result, wrong = Result(), []
    for look, image, facts in drawn:
        started = time.perf_counter()
        lines = recognise(image)
        result.seconds.append(time.perf_counter() - started)
        wrong += [(look, *one) for one in _judged(result, fields_from(lines), lines, facts)]
    return result, wrong


def _judged(result, found, lines, facts):
    everything = _plain("".join(line.text for line in lines))
    for name in NAMES:
        read = found[name].value if name in found else ""
        result.legible[name] += _plain(facts[name]) in everything
        result.right[name] += _plain(read) == _plain(facts[name])
        if _plain(read) != _plain(facts[name]):
            yield name, facts[name], read, found[name].confidence if name in found else 0


def _table(results, count):
    print(" ".join([" " * 12, *(f"{name:>10} right   in lines" for name, _one in results)]))
    for name in NAMES:
        cells = (f"{one.right[name] / count:16.1%} {one.legible[name] / count:10.1%}" for _of, one in results)
        print(f"{name:12} {' '.join(cells)}")
    for name, one in results:
        print(f"{name}: seconds a card: median {middle(one.seconds):.2f}, longest {max(one.seconds):.2f}")


def _tell_table():
    """A photo of twelve cards: how many were found, and what of their fields is right."""
    drawn = list(plain_cards(ON_TABLE))
    started = time.perf_counter()
    sheet = photo([image for _look, image, _facts in drawn], columns=4, size=(4000, 3000))
    begun = time.perf_counter()
    found = outlines(sheet)
    spent, result = time.perf_counter() - begun, Result()
    for corners, (_look, _image, facts) in zip(found, drawn, strict=False):
        lines = local.recognise(cut(sheet, corners))
        list(_judged(result, fields_from(lines), lines, facts))
    share = result.right.total() / (ON_TABLE * len(NAMES))
    print(
        f"on a table: {len(found)} of {ON_TABLE} cards found in {spent:.2f} s (drawn in {begun - started:.1f} s), "
        f"{share:.1%} of their fields right"
    )


def _plain(text):
    return nfkc(text).replace(" ", "")


if __name__ == "__main__":
    main()
