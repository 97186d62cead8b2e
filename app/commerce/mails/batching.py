"""一括メール: one text to the buyers of many slips, made for each of them, with some minutes to think better of it."""

import datetime as dt

from sqlalchemy import func, select

from app.commerce.mails.choosing import written
from app.commerce.mails.composing import Composer, Unsendable
from app.commerce.mails.gathering import gather
from app.commerce.mails.model import MailBatch, OrderMail
from app.commerce.mails.placeholders import check_text
from app.commerce.mails.planning import plan, stop
from app.kernel import clock, context
from app.kernel.db import session
from app.kernel.errors import Conflict, Rejected
from app.platform import jobs
from app.platform.audit import record

JOB = "commerce.mails.work_through"
PORTION = 500
SAMPLES = 3


def begin(kind, slip_ids, subject, body, *, minutes=5, advertising=False, by=None):
    """Ask for mails to the buyers of slips, from `minutes` on. Returns the MailBatch. Raises Rejected."""
    by = by or context.actor()
    ids = list(dict.fromkeys(slip_ids))
    if not ids:
        raise Rejected("Choose at least one slip.")
    check_text(subject, "subject")
    check_text(body, "body")
    batch = MailBatch(
        kind=kind,
        content={"subject": subject, "body": body, "advertising": advertising},
        slip_ids=ids,
        starts_at=clock.now() + dt.timedelta(minutes=minutes),
        made_by_id=by.id,
        made_by_name=by.name,
        created_at=clock.now(),
    )
    session.add(batch)
    record("mail_batch.begun", batch, by=by, label=kind, slips=len(ids))
    session.flush()
    jobs.at(batch.starts_at, JOB, batch_id=batch.id, subject_id=batch.id)
    return batch


def cancel(batch, *, by=None):
    """Stop a batch: what has not left stays here. Raises Conflict when it is over."""
    session.refresh(batch, with_for_update=True)
    if batch.state not in ("waiting", "running"):
        raise Conflict("These mails have left already.")
    batch.state, batch.finished_at = "cancelled", clock.now()
    waiting = session.scalars(
        select(OrderMail.id).where(OrderMail.batch_id == batch.id, OrderMail.state == "planned")
    ).all()
    stop(waiting, by=by)
    record("mail_batch.cancelled", batch, by=by, label=batch.kind, stopped=len(waiting))


def work_through(batch_id):
    """Plan the next portion of a batch; the next job goes on with what is left."""
    batch = session.scalars(select(MailBatch).where(MailBatch.id == batch_id).with_for_update()).one()
    if batch.state not in ("waiting", "running") or batch.starts_at > clock.now():
        return
    portion = batch.slip_ids[batch.done : batch.done + PORTION]
    plan(portion, batch.kind, again=True, batch_id=batch.id, by=_writer(batch))
    batch.done += len(portion)
    batch.state = "running"
    if batch.done < batch.total:
        jobs.after_commit(JOB, batch_id=batch.id, subject_id=batch.id)
    else:
        batch.state, batch.finished_at = "done", clock.now()


def _writer(batch):
    return context.Actor(id=batch.made_by_id, name=batch.made_by_name)


def samples(kind, slip_ids, subject, body):
    """`[(label, Composed or None, reason code, facts)]` of the first few slips, as their buyers would see it."""
    facts, composer = gather(slip_ids[:SAMPLES]), Composer(kind)
    found = []
    for one in slip_ids[:SAMPLES]:
        if one not in facts:
            continue
        label = facts[one].order.number
        try:
            made = composer.compose(facts[one], chosen=written(subject, body), preview=True)
            found.append((label, made, "", {}))
        except Unsendable as why:
            found.append((label, None, why.why, why.facts))
    return found


def counts_of(batch):
    """`{state: how many}` of the mails of a batch."""
    return dict(
        session.execute(
            select(OrderMail.state, func.count())
            .where(OrderMail.batch_id == batch.id)
            .group_by(OrderMail.state)
        ).all()
    )
