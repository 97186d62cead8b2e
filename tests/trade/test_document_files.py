"""Files of documents: brought by whoever may write, read by whoever may read, kept with what was sent."""

import io

import pytest
from sqlalchemy import select

from app.kernel import context
from app.kernel.db import session
from app.kernel.errors import Missing, Rejected
from app.platform.storage import StoredFile, places, scanning
from app.trade import sight
from app.trade.documents.attaching import attach, remove
from app.trade.documents.beginning import create
from app.trade.documents.model import DocumentFile, DocumentVersion
from app.trade.documents.papers import paper
from app.trade.documents.queries import document_in, file_of, files_of, files_sent, versions_of
from app.trade.documents.restricting import restrict
from app.trade.documents.saving import save
from app.trade.documents.sending import send
from app.trade.partners.permitting import grant
from app.trade.rooms.queries import enter
from tests.peers.clamd import EICAR, Clamd
from tests.trade.desks import Desk

PDF = b"%PDF-1.7 " + b"x" * 100
PNG = b"\x89PNG\r\n\x1a\n" + b"x" * 40


def begun(trade, deal, code, *files):
    with trade.as_(code):
        entered = enter(deal, lock=True)
        row = create(entered, "attachment")
        save(entered, row.id, {"title": "写真"}, None)
        if files:
            attach(entered, row.id, [(io.BytesIO(content), name) for content, name in files])
        return row.id


def names(trade, deal, code, document):
    with trade.as_(code):
        return [one.name for one in files_of(document_in(enter(deal), document))]


def test_files_are_put_on_opened_by_readers_and_taken_off_on_the_pages(client, trade, deal):
    with trade.as_("BROKER"):
        entered = enter(deal, lock=True)
        [seat] = [one.id for one in entered.room.seats.values() if one.business_type == "OC"]
        grant(entered, seat, {"attachment": sight.READ})
        session.commit()
    shipper, line = Desk(client, trade, deal, "SHIPPER"), Desk(client, trade, deal, "LINE")
    note = shipper.make("attachment")
    files = {"files": [(io.BytesIO(PDF), "梱包写真.pdf"), (io.BytesIO(PNG), "荷印.png")]}
    shipper.post(f"{note}/files", files, note)
    shown = shipper.text(note)
    assert [shown.count(f"{name}</a>") for name in ("梱包写真.pdf", "荷印.png")] == [1, 1]
    assert "撮影" in shipper.text(f"{note}/edit")
    first = shown.split(f"{note}/files/")[1].split("?")[0].split('"')[0]
    line.text(f"{note}/files/{first}", 404)  # a draft is nobody else's
    wrong = {"files": (io.BytesIO(b"MZ\x90\x00program"), "請求書.pdf")}
    assert "この種類のファイルは" in shipper.post(f"{note}/files", wrong, note, 422).get_data(as_text=True)
    more = {"etag": shipper.etag(note), "title": "写真", "files": (io.BytesIO(b"a,b\n"), "一覧.csv")}
    shipper.post(note, more | {"and_send": "1"}, f"{note}/edit")
    page = line.text(note)
    assert ("一覧.csv" in page, "/files/" in page, 'id="file-add"' in page) == (True, True, False)
    got = line.browser.get(f"{line.here}{note}/files/{first}?inline=1")
    assert (got.data, got.mimetype, got.headers["Content-Disposition"].split(";")[0]) == (
        PDF,
        "application/pdf",
        "inline",
    )
    line.post(f"{note}/files", {"files": (io.BytesIO(PDF), "x.pdf")}, note, 422)
    shipper.post(f"{note}/files/{first}?_method=DELETE", {}, note)
    assert "梱包写真.pdf" not in shipper.text(note)
    assert "梱包写真.pdf" in line.text(f"{note}/versions/1")
    assert line.browser.get(f"{line.here}{note}/files/{first}").data == PDF
    shipper.post(f"{note}/readers", {"chosen": "y"}, note)
    line.text(f"{note}/files/{first}", 404)


def test_what_was_sent_keeps_its_files_and_a_file_never_sent_is_gone(trade, deal):
    document = begun(trade, deal, "SHIPPER", (PDF, "A.pdf"), (PNG, "B.png"))
    with trade.as_("SHIPPER"):
        entered = enter(deal, lock=True)
        first, second = files_of(document_in(entered, document))
        remove(entered, document, second.id)
        send(entered, document, None)
        before = document_in(entered, document).row.etag
        remove(entered, document, first.id)
        attach(entered, document, [(io.BytesIO(PNG), "C.png")])
        held = document_in(entered, document)
        assert (held.row.status, held.row.etag == before) == ("edited", False)
        send(entered, document, None)
        versions = versions_of(document_in(entered, document))
        sent = [[one.name for one in files_sent(held, version)] for version in versions]
        assert sent == [["C.png"], ["A.pdf"]]
        with pytest.raises(Missing):
            file_of(held, second.id)
        with pytest.raises(Missing):
            remove(entered, document, first.id)
    assert names(trade, deal, "LINE", document) == ["C.png"]
    with trade.as_("SHIPPER"):
        kept = session.scalars(select(DocumentVersion.files).order_by(DocumentVersion.version)).all()
        assert kept == [[str(first.id)], [str(files_of(held)[0].id)]]


def test_a_file_lies_with_the_room_and_names_nobody(trade, deal):
    """R31, R32: a hidden haulier's file is under no company's id, and its name may not say who it is."""
    content = PDF + deal.bytes
    document = begun(trade, deal, "HAULIER", (content, "搬入.pdf"))
    with trade.as_("HAULIER"):
        entered = enter(deal, lock=True)
        name = f"{entered.organisation(entered.seat).name}.pdf"
        with pytest.raises(Rejected, match="ファイル名に自組織を示す語") as refusal:
            attach(entered, document, [(io.BytesIO(content), name)])
        assert refusal.value.field == "files"
        attach(entered, document, [(io.BytesIO(content), name)], knowing=True)
        [file, _named] = files_of(document_in(entered, document))
        with pytest.raises(FileNotFoundError):
            places.present().open(context.tenant_id(), file.sha256)
        with places.present().open(deal, file.sha256) as stream:
            assert stream.read() == content
        assert session.scalars(select(StoredFile).where(StoredFile.sha256 == file.sha256)).all() == []
        send(entered, document, None)
    kept = {column.name for column in DocumentFile.__table__.columns}
    assert kept == set(
        "deal_id id document_id name content_type size sha256 scan added_at removed_at".split()
    )
    assert names(trade, deal, "BROKER", document) == ["搬入.pdf", name]


def test_whoever_may_not_read_the_document_finds_no_file(trade, deal):
    document = begun(trade, deal, "SHIPPER", (PDF, "A.pdf"))
    with trade.as_("SHIPPER"):
        entered = enter(deal, lock=True)
        send(entered, document, None)
        line = [one.id for one in entered.room.seats.values() if one.business_type == "OC"]
        restrict(entered, document, dict.fromkeys(line, sight.READ))
    assert names(trade, deal, "LINE", document) == ["A.pdf"]
    with pytest.raises(Missing):
        names(trade, deal, "BROKER", document)


@pytest.fixture
def scanner():
    with Clamd() as daemon:
        scanning.use(daemon.url)
        yield daemon
    scanning.use(None)


def test_nobody_opens_a_file_before_the_scanner_has_let_it_pass(client, trade, deal, scanner, run_jobs):
    document = begun(trade, deal, "SHIPPER", (PDF, "A.pdf"), (b"x" + EICAR, "B.txt"))
    with trade.as_("SHIPPER"):
        good, bad = files_of(document_in(enter(deal), document))
        assert (good.scan, bad.scan) == ("pending", "pending")
        session.commit()
    shipper = Desk(client, trade, deal, "SHIPPER")
    addresses = [f"/{document}/files/{one}" for one in (good.id, bad.id)]
    for one in addresses:
        shipper.text(one, 404)
    run_jobs()
    assert [shipper.browser.get(f"{shipper.here}{one}").status_code for one in addresses] == [200, 404]
    with trade.as_("SHIPPER"), pytest.raises(Rejected, match="「B.txt」からウイルスが検出されました"):
        send(enter(deal, lock=True), document, None)


def test_a_gate_in_slip_carries_its_number_as_a_code_and_other_kinds_none(trade, deal):
    with trade.as_("HAULIER"):
        entered = enter(deal, lock=True)
        slip = document_in(entered, create(entered, "gate_in_slip", "CSQU3054383").id)
        free = document_in(entered, create(entered, "attachment").id)
        codes = [paper(held, {}, "", "").code for held in (slip, free)]
        assert codes == [slip.row.number, ""]


def test_a_save_that_touches_several_locked_fields_names_them_all(trade, deal):
    with trade.as_("LINE"):
        entered = enter(deal, lock=True)
        booking = create(entered, "booking_confirmation")
        save(entered, booking.id, {"booking_number": "BK1", "voyage": "012E"}, None)
        send(entered, booking.id, None)
    with trade.as_("BROKER"):
        entered = enter(deal, lock=True)
        row = create(entered, "shipping_instruction")
        with pytest.raises(Rejected) as refusal:
            save(entered, row.id, {"booking_number": "BK2", "voyage": "999W"}, None)
        said = str(refusal.value)
        assert [said.count(word) for word in ("ブッキング番号（", "航海番号（", "船腹予約確認書")] == [
            1,
            1,
            2,
        ]
