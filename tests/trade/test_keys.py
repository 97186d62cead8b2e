"""Deals found and headed by what their documents say: for those alone who can read such a document there."""

import pytest
from sqlalchemy import select

from app.kernel.db import session
from app.kernel.errors import Missing, Rejected
from app.trade.desk.finding import deal_by_key, deals_by_key, seats_found
from app.trade.desk.operations import set_own_number
from app.trade.documents.beginning import create
from app.trade.documents.heading import heading_of, headings
from app.trade.documents.model import DealKey
from app.trade.documents.queries import document_in, roots_of, values_of
from app.trade.documents.restricting import restrict
from app.trade.documents.saving import save
from app.trade.documents.sending import send
from app.trade.rooms.queries import enter

BOX = {"number": "CSQU3054383", "size_type": "22G1"}
BOOKED = {"booking_number": "Toy-448 1720", "scac": "TOYO", "vessel_name": "TOYO HIKARI", "voyage": "118W"}
BOOKED |= {"pol": "JPYOK", "pod_name": "SINGAPORE", "etd": "2026-12-01", "eta": "2026-12-10"}


def write(trade, code, deal, seat, kind, values, *, sent=True):
    """A document of a kind with these values. Returns its id."""
    with trade.as_(code):
        entered = enter(deal, seat, lock=True)
        row = create(entered, kind)
        save(entered, row.id, values_of(document_in(entered, row.id), roots_of(deal)) | values, None)
        if sent:
            send(entered, row.id, None)
        return row.id


@pytest.fixture
def booked(trade):
    """A deal with a booking confirmation that LINE has sent."""
    deal = trade.open()
    line = trade.invite(deal, "SHIPPER", "LINE", "OC")
    paper = write(trade, "LINE", deal, line, "booking_confirmation", BOOKED)
    return deal, line, paper


def test_a_deal_is_found_by_each_of_its_numbers_by_those_who_may_read_them(trade, booked):
    deal, line, _paper = booked
    write(trade, "LINE", deal, line, "bill_of_lading", {"bl_number": "TOYO77", "containers": [BOX]})
    with trade.as_("SHIPPER"):
        number = enter(deal).deal.number
        set_own_number(enter(deal, lock=True), "Y-1")
        for asked in (
            {"number": number.lower()},
            {"own_number": "Y-1"},
            {"booking_number": "TOY4481720"},
            {"booking_number": "toy-4481720", "scac": "toyo"},
            {"bl_number": "TOYO 77"},
            {"container": "csqu 305438-3"},
        ):
            assert (asked, deals_by_key(**asked)) == (asked, [deal])
        assert deals_by_key(booking_number="TOY4481720", scac="ABCD") == []
        assert deals_by_key(bl_number="TOY4481720") == deals_by_key() == deals_by_key(container=" - ") == []
        seat = enter(deal).seat
        for words in (number, "Y-1", "TOY4481720", "toyo TOY4481720", "TOYO77", "CSQU3054383"):
            assert (words, seats_found(words)) == (words, [(deal, seat)])
        assert seats_found("abcd TOY4481720") == []
    with trade.as_("LINE"):
        assert deals_by_key(own_number="Y-1") == []
        assert deals_by_key(bl_number="TOYO77") == [deal]
    with trade.as_("BROKER"):
        assert [deals_by_key(number=number), deals_by_key(booking_number="TOY4481720")] == [[], []]
        with pytest.raises(Missing):
            deal_by_key(number=number)


def test_several_deals_of_one_booking_are_listed_and_refused_where_one_is_wanted(trade, booked):
    deal, _line, _paper = booked
    other = trade.open("B/L 2")
    write(trade, "SHIPPER", other, None, "shipping_instruction", {"booking_number": "TOY4481720"})
    with trade.as_("SHIPPER"):
        assert deals_by_key(booking_number="TOY4481720") == [other, deal]
        with pytest.raises(Rejected, match="2 件"):
            deal_by_key(booking_number="TOY4481720")
        assert deal_by_key(booking_number="TOY4481720", scac="TOYO") == deal


def test_a_number_that_was_changed_finds_the_deal_no_more(trade, booked):
    deal, line, paper = booked
    with trade.as_("LINE"):
        entered = enter(deal, line, lock=True)
        now = values_of(document_in(entered, paper), roots_of(deal)) | {"booking_number": "NEW1"}
        save(entered, paper, now | {"scac": None}, None)
        assert session.scalars(select(DealKey.plain)).all() == ["NEW1"]
        assert [deals_by_key(booking_number=one) for one in ("TOY4481720", "NEW1")] == [[], [deal]]


def test_who_reads_no_document_that_carries_a_field_neither_sees_nor_finds_by_it(trade, booked):
    """R14, R55: a draft is its creator's, a kind without rights is not there, a restricted one is for the chosen."""
    deal, line, paper = booked
    nothing = dict.fromkeys(("booking_confirmation", "shipping_instruction"), 0)
    trade.invite(deal, "SHIPPER", "HAULIER", "RT", grants=nothing)
    write(trade, "LINE", deal, line, "bill_of_lading", {"bl_number": "DRAFT1"}, sent=False)

    def known(code):
        with trade.as_(code):
            entered = enter(deal)
            one, many = heading_of(entered), headings([(deal, entered.seat)])[entered.seat]
            assert one == many
            return one

    assert known("HAULIER").values == {}
    assert known("SHIPPER").values == BOOKED
    assert known("LINE").values == BOOKED | {"bl_number": "DRAFT1"}
    assert (known("SHIPPER").voyage, known("SHIPPER").text("etd")) == ("TOYO HIKARI 118W", "2026/12/01")
    with trade.as_("HAULIER"):
        assert deals_by_key(booking_number="TOY4481720") == []
    with trade.as_("SHIPPER"):
        assert deals_by_key(bl_number="DRAFT1") == []
    with trade.as_("LINE"):
        restrict(enter(deal, line, lock=True), paper, {})
    assert known("SHIPPER").values == {}
    with trade.as_("SHIPPER"):
        assert deals_by_key(booking_number="TOY4481720") == seats_found("TOYO TOY4481720") == []
    with trade.as_("LINE"):
        assert deals_by_key(booking_number="TOY4481720") == [deal]


def test_the_list_and_the_page_show_what_the_reader_may_know_in_ten_statements(
    trade, booked, client, statements
):
    deal, line, _paper = booked
    write(trade, "LINE", deal, line, "bill_of_lading", {"bl_number": "TOYO77", "containers": [BOX]})
    trade.invite(deal, "SHIPPER", "BROKER", "CB", grants={})
    known = ("TOYO HIKARI 118W", "JPYOK → SINGAPORE", "2026/12/01 → 2026/12/10", "Toy-448 1720", "TOYO77")
    shipper, broker = (client(trade.people[code][0]) for code in ("SHIPPER", "BROKER"))
    listed = shipper.get("/yamada/deals/", query_string={"q": "csqu3054383"}).text
    assert [one in listed for one in known] == [True] * 5
    other = broker.get("/kanda/deals/").text
    assert [one in other for one in (*known, "衣料 60 箱")] == [False] * 5 + [True]
    assert "衣料" not in broker.get("/kanda/deals/", query_string={"q": "TOYO77"}).text
    statements.clear()
    page = shipper.get(f"/yamada/deals/{deal}").text
    assert len([one for one in statements if "INSERT" not in one]) <= 10, statements
    assert [one in page for one in ("TOYO HIKARI", "CSQU3054383", "TOYO77", "2026/12/10")] == [True] * 4
    page = broker.get(f"/kanda/deals/{deal}").text
    assert [one in page for one in ("TOYO HIKARI", "CSQU3054383", "TOYO77")] == [False] * 3
