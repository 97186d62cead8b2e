"""The order of the rules."""

from flask import Blueprint, request, url_for

from app.commerce.robot import operations, permissions, queries
from app.commerce.robot.showing import list_of_rules
from app.kernel.db import session
from app.kernel.ids import id_of
from app.web.answer import answer
from app.web.finding import find
from app.web.guards import requires

bp = Blueprint("robot_order", __name__, url_prefix="/robot/order")


@bp.post("")
@requires(permissions.EDIT)
def update():
    """Another order: all ids as they stand now, or one rule up or down."""
    if moved := request.form.get("up") or request.form.get("down"):
        operations.shift(find(queries.rules(), id_of(moved)), -1 if "up" in request.form else 1)
    else:
        operations.put_in_order([id_of(one) for one in request.form.getlist("order")])
    session.flush()
    return answer("commerce/robot/_list.html", url_for("commerce.robot.index"), None, **list_of_rules())
