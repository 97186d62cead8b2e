"""A buyer that is played by its envelopes alone, so that the supplier's side is tested by itself."""

import datetime as dt
from decimal import Decimal

import pytest

from app.exchange import bodies, gates, posting
from app.kernel.clock import JST, now, today
from app.kernel.db import db
from tests.support.people import fixed_id

LINE, SECOND = fixed_id("line", "1"), fixed_id("line", "2")


class Buyer:
    """What 山田精機 sends into one case with a supplier; `received` are the envelopes its gates let in."""

    def __init__(self, inside, cast, supplier="kanda"):
        self.inside, self.cast, self.supplier = inside, cast, supplier
        with inside(cast.buyer):
            case = posting.open_case(
                counterpart_tenant_id=fixed_id(supplier),
                counterpart_name="神田鋼材株式会社",
                subject="丸棒の見積",
            )
            self.case_id = case.id

    def post(self, body, number, revision=0, files=(), **more):
        """Send `body`; the supplier's real gate decides."""
        with self.inside(self.cast.buyer):
            draft = posting.Draft(self.case_id, body, number, revision, files=list(files), **more)
            return posting.post(draft).id

    def ask(self, *, deadline=None, revision=0, **more):
        """A request with two lines, the first open for alternatives."""
        lines = [
            bodies.RfqLine(
                line_id=LINE,
                line_no=1,
                name="丸棒 SS400 φ20",
                spec="L=1000",
                quantity=Decimal(105),
                unit="本",
                desired_on=today() + dt.timedelta(days=14),
                allow_alternative=True,
            ),
            bodies.RfqLine(line_id=SECOND, line_no=2, name="茶菓", quantity=Decimal(3), unit="箱"),
        ]
        body = bodies.Rfq(
            buyer=bodies.Party(name="山田精機株式会社", contact="購買 太郎"),
            subject="丸棒の見積",
            deadline=deadline or now() + dt.timedelta(days=3),
            lines=lines,
            **more,
        )
        return self.post(body, "RQ-2611-00001", revision)

    def order(self, *, number="PO-2611-00001", revision=0, quantity=105, price=120):
        """An order for the first line."""
        amount = quantity * price
        line = bodies.OrderLine(
            line_id=LINE,
            line_no=1,
            name="丸棒 SS400 φ20",
            quantity=Decimal(quantity),
            unit="本",
            price=Decimal(price),
            amount=amount,
            tax_code="10",
            delivery_on=today() + dt.timedelta(days=10),
        )
        tax = amount // 10
        body = bodies.Order(
            buyer=bodies.Party(name="山田精機株式会社", address="東京都大田区1-2-3"),
            supplier=bodies.Party(name="神田鋼材株式会社"),
            ordered_on=today(),
            subject="丸棒の発注",
            delivery_place="本社工場",
            inspection_days=10,
            payment_terms="末日締め翌月末払い",
            payment_on=today() + dt.timedelta(days=50),
            payment_method="振込",
            lines=[line],
            taxes=[bodies.RatedTax(tax_code="10", rate=Decimal(10), taxable=amount, tax=tax)],
            subtotal=amount,
            tax=tax,
            total=amount + tax,
        )
        return self.post(body, number, revision, total=body.total)

    def accept(self, *, number="AC-1", quantity=50, price=120, key="a", tax_code="10", amount=None):
        """An acceptance of part of the order's line; `key` names the accepted line."""
        line = bodies.AcceptedLine(
            acceptance_line_id=fixed_id("accepted", key),
            order_line_id=LINE,
            order_number="PO-2611-00001",
            name="丸棒 SS400 φ20",
            unit="本",
            quantity=Decimal(quantity),
            price=Decimal(price),
            amount=quantity * price if amount is None else amount,
            tax_code=tax_code,
        )
        body = bodies.AcceptanceNotice(
            order_number="PO-2611-00001", accepted_on=today(), received_on=today(), lines=[line]
        )
        return self.post(body, number)


@pytest.fixture
def open_buyer(monkeypatch):
    """The buyer's side takes everything; a test may put a refusing gate in its place."""
    for kind in ("quote", "decline", "acknowledgement", "delivery_note", "invoice"):
        monkeypatch.setitem(gates._gates, (kind, "buyer"), lambda *_: None)
        monkeypatch.delitem(gates._projections, (kind, "buyer"), raising=False)


@pytest.fixture
def buyer(inside, cast, open_buyer):
    """The buyer's case with 神田鋼材."""
    return Buyer(inside, cast)


@pytest.fixture
def at_five():
    """17:00 tomorrow in Japan."""
    return dt.datetime.combine(today() + dt.timedelta(days=1), dt.time(17), JST)


@pytest.fixture
def rows(inside, cast):
    """`rows(model)`: the supplier's rows of a table."""

    def read(model, person=None):
        with inside(person or cast.kanda.supplier_user):
            return db.session.scalars(db.select(model)).all()

    return read
