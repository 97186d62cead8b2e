"""Changes of an arrangement (see `shaping.arranged`): plain functions from content to content."""


def with_labels(content, labels):
    """Names of fields: `{field: {"ja", "en"}}`; fields without a text go back to the default."""
    return {**content, "labels": {name: texts for name, texts in labels.items() if texts}}


def with_standard(content, hidden, required, defaults):
    """Which standard fields are hidden and required, and the defaults of those that are both."""
    return {**content, "hidden": sorted(hidden), "required": sorted(required), "defaults": defaults}


def with_formats(content, formats):
    """How figures are written (see `shaping.arranged`); the unit of an own field stays in its definition."""
    own, kept = dict(content.get("fields", {})), {}
    for name, one in formats.items():
        if name in own and "unit" in one:
            own[name] = {**own[name], "suffix": one["unit"]}
            one = {key: value for key, value in one.items() if key != "unit"}
        if one:
            kept[name] = one
    return {**content, **({"fields": own} if own else {}), "formats": kept}


def with_cards(content, cards, columns):
    """Order of cards, of fields in them, and the list's own columns."""
    return {**content, "cards": cards, "columns": columns}


def with_buttons(content, buttons):
    """The title buttons in their order."""
    return {**content, "buttons": buttons}


def with_field(content, name, definition):
    """An own field; when its card changes it goes to the end of the new one."""
    before = content.get("fields", {}).get(name, {})
    changed = {**content, "fields": {**content.get("fields", {}), name: definition}}
    if before.get("card") != definition.get("card") and content.get("cards"):
        changed["cards"] = [_moved(card, name, definition.get("card")) for card in content["cards"]]
    return changed


def _moved(card, name, home):
    fields = [one for one in card.get("fields", ()) if one != name]
    return {**card, "fields": [*fields, name] if card["key"] == home else fields}


def without_field(content, name):
    """No trace of an own field."""
    changed = {**content, "fields": {key: one for key, one in content["fields"].items() if key != name}}
    if content.get("cards"):
        changed["cards"] = [_moved(card, name, None) for card in content["cards"]]
    if content.get("columns"):
        changed["columns"] = [one for one in content["columns"] if one != name]
    return changed


def again(present, old, now):
    """`old` in force again: fields that came later count as deleted `now`, types never change back."""
    fields = {}
    for name in {**old.get("fields", {}), **present.get("fields", {})}:
        was, is_now = old.get("fields", {}).get(name), present.get("fields", {}).get(name)
        if was is None:
            fields[name] = {**is_now, "deleted": is_now.get("deleted") or now}
        elif is_now is not None and (was["kind"], was.get("link")) != (is_now["kind"], is_now.get("link")):
            fields[name] = is_now
        elif was.get("deleted"):
            fields |= {name: {**was, "deleted": is_now.get("deleted") or now}} if is_now else {}
        else:
            fields[name] = was
    return {**old, "fields": fields}
