"""Handing the carrier's file over."""

from app.commerce.labels.systems import yupackr
from app.commerce.permissions import PERSON_SEE
from app.commerce.sealed_files.keeping import opened
from app.kernel import context
from app.kernel.errors import Forbidden, Missing
from app.platform.audit import record


def hand_over(batch, file, *, by=None):
    """The bytes of a file, noted in the trail. Raises Forbidden for who may not see persons in full."""
    who = by or context.actor()
    if not who.may(PERSON_SEE):
        raise Forbidden(PERSON_SEE)
    record("label.handed_over", batch, by=who, file=file.name, rows=file.rows)
    return opened(file)


def filter_sheet(batch):
    """`[(position, field)]` for the 取込フィルタ. Raises Missing for systems that need none."""
    if batch.account.system != yupackr.SYSTEM:
        raise Missing
    return yupackr.sheet()
