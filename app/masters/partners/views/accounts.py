"""Bank accounts of a partner."""

from flask import Blueprint, url_for

from app.kernel.i18n import _
from app.masters import permissions
from app.masters.partners.banking import add_account, remove_account
from app.masters.partners.forms import BankAccountForm
from app.masters.partners.queries import accounts_of, reachable_partners
from app.web.answer import answer, page
from app.web.finding import find
from app.web.guards import requires

bp = Blueprint("partner_accounts", __name__, url_prefix="/partners")


@bp.get("/<uuid:partner_id>/accounts/new")
@requires(permissions.PARTNER_BANK)
def new(partner_id):
    """An empty account."""
    return _form(find(reachable_partners(), partner_id), BankAccountForm(formdata=None))


@bp.post("/<uuid:partner_id>/accounts")
@requires(permissions.PARTNER_BANK)
def create(partner_id):
    """Add the account."""
    partner, form = find(reachable_partners(), partner_id), BankAccountForm()
    if form.validate():
        with form.absorbing():
            add_account(partner, form.account())
    if form.errors:
        return _form(partner, form, status=422)
    return answer(None, otherwise=_page_of(partner), message=_("The bank account has been added."))


@bp.delete("/<uuid:partner_id>/accounts/<uuid:account_id>")
@requires(permissions.PARTNER_BANK)
def delete(partner_id, account_id):
    """Remove the account."""
    partner = find(reachable_partners(), partner_id)
    remove_account(partner, find(accounts_of(partner), account_id))
    return answer(None, otherwise=_page_of(partner), message=_("The bank account has been removed."))


def _form(partner, form, status=200):
    return page(
        "masters/partners/accounts/new.html",
        fragment="masters/partners/accounts/_form.html",
        status=status,
        partner=partner,
        form=form,
    )


def _page_of(partner):
    return url_for("masters.partners.show", record_id=partner.id)
