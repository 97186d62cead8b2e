"""The mailbox of a shop: where its order mails arrive, and what happens to them."""

from flask import Blueprint, url_for

from app.commerce import permissions
from app.commerce.mailboxes import operations, queries
from app.commerce.mailboxes.forms import MailboxForm, form_for
from app.kernel.db import session
from app.kernel.errors import Missing
from app.kernel.i18n import _
from app.web.answer import answer, page
from app.web.finding import find
from app.web.guards import requires

bp = Blueprint("order_mailboxes", __name__, url_prefix="/order-mailboxes")


@bp.get("/<uuid:channel_id>")
@requires(permissions.CHANNEL_EDIT)
def show(channel_id):
    """How the mails of one shop are fetched."""
    return _shown(find(queries.channels(), channel_id))


@bp.post("/<uuid:channel_id>")
@requires(permissions.CHANNEL_EDIT)
def update(channel_id):
    """Keep it; the password stays when none is typed."""
    channel, form = find(queries.channels(), channel_id), MailboxForm(profiles=_profiles())
    if form.validate():
        with form.absorbing():
            operations.set_up(channel, form.values, form.password.data, version=form.seen_version)
    if form.errors:
        return _shown(channel, form, 422)
    return answer(None, url_for(".show", channel_id=channel.id), _("The mailbox has been saved."))


@bp.post("/<uuid:channel_id>/fetches")
@requires(permissions.ORDER_TAKE)
def create_fetch(channel_id):
    """Fetch its mails now."""
    mailbox = queries.mailbox_of(find(queries.channels(), channel_id).id)
    if mailbox is None:
        raise Missing
    operations.ask_to_fetch(mailbox)
    return answer(None, url_for("commerce.order_letters.index"), _("Mails are being fetched."))


@bp.delete("/<uuid:channel_id>")
@requires(permissions.CHANNEL_EDIT)
def destroy(channel_id):
    """Throw it away with its password."""
    operations.remove(find(queries.channels(), channel_id))
    return answer(None, url_for("commerce.connections.index"), _("The mailbox has been removed."))


def _profiles():
    return session.scalars(queries.mail_profiles()).all()


def _shown(channel, form=None, status=200):
    mailbox = queries.mailbox_of(channel.id)
    form = form or form_for(mailbox, _profiles())
    return page(
        "commerce/mailboxes/mailboxes/show.html", None, status, channel=channel, mailbox=mailbox, form=form
    )
