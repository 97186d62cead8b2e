"""Putting a label right for the file alone: the slip and its order stay as the customer wrote them."""

from app.commerce.carriers.services import SERVICES
from app.commerce.carriers.slots import NAMES
from app.commerce.labels.batching import count_again, look
from app.commerce.labels.composing import PERSONAL, labels_of, shipper_of
from app.commerce.labels.fitting import full_name
from app.commerce.labels.working import free
from app.commerce.labels.writing import lines_of
from app.kernel import clock
from app.kernel.db import session
from app.kernel.errors import Rejected
from app.kernel.tabular.cp932 import offered
from app.platform.audit import record

FIELDS = (*PERSONAL, "names", "note", "slot", "wished_on", "service", "pieces", "office")


def written_on(label):
    """`{field: value}` of a label as its form shows it."""
    person = label.recipient
    own = {name: getattr(person, name) for name in ("company", "department", "postal", "building", "phone")}
    return own | {
        "family": full_name(person),
        "family_kana": person.kana,
        "street": f"{person.prefecture}{person.city}{person.street}",
        "names": list(label.names),
        "note": label.note,
        "slot": label.slot,
        "wished_on": label.wished_on.isoformat() if label.wished_on else "",
        "service": label.service,
        "pieces": label.pieces,
        "office": label.office or "",
    }


def mend(batch, row, values, *, by=None):
    """Keep what differs from the label as it is, and look at it again. `values`: some of FIELDS."""
    _draft(batch)
    [label] = labels_of(batch, [row])
    now = written_on(label)
    changed = {name: value for name, value in values.items() if name in FIELDS and value != now[name]}
    if changed.get("slot", "none") not in NAMES or changed.get("service", label.service) not in SERVICES:
        raise Rejected("Choose one of the offered values.")
    if label.office is None and not changed.get("office"):
        changed.pop("office", None)
    if changed:
        row.fixes = (row.fixes or {}) | changed
        record("label.mended", row, by=by, label=row.key, fields=sorted(changed))
    look(batch, [row])


def accept_offers(batch, rows, *, by=None):
    """Write what is offered wherever something is, on every label of `rows`. Returns how many labels changed."""
    _draft(batch)
    labels = labels_of(batch, rows)
    _lines, problems = lines_of(labels, shipper_of(batch.account), clock.today())
    changed = []
    for row, label in zip(rows, labels, strict=True):
        offers = _offers(label, problems.get(row.key, ()))
        if offers:
            row.fixes = (row.fixes or {}) | offers
            changed.append(row)
    if changed:
        look(batch, changed)
        record("label.offers_taken", batch, by=by, labels=len(changed))
    return len(changed)


def _offers(label, problems):
    offers = {one.field: one.offered for one in problems if one.offered is not None and one.field in FIELDS}
    if "names" in offers:
        offers["names"] = _names_offered(label)
    if "street" in offers:
        person = label.recipient
        offers["street"] = offered(f"{person.prefecture}{person.city}{person.street}")
    return offers


def _names_offered(label):
    return [offered(name) for name in label.names]


def take_out(batch, row, *, by=None):
    """Leave a slip out of the file; it waits for shipping as before."""
    _draft(batch)
    record("label.taken_out", row, by=by, label=row.key)
    session.delete(row)
    session.flush()
    count_again(batch)


def _draft(batch):
    free(batch)
    if batch.status != "draft":
        raise Rejected("This file has been made. Undo it to change its labels.")
