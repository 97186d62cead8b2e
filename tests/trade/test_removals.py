"""Taking partners out (trade.md §8 E): only by who invited them, seen before, taken back within thirty days."""

import datetime as dt

import pytest
from sqlalchemy import select, text

from app.kernel.db import session
from app.kernel.errors import Conflict, Missing, Rejected
from app.kernel.ids import new_id
from app.trade import sight
from app.trade.desk.operations import set_own_number
from app.trade.desk.queries import kept_for
from app.trade.documents.model import TradeDocument
from app.trade.removals.queries import preview
from app.trade.removals.removing import remove, take_over
from app.trade.removals.returning import give_back
from app.trade.rooms.model import DealEvent, Participation
from app.trade.rooms.noting import kept
from app.trade.rooms.queries import enter


@pytest.fixture
def scene(trade):
    """SHIPPER invites BROKER, which hides HAULIER, which invites LINE in public: the deal and the three seats."""
    deal = trade.open()
    broker = trade.invite(deal, "SHIPPER", "BROKER", "FW")
    haulier = trade.invite(deal, "BROKER", "HAULIER", "RT", hidden=True)
    line = trade.invite(deal, "HAULIER", "LINE", "OC")
    return deal, broker, haulier, line


def document(trade, deal, code, kind, version=1, **facts):
    """A document made by that company's seat."""
    with trade.as_(code):
        entered = enter(deal)
        row = TradeDocument(
            deal_id=deal,
            id=new_id(),
            number=f"T{new_id().hex[:20]}",
            kind=kind,
            creator_id=entered.seat,
            links=kept(sight.attribution(entered.room, entered.seat)),
            status="sent" if version else "draft",
            version=version,
            etag="1",
            unit_key=facts.get("unit_key", ""),
            single=True,
            body={},
            restricted=False,
        )
        session.add(row)
        session.flush()
        return row.id


def taken_out(trade, code, deal, partner, documents="transfer", invitees="adopt"):
    with trade.as_(code):
        return remove(enter(deal, lock=True), partner, documents, invitees).id


def state(trade, code, deal):
    """`(document statuses with creators, {seat: inviter} of active seats)` as they are stored."""
    with trade.as_(code):
        rows = session.scalars(select(TradeDocument).where(TradeDocument.deal_id == deal))
        papers = {(one.id, one.status, one.creator_id) for one in rows}
        seats = session.scalars(select(Participation).where(Participation.deal_id == deal))
        return papers, {one.id: one.inviter_id for one in seats if one.status == "active"}


def test_only_the_inviter_removes_and_nobody_the_owner_r41(trade, scene):
    deal, broker, haulier, _line = scene
    for code, partner, error in (
        ("SHIPPER", haulier, Missing),
        ("LINE", broker, Rejected),
        ("BROKER", broker, Rejected),
    ):
        with pytest.raises(error):
            taken_out(trade, code, deal, partner)
    with trade.as_("SHIPPER"):
        entered = enter(deal, lock=True)
        with pytest.raises(Rejected):
            remove(entered, entered.seat, "delete", "adopt")


def test_removal_hands_on_what_was_sent_adopts_and_can_be_taken_back_r42_r43(trade, scene):
    deal, broker, haulier, line = scene
    sent = document(trade, deal, "HAULIER", "gate_in_slip")
    draft = document(trade, deal, "HAULIER", "attachment", version=0)
    before = state(trade, "BROKER", deal)
    with trade.as_("BROKER"):
        shown = preview(enter(deal), haulier)
        assert ([one.row.id for one in shown.documents], shown.usual) == ([sent], "transfer")
        assert [seat.id for seat in shown.invitees] == [line]
    for choices in (("", "adopt"), ("transfer", ""), ("delete", "remove")):
        with pytest.raises(Rejected):
            taken_out(trade, "BROKER", deal, haulier, *choices)
    assert state(trade, "BROKER", deal) == before
    removal = taken_out(trade, "BROKER", deal, haulier)
    papers, seats = state(trade, "BROKER", deal)
    assert papers == {(sent, "sent", broker), (draft, "deleted", haulier)}
    assert (seats[line], haulier in seats) == (broker, False)
    with trade.as_("HAULIER"), pytest.raises(Missing):
        enter(deal)
    with pytest.raises(Conflict, match="すでに"):
        taken_out(trade, "BROKER", deal, haulier)
    with trade.as_("SHIPPER"), pytest.raises(Missing):
        give_back(enter(deal, lock=True), removal)
    with trade.as_("BROKER"):
        give_back(enter(deal, lock=True), removal)
    assert state(trade, "BROKER", deal) == before
    with trade.as_("HAULIER"):
        assert enter(deal).seat == haulier


def test_others_hear_of_a_hidden_partners_removal_nothing_r44(trade, scene):
    deal, broker, haulier, line = scene
    taken_out(trade, "BROKER", deal, haulier)
    with trade.as_("SHIPPER"):
        events = session.scalars(select(DealEvent).where(DealEvent.deal_id == deal)).all()
    [removed] = [one for one in events if one.kind == "partner.removed"]
    seers = dict(removed.partner_links)[str(haulier)]
    assert set(seers) == {str(broker), str(haulier), str(line)}
    [adopted] = [one for one in events if one.kind == "partner.taken_over"]
    assert (set(adopted.audience), adopted.partner_id) == ({str(broker), str(line)}, None)


def test_a_subtree_goes_where_nothing_was_sent_and_who_is_there_twice_becomes_one_r43(trade, scene):
    deal, broker, haulier, line = scene
    own = trade.invite(deal, "BROKER", "LINE", "OC")
    with trade.as_("LINE"):
        assert set(enter(deal).mine) == {line, own}
    removal = taken_out(trade, "BROKER", deal, haulier)
    assert set(state(trade, "BROKER", deal)[1]) & {line, own} == {own}
    with trade.as_("BROKER"):
        give_back(enter(deal, lock=True), removal)
    assert state(trade, "BROKER", deal)[1][line] == haulier
    taken_out(trade, "SHIPPER", deal, broker, "delete", "remove")
    assert len(state(trade, "SHIPPER", deal)[1]) == 1


@pytest.mark.parametrize("hides", [False, True])
def test_what_is_refused_and_listed_tells_of_no_hidden_invitee_r32(trade, hides):
    """Taking all out at once is refused once something was sent, and what was made is listed, whoever made it."""
    deal = trade.open()
    broker = trade.invite(deal, "SHIPPER", "BROKER", "FW")
    if hides:
        trade.invite(deal, "BROKER", "HAULIER", "RT", hidden=True)
    papers = {
        document(trade, deal, "BROKER", "gate_in_slip", unit_key="#1"),
        document(trade, deal, "HAULIER" if hides else "BROKER", "gate_in_slip", unit_key="#2"),
    }
    with trade.as_("SHIPPER"):
        shown = preview(enter(deal), broker)
        assert ({one.row.id for one in shown.documents}, shown.invitees) == (papers, [])
    with pytest.raises(Rejected, match="送信済み"):
        taken_out(trade, "SHIPPER", deal, broker, "delete", "remove")


def test_a_partner_of_one_that_was_there_twice_comes_back_to_it(trade):
    deal = trade.open()
    trade.invite(deal, "SHIPPER", "BROKER", "FW")
    haulier = trade.invite(deal, "BROKER", "HAULIER", "RT")
    trade.invite(deal, "HAULIER", "LINE", "OC")
    trade.invite(deal, "LINE", "SHIPPER", "SH")
    trade.invite(deal, "BROKER", "LINE", "OC")
    before = state(trade, "BROKER", deal)
    removal = taken_out(trade, "BROKER", deal, haulier)
    assert state(trade, "BROKER", deal) != before
    with trade.as_("BROKER"):
        give_back(enter(deal, lock=True), removal)
    assert state(trade, "BROKER", deal) == before


def test_added_again_a_partner_begins_anew_r45(trade, scene):
    deal, broker, _haulier, _line = scene
    with trade.as_("BROKER"):
        set_own_number(enter(deal, lock=True), "K-1")
    removal = taken_out(trade, "SHIPPER", deal, broker)
    again = trade.invite(deal, "SHIPPER", "BROKER", "FW")
    assert again != broker
    with trade.as_("BROKER"):
        assert kept_for(again).own_number == ""
        set_own_number(enter(deal, lock=True), "K-1")
        assert kept_for(again).own_number == "K-1"
    with trade.as_("SHIPPER"):
        with pytest.raises(Rejected, match="追加し直されて"):
            give_back(enter(deal, lock=True), removal)
        late = "UPDATE trade_removals SET removed_at = removed_at - interval '31 days'"
        session.execute(text(late))
        with pytest.raises(Missing):
            give_back(enter(deal, lock=True), removal)


def test_invitees_of_a_disabled_organisation_can_be_taken_over_after_days_r48(trade, scene):
    deal, broker, haulier, line = scene
    for days, waits in ((6, True), (8, False)):
        with trade.as_("HAULIER"):
            disabled = "UPDATE trade_organisations SET enabled = false, disabled_at = now() - :ago"
            session.execute(text(disabled), {"ago": dt.timedelta(days=days)})
        with trade.as_("BROKER"):
            entered = enter(deal, lock=True)
            if waits:
                with pytest.raises(Rejected, match="日数"):
                    take_over(entered, haulier)
            else:
                take_over(entered, haulier)
    seats = state(trade, "BROKER", deal)[1]
    assert (seats[line], seats[haulier]) == (broker, broker)


def test_the_page_shows_what_follows_and_the_list_takes_it_back(client, trade, scene):
    deal, _broker, haulier, line = scene
    document(trade, deal, "HAULIER", "gate_in_slip")
    person = trade.people["BROKER"][0]
    browser, root = client(person), f"/{person.tenant}/deals/{deal}"
    path = f"{root}/partners/{haulier}/removal"
    shown = browser.get(path).text
    said = ("コンテナ貨物搬入票", "送信済み", "LINE 本店", "30日以内")
    assert [one for one in said if one not in shown] == []
    assert browser.post_form(path, {"documents": "delete", "invitees": "remove"}).status_code == 422
    done = browser.post_form(path, {"documents": "transfer", "invitees": "adopt"})
    assert done.status_code == 303
    listed = browser.get(f"{root}/removals/").text
    assert "鈴木工具商会 HAULIER 本店" in listed
    back = listed.split(f'action="/{person.tenant}/deals/{deal}/removals/')[1].split("/return")[0]
    assert (
        browser.post_form(f"{root}/removals/{back}/return", {}, form_page=f"{root}/removals/").status_code
        == 303
    )
    assert state(trade, "BROKER", deal)[1][line] == haulier
