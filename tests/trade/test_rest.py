"""Deals for programs: what the pages show and let be done, in JSON; nothing beyond it."""

import pytest

from tests.records.rest.fuzzing import explore
from tests.trade.programs import NEW


@pytest.fixture
def deal(shipper):
    return shipper.ok("POST", "/deals", NEW | {"own_number": "E-1"})


def test_a_deal_is_opened_once_listed_and_found_by_its_keys(shipper, traders):
    first, again = (
        shipper("POST", "/deals", NEW | {"own_number": "E-1"}, Idempotency_Key="k") for _turn in "12"
    )
    assert (first.status_code, again.data, again.headers["Idempotency-Replayed"]) == (201, first.data, "true")
    deal = first.get_json()
    assert (deal["number"][:4], deal["status"], deal["owner"], deal["own_number"]) == (
        "EXP-",
        "open",
        True,
        "E-1",
    )
    assert deal["acting"]["organisation"] == "SHIPPER"
    assert "commercial_invoice" in deal["creatable"]
    assert shipper.ok("GET", first.headers["Location"].removeprefix("/yamada/api/v1")) == deal
    other = shipper.ok("POST", "/deals", NEW | {"direction": "import", "parent": deal["number"]})
    assert other["parent"] == {"id": deal["id"], "number": deal["number"]}
    assert [one["id"] for one in shipper.ok("GET", "/deals?direction=export")["items"]] == [deal["id"]]
    page = shipper.ok("GET", "/deals?limit=1")
    rest = shipper.ok("GET", f"/deals?limit=1&cursor={page['next']}")
    assert {one["id"] for one in (*page["items"], *rest["items"])} == {deal["id"], other["id"]}
    assert shipper.ok("GET", f"/deals/match?number={deal['number'].lower()}") == deal
    assert shipper.ok("GET", "/deals/match?own_number=E-1")["id"] == deal["id"]
    assert shipper.refused("GET", "/deals/match?own_number=E-2")[:2] == (404, "not_found")
    assert shipper.refused("GET", "/deals/match?booking_number=B")[2] == {None: "key_required"}
    assert traders("LINE").refused("GET", f"/deals/match?number={deal['number']}")[0] == 404


def test_keys_in_documents_find_deals_for_whoever_reads_such_a_document(shipper, trade, traders):
    ids = [shipper.ok("POST", "/deals", NEW)["id"] for _turn in "12"]
    for id_ in ids:
        made = shipper("POST", f"/deals/{id_}/documents", {"kind": "shipping_instruction"})
        sent = {"fields": {"booking_number": "B-7", "scac": "ABCD"}}
        where = f"/deals/{id_}/documents/{made.get_json()['id']}"
        shipper.ok("PATCH", where, sent, If_Match=made.headers["ETag"])
    key = "booking_number=B-7&scac=ABCD"
    assert shipper.refused("GET", f"/deals/match?{key}")[:2] == (409, "ambiguous")
    assert {one["id"] for one in shipper.ok("GET", f"/deals?{key}")["items"]} == set(ids)
    heading = {"booking_number": "B-7", "scac": "ABCD", "containers": []}
    assert [one["heading"] for one in shipper.ok("GET", "/deals")["items"]] == [heading] * 2
    trade.invite(ids[0], "SHIPPER", "HAULIER", "RT")
    haulier = traders("HAULIER")
    assert [one["heading"] for one in haulier.ok("GET", "/deals")["items"]] == [{"containers": []}]
    assert haulier.ok("GET", f"/deals/{ids[0]}")["heading"] == {"containers": []}
    assert haulier.refused("GET", f"/deals/match?{key}")[0] == 404  # it reads no document that says so
    assert haulier.ok("GET", f"/deals?{key}")["items"] == []
    assert shipper.refused("GET", "/deals?scac=ABCD&status=x&limit=0")[2] == {
        "status": "not_a_choice",
        "limit": "invalid",
        "scac": "key_required",
    }


@pytest.mark.parametrize(
    "change, wrong",
    [
        ({"name": " "}, {"name": "required"}),
        ({"direction": "up", "brokered": 1}, {"direction": "not_a_choice", "brokered": "wrong_type"}),
        ({"colour": "red", "name": 5}, {"colour": "unknown_field", "name": "wrong_type"}),
        ({"organisation": "LINE", "parent": "EXP-1"}, {"organisation": "not_found", "parent": "not_found"}),
        ({"business_type": "RT"}, {"business_type": "invalid"}),
        ({"name": "a\0b", "own_number": "x" * 41}, {"name": "invalid", "own_number": "invalid"}),
    ],
)
def test_each_wrong_field_of_a_new_deal_is_named(shipper, change, wrong):
    status, _code, faults = shipper.refused("POST", "/deals", NEW | change)
    assert (status, faults) == (422, wrong)
    assert shipper.ok("GET", "/deals")["items"] == []


def test_partners_are_added_changed_taken_out_and_taken_back(shipper, deal, traders):
    at = f"/deals/{deal['id']}/partners"
    new = {"organisation": "BROKER", "business_type": "FW", "rights": {"packing_list": "R"}}
    added = shipper("POST", at, new)
    told, path = added.get_json(), added.headers["Location"].removeprefix("/yamada/api/v1")
    assert (added.status_code, told["inviter"], told["hidden"]) == (201, deal["acting"]["seat"], False)
    assert (told["rights"]["packing_list"], told["rights"]["commercial_invoice"]) == ("R", "W")
    assert (shipper("POST", at, new).status_code, len(shipper.ok("GET", at)["items"])) == (200, 2)
    broker = traders("BROKER")
    [mine] = [one for one in broker.ok("GET", at)["items"] if one["mine"]]
    assert (mine["seat"], mine["manageable"], mine["rights"]) == (told["seat"], False, told["rights"])
    assert broker.refused("PATCH", path, {"rights": {"packing_list": "W"}})[:2] == (422, "rejected")
    assert shipper.refused("PATCH", path, {"rights": {"house_bill": "W", "no": "R"}, "x": 1})[2] == {
        "rights.house_bill": "above_ceiling",
        "rights.no": "unknown_field",
        "x": "unknown_field",
    }
    changed = shipper.ok("PATCH", path, {"rights": {"packing_list": "W", "vgm": "-"}})
    assert (changed["rights"]["packing_list"], changed["rights"]["vgm"]) == ("W", "-")
    assert shipper.refused("PATCH", path, {"hidden": True})[2] == {"hidden": "invalid"}
    line = broker.ok("POST", at, {"organisation": "LINE", "business_type": "OC"})
    asked = shipper("DELETE", path)
    assert (asked.status_code, asked.get_json()["code"]) == (409, "choice_required")
    assert (asked.get_json()["documents"], asked.get_json()["invitees"]) == ([], [line["seat"]])
    assert shipper("DELETE", f"{path}?documents=delete").status_code == 409
    assert shipper.refused("DELETE", f"{path}?documents=burn")[0] == 400
    gone = shipper.ok("DELETE", f"{path}?documents=delete&invitees=adopt")
    assert broker.refused("GET", at)[:2] == (404, "not_found")
    assert shipper.refused("GET", path)[0] == 404
    assert shipper.refused("DELETE", f"{path}?documents=delete&invitees=adopt")[:2] == (409, "conflict")
    assert shipper.ok("GET", f"{at}/{line['seat']}")["inviter"] == deal["acting"]["seat"]
    back = shipper.ok("POST", f"/deals/{deal['id']}/removals/{gone['removal']}/return")
    assert [one["organisation"] for one in back["items"]] == ["SHIPPER", "BROKER", "LINE"]


def test_who_has_several_seats_says_which_acts_and_strangers_find_nothing(shipper, deal, trade, traders):
    trade.invite(deal["id"], "SHIPPER", "BROKER", "FW")
    trade.invite(deal["id"], "SHIPPER", "BROKER", "CB")
    broker, at = traders("BROKER"), f"/deals/{deal['id']}"
    seats = [one["seat"] for one in broker.ok("GET", at)["seats"]]
    asked = broker("POST", f"{at}/messages", {"text": "x"})
    assert (asked.status_code, asked.get_json()["code"], asked.get_json()["seats"]) == (
        422,
        "seat_required",
        seats,
    )
    broker.ok("POST", f"{at}/messages?seat={seats[1]}", {"text": "通関より"})
    [said] = [one for one in shipper.ok("GET", f"{at}/events")["items"] if one["kind"] == "message"]
    assert (said["actor"]["seat"], said["actor"]["business_type"]) == (seats[1], "CB")
    assert broker.refused("GET", f"{at}?seat={deal['acting']['seat']}")[0] == 404
    stranger, nothing = traders("LINE"), f"/deals/{'0' * 8}-0000-7000-8000-{'0' * 12}"
    for method, path, body in (
        ("GET", "", None),
        ("PATCH", "", {"name": "x"}),
        ("GET", "/partners", None),
        ("POST", "/partners", {}),
        ("POST", "/documents", []),
        ("GET", "/events?after=x", None),
        ("POST", "/completion", None),
    ):
        theirs, nobodys = stranger(method, at + path, body), stranger(method, nothing + path, body)
        assert theirs.status_code == 404
        told = [one.get_json() | {"request_id": ""} for one in (theirs, nobodys)]
        assert told[0] == told[1]


def test_scopes_completion_and_the_description(shipper, deal, traders, client, cast):
    at = f"/deals/{deal['id']}"
    reading = traders("SHIPPER", "deal:read")
    assert reading.ok("GET", at)["id"] == deal["id"]
    assert reading.refused("PATCH", at, {"name": "x"})[:2] == (403, "forbidden")
    assert shipper.ok("PATCH", at, {"name": "新しい名", "own_number": "E-9"})["own_number"] == "E-9"
    assert shipper.ok("POST", f"{at}/completion")["status"] == "completed"
    assert (
        shipper.refused("POST", f"{at}/partners", {"organisation": "LINE", "business_type": "OC"})[0] == 422
    )
    assert shipper.ok("DELETE", f"{at}/completion")["status"] == "open"
    assert shipper.ok("POST", f"{at}/cancellation", {"reason": "中止"})["status"] == "cancelled"
    assert shipper.ok("DELETE", f"{at}/cancellation")["status"] == "open"
    assert shipper.refused("GET", f"{at}?colour=red")[:2] == (400, "unknown_parameter")
    start = reading.program("GET", "/").get_json()
    assert start["resources"] == {"deals": "/yamada/api/v1/deals"}
    described = [operation.ok() for operation in shipper.described.get_all_operations()]
    assert len([one for one in described if one.path.startswith("/deals")]) == 26
    page = client(cast.trade_clerk).get("/yamada/api/docs/deals").text
    assert "POST /<wbr>deals/<wbr>{deal_id}/<wbr>documents/<wbr>{document_id}/<wbr>sending" in page
    assert "取引を開始" in page


@pytest.mark.slow
def test_no_request_breaks_anything(app, shipper, deal, trade):
    at = f"/deals/{deal['id']}"
    document = shipper.ok("POST", f"{at}/documents", {"kind": "commercial_invoice"})["id"]
    partner = trade.invite(deal["id"], "SHIPPER", "BROKER", "FW")
    described = shipper.program("GET", "/openapi.json").get_json()
    described["paths"] = {path: one for path, one in described["paths"].items() if path.startswith("/deals")}
    ids = {"deal_id": deal["id"], "document_id": document, "partner_id": partner}
    found = explore(app, described, shipper.program.token, ids, each=4)
    assert found.wrong == []
    assert found.cases > 2 * 26
    assert {200, 201, 404, 422} <= found.statuses.keys()
