"""Sending: two copies, one transaction, the recipient's gate in between."""

import datetime as dt
import hashlib
from contextlib import contextmanager
from dataclasses import dataclass, field

from sqlalchemy import select

from app.exchange.bodies import Body
from app.exchange.cases.model import Case
from app.exchange.envelopes.model import Envelope, EnvelopeFile
from app.exchange.gates import gate_of, projection_of
from app.kernel import context
from app.kernel.clock import JST, is_frozen, now
from app.kernel.db import database_now, session
from app.kernel.errors import Missing
from app.kernel.ids import new_id
from app.kernel.tenancy import acting_for
from app.platform import storage
from app.platform.audit import record
from app.platform.storage.keeping import copied

OTHER = {"buyer": "supplier", "supplier": "buyer"}


@dataclass
class Draft:
    """An envelope about to be sent. `files`: StoredFile rows of the sender; `rendition`: the PDF among them."""

    case_id: object
    body: Body
    number: str
    revision: int = 0
    document_on: object = None
    total: int | None = None
    files: list = field(default_factory=list)
    rendition: object = None


def open_case(*, counterpart_tenant_id, counterpart_name, subject, partner_id=None, own_name, case_id=None):
    """A new case as the buyer, on both sides when the counterpart is on this installation. Returns our Case.

    `own_name` is how the counterpart will see us. `partner_id` is our master record of them.
    """
    case = Case(
        id=case_id or new_id(),
        side="buyer",
        counterpart_tenant_id=counterpart_tenant_id,
        counterpart_name=counterpart_name,
        partner_id=partner_id,
        subject=subject,
    )
    session.add(case)
    if counterpart_tenant_id:
        ours = context.tenant_id()
        with acting_for(counterpart_tenant_id):
            theirs = Case(
                id=case.id,
                side="supplier",
                counterpart_tenant_id=ours,
                counterpart_name=own_name,
                subject=subject,
            )
            session.add(theirs)
    return case


def locked(case_id):
    """Our Case, with the chain's heads of both sides locked, buyer's first. Raises Missing.

    Both sides lock in the same order, so two senders wait for each other and never deadlock.
    """
    case = session.get(Case, (context.tenant_id(), case_id), populate_existing=True)
    if case is None:
        raise Missing
    if case.side == "supplier" and case.counterpart_tenant_id:
        with acting_for(case.counterpart_tenant_id):
            _lock(case_id)
    return _lock(case_id)


def _lock(case_id):
    return session.scalars(
        select(Case).where(Case.id == case_id).with_for_update().execution_options(populate_existing=True)
    ).one()


def post(draft):
    """Send one envelope. Returns the sender's copy.

    Order: lock the chain, ask the recipient's gate, write our copy, write theirs, let them file it. A refusal
    (Rejected from the gate) rolls nothing back by itself: the caller's edge does, so nothing of it remains.
    """
    case = locked(draft.case_id)
    envelope = _our_copy(case, draft)
    session.add(envelope)
    session.flush()  # the files' rows refer to it
    _attach(envelope, draft)
    case.length, case.head, case.updated_at = envelope.position, envelope.sha256, envelope.sent_at
    record(f"{draft.body.kind}.sent", envelope, label=draft.number, case_id=case.id)
    if case.counterpart_tenant_id:
        _deliver(case, envelope, draft)
    else:
        _tell_guest(case, envelope, draft)
    return envelope


def receive_from_guest(draft, sent_by):
    """File an envelope that a guest (supplier not on this installation) sent: one copy, ours, through our gate."""
    case = locked(draft.case_id)
    envelope = _our_copy(case, draft, direction="received", sent_by=sent_by)
    _check(case, envelope, draft.body)
    session.add(envelope)
    session.flush()  # the files' rows refer to it
    _attach(envelope, draft)
    case.length, case.head, case.updated_at = envelope.position, envelope.sha256, envelope.sent_at
    record(f"{draft.body.kind}.received", envelope, label=draft.number, case_id=case.id)
    _file(case, envelope, draft.body)
    return envelope


def _our_copy(case, draft, direction="sent", sent_by=None):
    body, at = draft.body.model_dump_json(), moment()
    files = [
        {"name": one.name, "content_type": one.content_type, "size": one.size, "sha256": one.sha256}
        for one in draft.files
    ]
    sent_by = sent_by or context.actor().name
    position = case.length + 1
    facts = (case.id, position, draft.body.kind, draft.number, draft.revision, sent_by, utc_text(at), body)
    return Envelope(
        id=new_id(),
        case_id=case.id,
        position=position,
        direction=direction,
        kind=draft.body.kind,
        number=draft.number,
        revision=draft.revision,
        body=body,
        files=files,
        counterpart_name=case.counterpart_name,
        document_on=draft.document_on or at.astimezone(JST).date(),
        total=draft.total,
        sent_by=sent_by,
        sent_at=at,
        previous=case.head,
        sha256=chain_hash(case.head, facts, files),
    )


def chain_hash(previous, facts, files):
    """sha256 over the previous hash, the envelope's facts and its files' hashes, separated unambiguously."""
    digest = hashlib.sha256(previous.encode())
    for part in (*facts, *(one["sha256"] + one["name"] for one in files)):
        text = str(part).encode()
        digest.update(len(text).to_bytes(8, "big") + text)
    return digest.hexdigest()


def _attach(envelope, draft):
    session.add_all(
        EnvelopeFile(
            envelope_id=envelope.id,
            position=position,
            file_id=file.id,
            purpose="rendition" if file is draft.rendition else "attachment",
        )
        for position, file in enumerate(draft.files, 1)
    )


def _deliver(case, envelope, draft):
    """The recipient's half: gate, copy, files, projection, all in their tenant."""
    with _contents(draft.files) as contents, acting_for(case.counterpart_tenant_id):
        theirs = _lock(case.id)
        copy = _their_copy(theirs, envelope)
        _check(theirs, copy, draft.body)
        session.add(copy)
        kept = [copied(facts, content) for facts, content in zip(copy.files, contents, strict=True)]
        for file in kept:
            file.subject_type, file.subject_id = "envelopes", copy.id
        session.flush()  # the files' rows refer to both
        received = Draft(case.id, draft.body, draft.number, files=kept)
        received.rendition = (
            kept[draft.files.index(draft.rendition)] if draft.rendition in draft.files else None
        )
        _attach(copy, received)
        theirs.length, theirs.head, theirs.updated_at = copy.position, copy.sha256, copy.sent_at
        record(f"{draft.body.kind}.received", copy, label=draft.number, case_id=case.id)
        _file(theirs, copy, draft.body)


def _their_copy(case, envelope):
    same = "case_id position kind number revision body files document_on total sent_by sent_at previous sha256".split()
    return Envelope(
        id=envelope.id,
        direction="received",
        counterpart_name=case.counterpart_name,
        **{name: getattr(envelope, name) for name in same},
    )


@contextmanager
def _contents(files):
    streams = [storage.opened(file.id)[1] for file in files]
    try:
        yield streams
    finally:
        for stream in streams:
            stream.close()


def _check(case, envelope, body):
    check = gate_of(body.kind, case.side)
    if check is None:
        raise Missing
    check(case, envelope, body)


def _file(case, envelope, body):
    file = projection_of(body.kind, case.side)
    if file is not None:
        file(case, envelope, body)


_guest_teller = []


def tell_guests_by(function):
    """Register who mails guests (exchange.guests): `f(case, envelope, body)`."""
    _guest_teller[:] = [function]


def _tell_guest(case, envelope, draft):
    if _guest_teller:
        _guest_teller[0](case, envelope, draft.body)


def utc_text(when):
    """The same text for the same moment, whatever time zone the database session speaks."""
    return when.astimezone(dt.UTC).isoformat(timespec="microseconds")


def moment():
    """The time that counts between companies: the database's clock; the frozen one in tests and demonstrations."""
    return now() if is_frozen() else database_now()
