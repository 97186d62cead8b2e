"""What goes out comes back in unchanged: any values, own fields, every format."""

import datetime as dt
import io

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, select

from app.kernel import clock
from app.kernel.db import session
from app.kernel.tabular import read_table
from app.masters.products.model import Product
from app.masters.products.record import PRODUCT
from app.platform.storage import opened
from app.records.exports.operations import ask_for, make
from app.records.imports import matching
from app.records.imports.planning import Planner
from app.records.kit import keeping
from app.records.layouts.operations import configure
from app.records.layouts.shaping import shaped
from app.records.lists.asking import question_from

LABELS = ("優", "良", "鉄、鋼", "A;B", "重複", "重複", "'=1", "<NULL>x")
CODES = {
    "rank": {
        "values": [
            {"code": f"c{place}", "label": {"ja": label}, "retired": place == 1}
            for place, label in enumerate(LABELS)
        ]
    }
}
USABLE = {"rank": {"values": [one | {"retired": False} for one in CODES["rank"]["values"]]}}
FIELDS = {
    "x_rank": {"kind": "choice", "label": {"ja": "ランク"}, "list": "rank", "slot": "slot_text_1"},
    "x_marks": {"kind": "many", "label": {"ja": "印"}, "list": "rank"},
    "x_weight": {"kind": "decimal", "label": {"ja": "質量"}, "slot": "slot_number_1"},
    "x_when": {"kind": "datetime", "label": {"ja": "受付日時"}},
    "x_day": {"kind": "date", "label": {"ja": "点検日"}},
    "x_text": {"kind": "text", "label": {"ja": "控え"}},
    "x_long": {"kind": "long", "label": {"ja": "長文"}},
    "x_url": {"kind": "url", "label": {"ja": "リンク"}},
    "x_live": {"kind": "bool", "label": {"ja": "現行"}},
    "x_twin": {"kind": "link", "label": {"ja": "代替品"}, "link": "product"},
    "x_double": {"kind": "decimal", "label": {"ja": "倍"}, "formula": "x_weight * 2"},
}
LETTERS = st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cn", "Co", "Zl", "Zp"))
TEXTS = st.text(st.sampled_from("=+-@'\t,;\"“ あア㈱髙0１ ") | LETTERS, max_size=12).map(str.strip)
LONG = st.lists(TEXTS, max_size=3).map("\r\n".join).map(str.strip)
NUMBERS = st.decimals(-(10**9), 10**9, places=4)
MOMENTS = st.integers(-600_000_000_000_000, 4_000_000_000_000_000).map(
    lambda micros: dt.datetime(1970, 1, 1, tzinfo=clock.JST) + dt.timedelta(microseconds=micros)
)
CHOICES = st.sampled_from([f"c{place}" for place in range(len(LABELS))])
VALUES = st.fixed_dictionaries(
    {
        "name": TEXTS.filter(bool),
        "spec": TEXTS,
        "note": LONG,
        "price": st.none() | st.decimals(0, 10**9, places=4),
        "x_rank": st.just("") | CHOICES,
        "x_marks": st.lists(CHOICES, unique=True, max_size=4),
        "x_weight": st.none() | NUMBERS,
        "x_when": st.none() | MOMENTS,
        "x_day": st.none() | st.dates(dt.date(1950, 1, 1), dt.date(2100, 1, 1)),
        "x_text": TEXTS,
        "x_long": LONG,
        "x_url": st.sampled_from(("", "https://example.com/a?b=1&c=2")),
        "x_live": st.booleans(),
        "x_twin": st.booleans(),
    }
)


@pytest.fixture
def own(inside, cast):
    """The product with one own field of each kind; its list of choices has a retired value and nasty labels."""
    with inside(cast.system_admin):
        configure("codes", USABLE, "codes_changed")
        configure("record:product", {"fields": FIELDS}, "made")
    return cast


@pytest.mark.parametrize("file_format", ["xlsx", "utf8"])
@given(rows=st.lists(VALUES, min_size=1, max_size=4), retired=st.booleans())
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_an_export_taken_in_again_changes_nothing(own, file_format, rows, retired):
    with own.inside(own.master_admin):
        session.execute(delete(Product))
        configure("codes", USABLE, "codes_changed")
        kind = shaped(PRODUCT)
        twins = [keeping.enter(kind, new("双", code)).id for code in ("Z1", "Z2")]
        for place, values in enumerate(rows):
            values = {**values, "x_twin": twins[place % 2] if values["x_twin"] else None}
            keeping.enter(kind, new(values.pop("name"), f"P-{place}") | values)
        if retired:
            configure("codes", CODES, "codes_changed")
        before = everything()
        kind = shaped(PRODUCT)
        export = ask_for(kind, question_from(kind, {}), file_format=file_format, columns="all")
        session.flush()
        file, content = opened(make(export.id).file_id)
        with content:
            table = read_table(io.BytesIO(content.read()), file.name, expected=matching.known_names(kind))
            mapping = matching.by_name(kind, table.header)
            assert "x_double" not in mapping
            assert {"code", "name", *FIELDS} - mapping.keys() == {"x_double"}
            [chunk] = Planner(kind, mapping).chunks(table.rows)
        assert ([(one.reason, one.cells) for one in chunk.refused], table.refused) == ([], [])
        assert [one.changes for one in chunk.updated] == []
        assert (chunk.created, chunk.unchanged) == ([], len(rows) + 2)
        assert everything() == before


def new(name, code):
    return {"code": code, "name": name, "tax_code": "10", "unit": "個"}


def everything():
    found = select(Product.code, Product.name, Product.note, Product.extra, Product.version).order_by(
        Product.code
    )
    return [tuple(row) for row in session.execute(found)]
