"""The block of parties on the page of a record, and of records on the page of who takes part in them."""

from flask import Blueprint, url_for

from app.kernel import context
from app.kernel.i18n import _
from app.records.kit.blocks import add_block
from app.records.kit.queries import every, titles
from app.sales.parties.choices import KINDS, LABELS
from app.sales.parties.forms import for_party
from app.sales.parties.operations import add_party, remove_party
from app.sales.parties.queries import parties, taking_part, told
from app.sales.permissions import PERSON_VIEW
from app.web.answer import answer, page, retargeted
from app.web.finding import find
from app.web.guards import requires

bp = Blueprint("parties", __name__)


def block_of(kind, row, form=None):
    """What the card shows."""
    form = form or for_party(kind, formdata=None)
    links = [form[name] for name in ("person_id", "partner_id") if name in form]
    texts = {one.name: one.text or titles(one.of.link, [one.data]).get(one.data, "") for one in links}
    return {"kind": kind, "row": row, "lines": told(row.id), "labels": LABELS, "form": form, "texts": texts}


def _create(kind, record_id):
    row, form = find(every(kind), record_id), for_party(kind)
    if form.validate():
        given = {name: value for name, value in form.data.items() if name != "csrf_token"}
        with form.absorbing():
            add_party(kind, row, **given | {"note": given["note"] or ""})
    if form.errors:
        return page(
            "sales/parties/new.html", "sales/parties/_form.html", 422, block=block_of(kind, row, form)
        )
    return _changed(kind, row, _("The party has been named."))


def _delete(kind, record_id, party_id):
    row = find(every(kind), record_id)
    remove_party(kind, row, find(parties(row.id), party_id))
    return _changed(kind, row, _("The party has been taken out."))


def _changed(kind, row, message):
    there = url_for(f"{kind.endpoint}.show", record_id=row.id)
    changed = answer("sales/parties/changed.htmx.html", there, message, block=block_of(kind, row))
    return retargeted(changed, f"#parties-{row.id}")


def _guarded(kind, view):
    return requires(kind.permissions.edit)(lambda **values: view(kind, **values))


def _show(kind):
    def block(row):
        return ("sales/parties/_card.html", block_of(kind, row)) if context.actor().may(PERSON_VIEW) else None

    return block


def _records_of(column):
    def block(row):
        found = taking_part(column, row.id) if context.actor().may(PERSON_VIEW) else []
        return ("sales/parties/_records.html", {"parts": found, "labels": LABELS}) if found else None

    return block


for kind in KINDS:
    place = f"{kind.path}/<uuid:record_id>/parties"
    bp.add_url_rule(place, f"create_{kind.name}", _guarded(kind, _create), methods=["POST"])
    one = f"{place}/<uuid:party_id>"
    bp.add_url_rule(one, f"delete_{kind.name}", _guarded(kind, _delete), methods=["DELETE"])
    add_block(kind.name, _show(kind))
add_block("person", _records_of("person_id"))
add_block("partner", _records_of("partner_id"))
