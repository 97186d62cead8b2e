"""What programs do to records: the verbs of the kit, one at a time or many at once."""

from sqlalchemy import any_, literal
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.exc import IntegrityError
from sqlalchemy.types import Text

from app.kernel.db import session
from app.kernel.errors import Rejected
from app.kernel.problems import Fault, Problem
from app.records.kit import keeping
from app.records.kit.queries import every, key_of
from app.records.rest.json import read, written
from app.records.rest.naming import FIXED, OWN
from app.records.rest.reading import Reader, link_up, refuse
from app.records.rest.writing import records

MOST = 500


def enter(kind, data):
    """A new record from what a program sent. Raises Problem or Rejected."""
    values = Reader(kind).read(data)
    refuse(link_up(kind, [values])[0])
    return keeping.enter(kind, values)


def change(kind, row, data):
    """Set what a program sent and nothing else; `row` is at the version the program saw. Raises Problem."""
    values = Reader(kind).read(data, present=_as_told(kind, row))
    refuse(link_up(kind, [values])[0])
    try:
        keeping.change(kind, row, values, version=row.version)
    except keeping.Overtaken as overtaken:
        raise outdated(row) from overtaken


def outdated(row):
    """The Problem of a program that did not see the present version."""
    return Problem(
        "Somebody else has saved this record in the meantime. Get it again, then save.",
        status=412,
        code="outdated",
        headers={"ETag": f'"{row.version}"'},
    )


def put_many(kind, items):
    """Enter or change a record for each of `items`, known by the key: `[(row or None, refusal or None, is new)]`.

    Each stands for itself: a refused one leaves nothing behind. Raises Problem for what is no list of up to 500.
    """
    if not isinstance(items, list) or not 1 <= len(items) <= MOST:
        raise Problem("Send a list of 1 to %(most)s items.", status=422, code="wrong_type", most=MOST)
    reader, there = Reader(kind), _there(kind, items)
    found = [_read(kind, reader, item, there) for item in items]
    links = link_up(kind, [values or {} for values, _refusal in found])
    return [
        _put(kind, values, refusal, faults, there)
        for (values, refusal), faults in zip(found, links, strict=True)
    ]


def _there(kind, items):
    """`{key: row}` of the records within reach, locked in one order so that two programs never wait for each other."""
    keys = sorted(
        {one[kind.key] for one in items if isinstance(one, dict) and isinstance(one.get(kind.key), str)}
    )
    keys = [one for one in keys if "\0" not in one]
    found = every(kind).where(key_of(kind) == any_(literal(keys, ARRAY(Text))))
    found = found.order_by(None).order_by(kind.model.id).with_for_update()
    return {getattr(row, kind.key): row for row in session.scalars(found)}


def _read(kind, reader, item, there):
    try:
        row = (
            there.get(item[kind.key])
            if isinstance(item, dict) and isinstance(item.get(kind.key), str)
            else None
        )
        present = None if row is None else _as_told(kind, row) if _tells(item) else {}
        return reader.read(item, present=present), None
    except Rejected as refused:
        return None, refused


def _tells(item):
    """Whether an item sends back what is only told, which then must be as it is."""
    return any(name in item for name in (*FIXED, OWN))


def _as_told(kind, row):
    return read(written(records(kind, [row])[0]))


def _put(kind, values, refusal, faults, there):
    if refusal is not None:
        return None, refusal, False
    row = there.get(values.get(kind.key))
    try:
        with session.begin_nested():
            refuse(faults)
            if row is None:
                entered = keeping.enter(kind, values)
            else:
                keeping.change(kind, row, values, version=row.version)
    except Rejected as refused:
        return None, refused, False
    except IntegrityError:
        return None, Fault("This is there already.", kind.key, code="conflict"), False
    if row is not None:
        return row, None, False
    there[getattr(entered, kind.key)] = entered
    return entered, None, True
