"""IFTMBC and IFTMAN: read strictly, looked at first, written whole or not at all.

The files here are written by hand after the message and segment directories D.95B and D.99B of UN/EDIFACT.
"""

import io

import pytest
from sqlalchemy import func, select

from app.kernel.db import session
from app.kernel.errors import Rejected
from app.trade.documents.beginning import create
from app.trade.documents.model import RootField, TradeDocument
from app.trade.documents.saving import save
from app.trade.edi.interchanges import interchange
from app.trade.edi.messages import read
from app.trade.edi.model import EdiFile, EdiParty
from app.trade.edi.planning import steps
from app.trade.edi.taking import bind, receive, take_in
from app.trade.rooms.model import Deal, Participation
from app.trade.rooms.queries import enter

BOOKING = (
    "BGM+770+TOY4481720+9",
    "DTM+137:202611271030:203",
    "RFF+BN:TOY4481720",
    "TDT+20+118W+1++TOYO:172:182+++9074729:146:11:TOYO HIKARI",
    "LOC+9+JPYOK:139:6:YOKOHAMA",
    "DTM+133:20261201:102",
    "LOC+11+SGSIN:139:6:SINGAPORE",
    "DTM+132:20261210:102",
    "NAD+CZ+YAMADA01:160:20+YAMADA TRADING:TOKYO",
    "NAD+NI+++KANDA FORWARDING:KANDA ?'EAST?' 1-1",
    "NAD+N2+++STRANGER CO",
    "GID+1+36:CT",
    "FTX+AAA+++LINEAR MOTION PARTS",
    "MEA+AAE+G+KGM:2370,5",
    "EQD+CN+CSQU3054383+22G1:102:5",
)
ARRIVAL = (
    "BGM+781+AN1+9",
    "RFF+BM:TOYO77",
    "TDT+20+118W+1++TOYO:172:182+++TOYO1:103:11:TOYO HIKARI",
    "LOC+11+JPYOK:139:6:YOKOHAMA",
    "DTM+132:261210:101",
    "NAD+CN+++YAMADA TRADING",
    "GID+1+10:CT",
    "EQD+CN+CSQU3054383+22G1:102:5",
    "MEA+AAE+WT+KGM:500",
    "SEL+JP771204+CA",
)


def file_of(body, kind="IFTMBC", release="99B", *, una="UNA:+,? '", count=None, messages=1):
    """The bytes of an interchange with this message, once or more often."""
    whole = [f"UNH+M{{n}}+{kind}:D:{release}:UN", *body, f"UNT+{count or len(body) + 2}+M{{n}}"]
    text = "'\r\n".join(one.replace("{n}", str(n)) for n in range(messages) for one in whole)
    return f"{una}UNB+UNOC:3+TOYO:ZZ+YAMADA:ZZ+261127:1030+R1'\r\n{text}'\r\nUNZ+{messages}+R1'\r\n".encode(
        "latin-1"
    )


def test_a_booking_confirmation_and_an_arrival_notice_say_what_documents_hold():
    there = interchange(file_of(BOOKING))
    said = read(there.messages[0], there.decimal)
    assert (there.sender, said.kind, said.direction) == ("TOYO", "booking_confirmation", "export")
    assert said.values == {
        "booking_number": "TOY4481720", "scac": "TOYO", "vessel_name": "TOYO HIKARI", "voyage": "118W",
        "imo_number": "9074729", "pol": "JPYOK", "pol_name": "YOKOHAMA", "pod": "SGSIN", "pod_name": "SINGAPORE",
        "etd": "2026-12-01", "eta": "2026-12-10", "goods_name": "LINEAR MOTION PARTS", "packages": "36",
        "gross_weight": "2370.5",
    }  # fmt: skip
    assert [(one.role, one.code, one.text) for one in said.parties][1] == (
        "NI",
        "",
        "KANDA FORWARDING\nKANDA 'EAST' 1-1",
    )
    there = interchange(file_of(ARRIVAL, "IFTMAN", "95B", una=""))
    said = read(there.messages[0], there.decimal)
    assert (said.values["bl_number"], said.values["call_sign"], said.values["eta"]) == (
        "TOYO77",
        "TOYO1",
        "2026-12-10",
    )
    box = {"number": "CSQU3054383", "size_type": "22G1", "seal": "JP771204", "gross_weight": "500"}
    assert said.values["containers"] == [box]


WRONG = list(BOOKING)
WRONG[3] = WRONG[3].replace("9074729", "9074720")


@pytest.mark.parametrize(
    "data, sentence",
    [
        (b"", "EDIFACT"),
        (b"PK\x03\x04 not edifact'", "EDIFACT"),
        (file_of(BOOKING)[:-40], "区切り"),
        (file_of(BOOKING, count=99), "セグメント 18（UNT）"),
        (file_of(BOOKING).replace(b"UNZ+1+R1", b"UNZ+2+R1"), "セグメント 19（UNZ）"),
        (file_of(BOOKING).replace(b"UNZ+1+R1", b"UNZ+1+R2"), "セグメント 19（UNZ）"),
        (file_of(BOOKING) + file_of(BOOKING), "セグメント 19（UNZ）"),
        (file_of(WRONG), "セグメント 6（TDT）"),
        (file_of([*BOOKING[:5], "DTM+133:20261399:102"]), "セグメント 8（DTM）"),
        (file_of([*BOOKING[:5], "MEA+AAE+G+KGM:12X"]), "セグメント 8（MEA）"),
        (file_of([*BOOKING, "EQD+CN+CSQU3054384+22G1"], "IFTMAN"), "セグメント 18（EQD）"),
        (file_of(["BGM+770+1+1"]), "セグメント 3（BGM）"),
        (file_of(BOOKING, "IFTSTA"), "IFTSTA"),
        (file_of(BOOKING[:2]), "ブッキング番号"),
    ],
)  # fmt: skip
def test_a_bad_file_says_which_segment_and_leaves_nothing(trade, data, sentence):
    with trade.as_("LINE"):
        with pytest.raises(Rejected) as refused:
            receive("x.edi", data, trade.made["LINE"], "OC")
        assert sentence in str(refused.value)
        assert [
            session.scalar(select(func.count()).select_from(one)) for one in (EdiFile, EdiParty, Deal)
        ] == [0, 0, 0]


class Misses:
    """So many guesses left."""

    def __init__(self, left):
        self.left = self.spend = lambda: left > 0


def test_a_file_is_looked_at_then_opens_a_deal_for_those_it_names_and_finds_it_again(trade, client):
    line = client(trade.people["LINE"][0])
    here, owner = "/foreign/edi-files/", f"{trade.made['LINE'].id}:OC"
    given = {"owner": owner, "file": (io.BytesIO(file_of(BOOKING)), "bkc.edi")}
    shown = line.get(line.post_form(here, given, form_page=here).headers["Location"])
    assert [word in shown.text for word in ("TOY4481720", "新しい取引", "STRANGER CO")] == [True] * 3
    with trade.as_("LINE"):
        assert session.scalars(select(Deal)).all() == []
        queue = {one.role: one for one in session.scalars(select(EdiParty))}
        assert sorted(queue) == ["CZ", "N2", "NI"]
        with pytest.raises(Rejected) as refusal:
            bind(queue["NI"], "NOBODY", "FW", Misses(1))
        assert refusal.value.field == "code"
        with pytest.raises(Rejected, match="検索を止めています"):
            bind(queue["NI"], "NOBODY", "FW", Misses(0))
        bind(queue["NI"], "BROKER", "FW", Misses(0))  # may be found by its name as well
        bind(queue["CZ"], "SHIPPER", "SH", Misses(0))
        file = session.scalars(select(EdiFile)).one()
        there = f"{here}{file.id}"
    line.post_form(f"{there}/intake", {}, form_page=there)
    with trade.as_("LINE"):
        deal = session.scalars(select(Deal)).one()
        assert (deal.name, deal.pattern) == ("TOY4481720 TOYO HIKARI 118W", "export/FCL/brokered/inland")
        seats = session.scalars(select(Participation.business_type).order_by(Participation.added_at)).all()
        assert sorted(seats) == ["FW", "OC", "SH"]
        paper = session.scalars(select(TradeDocument)).one()
        assert (paper.kind, paper.status) == ("booking_confirmation", "draft")
        again = receive(
            "bkc2.edi",
            file_of([*BOOKING[:3], *BOOKING[3:5], "DTM+133:20261203:102"]),
            trade.made["LINE"],
            "OC",
        )
        step = next(steps(again))
        assert (step.entered.deal.id, [one.name for one in step.changes]) == (deal.id, ["etd"])
        take_in(again)
        etd = select(RootField.plain).where(RootField.path == "etd")
        assert (session.scalars(etd).one(), session.scalar(select(func.count()).select_from(Deal))) == (
            "2026-12-03",
            1,
        )
        with pytest.raises(Rejected):
            take_in(again)
    with trade.as_("BROKER"):
        assert enter(deal.id).deal.id == deal.id
        assert session.scalars(select(EdiFile)).all() == []
    assert client(trade.people["BROKER"][0]).get(f"/kanda/edi-files/{file.id}").status_code == 404


def test_who_may_not_write_the_document_is_told_before_anything_is_written(trade):
    deal = trade.open()
    with trade.as_("SHIPPER"):
        entered = enter(deal, lock=True)
        row = create(entered, "shipping_instruction")
        save(entered, row.id, {"booking_number": "TOY4481720"}, None)
    with trade.as_("SHIPPER"):
        with pytest.raises(Rejected, match="この帳票を作成する権限"):
            receive("x.edi", file_of(BOOKING), trade.made["SHIPPER"], "SH")
        assert session.scalars(select(EdiFile)).all() == []
