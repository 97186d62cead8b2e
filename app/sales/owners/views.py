"""The block of owners on the page of a record, and what one does in it."""

from flask import Blueprint, url_for

from app.kernel import clock
from app.kernel.i18n import _
from app.records.kit.blocks import add_block
from app.records.kit.queries import every, titles
from app.sales.owners.choices import KINDS, LABELS
from app.sales.owners.forms import OwnerForm
from app.sales.owners.operations import add_owner, end_owner
from app.sales.owners.queries import in_charge_of, owners, told
from app.web.answer import answer, page, retargeted
from app.web.finding import find
from app.web.guards import requires

bp = Blueprint("owners", __name__)


def block_of(kind, row, form=None):
    """What the card shows: who is in charge, who else works on it, who did before."""
    today, found = clock.today(), told(row.id)
    return {
        "kind": kind,
        "row": row,
        "main": in_charge_of(row),
        "present": [one for one in found if one.until is None or one.until > today],
        "former": [one for one in found if one.until is not None and one.until <= today],
        "labels": LABELS,
        "form": form or OwnerForm(formdata=None),
        "text": form.user_id.text or titles("user", [form.user_id.data]).get(form.user_id.data, "")
        if form
        else "",
    }


def _create(kind, record_id):
    row, form = find(every(kind), record_id), OwnerForm()
    if form.validate():
        with form.absorbing():
            add_owner(kind, row, form.user_id.data, form.part.data, form.since.data)
    if form.errors:
        return _card(kind, row, form, 422)
    return _changed(kind, row, _("The colleague has been added."))


def _create_ending(kind, record_id, owner_id):
    row = find(every(kind), record_id)
    end_owner(kind, row, find(owners(row.id), owner_id))
    return _changed(kind, row, _("The part of the colleague has ended."))


def _card(kind, row, form, status):
    return page(
        "sales/owners/new.html",
        fragment="sales/owners/_form.html",
        status=status,
        block=block_of(kind, row, form),
    )


def _changed(kind, row, message):
    there = url_for(f"{kind.endpoint}.show", record_id=row.id)
    changed = answer("sales/owners/changed.htmx.html", there, message, block=block_of(kind, row))
    return retargeted(changed, f"#owners-{row.id}")


def _guarded(kind, view):
    def shown(**values):
        return view(kind, **values)

    return requires(kind.permissions.edit)(shown)


def _show(kind):
    return lambda row: ("sales/owners/_card.html", block_of(kind, row))


for kind in KINDS:
    place = f"{kind.path}/<uuid:record_id>/owners"
    bp.add_url_rule(place, f"create_{kind.name}", _guarded(kind, _create), methods=["POST"])
    ending = f"{place}/<uuid:owner_id>/ending"
    bp.add_url_rule(ending, f"create_{kind.name}_ending", _guarded(kind, _create_ending), methods=["POST"])
    add_block(kind.name, _show(kind))
