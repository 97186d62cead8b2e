"""メール受注: mails that came, those that wait with their reason, and what a person decides about them."""

from flask import Blueprint, request, url_for

from app.commerce import permissions
from app.commerce.mailboxes import operations, queries
from app.commerce.mailboxes.model import OrderLetter
from app.commerce.mailboxes.showing import STATES, may_read
from app.commerce.persons.noticing import note_read
from app.kernel.i18n import _
from app.kernel.ids import id_of
from app.web.answer import answer, page, say
from app.web.finding import find
from app.web.guards import requires
from app.web.menu import entry
from app.web.paging import paged

bp = Blueprint("order_letters", __name__, url_prefix="/order-mails")
entry("ship", "Orders by mail", "commerce.order_letters.index", "inbox", permissions.ORDER_TAKE, position=6)


@bp.get("")
@requires(permissions.ORDER_TAKE)
def index():
    """The mailboxes, and the mails, those that wait first asked for."""
    state, shop = request.args.get("state", "waiting"), request.args.get("shop", "")
    rows = paged(
        queries.letters(state, id_of(shop)), OrderLetter.arrived_at, OrderLetter.id,
        descending=True, token=request.args.get("page"),
    )  # fmt: skip
    boxes = queries.with_mailboxes()
    return page(
        "commerce/mailboxes/letters/index.html", "commerce/mailboxes/letters/_list.html",
        rows=rows, boxes=boxes, waiting=queries.waiting_counts(), states=STATES, state=state, shop=shop,
        fetching=queries.fetching([one.id for _shop, one in boxes]), readable=may_read(),
        shops={one.id: shop.name for shop, one in boxes},
    )  # fmt: skip


@bp.get("/<uuid:letter_id>")
@requires(permissions.ORDER_TAKE)
def show(letter_id):
    """One mail: what it says, and why it waits."""
    letter, readable = find(queries.letters(), letter_id), may_read()
    if readable and letter.content:
        note_read(letter.id, ", ".join(letter.numbers))
    return page(
        "commerce/mailboxes/letters/show.html", None,
        letter=letter, channel=letter.mailbox.channel, states=STATES, readable=readable,
    )  # fmt: skip


@bp.post("/<uuid:letter_id>/reading")
@requires(permissions.ORDER_TAKE)
def create_reading(letter_id):
    """Read it once more."""
    letter = find(queries.letters(), letter_id)
    if operations.read_again(letter):
        return answer(None, url_for(".show", letter_id=letter.id), _("The order came in."))
    say("This mail still cannot be read.", "notice")
    return answer(None, url_for(".show", letter_id=letter.id))


@bp.post("/<uuid:letter_id>/dismissal")
@requires(permissions.ORDER_TAKE)
def create_dismissal(letter_id):
    """Put it aside."""
    letter = find(queries.letters(), letter_id)
    operations.dismiss(letter)
    return answer(None, url_for(".index"), _("The mail was put aside."))
