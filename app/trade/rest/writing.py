"""Documents begun, changed and acted on by programs."""

from contextlib import contextmanager

from app.kernel.errors import Conflict, Rejected
from app.kernel.problems import Fault, Problem
from app.trade.documents.beginning import create
from app.trade.documents.queries import roots_of, rows_noted, values_of
from app.trade.documents.saving import save
from app.trade.rest.reading import fields, read, text, truth

REASON = 1000
ETAG = text(100)


def begun(entered, data):
    """`(the document's row, whether it is new)` of what a program sent. Raises Problem, Rejected."""
    values = read(data, {"kind": text(100), "unit": text(20)}, ["kind"])
    before = set(rows_noted(entered))
    row = create(entered, values["kind"], values.get("unit", ""))
    return row, row.id not in before


def act_of(data):
    """`{_etag, reason}` of a body. Raises Problem."""
    return read(data, {"_etag": ETAG, "reason": text(REASON)})


def changes_of(held, data):
    """`{_etag, fields, own_name_meant}` of a body. Raises Problem."""
    readers = {"_etag": ETAG, "fields": fields(held.kind), "own_name_meant": truth}
    return read(data, readers, ["fields"])


def write(entered, held, values, etag):
    """Set the fields that were sent; the others stay. Raises Missing, Conflict, Problem, Rejected."""
    current = values_of(held, roots_of(entered.deal.id))
    with _paths(held.kind):
        save(
            entered,
            held.row.id,
            current | values["fields"],
            etag,
            knowing=values.get("own_name_meant", False),
        )


@contextmanager
def _paths(kind):
    """Refusals of a field with its path in the body: `fields.goods.0.amount`."""
    try:
        yield
    except (Conflict, Problem):
        raise
    except Rejected as refused:
        if (refused.field or "").partition("-")[0] not in kind.parts:
            raise
        path = f"fields.{refused.field.replace('-', '.')}"
        fault = Fault(refused.message, path, **refused.values)
        raise Problem(
            "Some fields cannot be accepted.", status=422, code="invalid_fields", faults=[fault]
        ) from refused
