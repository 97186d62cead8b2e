"""What webhooks learn of, and the notice of one that was stopped."""

from sqlalchemy import delete

from app.kernel.db import session
from app.kernel.events import subscribe
from app.platform.notifications.kinds import kind
from app.platform.webhooks.arranging import tell
from app.platform.webhooks.model import WebhookDelivery

kind("webhook.disabled", "A webhook was stopped")


@subscribe("record.happened")
def tell_of_record(kind, row, verb, changes):
    """Something happened to a record: `product`, `changed`."""
    tell(f"{kind.name}.{verb}", row.id, {"changed": list(changes)} if verb == "changed" else {})


@subscribe("records.happened")
def tell_of_records(kind, verb, changed):
    """The same happened to many records at once: each is told by itself."""
    for record_id, names in changed.items():
        tell(f"{kind.name}.{verb}", record_id, {"changed": names} if verb == "changed" else {})


@subscribe("records.imported")
def tell_of_import(kind, made, counts):
    """A file was taken in; its rows are not told one by one."""
    tell(f"{kind.name}.imported", made.id, {"file": made.file_name, "counts": counts})


@subscribe("record.purged")
def forget(kind, ids):
    """Deliveries hold what a record was; one that is gone for good is told no more."""
    session.execute(delete(WebhookDelivery).where(WebhookDelivery.subject_id.in_(ids)))
