"""What people type when they count."""

import wtforms
from flask_wtf.file import FileField
from wtforms import BooleanField, HiddenField, SelectField, StringField
from wtforms.validators import InputRequired, Length

from app.commerce.stock.lines import Counted
from app.commerce.warehouses.choices import places_to_choose
from app.kernel import clock
from app.kernel.i18n import _l
from app.kernel.ids import id_of
from app.masters.products.queries import by_codes
from app.web.fields import DateField, FixedRows, LineList, QuantityField
from app.web.forms import Form


class BeginForm(Form):
    """The head of a stocktake, and perhaps its file."""

    warehouse_id = SelectField(_l("Warehouse"), coerce=id_of)
    counted_on = DateField(_l("Counted on"), [InputRequired(_l("Enter a date."))])
    name = StringField(_l("Name of the stocktake"), [Length(max=100)])
    opening = BooleanField(_l("This is our opening stock"))
    file = FileField(_l("File of counted figures (CSV or Excel)"))

    def offer(self):
        """Name the warehouses."""
        self.warehouse_id.choices = places_to_choose()
        return self


def begin_form():
    """An empty head, for today."""
    return BeginForm(formdata=None, data={"counted_on": clock.today()}).offer()


class FileForm(Form):
    """A file for a stocktake that has begun."""

    file = FileField(_l("File of counted figures (CSV or Excel)"), [InputRequired(_l("Choose a file."))])


class SheetRow(wtforms.Form):
    """A product of the sheet; an empty figure is not counted yet."""

    product_id = HiddenField()
    counted = QuantityField(_l("Counted"))


class OtherLine(wtforms.Form):
    """A product that is not on the sheet."""

    name_id = HiddenField()
    name = StringField(_l("Product"), [Length(max=200)])
    counted = QuantityField(_l("Counted"))


class SheetForm(Form):
    """A page of the sheet, and room for what nobody expected."""

    rows = FixedRows(SheetRow, _l("Sheet"))
    others = LineList(OtherLine, _l("Other products"), spare=2)

    def figures(self):
        """`([Counted], [ids of products whose figure is empty])`; an unknown product becomes an error of its line."""
        typed = [(id_of(row["product_id"]), row["counted"]) for row in self.rows.values]
        lines = [Counted(product_id, n) for product_id, n in typed if product_id and n is not None]
        emptied = [product_id for product_id, n in typed if product_id and n is None]
        others = self.others.rows
        known = by_codes([row.name.data or "" for row in others if not id_of(row.name_id.data)])
        for row in others:
            product_id = id_of(row.name_id.data) or known.get((row.name.data or "").strip())
            if product_id is None:
                row.name.errors = [*row.name.errors, _l("There is no such product. Enter its code or name.")]
            elif row.counted.data is None:
                row.counted.errors = [*row.counted.errors, _l("Enter a quantity.")]
            else:
                lines.append(Counted(product_id, row.counted.data))
        self.others.gather()
        return list({one.product_id: one for one in lines}.values()), emptied


def sheet_form(rows):
    """The form for a page of the sheet, with what was counted already."""
    return SheetForm(
        formdata=None, data={"rows": [{"product_id": row.id, "counted": row.counted} for row in rows]}
    )
