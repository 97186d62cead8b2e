"""The first page of whoever buys; suppliers' people go to their own."""

from flask import Blueprint, g, redirect, url_for

from app.kernel import context
from app.procurement.desk import queries
from app.web.answer import page
from app.web.filters import yen
from app.web.guards import signed_in
from app.web.menu import entry, first_page

bp = Blueprint("desk", __name__)
VIEW = "procurement.rfq.view"
entry("desk", "Today", "procurement.desk.show", "home", VIEW, position=1, key="h")


@bp.get("/")
@signed_in
def show():
    """What waits for me, what comes next, what we spent."""
    actor = context.actor()
    if not actor.may(VIEW):
        return redirect(first_page(besides="procurement.desk.show") or url_for("platform.help.show"), 303)
    return page(
        "procurement/desk/show.html",
        waiting=queries.waiting(actor),
        approvals=getattr(g.user, "approvals_waiting", 0),
        deadlines=queries.next_deadlines(actor),
        arrivals=queries.next_arrivals(actor),
        months=[_bar(month, amount) for month, amount in queries.spent_by_month(actor)],
    )


def _bar(month, amount):
    return {"label": f"{month:%y/%m}", "value": amount, "text": yen(amount)}
