"""What is typed to assign a shop's code to a product."""

from wtforms import HiddenField, IntegerField, StringField
from wtforms.validators import InputRequired, Length, NumberRange

from app.kernel.i18n import _l
from app.web.forms import Form


class ListingForm(Form):
    """`product_id_text` is typed where nothing was chosen from the list: a product's code."""

    channel_id = HiddenField()
    mall_code = StringField(_l("Product code of the shop"), [Length(max=99)])
    mall_sku = StringField(_l("SKU code of the shop"), [Length(max=99)])
    options = StringField(_l("Only with these options"), [Length(max=200)])
    product_id = StringField(_l("Our product"))
    factor = IntegerField(_l("Pieces for each one sold"), [InputRequired(), NumberRange(1, 9999)], default=1)

    @property
    def codes(self):
        """The shop's pair of codes."""
        return self.mall_code.data or "", self.mall_sku.data or ""
