"""What people type about a request."""

import uuid

import wtforms
from flask_wtf.file import MultipleFileField
from wtforms import (
    BooleanField,
    HiddenField,
    IntegerField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.validators import InputRequired, Length, NumberRange, Optional

from app.kernel import clock, context
from app.kernel.db import session
from app.kernel.i18n import _l
from app.masters.taxes.rates import tax_rates
from app.procurement.rfqs import queries
from app.procurement.rfqs.drafting import HEAD, LINE
from app.procurement.rfqs.operations import usual_deadline
from app.procurement.rfqs.wording import OPENING_RULES
from app.web.fields import DateField, DateTimeField, LineList, PriceField, QuantityField, is_blank
from app.web.finding import find
from app.web.forms import Form


def _uuid(text):
    try:
        return uuid.UUID(str(text)) if text else None
    except ValueError:
        return None


def uuids(texts):
    """The ids among texts, in order; what is no id is left out."""
    return [one for one in map(_uuid, texts) if one]


class LineForm(wtforms.Form):
    """One line asked for. `name_id`: the product that was looked up in the cell of the name, if any."""

    id = HiddenField()
    name_id = HiddenField()
    name = StringField(_l("Item"), [Length(max=400)])
    spec = StringField(_l("Specification"), [Length(max=2000)])
    quantity = QuantityField(_l("Quantity"))
    unit = StringField(_l("Unit"), [Length(max=20)])
    desired_on = DateField(_l("Wanted on"))
    target_price = PriceField(_l("Target price"))
    tax_code = SelectField(_l("Tax"))
    allow_alternative = BooleanField(_l("Alternative possible"))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.tax_code.choices = [(code, str(row.label)) for code, row in tax_rates(clock.today()).items()]

    @property
    def values(self):
        """The line as `Rfq.change` takes it; ids as UUID."""
        values = {name: self[name].data for name in LINE if name in self}
        values["product_id"] = _uuid(self.name_id.data)
        return values | {"id": _uuid(self.id.data)}


class RfqForm(Form):
    """The whole request. `reason` is asked for revisions only; `pasted` and `pick` add lines."""

    subject = StringField(_l("Subject"), [InputRequired(_l("Enter a subject.")), Length(max=200)])
    body = TextAreaField(_l("What we ask for"), [Length(max=10_000)])
    category_id = SelectField(_l("Category"), coerce=_uuid)
    organisation_id = SelectField(_l("Department"), coerce=_uuid)
    deadline = DateTimeField(_l("Answer until"), [InputRequired(_l("Enter date and time."))])
    opening_rule = RadioField(_l("Opening of the answers"), default="immediate")
    delivery_place = StringField(_l("Place of delivery"), [Length(max=200)])
    desired_terms = StringField(_l("Wanted terms"), [Length(max=500)])
    validity_days = IntegerField(_l("Valid for (days)"), [Optional(), NumberRange(1, 730)])
    minimum_quotes = IntegerField(_l("Quotes needed"), [Optional(), NumberRange(1, 50)])
    memo = TextAreaField(_l("Internal memo"), [Length(max=4000)])
    lines = LineList(LineForm, _l("Lines"), spare=3)
    suppliers = SelectMultipleField(_l("Suppliers"), coerce=_uuid, choices=[], validate_choice=False)
    files = MultipleFileField(_l("Attachments"))
    reason = TextAreaField(_l("What changes and why"), [Length(max=2000)])
    pasted = TextAreaField(_l("Rows from Excel"))
    version = HiddenField()
    rfq_id = HiddenField()

    def __init__(self, rfq=None, **kwargs):
        self.rfq = rfq
        super().__init__(data=None if rfq is None else _values(rfq), **kwargs)
        self.category_id.choices = [("", "—"), *map(tuple, session.execute(queries.categories()))]
        self.organisation_id.choices = [("", "—"), *map(tuple, session.execute(queries.departments()))]
        self.opening_rule.choices = [(key, str(label)) for key, label in OPENING_RULES.items()]
        if rfq is None and not self.is_submitted():
            self.deadline.data = usual_deadline()
            self.organisation_id.data = context.actor().organisation_id

    def find_rfq(self, reachable):
        """Learn which request the form was opened for (`rfq_id`), among those within reach. Raises Missing."""
        if self.rfq_id.data:
            self.rfq = find(reachable, _uuid(self.rfq_id.data))

    @property
    def head(self):
        """Values by column for `Rfq.change`."""
        return {name: self[name].data for name in HEAD}

    @property
    def supplier_ids(self):
        """The ticked suppliers, in order."""
        return uuids(self.suppliers.data or ())

    def add_lines(self, lines):
        """Put lines (dictionaries) after those that were typed; nothing typed is lost."""
        typed = [entry for entry in self.lines.entries if not is_blank(entry.form)]
        self.lines.entries = typed
        self.lines._compact_indices()
        for values in [*lines, *([None] * self.lines.spare)]:
            self.lines._add_entry(None, values or {})

    @property
    def line_values(self):
        """The lines for `Rfq.change`."""
        return [line.values for line in self.lines.rows]

    @property
    def seen_version(self):
        """The version the person opened, or None."""
        seen = str(self.version.data or "")
        return int(seen) if seen.isdigit() else None


def _values(rfq):
    lines = [
        {name: getattr(line, name) for name in ("id", *LINE)} | {"name_id": line.product_id}
        for line in rfq.lines
    ]
    head = {name: getattr(rfq, name) for name in HEAD}
    suppliers = [one.partner_id for one in rfq.invitations]
    return head | {"lines": lines, "suppliers": suppliers, "version": rfq.version, "rfq_id": rfq.id}


class ExtensionForm(Form):
    """A new deadline."""

    deadline = DateTimeField(_l("New deadline"), [InputRequired(_l("Enter date and time."))])
    reason = TextAreaField(_l("Reason (the suppliers read it)"), [Length(max=1000)])


class ReasonForm(Form):
    """Why something ends."""

    reason = TextAreaField(_l("Reason"), [InputRequired(_l("Enter the reason.")), Length(max=2000)])


class FilesForm(Form):
    """Files for a request."""

    files = MultipleFileField(_l("Attachments"))
