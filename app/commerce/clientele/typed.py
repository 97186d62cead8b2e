"""Persons as clerks type them, made as orders hold them."""

from app.commerce.intake.people import kana_of, postal_of
from app.commerce.persons.person import PERSON_FIELDS, Person


def typed_person(values):
    """The Person of `{field: text or None}`, trimmed: the postal code in seven digits, readings in full-width kana."""
    texts = {name: (values.get(name) or "").strip() for name in PERSON_FIELDS}
    texts["postal"] = postal_of(texts["postal"])
    for name in ("family_kana", "given_kana"):
        texts[name] = kana_of(texts[name])
    return Person(**texts)
