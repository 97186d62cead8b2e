"""Switches: one rule on and off, and the emergency stop for all."""

from flask import Blueprint, request, url_for

from app.commerce.robot import operations, permissions, queries
from app.commerce.robot.forms import StopForm
from app.commerce.robot.stopping import go_on, stop
from app.kernel.errors import Rejected
from app.kernel.i18n import _
from app.web.answer import answer, say
from app.web.finding import find
from app.web.guards import requires

bp = Blueprint("robot_switches", __name__, url_prefix="/robot")


@bp.post("/<uuid:rule_id>/switch")
@requires(permissions.EDIT)
def create(rule_id):
    """Let a rule work."""
    rule, message = find(queries.rules(), rule_id), None
    try:
        operations.switch_on(rule)
        message = _("The rule works from now on.")
    except Rejected as refusal:
        say(str(refusal), "problem")
    return answer(None, url_for("commerce.robot.show", rule_id=rule.id), message)


@bp.delete("/<uuid:rule_id>/switch")
@requires(permissions.EDIT)
def destroy(rule_id):
    """Let a rule rest."""
    rule = find(queries.rules(), rule_id)
    operations.switch_off(rule)
    return answer(None, url_for("commerce.robot.show", rule_id=rule.id), _("The rule rests."))


@bp.post("/standstill")
@requires(permissions.STOP)
def create_stop():
    """Stop all rules at once."""
    stop(StopForm().reason.data or "")
    return answer(None, url_for("commerce.robot.index"), _("The robot stands still."))


@bp.delete("/standstill")
@requires(permissions.STOP)
def destroy_stop():
    """Let the robot go on, with the slips that waited or without."""
    go_on(catch_up=request.form.get("catch_up") == "1")
    return answer(None, url_for("commerce.robot.index"), _("The robot works again."))
