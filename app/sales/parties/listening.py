"""What the trail says of parties, and letting them go with their records."""

from sqlalchemy import delete

from app.kernel.db import session
from app.kernel.events import subscribe
from app.kernel.i18n import _l
from app.sales.parties.choices import KINDS
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
