"""設定: the company's data (企業) and its bank accounts (口座)."""

from flask import Blueprint, redirect, url_for

from app.access.tenants.queries import own_company
from app.kernel.i18n import translate
from app.supply.company.forms import AccountForm, CompanyForm
from app.supply.company.operations import HEAD, change_company, close_account, open_account, prefer
from app.supply.company.queries import accounts, all_accounts
from app.supply.permissions import EDIT_COMPANY
from app.web import menu
from app.web.answer import page, say
from app.web.finding import find
from app.web.guards import requires

bp = Blueprint("company", __name__, url_prefix="/portal/company")
menu.entry(
    "administration", "Company and accounts", "supply.company.edit", "building", EDIT_COMPANY, position=20
)


@bp.get("/")
@requires(EDIT_COMPANY)
def edit():
    """Name, address, T-number, and the accounts."""
    return page("supply/company/edit.html", form=CompanyForm(obj=own_company()), accounts=all_accounts())


@bp.post("/")
@requires(EDIT_COMPANY)
def update():
    """Save them."""
    form = CompanyForm()
    if form.validate():
        with form.absorbing():
            facts = {name: form[name].data or "" for name in HEAD}
            warning = change_company(facts, form.registration_number.data or "")
    if form.errors:
        return page("supply/company/edit.html", status=422, form=form, accounts=all_accounts())
    say("Saved.")
    if warning:
        say(translate(warning), kind="notice")
    return redirect(url_for(".edit"), 303)


@bp.get("/accounts/new")
@requires(EDIT_COMPANY)
def new_account():
    """The form for a bank account."""
    return page("supply/company/account.html", form=AccountForm(formdata=None))


@bp.post("/accounts")
@requires(EDIT_COMPANY)
def create_account():
    """Add it."""
    form = AccountForm()
    if form.validate():
        with form.absorbing():
            open_account({name: value for name, value in form.data.items() if name != "csrf_token"})
    if form.errors:
        return page("supply/company/account.html", status=422, form=form)
    say("The account was added.")
    return redirect(url_for(".edit"), 303)


@bp.post("/accounts/<uuid:account_id>/preference")
@requires(EDIT_COMPANY)
def create_preference(account_id):
    """Offer this account first."""
    prefer(find(accounts(), account_id))
    say("Saved.")
    return redirect(url_for(".edit"), 303)


@bp.delete("/accounts/<uuid:account_id>")
@requires(EDIT_COMPANY)
def destroy_account(account_id):
    """Take it off the list."""
    close_account(find(accounts(), account_id))
    say("The account was removed.")
    return redirect(url_for(".edit"), 303)
