"""What a clerk types while a customer speaks."""

from flask_wtf.file import FileField
from wtforms import BooleanField, FormField, HiddenField, SelectField, StringField, TextAreaField
from wtforms import Form as Part
from wtforms.validators import Length

from app.commerce.clientele.typed import typed_person
from app.commerce.faxes.operations import draft, receive
from app.commerce.orders.incoming import IncomingLine, IncomingMoney, IncomingOrder, IncomingSlip
from app.commerce.payment_methods.matching import offered_methods
from app.commerce.persons.person import PERSON_FIELDS
from app.commerce.slips.model import SLOTS
from app.commerce.slips.wording import SLOT_LABELS
from app.commerce.telephone.money import costs
from app.kernel import clock
from app.kernel.errors import Rejected
from app.kernel.i18n import _, _l
from app.kernel.ids import id_of
from app.web.fields import DateField, LineList, QuantityField, YenField
from app.web.forms import Form

WAYS = (("phone", _l("By telephone")), ("fax", _l("By FAX")), ("mail", _l("By e-mail")))
RATES = (("10", "10%"), ("8", "8%"), ("0", "0%"))
USUAL = "cod"
"""The payment method a new order begins with, where a tenant has it."""


class PersonPart(Part):
    """A person with an address, in the order in which people say it."""

    phone = StringField(_l("Telephone"), [Length(max=30)])
    family = StringField(_l("Family name"), [Length(max=100)])
    given = StringField(_l("Given name"), [Length(max=100)])
    family_kana = StringField(_l("Family name in kana"), [Length(max=100)])
    given_kana = StringField(_l("Given name in kana"), [Length(max=100)])
    postal = StringField(_l("Postal code"), [Length(max=10)])
    prefecture = StringField(_l("Prefecture"), [Length(max=10)])
    city = StringField(_l("City"), [Length(max=60)])
    street = StringField(_l("Town and number"), [Length(max=120)])
    building = StringField(_l("Building"), [Length(max=120)])
    company = StringField(_l("Company"), [Length(max=100)])
    department = StringField(_l("Section"), [Length(max=100)])
    mail = StringField(_l("E-mail"), [Length(max=254)])


class LinePart(Part):
    """One line. `code`: our code or a JAN; without one it is no goods from the shelf (a fee, a service)."""

    code = StringField(_l("Product"), [Length(max=99)])
    name = StringField(_l("Item"), [Length(max=255)])
    quantity = QuantityField(_l("Pieces"))
    price = YenField(_l("Price with tax"))
    rate = SelectField(_l("Tax"), choices=RATES, default="10")


class OrderForm(Form):
    """An order by telephone. `caller` is what was searched for and is kept nowhere."""

    caller = StringField(_l("Telephone, name or customer number"), [Length(max=100)])
    customer_id = HiddenField()
    fax = StringField()
    fax_file = FileField(_l("FAX (PDF, TIFF, JPEG, PNG)"))
    way = SelectField(_l("Ordered by way of"), choices=WAYS)
    buyer = FormField(PersonPart)
    other = BooleanField(_l("Deliver to somebody else"))
    recipient = FormField(PersonPart)
    lines = LineList(LinePart, _l("Lines"), spare=4)
    postage = YenField(_l("Postage"))
    cod_fee = YenField(_l("Fee for cash on delivery"))
    discount = YenField(_l("Discount"))
    payment = SelectField(_l("Payment"))
    wished_on = DateField(_l("Wished day"))
    slot = SelectField(_l("Wished time"), choices=[(one, SLOT_LABELS[one]) for one in SLOTS])
    memo = TextAreaField(_l("Memo"), [Length(max=2000)])

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.payment.choices = offered_methods()
        if not self.payment.data and USUAL in dict(self.payment.choices):
            self.payment.data = USUAL

    def receive_fax(self):
        """Keep the FAX that was chosen; the order came by FAX then. Raises Rejected."""
        if not self.fax_file.data:
            raise Rejected("Choose a file.", "fax_file")
        kept = receive(self.fax_file.data.stream, self.fax_file.data.filename, instead_of=self.fax_id)
        self.fax.data = str(kept.owner_id)
        if self.way.data == "phone":
            self.way.data = "fax"

    @property
    def fax_id(self):
        """Id of the draft of the FAX, or None."""
        return id_of(self.fax.data or "")

    @property
    def kept_fax(self):
        """The Fax beside the form, or None."""
        return draft(self.fax_id) if self.fax_id else None

    def complete(self, known):
        """Fill from our products (`{code: KnownProduct}`) what was left empty in the lines."""
        for row in self.lines.rows:
            product = known.get((row.code.data or "").strip())
            if product is None:
                continue
            row.name.data = row.name.data or product.name
            if row.price.data is None and not row.price.errors:
                row.price.data = product.price
                row.rate.data = str(product.tax_rate if product.tax_rate is not None else row.rate.data)
            if row.quantity.data is None and not row.quantity.errors:
                row.quantity.data = 1

    def read(self, known):
        """The IncomingOrder, completed from our products; None when something has to be put right."""
        self.complete(known)
        if self.validate():
            self._check(known)
        return None if self.errors else self._incoming(known)

    def codes(self):
        """What was typed as product codes."""
        return [row.code.data.strip() for row in self.lines.rows if (row.code.data or "").strip()]

    def _check(self, known):
        if self.fax_file.data:
            with self.absorbing():
                self.receive_fax()
        if self.fax_id and self.kept_fax is None:
            self.fax.data = ""
            self.refuse(_("The FAX is not kept any longer. Attach it again."), "fax_file")
        if not (self.buyer.form.family.data or self.buyer.form.company.data or "").strip():
            self.refuse(_("Enter a name."), "buyer-family")
        if not (self.buyer.form.phone.data or "").strip():
            self.refuse(_("Enter a telephone number."), "buyer-phone")
        recipient = self.recipient.form
        if self.other.data and not (recipient.family.data or recipient.company.data or "").strip():
            self.refuse(_("Enter a name."), "recipient-family")
        if not self.lines.rows:
            self.refuse(_("Enter at least one line."), "lines")
        for row in self.lines.rows:
            self._check_line(row, known)
        for name in ("postage", "cod_fee", "discount"):
            if (self[name].data or 0) < 0:
                self.refuse(_("Enter an amount from 0 on."), name)

    def _check_line(self, row, known):
        code = (row.code.data or "").strip()
        if code and code not in known:
            self.refuse(_("There is no product with this code."), row.code.name)
        if not code and not (row.name.data or "").strip():
            self.refuse(_("Enter a product or what it is."), row.name.name)
        pieces = row.quantity.data
        if not row.quantity.errors and (
            pieces is None or pieces < 1 or pieces != int(pieces) or pieces > 9999
        ):
            self.refuse(_("Enter a whole number of pieces."), row.quantity.name)
        if not row.price.errors and (row.price.data is None or row.price.data < 0):
            self.refuse(_("Enter a price."), row.price.name)

    def costs(self):
        """Costs of what is readable so far."""
        lines = [
            (row.price.data, int(row.quantity.data), int(row.rate.data))
            for row in self.lines.rows
            if row.price.data is not None and row.quantity.data is not None
        ]
        return costs(
            [line for line in lines if line[0] >= 0 and line[1] > 0],
            postage=max(self.postage.data or 0, 0),
            cod_fee=max(self.cod_fee.data or 0, 0),
            discount=max(self.discount.data or 0, 0),
        )

    def _incoming(self, known):
        buyer, sums = typed_person(self.buyer.data), self.costs()
        to = typed_person(self.recipient.data) if self.other.data else buyer
        return IncomingOrder(
            number="",
            ordered_at=clock.now(),
            buyer=buyer,
            slips=[IncomingSlip(recipient=to, wished_on=self.wished_on.data, slot=self.slot.data)],
            lines=[_line(str(n), row, known) for n, row in enumerate(self.lines.rows, 1)],
            money=IncomingMoney(
                goods=sums.goods, postage=sums.postage, cod_fee=sums.cod_fee, other_discount=sums.discount,
                total=sums.total, taxes=sums.taxes,
            ),
            payment=dict(self.payment.choices)[self.payment.data],
            payment_code=self.payment.data,
            kind="phone",
            device="fax" if self.fax_id and self.way.data == "phone" else self.way.data,
            memo=(self.memo.data or "").strip(),
        )  # fmt: skip


def _line(key, row, known):
    product = known.get((row.code.data or "").strip())
    return IncomingLine(
        key=key,
        name=row.name.data.strip(),
        quantity=int(row.quantity.data),
        price=row.price.data,
        kind="goods" if product else "other",
        own_code=product.code if product else "",
        rate=int(row.rate.data),
    )


def filled_with(person, **more):
    """`{input: text}` that puts a customer into the form."""
    return {f"buyer-{name}": getattr(person, name) for name in PERSON_FIELDS} | more
