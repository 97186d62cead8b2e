"""The connection of a partner with its own company on this installation."""

from flask import Blueprint, url_for

from app.kernel.i18n import _
from app.masters import permissions
from app.masters.partners.connecting import connect, disconnect
from app.masters.partners.forms import ConnectionForm
from app.masters.partners.queries import reachable_partners
from app.web.answer import answer, page
from app.web.finding import find
from app.web.guards import requires
from app.web.limits import limiter

bp = Blueprint("partner_connections", __name__, url_prefix="/partners")


@bp.get("/<uuid:partner_id>/connection/new")
@requires(permissions.PARTNER_LINK)
def new(partner_id):
    """Ask for the company's code."""
    return _form(find(reachable_partners(), partner_id), ConnectionForm(formdata=None))


@bp.post("/<uuid:partner_id>/connection")
@requires(permissions.PARTNER_LINK)
@limiter.limit("20 per hour")
def create(partner_id):
    """Connect; guessing codes is slowed down."""
    partner, form = find(reachable_partners(), partner_id), ConnectionForm()
    if form.validate():
        with form.absorbing():
            connect(partner, form.company_code.data)
    if form.errors:
        return _form(partner, form, status=422)
    return answer(None, otherwise=_page_of(partner), message=_("The partner is connected."))


@bp.delete("/<uuid:partner_id>/connection")
@requires(permissions.PARTNER_LINK)
def delete(partner_id):
    """End the connection."""
    partner = find(reachable_partners(), partner_id)
    disconnect(partner)
    return answer(None, otherwise=_page_of(partner), message=_("The connection has ended."))


def _form(partner, form, status=200):
    return page(
        "masters/partners/connections/new.html",
        fragment="masters/partners/connections/_form.html",
        status=status,
        partner=partner,
        form=form,
    )


def _page_of(partner):
    return url_for("masters.partners.show", record_id=partner.id)
