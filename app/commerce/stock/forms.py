"""What people type about stock."""

import wtforms
from wtforms import HiddenField, IntegerField, RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, NumberRange, Optional

from app.commerce.stock.lines import StockLine
from app.commerce.warehouses.choices import places_to_choose
from app.kernel import clock
from app.kernel.i18n import _, _l
from app.kernel.ids import id_of, new_id
from app.masters.products.queries import by_codes
from app.web.fields import DateField, LineList, PriceField, QuantityField
from app.web.forms import Form, VersionedForm

NO_SUCH_PRODUCT = _l("There is no such product. Enter its code or name.")


class SlipLine(wtforms.Form):
    """One product of a slip; `name_id` is the product that was looked up, else the name holds its code."""

    name_id = HiddenField()
    name = StringField(_l("Product"), [Length(max=200)])
    quantity = QuantityField(_l("Quantity"))
    lot = StringField(_l("Lot"), [Length(max=60)])
    best_before = DateField(_l("Best before"))
    unit_cost = PriceField(_l("Unit cost"))


class SlipForm(Form):
    """A document around movements. `token` is the id it will have, so that sending it twice books it once."""

    token = HiddenField()
    warehouse_id = SelectField(_l("Warehouse"), coerce=id_of)
    to_warehouse_id = SelectField(_l("To the warehouse"), coerce=id_of)
    happened_on = DateField(_l("Day"), [InputRequired(_l("Enter a date."))])
    note = TextAreaField(_l("Notes"), [Length(max=1000)])
    lines = LineList(SlipLine, _l("Lines"), spare=3)

    def offer(self, kind):
        """Name the warehouses one may choose; only a transfer has a second one."""
        choices = places_to_choose()
        self.warehouse_id.choices = choices
        if kind == "transfer":
            self.warehouse_id.label.text = _("From the warehouse")
            self.to_warehouse_id.choices = choices
        else:
            del self.to_warehouse_id
        return self

    def stock_lines(self):
        """The lines as StockLines; an unknown product becomes an error of its line."""
        rows = [row for row in self.lines.rows if row.name.data or row.quantity.data]
        typed = by_codes([row.name.data or "" for row in rows if not id_of(row.name_id.data)])
        found = []
        for row in rows:
            product_id = id_of(row.name_id.data) or typed.get((row.name.data or "").strip())
            if product_id is None:
                row.name.errors = [*row.name.errors, NO_SUCH_PRODUCT]
            lot, cost = row.lot.data or None, row.unit_cost.data
            found.append(
                StockLine(
                    product_id, row.quantity.data, None, lot, row.best_before.data, cost, key=str(len(found))
                )
            )
        self.lines.gather()
        return found


def slip_form(kind, lines=()):
    """An empty form for a slip of that kind, with the lines given."""
    data = {"token": new_id(), "happened_on": clock.today(), "lines": list(lines)}
    others = [one for one, _name in places_to_choose()][1:]
    if others:
        data["to_warehouse_id"] = others[0]
    return SlipForm(formdata=None, data=data).offer(kind)


class ShopSaleForm(Form):
    """One thing sold over the counter."""

    token = HiddenField()
    code = StringField(_l("Product code or JAN code"), [InputRequired(_l("Enter a code."))])
    quantity = QuantityField(_l("Quantity"), [InputRequired(_l("Enter a quantity."))])
    warehouse_id = SelectField(_l("Warehouse"), coerce=id_of)

    def offer(self):
        """Name the warehouses that sell."""
        self.warehouse_id.choices = places_to_choose(only_selling=True)
        return self


class HoldForm(Form):
    """Pieces to be kept from being sold."""

    quantity = QuantityField(_l("Quantity"), [InputRequired(_l("Enter a quantity."))])
    label = StringField(_l("Reason"), [InputRequired(_l("Enter the reason.")), Length(max=200)])
    warehouse_id = SelectField(_l("Warehouse"), coerce=id_of)

    def offer(self):
        """Name the warehouses."""
        self.warehouse_id.choices = places_to_choose()
        return self


class RuleForm(VersionedForm):
    """What shops are told of a product, or of all."""

    way = RadioField(
        _l("What shops are told"),
        choices=[
            ("share", _l("What is available above the safety stock")),
            ("fixed", _l("Always the same number (made to order)")),
            ("never", _l("Nothing")),
        ],
    )
    safety = IntegerField(_l("Safety stock"), [Optional(), NumberRange(0, 10**9, _l("Enter 0 or more."))])
    percent = IntegerField(
        _l("Share"), [Optional(), NumberRange(0, 100, _l("Enter a number from 0 to 100."))], default=100
    )
    cap = IntegerField(_l("At most"), [Optional(), NumberRange(0, 99_999, _l("Enter 0 or more."))])
    fixed = IntegerField(_l("The number told"), [Optional(), NumberRange(0, 99_999, _l("Enter 0 or more."))])

    @property
    def values(self):
        """The columns of a StockRule."""
        return {
            "way": self.way.data,
            "safety": self.safety.data or 0,
            "share": (100 if self.percent.data is None else self.percent.data) * 100,
            "cap": self.cap.data,
            "fixed": self.fixed.data,
        }


def rule_form(rule):
    """The form for a rule as it is (None: none yet)."""
    if rule is None:
        return RuleForm(formdata=None, data={"way": "share", "percent": 100})
    data = {"way": rule.way, "safety": rule.safety, "percent": rule.share // 100, "cap": rule.cap}
    return RuleForm(formdata=None, data={**data, "fixed": rule.fixed, "version": rule.version})
