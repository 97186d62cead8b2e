"""Working through a run: rule after rule in their order, each on all its slips at once."""

from sqlalchemy import select

from app.commerce.robot.acting import perform
from app.commerce.robot.defaults import ROBOT
from app.commerce.robot.gathering import facts_of
from app.commerce.robot.matching import judge
from app.commerce.robot.model import RobotDeed, RobotRule, RobotRun
from app.commerce.robot.noting import enter_deeds, note_refusals
from app.commerce.robot.stopping import present_stop
from app.kernel import clock, context
from app.kernel.context import Actor
from app.kernel.db import session
from app.kernel.errors import ChobaError

ACTOR = Actor(id=None, name=ROBOT, kind="system")


def work(run_id):
    """Do what the rules say about a run's slips; a second time nothing. An emergency stop ends it between two rules."""
    run = session.get(RobotRun, (context.tenant_id(), run_id), with_for_update=True)
    if run is None or run.state != "pending":
        return
    with context.acting_as(ACTOR):
        left = set(run.slip_ids) - _settled_before(run)
        for rule in rules_for(run):
            if present_stop() is not None:
                run.state = "stopped"
                return
            fitting, worked = _guarded(run, rule, left)
            run.acted += len(worked)
            if rule.stops:
                left -= fitting
    run.state, run.finished_at = "done", clock.now()


def rules_for(run):
    """The rules that are switched on for what brought the run, in their order."""
    found = select(RobotRule).where(RobotRule.enabled, RobotRule.retired_at.is_(None))
    if run.rule_id is not None:
        found = found.where(RobotRule.id == run.rule_id)
    else:
        found = found.where(RobotRule.trigger == run.trigger)
    if run.trigger == "moved":
        found = found.where(RobotRule.at["to"].astext == run.to)
    return session.scalars(found.order_by(RobotRule.position, RobotRule.id)).all()


def hits_of(rule, facts, to=""):
    """`[(Facts, Verdict)]` of slips that fit a rule. `to`: the status they must still be in."""
    judged = ((one, judge(rule.conditions, rule.actions, one)) for one in facts if not to or one.status == to)
    return [(one, verdict) for one, verdict in judged if verdict.fits]


def _settled_before(run):
    """Slips that a rule with `stops` worked on before an emergency stop interrupted this run."""
    found = select(RobotDeed.slip_id).join(RobotRule, RobotRule.id == RobotDeed.rule_id)
    return set(session.scalars(found.where(RobotDeed.run_id == run.id, RobotRule.stops)))


def _guarded(run, rule, slip_ids):
    """`(slips that fit, those worked on)` of a rule. What it cannot do is undone and noted; the next rule goes on."""
    try:
        with session.begin_nested():
            return _worked(run, rule, slip_ids)
    except ChobaError as trouble:
        run.trouble = [*run.trouble, [rule.name, str(trouble)]]
        return set(), set()


def _worked(run, rule, slip_ids):
    facts = facts_of(slip_ids, set(rule.conditions), lock=True)
    hits = hits_of(rule, facts, run.to)
    taken = enter_deeds(rule, run.id, hits)
    if taken:
        refusals = perform(rule.actions, taken, why="robot", by=ACTOR)
        note_refusals(rule, {one: some for one, some in refusals.items() if one in taken})
    return {one.id for one, _verdict in hits}, taken
