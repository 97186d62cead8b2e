"""Giving a group up: first what would change, then the act."""

from flask import Blueprint, url_for

from app.access.groups.operations import remove
from app.access.groups.queries import containing, disclosed_to, groups, people_under
from app.access.permissions import EDIT_GROUPS
from app.kernel.i18n import _
from app.records.kit.describing import RECORD_TYPES
from app.records.kit.queries import every
from app.web.answer import answer, page
from app.web.finding import find
from app.web.guards import requires

bp = Blueprint("group_removals", __name__, url_prefix="/groups/<uuid:group_id>/removal")


@bp.get("/")
@requires(EDIT_GROUPS)
def new(group_id):
    """What would change without the group."""
    group = find(groups(), group_id)
    private = [(kind, every(kind)) for kind in RECORD_TYPES.values() if kind.private]
    values = {"people": people_under([f"group:{group.id}"]), "outer": containing(group.id)}
    return page("access/groups/removal.html", group=group, records=disclosed_to(group.id, private), **values)


@bp.post("/")
@requires(EDIT_GROUPS)
def create(group_id):
    """Give it up."""
    group = find(groups(), group_id)
    remove(group, [kind for kind in RECORD_TYPES.values() if kind.private])
    return answer(None, url_for("access.groups.index"), _("%(name)s was removed.", name=group.name))
