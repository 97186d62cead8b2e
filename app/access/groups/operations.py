"""Making, changing and giving up groups. Who is in one is found anew with every request."""

from sqlalchemy import delete, select

from app.access.groups.model import Group, GroupMember
from app.access.groups.queries import members_of
from app.kernel.db import session
from app.kernel.errors import Conflict, Rejected
from app.platform.audit import changes_of, record
from app.records.disclosures.operations import forget
from app.records.disclosures.queries import names_of


def add(*, kind, name, note="", subjects=()):
    """A new group (`public` or `brick`) with its members. Returns the Group. Raises Rejected beside the field."""
    group = Group(kind=kind, name=name.strip(), note=note.strip())
    _check_name(group)
    wanted = _checked(group, subjects)
    session.add(group)
    session.flush()  # members refer to it
    session.add_all(GroupMember(group_id=group.id, subject=one) for one in sorted(wanted))
    record("group.added", group, members=_said(wanted))
    return group


def change(group, *, version, name, note, subjects):
    """Rename a group, or change who belongs to it. Raises Conflict when somebody saved in between, or Rejected."""
    session.refresh(group, with_for_update=True)
    if group.version != version:
        raise Conflict("Somebody else has just changed this group. Please reload the page.")
    group.name, group.note = name.strip(), note.strip()
    changes = changes_of(group)
    with session.no_autoflush:
        _check_name(group)
        wanted, before = _checked(group, subjects), set(members_of(group.id))
    if before != wanted:
        changes["members"] = [_said(before), _said(wanted)]
        session.execute(
            delete(GroupMember).where(
                GroupMember.group_id == group.id, GroupMember.subject.in_(before - wanted)
            )
        )
        session.add_all(GroupMember(group_id=group.id, subject=one) for one in sorted(wanted - before))
    if changes:
        group.version += 1
        session.flush()  # the version the page shows next
        record("group.changed", group, changes=changes)


def remove(group, kinds):
    """Give the group up: out of brick groups, and of the disclosures of `kinds`, which only narrows them."""
    word = f"group:{group.id}"
    forget(word, kinds)
    for outer in session.scalars(
        select(Group).where(Group.id.in_(select(GroupMember.group_id).where(GroupMember.subject == word)))
    ):
        outer.version += 1
        record("group.changed", outer, changes={"members": [group.name, ""]})
    session.execute(delete(GroupMember).where(GroupMember.subject == word))
    record("group.removed", group, members=_said(members_of(group.id)))
    session.flush()  # the line of the trail, before the row is gone
    session.delete(group)


def _check_name(group):
    if not group.name:
        raise Rejected("This is required.", "name")
    same = select(Group.id).where(Group.name == group.name, Group.id != group.id)
    if session.scalars(same).first():
        raise Rejected("Another group has this name already.", "name")


def _checked(group, subjects):
    wanted = set(subjects)
    if wanted - names_of(wanted).keys():
        raise Rejected("This entry does not exist any more. Choose another.", "subjects")
    inner = [one.partition(":")[2] for one in wanted if one.startswith("group:")]
    if inner and group.kind != "brick":
        raise Rejected("A public group holds people and departments only.", "subjects")
    kinds = session.scalars(select(Group.kind).where(Group.id.in_(inner))).all() if inner else []
    if any(kind != "public" for kind in kinds):
        raise Rejected("A brick group may contain public groups, but no brick groups.", "subjects")
    return wanted


def _said(words):
    return ", ".join(sorted(names_of(words).values()))
