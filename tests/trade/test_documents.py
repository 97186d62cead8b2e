"""Documents of a deal: begun, written, sent, held fast, taken back; each as far as the seat may know (§8 B, C, F)."""

import pytest
from sqlalchemy import select

from app.kernel.db import session
from app.kernel.errors import Conflict, Missing, Rejected
from app.trade import sight
from app.trade.documents.beginning import creatable, create
from app.trade.documents.model import DocumentVersion, TradeDocument
from app.trade.documents.queries import document_in, documents_in, roots_of, values_of
from app.trade.documents.restricting import restrict
from app.trade.documents.saving import save
from app.trade.documents.sending import delete, send, withdraw
from app.trade.documents.showing import grid
from app.trade.partners.permitting import grant
from app.trade.rooms.model import DealEvent
from app.trade.rooms.queries import enter

INVOICE = {
    "document_number": "INV-1",
    "document_date": "2026-11-27",
    "currency": "USD",
    "shipper": "SHIPPER",
    "goods": [{"description": "衣料", "quantity": "60", "price": "12.345"}],
}
SEA = {
    "booking_number": "BK1",
    "vessel_name": "さくら丸",
    "voyage": "012E",
    "pol": "JPYOK",
    "shipper": "SHIPPER",
}


def begun(trade, deal, code, kind, unit="", **values):
    """A document made by an organisation, with values saved."""
    with trade.as_(code):
        entered = enter(deal, lock=True)
        row = create(entered, kind, unit)
        if values:
            save(entered, row.id, values, row.etag)
        return row.id


def sent(trade, deal, code, kind, unit="", **values):
    document = begun(trade, deal, code, kind, unit, **values)
    with trade.as_(code):
        send(enter(deal, lock=True), document, None)
    return document


def values(trade, deal, code, document):
    with trade.as_(code):
        entered = enter(deal)
        return values_of(document_in(entered, document), roots_of(deal))


def etag(trade, deal, code, document):
    with trade.as_(code):
        return document_in(enter(deal), document).row.etag


def kinds_of(trade, deal, code):
    with trade.as_(code):
        return [one.row.kind for one in documents_in(enter(deal))]


def test_a_document_is_begun_once_and_only_by_whom_the_rules_let(trade, deal):
    with trade.as_("LINE"):
        entered = enter(deal, lock=True)
        assert "commercial_invoice" not in [kind.name for kind in creatable(entered)]
        sentence = "この取引では、この帳票を作成できません"
        for kind in ("commercial_invoice", "shipping_instruction", "nonsense"):
            with pytest.raises(Rejected, match=sentence):
                create(entered, kind)
    first = begun(trade, deal, "SHIPPER", "commercial_invoice", **INVOICE)
    assert begun(trade, deal, "SHIPPER", "commercial_invoice") == first
    draft = begun(trade, deal, "BROKER", "commercial_invoice")
    assert draft != first
    with trade.as_("SHIPPER"):
        send(enter(deal, lock=True), first, None)
    with trade.as_("BROKER"):
        entered = enter(deal, lock=True)
        save(entered, draft, INVOICE, None)
        with pytest.raises(Rejected, match="すでに"):
            send(entered, draft, None)
        delete(entered, draft, None)
        assert create(entered, "commercial_invoice").id == first
    assert kinds_of(trade, deal, "LINE") == []


def test_what_documents_share_is_the_same_in_all_and_marks_them_changed(trade, deal):
    invoice = sent(trade, deal, "SHIPPER", "commercial_invoice", **INVOICE)
    instruction = begun(trade, deal, "BROKER", "shipping_instruction")
    booking = sent(trade, deal, "LINE", "booking_confirmation")
    assert values(trade, deal, "BROKER", instruction)["shipper"] == "SHIPPER"
    before = {one: etag(trade, deal, "BROKER", one) for one in (invoice, instruction, booking)}
    with trade.as_("BROKER"):
        entered = enter(deal, lock=True)
        now = values_of(document_in(entered, instruction), roots_of(deal))
        assert save(entered, instruction, now, before[instruction]) == []
        assert etag(trade, deal, "BROKER", instruction) == before[instruction]
        with pytest.raises(Conflict):
            save(entered, instruction, now, "old")
        assert save(entered, instruction, now | {"shipper": "荷主"}, before[instruction]) == ["shipper"]
    after = {one: etag(trade, deal, "BROKER", one) for one in before}
    assert [before[one] == after[one] for one in before] == [False, False, True]
    assert values(trade, deal, "SHIPPER", invoice)["shipper"] == "荷主"
    with trade.as_("SHIPPER"):
        [version] = session.scalars(select(DocumentVersion).where(DocumentVersion.document_id == invoice))
        assert (version.fields["shipper"], version.fields["total_amount"]) == ("SHIPPER", 74070)
        told = session.scalars(select(DealEvent).where(DealEvent.kind == "shared.updated")).all()
        shipper = [str(enter(deal).seat)]
        assert [(one.details, one.audience) for one in told] == [({"fields": ["shipper"]}, shipper)]


def test_a_sent_trigger_holds_its_fields_fast_until_it_is_withdrawn(trade, deal):
    booking = sent(trade, deal, "LINE", "booking_confirmation", booking_number="BK1", pol="JPYOK")
    instruction = begun(trade, deal, "BROKER", "shipping_instruction")
    with trade.as_("BROKER"):
        entered = enter(deal, lock=True)
        with pytest.raises(Rejected, match="船腹予約確認書によりロック") as refusal:
            save(entered, instruction, SEA | {"booking_number": "BK2"}, None)
        assert refusal.value.field == "booking_number"
        assert "vessel_name" not in roots_of(deal)
        save(entered, instruction, SEA, None)
    sent_instruction = etag(trade, deal, "BROKER", instruction)
    with trade.as_("BROKER"):
        send(enter(deal, lock=True), instruction, sent_instruction)
    with trade.as_("LINE"):
        entered = enter(deal, lock=True)
        with pytest.raises(Rejected, match="ロック"):
            save(entered, booking, SEA | {"shipper": "", "booking_number": "BK2"}, None)
        with pytest.raises(Rejected, match="作成した"):
            withdraw(entered, instruction, None, "誤り")
    with trade.as_("BROKER"):
        entered = enter(deal, lock=True)
        withdraw(entered, instruction, None, "数量の誤り")
        with pytest.raises(Rejected, match="ロック"):
            save(entered, instruction, SEA | {"booking_number": "BK2"}, None)
    with trade.as_("LINE"):
        assert save(enter(deal, lock=True), booking, SEA | {"booking_number": "BK2"}, None) == [
            "booking_number"
        ]


def test_whoever_cannot_see_the_locking_document_is_not_told_its_name(trade, deal):
    sent(trade, deal, "SHIPPER", "shipping_instruction", vessel_name="さくら丸")
    broker = trade.invite(deal, "SHIPPER", "BROKER", "FW")
    with trade.as_("SHIPPER"):
        grant(enter(deal, lock=True), broker, {"shipping_instruction": sight.NONE})
    invoice = begun(trade, deal, "BROKER", "commercial_invoice")
    with trade.as_("BROKER"):
        entered = enter(deal, lock=True)
        with pytest.raises(Rejected, match="^ほかの帳票によりロック"):
            save(entered, invoice, INVOICE | {"vessel_name": "つばき丸"}, None)
        assert "shipping_instruction" not in [row.kind.name for row in grid(entered)]


def test_nobody_without_rights_finds_a_document_and_a_downgrade_counts_at_once(trade, deal):
    invoice = sent(trade, deal, "SHIPPER", "commercial_invoice", **INVOICE)
    with trade.as_("LINE"), pytest.raises(Missing):
        document_in(enter(deal), invoice)
    broker = trade.invite(deal, "SHIPPER", "BROKER", "FW")
    read = etag(trade, deal, "BROKER", invoice)
    with trade.as_("SHIPPER"):
        grant(enter(deal, lock=True), broker, {"commercial_invoice": sight.READ})
    with trade.as_("BROKER"), pytest.raises(Rejected, match="変更できません"):
        save(enter(deal, lock=True), invoice, INVOICE | {"remarks": "x"}, read)
    with trade.as_("SHIPPER"):
        grant(enter(deal, lock=True), broker, {"commercial_invoice": sight.NONE})
    with trade.as_("BROKER"), pytest.raises(Missing):
        save(enter(deal, lock=True), invoice, INVOICE, read)


def test_its_organisation_alone_narrows_who_reads_a_document(trade, deal):
    note = sent(trade, deal, "BROKER", "attachment", title="見積")
    shipper_seat, line_seat = ("SHIPPER", "LINE")
    assert [kinds_of(trade, deal, one) for one in ("SHIPPER", "LINE", "HAULIER")] == [["attachment"]] * 3
    with trade.as_("SHIPPER"):
        entered = enter(deal, lock=True)
        shipper_seat = entered.seat
        with pytest.raises(Rejected, match="閲覧"):
            restrict(entered, note, {})
    with trade.as_("BROKER"):
        restrict(enter(deal, lock=True), note, {shipper_seat: sight.READ})
    assert [kinds_of(trade, deal, one) for one in ("SHIPPER", line_seat, "HAULIER", "BROKER")] == [
        ["attachment"], [], [], ["attachment"],
    ]  # fmt: skip
    with trade.as_("SHIPPER"), pytest.raises(Rejected, match="変更できません"):
        save(enter(deal, lock=True), note, {"title": "x"}, None)
    with trade.as_("BROKER"):
        restrict(enter(deal, lock=True), note, None)
    assert kinds_of(trade, deal, "LINE") == ["attachment"]


def test_a_hidden_partner_writes_as_its_inviter_and_is_warned_of_its_own_name(trade, deal):
    slip = begun(trade, deal, "HAULIER", "gate_in_slip", "CSQU 305438-3")
    begun_values = values(trade, deal, "HAULIER", slip)
    assert (begun_values["container_number"], begun_values["issuer_organisation"]) == (
        "CSQU3054383",
        "BROKER 本店",
    )
    assert "issuer_person" not in begun_values
    telling = begun_values | {"haulier": "HAULIER 本店 横浜"}
    with trade.as_("HAULIER"):
        entered = enter(deal, lock=True)
        with pytest.raises(Rejected, match="非公開") as refusal:
            save(entered, slip, telling, None)
        assert refusal.value.field == "haulier"
        save(entered, slip, begun_values | {"plate": "横浜 100 あ 1"}, None)
        send(entered, slip, None)
    for code, author in (("SHIPPER", "BROKER"), ("BROKER", "HAULIER"), ("HAULIER", "HAULIER")):
        with trade.as_(code):
            [row] = [one for one in grid(enter(deal)) if one.held]
            assert (row.author_name.endswith(f"{author} 本店"), row.state) == (True, "sent")


def test_deleting_takes_its_creator_and_a_reason_and_leaves_the_history(trade, deal):
    invoice = sent(trade, deal, "SHIPPER", "commercial_invoice", **INVOICE)
    with trade.as_("BROKER"), pytest.raises(Rejected, match="作成した"):
        delete(enter(deal, lock=True), invoice, None, "x")
    with trade.as_("SHIPPER"):
        entered = enter(deal, lock=True)
        with pytest.raises(Rejected, match="理由"):
            delete(entered, invoice, None)
        delete(entered, invoice, None, "重複")
        assert session.get(TradeDocument, (deal, invoice)).status == "deleted"
        assert documents_in(entered) == []
        latest = select(DealEvent.kind).order_by(DealEvent.position.desc()).limit(1)
        assert session.scalar(latest) == "document.deleted"
        assert create(entered, "commercial_invoice").id != invoice


def test_another_seat_of_a_hidden_maker_does_not_choose_who_reads_it_r38(trade, deal):
    note = sent(trade, deal, "HAULIER", "attachment", title="写真")
    trade.invite(deal, "SHIPPER", "HAULIER", "RT")
    with trade.as_("HAULIER"):
        hidden, public = enter(deal).mine
        with pytest.raises(Rejected, match="作成した"):
            restrict(enter(deal, public, lock=True), note, {})
        restrict(enter(deal, hidden, lock=True), note, {})
    assert "attachment" not in kinds_of(trade, deal, "SHIPPER")


def test_what_is_missing_is_named_and_nothing_is_sent(trade, deal):
    document = begun(trade, deal, "BROKER", "attachment")
    with trade.as_("BROKER"):
        with pytest.raises(Rejected) as refusal:
            send(enter(deal, lock=True), document, None)
        said = "送信する前に「標題」を入力してください。"
        assert (refusal.value.field, str(refusal.value)) == ("title", said)
        assert session.get(TradeDocument, (deal, document)).version == 0


@pytest.mark.parametrize(
    "given, field",
    [
        ({"imo_number": "9074728"}, "imo_number"),
        ({"pol": "YOKOHAMA"}, "pol"),
        ({"eta": "2026-11-01", "etd": "2026-11-02"}, "eta"),
        ({"containers": [{"number": "CSQU3054383"}, {"number": "CSQU3054384"}]}, "containers-1-number"),
        ({"scac": "1"}, "scac"),
        ({"gross_weight": "12.34567"}, "gross_weight"),
        ({"freight_terms": "never"}, "freight_terms"),
    ],
)
def test_what_cannot_be_is_refused_with_its_field_and_nothing_is_written(trade, deal, given, field):
    document = begun(trade, deal, "BROKER", "shipping_instruction")
    with trade.as_("BROKER"):
        with pytest.raises(Rejected) as refusal:
            save(enter(deal, lock=True), document, {"vessel_name": "さくら丸"} | given, None)
        assert refusal.value.field == field
        assert roots_of(deal) == {}
