"""Pages of documents: made, typed into, sent, compared, taken out and in; by telephone at the gate."""

import io
from functools import partial

import pytest
from flask.testing import FlaskClient

from app.kernel.db import session
from app.trade import sight
from app.trade.documents.beginning import create
from app.trade.documents.kinds.catalogue import KINDS
from app.trade.documents.papers import paper
from app.trade.documents.queries import document_in, roots_of, values_of
from app.trade.documents.saving import save
from app.trade.documents.sending import send
from app.trade.documents.showing import grid
from app.trade.partners.permitting import grant
from app.trade.rooms.queries import enter
from app.trade.rulebooks.patterns import Pattern
from tests.support.page_checker import start_afresh
from tests.trade.desks import Desk

BOXES = {"containers-0-number": "CSQU3054383", "containers-0-size_type": "22G1", "containers-0-seal": "S1"}
SEA = {"booking_number": "BK77", "vessel_name": "さくら丸", "voyage": "012E", "pod": "SGSIN", **BOXES}


@pytest.fixture
def at(client, trade, deal):
    """`at("BROKER")`: its desk."""
    return lambda code: Desk(client, trade, deal, code)


def test_a_shipping_instruction_is_written_sent_and_compared_with_the_bill(at):
    broker, line = at("BROKER"), at("LINE")
    instruction = broker.make("shipping_instruction")
    assert broker.make("shipping_instruction") == instruction
    etag = broker.etag(instruction)
    wrong = broker.post(instruction, {"etag": etag, "pod": "SINGAPORE"}, f"{instruction}/edit", 422)
    assert "SINGAPORE" in wrong.get_data(as_text=True)
    typed = {"etag": etag, **SEA, "and_send": "1"}
    broker.post(instruction, typed, f"{instruction}/edit")
    stale = broker.post(instruction, {**typed, "voyage": "999W"}, f"{instruction}/edit", 409)
    assert ("999W" in stale.get_data(as_text=True), "012E" in stale.get_data(as_text=True)) == (True, True)
    shown = broker.text(instruction)
    assert ("第1版" in shown, "CSQU3054383" in shown, "なぜ閲覧できるのですか" in shown) == (True, True, True)
    assert "/sending" not in shown
    booking = line.make("booking_confirmation")
    form = line.text(f"{booking}/edit")
    assert ("船積依頼書（船積指図書 S/I）によりロックされています" in form, 'name="voyage"' in form) == (
        True,
        False,
    )
    bill = line.make("bill_of_lading")
    line.post(bill, {"etag": line.etag(bill), "bl_number": "BL1"}, f"{bill}/edit")
    compared = line.text(f"{bill}/comparisons{instruction}")
    assert "船積依頼書（船積指図書 S/I）（送信時）" in compared
    again = {"etag": broker.etag(instruction), **SEA, "remarks": "至急", "and_send": "1"}
    broker.post(instruction, again, f"{instruction}/edit")
    assert "至急" in broker.text(f"{instruction}/versions/2")
    assert "違いはありません" in broker.text(f"{instruction}/differences")
    paper = broker.browser.get(f"{broker.here}{instruction}/paper?version=2")
    assert (paper.status_code, paper.mimetype, paper.data[:5]) == (200, "application/pdf", b"%PDF-")
    broker.post(
        f"{instruction}/withdrawal", {"etag": broker.etag(instruction), "reason": ""}, instruction, 422
    )
    broker.post(
        f"{instruction}/withdrawal", {"etag": broker.etag(instruction), "reason": "誤り"}, instruction
    )
    broker.post(
        f"{instruction}?_method=DELETE", {"etag": broker.etag(instruction), "reason": "誤り"}, instruction
    )
    broker.text(instruction, 404)


def test_lines_go_out_and_in_as_files_and_readers_are_chosen(at, trade, deal):
    shipper, line = at("SHIPPER"), at("LINE")
    invoice = shipper.make("commercial_invoice")
    goods = {
        "goods-0-description": "衣料",
        "goods-0-quantity": "60",
        "goods-0-price": "12.5",
        "currency": "USD",
    }
    head = {"document_number": "INV-1", "document_date": "2026/11/27", "etag": shipper.etag(invoice)}
    shipper.post(invoice, head | goods, f"{invoice}/edit")
    assert "750.00 USD" in shipper.text(invoice)
    out = shipper.browser.get(f"{shipper.here}{invoice}/tables/goods?form=csv").data.decode("utf-8-sig")
    assert out.splitlines()[1] == "衣料,,,60,,12.5,"
    file = {
        "file": (io.BytesIO((out + "靴,,,2,,10,\n").encode()), "lines.csv"),
        "etag": shipper.etag(invoice),
    }
    shipper.post(f"{invoice}/tables/goods", file, invoice)
    sheet = shipper.text(invoice)
    assert ("770.00 USD" in sheet, ">12.50<" in sheet, ">10.00<" in sheet, "/sending" in sheet) == (True,) * 4
    bad = {
        "file": (io.BytesIO((out + "靴,,,たくさん,,10,\n").encode()), "lines.csv"),
        "etag": shipper.etag(invoice),
    }
    refused = shipper.post(f"{invoice}/tables/goods", bad, invoice, 422).get_data(as_text=True)
    assert "3行目「数量」" in refused
    excel = shipper.browser.get(f"{shipper.here}{invoice}/tables/goods?form=xlsx")
    assert excel.data[:2] == b"PK"
    note = shipper.make("attachment")
    shipper.post(note, {"etag": shipper.etag(note), "title": "写真", "and_send": "1"}, f"{note}/edit")
    line.text(note)
    shipper.post(f"{note}/readers", {"chosen": "y"}, note)
    line.text(note, 404)
    line.text(invoice, 404)
    assert "商業送り状" not in line.text()


def test_nothing_of_a_kind_without_rights_is_left_anywhere(at, trade, deal):
    """R14: lists, pages, papers, files; R15: making it is refused as for any unknown kind."""
    shipper, broker = at("SHIPPER"), at("BROKER")
    invoice = shipper.make("commercial_invoice")
    head = {"document_number": "1", "document_date": "11/27", "currency": "JPY", "and_send": "1"}
    shipper.post(invoice, head | {"etag": shipper.etag(invoice)}, f"{invoice}/edit")
    deal_page = f"{broker.slug}/deals/{deal}"
    assert [page.count("商業送り状（インボイス）") > 0 for page in map(broker.text, ("", deal_page))] == [
        True,
        True,
    ]
    with trade.as_("SHIPPER"):
        room = enter(deal, lock=True)
        [seat] = [one.id for one in room.room.seats.values() if one.business_type == "FW"]
        grant(room, seat, {"commercial_invoice": sight.NONE})
        session.commit()
    for path in ("", "/edit", "/paper", "/tables/goods", "/versions/1", "/differences"):
        broker.text(f"{invoice}{path}", 404)
    for page in ("", "/new", deal_page):
        assert "商業送り状" not in broker.text(page)
    broker.post("", {"kind": "commercial_invoice"}, "/new", 422)


def test_the_haulier_makes_a_slip_at_the_gate_by_the_booking_number(at, trade, deal):
    broker, haulier = at("BROKER"), at("HAULIER")
    instruction = broker.make("shipping_instruction")
    broker.post(instruction, {"etag": broker.etag(instruction), **SEA}, f"{instruction}/edit")
    gate = f"{haulier.slug}/gate-slips"
    assert "搬入票を作成できる取引はありません" in haulier.text(f"{gate}?booking=BK00", 422)
    stranger = at("LINE")
    assert "搬入票を作成できる取引はありません" in stranger.text(
        f"{stranger.slug}/gate-slips?booking=BK77", 422
    )
    page = haulier.text(f"{gate}?booking=BK77")
    assert ("CSQU3054383" in page, "確定重量 · 不足" in page) == (True, True)
    slips = f"{haulier.slug}/deals/{deal}/gate-slips"
    made = haulier.browser.post_form(slips, {"unit": "CSQU3054383"}, form_page=f"{gate}?booking=BK77")
    assert made.status_code == 303
    edit = haulier.text(made.headers["Location"])
    filled_in = ['value="CSQU3054383"', 'value="22G1"', "この取引では非公開です"]
    assert [one for one in filled_in if one not in edit] == []


def some(field):
    """A right value of a field."""
    given = {
        "container": "CSQU3054383", "imo": "9074729", "currency": "USD", "scac": "ABCD", "locode": "JPYOK",
        "country": "JP", "hs": "610910", "un": "1263", "size_type": "22G1", "date": "2026-11-27", "number": "3",
        "money": 1234, "yen": 5678,
    }  # fmt: skip
    return field.choices[0][0] if field.kind == "choice" else given.get(field.kind, "語")


SEATS = {"SH": "SHIPPER", "FW": "BROKER", "OC": "LINE", "NV": "LINE"}


def filled_out(trade, deal, done):
    """Every kind that somebody in the deal may write and that is not `done`, with a value everywhere, sent."""
    for business_type, code in SEATS.items():
        with trade.as_(code):
            room = enter(deal, lock=True)
            [seat] = [one for one in room.mine if room.room.seats[one].business_type == business_type]
            room = enter(deal, seat, lock=True)
            for name in room.rules.kinds():
                if name not in done and sight.may_create(room.room, seat, name):
                    done[name] = (code, seat, filled_one(room, KINDS[name]))
            session.commit()


def filled_one(room, kind):
    row = create(room, kind.name, "CSQU3054383")
    values = {one.name: some(one) for one in kind.fields.values()}
    values |= {one.name: [{column.name: some(column) for column in one.columns}] for one in kind.tables}
    there = values_of(document_in(room, row.id), roots_of(room.deal.id))
    save(room, row.id, values | {name: there[name] for name in kind.shared & there.keys()}, None)
    send(room, row.id, None)
    held = document_in(room, row.id)
    assert paper(held, values_of(held, roots_of(room.deal.id)), "", "").title
    return row.id


def unchecked(browser, url):
    start_afresh()
    return FlaskClient.open(browser, url)


def test_every_kind_has_a_form_and_is_saved_and_sent(client, trade):
    """In a deal out and one in: each kind is made full, sent, and its form read again.

    The strict reader looks at forms with a block it has not seen; checking all forty would take as long again.
    """
    done, seen = {}, set()
    for direction in ("export", "import"):
        deal, before = trade.open(pattern=Pattern(direction, "FCL", brokered=True, coastal=True)), set(done)
        for business_type, code in SEATS.items():
            if code != "SHIPPER":
                trade.invite(deal, "SHIPPER", code, business_type)
        filled_out(trade, deal, done)
        for name in sorted(done.keys() - before):
            code, seat, document = done[name]
            desk, blocks = Desk(client, trade, deal, code), {*KINDS[name].sections, *KINDS[name].tables}
            read = desk.browser.get if blocks - seen else partial(unchecked, desk.browser)
            assert (name, read(f"{desk.here}/{document}/edit?seat={seat}").status_code) == (name, 200)
            seen |= blocks
    assert done.keys() == KINDS.keys()


def test_the_grid_of_many_documents_asks_the_database_once(trade, deal, statements):
    with trade.as_("BROKER"):
        room = enter(deal, lock=True)
        for _number in range(20):
            create(room, "attachment")
        session.flush()
        statements.clear()
        rows = grid(room)
        assert (len([one for one in rows if one.held]), len(statements)) == (20, 1)
