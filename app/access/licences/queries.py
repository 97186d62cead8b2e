"""Which licences the present tenant gives, and how many are given."""

from sqlalchemy import text

from app.access.builtin import BUYER_SIDE, SUPPLIER_SIDE
from app.access.licences.rules import LABELS
from app.kernel.db import session

_SIDES = text("""
    SELECT coalesce(bool_or(code = ANY (:buyer)), false), coalesce(bool_or(code = ANY (:supplier)), false) FROM roles
""")
_GIVEN = text("SELECT licence, count(*) FROM users WHERE state <> 'disabled' GROUP BY licence")


def licences_here(held=None):
    """Codes of the licences that may be given in this tenant, and the one `held`, in order.

    A supplier's portal gives supplier licences alone; a company of our own gives full and light ones.
    """
    ours, portal = session.execute(_SIDES, {"buyer": list(BUYER_SIDE), "supplier": list(SUPPLIER_SIDE)}).one()
    given = {"full": ours or not portal, "light": ours or not portal, "supplier": portal}
    return [code for code in LABELS if given[code] or code == held]


def given():
    """`[(label, number)]` of the licences in use by people who are not switched off, in order."""
    counts = dict(session.execute(_GIVEN).all())
    return [(label, counts[code]) for code, label in LABELS.items() if counts.get(code)]
