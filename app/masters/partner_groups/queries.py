"""The tree of account groups, read once in a transaction."""

from sqlalchemy import select

from app.kernel.db import once_in_transaction, session
from app.masters.partner_groups.model import PartnerGroup
from app.records.kit.model import ARCHIVED


def in_tree():
    """`[(depth, row)]` of all groups, each followed by those below it; rows of id, code, name, parent_id, state."""
    return once_in_transaction("partner_groups", lambda: _walked(session.execute(_asked()).all()))


def _asked():
    one = PartnerGroup
    columns = one.id, one.code, one.name, one.parent_id, one.state
    return select(*columns).order_by(one.position, one.code, one.id)


def _walked(rows):
    below, known = {}, {one.id for one in rows}
    for one in rows:
        below.setdefault(one.parent_id if one.parent_id in known else None, []).append(one)
    found, todo = [], [(0, one) for one in reversed(below.get(None, ()))]
    while todo:
        depth, one = todo.pop()
        found.append((depth, one))
        todo += [(depth + 1, child) for child in reversed(below.get(one.id, ()))]
    return found


def labels():
    """`((code, name), …)` of all groups, archived ones too."""
    return tuple((one.code, one.name) for _depth, one in in_tree())


def with_all_below():
    """`[(depth, row, codes)]` of the groups in use; `codes` are its own and those of all groups below it."""
    tree = in_tree()
    found = []
    for place, (depth, one) in enumerate(tree):
        codes = [one.code]
        for deeper, other in tree[place + 1 :]:
            if deeper <= depth:
                break
            codes.append(other.code)
        if one.state != ARCHIVED:
            found.append((depth, one, tuple(codes)))
    return found


class Retired:
    """The codes of archived groups, looked up when asked: they stay on accounts and cannot be chosen any more."""

    def __bool__(self):
        """There may be some."""
        return True

    def __contains__(self, code):
        """Whether the group with that code is archived."""
        return any(one.code == code and one.state == ARCHIVED for _depth, one in in_tree())
