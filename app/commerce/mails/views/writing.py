"""A mail to the buyer of one slip: choose, look, change, send."""

from flask import Blueprint, request, url_for

from app.commerce.mails import queries, showing
from app.commerce.mails.choosing import to_write
from app.commerce.mails.composing import Composer
from app.commerce.mails.forms import WriteForm
from app.commerce.mails.gathering import gather
from app.commerce.mails.kinds import KINDS
from app.commerce.mails.writing import write
from app.commerce.permissions import MAIL_SEND
from app.kernel import clock
from app.kernel.i18n import _
from app.web.answer import answer, page
from app.web.finding import find
from app.web.guards import requires

bp = Blueprint("slip_mails", __name__, url_prefix="/slips/<uuid:record_id>/mails")


@bp.get("/new")
@requires(MAIL_SEND)
def new(record_id):
    """The text that fits the order, and how its buyer would see it."""
    slip, kind = find(queries.slips(), record_id), request.args.get("kind", "")
    kind = kind if kind in KINDS else "free"
    chosen = to_write(Composer(kind).chosen(gather([slip.id])[slip.id]))
    form = WriteForm(formdata=None, kind=kind, subject=chosen.subject, body=chosen.body)
    return _form(slip, form, chosen=chosen)


@bp.post("/preview")
@requires(MAIL_SEND)
def show_preview(record_id):
    """The text as it stands now, for this buyer."""
    slip, form = find(queries.slips(), record_id), WriteForm()
    return _form(slip, form)


@bp.post("")
@requires(MAIL_SEND)
def create(record_id):
    """Send it, or keep it until morning."""
    slip, form = find(queries.slips(), record_id), WriteForm()
    if form.validate():
        with form.absorbing():
            mail = write(slip.id, form.kind.data, form.subject.data, _body(form))
    if form.errors:
        return _form(slip, form, status=422)
    waits = mail.due_at > clock.now()
    said = _("The mail leaves in the morning.") if waits else _("The mail is on its way.")
    return answer(None, url_for("commerce.order_mails.show", mail_id=mail.id), said)


def _body(form):
    return (form.body.data or "").replace("\r\n", "\n")


def _form(slip, form, status=200, chosen=None):
    seen = showing.preview_for(slip, form.kind.data, form.subject.data or "", _body(form))
    return page(
        "commerce/mails/writing/new.html", "commerce/mails/writing/_form.html", status, slip=slip, form=form, seen=seen,
        chosen=chosen, placeholders=showing.placeholders(),
    )  # fmt: skip
