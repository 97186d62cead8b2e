"""Writing a request: head, lines, suppliers; everything may change until it is submitted."""

from decimal import Decimal

from sqlalchemy import select

from app.kernel import clock
from app.kernel.db import session
from app.kernel.errors import Conflict, Rejected
from app.kernel.moving import move
from app.masters.partners.model import Partner
from app.platform.audit import changes_of, record

HEAD = (
    "subject body category_id organisation_id deadline opening_rule delivery_place desired_terms "
    "validity_days minimum_quotes memo"
).split()
LINE = (
    "product_id name spec quantity unit desired_on allow_alternative target_price tax_code remarks"
).split()


class Drafted:
    """What one does before anything is sent."""

    @property
    def lines(self):
        """The lines that are asked for now, in order."""
        return [line for line in self.all_lines if line.dropped_in is None]

    @property
    def label(self):
        """Number with revision, or the subject while there is none."""
        if not self.number:
            return self.subject
        return f"{self.number}-R{self.revision}" if self.revision else self.number

    def change(self, head, lines, partner_ids, *, version=None):
        """Rewrite the draft. `head`: values by column; `lines`: dictionaries with the columns of a line, and
        `id` for those that stay; `partner_ids` in order. Raises Rejected for what cannot be, Conflict when
        `version` is not the one that was opened or somebody was quicker.
        """
        self.check_draft()
        self.check_version(version)
        self._write_head(head)
        changes = changes_of(self, only=HEAD)
        self._write_lines(lines)
        self._invite_only(partner_ids)
        move(self, "draft", allowed=("draft",))
        record("rfq.drafted", self, changes=changes)

    def check_draft(self):
        """Raise Rejected unless it is a draft."""
        if self.status != "draft":
            raise Rejected("Only a draft can be changed. After sending, please make a revision.")

    def check_version(self, version):
        """Raise Conflict when `version` (None: do not mind) is not the one that stands."""
        if version is not None and version != self.version:
            raise Conflict(
                "Somebody else has just changed this document. Please reload the page and look again."
            )

    def _write_head(self, head):
        for name in HEAD:
            if name in head:
                setattr(self, name, head[name])
        if not (self.subject or "").strip():
            raise Rejected("Enter a subject.", field="subject")

    def _write_lines(self, lines, dropped_in=None):
        """Match by id, add what is new; what is missing is deleted, or only marked when it was sent once."""
        from app.procurement.rfqs.model import RfqLine  # noqa: PLC0415 -- circular: the model is made of this

        known = {line.id: line for line in self.lines}
        for number, values in enumerate(lines, 1):
            _check_line(number, values)
            line = known.pop(values.get("id"), None)
            if line is None:
                line = RfqLine()
                self.all_lines.append(line)
            line.line_no = number
            for name in LINE:
                if name in values:
                    setattr(line, name, values[name])
        for line in known.values():
            if dropped_in is None:
                self.all_lines.remove(line)
                session.delete(line)
            else:
                line.dropped_in = dropped_in

    def _invite_only(self, partner_ids):
        from app.procurement.rfqs.model import RfqInvitation  # noqa: PLC0415 -- circular: as above

        wanted = list(dict.fromkeys(partner_ids))
        partners = _partners(wanted)
        known = {one.partner_id: one for one in self.invitations}
        for partner_id, invitation in known.items():
            if partner_id not in wanted:
                self.invitations.remove(invitation)
                session.delete(invitation)
        for position, partner_id in enumerate(wanted):
            invitation = known.get(partner_id)
            if invitation is None:
                check_reachable(partners.get(partner_id))
                invitation = RfqInvitation(partner_id=partner_id)
                self.invitations.append(invitation)
            invitation.position = position

    def check_complete(self):
        """Raise Rejected unless it may go out: lines, suppliers within reach, a deadline to come.

        Returns the suppliers by id, loaded in one statement: as long as they are held, `invitation.partner` is free.
        """
        if not self.lines:
            raise Rejected("Enter at least one line.", field="lines")
        if not self.invitations:
            raise Rejected("Choose at least one supplier.", field="suppliers")
        partners = _partners([one.partner_id for one in self.invitations])
        for invitation in self.invitations:
            check_reachable(partners.get(invitation.partner_id))
        if self.deadline <= clock.now():
            raise Rejected("The deadline must lie in the future.", field="deadline")
        return partners

    @property
    def target_amount(self):
        """Sum of quantity × target price in whole yen without tax; lines without a target count nothing."""
        return int(sum((one.quantity * (one.target_price or Decimal(0)) for one in self.lines), Decimal(0)))


def _partners(ids):
    return {one.id: one for one in session.scalars(select(Partner).where(Partner.id.in_(ids)))}


def check_reachable(partner):
    """Raise Rejected unless the partner is a supplier in use whom documents can reach."""
    if partner is None or not partner.is_supplier or partner.state != "active":
        raise Rejected("Choose suppliers that are in use.", field="suppliers")
    if not partner.linked_tenant_id and not partner.email:
        raise Rejected(
            "%(name)s has neither an account here nor a mail address. Please enter the address first.",
            field="suppliers",
            name=partner.name,
        )


def _check_line(number, values):
    if not (values.get("name") or "").strip():
        raise Rejected("Enter what is asked for.", field=f"lines-{number - 1}-name")
    if not values.get("quantity") or values["quantity"] <= 0:
        raise Rejected("Enter a quantity above zero.", field=f"lines-{number - 1}-quantity")
    if (values.get("target_price") or 0) < 0:
        raise Rejected("A target price cannot be negative.", field=f"lines-{number - 1}-target_price")
