"""What each shop mails, when, and through which servers."""

from flask import Blueprint, url_for

from app.commerce.mails import queries, servers
from app.commerce.mails.forms import ServerForm, ShopForm
from app.commerce.mails.gathering import mailings
from app.commerce.mails.operations import keep_mailing
from app.commerce.permissions import MAIL_EDIT
from app.kernel.db import session
from app.kernel.i18n import _
from app.web.answer import answer, page
from app.web.finding import find
from app.web.guards import requires

bp = Blueprint("shop_mailings", __name__, url_prefix="/shop-mailings")


@bp.get("")
@requires(MAIL_EDIT)
def index():
    """All shops."""
    shops = session.scalars(queries.channels()).all()
    return page("commerce/mails/shops/index.html", shops=shops, mailings=mailings([one.id for one in shops]))


@bp.get("/<uuid:channel_id>")
@requires(MAIL_EDIT)
def edit(channel_id):
    """One shop."""
    return _form(find(queries.channels(), channel_id))


@bp.post("/<uuid:channel_id>")
@requires(MAIL_EDIT)
def update(channel_id):
    """Keep what the shop wants."""
    channel, form = find(queries.channels(), channel_id), ShopForm()
    if form.validate():
        with form.absorbing():
            keep_mailing(channel, form.seen_version, form.values())
    if form.errors:
        return _form(channel, form, 422)
    return answer(None, url_for(".edit", channel_id=channel.id), _("Saved."))


@bp.post("/<uuid:channel_id>/servers/<string:service>")
@requires(MAIL_EDIT)
def update_server(channel_id, service):
    """Keep how a server is spoken to; the password stays when none is typed."""
    channel, name = (
        find(queries.channels(), channel_id),
        servers.IMAP if service == servers.IMAP else servers.SMTP,
    )
    form = ServerForm(prefix=f"{name}-", meta={"csrf": False})
    if form.validate():
        with form.absorbing():
            servers.keep(channel, name, form.values())
    if form.errors:
        return _form(channel, status=422, server={name: form})
    return answer(None, url_for(".edit", channel_id=channel.id), _("Saved."))


def _form(channel, form=None, status=200, server=None):
    forms = {name: _server_form(channel, name) for name in (servers.SMTP, servers.IMAP)} | (server or {})
    form = form or ShopForm(formdata=None, obj=mailings([channel.id])[channel.id])
    return page("commerce/mails/shops/edit.html", None, status, channel=channel, form=form, servers=forms)


def _server_form(channel, name):
    kept = servers.held(channel.id, name) or {}
    known = {one: kept.get(one) for one in ("host", "port", "security", "user", "folder") if kept.get(one)}
    return ServerForm(formdata=None, prefix=f"{name}-", meta={"csrf": False}, **known)
