"""Rules: the list in its order, one rule, its dry run, on and off."""

from flask import Blueprint, url_for

from app.commerce.robot import operations, permissions, queries
from app.commerce.robot.forms import RuleForm, TrialForm, rule_form
from app.commerce.robot.showing import list_of_rules, rule_page
from app.kernel.db import session
from app.kernel.i18n import _
from app.web.answer import answer, page
from app.web.finding import find
from app.web.guards import requires
from app.web.menu import entry

bp = Blueprint("robot", __name__, url_prefix="/robot")
entry("ship", "Robot", "commerce.robot.index", "zap", permissions.VIEW, position=80)


@bp.get("")
@requires(permissions.VIEW)
def index():
    """All rules as sentences, in the order in which they work."""
    return page("commerce/robot/index.html", "commerce/robot/_list.html", **list_of_rules())


@bp.get("/new")
@requires(permissions.EDIT)
def new():
    """An empty rule."""
    return page("commerce/robot/edit.html", None, rule=None, form=rule_form(None, queries.names_for(())))


@bp.post("")
@requires(permissions.EDIT)
def create():
    """Enter a rule; it is switched off until it was tried."""
    form, made = RuleForm().offer(queries.names_for(())), None
    if form.validate():
        with form.absorbing():
            made = operations.enter_rule(form.content())
    if form.errors:
        return page("commerce/robot/edit.html", None, 422, rule=None, form=form)
    return answer(None, url_for(".show", rule_id=made.id), _("The rule has been entered. Try it now."))


@bp.get("/<uuid:rule_id>")
@requires(permissions.VIEW)
def show(rule_id):
    """A rule, its dry run, and its switch."""
    rule = find(queries.rules(), rule_id)
    return page("commerce/robot/show.html", None, **rule_page(rule, TrialForm(formdata=None)))


@bp.get("/<uuid:rule_id>/edit")
@requires(permissions.EDIT)
def edit(rule_id):
    """The form with the rule as it is."""
    rule = find(queries.rules(), rule_id)
    form = rule_form(rule, queries.names_for([rule]))
    return page("commerce/robot/edit.html", None, rule=rule, form=form)


@bp.post("/<uuid:rule_id>")
@requires(permissions.EDIT)
def update(rule_id):
    """Change a rule."""
    rule = find(queries.rules(), rule_id)
    form = RuleForm().offer(queries.names_for([rule]))
    if form.validate():
        with form.absorbing():
            operations.change_rule(rule, form.content(), version=form.seen_version)
    if form.errors:
        session.expire(rule)
        return page("commerce/robot/edit.html", None, 422, rule=rule, form=form)
    return answer(None, url_for(".show", rule_id=rule.id), _("The rule has been saved."))


@bp.delete("/<uuid:rule_id>")
@requires(permissions.EDIT)
def destroy(rule_id):
    """Remove a rule; its log stays."""
    operations.retire(find(queries.rules(), rule_id))
    return answer(None, url_for(".index"), _("The rule has been removed."))
