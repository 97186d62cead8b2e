"""One label of the converter: put right, left out."""

from flask import Blueprint, request, url_for

from app.commerce.converter import operations, permissions, queries
from app.commerce.converter.showing import cards_of
from app.commerce.labels.forms import label_form
from app.commerce.persons.noticing import note_read
from app.kernel.i18n import _
from app.web.answer import answer, page
from app.web.finding import find
from app.web.guards import requires

bp = Blueprint("converter_parcels", __name__, url_prefix="/converter/<uuid:load_id>/parcels")


@bp.get("/<uuid:parcel_id>/edit")
@requires(permissions.USE)
def edit(load_id, parcel_id):
    """Everything that stands on a label."""
    load, row = _found(load_id, parcel_id)
    [(card, choices, _account)] = cards_of(load, [row])
    form = label_form(card, choices, offers=False)
    note_read(load.id, card.order_number)
    return page("commerce/converter/edit.html", load=load, card=card, form=form)


@bp.put("/<uuid:parcel_id>")
@requires(permissions.USE)
def update(load_id, parcel_id):
    """Put it right, and look at it again."""
    load, row = _found(load_id, parcel_id)
    [(card, choices, _account)] = cards_of(load, [row])
    form = label_form(card, choices, request.form)
    if form.validate():
        with form.absorbing():
            operations.mend(load, row, form.values(request.form))
    if form.errors:
        return page("commerce/converter/edit.html", None, 422, load=load, card=card, form=form)
    return answer(None, _page(load), _("The label was written again."))


@bp.delete("/<uuid:parcel_id>")
@requires(permissions.USE)
def destroy(load_id, parcel_id):
    """Leave it out."""
    load, row = _found(load_id, parcel_id)
    operations.take_out(load, row)
    return answer(None, _page(load), _("The parcel was left out."))


def _found(load_id, parcel_id):
    load = find(queries.loads(), load_id)
    return load, find(queries.parcels(load), parcel_id)


def _page(load):
    return url_for("commerce.converter.show", load_id=load.id, shown=request.args.get("shown"))
