"""What customers wish and ask, for clerks."""

from flask import Blueprint, url_for

from app.commerce.customer_pages import queries, talking, wishing
from app.commerce.customer_pages.entering import messages_of
from app.commerce.customer_pages.forms import DeclineForm, ReplyForm
from app.commerce.customer_pages.wording import wish_in_words
from app.commerce.permissions import MAIL_SEND
from app.kernel.i18n import _
from app.web.answer import answer, page
from app.web.finding import find
from app.web.guards import requires
from app.web.menu import entry

bp = Blueprint("customer_requests", __name__, url_prefix="/customer-requests")
entry("ship", "Customers' wishes", "commerce.customer_requests.index", "chat", MAIL_SEND, position=68)


@bp.get("")
@requires(MAIL_SEND)
def index():
    """Wishes and questions that wait for an answer, oldest first."""
    return page(
        "commerce/customer_pages/requests/index.html", requests=queries.open_requests(),
        questions=queries.open_questions(), in_words=wish_in_words, form=DeclineForm(formdata=None),
    )  # fmt: skip


@bp.post("/<uuid:request_id>/acceptance")
@requires(MAIL_SEND)
def create_acceptance(request_id):
    """Do what was wished."""
    wishing.accept(find(queries.requests(), request_id))
    return answer(None, url_for(".index"), _("Changed as the customer wished."))


@bp.post("/<uuid:request_id>/declination")
@requires(MAIL_SEND)
def create_declination(request_id):
    """Say no."""
    wishing.decline(find(queries.requests(), request_id), DeclineForm().answer.data or "")
    return answer(None, url_for(".index"), _("The customer reads your answer on the page."))


@bp.get("/orders/<uuid:order_id>")
@requires(MAIL_SEND)
def show(order_id):
    """The conversation about one order."""
    order = find(queries.orders(), order_id)
    return _thread(order, ReplyForm(formdata=None))


@bp.post("/orders/<uuid:order_id>/replies")
@requires(MAIL_SEND)
def create_reply(order_id):
    """Answer."""
    order, form = find(queries.orders(), order_id), ReplyForm()
    if form.validate():
        with form.absorbing():
            talking.reply(order, form.text.data)
    if form.errors:
        return _thread(order, form, 422)
    return answer(None, url_for(".show", order_id=order.id), _("Answered. The customer is told by mail."))


def _thread(order, form, status=200):
    return page(
        "commerce/customer_pages/requests/show.html",
        None,
        status,
        order=order,
        form=form,
        messages=messages_of(order.id),
    )
