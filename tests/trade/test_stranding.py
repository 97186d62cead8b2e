"""R26: when nobody may change a locking document any more, the inviters of who lost the right hear of it."""

import pytest
from sqlalchemy import select

from app.kernel.db import session
from app.platform.notifications.model import Notification
from app.trade import sight
from app.trade.documents.beginning import create
from app.trade.documents.queries import document_in, locks_in, roots_of, values_of
from app.trade.documents.saving import save
from app.trade.documents.sending import send, withdraw
from app.trade.partners.permitting import grant
from app.trade.rooms.model import DealEvent
from app.trade.rooms.queries import enter
from app.trade.rulebooks.patterns import Pattern

IN = Pattern("import", "FCL", brokered=True, coastal=False)
LANDED = {"vessel_name": "さくら丸", "voyage": "012E", "bl_number": "BL1"}


@pytest.fixture
def arrived(trade):
    """An import deal: shipper, broker, and a line invited by the broker that has sent the arrival notice."""
    deal = trade.open(pattern=IN)
    seats = {"BROKER": trade.invite(deal, "SHIPPER", "BROKER", "FW")}
    seats["LINE"] = trade.invite(deal, "BROKER", "LINE", "OC")
    seats["HAULIER"] = trade.invite(deal, "SHIPPER", "HAULIER", "RT")
    with trade.as_("LINE"):
        entered = enter(deal, lock=True)
        row = create(entered, "arrival_notice")
        begun = values_of(document_in(entered, row.id), roots_of(deal))
        save(entered, row.id, begun | LANDED, None)
        send(entered, row.id, None)
        seats["notice"] = row.id
    return deal, seats


def lower(trade, deal, seat, level=sight.READ, code="BROKER"):
    with trade.as_(code):
        grant(enter(deal, lock=True), seat, {"arrival_notice": level})


def warnings(trade, deal):
    """Who was warned, warning by warning."""
    with trade.as_("SHIPPER"):
        asked = select(DealEvent).where(DealEvent.deal_id == deal, DealEvent.kind == "lock.stranded")
        return [set(one.audience) for one in session.scalars(asked.order_by(DealEvent.position))]


def test_the_inviters_are_warned_when_nobody_may_change_a_locking_document_any_more(
    trade, arrived, client, run_jobs
):
    deal, seats = arrived
    with trade.as_("SHIPPER"):
        owner = enter(deal).seat
    lower(trade, deal, seats["LINE"])
    assert warnings(trade, deal) == [{str(owner), str(seats["BROKER"])}]
    with trade.as_("SHIPPER"):
        assert set(locks_in(enter(deal)).values()) == {seats["notice"]}
    shown = {code: client(trade.people[code][0]) for code in ("SHIPPER", "HAULIER")}
    said = "変更できる最後の権限"
    assert said in shown["SHIPPER"].get(f"/yamada/deals/{deal}").text
    assert said not in shown["HAULIER"].get(f"/suzuki/deals/{deal}").text
    run_jobs()
    with trade.as_("SHIPPER"):
        told = session.scalars(select(Notification.message).where(Notification.message.contains("locks")))
        assert len(told.all()) == 1
    lower(trade, deal, seats["LINE"], sight.WRITE)
    lower(trade, deal, seats["LINE"], sight.NONE)
    assert len(warnings(trade, deal)) == 2


def test_nobody_is_warned_while_another_may_change_it_or_when_it_locks_nothing(trade, arrived):
    deal, seats = arrived
    other = trade.invite(deal, "SHIPPER", "LINE", "NV")
    lower(trade, deal, seats["LINE"])
    lower(trade, deal, seats["HAULIER"], sight.NONE, code="SHIPPER")
    assert warnings(trade, deal) == []
    lower(trade, deal, other, code="SHIPPER")
    assert len(warnings(trade, deal)) == 1
    lower(trade, deal, seats["LINE"], sight.WRITE)
    with trade.as_("LINE"):
        withdraw(enter(deal, seats["LINE"], lock=True), seats["notice"], None, "誤送信")
    lower(trade, deal, seats["LINE"])
    assert len(warnings(trade, deal)) == 1
