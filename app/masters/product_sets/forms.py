"""What people type about the parts of a set."""

import wtforms
from wtforms import HiddenField, StringField
from wtforms.validators import Length

from app.kernel.i18n import _l
from app.kernel.ids import id_of
from app.records.kit.queries import by_key_or_name
from app.web.fields import LineList, QuantityField
from app.web.forms import Form


class PartForm(wtforms.Form):
    """A part; `name_id` is the product that was looked up, else the name holds its code or name."""

    name_id = HiddenField()
    name = StringField(_l("Product"), [Length(max=200)])
    quantity = QuantityField(_l("Quantity in one set"))


class PartsForm(Form):
    """All parts of a set."""

    lines = LineList(PartForm, _l("Parts of the set"), spare=3)

    def parts(self):
        """`[(product id, quantity)]`; an unknown product becomes an error of its line."""
        rows = [row for row in self.lines.rows if row.name.data or row.name_id.data]
        typed = by_key_or_name("product", [row.name.data for row in rows if not id_of(row.name_id.data)])
        found = []
        for row in rows:
            product_id = id_of(row.name_id.data) or typed.get(row.name.data)
            if product_id is None:
                row.name.errors = [*row.name.errors, _l("There is no such product. Enter its code or name.")]
            found.append((product_id, row.quantity.data))
        self.lines.gather()
        return found


def parts_form(rows):
    """The form with the parts as they are."""
    lines = [{"name_id": row.id, "name": row.name, "quantity": row.quantity} for row in rows]
    return PartsForm(formdata=None, data={"lines": lines})
