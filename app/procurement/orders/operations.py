"""Making orders: from an approved award, by hand, and again like an earlier one."""

import datetime as dt
from itertools import groupby

from app.kernel import clock
from app.kernel.db import session
from app.platform.audit import record
from app.platform.documents import in_japanese
from app.platform.notifications import notify
from app.platform.settings import value_of
from app.procurement.orders import paying
from app.procurement.orders.contents import Item, Terms, items_of
from app.procurement.orders.issuing import check_reachable
from app.procurement.orders.model import PurchaseOrder


def draft_order(partner, terms, items, *, by, memo="", **origin):
    """A new draft to a Partner by the Actor `by`, with `terms` (Terms) and `items` ([Item], prices without
    tax).

    `origin`: `award_id`, `case_id`, `rfq_number` when it comes from an award. Raises Rejected.
    """
    check_reachable(partner)
    order = PurchaseOrder(
        partner_id=partner.id,
        partner=partner,
        partner_name=partner.name,
        subject=terms.subject,
        status="draft",
        version=0,
        revision=0,
        rounding=partner.rounding,
        created_by_id=by.id,
        created_at=clock.now(),
        **origin,
    )
    session.add(order)
    session.flush()  # the lines refer to it
    order.change(terms, items, memo=memo)
    return order


def usual_terms(partner, subject="", by=None):
    """What an order to this Partner (or None, not chosen yet) usually says: the house's rules and the
    partner's terms.
    """
    with in_japanese():
        text = paying.terms_text(partner) if partner else ""
    return Terms(
        subject=subject,
        organisation_id=by.organisation_id if by else None,
        delivery_place=value_of("procurement.delivery_place"),
        inspection_days=value_of("procurement.inspection_days"),
        payment_terms=text,
        payment_method=partner.payment_method if partner else "transfer",
        acknowledge_by=clock.today() + dt.timedelta(days=value_of("procurement.acknowledgement_days")),
    )


def orders_from_award(award, *, by):
    """One draft for each supplier of an approved Award, in its exchange case. Returns the orders.

    Whoever proposed the award is in charge of them and is told.
    """
    orders = []
    lines = sorted(award.lines, key=lambda line: (str(line.partner_id), line.position))
    for _partner_id, own in groupby(lines, key=lambda line: line.partner_id):
        orders.append(_from_lines(award, list(own), by))
    return orders


def _from_lines(award, lines, by):
    rfq, partner = award.rfq, lines[0].partner
    terms = usual_terms(partner, rfq.subject, by)
    terms.organisation_id = rfq.organisation_id
    terms.delivery_place = rfq.delivery_place or terms.delivery_place
    order = draft_order(
        partner,
        terms,
        [_item(line) for line in lines],
        by=by,
        award_id=award.id,
        case_id=lines[0].invitation.case_id,
        rfq_number=rfq.number or "",
    )
    order.created_by_id = award.proposed_by_id
    record("purchase_order.from_award", order, by=by, rfq=rfq.number)
    notify(
        [award.proposed_by_id],
        "purchase_order.drafted",
        "An order to %(supplier)s was drafted from %(number)s.",
        f"/orders/{order.id}",
        subject_id=order.id,
        supplier=partner.name,
        number=rfq.number,
    )
    return order


def _item(line):
    return Item(
        product_id=line.product_id,
        rfq_line_id=line.rfq_line_id,
        quote_line_id=line.quote_line_id,
        name=line.name,
        spec=line.spec,
        quantity=line.quantity,
        unit=line.unit,
        price=line.price,
        tax_code=line.tax_code,
        delivery_on=line.delivery_on,
    )


def copy_of(order, *, by):
    """A new draft like `order` (再発注), without dates, in a new case."""
    partner = order.partner
    terms = Terms.model_validate(order).model_copy(
        update={"acknowledge_by": usual_terms(partner).acknowledge_by, "undecided_items": ""}
    )
    fresh = {"id": None, "delivery_on": None, "rfq_line_id": None, "quote_line_id": None}
    twin = draft_order(
        partner, terms, [item.model_copy(update=fresh) for item in items_of(order)], by=by, memo=order.memo
    )
    record("purchase_order.copied", twin, by=by, source=order.label)
    return twin
