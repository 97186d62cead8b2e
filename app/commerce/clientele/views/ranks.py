"""The table of ranks."""

from flask import Blueprint, url_for
from sqlalchemy import select

from app.commerce import permissions
from app.commerce.clientele.forms import RankForm
from app.commerce.customers.model import CustomerRank
from app.commerce.customers.ranking import change_rank, drop_rank, enter_rank, ranks
from app.kernel.i18n import _
from app.web.answer import answer, page
from app.web.finding import find
from app.web.guards import requires

bp = Blueprint("customer_ranks", __name__, url_prefix="/customer-ranks")


@bp.get("")
@requires(permissions.CUSTOMER_VIEW)
def index():
    """Ranks, and how many customers have each."""
    return page("commerce/clientele/ranks/index.html", rows=ranks())


@bp.get("/new")
@requires(permissions.CUSTOMER_EDIT)
def new():
    """The form of a new rank."""
    return page("commerce/clientele/ranks/new.html", form=RankForm())


@bp.post("")
@requires(permissions.CUSTOMER_EDIT)
def create():
    """Enter a rank; customers are ranked anew."""
    form = RankForm()
    if form.validate():
        with form.absorbing():
            enter_rank(**form.content())
    if form.errors:
        return page(
            "commerce/clientele/ranks/new.html", "commerce/clientele/ranks/_form.html", 422, form=form
        )
    return answer(None, url_for(".index"), _("The ranks were worked out anew."))


@bp.get("/<uuid:record_id>/edit")
@requires(permissions.CUSTOMER_EDIT)
def edit(record_id):
    """The form of a rank."""
    rank = find(select(CustomerRank), record_id)
    return page("commerce/clientele/ranks/edit.html", rank=rank, form=RankForm(obj=rank))


@bp.put("/<uuid:record_id>")
@requires(permissions.CUSTOMER_EDIT)
def update(record_id):
    """Change a rank; customers are ranked anew."""
    rank, form = find(select(CustomerRank), record_id), RankForm()
    if form.validate():
        with form.absorbing():
            change_rank(rank, **form.content())
    if form.errors:
        return page(
            "commerce/clientele/ranks/edit.html",
            "commerce/clientele/ranks/_form.html",
            422,
            rank=rank,
            form=form,
        )
    return answer(None, url_for(".index"), _("The ranks were worked out anew."))


@bp.delete("/<uuid:record_id>")
@requires(permissions.CUSTOMER_EDIT)
def destroy(record_id):
    """Remove a rank; its customers fall back to the next lower one."""
    drop_rank(find(select(CustomerRank), record_id))
    return answer(None, url_for(".index"), _("The ranks were worked out anew."))
