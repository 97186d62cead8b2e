"""Which format a file is in, and of which shop, by what stands in it and never by its name."""

from collections import Counter
from dataclasses import dataclass, field

from app.commerce.intake.columns import bound, place, places_of
from app.commerce.intake.readers import amazon, eccube4, nextengine, own, rakuten, shopify, yahoo
from app.commerce.intake.readers.carts import BUILT_IN
from app.commerce.intake.readers.profiled import NEEDED

FORMATS = {
    one.FORMAT.name: one.FORMAT for one in (rakuten, yahoo, amazon, shopify, eccube4, nextengine, own)
} | {yahoo.ITEMS.name: yahoo.ITEMS}
"""Readers of the house by name."""
_SURE = 0.6


@dataclass(frozen=True)
class Recognised:
    """`format`: a name of FORMATS or `profile:<name>`, '' when nothing fits; `score` 0–1; `shops`: `{account: rows}`
    that the first rows speak of; `missing`: needed columns that the nearest format lacks.
    """

    format: str = ""
    score: float = 0.0
    shops: dict = field(default_factory=dict)
    nearest: str = ""
    missing: tuple[str, ...] = ()


def recognise(header, first_rows, mappings=()):
    """The Recognised format of a file. `first_rows`: lists of cells; `mappings`: the tenant's patterns (Mapping)."""
    places = places_of(header)
    scores = {name: _score(form, places, first_rows) for name, form in FORMATS.items()}
    for mapping in (*BUILT_IN.values(), *mappings):
        scores[f"profile:{mapping.name}"] = _mapping_score(mapping, places)
    # Between equals the one that explains more of the file's columns; a tenant's own pattern is asked last, so it wins.
    ranked = {name: (round(score, 3), known, at) for at, (name, (score, known)) in enumerate(scores.items())}
    best = max(ranked, key=ranked.get)
    if scores[best][0] >= 1:
        return Recognised(best, scores[best][0], _shops(best, header, first_rows))
    if scores[best][0] < _SURE:
        return Recognised()
    return Recognised("", scores[best][0], {}, best, _missing(best, places))


def _score(form, places, first_rows):
    """`(share of needed columns, known columns)`; less when order numbers look otherwise."""
    found = sum(place(places, form.columns[name]) is not None for name in form.required)
    known = sum(place(places, names) is not None for names in form.columns.values() if names)
    score = found / len(form.required)
    at = place(places, form.columns["number"])
    if score == 1 and form.shape and at is not None:
        numbers = [row[at].strip() for row in first_rows if at < len(row) and row[at].strip()]
        if numbers and not any(map(form.shape.fullmatch, numbers)):
            score -= 0.5
    return score, known


def _mapping_score(mapping, places):
    """A pattern fits when its needed columns are there and most others; it never beats a reader on fewer columns."""
    titles = [title for title, _at in mapping.columns.values() if title]
    found = sum(place(places, title) is not None for title in titles)
    needed = [mapping.columns[name][0] for name in NEEDED if name in mapping.columns]
    if len(needed) < len(NEEDED) or not titles or any(place(places, title) is None for title in needed):
        return 0.0, 0
    return (1.0 if found >= _SURE * len(titles) else 0.5), found


def _missing(name, places):
    form = FORMATS.get(name)
    if form is None:
        return ()
    absent = [form.columns[one] for one in form.required if place(places, form.columns[one]) is None]
    return tuple(one if isinstance(one, str) else one[0] for one in absent)


def _shops(name, header, first_rows):
    form = FORMATS.get(name)
    if form is None:
        return {}
    layout = bound(header, form.columns, form.required)
    width = len(header)
    rows = (layout.row(0, (row + [""] * width)[:width]) for row in first_rows)
    return dict(Counter(account for row in rows if (account := form.shop(row))))
