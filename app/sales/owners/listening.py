"""Owners hear of changes of who is in charge, and go with records that are gone for good."""

from sqlalchemy import delete

from app.kernel.db import session
from app.kernel.events import subscribe
from app.kernel.i18n import _l
from app.records.kit.before import add_before_change
from app.sales.owners.choices import KINDS
from app.sales.owners.model import RecordOwner
from app.sales.owners.staying import keeper

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
