"""A new record that begins with what an address says (`/products/new?maker=…`): for buttons and other systems."""

from flask import request

from app.kernel.errors import Rejected
from app.records.kit.queries import by_key_or_name
from app.records.kit.reading import value_of
from app.records.pages.forms import typed


def prefilled(kind):
    """`{field: value}` of the query arguments that name fields; what cannot be read is left out."""
    found = {}
    for name, of in typed(kind).items():
        text = request.args.get(name, "").strip()
        if text:
            value = _read(of, text)
            found |= {} if value is None else {name: value}
    return found


def _read(of, text):
    try:
        return by_key_or_name(of.link, [text]).get(text) if of.link else value_of(of, text)
    except Rejected:
        return None
