"""The blacklist, and putting somebody on it from where one meets them."""

from flask import Blueprint, request, url_for
from sqlalchemy import select

from app.commerce import permissions
from app.commerce.blacklist import wording
from app.commerce.blacklist.forms import EntryForm, PersonForm
from app.commerce.blacklist.operations import enter, enter_person, remove
from app.commerce.customers.model import BlacklistEntry, Customer
from app.commerce.slips.model import Slip
from app.kernel.errors import Rejected
from app.kernel.i18n import _, _n
from app.web.answer import answer, page
from app.web.finding import find
from app.web.guards import requires
from app.web.menu import entry
from app.web.paging import paged

bp = Blueprint("blacklist", __name__)
entry("ship", "Blacklist", "commerce.blacklist.index", "ban", permissions.CUSTOMER_VIEW, position=35)


@bp.get("/blacklist")
@requires(permissions.CUSTOMER_VIEW)
def index():
    """Entries, the newest first, and the form of a new one."""
    return _page(EntryForm())


@bp.post("/blacklist")
@requires(permissions.CUSTOMER_EDIT)
def create():
    """Enter by hand; open orders stop at once."""
    form = EntryForm()
    if form.validate():
        with form.absorbing():
            enter(form.kind.data, form.shown.data, form.reason.data)
    if form.errors:
        return _page(form, 422)
    return answer(None, url_for(".index"), _("Entered. Open orders of this person wait for a look."))


@bp.delete("/blacklist/<uuid:entry_id>")
@requires(permissions.CUSTOMER_EDIT)
def destroy(entry_id):
    """Take an entry off the list."""
    remove(find(select(BlacklistEntry), entry_id))
    return answer(None, url_for(".index"), _("Removed. Orders that only this entry stopped go on."))


@bp.post("/customers/<uuid:record_id>/blacklist")
@requires(permissions.CUSTOMER_EDIT)
def create_of_customer(record_id):
    """Put a customer on the list."""
    return _person(find(select(Customer), record_id), "person", "commerce.customers.show")


@bp.post("/slips/<uuid:record_id>/blacklist")
@requires(permissions.CUSTOMER_EDIT)
def create_of_slip(record_id):
    """Put the recipient of a slip on the list."""
    return _person(find(select(Slip), record_id), "recipient", "commerce.slips.show")


def _person(row, name, endpoint):
    form = PersonForm()
    if not form.validate():
        raise Rejected("Choose by what to recognise them, and enter the reason.")
    made = enter_person(getattr(row, name), form.kinds.data, form.reason.data)
    told = _n("%(num)d entry on the blacklist.", "%(num)d entries on the blacklist.", len(made))
    return answer(None, url_for(endpoint, record_id=row.id), told)


def _page(form, status=200):
    rows = paged(
        select(BlacklistEntry), BlacklistEntry.created_at, BlacklistEntry.id, descending=True,
        token=request.args.get("page"),
    )  # fmt: skip
    return page(
        "commerce/blacklist/index.html",
        "commerce/blacklist/_form.html" if status == 422 else "commerce/blacklist/_list.html",
        status,
        form=form,
        rows=rows,
        wording=wording,
    )
