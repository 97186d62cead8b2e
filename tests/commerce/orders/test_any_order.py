"""Split, bundle and undo in any order: lines, amounts, points, coupons and tax stay what the shop said."""

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test
from sqlalchemy import func, select

from app.commerce.orders.incoming import IncomingMoney
from app.commerce.orders.model import Order, OrderLine
from app.commerce.slips import bundling, splitting
from app.commerce.slips.model import Slip, SlipLine
from app.commerce.slips.moving import hold, move, release
from app.commerce.stock.verifying import differences
from app.kernel import clock
from app.kernel.db import session
from app.kernel.errors import Rejected
from tests.commerce.orders.conftest import MORNING, Shop

WHICH = st.integers(0, 7)
MONEY = ("total", "points", "shop_coupon", "mall_coupon", "postage", "taxes", "goods")


class AnyOrder(RuleBasedStateMachine):
    """Three orders of one person and a clerk who does anything."""

    def __init__(self):
        super().__init__()
        self.nested = session.begin_nested()
        self.shop = Shop()
        for code, stock in (("A", 4), ("B", 20), ("C", 0)):
            self.shop.product(code, stock)
        money = {"points": 100, "shop_coupon": 50, "taxes": [(10, 2850, 259)]}
        self.shop.take(
            self.shop.order("1", [("A", 2), ("B", 1)], money=IncomingMoney(goods=3000, total=2850, **money)),
            self.shop.order("2", [("B", 3)]),
            self.shop.order("3", [("B", 1), ("C", 1)]),
        )
        self.ordered, self.owed = self._ordered(), self._owed()

    def teardown(self):
        session.expunge_all()
        self.nested.rollback()

    def _slips(self):
        found = (
            select(Slip).order_by(Slip.order_number, Slip.slip_no).execution_options(populate_existing=True)
        )
        return session.scalars(found).all()

    def _slip(self, which):
        slips = self._slips()
        return slips[which % len(slips)]

    def _ordered(self):
        return dict(session.execute(select(OrderLine.id, OrderLine.quantity)).all())

    def _owed(self):
        return session.execute(
            select(Order.number, *(getattr(Order, name) for name in MONEY)).order_by(Order.number)
        ).all()

    def _try(self, work, *given):
        with session.begin_nested() as point:
            try:
                work(*given)
            except Rejected:
                point.rollback()

    @rule(which=WHICH, line=st.integers(0, 2), quantity=st.integers(1, 3))
    def split(self, which, line, quantity):
        slip = self._slip(which)
        rows = session.scalars(
            select(SlipLine.id).where(SlipLine.slip_id == slip.id).order_by(SlipLine.id)
        ).all()
        if rows:
            self._try(splitting.split, slip, {rows[line % len(rows)]: quantity})

    @rule(which=WHICH)
    def join(self, which):
        self._try(splitting.join, self._slip(which))

    @rule(which=WHICH, other=WHICH)
    def carry_over(self, which, other):
        slip = self._slip(which)
        row = session.scalars(select(SlipLine).where(SlipLine.slip_id == slip.id)).first()
        if row is not None:
            self._try(splitting.carry_over, slip, self._slip(other), {row.id: 1})

    @rule(which=WHICH, other=WHICH)
    def bundle(self, which, other):
        leader, slip = self._slip(which), self._slip(other)
        self._try(bundling.bundle, leader, [slip])

    @rule(which=WHICH)
    def unbundle(self, which):
        self._try(bundling.unbundle, self._slip(which))

    @rule(which=WHICH, other=WHICH)
    def bundle_and_take_out_again(self, which, other):
        leader, slip = self._slip(which), self._slip(other)
        before = self._standing()
        try:
            with session.begin_nested():
                bundling.bundle(leader, [slip])
        except Rejected:
            return
        bundling.unbundle(slip)
        assert self._standing() == before

    def _standing(self):
        return [
            (slip.order_number, slip.slip_no, slip.status, slip.carried_by_id, slip.cod_amount)
            for slip in self._slips()
        ]

    @rule(which=WHICH, to=st.sampled_from(["working", "ready", "unallocated"]))
    def move(self, which, to):
        slip = self._slip(which)
        if to != "ready" or slip.status == "working":  # nobody calls ready what waits for goods
            move([slip.id], to)

    @rule(which=WHICH)
    def hold_and_release(self, which):
        slip = self._slip(which)
        hold([slip.id], "確認")
        release([slip.id])

    @invariant()
    def every_piece_lies_in_one_slip(self):
        lie = select(SlipLine.order_line_id, func.sum(SlipLine.quantity)).group_by(SlipLine.order_line_id)
        assert {line: int(quantity) for line, quantity in session.execute(lie)} == self.ordered

    @invariant()
    def what_is_owed_never_changes(self):
        assert self._owed() == self.owed

    @invariant()
    def a_carried_slip_is_where_its_leader_is(self):
        slips = {slip.id: slip for slip in self._slips()}
        for slip in slips.values():
            if slip.carried_by_id:
                leader = slips[slip.carried_by_id]
                assert (slip.status, leader.carried_by_id) == (leader.status, None)

    @invariant()
    def the_stock_adds_up(self):
        assert differences() == []


def test_whatever_is_split_bundled_and_undone_nothing_is_lost(cast):
    checks = [HealthCheck.too_slow, HealthCheck.function_scoped_fixture]
    with cast.inside(cast.shop_manager), clock.frozen(MORNING):
        run_state_machine_as_test(
            AnyOrder,
            settings=settings(
                max_examples=5, stateful_step_count=10, deadline=None, suppress_health_check=checks
            ),
        )
