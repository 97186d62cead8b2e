"""The forms of a supplier's answers, the same in the portal and on a guest page."""

import uuid

import wtforms
from flask_wtf.file import MultipleFileField
from wtforms.validators import InputRequired, Length, NumberRange, Optional, Regexp

from app.exchange.answering.quoting import TypedCost, TypedLine, TypedQuote
from app.kernel import clock
from app.kernel.i18n import _l
from app.kernel.text import nfkc
from app.masters.taxes.rates import tax_rates
from app.web.controls import all_errors
from app.web.fields import DateField, LineList, PriceField, QuantityField, YenField
from app.web.forms import Form

KINDS = [
    ("as_requested", _l("As requested")),
    ("alternative", _l("Alternative")),
    ("not_offered", _l("Not offered")),
]


def tax_choices():
    """The tax classes that hold today, for a select."""
    return [(row.code, row.label) for row in tax_rates(clock.today()).values()]


class AnswerLineForm(wtforms.Form):
    """One line of the request, answered."""

    line_id = wtforms.HiddenField()
    price = PriceField(_l("Unit price"), [Optional()])
    delivery_on = DateField(_l("Delivery date"))
    tax_code = wtforms.SelectField(_l("Tax"), choices=tax_choices, default="10")
    kind = wtforms.SelectField(_l("Answer"), choices=KINDS, default="as_requested")
    quantity = QuantityField(_l("Quantity"))
    minimum_quantity = QuantityField(_l("Minimum order"))
    name = wtforms.StringField(_l("What we offer instead"), [Length(max=400)])
    remarks = wtforms.StringField(_l("Remarks"), [Length(max=1000)])


class CostForm(wtforms.Form):
    """One one-off cost or discount."""

    name = wtforms.StringField(_l("What for"), [InputRequired(_l("Enter what it is for.")), Length(max=400)])
    amount = YenField(_l("Amount without tax"), [InputRequired(_l("Enter the amount."))])
    tax_code = wtforms.SelectField(_l("Tax"), choices=tax_choices, default="10")


class GivenLines(LineList):
    """Rows that are given by the document that is answered: also those in which nothing was typed stay."""

    def process(self, formdata, data=None, extra_filters=None):
        """Read the rows as they came."""
        wtforms.FieldList.process(
            self, formdata, *(() if data is None else (data,)), extra_filters=extra_filters
        )


class QuoteForm(Form):
    """見積回答. `for_request` gives it the lines of the request; `typed()` what was typed, as values."""

    token = wtforms.HiddenField()
    supplier_number = wtforms.StringField(_l("Your quotation number"), [Length(max=50)])
    valid_until = DateField(_l("Quotation valid until"))
    lead_time_days = wtforms.IntegerField(
        _l("Lead time (days)"), [Optional(), NumberRange(0, 3650, _l("Enter 0 to 3650 days."))]
    )
    delivery_terms = wtforms.StringField(_l("Terms of delivery"), [Length(max=400)])
    payment_terms = wtforms.StringField(_l("Terms of payment"), [Length(max=400)])
    remarks = wtforms.TextAreaField(_l("Remarks"), [Length(max=4000)])
    files = MultipleFileField(_l("Files"))
    lines = GivenLines(AnswerLineForm, _l("Lines"), spare=0, max_entries=1000)
    costs = LineList(CostForm, _l("One-off costs and discounts"), spare=1, max_entries=50)

    def for_request(self, rfq):
        """The form with exactly the lines of `rfq`, in its order; foreign rows are dropped."""
        return given_rows(self, [asked.line_id for asked in rfq.lines])

    @property
    def failed(self):
        """Whether anything is wrong, down to the cells of the tables."""
        return bool(all_errors(self))

    def typed(self):
        """What was typed, as values; what cannot be read counts as not typed."""
        head = "supplier_number valid_until lead_time_days delivery_terms payment_terms remarks".split()
        return TypedQuote(
            lines=[_line(entry.form) for entry in self.lines.entries],
            costs=[
                TypedCost((row.name.data or "").strip(), row.amount.data, row.tax_code.data or "10")
                for row in self.costs.rows
                if row.amount.data is not None
            ],
            **{name: self[name].data if self[name].data is not None else _nothing(name) for name in head},
        )


def _carry(before, now):
    for field in before:
        twin = now[field.short_name]
        twin.data, twin.raw_data, twin.process_errors = field.data, field.raw_data, field.process_errors


def _nothing(name):
    return None if name in ("valid_until", "lead_time_days") else ""


def _line(form):
    return TypedLine(
        line_id=uuid.UUID(form.line_id.data),
        kind=form.kind.data or "as_requested",
        price=form.price.data,
        quantity=form.quantity.data,
        tax_code=form.tax_code.data or "10",
        delivery_on=form.delivery_on.data,
        minimum_quantity=form.minimum_quantity.data,
        name=form.name.data or "",
        remarks=form.remarks.data or "",
    )


class DeclineForm(Form):
    """見積辞退."""

    token = wtforms.HiddenField()
    reason = wtforms.TextAreaField(_l("Reason"), [Length(max=1000)])


class WishForm(wtforms.Form):
    """What should be otherwise on one line of an order."""

    line_id = wtforms.HiddenField()
    delivery_on = DateField(_l("Wished delivery date"))
    quantity = QuantityField(_l("Wished quantity"))
    price = PriceField(_l("Wished unit price"))


class AnswerOrderForm(Form):
    """注文請書 (comment alone) or 変更依頼 (with wishes)."""

    token = wtforms.HiddenField()
    comment = wtforms.TextAreaField(_l("Comment"), [Length(max=2000)])
    lines = GivenLines(WishForm, _l("Lines"), spare=0, max_entries=1000)

    def for_lines(self, line_ids):
        """The form with exactly these lines."""
        return given_rows(self, line_ids)

    @property
    def failed(self):
        """Whether anything is wrong, down to the cells."""
        return bool(all_errors(self))

    def wishes(self):
        """`{line_id: {field: value}}` as typed."""
        names = ("delivery_on", "quantity", "price")
        return {
            uuid.UUID(entry.form.line_id.data): {name: entry.form[name].data for name in names}
            for entry in self.lines.entries
        }


class ShippedForm(wtforms.Form):
    """How much of one line is shipped."""

    line_id = wtforms.HiddenField()
    quantity = QuantityField(_l("Shipped quantity"))
    lot = wtforms.StringField(_l("Lot or serial no."), [Length(max=100)])


class DeliveryForm(Form):
    """出荷・納品の登録."""

    token = wtforms.HiddenField()
    supplier_number = wtforms.StringField(_l("Your delivery note number"), [Length(max=50)])
    shipped_on = DateField(_l("Shipped on"), [InputRequired(_l("Enter the day of shipping."))])
    arrives_on = DateField(_l("Arrives on"))
    carrier = wtforms.StringField(_l("Carrier"), [Length(max=100)])
    tracking = wtforms.StringField(_l("Tracking number"), [Length(max=100)])
    remarks = wtforms.TextAreaField(_l("Remarks"), [Length(max=2000)])
    lines = GivenLines(ShippedForm, _l("Lines"), spare=0, max_entries=1000)

    def for_lines(self, line_ids):
        """The form with exactly these lines."""
        return given_rows(self, line_ids)

    @property
    def failed(self):
        """Whether anything is wrong, down to the cells."""
        return bool(all_errors(self))

    def quantities(self):
        """`{line_id: (quantity or None, lot)}` as typed."""
        return {
            uuid.UUID(entry.form.line_id.data): (entry.form.quantity.data, entry.form.lot.data)
            for entry in self.lines.entries
        }

    def facts(self):
        """The head as values."""
        return {
            "supplier_number": self.supplier_number.data or "",
            "shipped_on": self.shipped_on.data,
            "arrives_on": self.arrives_on.data,
            "carrier": self.carrier.data or "",
            "tracking": self.tracking.data or "",
            "remarks": self.remarks.data or "",
        }


class InvoiceForm(Form):
    """請求書作成: the head; the lines come from acceptances and cannot be typed."""

    token = wtforms.HiddenField()
    supplier_number = wtforms.StringField(
        _l("Your invoice number"), [Length(max=50)], description=_l("Left empty, we number it for you.")
    )
    issued_on = DateField(_l("Invoice date"), [InputRequired(_l("Enter the date of the invoice."))])
    due_on = DateField(_l("Due date"), [InputRequired(_l("Enter the due date."))])
    account_id = wtforms.SelectField(_l("Transfer account"), choices=(), validate_choice=True)
    remarks = wtforms.TextAreaField(_l("Remarks"), [Length(max=2000)])
    files = MultipleFileField(_l("Files"))


def given_rows(form, line_ids):
    """`form` with exactly one row per id, in that order; foreign rows are dropped, missing ones are empty."""
    rows = {entry.form.line_id.data: entry for entry in form.lines.entries}
    while form.lines.entries:
        form.lines.pop_entry()
    form.lines.last_index = -1
    for line_id in map(str, line_ids):
        entry = form.lines.append_entry({"line_id": line_id})
        entry.form.line_id.data = line_id
        if line_id in rows:
            _carry(rows[line_id].form, entry.form)
    return form


class MessageForm(Form):
    """A line of the conversation."""

    token = wtforms.HiddenField()
    text = wtforms.TextAreaField(_l("Message"), [Length(max=4000, message=_l("At most 4,000 characters."))])
    files = MultipleFileField(_l("Files"))


KANA = r"^[\u30a0-\u30ff\uff65-\uff9f\uff01-\uff5e\u3000A-Za-z0-9().\-/, ]+$"
"""Katakana of either width, and what banks allow beside it."""
NEEDED = InputRequired(_l("This is required."))


def narrow(text):
    """Digits in half width, without spaces and hyphens."""
    return nfkc(text or "").replace(" ", "").replace("-", "")


class AccountFields:
    """A bank account to be paid into; for a form or a part of one."""

    bank_code = wtforms.StringField(
        _l("Bank code"), [NEEDED, Regexp(r"^\d{4}$", message=_l("Enter 4 digits."))], filters=[narrow]
    )
    bank_name = wtforms.StringField(_l("Bank"), [NEEDED, Length(max=60)])
    branch_code = wtforms.StringField(
        _l("Branch code"), [NEEDED, Regexp(r"^\d{3}$", message=_l("Enter 3 digits."))], filters=[narrow]
    )
    branch_name = wtforms.StringField(_l("Branch"), [NEEDED, Length(max=60)])
    account_type = wtforms.SelectField(
        _l("Kind of account"),
        choices=[
            ("1", _l("Ordinary account")),
            ("2", _l("Current account")),
            ("4", _l("Savings account")),
        ],
    )
    account_number = wtforms.StringField(
        _l("Account number"),
        [NEEDED, Regexp(r"^\d{7}$", message=_l("Enter 7 digits, with zeros in front."))],
        filters=[narrow],
    )
    holder_kana = wtforms.StringField(
        _l("Account holder (kana)"),
        [NEEDED, Length(max=48), Regexp(KANA, message=_l("Enter the name in katakana."))],
    )
