"""緊急停止: no rule works until somebody lets the robot go on."""

from sqlalchemy import select, update

from app.commerce.robot.model import RobotRun, RobotStop
from app.kernel import clock, context
from app.kernel.db import session
from app.platform import jobs
from app.platform.audit import record


def present_stop():
    """The stop that is open now, or None."""
    return session.scalars(select(RobotStop).where(RobotStop.ended_at.is_(None))).one_or_none()


def stop(reason="", *, by=None):
    """Stop all rules at once; said twice it is once."""
    who = by or context.actor()
    found = present_stop()
    if found is None:
        found = RobotStop(reason=reason.strip(), by_name=who.name)
        session.add(found)
        session.flush()
        record("robot.stopped", found, by=who, label=reason.strip())
    return found


def go_on(*, catch_up, by=None):
    """End the stop. `catch_up`: put the slips that waited before the rules now, else leave them alone for good."""
    who = by or context.actor()
    found = present_stop()
    if found is None:
        return 0
    found.ended_at, found.ended_by_name = clock.now(), who.name
    waiting = session.scalars(
        update(RobotRun)
        .where(RobotRun.state == "stopped")
        .values(state="pending" if catch_up else "done", finished_at=None if catch_up else clock.now())
        .returning(RobotRun.id)
        .execution_options(synchronize_session=False)
    ).all()
    session.expire_all()
    for run_id in waiting if catch_up else ():
        jobs.after_commit("commerce.robot.work", subject_id=run_id, run_id=run_id)
    record("robot.went_on", found, by=who, runs=len(waiting), catch_up=catch_up)
    return len(waiting)


def waiting_slips():
    """How many slips wait for the end of a stop."""
    found = session.scalars(select(RobotRun.slip_ids).where(RobotRun.state == "stopped"))
    return len({one for some in found for one in some})
