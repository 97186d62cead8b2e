"""Papers of many slips: portions drawn by workers, one file that is sealed and let go, receipts counted."""

import pytest
from sqlalchemy import select

from app.commerce.orders.incoming import IncomingMoney
from app.commerce.papers import operations, receipts
from app.commerce.papers.model import PaperPortion, ReceiptIssue
from app.commerce.sealed_files import keeping
from app.commerce.slips.bundling import bundle
from app.kernel.db import session
from app.kernel.errors import Rejected
from app.platform.jobs.model import Job
from tests.commerce.orders.conftest import HANAKO, TARO
from tests.commerce.papers.conftest import TWO_RATES, pages


@pytest.fixture
def many(shop, monkeypatch):
    """Seven slips of alternating carriers in portions of three."""
    monkeypatch.setattr(operations, "PORTION", 3)
    shop.product("A", stock_of=99)
    shop.take(*(shop.order(str(n)) for n in range(1, 8)))
    slips = [shop.slip(str(n)) for n in range(1, 8)]
    for n, slip in enumerate(slips):
        slip.carrier = ("yamato", "sagawa")[n % 2]
    session.flush()
    return slips


def drawn(batch):
    """Draw every portion as the workers do, the last one first; returns the pages of the file."""
    jobs = session.scalars(select(Job).where(Job.subject_id == batch.id)).all()
    portions = session.scalars(
        select(PaperPortion).where(PaperPortion.batch_id == batch.id).order_by(PaperPortion.number.desc())
    ).all()
    assert {job.arguments["portion_id"] for job in jobs} == {str(one.id) for one in portions}
    for one in portions:
        operations.draw_portion(one.id, whole=True)
    [file] = session.scalars(keeping.files_of(batch.id))
    return pages(keeping.opened(file))


def test_portions_drawn_in_any_order_are_joined_in_the_order_that_was_asked(many):
    batch = operations.begin("statement", [one.id for one in reversed(many)], "carrier")
    found = [page[page.index("注文番号") + 5 :].split("\n")[0] for page in drawn(batch)]
    assert found == ["2", "4", "6", "1", "3", "5", "7"]
    assert (batch.state, batch.done, batch.total, batch.pages) == ("done", 7, 7, 7)
    for one in session.scalars(select(PaperPortion).where(PaperPortion.batch_id == batch.id)):
        assert session.scalars(keeping.files_of(one.id)).all() == []


def test_drawing_a_portion_again_counts_nothing_twice(many):
    batch = operations.begin("statement", [one.id for one in many])
    drawn(batch)
    first = session.scalars(select(PaperPortion).where(PaperPortion.batch_id == batch.id)).first()
    operations.draw_portion(first.id, whole=True)
    assert (batch.done, batch.pages) == (7, 7)


def test_the_file_lies_sealed(many):
    batch = operations.begin("statement", [many[0].id])
    drawn(batch)
    [file] = session.scalars(keeping.files_of(batch.id))
    assert b"%PDF" not in file.content
    assert (file.content_type, file.rows) == ("application/pdf", 1)


def test_a_total_pick_list_adds_up_over_all_slips_on_one_sheet(many):
    bundle(many[0], [many[2]])
    batch = operations.begin("pick_total", [one.id for one in many])
    [page] = drawn(batch)
    lines = page.split("\n")
    assert lines[lines.index("品物 A") + 1 :][:2] == ["7", "□"]


def test_the_second_receipt_of_an_order_says_so(rakuten, printed):
    slip = rakuten.slip(TWO_RATES)
    for number in (1, 2, 3):
        [made] = receipts.issue({slip.order_id: slip.order_number}, addressee="株式会社帳場")
        issued = {slip.order_id: receipts.as_issued(made)}
        [page] = printed("receipt", slip, issued=issued)
        assert made.number == number
        assert page.split("\n")[:2] == (
            ["領収書", "株式会社帳場 様"] if number == 1 else ["領収書", "再発行"]
        )
        assert "¥4,700" in page
        assert "登録番号 T1234567890123" in page
        tail = page[page.index("ポイント・クーポン・値引き") :].split("\n")
        assert [one for one in tail if one.startswith(("¥", "▲"))] == [
            "▲800", "¥4,700", "¥1,365  （税¥124）", "¥3,335  （税¥247）",
        ]  # fmt: skip


def test_an_order_paid_with_points_alone_has_a_receipt_over_nothing(shop, printed):
    shop.product("A")
    shop.take(shop.order("1", money=IncomingMoney(goods=1000, points=1000, total=0)))
    slip = shop.slip("1")
    [made] = receipts.issue({slip.order_id: slip.order_number})
    [page] = printed("receipt", slip, issued={slip.order_id: receipts.as_issued(made)})
    lines = page.split("\n")
    assert lines[lines.index("領収金額") + 1] == "¥0"
    assert lines[lines.index("うち10%対象") + 1] == "¥0  （税¥0）"


def test_a_batch_of_receipts_has_one_for_each_order_and_counts_it(shop):
    shop.product("A")
    shop.take(shop.order("1", [("A", 1)], recipients=[HANAKO, TARO]), shop.order("2"))
    ids = [one.id for number in "12" for one in shop.slips(number)]
    batch = operations.begin("receipt", ids, "number")
    assert len(drawn(batch)) == 2
    assert session.scalars(select(ReceiptIssue.number).where(ReceiptIssue.batch_id == batch.id)).all() == [
        1,
        1,
    ]


def test_no_bill_is_made_while_the_shop_has_not_fixed_the_amount(shop):
    shop.product("A")
    shop.take(shop.order("1", money=IncomingMoney(goods=1000, postage=None, total=None)))
    with pytest.raises(Rejected, match="金額が確定していません"):
        operations.begin("receipt", [shop.slip("1").id])
    assert session.scalars(select(ReceiptIssue)).all() == []
