"""An own field goes, and comes back within thirty days."""

from flask import Blueprint, request, url_for

from app.kernel.errors import Missing
from app.kernel.i18n import _
from app.records.administration.views.keeping import subject_of, type_called
from app.records.custom_fields.defining import live
from app.records.custom_fields.operations import delete_field, restore_field
from app.records.layouts.shaping import content_of
from app.records.permissions import EDIT_LAYOUT
from app.web.answer import answer
from app.web.guards import requires

bp = Blueprint(
    "field_deletions", __name__, url_prefix="/layouts/<string:record_type>/fields/<string:field>/deletion"
)


@bp.post("/")
@requires(EDIT_LAYOUT)
def create(record_type, field):
    """Take a field away; its values stay for thirty days."""
    kind = type_called(record_type)
    if field not in live(content_of(subject_of(kind))):
        raise Missing
    delete_field(kind, field, version=request.form.get("version", type=int))
    return answer(
        None,
        url_for("records.own_fields.index", record_type=kind.name),
        _("The field was deleted. It can be brought back for 30 days."),
    )


@bp.delete("/")
@requires(EDIT_LAYOUT)
def destroy(record_type, field):
    """Bring a field back with its values."""
    kind = type_called(record_type)
    if not content_of(subject_of(kind)).get("fields", {}).get(field, {}).get("deleted"):
        raise Missing
    restore_field(kind, field, version=request.form.get("version", type=int))
    return answer(
        None,
        url_for("records.own_fields.index", record_type=kind.name),
        _("The field is back with its values."),
    )
