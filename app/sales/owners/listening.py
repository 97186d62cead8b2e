"""Owners hear of changes of who is in charge, and go with records that are gone for good."""

from sqlalchemy import and_, delete, select

from app.access.users.model import User
from app.kernel.db import session
from app.kernel.events import subscribe
from app.kernel.i18n import _l, translate
from app.masters.responsible import add_further
from app.records.kit.before import add_before_change
from app.records.kit.holding import go_along, hold
from app.sales.owners.choices import KINDS, LABELS
from app.sales.owners.joining import PART, join, leave
from app.sales.owners.model import RecordOwner
from app.sales.owners.queries import worked_on_by
from app.sales.owners.staying import keeper

add_further(worked_on_by)
for kind in KINDS:
    add_before_change(kind.name, keeper(kind))
    kind.sentences.update(
        {
            f"{kind.name}.owner_added": _l("took %(colleague)s on as %(role)s"),
            f"{kind.name}.owner_ended": _l("ended the part of %(colleague)s as %(role)s"),
        }
    )


@subscribe("record.purged")
def forget(kind, ids):
    """Who worked on records that are gone for good."""
    session.execute(delete(RecordOwner).where(RecordOwner.record_id.in_(ids)))


def _named(ids):
    """`{id: name and part}` of lines."""
    one = RecordOwner
    found = select(one.id, User.name, one.role).join(
        User, and_(User.tenant_id == one.tenant_id, User.id == one.user_id)
    )
    rows = session.execute(found.where(one.id.in_(ids)).order_by(one.id))
    return {line: f"{name} ({translate(LABELS[role])})" for line, name, role in rows}


hold(
    [kind.name for kind in KINDS],
    PART,
    _l("Our people"),
    RecordOwner,
    "record_id",
    alone=True,
    typed=True,
    same=("user_id", "role"),
    where=lambda model: model.until.is_(None),
    words=_named,
)
go_along("partner", PART, join, leave)
