"""Everything on the page of a customer."""

from app.commerce import permissions
from app.commerce.blacklist.operations import KINDS, entries_of
from app.commerce.clientele import queries, wording  # noqa: F401 -- sentences of the trail
from app.commerce.persons.noticing import note_read
from app.commerce.slips.statuses import LABELS
from app.commerce.slips.wording import seen
from app.kernel import context
from app.kernel.errors import Forbidden


def customer_page(customer):
    """Values of a customer's page. That somebody saw their data is noted after the answer."""
    note_read(customer.id, customer.code)
    years = queries.years_of(customer)
    return {
        "customer": customer,
        "person": seen(customer.person),
        "see_all": context.actor().may(permissions.PERSON_SEE),
        "rank": queries.rank_of(customer),
        "entries": entries_of(customer),
        "kinds": [kind for kind in KINDS if getattr(customer, f"{kind}_key") is not None],
        "years": years,
        "merged": queries.merged_into(customer),
        "kept": queries.kept_one(customer),
        "statuses": LABELS,
    }


def expect_sight():
    """Raise Forbidden for a reader who may not see persons in full: what is typed over must be seen."""
    if not context.actor().may(permissions.PERSON_SEE):
        raise Forbidden(permissions.PERSON_SEE)
