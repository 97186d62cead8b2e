"""Telling an order once more."""

import uuid

from wtforms import SelectField, StringField
from wtforms.validators import InputRequired, Length

from app.kernel.i18n import _l
from app.web.forms import Form


class AgainForm(Form):
    """Which order, of which shop."""

    channel_id = SelectField(_l("Shop"))
    order_number = StringField(
        _l("Order number of the shop"), [InputRequired(_l("Enter the order number.")), Length(max=80)]
    )

    def offer(self, shops):
        """`self` with the shops."""
        self.channel_id.choices = [(str(one.id), one.name) for one in shops]
        return self

    @property
    def shop_id(self):
        """The chosen shop's id."""
        return uuid.UUID(self.channel_id.data)
