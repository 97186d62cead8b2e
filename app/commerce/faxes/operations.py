"""Keeping a FAX: a draft while the order is typed, the order's own once it is taken in."""

import datetime as dt
import io
from dataclasses import dataclass

from sqlalchemy import select, update

from app.commerce.faxes.drawing import JPEG, kind_of, pages_of
from app.commerce.faxes.settings import KEEP_DAYS
from app.commerce.sealed_files import keeping
from app.commerce.sealed_files.model import SealedFile
from app.kernel import clock
from app.kernel.db import session
from app.kernel.errors import Missing, Rejected
from app.kernel.ids import new_id
from app.platform import jobs
from app.platform.audit import record
from app.platform.settings import value_of
from app.platform.storage.keeping import safe_name

LARGEST = 20 * 1024 * 1024
DRAFT_DAYS = 1
PAGE = "fax-{}.jpg"


@dataclass(frozen=True)
class Fax:
    """`owner_id`: of the draft or of the order. `original`: the file as it came; `pages`: pictures that were drawn of
    it, `page_count` in the original.
    """

    owner_id: object
    original: SealedFile
    pages: list
    page_count: int


def receive(stream, name, instead_of=None):
    """Keep a FAX as a draft, in place of another one. Returns the Fax. Raises Rejected for what is none."""
    content = stream.read(LARGEST + 1)
    if len(content) > LARGEST:
        raise Rejected("This file is larger than %(limit)s MB.", "fax_file", limit=LARGEST // (1024 * 1024))
    kind = kind_of(content)
    pictures, count = pages_of(content, kind)
    draft_id = new_id()
    drawn = [(PAGE.format(number), 0, picture) for number, picture in enumerate(pictures, 1)]
    files = keeping.keep(draft_id, [(safe_name(name), count, content), *drawn], days=DRAFT_DAYS)
    for file, its_kind in zip(files, (kind, *[JPEG] * len(drawn)), strict=True):
        file.content_type = its_kind
    session.flush()
    if instead_of is not None and draft(instead_of) is not None:
        keeping.forget(instead_of)
    record("fax.received", files[0], label=kind, pages=count)
    return draft(draft_id)


def fax_of(owner_id):
    """The Fax of an order or draft, or None."""
    files = session.scalars(keeping.files_of(owner_id)).all() if owner_id else []
    if not files or len(files) < 2 or files[1].name != PAGE.format(1):
        return None
    return Fax(owner_id, files[0], files[1:], files[0].rows)


def draft(draft_id):
    """The Fax of a draft that is still there, or None."""
    return fax_of(draft_id)


def attach(draft_id, order):
    """Make a draft the FAX of an order. Raises Missing when it is gone."""
    fax = draft(draft_id)
    if fax is None:
        raise Missing
    until = clock.now() + dt.timedelta(days=max(value_of(KEEP_DAYS), 1))
    session.execute(
        update(SealedFile).where(SealedFile.owner_id == draft_id).values(owner_id=order.id, purge_at=until)
    )
    jobs.at(until, "commerce.sealed_files.purge")
    record("fax.attached", order, label=order.number, pages=fax.page_count)


def pages_kept(order_id):
    """How many pages the FAX of an order has; 0 without one."""
    found = select(SealedFile.rows).where(
        SealedFile.owner_id == order_id, SealedFile.position == 1, SealedFile.purge_at > clock.now()
    )
    return session.scalar(found) or 0


def picture(fax, number):
    """`(file, stream)` of one page, from 1. Raises Missing."""
    if fax is None or not 1 <= number <= len(fax.pages):
        raise Missing
    return fax.pages[number - 1], io.BytesIO(keeping.opened(fax.pages[number - 1]))
