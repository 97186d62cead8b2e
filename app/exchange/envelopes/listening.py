"""Who may open the files that came with an envelope."""

from sqlalchemy import select

from app.exchange.envelopes.model import Envelope
from app.exchange.sealing import sealed_kinds
from app.kernel.db import session
from app.platform.storage.reaching import readable


@readable("envelopes")
def may_open(file):
    """Everybody of the company who may open files, once the envelope is not sealed any more."""
    envelope = session.scalars(select(Envelope).where(Envelope.id == file.subject_id)).one_or_none()
    return envelope is not None and envelope.kind not in sealed_kinds(envelope.case_id)
