"""Sending journals out (仕訳出力): a batch takes its vouchers first, its file is written by a job."""

import uuid

from sqlalchemy import func, insert, select, update

from app.kernel import clock, context
from app.kernel.db import session
from app.kernel.errors import Permanent, Rejected
from app.kernel.ids import new_id
from app.platform import jobs
from app.platform.audit import record
from app.procurement.journals.model import ExportedVoucher, JournalExport, JournalVoucher
from app.procurement.journals.writing import arrangement_from, write_file
from app.records.numbering import take

WRITE = "procurement.journals.write_export"


def export_journals(*, first_on, last_on, by, template=None, again=False):
    """A batch of the reviewed vouchers posted in a period, both days included. Returns the JournalExport.

    `template` None is 弥生インポート形式. `again` also takes what left before; without it nothing leaves twice.
    Raises Rejected when there is nothing to send or the period is upside down.
    """
    if last_on < first_on:
        raise Rejected("The last day comes before the first.", field="last_on")
    if template is not None:
        arrangement_from(template.arrangement)
    export = _new(first_on, last_on, by, template, again)
    session.add(export)
    session.flush()
    fresh, old = _claimed(export), _sent_before(export) if again else []
    if not fresh and not old:
        raise Rejected(
            "There is no reviewed voucher in this period that has not been exported.", field="first_on"
        )
    _enter(export, fresh, first=True)
    _enter(export, old, first=False)
    export.voucher_count, export.total = len(fresh) + len(old), _sum(fresh + old)
    job = jobs.after_commit(WRITE, subject_id=export.id, export_id=export.id, locale=context.actor().locale)
    export.job_id = job.id
    session.flush()
    record("journal_export.created", export, by=by, vouchers=export.voucher_count, again=again)
    return export


def write_export(export_id):
    """Write the file; harmless when it was done before. A refusal frees the vouchers and says why."""
    export = session.get(JournalExport, (context.tenant_id(), uuid.UUID(str(export_id))))
    if export is None:
        raise Permanent("the batch is gone")
    if export.status != "pending":
        return
    try:
        with session.begin_nested():
            write_file(export)
    except Rejected as refusal:
        give_up(export, str(refusal))


def give_up(export, reason):
    """The batch failed: its vouchers are reviewed as before."""
    export.give_up(reason)
    session.execute(
        update(JournalVoucher)
        .where(JournalVoucher.export_id == export.id)
        .values(status="reviewed", export_id=None, version=JournalVoucher.version + 1)
        .execution_options(synchronize_session=False)
    )
    session.execute(
        ExportedVoucher.__table__.delete().where(
            ExportedVoucher.tenant_id == context.tenant_id(), ExportedVoucher.export_id == export.id
        )
    )


def lock(export, *, by):
    """The accountant's program has taken the file in: its vouchers are final. Raises Rejected before that."""
    export.lock(by=by)
    session.execute(
        update(JournalVoucher)
        .where(JournalVoucher.export_id == export.id, JournalVoucher.status == "exported")
        .values(status="locked", version=JournalVoucher.version + 1)
        .execution_options(synchronize_session=False)
    )


def review_all(voucher_ids, *, by):
    """Review those of the vouchers that wait for it. Returns how many."""
    waiting = session.scalars(
        select(JournalVoucher)
        .where(JournalVoucher.id.in_(voucher_ids), JournalVoucher.status == "generated")
        .order_by(JournalVoucher.id)
        .with_for_update()
    ).all()
    for voucher in waiting:
        voucher.review(by=by)
    return len(waiting)


def review_period(first_on, last_on, *, by):
    """Review every voucher of a period that waits for it. Returns how many."""
    ids = session.scalars(
        select(JournalVoucher.id).where(
            JournalVoucher.posting_on.between(first_on, last_on), JournalVoucher.status == "generated"
        )
    ).all()
    return review_all(ids, by=by)


def _new(first_on, last_on, by, template, again):
    return JournalExport(
        number=take("journal_export"),
        status="pending",
        version=1,
        form="yayoi" if template is None else "arranged",
        form_name="" if template is None else template.name,
        arrangement=None if template is None else template.arrangement,
        first_on=first_on,
        last_on=last_on,
        again=again,
        created_by_id=by.id,
        created_by_name=by.name,
        created_at=clock.now(),
    )


def _claimed(export):
    """One conditional UPDATE: of two batches at once only one gets a voucher."""
    return session.scalars(
        update(JournalVoucher)
        .where(
            JournalVoucher.posting_on.between(export.first_on, export.last_on),
            JournalVoucher.status == "reviewed",
        )
        .values(status="exported", export_id=export.id, version=JournalVoucher.version + 1)
        .returning(JournalVoucher.id)
        .execution_options(synchronize_session=False)
    ).all()


def _sent_before(export):
    return session.scalars(
        select(JournalVoucher.id).where(
            JournalVoucher.posting_on.between(export.first_on, export.last_on),
            JournalVoucher.status.in_(("exported", "locked")),
            JournalVoucher.export_id != export.id,
        )
    ).all()


def _enter(export, ids, *, first):
    if ids:
        rows = [{"id": new_id(), "export_id": export.id, "voucher_id": one, "first": first} for one in ids]
        session.execute(insert(ExportedVoucher), [{"tenant_id": context.tenant_id(), **row} for row in rows])


def _sum(ids):
    return int(
        session.scalar(
            select(func.coalesce(func.sum(JournalVoucher.total), 0)).where(JournalVoucher.id.in_(ids))
        )
    )
