"""The accounts of a group, on the page of the group."""

from flask import url_for
from sqlalchemy import func, or_, select

from app.kernel import context
from app.kernel.db import session
from app.masters.partner_groups.queries import with_all_below
from app.masters.partner_groups.record import PARTNER_GROUP
from app.masters.partners.model import Partner
from app.masters.permissions import PARTNER_VIEW
from app.records.kit.blocks import add_block
from app.records.kit.model import ARCHIVED


def _accounts(group):
    codes = next((codes for _depth, one, codes in with_all_below() if one.id == group.id), None)
    if codes is None or not context.actor().may(PARTNER_VIEW):
        return None
    holds = or_(*(Partner.groups.contains([code]) for code in codes))
    own = func.count().filter(Partner.groups.contains([group.code])).label("own")
    found = select(own, func.count().label("below")).where(holds, Partner.state != ARCHIVED)
    return "masters/partners/grouping/_accounts.html", {
        "counts": session.execute(found).one(),
        "own": url_for("masters.partners.index", **{"groups.in": group.code}),
        "below": url_for("masters.partners.index", group=group.code),
    }


add_block(PARTNER_GROUP.name, _accounts)
