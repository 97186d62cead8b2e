"""項目とレイアウト: the record types, and the way to their screens."""

from flask import Blueprint

from app.kernel.i18n import _l
from app.records.codes.standard import lists
from app.records.custom_fields.defining import live
from app.records.kit.describing import RECORD_TYPES
from app.records.layouts.shaping import content_of
from app.records.permissions import EDIT_LAYOUT
from app.web.answer import page
from app.web.guards import requires
from app.web.menu import entry

bp = Blueprint("layouts", __name__, url_prefix="/layouts")
entry("administration", _l("Fields and layout"), "records.layouts.index", "sliders", EDIT_LAYOUT, position=40)


@bp.get("/")
@requires(EDIT_LAYOUT)
def index():
    """Every record type with what was changed on it."""
    kinds = [(kind, content_of(f"record:{kind.name}")) for kind in RECORD_TYPES.values()]
    rows = [(kind, len(live(content)), len(content.get("buttons", ()))) for kind, content in kinds]
    return page("records/administration/layouts/index.html", rows=rows, lists=len(lists()))
