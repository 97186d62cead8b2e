"""Acts on many slips: what shall be done, how far it is, what was refused, and back."""

from flask import Blueprint, redirect, request, url_for

from app.commerce import permissions
from app.commerce.desk import queries
from app.commerce.desk.forms import ActForm
from app.commerce.desk.model import SlipBatch
from app.commerce.desk.operations import begin, undo
from app.commerce.desk.views.chosen import refused_slips
from app.commerce.desk.wording import ACT_LABELS
from app.commerce.slips.selecting import chosen
from app.kernel.errors import Rejected
from app.kernel.i18n import _, translate
from app.web.answer import answer, page
from app.web.finding import find
from app.web.guards import requires
from app.web.paging import paged

bp = Blueprint("slip_batches", __name__, url_prefix="/slip-batches")
MANY = 20
"""From so many slips on the number has to be typed: one wrong click must not move hundreds."""


@bp.get("")
@requires(permissions.ORDER_VIEW)
def index():
    """What was done to many slips lately."""
    rows = paged(
        queries.batches(), SlipBatch.created_at, SlipBatch.id, descending=True, token=request.args.get("page")
    )
    return page(
        "commerce/desk/batches/index.html", "commerce/desk/batches/_list.html", rows=rows, acts=ACT_LABELS
    )


@bp.get("/new")
@requires(permissions.ORDER_EDIT)
def new():
    """What the act needs besides the slips, and how many they are."""
    form = ActForm(formdata=request.args, meta={"csrf": False})
    if form.act.data not in ACT_LABELS:
        raise Rejected("This cannot be done to slips.")
    return _form(form, chosen(request.args))


@bp.post("")
@requires(permissions.ORDER_EDIT)
def create():
    """Begin."""
    form, ids = ActForm(), chosen(request.form)
    _confirm(form, ids)
    if not form.errors:
        with form.absorbing():
            batch = begin(form.act.data, ids, form.content())
    if form.errors:
        return _form(form, ids, 422)
    return redirect(url_for(".show", batch_id=batch.id), 303)


@bp.get("/<uuid:batch_id>")
@requires(permissions.ORDER_VIEW)
def show(batch_id):
    """How far it is; afterwards what was refused, and the way back."""
    batch = find(queries.batches(), batch_id)
    return page(
        "commerce/desk/batches/show.html",
        "commerce/desk/batches/_batch.html",
        batch=batch,
        acts=ACT_LABELS,
        refused=refused_slips(batch),
    )


@bp.delete("/<uuid:batch_id>")
@requires(permissions.ORDER_EDIT)
def destroy(batch_id):
    """Take it back where nothing happened since."""
    batch = find(queries.batches(), batch_id)
    done = undo(batch)
    said = _("%(n)s slips are back where they were.", n=len(done.moved))
    return answer(None, url_for(".show", batch_id=batch.id), said)


def _confirm(form, ids):
    if len(ids) >= MANY and (form.confirmed.data or "").strip() != str(len(ids)):
        form.refuse(_("Please type the number of slips: %(n)s", n=len(ids)), "confirmed")


def _form(form, ids, status=200):
    return page(
        "commerce/desk/batches/new.html",
        "commerce/desk/batches/_form.html",
        status,
        form=form,
        ids=ids,
        many=len(ids) >= MANY,
        title=translate(ACT_LABELS[form.act.data]),
    )
