"""Slips become a file: looked at, put right, made, handed over, taken back."""

import csv
import io
from dataclasses import replace

import pytest
from sqlalchemy import func, select, text

from app.commerce.labels import batching, downloading, mending, queries
from app.commerce.labels.model import BatchedLabel, LabelBatch
from app.commerce.sealed_files import keeping
from app.commerce.sealed_files.model import SealedFile
from app.commerce.slips.bundling import bundle
from app.commerce.slips.model import Slip
from app.kernel import clock
from app.kernel.db import session
from app.kernel.errors import Rejected
from tests.commerce.labels.making import HANAKO, KOBAYASHI
from tests.commerce.labels.slips import contract, shop, slip, tomorrow


@pytest.fixture
def clerk(inside, cast):
    with inside(cast.shipping_clerk) as actor:
        yield actor


def batch_of(*slips, account=None):
    return batching.open_batch([one.id for one in slips], account or contract(), tomorrow()).batch


def content(batch):
    return b"".join(keeping.opened(one) for one in session.scalars(keeping.files_of(batch.id))).decode(
        "cp932"
    )


def cells(batch):
    rows = list(csv.reader(io.StringIO(content(batch), newline="")))
    return [dict(zip(rows[0], row, strict=True)) for row in rows[1:]]


def status(one):
    return session.scalar(select(Slip.status).where(Slip.id == one.id))


def test_a_file_is_made_and_its_slips_are_being_packed(clerk):
    first, second = slip(shop(), number="A-1", cod_amount=5500), slip(shop(), number="A-2", pieces=2)
    batch = batch_of(first, second)
    assert (batch.status, batch.label_count, batch.stop_count) == ("draft", 2, 0)
    assert status(first) == "ready"
    batching.make(batch)
    one, two = cells(batch)
    assert (one["送り状種類"], one["ｺﾚｸﾄ代金引換額（税込)"], one["内消費税額等"], one["検索キー1"]) == (
        "2",
        "5500",
        "500",
        "A1",
    )
    assert (two["送り状種類"], two["発行枚数"], two["複数口くくりキー"]) == ("6", "2", two["お客様管理番号"])
    assert [status(first), status(second)] == ["working", "working"]
    assert session.scalars(select(Slip.label_batch_id)).all() == [batch.id, batch.id]


def test_the_file_lies_sealed_and_goes_on_its_day(clerk):
    batch = batch_of(slip(shop()))
    batching.make(batch)
    [kept] = session.execute(text("SELECT content, purge_at FROM sealed_files")).all()
    assert "花子".encode("cp932") not in bytes(kept.content)
    with clock.frozen(kept.purge_at):
        assert session.scalars(keeping.files_of(batch.id)).all() == []
        keeping.purge()
    assert session.scalar(select(func.count()).select_from(SealedFile)) == 0


def test_taking_a_file_back_lets_the_slips_wait_again_but_not_those_already_sent(clerk):
    packed, sent = slip(shop()), slip(shop())
    batch = batch_of(packed, sent)
    batching.make(batch)
    session.get(Slip, (sent.tenant_id, sent.id)).status = "shipped"
    session.flush()
    assert batching.undo(batch) == 1
    assert [status(packed), status(sent)] == ["ready", "shipped"]
    assert session.scalar(select(func.count()).select_from(SealedFile)) == 0
    assert session.scalars(select(Slip.label_batch_id)).all() == [None, None]


def test_a_key_stays_with_its_slip(clerk):
    one = slip(shop())
    batch = batch_of(one)
    batching.make(batch)
    batching.undo(batch)
    again = batch_of(one)
    assert len(set(session.scalars(select(BatchedLabel.key)))) == 1
    assert again.number != batch.number


def test_a_made_file_is_written_again_from_the_slips_as_they_are_now(clerk):
    one = slip(shop())
    batch = batch_of(one)
    batching.make(batch)
    session.get(Slip, (one.tenant_id, one.id)).label_note = "南口へ"
    session.flush()
    batching.make(batch)
    assert [row["記事"] for row in cells(batch)] == ["南口へ"]
    assert session.scalar(select(func.count()).select_from(SealedFile)) == 1


@pytest.mark.parametrize("facts, why", [({"status": "unpaid"}, "status"), ({"status": "shipped"}, "status")])
def test_only_slips_that_wait_for_shipping_get_a_label(clerk, facts, why):
    opened = batching.open_batch([slip(shop(), **facts).id], contract(), tomorrow())
    assert (opened.batch, list(opened.refused.values())) == (None, [why])
    assert session.scalar(select(func.count()).select_from(LabelBatch)) == 0


def test_a_bundled_slip_has_no_label_and_its_goods_stand_on_its_carriers(clerk):
    store = shop()
    leader = slip(store, goods=(("蜂蜜", 1),))
    child = slip(store, goods=(("茶", 2),), carried_by_id=leader.id)
    opened = batching.open_batch([leader.id, child.id], contract(), tomorrow())
    assert opened.refused == {child.id: "bundled"}
    batching.make(opened.batch)
    [row] = cells(opened.batch)
    assert (row["品名１"], row["品名２"]) == ("蜂蜜", "茶×2")
    assert [status(leader), status(child)] == ["working", "working"]


def test_the_label_of_a_bundle_collects_the_money_of_all_its_slips_once(clerk):
    store = shop()
    alone, leader, child = (slip(store, cod_amount=yen, payment_kind="cod") for yen in (700, 5500, 3300))
    bundle(leader, [child])
    batch = batch_of(alone, leader, child)
    batching.make(batch)
    money = {row["お客様管理番号"]: row["ｺﾚｸﾄ代金引換額（税込)"] for row in cells(batch)}
    keys = dict(session.execute(select(BatchedLabel.slip_id, BatchedLabel.key)).all())
    assert money == {keys[alone.id]: "700", keys[leader.id]: "8800"}
    assert [session.get_one(Slip, (one.tenant_id, one.id)).cod_amount for one in (leader, child)] == [
        5500,
        3300,
    ]


def test_two_drafts_never_hold_the_same_slip(clerk):
    one = slip(shop())
    batch_of(one)
    assert batching.open_batch([one.id], contract(), tomorrow()).refused == {one.id: "elsewhere"}


def test_a_gift_is_sent_by_its_buyer_and_shows_no_amount(clerk):
    store = shop()
    gift = slip(store, gift=True, buyer=KOBAYASHI, goods=(("蜂蜜 1,980円（税込）★30%OFFクーポン★", 1),))
    plain = slip(store, goods=(("蜂蜜 特価980円", 1),))
    batch = batch_of(gift, plain)
    batching.make(batch)
    of_gift, of_own = cells(batch)
    assert (of_gift["ご依頼主名"], of_own["ご依頼主名"]) == ("小林　健", "ふぁーむ商店")
    assert of_gift["品名１"] == "蜂蜜"
    shown = "".join(of_gift[name] for name in of_gift if "品名" in name or "金" in name or name == "記事")
    assert not any(figure in shown for figure in ("1,980", "円", "1234", "5500", "クーポン"))
    assert of_own["品名１"] == "蜂蜜 特価980円"


def test_a_gift_whose_buyer_lives_nobody_knows_where_is_sent_by_the_shop(clerk):
    nowhere = replace(KOBAYASHI, postal="", prefecture="", city="", street="", building="")
    batch = batch_of(slip(shop(), gift=True, buyer=nowhere))
    assert (batching.make(batch), cells(batch)[0]["ご依頼主名"]) == (True, "ふぁーむ商店")


def test_the_sender_of_gifts_is_a_choice_of_the_contract(clerk):
    own = contract(
        gift_sender="own", sender_name="包装センター", sender_postal="105-0011", sender_address="東京都港区１",
        sender_phone="03-1",
    )  # fmt: skip
    batch = batch_of(slip(shop(), gift=True, buyer=KOBAYASHI), account=own)
    batching.make(batch)
    assert cells(batch)[0]["ご依頼主名"] == "包装センター"


def test_what_does_not_fit_stops_the_file_and_moves_nothing(clerk):
    good, wrong = slip(shop()), slip(shop(), recipient=replace(HANAKO, family="𠮷田"))
    batch = batch_of(good, wrong)
    assert (batch.stop_count, batch.label_count) == (1, 2)
    assert batching.make(batch) is False
    assert [status(good), status(wrong), batch.status] == ["ready", "ready", "draft"]
    assert session.scalar(select(func.count()).select_from(SealedFile)) == 0


def test_a_letter_is_replaced_only_when_somebody_says_so_and_only_on_the_label(clerk):
    one = slip(shop(), recipient=replace(HANAKO, family="𠮷田"))
    batch = batch_of(one)
    assert mending.accept_offers(batch, batching.rows_of(batch)) == 1
    assert batch.stop_count == 0
    batching.make(batch)
    assert cells(batch)[0]["お届け先名"] == "吉田　花子"
    assert session.scalar(select(Slip.recipient)).family == "𠮷田"
    assert "吉田".encode() not in bytes(session.execute(text("SELECT fixes FROM labels")).scalar_one())


def test_a_label_is_put_right_in_place(clerk):
    batch = batch_of(slip(shop(), recipient=replace(HANAKO, phone=""), slot="12-14"))
    [row] = batching.rows_of(batch)
    assert {(field, code) for field, code, _stops in row.problems} == {
        ("phone", "missing"),
        ("slot", "slot_unknown"),
    }
    mending.mend(
        batch, row, {"phone": "03-1234-5678", "slot": "14-16", "street": "東京都港区芝公園４－２－８"}
    )
    assert (row.problems, row.stops, batch.stop_count) == ([], 0, 0)
    assert row.fixes == {"phone": "03-1234-5678", "slot": "14-16"}
    batching.make(batch)
    assert (cells(batch)[0]["お届け先電話番号"], cells(batch)[0]["配達時間帯"]) == ("03-1234-5678", "1416")


def test_a_slip_is_left_out_and_waits_as_before(clerk):
    keep, leave = slip(shop()), slip(shop(), recipient=replace(HANAKO, phone=""))
    batch = batch_of(keep, leave)
    row = next(one for one in batching.rows_of(batch) if one.slip_id == leave.id)
    mending.take_out(batch, row)
    assert (batch.label_count, batch.stop_count) == (1, 0)
    batching.make(batch)
    assert [status(keep), status(leave)] == ["working", "ready"]


def test_a_slip_held_since_the_look_keeps_the_file_back(clerk):
    one = slip(shop())
    batch = batch_of(one)
    session.get(Slip, (one.tenant_id, one.id)).status = "unallocated"
    session.flush()
    with pytest.raises(Rejected):
        batching.make(batch)
    assert batch.status == "draft"


def test_handing_over_is_noted_without_any_name(clerk):
    batch = batch_of(slip(shop()))
    batching.make(batch)
    [file] = session.scalars(keeping.files_of(batch.id))
    assert downloading.hand_over(batch, file) == keeping.opened(file)
    session.flush()
    told = session.execute(
        text("SELECT verb, details::text FROM audit_entries WHERE subject_type = 'label_batches'")
    ).all()
    assert [verb for verb, _details in told] == ["label.opened", "label.made", "label.handed_over"]
    assert "花子" not in str(told)


def test_a_service_of_another_carrier_is_asked_about_and_not_counted_in(clerk):
    own, other = slip(shop()), slip(shop(), service="nekopos")
    sagawa = contract(system="ehiden3", service="hikyaku")
    assert session.scalars(queries.ready_slips(sagawa)).all() == [own.id]
    batch = batch_of(other, account=sagawa)
    assert [row.problems for row in batching.rows_of(batch)] == [[["service", "service_unknown", True]]]


def test_a_look_asks_the_database_as_often_for_three_labels_as_for_one(clerk, statements):
    counts = []
    for many in (1, 3):
        store, account = shop(), contract()
        batch = batch_of(*[slip(store, gift=True) for _one in range(many)], account=account)
        rows = batching.rows_of(batch)
        statements.clear()
        batching.look(batch, rows)
        counts.append(len(statements))
    assert counts[0] == counts[1]


def test_what_changed_since_the_look_is_shown_instead_of_written(clerk):
    one = slip(shop())
    batch = batch_of(one)
    session.get(Slip, (one.tenant_id, one.id)).slot = "12-14"
    session.flush()
    assert batching.make(batch) is False
    assert (batch.stop_count, batching.rows_of(batch)[0].problems) == (1, [["slot", "slot_unknown", True]])
