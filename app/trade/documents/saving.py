"""Saving what was typed into a document: all of it or nothing (R50 to R56)."""

from sqlalchemy import update
from sqlalchemy.dialects.postgresql import insert

from app.kernel.clock import now
from app.kernel.db import session
from app.kernel.errors import Conflict, Rejected
from app.kernel.i18n import _, _l, translate
from app.platform.audit import record
from app.trade import sight
from app.trade.documents.amounts import MOST
from app.trade.documents.beginning import new_etag
from app.trade.documents.checking import cleaned
from app.trade.documents.computing import filled
from app.trade.documents.issuing import telltales
from app.trade.documents.keys import rewrite
from app.trade.documents.kinds.catalogue import KINDS
from app.trade.documents.locking import refused
from app.trade.documents.model import RootField, TradeDocument
from app.trade.documents.queries import (
    document_in,
    document_of,
    documents_in,
    locks_in,
    papers_of,
    roots_of,
    values_of,
)
from app.trade.rooms.noting import kept, note

CLOSED = _l("You can no longer change this document.")


def editable(entered, document_id, etag=None):
    """The Held document if the acting seat may change it now. `etag`: what was read before; another one is a Conflict.

    Raises Missing, Rejected.
    """
    held = document_in(entered, document_id)
    if not sight.may_edit(entered.room, entered.seat, held.paper):
        raise Rejected(CLOSED)
    if etag is not None and etag != held.row.etag:
        raise Conflict("Somebody changed this document in the meantime.")
    return held


def save(entered, document_id, values, etag, *, knowing=False):
    """Write `values` (`{name: value}`: of all fields and tables of the kind) into a document. The deal is locked.

    Shared fields change for the whole deal. One locked field that changed refuses the whole. `knowing`: a hidden
    organisation writes its own name on purpose. Returns the names that changed. Raises Missing, Conflict, Rejected.
    """
    held = editable(entered, document_id, etag)
    roots = roots_of(entered.deal.id)
    before, after = values_of(held, roots), cleaned(held.kind, values)
    changed = [name for name in held.kind.parts if before.get(name) != after.get(name)]
    if not changed:
        return []
    _check_amounts(filled(held.kind, after))
    _check_locks(entered, held, changed)
    if not knowing:
        _check_telltales(entered, {name: after.get(name) for name in changed})
    _check_unit(entered, held, after)
    shared = [name for name in changed if name in held.kind.shared]
    held.row.body = {name: value for name, value in after.items() if name not in held.kind.shared}
    _write_shared(entered, held, {name: after.get(name) for name in shared})
    _mark_changed(entered, held, shared)
    _note(entered, held, changed, shared)
    changes = {name: [before.get(name), after.get(name)] for name in changed}
    record(
        "deal.document_saved",
        entered.deal,
        label=entered.deal.number,
        document=held.row.number,
        changes=changes,
    )
    return changed


def _check_amounts(values):
    for value in values.values():
        cells = [cell for row in value for cell in row.values()] if isinstance(value, list) else [value]
        if any(isinstance(cell, int) and abs(cell) > MOST for cell in cells):
            raise Rejected("The amount is too large.")


def _check_locks(entered, held, changed):
    locks = locks_in(entered)
    names = refused(locks, held.row.id, changed)
    if not names:
        return
    readable = {one.row.id: one.kind.label for one in documents_in(entered)}
    holders = {name: readable.get(locks[name]) for name in names}
    if len(names) > 1:
        raise Rejected(
            "These are locked by other documents: %(fields)s. Nothing has been saved.",
            names[0],
            fields=" / ".join(_locked(held.kind, name, holder) for name, holder in holders.items()),
        )
    if holders[names[0]] is None:
        raise Rejected("Locked by another document. Nothing has been saved.", names[0])
    raise Rejected("Locked by %(document)s. Nothing has been saved.", names[0], document=holders[names[0]])


def _locked(kind, name, holder):
    """The label of a locked field, with the document that holds it where that may be known."""
    label = translate(kind.parts[name].label)
    if holder is None:
        return label
    return _("%(field)s (%(document)s)", field=label, document=translate(holder))


def _check_telltales(entered, values):
    given = telltales(entered, values)
    if given:
        raise Rejected(
            "You are hidden in this deal, and this names your organisation. Change it, or tick below that it shall "
            "stand there.",
            given[0],
        )


def _check_unit(entered, held, after):
    """Let the unit follow the container's number; where there is one already that can be seen, refuse."""
    key = after.get("container_number")
    if not held.kind.in_containers or key in (None, held.row.unit_key):
        return
    if document_of(entered, held.kind, key, but=held.row.id) is not None:
        raise Rejected("There is a document of this kind for this container already.", "container_number")
    taken = any(row.single for row, _paper in papers_of(entered, [held.kind.name], key))
    held.row.single = held.row.single and not taken
    held.row.unit_key = key


def _write_shared(entered, held, values):
    links = kept(sight.attribution(entered.room, entered.seat))
    for name, value in values.items():
        row = {
            "value": value,
            "plain": value if isinstance(value, str) else "",
            "links": links,
            "document_id": held.row.id,
            "changed_at": now(),
        }
        new = insert(RootField).values(deal_id=entered.deal.id, path=name, **row)
        session.execute(new.on_conflict_do_update(index_elements=["deal_id", "path"], set_=row))
    rewrite(entered.deal.id, values)


def _mark_changed(entered, held, shared):
    """New etags for all that now say something else: this document, and others that carry a shared field (R55)."""
    mark_changed(held)
    if shared:
        session.execute(
            update(TradeDocument)
            .where(TradeDocument.deal_id == entered.deal.id, TradeDocument.id != held.row.id)
            .where(TradeDocument.kind.in_(carrying(shared)), TradeDocument.status != "deleted")
            .values(etag=new_etag(), changed_at=now())
            .execution_options(synchronize_session=False)
        )


def mark_changed(held):
    """Something can be seen in it that was not there when it was read, or sent."""
    held.row.etag, held.row.changed_at = new_etag(), now()
    if held.row.status == "sent":
        held.row.status = "edited"
    session.flush()


def carrying(names):
    """Names of the kinds that carry one of these shared fields."""
    return [kind.name for kind in KINDS.values() if kind.shared.intersection(names)]


def _note(entered, held, changed, shared):
    if held.paper.published:
        note(entered, "document.edited", document=held.row, paper=held.paper, fields=changed)
    if shared:
        kinds = carrying(shared)
        others = [paper for row, paper in papers_of(entered, kinds) if row.id != held.row.id]
        readers = {seat for paper in others for seat in sight.told(entered.room, paper, entered.seat)}
        if readers:
            note(entered, "shared.updated", audience=sorted(readers, key=str), fields=shared)
