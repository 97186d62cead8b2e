"""Label files: made, and handed over."""

import io

from flask import Blueprint, url_for

from app.commerce.converter import operations, permissions, queries
from app.commerce.persons.noticing import note_read
from app.kernel.db import session
from app.kernel.errors import Rejected
from app.kernel.i18n import _
from app.web.answer import answer, say
from app.web.downloads import handed_over
from app.web.finding import find
from app.web.guards import requires

bp = Blueprint("converter_files", __name__, url_prefix="/converter/<uuid:load_id>/files")


@bp.post("")
@requires(permissions.USE)
def create(load_id):
    """Write the files, one or more for each contract."""
    load, said = find(queries.loads(), load_id), None
    try:
        operations.make(load)
        said = _("The files are ready.")
    except Rejected as refusal:
        say(str(refusal), "problem")
    return answer(None, url_for("commerce.converter.show", load_id=load.id), said)


@bp.post("/<uuid:file_id>/handing-over")
@requires(permissions.USE)
def create_handing_over(load_id, file_id):
    """Hand a file over; who took it is noted."""
    load = find(queries.loads(), load_id)
    file = find(queries.files(load), file_id)
    content = operations.hand_over(load, file)
    note_read(load.id, f"{load.ship_on}", way="file")
    session.flush()
    return handed_over(file, io.BytesIO(content))
