"""勘定科目の決め方: where purchases are booked when the order says nothing special."""

from flask import Blueprint, url_for
from sqlalchemy import select

from app.access.organisations.queries import organisations
from app.kernel import context
from app.kernel.db import session
from app.kernel.i18n import _
from app.masters.accounts.catalogue import accounts, purchase_accounts
from app.procurement.journals import queries
from app.procurement.journals.arranging import delete_rule, save_rule
from app.procurement.journals.forms import RuleForm
from app.procurement.journals.model import AccountRule
from app.web.answer import answer, page
from app.web.finding import find
from app.web.guards import requires

bp = Blueprint("account_rules", __name__, url_prefix="/account-rules")
MAP, VIEW = "procurement.journal.map", "procurement.journal.view"
INDEX = "procurement/journals/rules/index.html"


@bp.get("")
@requires(VIEW)
def index():
    """The rules, the most particular first."""
    return page(INDEX, **_values(_form()))


@bp.post("")
@requires(MAP)
def create():
    """A new rule, or another account for an old one."""
    form = _form()
    if form.validate():
        with form.absorbing():
            save_rule(**form.facts(), by=context.actor())
    if form.errors:
        return page(INDEX, None, 422, **_values(form))
    return answer(None, url_for(".index"), _("The rule was saved. It counts from the next acceptance on."))


@bp.delete("/<uuid:rule_id>")
@requires(MAP)
def destroy(rule_id):
    """Take a rule away."""
    delete_rule(find(select(AccountRule), rule_id), by=context.actor())
    return answer(None, url_for(".index"), _("The rule was deleted."))


def _form():
    departments = session.execute(organisations()).all()
    return RuleForm().offer(queries.categories(), departments, purchase_accounts())


def _values(form):
    return {"form": form, "rules": queries.rules(), "accounts": accounts()}
