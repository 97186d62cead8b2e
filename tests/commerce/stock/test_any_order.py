"""Whatever is done in whatever order: the ledger adds up, and no more is set aside than is open."""

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test
from sqlalchemy import text

from app.commerce.stock import moving
from app.commerce.stock.lines import Counted, StockLine
from app.commerce.stock.reserving import hold_back, release, reserve
from app.commerce.stock.shipping import ship, unship
from app.commerce.stock.undoing import undo
from app.commerce.stock.verifying import differences
from app.kernel.db import session
from app.kernel.errors import Rejected
from app.kernel.ids import new_id
from app.masters.product_sets.operations import put_together
from tests.commerce.stock.conftest import Shop
from tests.commerce.stock.test_ledger import row

AMOUNTS = st.integers(1, 6)
WHICH = st.integers(0, 2)
DAYS = st.sampled_from([None, dt.date(2026, 11, 25), dt.date(2026, 12, 1)])
_UNSERVED = text("""
    SELECT count(*) FROM reservations r JOIN stock_balances b USING (product_id, warehouse_id)
    WHERE r.waits AND b.on_hand - b.reserved - b.held_back >= r.quantity - r.allocated - r.shipped
""")


class AnyOrder(RuleBasedStateMachine):
    """Two products, a set of them, two warehouses, and a clerk who does anything."""

    def __init__(self):
        super().__init__()
        self.nested = session.begin_nested()
        self.shop = Shop()
        self.places = [self.shop.warehouse("W1", 1), self.shop.warehouse("W2", 2)]
        x, y, both = (self.shop.product(code) for code in ("X", "Y", "A"))
        put_together(row(both), [(x, Decimal(2)), (y, Decimal(1))])
        self.products, self.lines, self.causes, self.holds = [x, y, both], [], [], []

    def teardown(self):
        session.expunge_all()
        self.nested.rollback()

    def _cause(self):
        self.causes.append(new_id())
        return {"source": "test", "source_id": self.causes[-1]}

    @rule(which=WHICH, n=st.integers(1, 3), place=st.integers(0, 1))
    def receive(self, which, n, place):
        moving.receive([StockLine(self.products[which], Decimal(n), self.places[place])], **self._cause())

    @rule(which=WHICH, n=AMOUNTS, place=st.integers(0, 1))
    def sell_in_shop(self, which, n, place):
        moving.sell_in_shop(
            [StockLine(self.products[which], Decimal(n), self.places[place])], **self._cause()
        )

    @rule(which=WHICH, n=AMOUNTS, place=st.integers(0, 1))
    def move(self, which, n, place):
        lines = [StockLine(self.products[which], Decimal(n), self.places[place])]
        moving.move(lines, to=self.places[1 - place], **self._cause())

    @rule(which=st.integers(0, 1), n=st.integers(0, 6), place=st.integers(0, 1))
    def count(self, which, n, place):
        moving.count([Counted(self.products[which], Decimal(n), self.places[place])], **self._cause())

    @rule(back=st.integers(1, 4))
    def undo(self, back):
        if self.causes:
            undo("test", self.causes[-min(back, len(self.causes))])

    @rule(
        which=WHICH,
        n=AMOUNTS,
        hour=st.integers(0, 9),
        day=DAYS,
        partial=st.booleans(),
        again=st.integers(0, 8),
    )
    def reserve(self, which, n, hour, day, partial, again):
        known = self.lines[again] if again < len(self.lines) else new_id()
        want = self.shop.want(self.products[which], n, hour, for_id=known, wanted_on=day, partial=partial)
        try:
            with session.begin_nested():
                found = reserve([want])[known]
        except Rejected:
            return  # more than that was shipped already
        assert 0 <= found.allocated <= n
        self.lines = list(dict.fromkeys([*self.lines, known]))

    @rule(at=st.integers(0, 50))
    def release(self, at):
        if self.lines:
            release([self.lines[at % len(self.lines)]])

    @rule(at=st.integers(0, 50), short=st.booleans(), n=st.none() | AMOUNTS)
    def ship(self, at, short, n):
        if not self.lines:
            return
        line = self.lines[at % len(self.lines)]
        quantities = None if n is None else {line: Decimal(n)}
        try:
            with session.begin_nested():
                ship([line], short=short, quantities=quantities, key=new_id().hex)
        except Rejected:
            assert not short

    @rule(at=st.integers(0, 50))
    def unship(self, at):
        if self.lines:
            try:
                with session.begin_nested():
                    unship([self.lines[at % len(self.lines)]])
            except Rejected:
                return  # the line was reserved anew

    @rule(which=st.integers(0, 1), n=AMOUNTS)
    def hold_back(self, which, n):
        self.holds.append(hold_back(self.products[which], n))

    @rule()
    def let_go(self):
        if self.holds:
            release([self.holds.pop()], kind="hold")

    @invariant()
    def the_ledger_adds_up(self):
        assert differences() == []

    @invariant()
    def nobody_waits_beside_what_would_serve_them(self):
        assert session.scalar(_UNSERVED) == 0


@pytest.mark.slow
def test_whatever_is_done_the_ledger_adds_up(clerk):
    chosen = settings(
        max_examples=40,
        stateful_step_count=25,
        deadline=None,
        phases=[Phase.generate],  # making a failure smaller takes longer than reading it
        suppress_health_check=list(HealthCheck),
    )
    run_state_machine_as_test(AnyOrder, settings=chosen)
