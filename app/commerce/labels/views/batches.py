"""送り状: the files so far, a new one, its look, making it, taking it back."""

import uuid

from flask import Blueprint, request, url_for

from app.commerce.labels import batching, queries, working
from app.commerce.labels.forms import BatchForm, new_batch_form
from app.commerce.labels.model import LabelBatch
from app.commerce.labels.showing import names_of
from app.commerce.labels.views.showing import batch_values
from app.commerce.labels.wording import STATES
from app.commerce.permissions import SLIP_SHIP
from app.kernel.db import session
from app.kernel.i18n import _, translate
from app.web.answer import answer, page, say, wants_fragment
from app.web.finding import find
from app.web.guards import requires
from app.web.menu import entry
from app.web.paging import paged

bp = Blueprint("label_batches", __name__, url_prefix="/label-batches")
entry("ship", "Labels", "commerce.label_batches.index", "ticket", SLIP_SHIP, position=40)


@bp.get("")
@requires(SLIP_SHIP)
def index():
    """Label files, the newest first."""
    rows = paged(
        queries.batch_rows(),
        LabelBatch.created_at,
        LabelBatch.id,
        descending=True,
        token=request.args.get("page"),
    )
    return page("commerce/labels/index.html", "commerce/labels/_list.html", rows=rows, states=STATES)


@bp.get("/new")
@requires(SLIP_SHIP)
def new():
    """Which slips, for which contract and day. `ids`: slips that were chosen elsewhere."""
    return _asked(request.args)


@bp.post("")
@requires(SLIP_SHIP)
def create():
    """Open a file with the slips and check them."""
    accounts, ids = session.scalars(queries.accounts()).all(), _ids(request.form)
    form = BatchForm().offer(accounts, queries.channels())
    opened = batching.Opened()
    if form.validate():
        with form.absorbing():
            account = form.account(accounts)
            chosen = ids or session.scalars(queries.ready_slips(account, **form.filters())).all()
            opened = working.open_batch(chosen, account, form.ship_on.data)
    if opened.batch is None:
        return _asked(request.form, form, 422, opened.refused)
    if opened.refused:
        say("%(count)s slips cannot have a label now.", "notice", count=len(opened.refused))
    return answer(None, url_for(".show", batch_id=opened.batch.id))


@bp.get("/<uuid:batch_id>")
@requires(SLIP_SHIP)
def show(batch_id):
    """The look before, or the file and what is in it."""
    batch = find(queries.batches(), batch_id)
    values = batch_values(batch, request.args.get("shown"), request.args.get("page"))
    return page("commerce/labels/show.html", "commerce/labels/_labels.html", **values)


@bp.get("/<uuid:batch_id>/work")
@requires(SLIP_SHIP)
def show_work(batch_id):
    """How far the job at a file is; the file's own page once it is over."""
    batch = find(queries.batches(), batch_id)
    job = working.job_of(batch)
    if job is None or job.finished or not wants_fragment():
        return answer(None, url_for(".show", batch_id=batch.id))
    return page("commerce/labels/_working.html", batch=batch, job=job)


@bp.get("/<uuid:batch_id>/names")
@requires(SLIP_SHIP)
def show_names(batch_id):
    """Product names before and after the rules."""
    batch = find(queries.batches(), batch_id)
    return page("commerce/labels/names.html", batch=batch, pairs=names_of(batch, batching.rows_of(batch)))


@bp.delete("/<uuid:batch_id>")
@requires(SLIP_SHIP)
def destroy(batch_id):
    """Throw a draft away."""
    batch = find(queries.batches(), batch_id)
    working.free(batch)
    batching.throw_away(batch)
    return answer(None, url_for(".index"), _("The file was thrown away. Its slips stay as they are."))


def _ids(arguments):
    return [uuid.UUID(one) for one in arguments.getlist("ids")]


def _asked(arguments, form=None, status=200, refused=None):
    accounts = session.scalars(queries.accounts()).all()
    form = form or new_batch_form(arguments, accounts, queries.channels())
    account, ids = form.account(accounts), _ids(arguments)
    waiting = len(ids) or (queries.waiting(account, **form.filters()) if account else 0)
    why = [translate(batching.REFUSALS[code]) for code in dict.fromkeys((refused or {}).values())]
    values = {"form": form, "accounts": accounts, "waiting": waiting, "ids": ids, "refused": why}
    return page(
        "commerce/labels/new.html",
        "commerce/labels/_waiting.html" if status == 200 else None,
        status,
        **values,
    )
