"""Whatever happens between a change and its undo: touched rows keep every value, untouched ones get theirs back."""

from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.kernel.db import session
from app.masters.products.model import Product
from app.masters.products.record import PRODUCT
from app.records.changes import operations
from app.records.kit import keeping
from app.records.kit.plain import plain_of
from app.records.layouts.operations import configure
from app.records.layouts.shaping import shaped
from app.records.lists.asking import question_from
from tests.records.test_bulk_changes import raw
from tests.records.test_own_fields import FIELDS, codes

ROWS = 4
VALUES = {
    "unit": st.sampled_from(["個", "枚", "箱"]),
    "price": st.none() | st.decimals("0", "99999", places=4),
    "note": st.text("あA %'\\\n", max_size=5).map(str.strip),
    "x_rank": st.sampled_from(["", "a", "b"]),
    "x_weight": st.none() | st.decimals("-99999", "99999", places=4),
    "x_marks": st.lists(st.sampled_from(["a", "b"]), unique=True),
    "x_live": st.booleans(),
}
PAIRS = st.sampled_from(sorted(VALUES)).flatmap(lambda name: st.tuples(st.just(name), VALUES[name]))
EDITS = st.lists(st.tuples(st.integers(0, ROWS - 1), PAIRS | st.just(("state", "archived"))), max_size=4)
CHANGES = PAIRS | st.sampled_from([("archive", None), ("delete", None)])


@pytest.fixture
def kind(inside, cast):
    with inside(cast.system_admin):
        configure("codes", codes(), "codes_changed")
        configure("record:product", {"fields": FIELDS}, "made")
        return shaped(PRODUCT)


@given(
    start=st.lists(st.fixed_dictionaries(VALUES), min_size=ROWS, max_size=ROWS), change=CHANGES, edits=EDITS
)
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_an_undo_conserves_touched_rows_and_gives_the_others_back(kind, inside, cast, start, change, edits):
    with inside(cast.master_admin), session.begin_nested() as nested:
        rows = [
            keeping.enter(kind, {"code": f"P-{n}", "name": "品", "tax_code": "10", "kana": "", **values})
            for n, values in enumerate(start)
        ]
        before, ids = raw(), [(row.tenant_id, row.id) for row in rows]
        made = operations.ask_for(kind, question_from(kind, {}), *_asked(kind, *change))
        changed, touched = raw(), set()
        for number, edit in edits:
            if _edit(kind, ids[number], *edit):
                touched.add(f"P-{number}")
        now = raw()
        if made.open_to_undo:
            operations.undo(kind, made)
        untouched = {code for code in changed if code not in touched}
        expected = {code: now[code] for code in touched}
        expected |= {code: before[code] for code in before if code in untouched or code not in now}
        assert raw() == expected
        nested.rollback()


def _asked(kind, name, value):
    if name in ("archive", "delete"):
        return (name,)
    return "field", {"field": name, "value": plain_of(kind.fields[name], value)}


def _edit(kind, key, name, value):
    """Whether it changed the row: what is deleted cannot be edited, what is the same already is not touched."""
    row = session.get(Product, key, populate_existing=True)
    if row is None:
        return False
    version = row.version
    if name == "state":
        keeping.archive(kind, row)
    else:
        value = Decimal(value) if isinstance(value, Decimal) else value
        keeping.change(kind, row, {name: value}, version=version)
    return row.version != version
