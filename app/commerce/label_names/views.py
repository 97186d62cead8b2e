"""送り状の品名: the rules, and what they do to names."""

from flask import Blueprint, request, url_for
from sqlalchemy import select

from app.commerce.carriers import permissions
from app.commerce.label_names import operations, queries
from app.commerce.label_names.applying import Names
from app.commerce.label_names.forms import KINDS, RuleForm, TrialForm
from app.commerce.label_names.model import NameRule
from app.kernel.db import session
from app.kernel.i18n import _
from app.web.answer import answer, page
from app.web.finding import find
from app.web.guards import requires
from app.web.menu import entry

bp = Blueprint("label_names", __name__, url_prefix="/label-names")
entry("ship", "Names on labels", "commerce.label_names.index", "tag", permissions.VIEW, position=84)
LINE = 50


@bp.get("")
@requires(permissions.VIEW)
def index():
    """The rules, and names as they would stand on a label."""
    return _shown(RuleForm(formdata=None))


@bp.post("")
@requires(permissions.EDIT)
def create():
    """A new rule."""
    form = RuleForm()
    if form.validate():
        with form.absorbing():
            operations.add_rule(form.kind.data, form.word.data or "", form.put.data or "")
    if form.errors:
        return _shown(form, 422)
    return answer(None, url_for(".index"), _("The rule was saved."))


@bp.post("/<uuid:rule_id>/precedence")
@requires(permissions.EDIT)
def create_precedence(rule_id):
    """Let it work one place earlier."""
    operations.raise_rule(find(select(NameRule), rule_id))
    return answer(None, url_for(".index"))


@bp.delete("/<uuid:rule_id>")
@requires(permissions.EDIT)
def destroy(rule_id):
    """Take it away."""
    operations.delete_rule(find(select(NameRule), rule_id))
    return answer(None, url_for(".index"), _("The rule was deleted."))


def _shown(form, status=200):
    trial = TrialForm(request.args)
    names = Names(queries.present_rules(), LINE)
    tried = [
        (one.strip(), names.short(one.strip()))
        for one in (trial.names.data or "").splitlines()
        if one.strip()
    ]
    rows = session.scalars(queries.rules()).all()
    values = {"form": form, "trial": trial, "tried": tried[:200], "rows": rows, "kinds": dict(KINDS)}
    return page("commerce/label_names/index.html", "commerce/label_names/_trial.html", status, **values)
