"""Papers of slips as PDF, now: read, dressed, drawn."""

from app.commerce.papers.gathering import gathered, whole_orders
from app.commerce.papers.kinds import ORDER_PAPERS
from app.commerce.papers.layouts import dresses
from app.commerce.papers.making import paper, with_carried
from app.kernel import clock
from app.kernel.errors import Rejected
from app.platform.documents import in_japanese


def pdf_of(asked, slip_ids, *, issued=None, address=None, worn=None, whole=None, alone=False):
    """The bytes of the papers `asked` of slips, in the order of the ids, each with what travels inside it.

    `worn` replaces the saved layouts (a preview); `whole`: whether persons stand there in full;
    `alone`: without the papers of slips that travel inside. Raises Rejected where nothing can be printed.
    """
    parcels = chosen(asked, slip_ids, whole, alone)
    worn = dresses({one.issuer.id for one in parcels}) if worn is None else worn
    with in_japanese():
        printed_at = f"{clock.now().astimezone(clock.JST):%Y/%m/%d %H:%M}"
        return paper(asked, parcels, worn, issued=issued, address=address, printed_at=printed_at)


def chosen(asked, slip_ids, whole=None, alone=False):
    """The parcels that the papers are made of. Raises Rejected for none, or for bills without a fixed total."""
    parcels = gathered(slip_ids, whole)
    parcels = parcels if alone else with_carried(parcels, asked)
    parcels = whole_orders(parcels) if asked in ORDER_PAPERS else parcels
    if not parcels:
        raise Rejected("Choose at least one slip.")
    unfixed = [one.order_number for one in parcels if one.money.total is None]
    if asked in ORDER_PAPERS and unfixed:
        raise Rejected("The shop has not fixed the amount of order %(number)s yet.", number=unfixed[0])
    return parcels
