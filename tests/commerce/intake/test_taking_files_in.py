"""Files on their way in: sealed, paired, given to a shop, taken in once, refused lines handed back."""

import csv
import io

import pytest
from sqlalchemy import func, select

from app.commerce.intake import arriving, forgetting, running
from app.commerce.intake.model import Intake, IntakeChange
from app.commerce.intake.queries import files_of
from app.commerce.orders.model import Order, OrderLine
from app.kernel.db import session
from app.kernel.errors import Rejected
from app.platform.jobs.model import Job
from app.platform.storage.sealed import opened_sealed
from tests.commerce.intake.files import SAMPLES, as_file, changed, rows_of, sample

RAKUTEN = (sample("rakuten_orders.csv"), "rakuten.csv")
YAHOO = (sample("yahoo_orders.csv"), "y1.csv")
ITEMS = (sample("yahoo_order_items.csv"), "y2.csv")
SHOPIFY = ((SAMPLES / "shopify_orders.csv").read_bytes(), "orders_export.csv")
REFUSAL_OF_THE_CUT_FILE = '2行目で始まる引用符（"）が閉じられていません。'
NUMBERS = ["123456-20261104-0000099990", "123456-20261105-0000100001", "123456-20261105-0000100002"]


def counts(**given):
    return dict.fromkeys(running.COUNTS, 0) | given


def numbers():
    return list(session.scalars(select(Order.number).order_by(Order.number)))


def files(intake):
    return files_of([intake.id])[intake.id]


def refused_rows(file):
    _kept, content = opened_sealed(file.refused_file_id)
    with content:
        text = content.read().decode("cp932")
    return list(csv.reader(io.StringIO(text, newline="")))


def test_a_file_goes_into_its_shop(take_in, shop, inside, clerk):
    channel = shop("rakuten", "123456")
    intake = take_in(RAKUTEN)
    with inside(clerk):
        assert (intake.state, intake.error) == ("done", None)
        assert {name: intake.counts[name] for name in ("new", "changed", "unchanged", "refused", "lines")} == {
            "new": 3, "changed": 0, "unchanged": 0, "refused": 0, "lines": 0,
        }  # fmt: skip
        assert numbers() == NUMBERS
        assert set(session.scalars(select(Order.channel_id))) == {channel.id}
        assert set(session.scalars(select(Order.intake_id))) == {intake.id}
        assert session.scalar(select(func.count()).select_from(OrderLine)) == 5


def test_the_same_file_again_changes_nothing(take_in, shop, inside, clerk):
    shop("rakuten", "123456")
    take_in(RAKUTEN)
    again = take_in((RAKUTEN[0], "copy of it.csv"))
    with inside(clerk):
        assert (again.counts["new"], again.counts["changed"], again.counts["unchanged"]) == (0, 0, 3)
        assert numbers() == NUMBERS
        assert session.scalar(select(func.max(Order.revision))) == 0


def test_what_the_shop_changed_is_shown_field_by_field(take_in, shop, inside, clerk):
    shop("rakuten", "123456")
    take_in(RAKUTEN)
    newer = changed(RAKUTEN[0], 4, 送料合計="660", 請求金額="8690", のし="御年賀（山﨑）")
    newer = changed(newer, 5, 送料合計="660", 請求金額="8690")
    intake = take_in((newer, "newer.csv"))
    with inside(clerk):
        assert (intake.counts["changed"], intake.counts["unchanged"]) == (1, 2)
        [change] = session.scalars(select(IntakeChange))
        assert (change.number, change.outcome, change.intake_id) == (NUMBERS[2], "applied", intake.id)
        assert change.changes == {
            "money.postage": [None, 660],
            "money.total": [None, 8690],
            "slips.70000002.noshi": ["御歳暮", "御年賀"],
        }
        forgetting.forget_changes(intake.id)
        assert session.scalar(select(func.count()).select_from(IntakeChange)) == 0


def test_orders_and_items_find_each_other_in_either_order(take_in, shop, inside, clerk):
    shop("yahoo", "farm-shop")
    for given in ([YAHOO, ITEMS], [ITEMS, YAHOO]):
        intake = take_in(*given)
        with inside(clerk):
            assert intake.state == "done"
            assert numbers() == ["farm-shop-10012345"]
            assert [file.state for file in files(intake)] == ["done", "done"]


def test_items_without_an_order_come_back_in_a_file_of_their_own(take_in, shop, inside, clerk):
    shop("yahoo", "farm-shop")
    header, rows = rows_of(ITEMS[0])
    intake = take_in(YAHOO, (as_file(header, *rows, ["999", *rows[0][1:]]), "items.csv"))
    with inside(clerk):
        orders, items = files(intake)
        assert (intake.counts["new"], intake.counts["refused"], intake.counts["lines"]) == (1, 1, 1)
        assert orders.refused_file_id is None
        [head, row] = refused_rows(items)
        assert head == [*header, "行", "理由"]
        assert (row[0], row[-2:]) == ("999", ["4", "この商品の注文が注文ファイルにありません。"])


def test_five_files_of_five_shops_go_in_together(take_in, shop, inside, clerk):
    shop("rakuten", "123456")
    shop("yahoo", "farm-shop")
    for kind in ("amazon", "shopify", "eccube4", "nextengine"):
        shop(kind)
    shop("phone", code="tel")
    intake = take_in(
        RAKUTEN, ITEMS, YAHOO, (sample("amazon_unshipped.tsv"), "a.txt"), SHOPIFY,
        (sample("eccube4_orders.csv"), "e.csv"), (sample("nextengine_generic_orders.csv"), "n.csv"),
        (sample("own_standard_orders.csv", "utf-8-sig"), "own.csv"),
    )  # fmt: skip
    with inside(clerk):
        assert [(file.name, file.error) for file in files(intake) if file.state != "done"] == []
        assert intake.counts["new"] == 10
        assert numbers() == sorted(
            [
                *NUMBERS,
                "farm-shop-10012345",
                "250-1234567-1234567",
                "#1001",
                "#1002",
                "321",
                "TEL-20261105-01",
                "T-000123",
            ]
        )


def test_refused_lines_come_back_with_their_reasons_and_go_in_once_they_are_right(
    take_in, shop, inside, clerk
):
    shop("rakuten", "123456")
    intake = take_in((changed(RAKUTEN[0], 3, 個数="2コ"), "rakuten.csv"))
    with inside(clerk):
        assert (intake.counts["new"], intake.counts["refused"], intake.counts["lines"]) == (2, 1, 2)
        [file] = files(intake)
        head, first, second = refused_rows(file)
        assert (first[-2:], second[-2:]) == (
            ["2", "同じ注文の別の行が取り込めません。"],
            ["8", "個数「2コ」：数量として読み取れません。"],
        )
        second[head.index("個数")] = "1"
    again = take_in((as_file(head, first, second), "rakuten_refused.csv"))
    with inside(clerk):
        assert again.counts["new"] == 1
        assert numbers() == NUMBERS


def test_orders_of_another_shop_stay_out(take_in, shop, inside, clerk):
    shop("rakuten", "123456")
    stray = changed(RAKUTEN[0], 6, 注文番号="999999-20261104-0000099990")
    intake = take_in((stray, "mixed.csv"))
    with inside(clerk):
        [file] = files(intake)
        assert file.shops == {"123456": 4, "999999": 1}
        assert numbers() == NUMBERS[1:]
        assert refused_rows(file)[1][-1] == "注文番号「999999-20261104-0000099990」：別の店舗の注文です。"


def test_own_format_knows_its_shops_by_code(take_in, shop, inside, clerk):
    shop("phone", code="fax")
    intake = take_in((sample("own_standard_orders.csv", "utf-8-sig"), "own.csv"))
    with inside(clerk):
        assert (intake.counts["new"], intake.counts["refused"]) == (0, 1)


def test_a_cut_file_stays_out_with_the_line_and_the_others_go_in(take_in, shop, inside, clerk):
    shop("rakuten", "123456")
    shop("shopify")
    cut = RAKUTEN[0][: RAKUTEN[0].index("留守の時は".encode("cp932"))]
    intake = take_in((cut, "cut.csv"), SHOPIFY)
    with inside(clerk):
        first, second = files(intake)
        assert (first.state, second.state, intake.state) == ("failed", "done", "done")
        assert first.error == '2行目で始まる引用符（"）が閉じられていません。' or "2" in first.error
        assert numbers() == ["#1001", "#1002"]


def test_a_header_without_orders_is_done_with_nothing(take_in, shop, inside, clerk):
    shop("rakuten", "123456")
    intake = take_in((RAKUTEN[0].split(b"\n")[0] + b"\n", "empty.csv"))
    with inside(clerk):
        assert (intake.state, intake.counts) == ("done", counts())


def test_starting_twice_is_starting_once(drop, shop, inside, clerk, run_jobs):
    shop("rakuten", "123456")
    intake = drop(RAKUTEN)
    with inside(clerk):
        made = session.get(Intake, (intake.tenant_id, intake.id))
        running.start(made)
        running.start(made)
        session.commit()
        asked = Job.name == "commerce.intake.take_files_in"
        assert session.scalar(select(func.count()).select_from(Job).where(asked)) == 1
        running.run(intake.id)
        session.commit()
        running.run(intake.id)
        assert numbers() == NUMBERS


def test_a_cancelled_intake_leaves_nothing(drop, shop, inside, clerk, run_jobs):
    shop("rakuten", "123456")
    intake = drop(RAKUTEN)
    with inside(clerk):
        made = session.get(Intake, (intake.tenant_id, intake.id))
        running.start(made)
        running.cancel(made)
        session.commit()
    run_jobs()
    with inside(clerk):
        assert (session.get(Intake, (intake.tenant_id, intake.id)).state, numbers()) == ("cancelled", [])
        with pytest.raises(Rejected):
            arriving.settle(
                session.get(Intake, (intake.tenant_id, intake.id)), files(intake)[0], "rakuten", None
            )


def test_lines_of_one_order_that_stand_apart_make_one_order(take_in, shop, inside, clerk):
    shop("rakuten", "123456")
    header, rows = rows_of(RAKUTEN[0])
    intake = take_in((as_file(header, rows[0], rows[4], rows[2], rows[1], rows[3]), "sorted.csv"))
    with inside(clerk):
        assert intake.counts["new"] == 3
        lines = (
            select(func.count(OrderLine.id))
            .join(Order, Order.id == OrderLine.order_id)
            .group_by(Order.number)
        )
        assert sorted(session.scalars(lines)) == [1, 2, 2]
