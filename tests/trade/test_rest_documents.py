"""Documents of deals for programs: begun, changed as they were seen, sent, taken back; files; what happened."""

import io

import pytest

from app.kernel.db import session
from app.trade.documents.attaching import attach
from app.trade.rooms.queries import enter
from tests.trade.programs import NEW

GOODS = [{"description": "T シャツ", "quantity": 60, "price": 12.5}]
SENT = {"fields": {"currency": "USD", "goods": GOODS, "consignee": "SG Apparel", "document_number": "INV-1"}}


@pytest.fixture
def deal(shipper):
    return shipper.ok("POST", "/deals", NEW)


def test_a_document_is_changed_as_it_was_seen_and_each_wrong_field_is_named(shipper, deal):
    at = f"/deals/{deal['id']}/documents"
    assert shipper.refused("POST", at, {"kind": "bill_of_lading"})[2] == {"kind": "invalid"}
    made = shipper("POST", at, {"kind": "commercial_invoice"})
    one, old = f"{at}/{made.get_json()['id']}", made.headers["ETag"]
    assert (made.status_code, shipper("POST", at, {"kind": "commercial_invoice"}).status_code) == (201, 200)
    assert shipper.refused("PATCH", one, SENT)[:2] == (428, "precondition_required")
    told = shipper.ok("PATCH", one, SENT, If_Match=old)
    assert (told["fields"]["goods"], told["worked_out"]["goods"][0]["amount"]) == (GOODS, 75000)
    assert (told["worked_out"]["total_amount"], "total_amount" in told["fields"]) == (75000, False)
    assert shipper.refused("PATCH", one, SENT, If_Match=old)[:2] == (412, "outdated")
    assert shipper.refused("PATCH", one, SENT | {"_etag": "0"})[:2] == (409, "conflict")
    wrong = {
        "goods": [{"quantity": "many", "x": 1}],
        "no": 1,
        "eta": "soon",
        "yen_total": 1.5,
        "consignee": "\0",
    }
    wrong |= {"containers": 5, "incoterms": "XXX"}
    status, _code, faults = shipper.refused("PATCH", one, {"fields": wrong, "_etag": told["_etag"]})
    assert (status, faults) == (
        422,
        {
            "fields.goods.0.quantity": "wrong_type",
            "fields.goods.0.x": "unknown_field",
            "fields.no": "unknown_field",
            "fields.eta": "invalid",
            "fields.yen_total": "unknown_field",
            "fields.consignee": "invalid",
            "fields.containers": "unknown_field",
            "fields.incoterms": "invalid",
        },
    )
    late = {"fields": {"etd": "2026-12-02", "eta": "2026-12-01"}, "_etag": told["_etag"]}
    assert shipper.refused("PATCH", one, late)[2] == {"fields.eta": "invalid"}
    assert shipper.refused("POST", f"{one}/sending", If_Match="*")[2] == {"document_date": "invalid"}
    assert shipper("GET", one, If_None_Match=f'"{told["_etag"]}"').status_code == 304
    assert shipper.ok("GET", one) == told
    cleared = shipper.ok("PATCH", one, {"fields": {"consignee": None}, "_etag": told["_etag"]})
    assert ("consignee" in cleared["fields"], cleared["fields"]["goods"]) == (False, GOODS)


def test_a_document_is_sent_read_withdrawn_and_deleted(shipper, deal, trade, traders):
    trade.invite(deal["id"], "SHIPPER", "BROKER", "FW")
    broker, at = traders("BROKER"), f"/deals/{deal['id']}/documents"
    one = f"{at}/{shipper.ok('POST', at, {'kind': 'commercial_invoice'})['id']}"
    assert broker.refused("GET", one)[0] == 404  # a draft is its maker's alone
    whole = {"fields": SENT["fields"] | {"document_date": "2026-11-27"}}
    told = shipper.ok("PATCH", one, whole, If_Match="*")
    told = shipper.ok("POST", f"{one}/sending", {"_etag": told["_etag"]}, Idempotency_Key="send")
    assert (told["status"], told["version"]) == ("sent", 1)
    assert told["versions"][0]["author"]["organisation"] == "SHIPPER"
    seen = broker.ok("GET", one)
    assert (seen["level"], seen["editable"], seen["deletable"]) == ("W", True, False)
    assert (seen["fields"], seen["_etag"]) == (told["fields"], told["_etag"])
    assert broker.ok("GET", f"{one}/versions/1")["fields"]["total_amount"] == 75000
    assert broker.refused("GET", f"{one}/versions/2")[0] == 404
    listed = [(one["kind"], one["number"]) for one in broker.ok("GET", at)["items"]]
    assert listed == [("commercial_invoice", told["number"])]
    assert broker.refused("DELETE", one, If_Match="*")[:2] == (422, "rejected")
    assert shipper.refused("POST", f"{one}/withdrawal", If_Match="*")[2] == {"reason": "invalid"}
    told = shipper.ok("POST", f"{one}/withdrawal", {"reason": "誤り"}, If_Match="*")
    assert told["status"] == "withdrawn"
    assert shipper.ok("DELETE", f"{one}?reason=x&_etag={told['_etag']}")["status"] == "deleted"
    assert broker.refused("GET", one)[0] == 404


def test_files_are_handed_to_readers_and_events_told_since_a_cursor(shipper, deal, trade, traders):
    trade.invite(deal["id"], "SHIPPER", "BROKER", "FW")
    broker, at = traders("BROKER"), f"/deals/{deal['id']}"
    made = shipper.ok("POST", f"{at}/documents", {"kind": "attachment"})
    one = f"{at}/documents/{made['id']}"
    told = shipper.ok("PATCH", one, {"fields": {"title": "写真"}, "_etag": made["_etag"]})
    with trade.as_("SHIPPER"):
        attach(enter(deal["id"], lock=True), made["id"], [(io.BytesIO(b"%PDF-1.7 x"), "荷印.pdf")])
        session.commit()
    [file] = shipper.ok("GET", one)["files"]
    where = f"{one}/files/{file['id']}"
    assert broker.refused("GET", where)[0] == 404
    start = broker.ok("GET", f"{at}/events")
    assert [one["kind"] for one in start["items"]] == ["deal.opened", "partner.invited"]
    assert broker.ok("GET", f"{at}/events?after={start['next']}") == {
        "items": [],
        "next": start["next"],
        "more": False,
    }
    shipper.ok("POST", f"{one}/sending", If_Match="*")
    shipper.ok("POST", f"{at}/messages", {"text": "送りました", "to": [deal["acting"]["seat"]]})
    nobody = shipper.refused("POST", f"{at}/messages", {"text": "内密", "to": []})
    assert nobody[::2] == (422, {"to": "required"})
    shipper.ok("POST", f"{at}/messages", {"text": "ご確認ください"})
    got = broker("GET", where, Accept="application/pdf")
    assert (got.status_code, got.data, got.mimetype) == (200, b"%PDF-1.7 x", "application/pdf")
    since = broker.ok("GET", f"{at}/events?after={start['next']}")
    told = [(one["kind"], one["actor"]["organisation"], one["text"]) for one in since["items"]]
    assert told == [
        ("document.created", "SHIPPER", ""),
        ("document.sent", "SHIPPER", ""),
        ("message", "SHIPPER", "ご確認ください"),
    ]
    assert since["items"][1]["document"]["number"] == made["number"]
    first = broker.ok("GET", f"{at}/events?limit=1")
    assert (first["items"], first["more"]) == (start["items"][:1], True)
    assert broker.refused("GET", f"{at}/events?after={'0' * 32}")[:2] == (400, "invalid_cursor")
    assert {one["user_name"] for one in since["items"]} == {""}  # persons are their own organisation's
    assert {one["id"] for one in since["items"]}.isdisjoint(
        one["id"] for one in shipper.ok("GET", f"{at}/events")["items"]
    )
