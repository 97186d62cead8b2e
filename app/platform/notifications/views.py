"""お知らせ: what waits for me, and what I want to hear of."""

from flask import Blueprint, g, redirect, request, url_for

from app.kernel import context
from app.kernel.clock import now
from app.kernel.db import session
from app.kernel.i18n import _, _l
from app.platform.notifications.choosing import choose_kinds, read_all
from app.platform.notifications.kinds import KINDS, RETELLERS
from app.platform.notifications.model import Notification
from app.platform.notifications.queries import choices_of, notices_of
from app.web.answer import answer, page
from app.web.finding import find
from app.web.guards import signed_in
from app.web.paging import paged
from app.web.shell import addresses, own_pages

bp = Blueprint("notifications", __name__, url_prefix="/notifications")
addresses["notices_url"] = lambda: url_for("platform.notifications.index")
addresses["profile_url"] = lambda: url_for("platform.notifications.edit")
own_pages.insert(0, (_l("What I want to hear of"), "platform.notifications.edit", None))


@bp.get("/")
@signed_in
def index():
    """My notices, newest first."""
    notices = paged(
        notices_of(g.user.id),
        Notification.created_at,
        Notification.id,
        descending=True,
        token=request.args.get("page"),
    )
    return page("platform/notifications/index.html", "platform/notifications/_list.html", notices=notices)


@bp.post("/<uuid:notification_id>/reading")
@signed_in
def create_reading(notification_id):
    """Open a notice: it counts as read, and the page it is about is shown."""
    notice = find(notices_of(g.user.id), notification_id)
    notice.read_at = notice.read_at or now()
    return redirect((request.script_root or "") + notice.path, 303)


@bp.post("/reading")
@signed_in
def create_readings():
    """Everything is read."""
    read_all(g.user.id)
    return answer(None, url_for(".index"), _("All notices are marked as read."))


@bp.get("/preferences")
@signed_in
def edit():
    """What I want to hear of, and how."""
    chosen = {one.kind: one for one in session.scalars(choices_of(g.user.id))}
    return page("platform/notifications/edit.html", kinds=KINDS.values(), chosen=chosen, daily=RETELLERS)


@bp.post("/preferences")
@signed_in
def update():
    """Keep the choice."""
    when = {name: request.form.get(f"when.{name}") for name in RETELLERS}
    at_once = [*request.form.getlist("mail"), *(name for name, how in when.items() if how == "once")]
    once_a_day = [name for name, how in when.items() if how == "daily"]
    choose_kinds(context.actor(), request.form.getlist("in_app"), at_once, once_a_day)
    return answer(None, url_for(".edit"), _("Saved."))
