"""Runs begin: by an event, or by the clock of one rule."""

import datetime as dt

from sqlalchemy import exists, select

from app.commerce.robot.matching import UNTOUCHABLE
from app.commerce.robot.model import RobotDeed, RobotRule, RobotRun
from app.commerce.robot.stopping import present_stop
from app.commerce.slips.model import Slip
from app.commerce.slips.statuses import OPEN
from app.kernel import clock, context
from app.kernel.db import session
from app.platform import jobs

MOST = 20_000
"""Slips of one run of the clock; the rest comes with the next."""
_ON = (RobotRule.enabled, RobotRule.retired_at.is_(None))


def begin(trigger, slip_ids, *, to="", rule_id=None):
    """Put slips before the rules of a trigger, after this transaction's commit. Returns the RobotRun."""
    held_up = present_stop() is not None
    run = RobotRun(
        trigger=trigger, to=to, rule_id=rule_id, slip_ids=list(dict.fromkeys(slip_ids)),
        state="stopped" if held_up else "pending",
    )  # fmt: skip
    session.add(run)
    if not held_up:
        jobs.after_commit("commerce.robot.work", subject_id=run.id, run_id=run.id)
    return run


def wanted(trigger):
    """Whether any rule is switched on for a trigger."""
    return session.scalar(select(exists().where(RobotRule.trigger == trigger, *_ON)))


def reached():
    """The statuses for which rules are switched on."""
    return set(
        session.scalars(
            select(RobotRule.at["to"].astext).where(RobotRule.trigger == "moved", *_ON).distinct()
        )
    )


def ring(rule_id, version):
    """The clock of a rule rings: its slips are put before it, and the next time is set."""
    rule = session.get(RobotRule, (context.tenant_id(), rule_id), with_for_update=True)
    if rule is None or not rule.enabled or rule.retired_at or rule.version != version:
        return
    if rule.next_at is not None and rule.next_at > clock.now():
        return
    found = candidates(rule)
    if found:
        begin("clock", found, rule_id=rule.id)
    set_clock(rule)


def set_clock(rule):
    """Note when a rule of the clock works next, and ask for it."""
    rule.next_at = next_time(rule.at, clock.now())
    jobs.at(rule.next_at, "commerce.robot.ring", subject_id=rule.id, rule_id=rule.id, version=rule.version)


def next_time(at, moment):
    """The next moment after `moment` of a clock `{"time": "09:30"}` (Japan) or `{"minutes": 30}`."""
    if "minutes" in at:
        return moment + dt.timedelta(minutes=at["minutes"])
    hour, minute = map(int, at["time"].split(":"))
    here = moment.astimezone(clock.JST)
    goal = here.replace(hour=hour, minute=minute, second=0, microsecond=0)
    return goal if goal > here else goal + dt.timedelta(days=1)


def candidates(rule):
    """Ids of slips that a rule of the clock may have to work on: those of the statuses it asks for (without: all that
    somebody still has to work on) that it has not worked on yet.
    """
    statuses = set(rule.conditions.get("status") or OPEN) - set(UNTOUCHABLE)
    done = exists().where(
        RobotDeed.slip_id == Slip.id,
        RobotDeed.tenant_id == Slip.tenant_id,
        RobotDeed.rule_id == rule.id,
        RobotDeed.rule_version == rule.version,
    )
    return session.scalars(
        select(Slip.id)
        .where(Slip.status.in_(statuses), Slip.carried_by_id.is_(None), ~done)
        .order_by(Slip.ordered_at, Slip.id)
        .limit(MOST)
    ).all()
