"""A worker dies in the middle of an intake, an act on many slips, a label file, mails to many: all is done once."""

import datetime as dt
import io
from dataclasses import replace

import pytest
from sqlalchemy import update

from app.commerce.carriers.model import CarrierAccount
from app.commerce.channels.model import Channel
from app.commerce.desk import operations as desk
from app.commerce.intake import arriving, looking
from app.commerce.intake import running as intakes
from app.commerce.labels import working
from app.commerce.mails import batching as mails
from app.commerce.mails.model import ShopMailing
from app.kernel import clock
from tests.commerce.intake.files import as_file, rows_of, sample
from tests.commerce.orders.conftest import HANAKO, Shop
from tests.faults.conftest import soon
from tests.support.people import Person

pytestmark = pytest.mark.xdist_group("faults")
MANAGER = Person("yamada", "shop_manager")
ASKED = """SELECT count(*), count(DISTINCT mail_id)
             FROM jobs, jsonb_array_elements_text(arguments -> 'mail_ids') AS asked (mail_id)
            WHERE name = 'commerce.mails.send_due'"""
HELD = """SELECT count(*), count(DISTINCT subject_id) FROM audit_entries
           WHERE verb = 'slip.moved' AND details ->> 'to' = 'held'"""


def rakuten(orders):
    """A file of Rakuten with so many orders, each of somebody else."""
    header, [row, *_rest] = rows_of(sample("rakuten_orders.csv"))
    made = []
    for number in range(orders):
        one = dict(zip(header, row, strict=True)) | {
            "注文番号": f"123456-20261105-{number:010}", "商品明細ID": str(number),
        }  # fmt: skip
        for side in ("注文者", "送付先"):
            one |= {f"{side}電話番号2": f"{number // 10_000:04}", f"{side}電話番号3": f"{number % 10_000:04}"}
        made.append([one[name] for name in header])
    return as_file(header, *made)


def ready_slips(session, count):
    """So many slips of different people that wait for shipping; their ids, and the shop."""
    shop = Shop()
    shop.product("A", count)
    people = [
        replace(HANAKO, phone=f"0803{n:04}517", street=f"芝公園{n}", mail=f"p{n}@example.com")
        for n in range(count)
    ]
    shop.take(*(shop.order(str(n), buyer=one, ordered_at=clock.now()) for n, one in enumerate(people)))
    channel = shop.channel
    channel.mail_from, channel.sender_postal, channel.sender_phone = (
        "shop@example.com",
        "100-0001",
        "03-0000-0000",
    )
    channel.sender_address = "東京都千代田区千代田１－１"
    session.add(ShopMailing(channel_id=shop.channel.id, quiet_from=0, quiet_until=0, delay_minutes=0))
    session.flush()
    return [slip.id for n in range(count) for slip in shop.slips(str(n))], shop


def kill_when(installation, true, what):
    """A worker begins and is killed at that moment; its lease runs out."""
    installation.start("worker")
    soon(true, what)
    installation.kill()
    installation.later(121)


def finish(installation):
    """Another worker does what is left; what is planned for another day may wait."""
    installation.start("worker")
    left = "state = 'running' OR state = 'pending' AND due_at < now() + interval '6 hours'"
    soon(lambda: installation.ask(f"SELECT count(*) FROM jobs WHERE {left}") == [(0,)], "everything is done")
    assert installation.ask("SELECT name, error FROM jobs WHERE state = 'failed'") == []
    installation.kill()


def progress(installation, name):
    """How far the running job of that name is."""
    found = installation.ask(f"SELECT progress_done FROM jobs WHERE name = '{name}' AND state = 'running'")
    return found[0][0] if found else 0


def trail(installation, verb):
    """`(entries, subjects)` of the audit trail under a verb."""
    return installation.ask(
        f"SELECT count(*), count(DISTINCT subject_id) FROM audit_entries WHERE verb = '{verb}'"
    )[0]


def test_an_intake_of_several_batches_goes_in_once_and_whole(installation):
    orders = 2 * intakes.BATCH
    with installation.inside(MANAGER) as session:
        session.add(Channel(code="R1", name="楽天", kind="rakuten", account="123456", changed_at=clock.now()))
        session.flush()
        made = arriving.receive([(io.BytesIO(rakuten(orders)), "orders.csv")])
        looking.look(made)
        intakes.start(made)
    job = "commerce.intake.take_files_in"
    kill_when(installation, lambda: progress(installation, job) > 0, "a batch is in")
    assert installation.ask("SELECT count(*) FROM orders") == [(0,)]
    assert installation.ask("SELECT state FROM intakes") == [("pending",)]
    finish(installation)
    counted = "SELECT count(*), count(DISTINCT number) FROM orders"
    assert installation.ask(counted) == [(orders, orders)]
    assert installation.ask("SELECT count(*) FROM slips") == [(orders,)]
    assert trail(installation, "order.taken") == (orders, orders)
    [(state, counts)] = installation.ask("SELECT state, counts FROM intakes")
    assert (state, counts["new"], counts["refused"]) == ("done", orders, 0)


def test_an_act_on_many_slips_goes_on_where_it_was(installation):
    count = 3 * desk.PORTION
    with installation.inside(MANAGER) as session:
        ids, _shop = ready_slips(session, count)
        desk.begin("hold", ids, {"reason": "棚卸中"})
    kill_when(
        installation,
        lambda: installation.ask("SELECT done FROM slip_batches") > [(0,)],
        "a portion is done",
    )
    [(done,)] = installation.ask("SELECT done FROM slip_batches")
    held = "SELECT count(*) FROM slips WHERE status = 'held'"
    assert installation.ask(held) == [(done,)]
    assert 0 < done < count, "the worker was too quick for this test"
    finish(installation)
    assert installation.ask(held) == [(count,)]
    [(state, done, moved)] = installation.ask("SELECT state, done, moved FROM slip_batches")
    assert (state, done, len(moved), len({one for one, *_way in moved})) == ("done", count, count, count)
    assert installation.ask(HELD) == [(count, count)]


def test_a_label_file_is_made_once(installation):
    count = 2_500
    with installation.inside(MANAGER) as session:
        ids, _shop = ready_slips(session, count)
        account = CarrierAccount(
            code="c", name="契約", system="b2", service="takkyubin", customer_code="0300000000",
            search_text="", state="active", changed_at=clock.now(),
        )  # fmt: skip
        session.add(account)
        session.flush()
        batch = working.open_batch(ids, account, clock.today() + dt.timedelta(days=1)).batch
        batch_id = batch.id
    kill_when(installation, lambda: progress(installation, working.JOB) > 0, "labels are looked at")
    finish(installation)
    assert installation.ask("SELECT label_count, stop_count FROM label_batches") == [(count, 0)]
    with installation.inside(MANAGER) as session:
        assert working.make(session.get(type(batch), (batch.tenant_id, batch_id))) is None
    kill_when(installation, lambda: progress(installation, working.JOB) > 0, "labels are being made")
    waiting = "SELECT status, count(*) FROM slips GROUP BY 1"
    assert installation.ask(waiting) == [("ready", count)]
    assert installation.ask("SELECT count(*) FROM sealed_files") == [(0,)]
    finish(installation)
    assert installation.ask(waiting) == [("working", count)]
    assert installation.ask("SELECT rows FROM sealed_files") == [(count + 1,)]
    assert installation.ask("SELECT status FROM label_batches") == [("made",)]
    assert trail(installation, "label.made") == (1, 1)


def test_mails_to_many_are_planned_once_each(installation):
    count = 3 * mails.PORTION
    with installation.inside(MANAGER) as session:
        ids, shop = ready_slips(session, count)
        now = clock.now().astimezone(clock.JST).hour
        quiet = {"quiet_from": now, "quiet_until": (now + 12) % 24}
        session.execute(update(ShopMailing).where(ShopMailing.channel_id == shop.channel.id).values(**quiet))
        mails.begin("free", ids, "{受注番号}", "{お名前} 様", minutes=0)
    done = "SELECT done FROM mail_batches"
    kill_when(installation, lambda: installation.ask(done) > [(0,)], "a portion is planned")
    [(planned,)] = installation.ask(done)
    assert 0 < planned < count, "the worker was too quick for this test"
    counted = "SELECT count(*), count(DISTINCT slip_id) FROM order_mails WHERE state = 'planned'"
    assert installation.ask(counted) == [(planned, planned)]
    finish(installation)
    assert installation.ask("SELECT state, done FROM mail_batches") == [("done", count)]
    assert installation.ask(counted) == [(count, count)]
    assert trail(installation, "order_mail.planned") == (count, count)
    assert installation.ask(ASKED) == [(count, count)]
