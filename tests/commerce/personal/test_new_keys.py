"""A new key is taken into use, everything is sealed anew, and the old key is thrown away."""

import io
import os
import subprocess
import sys

import pytest
from sqlalchemy import LargeBinary, create_engine, delete, func, select, type_coerce, update
from sqlalchemy.dialects import postgresql
from sqlalchemy.engine import make_url

from app.access.tenants import resealing as tenants
from app.commerce.blacklist.operations import enter
from app.commerce.channels.model import Channel
from app.commerce.customers.model import BlacklistEntry
from app.commerce.orders.model import Order
from app.commerce.persons.person import Person as Nobody
from app.commerce.persons.sealed import ERASED
from app.commerce.receipts.issuing import issue
from app.commerce.receipts.model import Receipt
from app.commerce.sealed_files import keeping
from app.commerce.sealed_files.model import SealedFile
from app.commerce.slips.finding import found_by
from app.commerce.slips.model import Slip
from app.commerce.slips.record import SLIP
from app.kernel import clock, encrypting, resealing, sealing
from app.kernel.db import db, session
from app.kernel.ids import new_id
from app.platform.storage.model import SealedStream
from app.platform.storage.sealed import keep_sealed, opened_sealed
from app.platform.webhooks.arranging import add
from app.platform.webhooks.model import Webhook
from app.records.lists.asking import question_from
from app.records.saved_views.model import SavedView
from app.records.saved_views.operations import save_view
from tests.commerce.orders.conftest import HANAKO, MORNING, Shop
from tests.conftest import ROOT
from tests.support.at_once import application_elsewhere, transaction
from tests.support.people import Person

SECRET = os.environ.get("CHOBA_SECRET_KEY", "s" * 32)
FIRST, SECOND = (1, b"1" * 32), (2, b"2" * 32)
WHO, ELSEWHERE = Person("yamada", "shop_manager"), Person("foreign", "buyer")
LONG = b"\xe5\xb1\xb1\xe7\x94\xb0\r\n" * 300_000


@pytest.fixture(scope="module")
def elsewhere(fresh_database):
    with application_elsewhere(fresh_database, "new_keys") as app:
        yield app


@pytest.fixture
def ring():
    kept = (dict(sealing._ring), dict(sealing._held))
    yield lambda *keys: sealing.use(SECRET, keys)
    sealing._ring.clear()
    sealing._ring.update(kept[0])
    sealing._held.update(kept[1])


@pytest.fixture
def owner(elsewhere):
    database = make_url(elsewhere.config["SQLALCHEMY_DATABASE_URI"]).database
    url = make_url(os.environ["DATABASE_OWNER_URL"]).set(drivername="postgresql+psycopg", database=database)
    engine = create_engine(url)
    yield engine
    engine.dispose()


def command(elsewhere, owner, name, keys):
    """Run a command as an operator does, with these keys. Returns its exit and what it printed."""
    environ = os.environ | {
        "DATABASE_URL": elsewhere.config["CHOBA"].database_url.replace("+psycopg", ""),
        "DATABASE_OWNER_URL": owner.url.render_as_string(hide_password=False).replace("+psycopg", ""),
        "CHOBA_SECRET_KEY": SECRET,
        "CHOBA_DATA_KEYS": ",".join(f"{number}:{key.hex()}" for number, key in keys),
    }
    done = subprocess.run(
        [sys.executable, "-m", "app.cli", name], cwd=ROOT, env=environ, capture_output=True, text=True, check=False
    )  # fmt: skip
    return done.returncode, done.stdout, done.stderr


def five_orders(elsewhere):
    with clock.frozen(MORNING), transaction(elsewhere, ELSEWHERE):
        session.execute(delete(Order))
        code = str(session.scalar(select(func.count()).select_from(Channel)))
        shop = Shop.__new__(Shop)
        shop.channel = shop.open(code, "own")
        shop.product(code, 5)
        shop.take(*(shop.order(str(number), lines=[(code, 1)]) for number in range(1, 6)))


def a_bit_of_everything(actor):
    """What is sealed in columns of every kind, in files, in pieces, in texts. Returns the webhook's secret."""
    shop = Shop()
    shop.product("A", 5)
    shop.take(shop.order("1", remarks="備考の印"), shop.order("2"), shop.order("3"))
    session.execute(update(Order).where(Order.number == "3").values(buyer=ERASED))
    enter("phone", HANAKO.phone, "理由の印")
    issue(shop.find("2"), "宛名の印", "お品代", by=actor)
    keeping.keep(new_id(), [("a.csv", 1, b"file")])
    keep_sealed(io.BytesIO(LONG), "b.csv", purpose="test", days=3)
    question = question_from(SLIP, {"q": HANAKO.phone, "recipient.is": HANAKO.name, "status": "all"})
    save_view(SLIP, question, "探しもの")
    return add("通知", "https://example.com/hook", ["product.changed"], by=actor)[1]


def test_after_a_new_key_was_taken_into_use_the_old_one_can_go(elsewhere, owner, ring):
    ring(FIRST)
    with clock.frozen(MORNING), transaction(elsewhere, WHO) as actor:
        secret = a_bit_of_everything(actor)

    code, said, trouble = command(elsewhere, owner, "reseal", (SECOND, FIRST))
    assert (code, said.splitlines()[-1]) == (0, "key in use: 2; none under older keys"), trouble
    assert "yamada orders: 3" in said.splitlines()
    assert "orders: 6 under key 2" in said.splitlines()
    assert command(elsewhere, owner, "blind-key", (SECOND,))[1] == sealing.blind_key().hex() + "\n"

    ring(SECOND)
    with clock.frozen(MORNING), transaction(elsewhere, WHO):
        assert session.scalars(select(Order.remarks).order_by(Order.number)).all() == ["備考の印", "", ""]
        assert session.scalars(select(Order.buyer).order_by(Order.number)).all() == [HANAKO, HANAKO, Nobody()]
        assert set(session.scalars(select(Slip.recipient))) == {HANAKO}
        assert len(session.scalars(select(Slip.id).where(found_by(HANAKO.phone))).all()) == 3
        assert session.scalars(select(BlacklistEntry.reason)).all() == ["理由の印"]
        assert session.scalars(select(Receipt.addressee)).all() == ["宛名の印"]
        assert keeping.opened(session.scalars(select(SealedFile)).one()) == b"file"
        [stream] = session.scalars(select(SealedStream.id))
        assert opened_sealed(stream)[1].read() == LONG
        [content] = session.scalars(select(SavedView.content))
        question = question_from(SLIP, content)
        assert (question.q, question.asked[0][0].values) == (HANAKO.phone, (HANAKO.name,))
        assert content["q"].startswith("~2.")
        webhook = session.scalars(select(Webhook)).one()
        assert encrypting.decrypted(webhook.secret, of=f"webhooks.secret|{webhook.id}") == secret


class Stopped(Exception):
    pass


def test_stopped_in_the_middle_it_goes_on_where_it_was(elsewhere, owner, ring, monkeypatch):
    monkeypatch.setattr(resealing, "PORTION", 2)
    ring(FIRST)
    five_orders(elsewhere)
    ring(SECOND, FIRST)

    def stop(line):
        if line == "foreign orders: 2":
            raise Stopped

    with elsewhere.app_context():
        with pytest.raises(Stopped):
            tenants.reseal_everything(owner, stop)
        assert tenants.counted(owner).numbers["orders"][1] == 3 * 2  # buyer and what came in, of three orders
        said = []
        assert tenants.reseal_everything(owner, said.append) == 0
        assert [line for line in said if line.startswith("foreign orders")] == [
            "foreign orders: 2", "foreign orders: 3",
        ]  # fmt: skip
        assert tenants.counted(owner).outdated == 0


def test_what_cannot_be_opened_is_named_and_the_rest_goes_on(elsewhere, owner, ring):
    ring(FIRST)
    five_orders(elsewhere)
    with transaction(elsewhere, ELSEWHERE):
        orders = select(Order).order_by(Order.id)
        first, second, *_others = session.scalars(orders).all()
        copy = select(type_coerce(Order.received, LargeBinary)).where(Order.id == second.id).scalar_subquery()
        session.execute(update(Order).where(Order.id == first.id).values(buyer=copy))
    ring(SECOND, FIRST)
    with elsewhere.app_context():
        said = []
        assert tenants.reseal_everything(owner, said.append) == 1
        assert [line for line in said if line.startswith("foreign orders")] == [
            "foreign orders: 4", f"foreign orders: {first.id} cannot be opened",
        ]  # fmt: skip
        found = tenants.counted(owner)
        assert (found.outdated, found.numbers["orders"][1]) == (2, 2)
        assert tenants.as_text(found).endswith("key in use: 2; 2 VALUES UNDER OLDER KEYS: run it again\n")


def test_every_column_of_bytes_says_how_it_is_sealed(app):
    kept = {one.column for columns in resealing.kept_in(db.metadata).values() for one in columns}
    bare = [
        f"{column.table.name}.{column.name}"
        for table in db.metadata.tables.values()
        for column in table.columns
        if isinstance(column.type.dialect_impl(postgresql.dialect()), LargeBinary) and column not in kept
    ]
    assert bare == []  # say info=sealed_as("table.column") at the column (kernel/sealed_columns)
