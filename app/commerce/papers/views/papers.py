"""One paper of one slip, drawn when it is asked for."""

import io
from dataclasses import dataclass

from flask import Blueprint

from app.commerce.papers import queries
from app.commerce.papers.kinds import CHOICES
from app.commerce.papers.printing import pdf_of
from app.commerce.papers.views.addresses import check_address
from app.commerce.permissions import SLIP_SHIP
from app.commerce.persons.noticing import note_read
from app.kernel.errors import Missing
from app.kernel.i18n import translate
from app.web.downloads import handed_over
from app.web.finding import find
from app.web.guards import requires

bp = Blueprint("papers", __name__, url_prefix="/slips/<uuid:record_id>/papers")
SINGLE = {name: label for name, label in CHOICES if name != "receipt"}


@dataclass(frozen=True)
class Pdf:
    """A file that is made while it is asked for."""

    name: str
    size: int
    content_type: str = "application/pdf"


def shown(name, content):
    """A PDF that the browser shows."""
    return handed_over(Pdf(f"{name}.pdf", len(content)), io.BytesIO(content), inline=True)


@bp.get("/<string:asked>")
@requires(SLIP_SHIP)
def show(record_id, asked):
    """The paper; for a bundled slip also those of the slips that travel inside it."""
    slip = find(queries.slips(), record_id)
    if asked not in SINGLE:
        raise Missing
    content = pdf_of(asked, [slip.id], address=lambda one: check_address().format(id=one.id))
    note_read(slip.id, f"{slip.order_number}-{slip.slip_no}", way="paper")
    return shown(f"{translate(SINGLE[asked])}_{slip.order_number}-{slip.slip_no}", content)
