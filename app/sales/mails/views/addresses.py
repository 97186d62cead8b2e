"""My address for logging mails."""

from flask import Blueprint, url_for

from app.kernel import context
from app.kernel.i18n import _, _l
from app.platform.mail import incoming
from app.sales.mails.forms import AddressForm
from app.sales.mails.issuing import address_of, arrange, make, revoke, written
from app.sales.mails.settings import KEPT_DAYS, LARGEST
from app.sales.permissions import ACTIVITY_EDIT
from app.web.answer import answer, page
from app.web.own_addresses import own_address

bp = Blueprint("mail_addresses", __name__, url_prefix="/mail-address")


def edit():
    """The address, and how its mails are logged."""
    return _page()


def update():
    """Keep how they are logged."""
    form = AddressForm()
    if form.validate():
        with form.absorbing():
            arrange(form.senders.data or "", form.automatic.data)
    return _page(form, 422) if form.errors else answer(None, url_for(".edit"), _("Saved."))


def create_secret():
    """A new address; the one before ends."""
    make()
    return answer(None, url_for(".edit"), _("Your address has been made."))


def destroy_secret():
    """End the address."""
    revoke()
    return answer(None, url_for(".edit"), _("The address has been ended. Mails to it are turned away."))


def _page(form=None, status=200):
    me = context.actor()
    row = address_of(me.id)
    kept = {"senders": row.senders, "automatic": row.automatic} if row else {}
    return page(
        "sales/mails/address.html", None, status, row=row, address=written(row), open=incoming.is_open(),
        form=form or AddressForm(formdata=None, data=kept), mail=me.email, days=KEPT_DAYS,
        megabytes=LARGEST // (1024 * 1024),
    )  # fmt: skip


own_address(
    bp, "sales", _l("Logging mails"), ACTIVITY_EDIT,
    edit=edit, update=update, create_secret=create_secret, destroy_secret=destroy_secret,
)  # fmt: skip
