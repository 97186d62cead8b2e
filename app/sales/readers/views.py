"""Who reads the business cards: an administrator's page."""

from flask import Blueprint, url_for

from app.kernel import context
from app.kernel.errors import Missing
from app.kernel.i18n import _
from app.platform import jobs
from app.sales.permissions import CARD_READER_EDIT
from app.sales.readers import operations
from app.sales.readers.forms import ReaderForm
from app.sales.readers.model import GOOGLE, LOCAL
from app.sales.readers.queries import reader
from app.web.answer import answer, page
from app.web.guards import requires
from app.web.menu import entry

bp = Blueprint("card_reader", __name__, url_prefix="/card-reader")
entry(
    "administration",
    "Reading of business cards",
    "sales.card_reader.edit",
    "camera",
    CARD_READER_EDIT,
    position=84,
)


@bp.get("")
@requires(CARD_READER_EDIT)
def edit():
    """What is chosen, and how the service has been doing."""
    return _shown()


@bp.post("")
@requires(CARD_READER_EDIT)
def update():
    """Choose, and keep a key that was typed."""
    form = ReaderForm()
    if form.validate():
        with form.absorbing():
            key = (form.key.data or "").strip()
            operations.set_up(form.service.data == GOOGLE, form.region.data, key, version=form.seen_version)
    if form.errors:
        return _shown(form, 422)
    return answer(None, url_for(".edit"), _("Saved."))


@bp.post("/checks")
@requires(CARD_READER_EDIT)
def create_check():
    """Try it, in the background."""
    operations.ask_for_check(_reader(), context.actor().locale)
    return answer(None, url_for(".edit"), _("The service is being tried."))


@bp.delete("/key")
@requires(CARD_READER_EDIT)
def destroy_key():
    """Throw the key away."""
    operations.forget_key()
    return answer(None, url_for(".edit"), _("The key was thrown away. Cards are read on this machine."))


def _reader():
    found = reader()
    if found is None:
        raise Missing
    return found


def _shown(form=None, status=200):
    found = reader()
    kept = {"service": LOCAL, "region": "", "version": 0}
    if found is not None:
        kept = {
            "service": GOOGLE if found.switched_on else LOCAL,
            "region": found.region,
            "version": found.version,
        }
    return page(
        "sales/readers/edit.html",
        "sales/readers/_state.html" if form is None else None,
        status,
        reader=found,
        form=form or ReaderForm(formdata=None, data=kept),
        checking=found is not None and jobs.under_way(found.id),
    )
