"""統合: one value of a code list into another, in every record, as a job."""

from flask import Blueprint, url_for

from app.kernel.errors import Missing
from app.kernel.i18n import _
from app.records.administration.forms import MergeForm
from app.records.codes.operations import merge
from app.records.codes.standard import lists
from app.records.custom_fields.queries import reworks
from app.records.permissions import EDIT_LAYOUT
from app.web.answer import answer, page
from app.web.finding import find
from app.web.guards import requires

bp = Blueprint("merges", __name__, url_prefix="/layouts/codes")


@bp.post("/<string:name>/merges")
@requires(EDIT_LAYOUT)
def create(name):
    """Begin to merge two values; the one that goes can no longer be chosen at once."""
    if name not in lists():
        raise Missing
    form = MergeForm().offer([(one, one["code"]) for one in lists()[name]["values"]])
    merge(name, form.value.data, form.into.data, version=form.seen_version)
    return answer(None, url_for("records.codes.edit", name=name), _("The values are being merged."))


@bp.get("/reworks/<uuid:rework_id>")
@requires(EDIT_LAYOUT)
def show(rework_id):
    """How far a walk over all rows is."""
    work = find(reworks().order_by(None), rework_id)
    return page(
        "records/administration/merges/show.html", "records/administration/merges/_work.html", work=work
    )
