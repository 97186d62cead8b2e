"""Making requests: from nothing, and from an earlier one."""

import datetime as dt

from sqlalchemy import select

from app.kernel import clock
from app.kernel.db import session
from app.kernel.errors import Rejected
from app.platform.audit import record
from app.platform.storage import StoredFile, keep
from app.procurement.rfqs.drafting import HEAD, LINE
from app.procurement.rfqs.model import Rfq, RfqInvitation, RfqLine

USUAL_DAYS = 7


def usual_deadline():
    """17:00 in Japan, a week from today."""
    day = clock.today() + dt.timedelta(days=USUAL_DAYS)
    return dt.datetime.combine(day, dt.time(17), clock.JST)


def draft_rfq(head, lines, partner_ids, *, by):
    """A new draft by the Actor `by`; arguments as in `Rfq.change`. Raises Rejected."""
    rfq = Rfq(requester_id=by.id, status="draft", version=1, created_at=clock.now())
    session.add(rfq)
    rfq.change({"organisation_id": by.organisation_id, **head}, lines, partner_ids)
    return rfq


def copy_of(rfq, *, by):
    """A new draft like `rfq`, attachments included; the deadline is a week from today."""
    head = {name: getattr(rfq, name) for name in HEAD} | {"deadline": usual_deadline()}
    twin = Rfq(requester_id=by.id, copied_from_id=rfq.id, created_at=clock.now(), **head)
    twin.organisation_id = by.organisation_id or rfq.organisation_id
    session.add(twin)
    for line in rfq.lines:
        values = {name: getattr(line, name) for name in LINE}
        twin.all_lines.append(RfqLine(line_no=line.line_no, **values))
    for one in rfq.invitations:
        if one.partner.state == "active":
            twin.invitations.append(RfqInvitation(partner_id=one.partner_id, position=one.position))
    for file in rfq.files():
        session.add(_same_content(file, twin, by))
    record("rfq.copied", twin, by=by, source=rfq.label)
    session.flush()  # the page shown next reads the lines back
    return twin


def _same_content(file, rfq, by):
    same = {name: getattr(file, name) for name in ("name", "content_type", "size", "sha256", "purpose")}
    return StoredFile(
        subject_type="rfqs", subject_id=rfq.id, uploaded_by_id=by.id, uploaded_by_name=by.name, **same
    )


def attach(rfq, uploads):
    """Keep uploaded files (`filename`, `stream`) with the request; how many. Raises Rejected once it is decided."""
    if rfq.status not in ("draft", "sent"):
        raise Rejected("Files can be changed in a draft only.")
    chosen = [one for one in uploads or () if getattr(one, "filename", "")]
    for upload in chosen:
        file = keep(upload.stream, upload.filename, subject=rfq)
        record("rfq.file_added", rfq, name=file.name)
    return len(chosen)


def detach(rfq, file):
    """Take a file off a draft; what was sent stays with the envelope."""
    if rfq.status != "draft":
        raise Rejected("Files can be changed in a draft only.")
    record("rfq.file_removed", rfq, name=file.name)
    session.delete(file)


def file_of(rfq, file_id):
    """The attachment of `rfq` with that id, or None."""
    return session.scalars(
        select(StoredFile).where(
            StoredFile.id == file_id, StoredFile.subject_id == rfq.id, StoredFile.purpose == "attachment"
        )
    ).one_or_none()
