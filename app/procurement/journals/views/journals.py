"""仕訳: the list of vouchers, a voucher, its review."""

from flask import Blueprint, request, url_for

from app.kernel import context
from app.kernel.i18n import _
from app.masters.accounts.catalogue import accounts
from app.platform.audit.queries import trail_of
from app.procurement.journals import exporting, queries
from app.procurement.journals.forms import day_of, filters_from
from app.procurement.journals.model import JournalVoucher
from app.procurement.journals.showing import voucher_page
from app.procurement.journals.wording import KINDS, STATES
from app.web.answer import answer, page
from app.web.finding import find
from app.web.guards import requires
from app.web.menu import entry
from app.web.paging import paged

bp = Blueprint("journals", __name__, url_prefix="/journals")
VIEW, REVIEW = "procurement.journal.view", "procurement.journal.review"
entry("buy", "Journals", "procurement.journals.index", "journal", VIEW, position=80, key="j")


@bp.get("")
@requires(VIEW)
def index():
    """Vouchers by day, the newest first, with their sums."""
    typed, asked = filters_from(request.args)
    rows = paged(
        queries.voucher_rows(**asked),
        JournalVoucher.posting_on,
        JournalVoucher.id,
        descending=True,
        token=request.args.get("page"),
    )
    sums = queries.voucher_sums(**asked)
    values = {**typed, "rows": rows, "sums": sums, "states": STATES, "kinds": KINDS, "accounts": accounts()}
    return page("procurement/journals/index.html", "procurement/journals/_list.html", **values)


@bp.get("/<uuid:voucher_id>")
@requires(VIEW)
def show(voucher_id):
    """A voucher, debit and credit side by side."""
    voucher = find(queries.vouchers(), voucher_id)
    return page("procurement/journals/show.html", **voucher_page(voucher, trail_of(voucher.id)))


@bp.post("/<uuid:voucher_id>/review")
@requires(REVIEW)
def create_review(voucher_id):
    """It was looked at and is right."""
    voucher = find(queries.vouchers(), voucher_id)
    voucher.review(by=context.actor())
    return answer(None, url_for(".show", voucher_id=voucher.id), _("The voucher was reviewed."))


@bp.delete("/<uuid:voucher_id>/review")
@requires(REVIEW)
def destroy_review(voucher_id):
    """It waits for the review again."""
    voucher = find(queries.vouchers(), voucher_id)
    voucher.withdraw_review(by=context.actor())
    return answer(None, url_for(".show", voucher_id=voucher.id), _("The review was withdrawn."))


@bp.post("/reviews")
@requires(REVIEW)
def create_reviews():
    """Review the ticked vouchers, or all of a period (`all` with `since` and `until`)."""
    ids, period = request.form.getlist("ids"), [day_of(request.form.get(n, "")) for n in ("since", "until")]
    if request.form.get("all") and all(period):
        done = exporting.review_period(*period, by=context.actor())
    else:
        done = exporting.review_all(ids, by=context.actor())
    said = _("Vouchers reviewed: %(n)s", n=done)
    return answer(None, url_for(".index", **request.args), said)
