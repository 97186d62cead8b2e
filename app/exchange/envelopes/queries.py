"""Reading envelopes and their files."""

from sqlalchemy import select

from app.exchange.envelopes.model import Envelope, EnvelopeFile
from app.kernel.db import session
from app.platform.storage import StoredFile

FILE = (
    StoredFile.id,
    StoredFile.name,
    StoredFile.size,
    StoredFile.content_type,
    EnvelopeFile.purpose,
    EnvelopeFile.envelope_id,
)


def files():
    """Columns of the files of envelopes, in their order."""
    return (
        select(*FILE)
        .join(EnvelopeFile, EnvelopeFile.file_id == StoredFile.id)
        .order_by(EnvelopeFile.envelope_id, EnvelopeFile.position, StoredFile.id)
    )


def attachments_of(envelope_id):
    """The files that travelled with an envelope."""
    return session.execute(files().where(EnvelopeFile.envelope_id == envelope_id)).all()


def files_by_envelope(envelopes):
    """`{envelope id: [file, …]}` for several envelopes, in one statement."""
    found = {one.id: [] for one in envelopes}
    if found:
        for file in session.execute(files().where(EnvelopeFile.envelope_id.in_(found))):
            found[file.envelope_id].append(file)
    return found


def envelopes_of(case_id, *kinds):
    """The envelopes of a case in the order in which they were sent; `kinds` narrows."""
    found = select(Envelope).where(Envelope.case_id == case_id).order_by(Envelope.position, Envelope.id)
    if kinds:
        found = found.where(Envelope.kind.in_(kinds))
    return session.scalars(found).all()
