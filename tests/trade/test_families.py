"""Deals above and below each other, deals whose inviters see everybody below, and inquiries for two."""

import pytest
from sqlalchemy import func, select

from app.kernel.db import session
from app.kernel.errors import Rejected
from app.trade import sight
from app.trade.deals.opening import complete, open_deal
from app.trade.desk.operations import say
from app.trade.desk.parenting import family, put_under
from app.trade.documents.beginning import create
from app.trade.organisations.queries import found_by_code
from app.trade.partners.declining import decline
from app.trade.partners.inquiring import PATTERN, inquire
from app.trade.partners.inviting import invite
from app.trade.partners.permitting import conceal
from app.trade.removals.removing import remove
from app.trade.rooms.model import Deal, DealEvent
from app.trade.rooms.queries import enter
from app.trade.rulebooks.patterns import Pattern

EXPORT = Pattern("export", "FCL", brokered=True, coastal=False)


def test_the_link_between_two_deals_is_known_to_those_in_both(trade, client):
    above, below = trade.open("ブッキング全体"), trade.open("B/L 1 件目")
    for code, kind in (("BROKER", "FW"), ("LINE", "OC")):
        trade.invite(below, "SHIPPER", code, kind)
    trade.invite(above, "SHIPPER", "BROKER", "FW")
    clerk, here = client(trade.people["SHIPPER"][0]), f"/yamada/deals/{below}"
    with trade.as_("SHIPPER"):
        number = enter(above).deal.number
    refused = clerk.post_form(f"{here}/parent", {"parent": "EXP-000000-000000"}, form_page=here)
    assert (refused.status_code, "参加していません" in refused.text) == (422, True)
    clerk.post_form(f"{here}/parent", {"parent": number.lower()}, form_page=here)
    with trade.as_("SHIPPER"):
        assert [one.deal_id for one in family(enter(above))[1]] == [below]
        for child, parent in ((above, enter(below).deal.number), (above, number)):
            with pytest.raises(Rejected, match="自分自身"):
                put_under(enter(child, lock=True), parent)
        event = session.scalars(select(DealEvent).where(DealEvent.kind == "deal.parented")).one()
    for code, home, there in (
        ("SHIPPER", "yamada", True),
        ("BROKER", "kanda", True),
        ("LINE", "foreign", False),
    ):
        person = client(trade.people[code][0])
        page = person.get(f"/{home}/deals/{below}").text
        assert (code, "ブッキング全体" in page, "親取引を変更しました" in page) == (code, there, there)
        assert ("B/L 1 件目" in person.get(f"/{home}/deals/{above}").text) is there
    with trade.as_("BROKER"), pytest.raises(Rejected, match="オーナー"):
        put_under(enter(below, lock=True), "")
    with trade.as_("LINE"):
        assert family(enter(below)) == (None, [])
        assert str(enter(below).seat) not in event.audience
    with trade.as_("SHIPPER"):
        put_under(enter(below, lock=True), "")
        assert (family(enter(below)), family(enter(above))) == ((None, []), (None, []))


def test_a_deal_may_let_inviters_see_everybody_below_and_says_so(trade, client):
    with trade.as_("SHIPPER"):
        deal = open_deal("元請け", EXPORT, trade.made["SHIPPER"], "SH", ancestors_see=True).deal.id
    trade.invite(deal, "SHIPPER", "BROKER", "FW")
    hidden = trade.invite(deal, "BROKER", "HAULIER", "RT", hidden=True)
    trade.invite(deal, "SHIPPER", "LINE", "OC")
    for code, seen in (("SHIPPER", True), ("LINE", False)):
        with trade.as_(code):
            assert (code, hidden in [one.id for one in enter(deal).partners()]) == (code, seen)
    page = client(trade.people["LINE"][0]).get(f"/foreign/deals/{deal}").text
    assert "下位の非公開の関係先も確認できます" in page


def test_an_inquiry_is_one_deal_for_two_who_stay_two(trade, client):
    clerk = client(trade.people["SHIPPER"][0])
    owner = f"{trade.made['SHIPPER'].id}:SH"
    page = "/yamada/inquiries/new?q=BROKER"
    assert "BROKER 本店" in clerk.get(page).text
    asked = {"code": "BROKER", "type": "FW", "owner": owner}
    there = [
        clerk.post_form("/yamada/inquiries/", asked, form_page=page).headers["Location"] for _ in range(2)
    ]
    assert there[0] == there[1]
    assert "問合せ専用の取引です" in clerk.get(there[0]).text
    with trade.as_("SHIPPER"):
        deal = session.scalars(select(Deal)).one()
        assert (deal.inquiry, deal.pattern) == (True, PATTERN.name)
        entered = enter(deal.id, lock=True)
        assert [(one.business_type, one.hidden) for one in entered.room.seats.values()] == [
            ("SH", False),
            ("FW", False),
        ]
        partner = next(one for one in entered.room.seats if one != entered.seat)
        for write in (
            lambda: invite(enter(deal.id, lock=True), found_by_code("LINE"), "OC"),
            lambda: conceal(enter(deal.id, lock=True), partner, True),
            lambda: remove(enter(deal.id, lock=True), partner, "delete", "adopt"),
        ):
            with pytest.raises(Rejected, match="二者|二社|問合せ"):
                write()
        with pytest.raises(Rejected):
            create(enter(deal.id, lock=True), "commercial_invoice")
        complete(enter(deal.id, lock=True))
        assert inquire(trade.made["SHIPPER"], "SH", found_by_code("BROKER"), "FW").deal.status == "open"
        assert session.scalar(select(func.count()).select_from(Deal)) == 1
    with trade.as_("BROKER"):
        say(enter(deal.id, lock=True), "承りました")
        assert sight.allowed(enter(deal.id).room, enter(deal.id).seat, "attachment") == sight.WRITE
        with pytest.raises(Rejected):
            decline(enter(deal.id, lock=True))
        assert inquire(trade.made["BROKER"], "FW", found_by_code("SHIPPER"), "SH").deal.id != deal.id
