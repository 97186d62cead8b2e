"""設定 → 口座: the bank accounts one can choose from on an invoice."""

from flask import Blueprint, redirect, url_for

from app.supply.company.forms import AccountForm
from app.supply.company.operations import close_account, open_account, prefer
from app.supply.company.queries import accounts, all_accounts
from app.supply.permissions import EDIT_ACCOUNTS
from app.web import menu
from app.web.answer import page, say
from app.web.finding import find
from app.web.guards import requires

bp = Blueprint("accounts", __name__, url_prefix="/portal/accounts")
menu.entry("administration", "Bank accounts", "supply.accounts.index", "bank", EDIT_ACCOUNTS, position=42)


@bp.get("/")
@requires(EDIT_ACCOUNTS)
def index():
    """All accounts, the preferred one first."""
    return page("supply/company/index.html", accounts=all_accounts())


@bp.get("/new")
@requires(EDIT_ACCOUNTS)
def new():
    """The form for a bank account."""
    return page("supply/company/new.html", form=AccountForm(formdata=None))


@bp.post("/")
@requires(EDIT_ACCOUNTS)
def create():
    """Add it."""
    form = AccountForm()
    if form.validate():
        with form.absorbing():
            open_account({name: value for name, value in form.data.items() if name != "csrf_token"})
    if form.errors:
        return page("supply/company/new.html", status=422, form=form)
    say("The account was added.")
    return redirect(url_for(".index"), 303)


@bp.post("/<uuid:account_id>/preference")
@requires(EDIT_ACCOUNTS)
def create_preference(account_id):
    """Offer this account first."""
    prefer(find(accounts(), account_id))
    say("Saved.")
    return redirect(url_for(".index"), 303)


@bp.delete("/<uuid:account_id>")
@requires(EDIT_ACCOUNTS)
def destroy(account_id):
    """Take it off the list."""
    close_account(find(accounts(), account_id))
    say("The account was removed.")
    return redirect(url_for(".index"), 303)
