"""Cards and columns between the screen and the configuration.

The form posts `place` once for each card (`card:<key>`) and field (`field:<name>`) in the order of the screen, and
`column` for each column that is ticked, so that dragging needs nothing but moving elements.
"""

from app.records.custom_fields.defining import checked_texts

NEW = "new"


def placed(kind):
    """The cards of an arranged record type as the configuration keeps them."""
    return [
        {
            "key": card.key or f"card{number}",
            "label": getattr(card.label, "texts", {}),
            "collapsed": card.collapsed,
            "fields": [of.name for of in card.fields],
        }
        for number, card in enumerate(kind.cards)
    ]


def rows_of(kind):
    """`[(name, label, shown)]`: the columns of the list in their order, then what else it could show."""
    others = [name for name in kind.visible if name not in kind.columns]
    return [(name, str(kind.fields[name].label), name in kind.columns) for name in (*kind.columns, *others)]


def placed_from(kind, form):
    """The cards as posted: unknown names are left out, missing fields stay where they were. Raises Rejected."""
    known = {one["key"]: one for one in placed(kind)}
    cards, seen = [], set()
    for word in form.getlist("place"):
        sort, _colon, name = word.partition(":")
        if sort == "card" and name not in {one["key"] for one in cards}:
            if (
                name in known
                or name.startswith(NEW)
                and (form.get(f"label_ja-{name}") or form.get(f"label_en-{name}"))
            ):
                cards.append(_card(name, form))
        elif sort == "field" and cards and name in kind.fields and name not in seen:
            cards[-1]["fields"].append(name)
            seen.add(name)
    cards += [
        {**one, "fields": []} for key, one in known.items() if key not in {card["key"] for card in cards}
    ]
    for card in cards:
        card["fields"] += [name for name in known.get(card["key"], {}).get("fields", ()) if name not in seen]
    return [card for card in cards if card["fields"] or not card["key"].startswith(NEW) or card["label"]]


def _card(name, form):
    texts = {language: form.get(f"label_{language}-{name}", "") for language in ("ja", "en")}
    return {
        "key": name,
        "label": checked_texts(texts, "label", required=False),
        "collapsed": bool(form.get(f"collapsed-{name}")),
        "fields": [],
    }


def columns_from(kind, form):
    """The ticked columns in their order; the record type's own when none is ticked."""
    return [name for name in dict.fromkeys(form.getlist("column")) if name in kind.visible]


def moved(cards, columns, move):
    """Both with one thing moved: `field:<name>:<up|down|before|after>`, `card:<key>:<up|down>`, `column:<name>:…`."""
    sort, _colon, rest = move.partition(":")
    name, _colon, way = rest.rpartition(":")
    step = -1 if way in ("up", "before") else 1
    if sort == "card":
        return _shifted(cards, next((one for one in cards if one["key"] == name), None), step), columns
    if sort == "column":
        return cards, _shifted(columns, name, step)
    home = next((number for number, one in enumerate(cards) if name in one["fields"]), None)
    if home is None:
        return cards, columns
    if way in ("up", "down"):
        cards[home]["fields"] = _shifted(cards[home]["fields"], name, step)
    elif 0 <= home + step < len(cards):
        cards[home]["fields"].remove(name)
        cards[home + step]["fields"].append(name)
    return cards, columns


def _shifted(things, thing, step):
    if thing not in things:
        return things
    place, others = things.index(thing), [one for one in things if one != thing]
    place = min(max(place + step, 0), len(others))
    return [*others[:place], thing, *others[place:]]
