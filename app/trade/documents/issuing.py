"""The issuer block of a document, and words in it that would give a hidden organisation away (R31)."""

from app.kernel import context
from app.kernel.text import fold
from app.trade import sight

FACTS = ("company_name", "name", "address", "phone", "fax", "mail", "code")
_SHORTEST = 4


def issuer_of(entered):
    """What the issuer block of a new document says: of the acting seat, or its nearest inviter that is not hidden.

    No person: a name that stood there for some documents and not for others would tell who was hidden (ADR 14).
    """
    row = entered.organisation(sight.attribution(entered.room, entered.seat)[-1].seat)
    facts = {
        "issuer_company": row.company_name,
        "issuer_organisation": row.name,
        "issuer_address": row.address,
        "issuer_phone": row.phone,
    }
    return {name: value for name, value in facts.items() if value}


def telltales(entered, values):
    """Names of values that hold a fact of the acting organisation, if it is hidden in this deal; else none."""
    if not entered.room.seats[entered.seat].hidden:
        return []
    row = entered.organisation(entered.seat)
    facts = [fold(getattr(row, fact)) for fact in FACTS] + [
        fold(context.actor().name),
        fold(context.actor().email),
    ]
    facts = [one for one in facts if len(one) >= _SHORTEST]
    return [
        name for name, value in values.items() if any(one in text for text in _texts(value) for one in facts)
    ]


def _texts(value):
    if isinstance(value, list):
        return [text for row in value for cell in row.values() for text in _texts(cell)]
    return [fold(value)] if isinstance(value, str) else []
