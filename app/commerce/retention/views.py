"""What is erased next, and what was erased."""

from flask import Blueprint

from app.access.permissions import EDIT_SETTINGS
from app.commerce.retention import queries
from app.kernel.i18n import _l
from app.platform.audit.sentences import SENTENCES
from app.web.answer import page
from app.web.guards import requires
from app.web.menu import entry

bp = Blueprint("retention", __name__, url_prefix="/retention")
entry(
    "administration", "Erasing personal data", "commerce.retention.show", "trash", EDIT_SETTINGS, position=85
)
LABELS = {
    "orders": _l("Persons of orders"),
    "customers": _l("Customers without newer orders"),
    "mails": _l("Texts of mails"),
}
SENTENCES[queries.VERB] = "Erased personal data"


@bp.get("")
@requires(EDIT_SETTINGS)
def show():
    """How many are due of each kind, and the log."""
    return page(
        "commerce/retention/show.html",
        counts=queries.counts(),
        cap=queries.CAP,
        labels=LABELS,
        log=queries.log(),
    )
