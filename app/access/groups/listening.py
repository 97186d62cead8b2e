"""Groups as those with whom views of lists can be shared."""

from sqlalchemy import select

from app.access.groups.model import Group
from app.kernel import context
from app.kernel.db import session
from app.records.saved_views.audiences import AUDIENCES


def own_groups():
    """`[(subject, name)]` of the public groups the present actor belongs to."""
    mine = [one.removeprefix("group:") for one in context.actor().subjects if one.startswith("group:")]
    if not mine:
        return []
    found = (
        select(Group.id, Group.name).where(Group.kind == "public", Group.id.in_(mine)).order_by(Group.name)
    )
    return [(f"group:{group_id}", name) for group_id, name in session.execute(found)]


AUDIENCES.append(own_groups)
