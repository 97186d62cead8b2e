"""Groups, who is in them today, and what names them."""

from sqlalchemy import select, text

from app.access.groups.model import Group, GroupMember
from app.kernel.db import session
from app.records.disclosures.model import Disclosure

_PEOPLE = """
    SELECT u.id, u.name, u.kana, u.email, u.licence, o.name AS organisation
      FROM users u LEFT JOIN organisations o ON o.tenant_id = u.tenant_id AND o.id = u.organisation_id
     WHERE u.state = 'active' AND EXISTS (
           SELECT FROM named WHERE subject = 'user:' || u.id
               OR subject = 'organisation:' || u.organisation_id
               OR subject IN (SELECT 'below:' || above.id FROM organisations above WHERE o.path ^@ above.path))
"""
_NAMED = """
    WITH given AS (SELECT unnest(CAST(:words AS text[])) AS subject),
         inner_ones AS (SELECT m.subject FROM group_members m JOIN given g ON g.subject = 'group:' || m.group_id),
         named AS (SELECT subject FROM given UNION SELECT subject FROM inner_ones
                   UNION SELECT m.subject FROM group_members m
                         JOIN inner_ones i ON i.subject = 'group:' || m.group_id)
"""
_UNDER = text(_NAMED + _PEOPLE + " ORDER BY u.kana, u.id")
_LIST = text(f"""
    SELECT g.id, g.kind, g.name, g.note, g.version,
           (SELECT count(*) FROM group_members m WHERE m.tenant_id = g.tenant_id AND m.group_id = g.id) AS members,
           (SELECT count(*) FROM (
              WITH given AS (SELECT 'group:' || g.id AS subject),
                   inner_ones AS (SELECT m.subject FROM group_members m
                                    JOIN given ON given.subject = 'group:' || m.group_id),
                   named AS (SELECT subject FROM inner_ones
                             UNION SELECT m.subject FROM group_members m
                                   JOIN inner_ones i ON i.subject = 'group:' || m.group_id)
              {_PEOPLE}) people) AS people
      FROM groups g ORDER BY g.kind DESC, g.position, g.name, g.id
""")


def people_under(words):
    """Active users who stand under any of the words, as a request would find them: rows by reading; one statement.

    Rows of id, name, kana, email, licence and organisation (its name).
    """
    return session.execute(_UNDER, {"words": sorted(words)}).all()


def groups_with_people():
    """Every group with its number of members and of people in it today: public ones first; one statement."""
    return session.execute(_LIST).all()


def members_of(group_id):
    """The words of a group's members, in order."""
    return session.scalars(
        select(GroupMember.subject).where(GroupMember.group_id == group_id).order_by(GroupMember.subject)
    ).all()


def groups():
    """Select of groups by name."""
    return select(Group).order_by(Group.name, Group.id)


def containing(group_id):
    """Brick groups that contain the group: rows of id and name."""
    held = select(GroupMember.group_id).where(GroupMember.subject == f"group:{group_id}")
    return session.execute(
        select(Group.id, Group.name).where(Group.id.in_(held)).order_by(Group.name, Group.id)
    ).all()


def disclosed_to(group_id, kinds):
    """`[(record type, titles)]` of the records disclosed to the group that the present actor may know of."""
    named = select(Disclosure.record_id).where(Disclosure.subject == f"group:{group_id}")
    found = []
    for kind, reachable in kinds:
        title = getattr(kind.model, kind.title)
        rows = reachable.where(kind.model.id.in_(named)).with_only_columns(title)
        found.append((kind, session.scalars(rows).all()))
    return [(kind, titles) for kind, titles in found if titles]
