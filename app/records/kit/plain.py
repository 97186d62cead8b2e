"""Values of fields as plain JSON: what a form carries along, what is compared, what the trail keeps to put back."""

from app.records.kit.extras import held, packed, unpacked


def plain_of(of, value):
    """`value` of a field as JSON; two values are the same when these are. Nothing is None."""
    raw = packed(of, value)
    return sorted(raw) if isinstance(raw, list) else raw


def from_plain(of, plain):
    """The value that `plain_of` made plain; the field's blank for None. Raises ValueError for what it never made."""
    if plain is None or of.kind == "choice":
        return of.blank if plain is None else plain
    if of.kind == "number":
        return int(plain)
    try:
        return unpacked(of, plain)
    except (ArithmeticError, TypeError) as error:
        raise ValueError(plain) from error


def plain_values(fields, row):
    """`{name: plain value}` of what an entity holds in `fields` (a mapping of name to Field)."""
    return {name: plain_of(of, held(row, of)) for name, of in fields.items()}


def unspoken(fields, changes, said):
    """`{"raw": {name: [before, after]}}` of the fields whose words (`said`) are not their plain values, for the trail.

    Empty when the words say it all (texts, numbers, days): `kit.restoring` reads those from the words.
    """
    raw = {}
    for name, pair in changes.items():
        plain = [plain_of(fields[name], one) for one in pair] if name in fields else None
        if plain and said[name] != ["" if one is None else str(one) for one in plain]:
            raw[name] = plain
    return {"raw": raw} if raw else {}
