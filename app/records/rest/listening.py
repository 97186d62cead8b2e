"""What webhooks may be told of records: never more than their owner may see."""

from sqlalchemy import select

from app.kernel import context
from app.kernel.db import session
from app.kernel.i18n import _l, translate
from app.platform.webhooks import bodies
from app.platform.webhooks.model import WebhookDelivery
from app.platform.webhooks.queries import withhold
from app.records.disclosures.queries import known
from app.records.kit.describing import RECORD_TYPES
from app.records.kit.queries import reach
from app.records.layouts.shaping import shaped
from app.records.rest import json
from app.records.rest.naming import property_of
from app.records.rest.writing import records

VERBS = {
    "created": _l("%(records)s: entered"),
    "changed": _l("%(records)s: changed"),
    "archived": _l("%(records)s: archived"),
    "restored": _l("%(records)s: restored"),
    "imported": _l("%(records)s: taken in from a file"),
}


def events():
    """`{event: label}`: `product.changed` and so on."""
    return {
        f"{kind.name}.{verb}": translate(label, records=translate(kind.plural))
        for kind in RECORD_TYPES.values()
        for verb, label in VERBS.items()
    }


def data_of(event, subject_id, facts):
    """JSON of the record as it is now, within the actor's reach, or None. An import tells its file and counts."""
    name, _dot, verb = event.partition(".")
    kind = shaped(RECORD_TYPES[name])
    if not context.actor().may(kind.permissions.view):
        return None
    if verb == "imported":
        return json.written({"import": {"id": subject_id, **({} if kind.private else facts)}}).decode()
    row = session.scalars(select(kind.model).where(kind.model.id == subject_id, reach(kind))).one_or_none()
    if row is None:
        return None
    told = {"record": records(kind, [row])[0]}
    if "changed" in facts:
        told["changed"] = [_known(kind, one) for one in facts["changed"] if one in (*kind.visible, "state")]
    return json.written(told).decode()


def _known(kind, name):
    return "state" if name == "state" else property_of(kind, kind.visible[name])


@withhold
def deliveries_within_reach():
    """Deliveries about records the actor may know of, whoever owns the webhook."""
    return known(WebhookDelivery.subject_id, WebhookDelivery)


bodies.offer(events, data_of)
