"""R56: who changed a shared field, and through which document, as far as each reader may know."""

from app.trade import sight
from app.trade.documents.queries import document_in, documents_in, roots_of
from app.trade.documents.sending import send
from app.trade.documents.tracing import traces
from app.trade.partners.permitting import grant
from app.trade.rooms.queries import enter
from tests.trade.test_documents import INVOICE, begun, sent

ROUTE = {"vessel_name": "さくら丸", "pol": "JPYOK"}


def told(trade, deal, code, document):
    """`{field: (who, kind of the document it came through)}` on the page of a document."""
    with trade.as_(code):
        entered = enter(deal)
        held = document_in(entered, document)
        found = traces(entered, held, roots_of(deal), documents_in(entered))
        return {
            str(label): (one.who.split(" ", 1)[1], one.through and one.through.row.kind)
            for one in found
            for label in one.fields
        }


def test_who_changed_a_shared_field_is_told_as_the_reader_believes_and_through_what_it_may_read(
    trade, deal, client, in_english
):
    invoice = sent(trade, deal, "SHIPPER", "commercial_invoice", **INVOICE, **ROUTE)
    mine = ("SHIPPER 本店", "commercial_invoice")
    assert told(trade, deal, "BROKER", invoice) == dict.fromkeys(
        ("Shipper", "Vessel", "Port of loading (code)"), mine
    )
    slip = begun(trade, deal, "HAULIER", "gate_in_slip", "CSQU3054383", **ROUTE, voyage="013E")
    seen = {code: told(trade, deal, code, invoice)["Voyage"] for code in ("SHIPPER", "BROKER")}
    assert seen == {"SHIPPER": ("BROKER 本店", None), "BROKER": ("HAULIER 本店", None)}
    with trade.as_("HAULIER"):
        send(enter(deal, lock=True), slip, None)
    assert told(trade, deal, "SHIPPER", invoice)["Voyage"] == ("BROKER 本店", "gate_in_slip")
    assert told(trade, deal, "SHIPPER", invoice)["Vessel"] == mine
    with trade.as_("SHIPPER"):
        entered = enter(deal, lock=True)
        [broker] = [one.id for one in entered.room.seats.values() if one.business_type == "FW"]
        grant(entered, broker, {"gate_in_slip": sight.NONE})
    assert told(trade, deal, "BROKER", invoice)["Voyage"] == ("HAULIER 本店", None)
    page = client(trade.people["SHIPPER"][0]).get(f"/yamada/deals/{deal}/documents/{invoice}").text
    assert (page.count(f"/documents/{slip}"), "HAULIER" in page) == (1, False)
