"""カード並び替え: the order of cards, of the fields in them, and of the columns of the list."""

from functools import partial

from flask import Blueprint, request

from app.records.administration.forms import CardsForm
from app.records.administration.views.keeping import keep, present, screen, subject_of, type_called
from app.records.administration.views.placing import columns_from, moved, placed, placed_from, rows_of
from app.records.layouts.contents import with_cards
from app.records.layouts.shaping import CODES, arranged, content_of
from app.records.permissions import EDIT_LAYOUT
from app.web.guards import requires

bp = Blueprint("layout_cards", __name__, url_prefix="/layouts/<string:record_type>/cards")


@bp.get("/")
@requires(EDIT_LAYOUT)
def edit(record_type):
    """The cards as they stand."""
    kind = type_called(record_type)
    return _shown(kind, CardsForm(formdata=None))


@bp.post("/")
@requires(EDIT_LAYOUT)
def update(record_type):
    """Save the order, show it on a record, or (without JavaScript) move one thing by one place."""
    kind, form = type_called(record_type), CardsForm()
    now, move = present(kind), request.form.get("move")
    cards, columns = placed_from(now, request.form), columns_from(now, request.form)
    if move:
        cards, columns = moved(cards, columns, move)
        return _shown(kind, form, content=with_cards(content_of(subject_of(kind)), cards, columns))
    change = partial(with_cards, cards=cards, columns=columns)
    again = partial(_shown, kind, form, content=change(content_of(subject_of(kind))))
    return keep(kind, form, change, "cards_changed", again)


def _shown(kind, form, status=200, content=None, **values):
    shape = present(kind) if content is None else arranged(kind, content, content_of(CODES))
    return screen(
        kind,
        "cards/edit",
        status,
        form=form,
        content=content,
        shape=shape,
        cards=placed(shape),
        columns=rows_of(shape),
        **values,
    )
