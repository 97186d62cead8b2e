"""What a guest does: the same bodies as in the portal, filed through the buyer's gates."""

from app.exchange.answering.invoicing import invoice_body
from app.exchange.answering.once import first_time
from app.exchange.answering.ordering import acknowledgement_body, change_body, delivery_body
from app.exchange.answering.papers import invoice_sheet, quote_sheet
from app.exchange.answering.quoting import quote_body
from app.exchange.bodies import ChatLine, Decline, Party
from app.exchange.conversations.talking import check_words
from app.exchange.guests.telling import partner_of
from app.exchange.posting import Draft, receive_from_guest
from app.kernel import clock
from app.kernel.db import session
from app.kernel.errors import Rejected
from app.platform import storage
from app.platform.documents import pdf


def quote(case, standing, typed, uploads=(), *, by, token):
    """見積回答 (TypedQuote). `uploads`: `[(stream, name)]`. Returns the envelope, None for a second click."""
    if not first_time(case.id, token):
        return None
    if standing.declined:
        raise Rejected("You declined this request. Please write a message if you changed your mind.")
    no = len(standing.quotes) + 1
    body = quote_body(
        standing.rfq,
        standing.request.revision,
        typed,
        supplier=party_of(case),
        response_no=no,
        on=clock.today(),
    )
    number = body.supplier_number or f"{standing.request.number}-{no}"
    paper = pdf(quote_sheet(body, number, standing.rfq, standing.request.number))
    return _receive(
        case, body, number, by, uploads, paper=paper, document_on=body.quoted_on, total=body.total
    )


def decline(case, standing, reason, *, by, token):
    """見積辞退."""
    if not first_time(case.id, token):
        return None
    return _receive(case, Decline(reason=reason.strip()), standing.request.number, by)


def acknowledge(case, order, comment, *, by, token):
    """注文請書 of an OrderStanding."""
    if not first_time(case.id, token):
        return None
    number, revision = order.envelope.number, order.envelope.revision
    return _receive(case, acknowledgement_body(number, revision, comment), number, by, revision=revision)


def request_change(case, order, wishes, comment, *, by, token):
    """変更依頼 for an OrderStanding (see `answering.ordering.change_body`)."""
    if not first_time(case.id, token):
        return None
    number, revision = order.envelope.number, order.envelope.revision
    body = change_body(order.body, number, revision, wishes, comment)
    return _receive(case, body, number, by, revision=revision)


def announce(case, order, quantities, head, *, by, token):
    """納品書 for an OrderStanding (see `answering.ordering.delivery_body`)."""
    if not first_time(case.id, token):
        return None
    body = delivery_body(order.envelope.number, quantities, **head)
    return _receive(case, body, body.supplier_number, by, document_on=body.shipped_on)


def invoice(case, standing, line_ids, uploads=(), *, by, token, **head):
    """請求書 over accepted lines of the case. `head`: supplier_number, issued_on, due_on, account, remarks."""
    if not first_time(case.id, token):
        return None
    lines = [line for line in standing.free_lines if line.line_id in line_ids]
    body = invoice_body(lines, supplier=party_of(case), buyer=_buyer(standing), **head)
    paper = pdf(invoice_sheet(body))
    more = {"document_on": body.issued_on, "total": body.total}
    return _receive(case, body, body.supplier_number, by, uploads, paper=paper, **more)


def say(case, words, uploads=(), *, by, token):
    """A message."""
    if not first_time(case.id, token):
        return None
    check_words(words, uploads)
    return _receive(case, ChatLine(text=words.strip()), "", by, uploads)


def accounts_of(case):
    """The bank accounts that the buyer knows of the guest's company, the preferred one first."""
    partner = partner_of(case)
    return sorted(partner.bank_accounts, key=lambda one: not one.preferred) if partner else []


def party_of(case):
    """The guest's company as our master record knows it."""
    partner = partner_of(case)
    if partner is None:
        return Party(name=case.counterpart_name)
    same = "registration_number postal_code address phone".split()
    values = {name: getattr(partner, name) or "" for name in same[1:]}
    return Party(
        name=partner.name,
        registration_number=partner.registration_number,
        contact=partner.contact_name,
        **values,
    )


def _buyer(standing):
    return list(standing.orders.values())[-1].body.buyer


def _receive(case, body, number, by, uploads=(), paper=None, **more):
    files = [storage.keep(stream, name, subject=case, purpose="received") for stream, name in uploads]
    sheet = paper and storage.keep_bytes(paper, f"{number or body.kind}.pdf", purpose="rendition")
    if sheet:
        files.insert(0, sheet)
    session.flush()  # the envelope's files refer to them
    draft = Draft(case.id, body, number, files=files, rendition=sheet, **more)
    envelope = receive_from_guest(draft, by)
    for file in files:
        file.subject_type, file.subject_id = "envelopes", envelope.id
    return envelope
