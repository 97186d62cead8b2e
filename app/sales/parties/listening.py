"""What the trail says of parties, and letting them go with their records."""

from sqlalchemy import and_, delete, false, or_, select

from app.kernel import context
from app.kernel.db import session
from app.kernel.events import subscribe
from app.kernel.i18n import _l, translate
from app.records.kit.holding import hold
from app.records.kit.queries import reach, titles
from app.sales.parties.choices import KINDS, LABELS
from app.sales.parties.model import RecordParty

for kind in KINDS:
    kind.sentences.update(
        {
            f"{kind.name}.party_added": _l("named %(party)s as %(role)s"),
            f"{kind.name}.party_removed": _l("took %(party)s out as %(role)s"),
        }
    )


@subscribe("record.purged")
def forget(kind, ids):
    """The parties of records that are gone for good."""
    session.execute(delete(RecordParty).where(RecordParty.record_id.in_(ids)))


def _known():
    """Clause: the parts in records that the present actor may know of."""
    one = RecordParty
    parts = []
    for kind in KINDS:
        if not context.actor().may(kind.permissions.view):
            continue
        mine = select(kind.model.id).where(kind.model.tenant_id == one.tenant_id, reach(kind))
        parts.append(and_(one.record_type == kind.name, one.record_id.in_(mine)))
    return or_(false(), *parts)


def _told(ids):
    """`{id: part and record}` of parts."""
    one, found = RecordParty, {}
    asked = select(one.id, one.record_type, one.record_id, one.role).where(one.id.in_(ids)).order_by(one.id)
    for line, record_type, record_id, role in session.execute(asked):
        name = titles(record_type, [record_id]).get(record_id, "")
        found[line] = f"{translate(LABELS[role])}: {name}"
    return found


_PART = {"seen": _known, "words": _told, "alone": True}
_IN_ONE = {"same": ("record_id", "role"), **_PART}
_OF_ONE = {"same": ("person_id", "partner_id", "role"), "typed": True, "itself": "partner_id", **_PART}
hold(["partner"], "parties", _l("Parties"), RecordParty, "partner_id", itself="record_id", **_IN_ONE)
hold(["partner"], "parties", _l("Parties"), RecordParty, "record_id", **_OF_ONE)
hold(["person"], "parties", _l("Parties"), RecordParty, "person_id", **_IN_ONE)
