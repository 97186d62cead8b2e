"""What single fields of a group cannot know."""

from sqlalchemy import text

from app.kernel.db import session
from app.kernel.errors import Rejected
from app.masters.partner_groups.queries import in_tree

_ACCOUNTS = text("SELECT count(*) FROM partners WHERE groups @> to_jsonb(CAST(:code AS text))")


def check_group(values, row):
    """Refuse a group below itself, and another code while accounts are in it: they keep the code."""
    if row is None:
        return
    if values.get("parent_id") is not None and values["parent_id"] in _below(row.id):
        raise Rejected("A group cannot stand below itself.", "parent_id")
    if values.get("code", row.code) != row.code and (
        accounts := session.scalar(_ACCOUNTS, {"code": row.code})
    ):
        raise Rejected(
            "%(n)s accounts are in this group. Take them out before its code changes.", "code", n=accounts
        )


def _below(group_id):
    parents = {one.id: one.parent_id for _depth, one in in_tree()}
    found = {group_id}
    for one in parents:
        path, at = [], one
        while at is not None and at not in path:
            path.append(at)
            at = parents.get(at)
        if group_id in path:
            found.add(one)
    return found
