"""Papers of many slips: chosen, drawn in the background, opened."""

import io

from flask import Blueprint, request, url_for

from app.commerce.papers import operations, queries
from app.commerce.papers.forms import BatchForm
from app.commerce.papers.kinds import CHOICES, PICKS
from app.commerce.papers.model import PaperBatch
from app.commerce.papers.views.addresses import check_address
from app.commerce.papers.views.choosing import chosen_slips
from app.commerce.permissions import SLIP_SHIP
from app.commerce.persons.noticing import note_read
from app.commerce.sealed_files.keeping import files_of, opened
from app.commerce.slips.moving import move
from app.commerce.slips.statuses import WORKING
from app.kernel.db import session
from app.kernel.i18n import _
from app.web.answer import answer, page
from app.web.downloads import handed_over
from app.web.finding import find
from app.web.guards import requires
from app.web.menu import entry
from app.web.paging import paged

bp = Blueprint("paper_batches", __name__, url_prefix="/paper-batches")
entry("ship", "Printed papers", "commerce.paper_batches.index", "file", SLIP_SHIP, position=45)


@bp.get("")
@requires(SLIP_SHIP)
def index():
    """What was printed lately."""
    rows = paged(
        queries.batches(),
        PaperBatch.created_at,
        PaperBatch.id,
        descending=True,
        token=request.args.get("page"),
    )
    return page(
        "commerce/papers/batches/index.html",
        "commerce/papers/batches/_list.html",
        rows=rows,
        names=dict(CHOICES),
    )


@bp.get("/new")
@requires(SLIP_SHIP)
def new():
    """Which papers of the chosen slips."""
    form = BatchForm(formdata=None, asked=request.args.get("asked") or None)
    return _form(form, chosen_slips(request.args))


@bp.post("")
@requires(SLIP_SHIP)
def create():
    """Begin; pick lists may start the packing of their slips."""
    form, ids = BatchForm(), chosen_slips(request.form)
    if form.validate():
        with form.absorbing():
            batch = operations.begin(form.asked.data, ids, form.sort.data, address=check_address())
            if form.begins.data and form.asked.data in PICKS:
                move(batch.slip_ids, WORKING, why="papers")
    if form.errors:
        return _form(form, ids, 422)
    return answer(None, url_for(".show", batch_id=batch.id))


@bp.get("/<uuid:batch_id>")
@requires(SLIP_SHIP)
def show(batch_id):
    """How far it is; afterwards the file."""
    batch = find(queries.batches(), batch_id)
    return page(
        "commerce/papers/batches/show.html",
        "commerce/papers/batches/_batch.html",
        batch=batch,
        file=session.scalars(files_of(batch.id)).first(),
        names=dict(CHOICES),
    )


@bp.get("/<uuid:batch_id>/file")
@requires(SLIP_SHIP)
def file(batch_id):
    """The PDF in the browser; that somebody took it is noted."""
    batch = find(queries.batches(), batch_id)
    kept = find(files_of(batch.id).order_by(None), _file_id(batch))
    note_read(batch.id, f"{batch.asked} {batch.total}", way="file")
    return handed_over(kept, io.BytesIO(opened(kept)), inline=True)


def _file_id(batch):
    first = session.scalars(files_of(batch.id)).first()
    return first.id if first else None


def _form(form, ids, status=200):
    return page(
        "commerce/papers/batches/new.html",
        "commerce/papers/batches/_form.html",
        status,
        form=form,
        ids=ids,
        lead=_("%(n)s slips", n=len(ids)),
    )
