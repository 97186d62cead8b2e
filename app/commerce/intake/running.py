"""Taking the files of an intake in: one transaction, batch after batch, whole orders, refused lines handed back."""

import uuid

from sqlalchemy import select, update

from app.commerce.alerts.model import Alert
from app.commerce.intake.arriving import only_draft, trouble_of
from app.commerce.intake.forgetting import forget_later
from app.commerce.intake.gathering import Read, Scattered
from app.commerce.intake.model import Intake, IntakeChange
from app.commerce.intake.queries import files_of
from app.commerce.intake.refused import Refused
from app.commerce.intake.returning import RefusedLines
from app.commerce.intake.taking import take
from app.commerce.intake.units import by_shop, read_unit, scattered_in, units_of
from app.commerce.orders.model import Order
from app.kernel import clock, context
from app.kernel.copying import copy_in
from app.kernel.db import session
from app.kernel.errors import Permanent, Rejected
from app.kernel.i18n import translate
from app.platform import jobs
from app.platform.audit import record
from app.platform.jobs import running
from app.platform.jobs.model import Job
from app.records.kit.acting import packed

BATCH = 2_000
"""Orders that are taken in at once."""
COUNTS = ("new", "changed", "unchanged", "ignored", "refused", "lines", "alerts")
OUTCOMES = ("cancelled_by_shop", "changed_after_shipping", "changed_after_label")
"""Kinds of alerts that say what became of a change which could not simply be applied."""


def start(intake):
    """Take the files in, in the background. Starting twice is starting once. Raises Rejected when none can go in."""
    by_id = {file.id: file for file in files_of([intake.id]).get(intake.id, [])}
    if all(trouble_of(file, by_id) for file in by_id.values()):
        raise Rejected("None of these files can be taken in yet.")
    claimed = session.execute(
        update(Intake).where(Intake.id == intake.id, Intake.state == "draft").values(state="pending")
    )
    if claimed.rowcount != 1:
        return
    session.refresh(intake)
    job = jobs.after_commit(
        "commerce.intake.take_files_in",
        subject_id=intake.id,
        intake_id=intake.id,
        who=packed(context.actor()),
    )
    intake.job_id = job.id
    record("intake.started", intake, label=_label(by_id.values()))


def cancel(intake):
    """Stop an intake that is not finished: nothing of it stays. Raises Rejected when it is over."""
    waiting = Intake.state.in_(("draft", "pending"))
    stopped = session.execute(
        update(Intake)
        .where(Intake.id == intake.id, waiting)
        .values(state="cancelled", finished_at=clock.now())
    )
    if stopped.rowcount != 1:
        only_draft(intake)
    if intake.job_id:
        undone = Job.state.in_(("pending", "running"))
        session.execute(update(Job).where(Job.id == intake.job_id, undone).values(state="cancelled"))
    session.refresh(intake)
    record("intake.cancelled", intake, label=_label(files_of([intake.id]).get(intake.id, [])))


def _label(files):
    return ", ".join(file.name for file in files)[:200]


def run(intake_id):
    """Take in what can go in of an intake: all of it or, when killed or cancelled, nothing. One that is over stays so.

    A file that turns out to make no sense stays out with its reason; the others go in.
    """
    intake = session.get(Intake, (context.tenant_id(), uuid.UUID(str(intake_id))))
    if intake is None:
        raise Permanent("the intake is gone")
    if intake.state != "pending":
        return
    present = files_of([intake.id]).get(intake.id, [])
    by_id = {file.id: file for file in present}
    reasons = {file.id: trouble_of(file, by_id) for file in present}
    progress = Progress(intake, sum(file.line_count for file in present if not reasons[file.id]))
    for unit in units_of(intake, ready=lambda file: reasons[file.id] is None):
        _unit(intake, unit, progress)
    for file in present:
        if reasons[file.id] and file.state == "ready":
            file.state, file.error = "failed", translate(reasons[file.id])
    _finish(intake, present)


def _finish(intake, present):
    session.flush()
    counts = {name: sum(file.counts.get(name, 0) for file in present) for name in COUNTS}
    failed = all(file.state == "failed" for file in present)
    facts = {"state": "failed" if failed else "done", "counts": counts, "finished_at": clock.now()}
    if failed:
        facts["error"] = next((file.error for file in present if file.error), None)
    finished = session.execute(
        update(Intake).where(Intake.id == intake.id, Intake.state == "pending").values(**facts)
    )
    if finished.rowcount != 1:
        raise running.Cancelled
    forget_later(intake)
    record("intake.finished", intake, label=_label(present), **counts)


class Progress:
    """How many lines of all files of an intake are behind us."""

    def __init__(self, intake, total):
        self._job_id, self._total, self._before = intake.job_id, total, 0

    def at(self, line):
        """Say which line of the present file has been read; raises Cancelled when somebody asked to stop."""
        if self._job_id:
            running.progress(self._job_id, min(self._before + line, self._total), self._total)

    def over(self, file):
        """A file is done with."""
        self._before += file.line_count


def _unit(intake, unit, progress):
    try:
        with session.begin_nested():
            _whole(intake, unit, progress)
    except Rejected as refusal:
        for file in filter(None, (unit.file, unit.partner)):
            file.state, file.error, file.counts = "failed", str(refusal), {}
    progress.over(unit.file)


def _whole(intake, unit, progress):
    """The whole of a Unit; once more from the start when lines of one order stand apart in the file."""
    try:
        with session.begin_nested():
            _take(intake, unit, progress)
    except Scattered:
        _take(intake, unit, progress, scattered_in(unit))


def _take(intake, unit, progress, scattered=frozenset()):
    found = read_unit(unit, scattered)
    back = {file.id: RefusedLines(file, table) for file, table in next(found)}
    counts, batch = dict.fromkeys(COUNTS, 0), []
    for file, one in found:
        if isinstance(one, Read):
            batch.append(one)
        else:
            back[file.id].add(one)
        if len(batch) == BATCH:
            _batch(intake, unit, batch, counts, back[unit.file.id])
            progress.at(batch[-1].order.place)
            batch = []
    _batch(intake, unit, batch, counts, back[unit.file.id])
    counts["lines"] = sum(lines.count for lines in back.values())
    counts["refused"] += len({number for lines in back.values() for number in lines.numbers})
    for file in filter(None, (unit.file, unit.partner)):
        file.state, file.refused_file_id = "done", back[file.id].kept()
    unit.file.counts = counts


def _batch(intake, unit, batch, counts, back):
    places = {one.order.number: one.order.place for one in batch}
    for shop, orders in by_shop(unit, batch):
        taken = take(shop, orders, intake_id=intake.id)
        for name in ("new", "changed", "unchanged", "ignored"):
            counts[name] += len(getattr(taken, name))
        counts["alerts"] += taken.alerts
        for number, said in taken.refused.items():
            back.add(Refused(places[number], [], said=said, number=number))
        _note_changes(intake, shop, taken.changed)


def _note_changes(intake, shop, changed):
    """Keep what a file changed, sealed, for the page that shows it."""
    if not changed:
        return
    ids = order_ids(shop, list(changed))
    outcomes = _outcomes(list(ids.values()))
    copy_in(
        IntakeChange,
        (
            {
                "intake_id": intake.id,
                "order_id": ids[number],
                "number": number,
                "outcome": outcomes.get(ids[number], "applied"),
                "changes": {".".join(path): list(pair) for path, pair in changes.items()},
            }
            for number, changes in changed.items()
            if number in ids
        ),
    )


def order_ids(shop, numbers):
    """`{number: id}` of orders of a shop."""
    found = select(Order.number, Order.id).where(Order.channel_id == shop.id, Order.number.in_(numbers))
    return dict(session.execute(found).all())


def _outcomes(order_ids):
    found = session.execute(
        select(Alert.order_id, Alert.kind).where(
            Alert.order_id.in_(order_ids), Alert.kind.in_(OUTCOMES), Alert.answered_at.is_(None)
        )
    )
    return dict(found.all())
