"""A room lets in whoever takes part, and nobody else, whatever statement is sent."""

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import ProgrammingError

from app.kernel.db import db, session
from app.kernel.errors import Missing, Rejected
from app.trade import sight
from app.trade.deals.opening import complete, reopen
from app.trade.organisations.queries import found_by_code, found_by_name
from app.trade.partners.permitting import conceal, grant
from app.trade.rooms.model import DealEvent, Participation
from app.trade.rooms.noting import attributed
from app.trade.rooms.queries import enter


def tables():
    """Names of all tables whose rows belong to a deal and not to a tenant."""
    return [one.name for one in db.metadata.sorted_tables if one.info.get("tenancy") == "room"]


def rows_of(table):
    return session.execute(text(f"SELECT count(*) FROM {table}")).scalar_one()


def test_outside_the_participants_no_row_of_a_deal_is_there(trade):
    deal = trade.open()
    trade.invite(deal, "SHIPPER", "BROKER", "FW")
    with trade.as_("BROKER"):
        assert (rows_of("trade_deals"), rows_of("trade_participations"), rows_of("trade_events")) == (1, 2, 2)
    with trade.as_("LINE"):
        assert {table: rows_of(table) for table in tables()} == dict.fromkeys(tables(), 0)
        with pytest.raises(Missing):
            enter(deal)


def refused(statement, **values):
    with pytest.raises(ProgrammingError, match="row-level security"), db.session.begin_nested():
        session.execute(text(statement), values)


def test_a_stranger_cannot_write_a_seat_into_a_deal(trade):
    deal = trade.open()
    seat = (
        "INSERT INTO trade_participations (deal_id, id, tenant_id, organisation_id, inviter_id, business_type,"
        " status, hidden, grants) SELECT :deal, gen_random_uuid(), current_setting('choba.tenant_id')::uuid,"
        " :organisation, {inviter}, 'OC', 'active', false, '{{}}'"
    )
    with trade.as_("LINE"):
        values = {"deal": deal, "organisation": trade.made["LINE"].id}
        refused(seat.format(inviter="NULL"), **values)
        refused(seat.format(inviter="gen_random_uuid()"), **values)
        changed = session.execute(text("UPDATE trade_deals SET name = 'x'"))
        assert changed.rowcount == 0


def test_events_are_never_changed_by_the_application(trade):
    trade.open()
    denied = pytest.raises(ProgrammingError, match="permission denied")
    with trade.as_("SHIPPER"), denied, db.session.begin_nested():
        session.execute(text("UPDATE trade_events SET kind = 'x'"))


def test_numbers_tell_nothing_of_how_many_there_are(trade):
    from app.trade.deals.numbering import shuffled

    shown = [shuffled(place, b"k") for place in range(2000)]
    assert len(set(shown)) == 2000
    assert all(0 <= one < 1_000_000 for one in shown)
    assert sum(later > earlier for earlier, later in zip(shown, shown[1:], strict=False)) in range(900, 1100)


def test_names_are_found_only_of_those_that_allow_it_an_id_always(trade):
    with trade.as_("HAULIER"):
        session.execute(text("UPDATE trade_organisations SET searchable = false"))
    with trade.as_("SHIPPER"):
        assert [row.code for row in found_by_name("本店")] == ["SHIPPER", "LINE", "BROKER"]
        assert [row.code for row in found_by_name("本店", business_type="FW")] == ["BROKER"]
        assert found_by_name("HAULIER") == []
        assert found_by_code("HAULIER").name == "HAULIER 本店"
        assert found_by_code("haulier") is None
        assert found_by_code("HAUL") is None


def test_a_hidden_partner_is_seen_by_its_inviter_alone(trade):
    deal = trade.open()
    broker = trade.invite(deal, "SHIPPER", "BROKER", "FW")
    line = trade.invite(deal, "SHIPPER", "LINE", "OC")
    haulier = trade.invite(deal, "BROKER", "HAULIER", "RT", hidden=True)
    for code, sees in (("SHIPPER", False), ("BROKER", True), ("LINE", False), ("HAULIER", True)):
        with trade.as_(code):
            entered = enter(deal)
            assert (haulier in [one.id for one in sight.partners(entered.room, entered.seat)]) is sees
            assert entered.believed(haulier) == (haulier if sees else broker)
    assert line != broker


def test_an_invitation_of_whom_somebody_else_has_hidden_is_answered_as_any_other(trade):
    deal = trade.open()
    trade.invite(deal, "SHIPPER", "BROKER", "FW")
    hidden = trade.invite(deal, "BROKER", "HAULIER", "RT", hidden=True)
    second = trade.invite(deal, "SHIPPER", "HAULIER", "RT")
    assert second != hidden
    assert trade.invite(deal, "SHIPPER", "HAULIER", "RT") == second
    with trade.as_("HAULIER"):
        assert enter(deal).mine == [hidden, second]


def test_a_shipper_and_a_line_cannot_be_hidden_by_a_forwarder(trade):
    deal = trade.open()
    trade.invite(deal, "SHIPPER", "BROKER", "FW")
    with pytest.raises(Rejected, match="非公開"):
        trade.invite(deal, "BROKER", "LINE", "OC", hidden=True)


def test_rights_are_changed_by_the_inviter_alone_up_to_the_ceiling(trade):
    deal = trade.open()
    broker = trade.invite(deal, "SHIPPER", "BROKER", "FW")
    haulier = trade.invite(deal, "BROKER", "HAULIER", "RT")
    with trade.as_("BROKER"):
        entered = enter(deal, lock=True)
        with pytest.raises(Rejected, match="招待元だけ"):
            grant(entered, broker, {"commercial_invoice": sight.NONE})
        with pytest.raises(Rejected, match="事業種別に認められた"):
            grant(entered, haulier, {"commercial_invoice": sight.READ})
        again = grant(entered, haulier, {"packing_list": sight.NONE})
        assert sight.allowed(again.room, haulier, "packing_list") == sight.NONE
        again = grant(again, haulier, {"packing_list": sight.READ})
        assert sight.allowed(again.room, haulier, "packing_list") == sight.READ
    with trade.as_("SHIPPER"), pytest.raises(Rejected, match="招待元だけ"):
        grant(enter(deal, lock=True), haulier, {"packing_list": sight.NONE})


def test_what_happened_keeps_the_attribution_of_its_time(trade):
    deal = trade.open()
    broker = trade.invite(deal, "SHIPPER", "BROKER", "FW")
    haulier = trade.invite(deal, "BROKER", "HAULIER", "RT", hidden=True)
    line = trade.invite(deal, "HAULIER", "LINE", "OC")
    with trade.as_("BROKER"):
        conceal(enter(deal, lock=True), haulier, hidden=False)
    with trade.as_("SHIPPER"):
        shipper = enter(deal).seat
        [invited] = session.scalars(
            select(DealEvent).where(DealEvent.partner_id == line, DealEvent.kind == "partner.invited")
        )
        assert attributed(invited.links, shipper) == str(broker)
        assert attributed(invited.links, line) == str(haulier)


def test_a_completed_deal_takes_no_writing_until_it_is_opened_again(trade):
    deal = trade.open()
    with trade.as_("SHIPPER"):
        complete(enter(deal, lock=True))
    with pytest.raises(Rejected, match="終了している"):
        trade.invite(deal, "SHIPPER", "BROKER", "FW")
    with trade.as_("SHIPPER"):
        reopen(enter(deal, lock=True))
    trade.invite(deal, "SHIPPER", "BROKER", "FW")
    with trade.as_("BROKER"):
        with pytest.raises(Rejected, match="オーナー"):
            complete(enter(deal, lock=True))
        assert len(session.scalars(select(Participation)).all()) == 2
