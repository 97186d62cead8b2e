"""Saying which column of an unknown file is what."""

from flask import Blueprint, url_for

from app.commerce.converter import operations, permissions, queries
from app.commerce.converter.forms import ColumnsForm
from app.kernel.db import session
from app.web.answer import answer, page
from app.web.finding import find
from app.web.guards import requires

bp = Blueprint("converter_columns", __name__, url_prefix="/converter/<uuid:load_id>/columns")


@bp.post("")
@requires(permissions.USE)
def update(load_id):
    """Read the file by what was said."""
    load, form = find(queries.loads(), load_id), ColumnsForm()
    if form.validate():
        with form.absorbing():
            operations.map_columns(load, form.mapping())
    if form.errors:
        session.rollback()
        load = find(queries.loads(), load_id)
        return page("commerce/converter/columns.html", None, 422, load=load, form=form)
    return answer(None, url_for("commerce.converter.show", load_id=load.id))
