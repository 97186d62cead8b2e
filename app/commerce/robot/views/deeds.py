"""The log: which rule did what to which slip, and why."""

from types import SimpleNamespace

from flask import Blueprint, request

from app.commerce.robot import operations, permissions, queries
from app.commerce.robot.model import RobotDeed
from app.commerce.robot.showing import shown_deeds
from app.kernel.i18n import _
from app.kernel.ids import id_of
from app.web.answer import page
from app.web.guards import requires
from app.web.paging import paged

bp = Blueprint("robot_deeds", __name__, url_prefix="/robot/log")


@bp.get("")
@requires(permissions.VIEW)
def index():
    """Deeds, newest first; `?rule=` of one rule."""
    chosen = id_of(request.args.get("rule"))
    rows = paged(
        queries.deed_rows(chosen), RobotDeed.created_at, RobotDeed.id,
        descending=True, token=request.args.get("page"),
    )  # fmt: skip
    values = {
        "rows": SimpleNamespace(next=rows.next, previous=rows.previous),
        "deeds": shown_deeds(rows.rows),
        "rules": [("", _("All")), *((str(one.id), one.name) for one in operations.standing_rules())],
        "chosen": str(chosen or ""),
    }
    return page("commerce/robot/log.html", "commerce/robot/_log.html", **values)
