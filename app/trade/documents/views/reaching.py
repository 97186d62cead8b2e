"""The pages of one document: everything that their templates ask for."""

from types import SimpleNamespace

from flask import url_for

from app.trade import sight
from app.trade.documents.computing import filled
from app.trade.documents.forms import FilesForm
from app.trade.documents.papers import sheet_of
from app.trade.documents.queries import documents_in, files_of, locks_in, roots_of, values_of, versions_of
from app.trade.documents.restricting import choosable
from app.trade.documents.showing import STATES, author_of, name_of
from app.trade.documents.tracing import traces
from app.trade.documents.wording import reason
from app.web.answer import page


def there(room, document_id):
    """The address of a document's page, from the same seat."""
    return url_for("trade.documents.show", deal_id=room.deal.id, document_id=document_id, seat=room.seat)


def document_page(room, held, template, *, status=200, problems=None):
    """A page about one document with everything its templates ask for."""
    roots = roots_of(room.deal.id)
    values = filled(held.kind, values_of(held, roots))
    sent = versions_of(held)
    readable = documents_in(room)
    others = [one for one in readable if one.row.kind in ("shipping_instruction", "bill_of_lading")]
    return page(
        template,
        None,
        status,
        **sheet_values(room, held, values),
        state=STATES[held.row.status],
        author=author_of(room, held.row),
        versions=[(one, author_of(room, one)) for one in sent],
        why=reason(room, held),
        can=_possible(room, held, stands=bool(sent) and sent[0].fields == values),
        choosable=[(seat, name_of(room, seat)) for seat in choosable(room, held)],
        others=[one for one in others if one.row.id != held.row.id and one.row.version],
        traces=traces(room, held, roots, readable),
        problems=problems,
        files_form=FilesForm(formdata=None, data={"seat": str(room.seat)}),
        files=files_of(held),
    )


def _possible(room, held, stands):
    """What the reader may do; `stands`: the last version says what the document says now."""
    edit = sight.may_edit(room.room, room.seat, held.paper)
    return SimpleNamespace(
        edit=edit,
        send=edit and not (held.row.status == "sent" and stands),
        delete=sight.may_delete(room.room, room.seat, held.paper),
        restrict=sight.may_restrict(room.room, room.seat, held.paper),
    )


def sheet_values(room, held, values):
    """What a page asks to show the values of a document."""
    sections, tables = sheet_of(held, values)
    return {"entered": room, "held": held, "sections": sections, "tables": tables}


def locked_by(room, held):
    """`{field: the sentence's document}` of what others lock: a kind's label, or None for one that is not seen."""
    readable = {one.row.id: one.kind.label for one in documents_in(room)}
    return {
        name: readable.get(who)
        for name, who in locks_in(room).items()
        if who != held.row.id and name in held.kind.shared
    }
