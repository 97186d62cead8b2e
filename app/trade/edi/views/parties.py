"""Who the parties named in files are."""

from flask import Blueprint, url_for

from app.kernel.i18n import _
from app.trade.edi.forms import PartyForm
from app.trade.edi.queries import parties
from app.trade.edi.taking import bind
from app.trade.edi.wording import ROLES
from app.trade.organisations.queries import AT, GUESSES
from app.trade.permissions import WORK
from app.web.answer import answer, page
from app.web.finding import find
from app.web.guards import requires
from app.web.limits import Guesses

bp = Blueprint("edi_parties", __name__, url_prefix="/edi-parties")


@bp.get("/<uuid:party_id>")
@requires(WORK)
def edit(party_id):
    """Which organisation?"""
    row = find(parties(), party_id)
    return page("trade/edi/parties/edit.html", row=row, form=PartyForm(formdata=None, obj=row), roles=ROLES)


@bp.post("/<uuid:party_id>")
@requires(WORK)
def update(party_id):
    """Bind it."""
    row, form = find(parties(), party_id), PartyForm()
    if form.validate():
        with form.absorbing():
            bind(row, form.code.data.strip(), form.business_type.data, Guesses(GUESSES, AT))
    if form.errors:
        return page("trade/edi/parties/edit.html", None, 422, row=row, form=form, roles=ROLES)
    return answer(None, url_for("trade.edi_files.index"), _("Saved."))
