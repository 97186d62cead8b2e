"""Fifty at the same moment, each on a connection of their own: nothing is sold twice, and nobody waits for ever."""

import datetime as dt
import random
import threading
from decimal import Decimal

import pytest
from sqlalchemy import create_engine, select
from sqlalchemy.pool import NullPool

from app.access.users.queries import actor_of
from app.commerce.stock.lines import StockLine, Want
from app.commerce.stock.model import StockBalance
from app.commerce.stock.moving import receive, sell_in_shop
from app.commerce.stock.reserving import release, reserve
from app.commerce.stock.shipping import ship
from app.commerce.stock.verifying import differences
from app.kernel import clock, context, tenancy
from app.kernel.db import db
from app.kernel.ids import new_id
from app.masters.product_sets.operations import put_together
from app.masters.products.model import Product
from tests.support.at_once import application_elsewhere, transaction
from tests.support.people import Person

CLERK = Person("yamada", "shipping_clerk")
MANY = 50
MORNING = dt.datetime(2026, 11, 20, 9, tzinfo=clock.JST)
pytestmark = pytest.mark.xdist_group("stock_at_once")  # one worker, one clone


@pytest.fixture(scope="module")
def elsewhere(fresh_database):
    """The application on a database of its own, where commits are real."""
    with application_elsewhere(fresh_database, "stock_at_once") as app:
        yield app


@pytest.fixture(scope="module")
def engine(elsewhere):
    """Connections without a pool: each that is asked for is a new one."""
    made = create_engine(elsewhere.config["SQLALCHEMY_DATABASE_URI"], poolclass=NullPool)
    yield made
    made.dispose()


def at_once(app, engine, verbs):
    """Run every verb in a transaction and on a connection of its own, all begun together. Returns what they said."""
    start, said = threading.Barrier(len(verbs)), []

    def work(verb):
        try:
            with app.app_context(), engine.connect() as connection:
                db.session(bind=connection)
                tenancy.enter(CLERK.tenant_id)
                context.set_actor(actor_of(CLERK.user_id))
                start.wait(30)
                answer = verb()
                db.session.commit()
                db.session.remove()
            said.append(answer)
        except Exception as error:  # noqa: BLE001 -- every outcome is compared below
            said.append(f"{type(error).__name__}: {error}")

    threads = [threading.Thread(target=work, args=(one,)) for one in verbs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert len(said) == len(verbs)
    return said


def products(app, *stocks):
    """Ids of new products with so many on hand (None: never any)."""
    with transaction(app, CLERK):
        made = [Product(code=f"P-{new_id().hex[-12:]}", name="品物", tax_code="10") for _one in stocks]
        db.session.add_all(made)
        db.session.flush()
        ids = [one.id for one in made]
        goods = [StockLine(one, Decimal(n)) for one, n in zip(ids, stocks, strict=True) if n is not None]
        receive(goods, source="test", source_id=new_id())
    return ids


def want(product, quantity=1):
    return Want(new_id(), product, Decimal(quantity), MORNING)


def figures(product):
    found = select(StockBalance.on_hand, StockBalance.reserved).where(StockBalance.product_id == product)
    return tuple(db.session.execute(found).one())


def test_fifty_who_want_the_last_ten_get_exactly_ten(elsewhere, engine):
    [product] = products(elsewhere, 10)

    def verb():
        [one] = reserve([want(product)]).values()
        return one.allocated

    said = at_once(elsewhere, engine, [verb] * MANY)
    assert sorted(said) == [0] * (MANY - 10) + [1] * 10
    with transaction(elsewhere, CLERK):
        assert figures(product) == (10, 10)
        assert differences() == []


def test_fifty_who_sell_the_last_ten_and_ship_them_leave_nothing(elsewhere, engine):
    [product] = products(elsewhere, 10)

    def verb():
        one = want(product)
        got = reserve([one])[one.for_id].complete
        return ship([one.for_id]) if got else release([one.for_id])

    assert at_once(elsewhere, engine, [verb] * MANY) == [1] * MANY
    with transaction(elsewhere, CLERK):
        assert figures(product) == (0, 0)
        assert differences() == []


def test_orders_over_many_products_in_any_order_never_lock_each_other_out(elsewhere, engine):
    stocked = products(elsewhere, *[20] * 8)
    [a_set] = products(elsewhere, None)
    with transaction(elsewhere, CLERK):
        row = db.session.get(Product, (CLERK.tenant_id, a_set))
        put_together(row, [(stocked[7], Decimal(1)), (stocked[0], Decimal(1))])
    dice = random.Random(7)

    def verb(seed):
        chosen = random.Random(seed).sample([*stocked, a_set], 5)

        def act():
            if seed % 3 == 0:
                goods = [StockLine(one, Decimal(1)) for one in chosen]
                return sell_in_shop(goods, source="test", source_id=new_id()) > 0
            return len(reserve([want(one) for one in chosen])) == 5

        return act

    said = at_once(elsewhere, engine, [verb(dice.randrange(10**6)) for _one in range(MANY)])
    assert said == [True] * MANY
    with transaction(elsewhere, CLERK):
        assert differences() == []


def test_a_product_that_nobody_ever_had_serves_who_waits_whoever_comes_first(elsewhere, engine):
    [product] = products(elsewhere, None)

    def come():
        return receive([StockLine(product, Decimal(1))], source="test", source_id=new_id())

    def ask():
        return len(reserve([want(product)]))

    assert at_once(elsewhere, engine, [come, ask] * (MANY // 2)) == [1] * MANY
    with transaction(elsewhere, CLERK):
        assert figures(product) == (25, 25)
        assert differences() == []


def test_the_same_delivery_booked_by_two_is_booked_once(elsewhere, engine):
    [product] = products(elsewhere, None)
    cause, line = new_id(), new_id()

    def come():
        return receive([StockLine(product, Decimal(5), line_id=line)], source="delivery", source_id=cause)

    assert sorted(at_once(elsewhere, engine, [come] * 8)) == [0] * 7 + [1]
    with transaction(elsewhere, CLERK):
        assert figures(product) == (5, 0)
