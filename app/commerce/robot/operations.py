"""Setting rules up: entering, changing, ordering, switching on and off."""

from sqlalchemy import func, select

from app.commerce.robot.checking import check_content, check_trigger
from app.commerce.robot.model import RobotRule
from app.commerce.robot.starting import set_clock
from app.kernel import clock, context
from app.kernel.db import session
from app.kernel.errors import Conflict, Rejected
from app.platform.audit import record

_DOES = ("trigger", "at", "conditions", "actions", "stops")
STEP = 10


def enter_rule(content, *, by=None):
    """A new rule at the end, switched off. `content`: the columns of a rule. Raises Rejected."""
    rule = RobotRule(position=(session.scalar(select(func.max(RobotRule.position))) or 0) + STEP)
    _write(rule, content, by)
    session.add(rule)
    record("robot.rule_entered", rule, by=by, label=rule.name)
    return rule


def change_rule(rule, content, *, version=None, by=None):
    """Change a rule. One that does something else from now on is switched off and wants a new dry run."""
    if version is not None and rule.version != version:
        raise Conflict("Somebody else has just changed this document. Please reload the page and look again.")
    before = {name: getattr(rule, name) for name in _DOES}
    _write(rule, content, by)
    if before != {name: getattr(rule, name) for name in _DOES}:
        rule.version += 1
        rule.enabled, rule.next_at, rule.trial = False, None, None
    record("robot.rule_changed", rule, by=by, label=rule.name)


def switch_on(rule, *, by=None):
    """Let a rule work from now on. Raises Rejected before its present version was tried."""
    if rule.tried_version != rule.version:
        raise Rejected("Try the rule on the orders of the last days first.")
    if not rule.enabled:
        rule.enabled = True
        if rule.trigger == "clock":
            set_clock(rule)
        record("robot.rule_switched_on", rule, by=by, label=rule.name, version=rule.version)


def switch_off(rule, *, by=None):
    """Let a rule rest."""
    if rule.enabled:
        rule.enabled, rule.next_at = False, None
        record("robot.rule_switched_off", rule, by=by, label=rule.name)


def retire(rule, *, by=None):
    """Remove a rule; what it did stays in the log."""
    switch_off(rule, by=by)
    rule.retired_at = clock.now()
    rule.name = f"{rule.name} ({rule.id.hex[-6:]})"
    record("robot.rule_removed", rule, by=by, label=rule.name)


def put_in_order(rule_ids, *, by=None):
    """Give rules the order of `rule_ids`; those that are not named follow as they stood."""
    rules = {one.id: one for one in standing_rules()}
    named = [one for one in dict.fromkeys(rule_ids) if one in rules]
    order = [*named, *(one for one in rules if one not in named)]
    if order == list(rules):
        return
    for place, one in enumerate(order, 1):
        rules[one].position = place * STEP
    record("robot.rules_ordered", by=by, rules=[rules[one].name for one in order])


def shift(rule, steps, *, by=None):
    """Move a rule up (negative) or down among the others."""
    order = [one.id for one in standing_rules()]
    at = order.index(rule.id)
    goal = min(max(at + steps, 0), len(order) - 1)
    order.insert(goal, order.pop(at))
    put_in_order(order, by=by)


def standing_rules():
    """All rules but the removed ones, in their order; locked when they are about to be ordered anew."""
    return session.scalars(
        select(RobotRule).where(RobotRule.retired_at.is_(None)).order_by(RobotRule.position, RobotRule.id)
    ).all()


def _write(rule, content, by):
    name = content["name"].strip()
    if not name:
        raise Rejected("Give the rule a name.", "name")
    with session.no_autoflush:
        same = select(RobotRule.id).where(RobotRule.name == name, RobotRule.id.is_distinct_from(rule.id))
        if session.scalar(same):
            raise Rejected("There is a rule with this name already.", "name")
    check_content(content["conditions"], content["actions"])
    rule.at = check_trigger(content["trigger"], content["at"])
    rule.name, rule.trigger, rule.stops = name, content["trigger"], content["stops"]
    rule.conditions, rule.actions = content["conditions"], content["actions"]
    rule.changed_by_name, rule.changed_at = (by or context.actor()).name, clock.now()
