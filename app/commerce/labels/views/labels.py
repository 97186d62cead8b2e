"""One label of a file: put right, taken out."""

from flask import Blueprint, request, url_for

from app.commerce.labels import mending, queries
from app.commerce.labels.batching import rows_of
from app.commerce.labels.forms import ALL_NAMES, label_form
from app.commerce.labels.showing import cards_of, choices_of
from app.commerce.labels.views.showing import label_in
from app.commerce.permissions import SLIP_SHIP
from app.commerce.persons.noticing import note_read
from app.kernel.i18n import _
from app.web.answer import answer, page
from app.web.finding import find
from app.web.guards import requires

bp = Blueprint("batched_labels", __name__, url_prefix="/label-batches/<uuid:batch_id>")


@bp.get("/labels/<uuid:label_id>/edit")
@requires(SLIP_SHIP)
def edit(batch_id, label_id):
    """Everything that can be put right on a label."""
    batch = find(queries.batches(), batch_id)
    card, choices = _card(batch, label_id)
    note_read(card.row.slip_id, card.order_number)
    return page(
        "commerce/labels/edit.html", batch=batch, card=card, form=label_form(card, choices, offers=False)
    )


@bp.put("/labels/<uuid:label_id>")
@requires(SLIP_SHIP)
def update(batch_id, label_id):
    """Put it right, and look at it again."""
    batch = find(queries.batches(), batch_id)
    card, choices = _card(batch, label_id)
    form = label_form(card, choices, request.form)
    if form.validate():
        with form.absorbing():
            mending.mend(batch, card.row, form.values(request.form) if card.values else {})
    if form.errors:
        return page("commerce/labels/edit.html", None, 422, batch=batch, card=card, form=form)
    return _mended(batch, label_id, request.args.get("shown", "stops"))


def _mended(batch, label_id, shown):
    card, choices = _card(batch, label_id)
    return answer(
        "commerce/labels/update.htmx.html" if batch.stop_count else None,
        url_for("commerce.label_batches.show", batch_id=batch.id, shown=shown),
        batch=batch,
        card=card,
        form=label_form(card, choices),
        services=ALL_NAMES["service"],
        shown=shown,
    )


@bp.delete("/labels/<uuid:label_id>")
@requires(SLIP_SHIP)
def destroy(batch_id, label_id):
    """Leave it out of the file."""
    batch = find(queries.batches(), batch_id)
    mending.take_out(batch, label_in(batch, label_id))
    said = _("The slip was taken out and waits for shipping as before.")
    return answer(None, url_for("commerce.label_batches.show", batch_id=batch.id), said)


@bp.post("/offers")
@requires(SLIP_SHIP)
def create_offers(batch_id):
    """Take everything that is offered, on every label of the file."""
    batch = find(queries.batches(), batch_id)
    changed = mending.accept_offers(batch, rows_of(batch))
    said = _("Labels changed: %(n)s", n=changed)
    return answer(None, url_for("commerce.label_batches.show", batch_id=batch.id), said)


def _card(batch, label_id):
    [card] = cards_of(batch, [label_in(batch, label_id)])
    return card, choices_of(batch.account)
