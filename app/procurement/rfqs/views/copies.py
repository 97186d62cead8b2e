"""A new draft like an earlier request."""

from flask import Blueprint, url_for

from app.kernel import context
from app.kernel.i18n import _
from app.procurement.rfqs.operations import copy_of
from app.procurement.rfqs.queries import visible_rfqs
from app.web.answer import answer
from app.web.finding import find
from app.web.guards import requires

bp = Blueprint("rfq_copies", __name__, url_prefix="/rfqs/<uuid:rfq_id>/copies")


@bp.post("")
@requires("procurement.rfq.edit")
def create(rfq_id):
    """To the form of the copy."""
    rfq = find(visible_rfqs(context.actor()), rfq_id)
    twin = copy_of(rfq, by=context.actor())
    return answer(
        None,
        url_for("procurement.rfqs.edit", record_id=twin.id),
        _("This is a copy. Please check the deadline."),
    )
