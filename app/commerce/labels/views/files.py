"""The file itself: made, made again, handed over, taken back."""

import io

from flask import Blueprint, url_for

from app.commerce.labels import batching, downloading, queries, working
from app.commerce.permissions import SLIP_SHIP
from app.commerce.persons.noticing import note_read
from app.commerce.sealed_files.keeping import files_of
from app.kernel.db import session
from app.kernel.i18n import _
from app.web.answer import answer, page, say
from app.web.downloads import handed_over
from app.web.finding import find
from app.web.guards import requires

bp = Blueprint("label_files", __name__, url_prefix="/label-batches/<uuid:batch_id>")


@bp.post("/making")
@requires(SLIP_SHIP)
def create_making(batch_id):
    """Write the file; its slips are being packed from now on. A second time: write it again."""
    batch = find(queries.batches(), batch_id)
    made = working.make(batch)
    if made is None:
        return answer(None, _page(batch))
    if made:
        return answer(None, _page(batch), _("The file is ready."))
    say("Some labels cannot be written yet. Settle what is listed, or take them out.", "problem")
    return answer(None, _page(batch))


@bp.post("/look")
@requires(SLIP_SHIP)
def create_look(batch_id):
    """Look at all labels of a draft once more, when that did not come to its end."""
    batch = find(queries.batches(), batch_id)
    working.look_again(batch)
    return answer(None, _page(batch))


@bp.delete("/making")
@requires(SLIP_SHIP)
def destroy_making(batch_id):
    """Take the file back."""
    batch = find(queries.batches(), batch_id)
    working.free(batch)
    back = batching.undo(batch)
    return answer(None, _page(batch), _("Slips that wait for shipping again: %(n)s", n=back))


@bp.post("/files/<uuid:file_id>/handing-over")
@requires(SLIP_SHIP)
def create_handing_over(batch_id, file_id):
    """Hand a file over; who took it is noted."""
    batch = find(queries.batches(), batch_id)
    file = find(files_of(batch.id).order_by(None), file_id)
    content = downloading.hand_over(batch, file)
    note_read(batch.id, batch.number, way="file")
    session.flush()
    return handed_over(file, io.BytesIO(content))


@bp.get("/filter")
@requires(SLIP_SHIP)
def show_filter(batch_id):
    """How the reading filter of Yu-Pack Print R has to be set up, once."""
    batch = find(queries.batches(), batch_id)
    return page("commerce/labels/filter.html", batch=batch, columns=downloading.filter_sheet(batch))


def _page(batch):
    return url_for("commerce.label_batches.show", batch_id=batch.id)
