"""Mails to the buyers of many slips: text, samples, some minutes, progress."""

from flask import Blueprint, request, url_for

from app.commerce.mails import batching, queries, showing
from app.commerce.mails.choosing import starting, to_write
from app.commerce.mails.forms import BatchForm
from app.commerce.mails.kinds import KINDS
from app.commerce.mails.model import MailBatch
from app.commerce.mails.wording import STATES, reason
from app.commerce.permissions import MAIL_SEND
from app.commerce.slips.selecting import chosen
from app.kernel import clock
from app.kernel.errors import Rejected
from app.kernel.i18n import _
from app.web.answer import answer, page
from app.web.finding import find
from app.web.guards import requires
from app.web.paging import paged

bp = Blueprint("mail_batches", __name__, url_prefix="/mail-batches")


@bp.get("")
@requires(MAIL_SEND)
def index():
    """What was written to many."""
    rows = paged(
        queries.batches(), MailBatch.created_at, MailBatch.id, descending=True, token=request.args.get("page")
    )
    return page(
        "commerce/mails/batches/index.html", "commerce/mails/batches/_list.html", rows=rows, kinds=KINDS
    )


@bp.get("/new")
@requires(MAIL_SEND)
def new():
    """The text for the ticked slips (`ids`)."""
    kind = request.args.get("kind", "free")
    text = to_write(starting(kind if kind in KINDS else "free", "ja"))
    form = BatchForm(formdata=None, kind=kind, subject=text.subject, body=text.body)
    return _form(form, chosen(request.args))


@bp.post("")
@requires(MAIL_SEND)
def create():
    """First the samples; then, when they were looked at, begin."""
    form, ids = BatchForm(), chosen(request.form)
    if not form.validate() or form.looked.data != "yes":
        return _form(form, ids, 422 if form.errors else 200, looked=not form.errors)
    with form.absorbing():
        batch = batching.begin(
            form.kind.data, ids, form.subject.data, _body(form), minutes=int(form.minutes.data),
            advertising=form.advertising.data,
        )  # fmt: skip
    if form.errors:
        return _form(form, ids, 422)
    return answer(None, url_for(".show", batch_id=batch.id))


@bp.get("/<uuid:batch_id>")
@requires(MAIL_SEND)
def show(batch_id):
    """How far it is."""
    batch = find(queries.batches(), batch_id)
    return page(
        "commerce/mails/batches/show.html", "commerce/mails/batches/_batch.html", batch=batch, kinds=KINDS,
        counts=batching.counts_of(batch), states=STATES, waits=batch.starts_at > clock.now(),
    )  # fmt: skip


@bp.delete("/<uuid:batch_id>")
@requires(MAIL_SEND)
def destroy(batch_id):
    """Cancel it: what has not left stays here."""
    batch = find(queries.batches(), batch_id)
    batching.cancel(batch)
    return answer(
        None, url_for(".show", batch_id=batch.id), _("Cancelled. What has not left will not be sent.")
    )


def _body(form):
    return (form.body.data or "").replace("\r\n", "\n")


def _form(form, ids, status=200, looked=False):
    if not ids:
        raise Rejected("Choose at least one slip.")
    found = batching.samples(form.kind.data, ids, form.subject.data or "", _body(form)) if looked else []
    fine = any(made for _label, made, _why, _facts in found)
    form.looked.data = "yes" if fine else ""
    return page(
        "commerce/mails/batches/new.html", "commerce/mails/batches/_form.html", status, form=form, ids=ids,
        samples=found, looked=fine, reason=reason, placeholders=showing.placeholders(),
    )  # fmt: skip
