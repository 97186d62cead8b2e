"""Issuing (発行): the order sheet is made, and the supplier gets it."""

from app.access.tenants.queries import own_company
from app.access.users.queries import names_of
from app.exchange.bodies import Order, OrderLine, Party, RatedTax
from app.exchange.posting import Draft, moment, open_case, post
from app.kernel import clock
from app.kernel.db import session
from app.kernel.errors import Rejected
from app.kernel.i18n import _
from app.kernel.moving import move
from app.platform import storage
from app.platform.audit import record
from app.platform.documents import in_japanese, pdf
from app.procurement.orders import paying
from app.procurement.orders.contents import Terms, items_of
from app.procurement.orders.papers import order_sheet


class Issued:
    """An order that may be sent."""

    def issue(self, *, by):
        """Send the approved order with its sheet (注文書) to the supplier. Returns the envelope.

        Raises Rejected unless it is approved, or when the supplier cannot be reached.
        """
        check_reachable(self.partner)
        move(self, "issued", allowed=("approved",), issued_at=moment(), ordered_on=clock.today())
        self.recount()
        self.case_id = self.case_id or self._open_case()
        envelope = self.post_version(by=by, reason="")
        self.keep_version(envelope, by=by)
        record("purchase_order.issued", self, by=by, total=self.total)
        self.hold().stand()
        return envelope

    def body(self, reason=""):
        """What the supplier gets, as the order stands now. Texts are Japanese, whoever issues it."""
        with in_japanese():
            return Order(
                buyer=our_party(names_of([self.created_by_id]).get(self.created_by_id, "")),
                supplier=their_party(self.partner),
                ordered_on=self.ordered_on or clock.today(),
                subject=self.subject,
                delivery_place=self.delivery_place,
                inspection_days=self.inspection_days,
                payment_terms=self.payment_terms or paying.terms_text(self.partner),
                payment_on=self.payment_on,
                payment_method=paying.method_name(self.payment_method),
                acknowledge_by=self.acknowledge_by,
                supplied_materials=self.supplied_materials,
                remarks=remarks_of(self),
                rfq_number=self.rfq_number,
                lines=[_line(one) for one in self.lines if one.quantity],
                taxes=[RatedTax(**row) for row in self.taxes],
                subtotal=self.subtotal,
                tax=self.tax,
                total=self.total,
                reason=reason,
            )

    def sheet(self, reason=""):
        """The order sheet as PDF bytes, as the order stands now."""
        return pdf(order_sheet(self.body(reason), self.number or "", self.revision))

    def post_version(self, *, by, reason):
        """Make the sheet and post the order as it stands now. Returns the envelope."""
        body = self.body(reason)
        name = f"{self.label}.pdf"
        content = pdf(order_sheet(body, self.number, self.revision))
        sheet = storage.keep_bytes(content, name, subject=self, purpose="rendition")
        session.flush()  # the envelope's files refer to the sheet
        return post(
            Draft(
                self.case_id,
                body,
                self.number,
                revision=self.revision,
                document_on=self.ordered_on,
                total=self.total,
                files=[sheet],
                rendition=sheet,
            )
        )

    def keep_version(self, envelope, *, by):
        """Note the first version among the revisions."""
        from app.procurement.orders.model import PurchaseOrderRevision  # noqa: PLC0415 -- circular: it is made of this

        version = PurchaseOrderRevision(
            revision=self.revision,
            status="issued",
            terms=Terms.model_validate(self).model_dump(mode="json"),
            lines=[item.model_dump(mode="json") for item in items_of(self)],
            subtotal=self.subtotal,
            total=self.total,
            envelope_id=envelope.id,
            issued_at=self.issued_at,
            created_by_id=by.id,
            created_at=clock.now(),
        )
        self.revisions.append(version)

    def _open_case(self):
        return open_case(
            counterpart_tenant_id=self.partner.linked_tenant_id,
            counterpart_name=self.partner.name,
            subject=self.subject,
            partner_id=self.partner_id,
        ).id


def check_reachable(partner):
    """Raise Rejected unless the partner is a supplier in use whom documents can reach."""
    if not partner.is_supplier or partner.state != "active":
        raise Rejected("Choose a supplier that is in use.", field="partner_id")
    if not partner.linked_tenant_id and not partner.email:
        raise Rejected(
            "%(name)s has neither an account here nor a mail address. Please enter the address first.",
            field="partner_id",
            name=partner.name,
        )


def our_party(contact=""):
    """Our company as it stands on documents."""
    company = own_company()
    return Party(
        name=company.name,
        registration_number=company.registration_number,
        postal_code=company.postal_code,
        address=company.address,
        phone=company.phone,
        contact=contact,
    )


def their_party(partner):
    """A partner as it stands on documents."""
    return Party(
        name=partner.name,
        registration_number=partner.registration_number,
        postal_code=partner.postal_code,
        address=partner.address,
        phone=partner.phone,
        contact=partner.contact_name,
    )


def remarks_of(order):
    """Remarks with what cannot be decided yet, which the law wants to see on the sheet (procurement §7.1)."""
    undecided = _("Undecided: %(items)s", items=order.undecided_items) if order.undecided_items else ""
    return "\n".join(text for text in (order.remarks, undecided) if text)


def _line(line):
    return OrderLine(
        line_id=line.id,
        line_no=line.line_no,
        name=line.name,
        spec=line.spec,
        quantity=line.quantity,
        unit=line.unit,
        price=line.price,
        amount=line.amount,
        tax_code=line.tax_code,
        delivery_on=line.delivery_on,
        remarks=line.remarks,
    )
