"""Changes of many records: few statements however many rows, stopped halfway, followers told once."""

import pytest
from sqlalchemy import select

from app.kernel.db import session
from app.kernel.ids import new_id
from app.masters.products.model import Product
from app.masters.products.record import PRODUCT
from app.platform.audit.model import AuditEntry
from app.platform.notifications.model import Notification
from app.platform.webhooks.arranging import add
from app.platform.webhooks.model import WebhookDelivery
from app.records.changes import operations
from app.records.changes.queries import lines_of
from app.records.following.operations import follow
from app.records.kit import keeping
from app.records.layouts.operations import configure
from app.records.layouts.shaping import shaped
from app.records.lists.asking import question_from
from tests.records.importing import a_file

FIELDS = {
    "x_weight": {"kind": "decimal", "label": {"ja": "質量"}, "slot": "slot_number_1"},
    "x_twice": {"kind": "decimal", "label": {"ja": "二倍"}, "formula": "x_weight * 2"},
    "x_keeper": {"kind": "link", "label": {"ja": "担当者"}, "link": "user"},
}
MOST = 40
"""Statements that a change of many rows may take, however many they are."""


def ask(kind, action, content=None, **arguments):
    return operations.ask_for(kind, question_from(kind, arguments), action, content)


@pytest.fixture
def own(inside, cast):
    with inside(cast.system_admin):
        configure("record:product", {"fields": FIELDS}, "made")
        return shaped(PRODUCT)


@pytest.fixture
def many(own, inside, cast):
    with inside(cast.master_admin):
        for number in range(45):
            plain = {"code": f"P-{number:03}", "name": f"品{number}", "tax_code": "10", "unit": "個"}
            keeping.enter(own, {**plain, "x_weight": number % 3})
        session.commit()


@pytest.mark.parametrize(
    "action, content, done",
    [
        ("field", {"field": "unit", "value": "箱"}, 45),
        ("field", {"field": "x_weight", "value": "2"}, 30),
        ("archive", {}, 45),
        ("delete", {}, 45),
    ],
)
def test_many_rows_take_as_many_statements_as_few(many, own, inside, cast, statements, action, content, done):
    with inside(cast.master_admin):
        statements.clear()
        change = ask(own, action, content)
        assert change.counts["done"] == done
        assert len(statements) < MOST
        statements.clear()
        undone = operations.undo(own, change)
        assert undone.counts == {"done": done}
        assert len(statements) < MOST


def test_audit_formulas_and_slots_are_those_of_the_form(many, own, inside, cast):
    with inside(cast.master_admin):
        one, two = (
            session.scalars(select(Product).where(Product.code == code)).one() for code in ("P-001", "P-004")
        )
        keeping.change(own, one, {"x_weight": 2}, version=1)
        ask(own, "field", {"field": "x_weight", "value": "2"}, ids=[str(two.id)])
        ask(own, "field", {"field": "x_keeper", "value": str(cast.buyer.user_id)}, ids=[str(two.id)])
        keeping.change(own, one, {"x_keeper": cast.buyer.user_id}, version=2)
        session.refresh(two)
        assert (one.extra, one.slot_number_1, one.version) == (two.extra, two.slot_number_1, two.version)
        trail = {
            row.id: [
                (entry.verb, entry.details, entry.actor_id)
                for entry in session.scalars(
                    select(AuditEntry)
                    .where(AuditEntry.subject_id == row.id, AuditEntry.verb == "product.changed")
                    .order_by(AuditEntry.at, AuditEntry.id)
                )
            ]
            for row in (one, two)
        }
        assert len(trail[one.id]) == 2
        assert trail[one.id] == trail[two.id]


def test_what_the_database_refuses_is_named_row_by_row_and_nothing_is_written(many, own, inside, cast):
    with inside(cast.master_admin):
        change = ask(own, "field", {"field": "category_id", "value": str(new_id())})
        assert change.counts == {"refused": 45}
        assert {reason for _id, _label, _outcome, reason in lines_of(change)} == {
            "参照先がなくなったか、同じコードが使われています。"
        }
        versions = session.scalars(select(Product.version)).all()
        entries = session.scalars(select(AuditEntry.id).where(AuditEntry.verb == "product.changed")).all()
        assert (set(versions), entries) == ({1}, [])


@pytest.fixture
def stopping(many, own, inside, cast, monkeypatch):
    """A change of 45 rows by a job, in chunks of ten; stopped while the third is under way."""
    monkeypatch.setattr(operations, "AT_ONCE", 5)
    monkeypatch.setattr(operations, "CHUNK", 10)
    with inside(cast.master_admin):
        change = ask(own, "field", {"field": "unit", "value": "箱"})
        session.commit()
    return change


def units():
    return sorted(session.scalars(select(Product.unit)).all())


def test_a_change_that_is_stopped_keeps_what_is_done_and_undoes_it(
    stopping, own, inside, cast, run_jobs, monkeypatch
):
    apply, chunks = operations.apply, []

    def watched(kind, change, ids):
        apply(kind, change, ids)
        chunks.append(len(ids))
        if len(chunks) == 3:
            assert operations.stop(change)

    monkeypatch.setattr(operations, "apply", watched)
    assert run_jobs() == ["records.changes.carry_out"]
    with inside(cast.master_admin):
        change = operations.change_of(stopping.id)
        assert (chunks, change.state, change.counts) == ([10, 10, 10], "cancelled", {"done": 30})
        assert units() == ["個"] * 15 + ["箱"] * 30
        assert operations.stop(change) is False
        undone = operations.undo(own, change)
        session.commit()
    assert run_jobs() == ["records.changes.carry_out"]
    with inside(cast.master_admin):
        assert (operations.change_of(undone.id).counts, units()) == ({"done": 30}, ["個"] * 45)


def test_one_that_did_not_begin_changes_nothing(stopping, client, cast, inside, run_jobs):
    page, where = client(cast.master_admin), f"/yamada/products/changes/{stopping.id}"
    stop = f"{where}/work?_method=DELETE"
    assert f'action="{stop}"' in page.get(where).get_data(as_text=True)
    answer = page.post_form(stop, {}, form_page=where)
    assert (answer.status_code, answer.headers["Location"]) == (303, where)
    run_jobs()
    text = page.get(where).get_data(as_text=True)
    assert ("停止しました" in text, f'action="{stop}"' in text) == (True, False)
    with inside(cast.master_admin):
        assert (operations.change_of(stopping.id).counts, units()) == ({}, ["個"] * 45)


@pytest.fixture
def notices(inside, cast):
    def read(of):
        with inside(of):
            mine = select(Notification).where(Notification.user_id == of.user_id)
            rows = session.scalars(mine.order_by(Notification.created_at, Notification.id)).all()
            return [(one.message, one.values.get("n"), one.path) for one in rows]

    return read


CHANGED = "%(who)s changed %(n)s records that you follow."


def test_followers_hear_of_a_whole_change_once(many, own, inside, cast, notices):
    with inside(cast.buyer):
        rows = session.scalars(select(Product).order_by(Product.code).limit(3)).all()
        for row in rows:
            follow(own, row)
        session.commit()
    with inside(cast.approver):
        follow(own, rows[0])
        session.commit()
    with inside(cast.master_admin):
        change = ask(own, "field", {"field": "unit", "value": "箱"})
        operations.undo(own, change)
        ask(own, "delete", ids=[str(rows[0].id)])
        session.commit()
    path = "/products?" + "&".join(f"ids={row.id}" for row in rows)
    assert notices(cast.buyer) == [(CHANGED, "3", path)] * 2
    alone = ("%(who)s changed “%(record)s”.", None, f"/products/{rows[0].id}")
    assert notices(cast.approver) == [alone] * 2


def test_followers_hear_of_a_file_once(many, own, inside, cast, notices, take_in):
    with inside(cast.buyer):
        for row in session.scalars(select(Product).order_by(Product.code).limit(2)).all():
            follow(own, row)
        session.commit()
    made = take_in(a_file(["品目コード", "単位"], ["P-000", "箱"], ["P-001", "箱"], ["P-002", "箱"]))
    assert made.counts["updated"] == 3
    assert [(message, n) for message, n, _path in notices(cast.buyer)] == [(CHANGED, "2")]


def test_a_webhook_is_told_of_each_record(many, own, inside, cast):
    with inside(cast.master_admin) as who:
        add("在庫", "https://example.com/hook", ["product.changed"], by=who)
        ask(own, "field", {"field": "unit", "value": "箱"})
        session.flush()
        found = session.scalars(select(WebhookDelivery)).all()
        assert (len(found), {one.event for one in found}) == (45, {"product.changed"})
        assert [one.facts for one in found] == [{"changed": ["unit"]}] * 45
