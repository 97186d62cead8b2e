"""What an intake changed in known orders, field by field."""

from flask import request

from app.commerce import permissions
from app.commerce.intake import queries
from app.commerce.intake.model import IntakeChange
from app.commerce.intake.showing import changed_rows
from app.commerce.intake.views.intakes import bp
from app.web.answer import page
from app.web.finding import find
from app.web.guards import requires
from app.web.paging import paged


@bp.get("/<uuid:intake_id>/changes")
@requires(permissions.ORDER_TAKE)
def index_changes(intake_id):
    """Every order that the files changed."""
    intake = find(queries.intakes(), intake_id)
    rows = paged(
        queries.changes_of(intake), IntakeChange.number, IntakeChange.id, token=request.args.get("page")
    )
    return page(
        "commerce/intake/changes/index.html",
        fragment="commerce/intake/changes/_list.html",
        intake=intake,
        rows=rows,
        changes=changed_rows(rows),
    )
