"""What people type becomes values; what cannot be read stays in the input, with a sentence."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from werkzeug.datastructures import MultiDict
from wtforms import Form as Inner
from wtforms import SelectField, StringField
from wtforms.validators import DataRequired, InputRequired

from app.kernel import clock
from app.kernel.errors import Conflict, Rejected
from app.web import controls
from app.web.fields import DateField, DateTimeField, LineList, PriceField, QuantityField, YenField
from app.web.forms import Form

pytestmark = pytest.mark.usefixtures("japanese")
TODAY = datetime(2026, 11, 21, 3, tzinfo=UTC)


class Line(Inner):
    name = StringField("Item", [InputRequired()])
    unit = SelectField("Unit", choices=[("pc", "pc"), ("kg", "kg")])
    price = PriceField("Price")


class Sample(Form):
    class Meta:
        csrf = False

    due_on = DateField("Due", [DataRequired()])
    deadline = DateTimeField("Deadline")
    budget = YenField("Budget")
    quantity = QuantityField("Quantity")
    lines = LineList(Line, "Lines", spare=2)


def typed(**values):
    with clock.frozen(TODAY):
        form = Sample(MultiDict({"due_on": "11/21", **values}))
        form.validate()
    return form


@pytest.mark.parametrize(
    "text", ["2026/11/21", "11/21", "２０２６年１１月２１日", "R8.11.21", "令和8年11月21日"]
)
def test_dates_are_read_however_they_are_written(text):
    assert typed(due_on=text).due_on.data == date(2026, 11, 21)


def test_what_was_read_is_shown_in_one_way():
    form = typed(due_on="R8.11.21", deadline="11/21 17:00", budget="１，２３４円", quantity="1200.50")
    assert [form[n]._value() for n in ("due_on", "deadline", "budget", "quantity")] == [
        "2026/11/21", "2026/11/21 17:00", "1,234", "1,200.5",
    ]  # fmt: skip
    assert form.deadline.data.astimezone(UTC) == datetime(2026, 11, 21, 8, tzinfo=UTC)
    assert (form.budget.data, form.quantity.data) == (1234, Decimal("1200.50"))


def test_what_cannot_be_read_stays_and_says_why_once():
    form = typed(due_on="2026/13/45", budget="12,x")
    assert form.due_on._value() == "2026/13/45"
    assert form.budget._value() == "12,x"
    assert [len(form.due_on.errors), len(form.budget.errors)] == [1, 1]
    assert "必須" not in form.due_on.errors[0]


@pytest.mark.parametrize(
    "text, errors", [("0.12345", 1), ("0.1234", 0), ("0.12340", 0), ("100000000000000", 1)]
)
def test_numbers_fit_their_columns(text, errors):
    assert len(typed(quantity=text).quantity.errors) == errors


def test_empty_rows_of_a_table_count_for_nothing():
    rows = {
        "lines-0-name": "",
        "lines-0-unit": "kg",
        "lines-4-name": "ボルト",
        "lines-4-price": "12.5",
        "lines-4-unit": "pc",
    }
    form = typed(**rows)
    assert form.errors == {}
    assert form.lines.data == [{"name": "ボルト", "unit": "pc", "price": Decimal("12.5")}]
    assert [entry.name for entry in form.lines] == ["lines-0", "lines-1", "lines-2"]
    assert form.lines.blank.form.price.name == "lines-__row__-price"


def test_errors_of_a_row_are_told_with_their_place():
    form = typed(**{"lines-0-name": "", "lines-0-price": "x", "lines-0-unit": "pc"})
    found = controls.all_errors(form)
    assert [(target, label) for target, label, _error in found] == [
        ("lines-0-name", "Lines 1 · Item"),
        ("lines-0-price", "Lines 1 · Price"),
    ]


def test_a_list_keeps_its_rows_when_shown_again():
    form = Sample(formdata=None, data={"lines": [{"name": "座金", "price": Decimal("1.25")}]})
    assert form.lines.data == [{"name": "座金", "unit": None, "price": Decimal("1.25")}]
    assert len(form.lines.entries) == 3


@pytest.mark.parametrize(
    "field, target",
    [
        ("budget", "budget"),
        ("lines", None),
        ("lines-0-price", "lines-0-price"),
        (None, None),
        ("nothing", None),
    ],
)
def test_refusals_are_absorbed_beside_their_field(field, target):
    form = typed(**{"lines-0-name": "ボルト", "lines-0-unit": "pc"})
    with form.absorbing():
        raise Rejected("Too late", field=field)
    assert [(place, error) for place, _label, error in controls.all_errors(form)] == [(target, "Too late")]
    assert form.errors


def test_a_conflict_is_not_absorbed():
    form = typed()
    with pytest.raises(Conflict), form.absorbing():
        raise Conflict("Somebody else was faster")
