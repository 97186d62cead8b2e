"""What people type about an order."""

import wtforms
from flask import g
from wtforms import BooleanField, HiddenField, IntegerField, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length

from app.kernel import clock
from app.kernel.i18n import _l
from app.kernel.ids import id_of
from app.masters.accounts.catalogue import purchase_accounts
from app.masters.taxes.rates import tax_rates
from app.procurement.orders import paying, queries
from app.procurement.orders.contents import Item, Terms, items_of
from app.procurement.orders.wording import LAW_SCOPES
from app.web.fields import DateField, LineList, PriceField, QuantityField
from app.web.forms import VersionedForm


class LineForm(wtforms.Form):
    """One line ordered. `name` looks the product up; choosing one fills the rest of the row."""

    id = HiddenField()
    name_id = HiddenField()
    name = StringField(_l("Item"), [Length(max=400)])
    spec = StringField(_l("Specification"), [Length(max=2000)])
    quantity = QuantityField(_l("Quantity"))
    unit = StringField(_l("Unit"), [Length(max=20)])
    price = PriceField(_l("Unit price"))
    tax_code = SelectField(_l("Tax"))
    delivery_on = DateField(_l("Delivery"))
    account_code = SelectField(_l("Account"))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.tax_code.choices = [(code, str(row.label)) for code, row in tax_rates(clock.today()).items()]
        self.account_code.choices = g.accounts

    def item(self, known):
        """The line as an Item; `known`: `{id: Item}` of what the form was opened with, for what it does
        not show.
        """
        before = known.get(id_of(self.id.data))
        values = {name: self[name].data or "" for name in ("name", "spec", "unit")}
        values |= {name: self[name].data for name in ("tax_code", "delivery_on", "account_code")}
        values |= {"quantity": self.quantity.data or 0, "price": self.price.data or 0}
        values["product_id"] = id_of(self.name_id.data)
        return Item.model_validate({**(before.model_dump() if before else {}), **values})


TERMS = tuple(Terms.model_fields)


class OrderForm(VersionedForm):
    """The whole order, or the change of one (`reason` and `attributable` are asked for changes alone)."""

    partner_id = StringField(_l("Supplier"))
    subject = StringField(_l("Subject"), [InputRequired(_l("Enter a subject.")), Length(max=200)])
    organisation_id = SelectField(_l("Department"), coerce=id_of)
    delivery_place = StringField(_l("Place of delivery"), [Length(max=200)])
    inspection_days = IntegerField(_l("Days for inspection"), [InputRequired(_l("Enter a number."))])
    payment_method = SelectField(_l("Way of payment"))
    payment_terms = StringField(_l("Terms of payment"), [Length(max=300)])
    acknowledge_by = DateField(_l("Acknowledge until"))
    law_scope = SelectField(_l("Law"))
    supplied_materials = TextAreaField(_l("Materials supplied by us"), [Length(max=2000)])
    undecided_items = TextAreaField(_l("Not decided yet"), [Length(max=2000)])
    remarks = TextAreaField(_l("Remarks"), [Length(max=4000)])
    memo = TextAreaField(_l("Internal memo"), [Length(max=4000)])
    lines = LineList(LineForm, _l("Lines"), spare=3)
    reason = TextAreaField(_l("Reason for the change"), [Length(max=1000)])
    attributable = BooleanField(_l("The lower price is the supplier's own doing"))

    def __init__(self, terms=None, items=(), **values):
        data = {**(terms.model_dump() if terms else {}), "lines": [_row(one) for one in items], **values}
        g.accounts = purchase_accounts()  # read once; the rows and the pattern of a new row share it
        super().__init__(data=data)
        self.organisation_id.choices = [("", "—"), *queries.departments()]
        self.payment_method.choices = [(code, str(label)) for code, label in paying.METHODS.items()]
        self.law_scope.choices = [(code, str(label)) for code, label in LAW_SCOPES.items()]

    @property
    def terms(self):
        """What was typed, as Terms."""
        kept = ("organisation_id", "acknowledge_by")
        values = {
            n: self[n].data if n in kept else self[n].data or Terms.model_fields[n].default for n in TERMS
        }
        return Terms.model_validate(values)

    def items(self, known=()):
        """The lines that were typed, as [Item]; `known` are the Items the form was opened with."""
        by_id = {one.id: one for one in known if one.id}
        return [row.item(by_id) for row in self.lines.rows]


def form_of(order, version=None):
    """The form of an order, or of its proposed `version` (PurchaseOrderRevision)."""
    if version is not None:
        return OrderForm(
            Terms.model_validate(version.terms),
            version.items,
            reason=version.reason,
            attributable=version.attributable,
            version=order.version,
        )
    return OrderForm(Terms.model_validate(order), items_of(order), memo=order.memo, version=order.version)


def _row(item):
    return {**item.model_dump(), "name_id": item.product_id}
