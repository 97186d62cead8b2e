"""My calendar of plans: its address, and what it holds."""

from flask import Blueprint, url_for

from app.kernel import context
from app.kernel.errors import Missing
from app.kernel.i18n import _, _l
from app.sales.calendars.forms import FeedForm
from app.sales.calendars.issuing import feed_of, hold, make, revoke
from app.sales.permissions import ACTIVITY_EDIT
from app.web.answer import answer, page
from app.web.links import absolute
from app.web.own_addresses import own_address

bp = Blueprint("calendar_feeds", __name__, url_prefix="/calendar-feed")


def edit():
    """Whether there is an address, and how one subscribes."""
    return _page()


def update():
    """Keep what it holds."""
    row = feed_of(context.actor().id)
    if row is None:
        raise Missing
    hold(row, results=FeedForm().results.data)
    return answer(None, url_for(".edit"), _("Saved."))


def create_secret():
    """A new address, shown on this answer and never again; the one before ends."""
    row = feed_of(context.actor().id)
    secret = make(results=row.results if row else False)
    return _page(absolute(f"/calendars/{secret}/plans.ics"))


def destroy_secret():
    """End it."""
    row = feed_of(context.actor().id)
    if row is not None:
        revoke(row)
    return answer(
        None, url_for(".edit"), _("The address has been ended. Calendars that use it get nothing more.")
    )


def _page(address=""):
    row = feed_of(context.actor().id)
    form = FeedForm(formdata=None, data={"results": bool(row and row.results)})
    return page("sales/calendars/edit.html", row=row, form=form, address=address)


own_address(
    bp, "sales", _l("Calendar of plans"), ACTIVITY_EDIT,
    edit=edit, update=update, create_secret=create_secret, destroy_secret=destroy_secret,
)  # fmt: skip
