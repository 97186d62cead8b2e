"""Sending: two copies, one transaction, the recipient's gate in between."""

import datetime as dt
import hashlib
from dataclasses import dataclass, field

from sqlalchemy import select

from app.access.tenants.queries import own_company
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
from app.platform.audit import record
from app.platform.storage.keeping import copied


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


def open_case(*, counterpart_tenant_id, counterpart_name, subject, partner_id=None, case_id=None):
    """A new case as the buyer. Returns our Case; the other side gets its own with the first envelope.

    `partner_id` is our master record of them. They see us under our company's name.
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
    return case


def locked(case_id):
    """Our Case, with the chain's heads of both sides locked. Raises Missing."""
    return all_locked([case_id])[case_id]


def all_locked(case_ids):
    """`{id: our Case}`, the chains' heads locked: the buyer's side first, each side by id. Raises Missing.

    Everybody locks in this order, so two senders wait for each other and never deadlock. Of a buyer's cases the
    other side's heads are locked when an envelope is delivered.
    """
    known = select(Case.id, Case.side, Case.counterpart_tenant_id).where(Case.id.in_(case_ids))
    cases = session.execute(known.order_by(Case.id)).all()
    if len(cases) != len(set(case_ids)):
        raise Missing
    for case in cases:
        if case.side == "supplier" and case.counterpart_tenant_id:
            with acting_for(case.counterpart_tenant_id):
                _lock([case.id])
    return {one.id: one for one in _lock(case_ids)}


def _lock(case_ids):
    found = select(Case).where(Case.id.in_(case_ids)).order_by(Case.id)
    return session.scalars(found.with_for_update().execution_options(populate_existing=True)).all()


def post(draft):
    """Send one envelope. Returns the sender's copy; see `post_all`."""
    return post_all([draft])[0]


def post_all(drafts):
    """Send envelopes of different cases. Returns the sender's copies in the order of `drafts`.

    Order: lock the chains, write our copies; then for each: ask the recipient's gate, write theirs, let them file
    it. A refusal (Rejected from a gate) rolls nothing back by itself: the caller's edge does, so nothing remains.
    """
    cases = all_locked([draft.case_id for draft in drafts])
    at = moment()
    sent = [(cases[draft.case_id], _keep_ours(cases[draft.case_id], draft, at), draft) for draft in drafts]
    session.flush()  # ours stand before anybody else's are written
    own_name = own_company().name if any(one.position == 1 for _case, one, _draft in sent) else ""
    for case, envelope, draft in sorted(sent, key=lambda one: one[0].id):
        if case.counterpart_tenant_id:
            _deliver(case, envelope, draft, own_name)
        else:
            _tell_guest(case, envelope, draft)
    return [envelope for _case, envelope, _draft in sent]


def _keep_ours(case, draft, at):
    envelope = _our_copy(case, draft, at)
    session.add(envelope)
    _attach(envelope, draft)
    case.length, case.head, case.updated_at = envelope.position, envelope.sha256, envelope.sent_at
    record(f"{draft.body.kind}.sent", envelope, label=draft.number, case_id=case.id)
    return envelope


def receive_from_guest(draft, sent_by):
    """File an envelope that a guest (supplier not on this installation) sent: one copy, ours, through our gate."""
    case = locked(draft.case_id)
    envelope = _our_copy(case, draft, moment(), direction="received", sent_by=sent_by)
    _check(case, envelope, draft.body)
    session.add(envelope)
    _attach(envelope, draft)
    case.length, case.head, case.updated_at = envelope.position, envelope.sha256, envelope.sent_at
    record(f"{draft.body.kind}.received", envelope, label=draft.number, case_id=case.id)
    _file(case, envelope, draft.body)
    return envelope


def _our_copy(case, draft, at, direction="sent", sent_by=None):
    body = draft.body.model_dump_json()
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


def _deliver(case, envelope, draft, own_name):
    """The recipient's half: gate, copy, files, projection, all in their tenant; with the first envelope the case."""
    ours = context.tenant_id()
    with acting_for(case.counterpart_tenant_id):
        theirs = _their_case(case, ours, own_name) if envelope.position == 1 else _lock([case.id])[0]
        copy = _their_copy(theirs, envelope)
        _check(theirs, copy, draft.body)
        session.add(copy)
        kept = [copied(facts, ours, subject=copy) for facts in copy.files]
        received = Draft(case.id, draft.body, draft.number, files=kept)
        received.rendition = (
            kept[draft.files.index(draft.rendition)] if draft.rendition in draft.files else None
        )
        _attach(copy, received)
        theirs.length, theirs.head, theirs.updated_at = copy.position, copy.sha256, copy.sent_at
        record(f"{draft.body.kind}.received", copy, label=draft.number, case_id=case.id)
        _file(theirs, copy, draft.body)


def _their_case(case, ours, own_name):
    """The other side's row of a case that begins with the envelope under way."""
    theirs = Case(
        id=case.id,
        side="supplier",
        counterpart_tenant_id=ours,
        counterpart_name=own_name,
        subject=case.subject,
    )
    session.add(theirs)
    return theirs


def _their_copy(case, envelope):
    same = "case_id position kind number revision body files document_on total sent_by sent_at previous sha256".split()
    return Envelope(
        id=envelope.id,
        direction="received",
        counterpart_name=case.counterpart_name,
        **{name: getattr(envelope, name) for name in same},
    )


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
