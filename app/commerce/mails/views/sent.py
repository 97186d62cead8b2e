"""Mails about orders: planned, sent, stopped and why; each as it was sent."""

from flask import Blueprint, request, url_for

from app.commerce.mails import queries
from app.commerce.mails.kinds import KINDS
from app.commerce.mails.model import OrderMail
from app.commerce.mails.planning import retry, stop
from app.commerce.mails.wording import STATES, reason
from app.commerce.permissions import MAIL_SEND, ORDER_VIEW, PERSON_SEE
from app.commerce.persons.noticing import note_read
from app.kernel.i18n import _
from app.web.answer import answer, page
from app.web.finding import find
from app.web.guards import requires
from app.web.menu import entry
from app.web.paging import paged

bp = Blueprint("order_mails", __name__, url_prefix="/customer-mails")
entry("ship", "Mails to customers", "commerce.order_mails.index", "mail", ORDER_VIEW, position=70)


@bp.get("")
@requires(ORDER_VIEW)
def index():
    """The newest first; by state, kind and order number."""
    asked = {name: request.args.get(name, "").strip() for name in ("state", "kind", "q")}
    rows = paged(
        queries.mails(asked["state"], asked["kind"], asked["q"]), OrderMail.created_at, OrderMail.id,
        descending=True, token=request.args.get("page"),
    )  # fmt: skip
    return page(
        "commerce/mails/sent/index.html", "commerce/mails/sent/_list.html", rows=rows, kinds=KINDS, states=STATES,
        reason=reason, **asked,
    )  # fmt: skip


@bp.get("/<uuid:mail_id>")
@requires(PERSON_SEE)
def show(mail_id):
    """The mail as it was sent; that somebody read it is noted."""
    mail = find(queries.mails(), mail_id)
    note_read(mail.order_id, mail.label)
    return page("commerce/mails/sent/show.html", mail=mail, kinds=KINDS, states=STATES, reason=reason)


@bp.post("/<uuid:mail_id>/stoppage")
@requires(MAIL_SEND)
def create_stoppage(mail_id):
    """Do not send it."""
    mail = find(queries.mails(), mail_id)
    stopped = stop([mail.id])
    said = _("The mail will not be sent.") if stopped else _("The mail has left already.")
    return answer(None, url_for(".show", mail_id=mail.id), said)


@bp.post("/<uuid:mail_id>/attempts")
@requires(MAIL_SEND)
def create_attempt(mail_id):
    """Try once more."""
    mail = find(queries.mails(), mail_id)
    tried = retry(mail)
    said = _("The mail is tried once more.") if tried else _("The mail has left already.")
    return answer(None, url_for(".show", mail_id=mail.id), said)
