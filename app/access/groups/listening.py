"""What groups tell others: whom views can be shared with, who may hear of a restricted record, how acts read."""

from sqlalchemy import select

from app.access.groups.model import Group
from app.access.groups.queries import people_under
from app.kernel import context
from app.kernel.db import session
from app.platform.audit.sentences import SENTENCES
from app.platform.notifications.notifying import audience
from app.records.disclosures.queries import subjects_of
from app.records.kit.describing import RECORD_TYPES
from app.records.saved_views.audiences import AUDIENCES

SENTENCES.update(
    {
        "group.added": "Added a group",
        "group.changed": "Changed a group",
        "group.removed": "Removed a group",
        "user.exported": "Exported colleagues",
    }
)


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


@audience
def those_who_may_know(subject_id, user_ids):
    """Those among the people to be told who may know of the record; no statement where no record type is private."""
    if subject_id is None or not any(kind.private for kind in RECORD_TYPES.values()):
        return user_ids
    words = session.scalars(subjects_of(subject_id)).all()
    return {one.id for one in people_under(words)} & set(user_ids) if words else user_ids
