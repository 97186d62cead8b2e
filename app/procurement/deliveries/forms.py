"""What people type when goods arrive."""

import wtforms
from wtforms import HiddenField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length

from app.kernel import clock
from app.kernel.i18n import _l
from app.kernel.ids import id_of
from app.web.fields import DateField, FixedRows, QuantityField
from app.web.forms import VersionedForm


class ReceiptLine(wtforms.Form):
    """How much of a line arrived."""

    line_id = HiddenField()
    quantity = QuantityField(_l("Arrived"))
    lot = StringField(_l("Lot"), [Length(max=60)])


class ReceiptForm(VersionedForm):
    """Goods at the door."""

    received_on = DateField(_l("Day of receipt"), [InputRequired(_l("Enter a date."))])
    supplier_number = StringField(_l("Delivery note no."), [Length(max=50)])
    remarks = TextAreaField(_l("Remarks"), [Length(max=2000)])
    lines = FixedRows(ReceiptLine, _l("Lines"))

    @property
    def quantities(self):
        """`{line id: quantity}` of what was typed."""
        return {id_of(row["line_id"]): row["quantity"] for row in self.lines.values if row["quantity"]}

    @property
    def lots(self):
        """`{line id: lot}` of what was typed."""
        return {id_of(row["line_id"]): row["lot"] for row in self.lines.values if row["lot"]}


def receipt_of(order):
    """The form for an order: everything that is still to come."""
    lines = [{"line_id": line.id, "quantity": line.outstanding or None} for line in order.lines]
    return ReceiptForm(data={"received_on": clock.today(), "lines": lines, "version": order.version})


def receipt_of_announced(delivery):
    """The form for an announced delivery: everything that was announced."""
    lines = [
        {"line_id": line.id, "quantity": line.announced_quantity, "lot": line.lot} for line in delivery.lines
    ]
    values = {"received_on": clock.today(), "supplier_number": delivery.supplier_number, "lines": lines}
    return ReceiptForm(data={**values, "version": delivery.version})


class CorrectionForm(VersionedForm):
    """Another day of receipt."""

    received_on = DateField(_l("Day of receipt"), [InputRequired(_l("Enter a date."))])
    reason = TextAreaField(_l("Reason"), [InputRequired(_l("Enter the reason.")), Length(max=1000)])
