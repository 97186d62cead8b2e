"""Taking a partner out: everything that will follow first, then the act."""

from flask import Blueprint, url_for

from app.kernel.i18n import _
from app.trade.business_types import LABELS
from app.trade.permissions import WORK
from app.trade.removals.forms import RemovalForm
from app.trade.removals.queries import UNDO_DAYS, may_take_over, preview
from app.trade.removals.removing import remove, take_over
from app.trade.views import entered_by, to_partners
from app.web.answer import page, say_undoable
from app.web.guards import requires

bp = Blueprint("removals", __name__, url_prefix="/deals/<uuid:deal_id>/partners/<uuid:partner_id>")


@bp.get("/removal")
@requires(WORK)
def new(deal_id, partner_id):
    """What would follow."""
    entered = entered_by(deal_id)
    shown = preview(entered, partner_id)
    return _form(entered, shown, RemovalForm(formdata=None, documents=shown.usual))


@bp.post("/removal")
@requires(WORK)
def create(deal_id, partner_id):
    """Take it out."""
    entered, form = entered_by(deal_id, lock=True), RemovalForm()
    shown = preview(entered, partner_id)
    if form.validate():
        with form.absorbing():
            removal = remove(entered, partner_id, form.documents.data, form.invitees.data)
    if form.errors:
        return _form(entered, shown, form, 422)
    undo = url_for("trade.returns.create", deal_id=deal_id, removal_id=removal.id)
    name = entered.organisation(partner_id).name
    say_undoable(_("%(name)s was taken out of the deal.", name=name), undo, {"seat": entered.seat})
    return to_partners(entered)


@bp.post("/taking-over")
@requires(WORK)
def create_taking_over(deal_id, partner_id):
    """The invitees of a disabled organisation become the own ones."""
    entered = take_over(entered_by(deal_id, lock=True), partner_id)
    return to_partners(entered, _("Its invitees are yours now."))


def _form(entered, shown, form, status=200):
    return page(
        "trade/removals/removals/new.html",
        "trade/removals/removals/_form.html",
        status,
        entered=entered,
        shown=shown,
        partner_id=shown.row.id,
        organisation=entered.organisation(shown.row.id),
        taking_over=may_take_over(entered, shown.row.id),
        form=form,
        labels=LABELS,
        days=UNDO_DAYS,
    )
