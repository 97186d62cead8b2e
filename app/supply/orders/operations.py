"""Answering an order: 注文請書 and change requests."""

from app.exchange.answering.once import first_time
from app.exchange.answering.ordering import acknowledgement_body, change_body
from app.exchange.posting import Draft, post
from app.kernel.db import session
from app.kernel.errors import Rejected


def acknowledge(order, comment="", *, token=""):
    """Accept the order as issued. Returns the envelope, None for a second click. Raises Rejected."""
    body = acknowledgement_body(order.number, order.revision, comment)
    return _answer(order, body, "acknowledged", token)


def request_change(order, wishes, comment, *, token=""):
    """Ask for other dates, prices or quantities (see `answering.ordering.change_body`)."""
    body = change_body(order.envelope.content, order.number, order.revision, wishes, comment)
    return _answer(order, body, "change_requested", token)


def _answer(order, body, state, token):
    if not first_time(order.case_id, token):
        return None
    session.refresh(order, with_for_update=True)
    if order.revision != body.order_revision:
        raise Rejected(
            "The order was changed in the meantime. Please look at the newest version and answer it."
        )
    if order.state == "cancelled":
        raise Rejected("This order was cancelled.")
    envelope = post(Draft(order.case_id, body, order.number, order.revision))
    order.state, order.answered_at, order.refusal = state, envelope.sent_at, ""
    return envelope
