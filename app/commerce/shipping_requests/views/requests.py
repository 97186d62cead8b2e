"""出荷依頼: requests so far, a new one, one of them, its file, and taking it back."""

import io

from flask import Blueprint, request, url_for

from app.commerce.labels.queries import channels
from app.commerce.persons.noticing import note_read
from app.commerce.sealed_files.keeping import files_of
from app.commerce.shipping_requests import operations, permissions, queries
from app.commerce.shipping_requests.forms import AnswerForm, AskForm
from app.commerce.shipping_requests.model import ShippingRequest
from app.commerce.shipping_requests.profiles import present_profiles
from app.commerce.shipping_requests.wording import reason
from app.commerce.slips.statuses import LABELS
from app.kernel.db import session
from app.kernel.i18n import _
from app.kernel.ids import id_of
from app.web.answer import answer, page
from app.web.downloads import handed_over
from app.web.finding import find
from app.web.guards import requires
from app.web.menu import entry
from app.web.paging import paged

bp = Blueprint("shipping_requests", __name__, url_prefix="/shipping-requests")
entry(
    "ship", "Outside warehouses", "commerce.shipping_requests.index", "export", permissions.USE, position=45
)


@bp.get("")
@requires(permissions.USE)
def index():
    """Requests, newest first, the last answers, and where an answer is dropped."""
    return page(
        "commerce/shipping_requests/index.html", "commerce/shipping_requests/_list.html", **list_values()
    )


@bp.get("/new")
@requires(permissions.USE)
def new():
    """Which slips, by which layout; `ids`: slips that were chosen elsewhere."""
    form = AskForm(formdata=None).offer(present_profiles(), channels())
    values = {"form": form, "ids": request.args.getlist("ids"), "waiting": len(queries.ready_slips())}
    return page("commerce/shipping_requests/new.html", None, **values)


@bp.post("")
@requires(permissions.USE)
def create():
    """Make the request."""
    chosen, made = present_profiles(), None
    form, ids = AskForm().offer(chosen, channels()), request.form.getlist("ids")
    if form.validate():
        with form.absorbing():
            made = _asked(form, chosen, [one for text in ids if (one := id_of(text))])
    if form.errors:
        session.rollback()
        values = {"form": form, "ids": ids, "waiting": len(queries.ready_slips())}
        return page("commerce/shipping_requests/new.html", None, 422, **values)
    message = _("The request is ready. Send the file to the warehouse.")
    return answer(None, url_for(".show", request_id=made.id), message)


@bp.get("/<uuid:request_id>")
@requires(permissions.USE)
def show(request_id):
    """A request, its file, its slips, and what stayed."""
    found = find(queries.requests(), request_id)
    values = {
        "asked": found,
        "slips": queries.slips_of(found),
        "refused": [(one, label, reason(code)) for one, label, code in queries.refused_of(found)],
        "files": session.scalars(files_of(found.id)).all() if found.status == "made" else [],
        "statuses": LABELS,
    }
    return page("commerce/shipping_requests/show.html", None, **values)


@bp.delete("/<uuid:request_id>")
@requires(permissions.USE)
def destroy(request_id):
    """Take it back."""
    back = operations.undo(find(queries.requests(), request_id))
    return answer(
        None, url_for(".show", request_id=request_id), _("Slips that wait for shipping again: %(n)s", n=back)
    )


@bp.post("/<uuid:request_id>/files/<uuid:file_id>/handing-over")
@requires(permissions.USE)
def create_handing_over(request_id, file_id):
    """Hand the file over; who took it is noted."""
    found = find(queries.requests(), request_id)
    file = find(files_of(found.id).order_by(None), file_id)
    content = operations.hand_over(found, file)
    note_read(found.id, found.number, way="file")
    session.flush()
    return handed_over(file, io.BytesIO(content))


def list_values(form=None):
    """Values of the list."""
    rows = paged(
        queries.request_rows(), ShippingRequest.created_at, ShippingRequest.id,
        descending=True, token=request.args.get("page"),
    )  # fmt: skip
    chosen = present_profiles()
    form = form or AnswerForm(formdata=None).offer(chosen)
    return {"rows": rows, "profiles": chosen, "results": queries.last_results(), "form": form}


def _asked(form, chosen, ids):
    profile = next(one for one in chosen if one.id == form.profile_id.data)
    filters = {"channel_id": form.channel_id.data, "planned_until": form.planned_until.data}
    return operations.ask(ids or queries.ready_slips(**filters), profile)
