"""Trying a route: which one would a document take?"""

import uuid

from flask import request

from app.approvals.documents import Facts
from app.approvals.routes.forms import PreviewForm
from app.approvals.routes.previews import preview
from app.approvals.routes.rules import Offers
from app.approvals.routes.views.routes import VIEW, bp
from app.kernel import context
from app.web.answer import page
from app.web.guards import requires


@bp.get("/preview")
@requires(VIEW)
def show_preview():
    """The question, and below it the route with the people it would ask."""
    form = PreviewForm(Offers(), request.args)
    asked = "document" in request.args and form.validate()
    found = preview(_facts(form), applicant=context.actor()) if asked else None
    return page(
        "approvals/routes/previews/show.html",
        "approvals/routes/previews/_answer.html",
        form=form,
        found=found,
    )


def _facts(form):
    return Facts(
        form.document.data or "",
        organisation_id=_id(form.organisation.data),
        amount=form.amount.data,
        category=form.category.data or None,
        extra=dict.fromkeys(form.extras.data or (), True),
    )


def _id(text):
    try:
        return uuid.UUID(text) if text else None
    except ValueError:
        return None
