"""What people type about lines: a table like a sheet, and the months of one line."""

import re

import wtforms
from wtforms import HiddenField, StringField
from wtforms.validators import Length

from app.kernel.i18n import _l
from app.kernel.ids import id_of
from app.kernel.text import nfkc
from app.masters.products.queries import by_codes
from app.sales.lines.items import Item
from app.sales.lines.queries import products
from app.sales.lines.spreading import first_day
from app.web.fields import FixedRows, LineList, PriceField, QuantityField, TypedField, YenField
from app.web.forms import VersionedForm

_MONTH = re.compile(r"(\d{4})[-/.\u5e74](\d{1,2})\u6708?")


class MonthField(TypedField):
    """A month, kept as its first day."""

    def read(self, text):
        """`2026/12`, `2026-12`, `2026年12月`; raises ValueError."""
        found = _MONTH.fullmatch(nfkc(text).strip())
        if not found or not 1 <= int(found[2]) <= 12:
            raise ValueError("Write a month like 2026/12.")
        return first_day(f"{found[1]}-{int(found[2]):02d}")

    def write(self, value):
        """`2026/12`."""
        return f"{value:%Y/%m}"


class LineForm(wtforms.Form):
    """A line; `name_id` is the product that was looked up, else the name holds its code or name, or free words."""

    line_id = HiddenField()
    name_id = HiddenField()
    name = StringField(_l("Product or words"), [Length(max=200)])
    quantity = QuantityField(_l("Quantity"))
    unit = StringField(_l("Unit"), [Length(max=20)])
    list_price = PriceField(_l("List price"))
    price = PriceField(_l("Unit price"))
    cost = PriceField(_l("Cost of one"))
    first = MonthField(_l("First month"))
    last = MonthField(_l("Last month"))


class LinesForm(VersionedForm):
    """All lines of an opportunity."""

    lines = LineList(LineForm, _l("Product lines"), spare=3)

    def items(self):
        """The Items typed; a product fills what was left empty, a line without name or price becomes an error."""
        rows = self.lines.rows
        named = by_codes([row.name.data or "" for row in rows if not id_of(row.name_id.data)])
        ids = [id_of(row.name_id.data) or named.get((row.name.data or "").strip()) for row in rows]
        known = products({one for one in ids if one})
        found = [_item(row, known.get(one)) for row, one in zip(rows, ids, strict=True)]
        self.lines.gather()
        return found


class MonthsForm(VersionedForm):
    """What a line brings in each of its months, in order."""

    class MonthForm(wtforms.Form):
        """One month."""

        yen = YenField(_l("Amount"))

    lines = FixedRows(MonthForm, _l("Months"))


def _item(row, product):
    price = row.price.data if row.price.data is not None or product is None else product.price
    name = (product.name if product is not None else row.name.data or "").strip()
    if not name:
        row.name.errors = [*row.name.errors, _l("Enter the product, or what it is.")]
    if price is None:
        row.price.errors = [*row.price.errors, _l("Enter the unit price.")]
    return Item(
        line_id=id_of(row.line_id.data),
        product_id=product.id if product is not None else None,
        name=name,
        unit=row.unit.data or (product.unit if product is not None else ""),
        quantity=1 if row.quantity.data is None else row.quantity.data,
        list_price=row.list_price.data if row.list_price.data is not None or not product else product.price,
        price=price or 0,
        cost=row.cost.data,
        first=row.first.data,
        last=row.last.data,
    )


def form_of(version, items):
    """The form with the items as they are."""
    rows = [
        {
            "line_id": item.line_id, "name_id": item.product_id, "name": item.name, "quantity": item.quantity,
            "unit": item.unit, "list_price": item.list_price, "price": item.price, "cost": item.cost,
            "first": item.first, "last": item.last,
        }
        for item in items
    ]  # fmt: skip
    return LinesForm(formdata=None, data={"version": version, "lines": rows})


def item_of(line):
    """A kept line as an Item."""
    months = sorted(line.months)
    return Item(
        line_id=line.id, product_id=line.product_id, name=line.name, unit=line.unit, quantity=line.quantity,
        list_price=line.list_price, price=line.price, cost=line.cost,
        first=first_day(months[0]) if months else None, last=first_day(months[-1]) if months else None,
    )  # fmt: skip
