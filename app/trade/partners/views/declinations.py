"""辞退: asking the inviter to be taken out."""

from flask import Blueprint

from app.kernel.i18n import _
from app.trade.partners.declining import decline
from app.trade.partners.forms import DeclineForm
from app.trade.permissions import WORK
from app.trade.views import entered_by, to_partners
from app.web.answer import page
from app.web.guards import requires

bp = Blueprint("declinations", __name__, url_prefix="/deals/<uuid:deal_id>/declination")


@bp.get("/")
@requires(WORK)
def new(deal_id):
    """What declining means, and a word to the inviter."""
    return _form(entered_by(deal_id), DeclineForm(formdata=None))


@bp.post("/")
@requires(WORK)
def create(deal_id):
    """Ask."""
    entered, form = entered_by(deal_id, lock=True), DeclineForm()
    if form.validate():
        with form.absorbing():
            decline(entered, form.message.data or "")
    if form.errors:
        return _form(entered, form, 422)
    return to_partners(entered, _("Your inviter was asked to take you out of the deal."))


def _form(entered, form, status=200):
    fragment = "trade/partners/declinations/_form.html"
    organisation = entered.organisation(entered.seat)
    return page(
        "trade/partners/declinations/new.html",
        fragment,
        status,
        entered=entered,
        form=form,
        organisation=organisation,
    )
