"""What people type when they inspect."""

from decimal import Decimal

import wtforms
from wtforms import HiddenField, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length

from app.kernel import clock
from app.kernel.errors import Missing
from app.kernel.i18n import _l
from app.procurement.acceptances.accepting import Entry
from app.procurement.acceptances.wording import DISPOSITIONS
from app.web.fields import DateField, FixedRows, QuantityField
from app.web.forms import VersionedForm


class InspectedLine(wtforms.Form):
    """What was found on a line."""

    order_line_id = HiddenField()
    delivery_line_id = HiddenField()
    quantity = QuantityField(_l("Accepted quantity"))
    rejected_quantity = QuantityField(_l("Not accepted"))
    reject_reason = StringField(_l("Reason"), [Length(max=400)])
    disposition = SelectField(_l("What happens"))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.disposition.choices = [(code, str(label)) for code, label in DISPOSITIONS.items()]

    def entry(self, index, lines, arrived):
        """The row as an Entry; raises Missing for a line that is not of this order or delivery."""
        try:
            line = lines[self.order_line_id.data]
            from_delivery = arrived[self.delivery_line_id.data] if self.delivery_line_id.data else None
        except KeyError:
            raise Missing from None
        return Entry(
            line,
            from_delivery,
            self.quantity.data or Decimal(0),
            self.rejected_quantity.data or Decimal(0),
            self.reject_reason.data or "",
            self.disposition.data,
            index,
        )


class AcceptanceForm(VersionedForm):
    """An inspection."""

    accepted_on = DateField(_l("Day of acceptance"), [InputRequired(_l("Enter a date."))])
    posting_on = DateField(_l("Day in the books"))
    remarks = TextAreaField(_l("Remarks"), [Length(max=2000)])
    lines = FixedRows(InspectedLine, _l("Lines"))
    delivery_id = HiddenField()

    def entries(self, order, delivery):
        """The rows as [Entry] of an order, and of a delivery when given."""
        lines = {str(line.id): line for line in order.lines}
        arrived = {str(line.id): line for line in delivery.lines} if delivery else {}
        return [row.form.entry(index, lines, arrived) for index, row in enumerate(self.lines)]


def inspection_of(order, delivery=None):
    """The form: what waits of a delivery, or what may be accepted straight from the order."""
    if delivery:
        lines = [
            _row(line.order_line_id, line.quantity - line.inspected_quantity, line.id)
            for line in delivery.lines
        ]
    else:
        lines = [_row(line.id, line.outstanding) for line in order.lines]
    day = clock.today()
    values = {"accepted_on": day, "lines": lines, "version": order.version}
    return AcceptanceForm(data={**values, "delivery_id": delivery.id if delivery else ""})


def _row(order_line_id, quantity, delivery_line_id=""):
    return {
        "order_line_id": order_line_id,
        "delivery_line_id": delivery_line_id,
        "quantity": quantity or None,
        "disposition": "",
    }
