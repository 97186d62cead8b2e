"""What the source of a deal offers for a document of it."""

from app.trade.documents.issuing import issuer_of
from app.trade.origins.filling import offered
from app.trade.origins.queries import origin_of
from app.trade.rulebooks.patterns import pattern_called


def offers(entered, held, values, locked):
    """`{name: value}` for what is still empty in a Held document with these `values`; nothing without a source."""
    found = origin_of(entered)
    if found is None:
        return {}
    direction = pattern_called(entered.deal.pattern).direction
    return offered(held.kind, values, found[1], direction, _own_side(entered), locked)


def _own_side(entered):
    issuer = issuer_of(entered)
    facts = ("issuer_company", "issuer_organisation", "issuer_address", "issuer_phone")
    return "\n".join(issuer[one] for one in facts if one in issuer)
