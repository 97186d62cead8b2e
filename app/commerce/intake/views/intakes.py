"""受注取込: drop files, see what is in them, the intakes so far."""

import uuid

from flask import Blueprint, request, url_for

from app.commerce import permissions
from app.commerce.intake import arriving, looking, queries, running
from app.commerce.intake.forms import DropForm
from app.commerce.intake.model import Intake
from app.commerce.intake.showing import draft_values, list_values, result_values
from app.kernel.i18n import _
from app.records.pages.views.progress import state_of
from app.web.answer import answer, page
from app.web.finding import find
from app.web.guards import requires
from app.web.menu import entry
from app.web.paging import paged
from app.web.uploads import admits

bp = Blueprint("intakes", __name__, url_prefix="/intakes")
entry("ship", "Order intake", "commerce.intakes.index", "import", permissions.ORDER_TAKE, position=5)


@bp.get("")
@requires(permissions.ORDER_TAKE)
def index():
    """Where to drop files, and the intakes so far."""
    return _list(DropForm(formdata=None))


def _list(form, status=200):
    asked = {"state": request.args.get("state", ""), "shop": request.args.get("shop", "")}
    found = queries.narrowed(
        queries.intakes(), asked["state"], _id(asked["shop"]), request.args.get("q", "").strip()
    )
    rows = paged(
        found, Intake.created_at, Intake.id, descending=True, token=request.args.get("page"), size=20
    )
    return page(
        "commerce/intake/intakes/index.html",
        fragment="commerce/intake/intakes/_list.html",
        status=status,
        form=form,
        asked=asked,
        **list_values(rows),
    )


def _id(text):
    try:
        return uuid.UUID(text) if text else None
    except ValueError:
        return uuid.UUID(int=0)


@bp.post("")
@requires(permissions.ORDER_TAKE)
@admits(arriving.LARGEST_BODY)
def create():
    """Keep the files, find out what they are, look at what they would do."""
    form, intake = DropForm(), None
    with form.absorbing():
        intake = arriving.receive(form.given())
        looking.look(intake)
    if form.errors:
        return _list(form, 422)
    return answer(None, url_for(".show", intake_id=intake.id))


@bp.get("/<uuid:intake_id>")
@requires(permissions.ORDER_TAKE)
def show(intake_id):
    """A draft is looked at, anything later is watched."""
    intake = find(queries.intakes(), intake_id)
    if intake.state == "draft":
        return page(
            "commerce/intake/intakes/draft.html",
            fragment="commerce/intake/intakes/_files.html",
            form=DropForm(formdata=None),
            **draft_values(intake),
        )
    return page(
        "commerce/intake/intakes/show.html",
        fragment="commerce/intake/intakes/_progress.html",
        progress=state_of(intake),
        **result_values(intake),
    )


@bp.delete("/<uuid:intake_id>")
@requires(permissions.ORDER_TAKE)
def destroy(intake_id):
    """Stop it, or drop a draft; nothing of it stays."""
    intake = find(queries.intakes(), intake_id)
    running.cancel(intake)
    return answer(None, url_for(".index"), _("Cancelled. Nothing was taken in."))
