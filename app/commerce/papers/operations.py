"""Papers of many slips in one file: the row first, drawn in portions by several workers, joined by the last."""

import math

from sqlalchemy import func, select

from app.commerce.papers import joining, receipts
from app.commerce.papers.gathering import gathered, may_see
from app.commerce.papers.kinds import CHOICES, ORDER_PAPERS
from app.commerce.papers.making import ORDERS, in_order
from app.commerce.papers.model import PaperBatch, PaperPortion
from app.commerce.papers.printing import chosen, pdf_of
from app.commerce.papers.settings import KEPT_HOURS
from app.commerce.sealed_files import keeping
from app.kernel import clock, context
from app.kernel.db import session
from app.kernel.errors import Rejected
from app.kernel.i18n import translate
from app.platform import jobs
from app.platform.audit import record
from app.platform.settings import value_of
from app.records.kit.acting import packed

JOB = "commerce.papers.draw"
PORTION = 125
MOST = 10_000
ONE_SHEET = ("pick_total",)
"""Papers that are one sheet of all slips: never drawn in portions."""


def begin(asked, slip_ids, sort="carrier", *, address="", by=None):
    """Ask for the papers `asked` of slips in one file. Returns the PaperBatch, its portions waiting for workers.

    Receipts are issued at once, one for each order. `address`: where the QR code of a work sheet leads, with `{id}`.
    Raises Rejected for no slips, too many, or unfixed amounts.
    """
    by = by or context.actor()
    ids = list(dict.fromkeys(slip_ids))
    if asked not in dict(CHOICES) or sort not in ORDERS:
        raise Rejected("There is no such paper.")
    if len(ids) > MOST:
        raise Rejected("At most %(most)s slips at a time.", most=MOST)
    ordered = [one.id for one in in_order(gathered(ids), sort)]
    batch = PaperBatch(
        asked=asked,
        sort=sort,
        slip_ids=ordered,
        total=len(ordered),
        started_by_id=by.id,
        started_by_name=by.name,
        created_at=clock.now(),
    )
    if not ordered:
        raise Rejected("Choose at least one slip.")
    session.add(batch)
    session.flush()
    if asked in ORDER_PAPERS:
        orders = {one.order_id: one.order_number for one in chosen(asked, ordered)}
        if asked == "receipt":
            receipts.issue(orders, batch=batch, by=by)
    record("paper_batch.begun", batch, by=by, label=asked, slips=len(ordered))
    _deal(batch, who=packed(by), whole=may_see(), address=address)
    return batch


def _deal(batch, **arguments):
    """Portions and their jobs. Orders with several slips stay in one portion where a paper speaks of orders."""
    size = batch.total if batch.asked in (*ONE_SHEET, *ORDER_PAPERS) else PORTION
    for number in range(math.ceil(batch.total / size)):
        portion = PaperPortion(
            batch_id=batch.id, number=number + 1, slip_ids=batch.slip_ids[number * size : (number + 1) * size]
        )
        session.add(portion)
        jobs.after_commit(JOB, subject_id=batch.id, portion_id=portion.id, **arguments)
    session.flush()


def draw_portion(portion_id, *, whole=None, address=""):
    """Draw a portion, count it, and join the file when it was the last. A repeat of a drawn portion does nothing."""
    portion = session.scalars(select(PaperPortion).where(PaperPortion.id == portion_id)).one()
    batch = batch_of(portion.batch_id)
    if portion.drawn_at is not None:
        return
    issued = receipts.issued_in(batch) if batch.asked == "receipt" else None
    content = pdf_of(
        batch.asked,
        portion.slip_ids,
        issued=issued,
        whole=whole,
        address=(lambda parcel: address.format(id=parcel.id)) if address else None,
    )
    keeping.keep(portion.id, [(f"{portion.number}.pdf", len(portion.slip_ids), content)], days=1)
    portion.drawn_at = clock.now()
    session.flush()
    session.refresh(batch, with_for_update=True)
    batch.done += len(portion.slip_ids)
    batch.state = "running"
    if not waiting(batch):
        _join(batch)


def waiting(batch):
    """How many portions are not drawn yet."""
    found = select(func.count()).where(PaperPortion.batch_id == batch.id, PaperPortion.drawn_at.is_(None))
    return session.scalar(found)


def _join(batch):
    """One file of all portions, sealed, for some hours."""
    ids = session.scalars(
        select(PaperPortion.id).where(PaperPortion.batch_id == batch.id).order_by(PaperPortion.number)
    ).all()
    parts = [keeping.opened(file) for one in ids for file in session.scalars(keeping.files_of(one))]
    content, batch.pages = joining.joined(parts)
    name = f"{translate(dict(CHOICES)[batch.asked])}_{batch.created_at.astimezone(clock.JST):%Y%m%d-%H%M}.pdf"
    [file] = keeping.keep(batch.id, [(name, batch.total, content)], days=value_of(KEPT_HOURS) / 24)
    file.content_type = "application/pdf"
    for one in ids:
        keeping.forget(one)
    batch.state, batch.finished_at = "done", clock.now()


def batch_of(batch_id):
    """The batch with that id."""
    return session.scalars(select(PaperBatch).where(PaperBatch.id == batch_id)).one()
