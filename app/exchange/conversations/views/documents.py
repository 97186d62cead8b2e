"""取引書類検索: every document exchanged, by date, amount, company, number and kind, in any combination."""

from flask import Blueprint, request

from app.exchange.conversations.forms import SearchForm
from app.exchange.conversations.kinds import KINDS
from app.exchange.conversations.queries import Wanted, documents, envelope_with, unseal
from app.exchange.envelopes.model import Envelope
from app.exchange.envelopes.queries import attachments_of
from app.exchange.permissions import SEARCH_ARCHIVE
from app.kernel.errors import Missing
from app.kernel.i18n import _
from app.web import menu
from app.web.answer import page
from app.web.guards import requires
from app.web.paging import paged

bp = Blueprint("documents", __name__, url_prefix="/documents")
menu.entry(
    "administration", "Document archive", "exchange.documents.index", "archive", SEARCH_ARCHIVE, position=60
)


@bp.get("/")
@requires(SEARCH_ARCHIVE)
def index():
    """The documents that fulfil all conditions given, the latest date first."""
    form = SearchForm(formdata=request.args)
    form.kind.choices = [("", _("All")), *KINDS.items()]
    valid = form.validate()
    wanted = Wanted(
        **{name: form[name].data or Wanted.__dataclass_fields__[name].default for name in _names()}
    )
    token = request.args.get("page")
    rows = paged(documents(wanted), Envelope.document_on, Envelope.id, descending=True, token=token)
    values = {"form": form, "rows": rows, "listed": unseal(rows.rows, wanted), "kinds": KINDS}
    fragment = "exchange/conversations/documents/_list.html"
    status = 200 if valid else 422
    return page("exchange/conversations/documents/index.html", fragment, status, **values)


@bp.get("/<uuid:envelope_id>")
@requires(SEARCH_ARCHIVE)
def show(envelope_id):
    """One document: its facts, its files, its place in the chain."""
    envelope = envelope_with(envelope_id)
    if envelope is None:
        raise Missing
    ((_row, sealed),) = unseal([envelope])
    files = [] if sealed else attachments_of(envelope_id)
    values = {"envelope": envelope, "sealed": sealed, "files": files, "kinds": KINDS}
    return page("exchange/conversations/documents/show.html", **values)


def _names():
    return list(Wanted.__dataclass_fields__)
