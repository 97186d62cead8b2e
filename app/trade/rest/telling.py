"""Deals, partners, documents and events as programs get them: what the pages show to the same seat, and no more."""

from decimal import Decimal

from app.trade import sight
from app.trade.deals.opening import owns
from app.trade.desk.queries import kept_for
from app.trade.documents.beginning import creatable
from app.trade.documents.computing import filled
from app.trade.documents.heading import heading_of
from app.trade.documents.queries import (
    documents_in,
    files_of,
    locks_in,
    roots_of,
    values_of,
    versions_of,
)
from app.trade.partners.trees import tree
from app.trade.rest.finding import parent_of
from app.trade.rooms import facing
from app.trade.rooms.facing import face
from app.trade.rooms.noting import attributed_at
from app.trade.rulebooks.patterns import MARK_OF, pattern_called


def face_told(shown):
    """A Face."""
    return {
        "seat": shown.seat,
        "organisation": shown.code,
        "name": shown.name,
        "company": shown.company,
        "business_type": shown.business_type,
        "mine": shown.mine,
    }


def axes_told(pattern_name):
    """The four axes of a pattern."""
    pattern = pattern_called(pattern_name)
    return {
        "direction": pattern.direction,
        "load_type": pattern.load_type,
        "brokered": pattern.brokered,
        "coastal": pattern.coastal,
    }


def deal_told(entered):
    """A deal from the acting seat."""
    deal = entered.deal
    return {
        "id": deal.id,
        "number": deal.number,
        "name": deal.name,
        "status": deal.status,
        **axes_told(deal.pattern),
        "inquiry": deal.inquiry,
        "parent": parent_of(deal),
        "heading": heading_told(heading_of(entered)),
        "own_number": kept_for(entered.seat).own_number,
        "opened_at": deal.opened_at,
        "acting": face_told(face(entered, entered.seat)),
        "seats": [face_told(face(entered, one)) for one in entered.mine],
        "owner": owns(entered),
        "creatable": [one.name for one in creatable(entered)],
    }


def heading_told(heading):
    """What is known of vessel, numbers, ports and days (`documents.heading`), and the containers."""
    return {**heading.values, "containers": list(heading.containers)}


def listed_told(row, codes, heading):
    """A row of the list of deals (`desk.queries.deals`); `codes`: 組織ID by id of the own organisations."""
    return {
        "id": row.deal_id,
        "number": row.number,
        "name": row.name,
        "status": row.status,
        **axes_told(row.pattern),
        "own_number": row.own_number or "",
        "heading": heading_told(heading),
        "seat": row.id,
        "organisation": codes[row.organisation_id],
        "business_type": row.business_type,
        "last_event_at": row.sort_value,
    }


def partners_told(entered, leaving=()):
    """The partners that the reader may know of, each after its inviter."""
    return [_partner(entered, row) for row in tree(entered, leaving=leaving)]


def partner_told(entered, partner_id):
    """One of them, None when the reader knows of no such seat."""
    return next((one for one in partners_told(entered) if one["seat"] == partner_id), None)


def _partner(entered, row):
    seat = entered.room.seats[row.id]
    known = row.managed or seat.inviter == entered.seat or row.acting
    return {
        "seat": row.id,
        "inviter": row.inviter,
        "organisation": entered.organisation(row.id).code,
        "name": row.name,
        "company": row.company,
        "business_type": seat.business_type,
        "hidden": row.secret,
        "mine": row.mine,
        "enabled": row.enabled,
        "leaving": row.leaving,
        "manageable": row.managed,
        "rights": _rights(entered, seat) if known else None,
    }


def _rights(entered, seat):
    kinds = entered.rules.kinds()
    return {kind: MARK_OF[sight.allowed(entered.room, seat.id, kind)] for kind in kinds}


def listed_document(entered, held):
    """A document in the list of its deal."""
    row = held.row
    return {
        "id": row.id,
        "number": row.number,
        "kind": row.kind,
        "official": held.kind.official,
        "unit": row.unit_key,
        "status": row.status,
        "version": row.version,
        "level": MARK_OF[held.level],
        "author": _author(entered, row.links, row.created_at),
        "changed_at": row.changed_at,
        "sent_at": row.sent_at,
        "_etag": row.etag,
    }


def document_told(entered, held):
    """A whole document: `fields` as they were entered, `worked_out` with what follows from them."""
    values = values_of(held, roots_of(entered.deal.id))
    return listed_document(entered, held) | {
        "fields": values_told(held.kind, values),
        "worked_out": values_told(held.kind, filled(held.kind, values)),
        "locked": _locked(entered, held),
        "files": [file_told(one) for one in files_of(held)],
        "versions": [version_told(entered, one) for one in versions_of(held)],
        "editable": sight.may_edit(entered.room, entered.seat, held.paper),
        "deletable": sight.may_delete(entered.room, entered.seat, held.paper),
    }


def _locked(entered, held):
    """`{field: kind of the document that holds it}`; None for one that the reader may not read (R54)."""
    readable = {one.row.id: one.row.kind for one in documents_in(entered)}
    return {
        name: readable.get(holder)
        for name, holder in locks_in(entered).items()
        if holder != held.row.id and name in held.kind.shared
    }


def values_told(kind, values):
    """Stored values of a Kind: numbers exact, amounts in whole minor units."""
    return {
        name: [_row(part, row) for row in values[name]]
        if hasattr(part, "columns")
        else _value(part, values[name])
        for name, part in kind.parts.items()
        if name in values
    }


def _row(table, row):
    return {one.name: _value(one, row[one.name]) for one in table.columns if one.name in row}


def _value(field, value):
    return Decimal(value) if field.kind == "number" else value


def file_told(file):
    """A file of a document. `scan`: it is handed out unless it waits for the virus check or failed it."""
    return {
        "id": file.id,
        "name": file.name,
        "content_type": file.content_type,
        "size": file.size,
        "scan": file.scan,
    }


def version_told(entered, version):
    """A version that was sent."""
    return {
        "version": version.version,
        "sent_at": version.sent_at,
        "author": _author(entered, version.links, version.sent_at),
    }


def _author(entered, links, at):
    """Whom the reader was told of at the time."""
    return face_told(facing.face_told(entered, attributed_at(entered, links, at)))


def sent_told(entered, held, version, files):
    """A version with everything that was sent."""
    fields = values_told(held.kind, version.fields)
    return version_told(entered, version) | {"fields": fields, "files": [file_told(one) for one in files]}
