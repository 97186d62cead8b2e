"""Files that arrive: sealed, paired, given to a shop, looked at before anything is stored."""

import pytest
from sqlalchemy import func, select

from app.commerce.intake import arriving, running
from app.commerce.intake.model import Intake, IntakeFile
from app.commerce.intake.queries import files_of
from app.commerce.orders.model import Order
from app.kernel.db import session
from app.kernel.errors import Rejected
from app.platform.audit.model import AuditEntry
from app.platform.storage.model import SealedPiece, SealedStream
from app.platform.storage.sealed import opened_sealed
from tests.commerce.intake.files import SAMPLES, changed, sample

RAKUTEN = (sample("rakuten_orders.csv"), "rakuten.csv")
YAHOO = (sample("yahoo_orders.csv"), "y1.csv")
ITEMS = (sample("yahoo_order_items.csv"), "y2.csv")
SHOPIFY = ((SAMPLES / "shopify_orders.csv").read_bytes(), "orders_export.csv")
NUMBERS = ["123456-20261104-0000099990", "123456-20261105-0000100001", "123456-20261105-0000100002"]


def numbers():
    return list(session.scalars(select(Order.number).order_by(Order.number)))


def files(intake):
    return files_of([intake.id])[intake.id]


@pytest.mark.usefixtures("in_english")
def test_items_alone_wait_for_their_orders(drop, shop, inside, clerk):
    shop("yahoo", "farm-shop")
    intake = drop(ITEMS)
    with inside(clerk):
        [file] = files(intake)
        by_id = {file.id: file}
        assert arriving.trouble_of(file, by_id) == "These are the items. Add the order file of the same shop."
        with pytest.raises(Rejected):
            running.start(session.get(Intake, (intake.tenant_id, intake.id)))
    drop(YAHOO, into=intake)
    with inside(clerk):
        by_id = {file.id: file for file in files(intake)}
        assert [arriving.trouble_of(file, by_id) for file in by_id.values()] == [None, None]
        assert [file.position for file in by_id.values()] == [1, 2]


def test_two_shops_of_a_kind_are_told_apart_by_their_number(drop, shop, inside, clerk):
    shop("rakuten", "111111", code="a")
    right = shop("rakuten", "123456", code="b")
    with inside(clerk):
        [file] = files(drop(RAKUTEN))
        assert file.channel_id == right.id


@pytest.mark.usefixtures("in_english")
def test_without_a_shop_the_file_waits_for_somebody_to_choose_it(drop, shop, inside, clerk):
    shop("rakuten", "111111", code="a")
    other = shop("rakuten", "222222", code="b")
    intake = drop(RAKUTEN)
    with inside(clerk):
        [file] = files(intake)
        assert (file.channel_id, arriving.trouble_of(file, {})) == (None, "Choose the shop.")
        arriving.settle(session.get(Intake, (intake.tenant_id, intake.id)), file, "rakuten", other)
        assert arriving.trouble_of(file, {}) is None


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7", b"\x89PNG\r\n"])
def test_what_is_no_table_is_told_so_and_nothing_of_it_is_kept(drop, inside, clerk, content):
    intake = drop((content, "x.csv"))
    with inside(clerk):
        [file] = files(intake)
        assert (file.state, file.sealed_file_id, bool(file.error)) == ("failed", None, True)
        assert session.scalar(select(func.count()).select_from(SealedStream)) == 0


def test_a_look_tells_what_would_happen_and_does_nothing(drop, take_in, shop, inside, clerk):
    shop("rakuten", "123456")
    intake = drop(RAKUTEN)
    with inside(clerk):
        [file] = files(intake)
        assert file.seen == {
            "orders": 3, "refused": 0, "new": 3, "changed": 0, "unchanged": 0, "ignored": 0, "whole": True,
        }  # fmt: skip
        assert numbers() == []
        assert (
            session.scalar(
                select(func.count()).select_from(AuditEntry).where(AuditEntry.verb == "order.taken")
            )
            == 0
        )
    take_in(RAKUTEN)
    with inside(clerk):
        [file] = files(drop((changed(RAKUTEN[0], 6, ステータス="500"), "later.csv")))
        assert (file.seen["new"], file.seen["changed"], file.seen["unchanged"]) == (0, 1, 2)


def test_no_name_of_a_file_lies_readable_in_the_database(drop, shop, inside, clerk):
    shop("rakuten", "123456")
    drop(RAKUTEN)
    with inside(clerk):
        [piece] = session.scalars(select(SealedPiece.content))
        for text in ("髙橋".encode("cp932"), b"090", b"abc123s1"):
            assert text not in bytes(piece)


def test_files_are_gone_after_their_days(drop, shop, inside, clerk):
    import datetime as dt

    from app.kernel import clock
    from app.platform.storage import sealed

    shop("rakuten", "123456")
    intake = drop(RAKUTEN)
    with inside(clerk):
        [file] = files(intake)
        kept = file.sealed_file_id
        sealed.forget_expired(kept)
        assert opened_sealed(kept)[0] is not None
        with clock.frozen(clock.now() + dt.timedelta(days=15)):
            assert opened_sealed(kept) == (None, None)
            sealed.forget_expired(kept)
        session.expire_all()
        assert session.scalar(select(func.count()).select_from(SealedPiece)) == 0
        assert session.scalar(select(IntakeFile.sealed_file_id)) is None
