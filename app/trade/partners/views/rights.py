"""帳票アクセス権限: what a partner may do with each kind of document, set by whoever invited it."""

from flask import Blueprint, request

from app.kernel.i18n import _
from app.trade.business_types import LABELS
from app.trade.partners.forms import LEVELS, PRESETS, RightsForm
from app.trade.partners.permitting import grant, managed
from app.trade.partners.queries import former_levels
from app.trade.permissions import WORK
from app.trade.rulebooks.kinds import LABELS as KINDS
from app.trade.views import entered_by, to_partners
from app.web.answer import page
from app.web.guards import requires

bp = Blueprint(
    "partner_rights", __name__, url_prefix="/deals/<uuid:deal_id>/partners/<uuid:partner_id>/rights"
)


@bp.get("/")
@requires(WORK)
def edit(deal_id, partner_id):
    """The table of kinds and levels."""
    entered, form = entered_by(deal_id), RightsForm(formdata=None)
    row = managed(entered, partner_id)
    _begin(form, entered, row)
    return _form(entered, row, form)


@bp.post("/")
@requires(WORK)
def update(deal_id, partner_id):
    """Set them, or fill in what one of the buttons above the table stands for."""
    entered, form = entered_by(deal_id, lock=True), RightsForm()
    row = managed(entered, partner_id)
    _begin(form, entered, row, request.form)
    if request.form.get("preset"):
        former = former_levels(entered, row.organisation_id, row.business_type)
        form.preset(request.form["preset"], entered.rules.defaults[row.business_type], former)
        return _form(entered, row, form)
    if form.validate():
        with form.absorbing():
            grant(entered, partner_id, form.levels.data)
    if form.errors:
        return _form(entered, row, form, 422)
    return to_partners(entered, _("The rights of the partner were saved."))


def _begin(form, entered, row, typed=None):
    present = entered.room.seats[row.id].grants
    form.levels.begin(entered.rules.ceilings[row.business_type], present, typed)


def _form(entered, row, form, status=200):
    return page(
        "trade/partners/rights/edit.html",
        "trade/partners/rights/_form.html",
        status,
        entered=entered,
        partner=row,
        organisation=entered.organisation(row.id),
        form=form,
        former=former_levels(entered, row.organisation_id, row.business_type) is not None,
        labels=LABELS,
        kinds=KINDS,
        levels=LEVELS,
        presets=PRESETS,
    )
