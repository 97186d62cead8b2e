"""The rules of names."""

from sqlalchemy import select

from app.commerce.label_names.applying import Rule
from app.commerce.label_names.model import NameRule
from app.kernel.db import session


def rules():
    """All rules, in the order in which they are used."""
    return select(NameRule).order_by(NameRule.position, NameRule.id)


def present_rules():
    """The rules as plain values."""
    found = select(NameRule.kind, NameRule.word, NameRule.put).order_by(NameRule.position, NameRule.id)
    return [Rule(*row) for row in session.execute(found)]
