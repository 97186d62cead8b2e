"""Suppliers' answers: the two in their portal, the third by its guest link."""

import datetime as dt
from decimal import Decimal

from app.demo.stage import row
from app.exchange.answering.quoting import TypedCost, TypedLine, TypedQuote, quote_body
from app.exchange.bodies import Party
from app.exchange.posting import Draft, receive_from_guest
from app.kernel.db import session
from app.masters.products.model import Product
from app.procurement.rfqs.model import Rfq
from app.supply.quotes.operations import submit
from app.supply.requests.model import ReceivedRequest

LEVEL = {"honda": (90, 104), "hayashi": (92, 108), "guest": (95, 112)}
GUEST = Party(
    name="大和電機商会", address="大阪府大阪市浪速区日本橋4-4-4", phone="06-5555-0400", contact="大和 一郎"
)


def answer(buying, who, at):
    """Answer the request of `buying` as `honda`, `hayashi` or the guest; `again`: one of the two, cheaper."""
    if who == "again":
        who = buying.chance.choice(("honda", "hayashi"))
    prices = _list_prices(buying, at)
    if who == "guest":
        _answer_as_guest(buying, prices, at)
        return
    with buying.stage.as_(who, at):
        request = session.query(ReceivedRequest).filter_by(case_id=_case_of(prices, who)).one()
        asked = request.envelope.content
        better = Decimal("0.97") if request.answers else Decimal(1)
        submit(request, _typed(buying, who, asked, prices["prices"], at, better))


def _list_prices(buying, at):
    """What the buyer's catalogue says, and the cases: read as the buyer, since nobody else may."""
    with buying.stage.as_("sato", at):
        rfq = row(Rfq, buying.rfq_id)
        products = dict(session.query(Product.id, Product.price).all())
        cases = {one.partner.linked_tenant_id: one.case_id for one in rfq.invitations}
        tenants = {login: buying.stage.tenant_of(login) for login in ("honda", "hayashi")}
        return {
            "prices": {line.id: products[line.product_id] for line in rfq.lines},
            "cases": cases,
            "tenants": tenants,
            "body": rfq.envelope_body(),
            "revision": rfq.revision,
        }


def _case_of(known, who):
    return known["cases"][known["tenants"].get(who)]


def _typed(buying, who, asked, prices, at, better):
    low, high = LEVEL[who]
    level = Decimal(buying.chance.randint(low, high)) / 100 * better
    lines = [
        TypedLine(
            line.line_id,
            price=(prices[line.line_id] * level * buying.chance.randint(95, 105) / 100).quantize(
                Decimal("0.1")
            ),
            delivery_on=at.date() + dt.timedelta(days=buying.chance.randint(18, 40)),
        )
        for line in asked.lines
    ]
    costs = [TypedCost("送料", 2_000)] if who == "guest" else []
    return TypedQuote(
        lines,
        costs,
        valid_until=at.date() + dt.timedelta(days=60),
        lead_time_days=buying.chance.randint(14, 30),
        delivery_terms="車上渡し",
        payment_terms="月末締め翌月末払い",
        remarks="よろしくお願いいたします。",
    )


def _answer_as_guest(buying, known, at):
    with buying.stage.as_("sato", at):
        typed = _typed(buying, "guest", known["body"], known["prices"], at, Decimal(1))
        body = quote_body(
            known["body"], known["revision"], typed, supplier=GUEST, response_no=1, on=at.date()
        )
        draft = Draft(known["cases"][None], body, f"D-{at:%y%m%d}", document_on=at.date(), total=body.total)
        receive_from_guest(draft, sent_by=f"{GUEST.contact}（{GUEST.name}）")
