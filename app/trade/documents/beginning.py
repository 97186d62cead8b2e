"""Beginning a document: it is there from the moment its form opens (trade.md §4)."""

import re
import secrets

from app.kernel.db import session
from app.kernel.errors import Rejected, Unreadable
from app.kernel.ids import new_id
from app.kernel.text import nfkc
from app.platform.audit import record
from app.trade import sight
from app.trade.documents.checking import container
from app.trade.documents.issuing import issuer_of
from app.trade.documents.kinds.catalogue import KINDS
from app.trade.documents.model import TradeDocument
from app.trade.documents.queries import document_of, paper_of, roots_of
from app.trade.rooms.noting import kept, note

SIGNS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
_PLACE = re.compile(r"#[1-9][0-9]{0,2}")


def creatable(entered):
    """The Kinds that the acting seat may make documents of, in the order of the pattern's rules."""
    return [KINDS[one] for one in entered.rules.kinds() if sight.may_create(entered.room, entered.seat, one)]


def create(entered, kind_name, unit=""):
    """Begin a document of a kind; `unit`: for which container. The deal is locked. Returns the TradeDocument.

    Of a kind that is single in its unit the one there is given back, if the seat may read it. Rights are asked before
    anything else, so that the refusal says nothing of what is there (R15). A draft of somebody else's is not there
    (R20), so there may be two until one is sent. Raises Rejected.
    """
    if kind_name not in KINDS or not sight.may_create(entered.room, entered.seat, kind_name):
        raise Rejected("You cannot make documents of this kind in this deal.", "kind")
    kind = KINDS[kind_name]
    key = unit_key(kind, unit)
    there = document_of(entered, kind, key) if kind.single else None
    if there is not None:
        return there.row
    row = TradeDocument(
        deal_id=entered.deal.id,
        id=new_id(),
        number=_number(entered.deal.number),
        kind=kind.name,
        unit_key=key,
        single=False,
        creator_id=entered.seat,
        links=kept(sight.attribution(entered.room, entered.seat)),
        etag=new_etag(),
        body=_begun(entered, kind, key),
    )
    session.add(row)
    session.flush()
    note(entered, "document.created", document=row, paper=paper_of(row, None), document_kind=kind.name)
    record(
        "deal.document_created", entered.deal, label=entered.deal.number, document=row.number, kind=kind.name
    )
    return row


def unit_key(kind, typed):
    """The container a document is about: its number, or #1, #2 while that is not known. Raises Rejected (`unit`)."""
    if not kind.in_containers:
        return ""
    text = nfkc(typed or "").strip()
    if _PLACE.fullmatch(text):
        return text
    if not text:
        raise Rejected("Enter the container number, or #1, #2 … while it is not known.", "unit")
    try:
        return container(text)
    except Unreadable as refusal:
        raise Rejected(refusal.message, "unit") from refusal


def new_etag():
    """A mark of what a document says now."""
    return secrets.token_hex(8)


def _begun(entered, kind, key):
    body = {name: value for name, value in issuer_of(entered).items() if name in kind.fields}
    if kind.in_containers and not key.startswith("#"):
        boxes = roots_of(entered.deal.id).get("containers")
        rows = boxes.value or () if boxes is not None else ()
        box = next((one for one in rows if one.get("number") == key), {})
        body |= {name: box[name] for name in ("size_type", "seal") if name in box}
        body["container_number"] = key
    return body


def _number(deal_number):
    """The deal's number and six drawn signs: gaps tell nobody of documents they may not see (R14)."""
    return f"{deal_number}-" + "".join(secrets.choice(SIGNS) for _sign in range(6))
