"""Writing an order: everything may change until it is submitted."""

from app.kernel import clock
from app.kernel.db import session
from app.kernel.errors import Conflict, Rejected
from app.kernel.money import Rounding, line_amount
from app.platform.audit import changes_of, record
from app.procurement.orders import paying
from app.procurement.orders.contents import Item, Terms, checked, taxed


class Drafted:
    """What one does before anything is issued, and how a version is laid into the row."""

    @property
    def label(self):
        """Number with revision, or the subject while there is none."""
        if not self.number:
            return self.subject
        return f"{self.number}-R{self.revision}" if self.revision else self.number

    def change(self, terms, items, *, memo=None, version=None):
        """Rewrite the draft with `terms` (Terms) and `items` ([Item]).

        Raises Rejected for what cannot be, Conflict when `version` is not the one that was opened.
        """
        if self.status != "draft":
            raise Rejected("Only a draft can be changed. After issuing, please make a change order.")
        if version is not None and version != self.version:
            raise Conflict(
                "Somebody else has just changed this document. Please reload the page and look again."
            )
        checked(terms, items)
        if memo is not None:
            self.memo = memo
        self.lay(terms, items)
        self.version += 1
        record("purchase_order.drafted", self, changes=changes_of(self, only=Terms.model_fields))
        session.flush()  # constraints speak here, while the form can still show them

    def lay(self, terms, items):
        """Put a version's content into the row and its lines, and count the sums anew.

        Lines that are missing are deleted in a draft; once issued they stay, with what has arrived as
        their quantity.
        """
        for name in Terms.model_fields:
            setattr(self, name, getattr(terms, name))
        known = {line.id: line for line in self.lines}
        for number, item in enumerate(items, 1):
            line = known.pop(item.id, None) or self._new_line()
            self._lay_line(line, item)
            if self.issued_at is None:
                line.line_no = number
        for line in known.values():
            if self.issued_at is None:
                self.lines.remove(line)
                session.delete(line)
            else:
                line.quantity = line.kept
        self.recount()

    def _new_line(self):
        from app.procurement.orders.model import PurchaseOrderLine  # noqa: PLC0415 -- circular: it is made of this

        taken = [line.line_no for line in self.lines]
        line = PurchaseOrderLine(
            line_no=max(taken, default=0) + 1,
            over_tolerance_percent=self.partner.over_tolerance_percent,
            qty_delivered=0,
            qty_accepted=0,
            qty_rejected=0,
            qty_invoiced=0,
            qty_shortclosed=0,
        )
        self.lines.append(line)
        return line

    def _lay_line(self, line, item):
        for name in Item.model_fields:
            if name != "id":
                setattr(line, name, getattr(item, name))
        line.organisation_id = item.organisation_id or self.organisation_id

    def recount(self):
        """Amounts of the lines, tax once per rate, total, day of payment."""
        rule = Rounding(self.rounding)
        for line in self.lines:
            line.amount = line_amount(line.quantity, line.price, rule)
        whole = taxed(self.lines, self.ordered_on or clock.today(), self.rounding)
        self.taxes = [
            {"tax_code": row.tax_code, "rate": str(row.rate), "taxable": row.taxable, "tax": row.tax}
            for row in whole.rows
        ]
        self.subtotal, self.tax, self.total = whole.taxable, whole.tax, whole.total
        self.payment_on = paying.first_payment_on(self)
