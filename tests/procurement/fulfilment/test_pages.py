"""The screens of orders, receipts and acceptances, as their readers use them."""

import datetime as dt
import re
from decimal import Decimal

import pytest
from sqlalchemy import select

from app.exchange.bodies import Acknowledgement, DeliveryLine, DeliveryNote, WishedChange
from app.kernel.db import db
from app.procurement.acceptances.model import Acceptance
from app.procurement.deliveries.model import Delivery
from app.procurement.orders.model import PurchaseOrder
from tests.procurement.fulfilment.conftest import item

HTMX = {"HX-Request": "true", "HX-Request-Type": "partial"}
TODAY = "2026/11/21"


@pytest.fixture
def buyer(client, cast, partner_id):
    return client(cast.buyer)


def token(page):
    return re.search(r'name="csrf_token" value="([^"]+)"', page.text)[1]


def fields_of(page, form_id):
    """What the form would post as it stands: inputs and selects by name."""
    form = re.search(rf'<form id="{form_id}".*?</form>', page.text, re.DOTALL)[0]
    form = re.sub(r"<template>.*?</template>", "", form, flags=re.DOTALL)
    found = {}
    for tag in re.findall(r"<input[^>]*>", form):
        name, value = re.search(r'name="([^"]+)"', tag), re.search(r'value="([^"]*)"', tag)
        if name and not (re.search(r'type="(checkbox|radio)"', tag) and "checked" not in tag):
            found.setdefault(name[1], []).append(value[1] if value else "")
    for name, body in re.findall(r'<select[^>]*name="([^"]+)"[^>]*>(.*?)</select>', form, re.DOTALL):
        chosen = re.search(r'<option selected value="([^"]*)"', body) or re.search(r'value="([^"]*)"', body)
        found[name] = [chosen[1]]
    for name, body in re.findall(r'<textarea[^>]*name="([^"]+)"[^>]*>(.*?)</textarea>', form, re.DOTALL):
        found[name] = [body.strip()]
    return found


def only(model):
    return db.session.scalars(select(model)).one()


def path(order_id, rest=""):
    return f"/yamada/orders/{order_id}{rest}"


def test_an_order_by_hand_from_the_form_to_the_supplier(buyer, inside, cast, partner_id):
    page = buyer.get("/yamada/orders/new")
    sent = fields_of(page, "order-form") | {
        "partner_id": [str(partner_id)], "subject": ["冬季の補修部品"], "lines-0-name": ["丸棒 φ20"],
        "lines-0-quantity": ["１０"], "lines-0-unit": ["本"], "lines-0-price": ["1,000"],
        "lines-0-delivery_on": ["12/15"], "delivery_place": ["横浜工場"],
    }  # fmt: skip
    answer = buyer.post("/yamada/orders", data=sent)
    assert answer.status_code == 303
    with inside(cast.buyer):
        order = only(PurchaseOrder)
        assert (order.total, order.delivery_place, order.lines[0].delivery_on) == (
            11000,
            "横浜工場",
            dt.date(2026, 12, 15),
        )
        order_id = order.id
    page = buyer.get(path(order_id))
    assert "申請する" in page.text
    assert buyer.post(path(order_id, "/submission"), data={"csrf_token": token(page)}).status_code == 303
    assert buyer.post(path(order_id, "/issuance"), data={"csrf_token": token(page)}).status_code == 303
    again = buyer.post(path(order_id, "/issuance"), data={"csrf_token": token(page)})
    assert again.status_code == 422
    with inside(cast.buyer):
        assert (only(PurchaseOrder).status, len(only(PurchaseOrder).revisions)) == ("issued", 1)
    with buyer.get(path(order_id, "/sheets/0")) as sheet:
        assert (sheet.mimetype, sheet.data[:5]) == ("application/pdf", b"%PDF-")


def test_what_is_missing_is_said_beside_the_field(buyer):
    page = buyer.get("/yamada/orders/new")
    answer = buyer.post("/yamada/orders", data=fields_of(page, "order-form"), headers=HTMX)
    assert answer.status_code == 422
    assert "仕入先を選んでください。" in answer.text
    with_lines = fields_of(page, "order-form") | {
        "partner_id_text": ["K001"],
        "subject": ["件名"],
        "lines-0-name": ["丸棒"],
    }
    answer = buyer.post("/yamada/orders", data=with_lines, headers=HTMX)
    assert "数量は0より大きい値を入力してください。" in answer.text


def test_a_draft_is_edited_and_a_stale_form_is_a_conflict(buyer, ordering, inside, cast, the_order):
    order_id = ordering(issue=False, submit=False)
    page = buyer.get(path(order_id, "/edit"))
    sent = fields_of(page, "order-form") | {"lines-0-quantity": ["20"]}
    assert buyer.post(path(order_id, "?_method=PUT"), data=sent).status_code == 303
    assert buyer.post(path(order_id, "?_method=PUT"), data=sent).status_code == 409
    with inside(cast.buyer):
        order = the_order(order_id)
        assert (order.total, len(order.lines), order.lines[0].quantity) == (22000, 1, 20)


def test_sums_follow_the_typing(buyer, partner_id):
    sent = fields_of(buyer.get("/yamada/orders/new"), "order-form")
    sent |= {
        "lines-0-name": ["弁当"],
        "lines-0-quantity": ["3"],
        "lines-0-price": ["333.33"],
        "lines-0-tax_code": ["8R"],
    }
    answer = buyer.post("/yamada/orders/choices/totals", data=sent, headers=HTMX)
    assert "¥1,078" in answer.text


def test_choices_offer_suppliers_and_products(buyer):
    found = buyer.get("/yamada/orders/choices/suppliers?partner_id_text=カンダ", headers=HTMX)
    assert "神田鋼材株式会社" in found.text
    assert buyer.get("/yamada/orders/choices/products?q=zz", headers=HTMX).status_code == 200


def test_everything_arrives_and_is_accepted_with_two_presses(buyer, ordering, inside, cast, the_order):
    order_id = ordering(item(), item("平鋼", 5, 200))
    page = buyer.get(path(order_id, "/deliveries/new"))
    sent = fields_of(page, "receipt-form")
    assert (sent["lines-0-quantity"], sent["received_on"]) == (["10"], [TODAY])
    answer = buyer.post(path(order_id, "/deliveries"), data=sent | {"then": "accept"})
    assert answer.status_code == 303
    assert buyer.post(path(order_id, "/deliveries"), data=sent).status_code == 409
    page = buyer.get(answer.headers["Location"])
    sent = fields_of(page, "acceptance-form")
    assert [sent[f"lines-{i}-quantity"] for i in (0, 1)] == [["10"], ["5"]]
    assert buyer.post(path(order_id, "/acceptances"), data=sent).status_code == 303
    assert buyer.post(path(order_id, "/acceptances"), data=sent).status_code in (409, 404)
    with inside(cast.buyer):
        assert (the_order(order_id).status, only(Acceptance).subtotal, only(Delivery).status) == (
            "accepted",
            11000,
            "closed",
        )
        acceptance_id = only(Acceptance).id
    page = buyer.get(f"/yamada/acceptances/{acceptance_id}")
    assert "AC-2611-00001" in page.text
    gone = buyer.post(
        f"/yamada/acceptances/{acceptance_id}/cancellation",
        data=fields_of(page, "cancellation-form") | {"reason": "数え間違い"},
    )
    assert gone.status_code == 303
    for rest in ("", "/deliveries", "/acceptances", "/history", "/documents"):
        assert buyer.get(path(order_id, rest)).status_code == 200


def test_too_much_is_refused_beside_its_field(buyer, ordering):
    order_id = ordering()
    page = buyer.get(path(order_id, "/deliveries/new"))
    sent = fields_of(page, "receipt-form") | {"lines-0-quantity": ["11"]}
    answer = buyer.post(path(order_id, "/deliveries"), data=sent)
    assert answer.status_code == 422
    assert "受領できるのはあと10です" in answer.text


def test_a_service_is_accepted_in_part_with_a_reason(buyer, ordering, inside, cast):
    order_id = ordering()
    page = buyer.get(path(order_id, "/acceptances/new"))
    sent = fields_of(page, "acceptance-form") | {
        "lines-0-quantity": ["4"],
        "lines-0-rejected_quantity": ["1"],
    }
    refused = buyer.post(path(order_id, "/acceptances"), data=sent)
    assert (refused.status_code, "不合格の理由を入力してください。" in refused.text) == (422, True)
    sent |= {"lines-0-reject_reason": ["傷"], "lines-0-disposition": ["return"]}
    assert buyer.post(path(order_id, "/acceptances"), data=sent).status_code == 303
    with inside(cast.buyer):
        assert only(Acceptance).result == "partial"


def test_an_announced_delivery_is_received_on_its_page(buyer, ordering, inside, cast, the_order, said):
    order_id = ordering()
    with inside(cast.buyer):
        order = the_order(order_id)
        body = DeliveryNote(
            order_number=order.number, supplier_number="K-77", shipped_on=dt.date(2026, 11, 20),
            lines=[DeliveryLine(line_id=order.lines[0].id, quantity=Decimal(10))],
        )  # fmt: skip
    said(order_id, body)
    with inside(cast.buyer):
        delivery_id = only(Delivery).id
    assert "K-77" in buyer.get("/yamada/deliveries?status=announced").text
    page = buyer.get(f"/yamada/deliveries/{delivery_id}")
    sent = fields_of(page, "receipt-form") | {"lines-0-quantity": ["9"]}
    assert buyer.post(f"/yamada/deliveries/{delivery_id}/receipt", data=sent).status_code == 303
    page = buyer.get(f"/yamada/deliveries/{delivery_id}")
    assert "2027/01/20" in page.text
    sent = fields_of(page, "correction-form") | {
        "correction-received_on": ["11/20"],
        "correction-reason": ["誤記"],
    }
    assert buyer.post(f"/yamada/deliveries/{delivery_id}/receipt?_method=PUT", data=sent).status_code == 303
    with inside(cast.buyer):
        assert only(Delivery).received_on == dt.date(2026, 11, 20)


def test_a_wish_is_shown_and_granted(buyer, ordering, inside, cast, the_order, said):
    order_id = ordering()
    with inside(cast.buyer):
        order = the_order(order_id)
        wish = WishedChange(line_id=order.lines[0].id, price=Decimal(950), delivery_on=dt.date(2026, 12, 20))
        body = Acknowledgement(
            order_number=order.number,
            order_revision=0,
            answer="change_requested",
            comment="入荷遅れ",
            changes=[wish],
        )
    said(order_id, body)
    page = buyer.get(path(order_id))
    assert "入荷遅れ" in page.text
    with inside(cast.buyer):
        answer_id = the_order(order_id).answers[0].id
    refusal = buyer.get(path(order_id, f"/answers/{answer_id}/refusal/new"))
    assert refusal.status_code == 200
    granted = buyer.post(path(order_id, f"/answers/{answer_id}/grant"), data={"csrf_token": token(page)})
    assert granted.status_code == 303
    assert "第1版" in buyer.get(path(order_id)).text
    assert "第1版" in buyer.get(path(order_id, "/documents")).text


def test_a_change_is_written_submitted_and_issued(buyer, ordering, inside, cast, the_order):
    order_id = ordering()
    page = buyer.get(path(order_id, "/change/new"))
    sent = fields_of(page, "change-form") | {"lines-0-quantity": ["12"], "reason": ["追加"]}
    assert buyer.post(path(order_id, "/change"), data=sent).status_code == 303
    page = buyer.get(path(order_id))
    assert "変更を発行する" in page.text
    assert buyer.post(path(order_id, "/change/issuance"), data={"csrf_token": token(page)}).status_code == 303
    with inside(cast.buyer):
        assert (the_order(order_id).revision, the_order(order_id).total) == (1, 13200)


def test_cancelling_and_giving_up_ask_for_a_reason(buyer, ordering, inside, cast, the_order):
    first, second = ordering(), ordering()
    page = buyer.get(path(first, "/cancellation/new"))
    sent = fields_of(page, "cancellation-form")
    assert buyer.post(path(first, "/cancellation"), data=sent).status_code == 422
    assert buyer.post(path(first, "/cancellation"), data=sent | {"reason": ["中止"]}).status_code == 303
    page = buyer.get(path(second, "/closures/new"))
    sent = fields_of(page, "closure-form") | {"reason": ["設計変更"]}
    assert buyer.post(path(second, "/closures"), data=sent).status_code == 303
    with inside(cast.buyer):
        assert [the_order(one).status for one in (first, second)] == ["cancelled", "closed"]


def test_ordering_again_opens_a_new_draft(buyer, ordering):
    order_id = ordering()
    page = buyer.get(path(order_id))
    answer = buyer.post(path(order_id, "/copies"), data={"csrf_token": token(page)})
    assert buyer.get(answer.headers["Location"]).status_code == 200


@pytest.mark.parametrize("role", ["approver", "accounts_payable", "auditor", "inspector"])
def test_readers_see_without_buttons(client, cast, ordering, role):
    order_id = ordering(organisation_id=None)
    page = client(cast.person("yamada", role)).get(path(order_id))
    if page.status_code == 200:
        assert "注文を取り消す" not in page.text
    assert client(cast.person("yamada", role)).get("/yamada/orders").status_code == 200


def test_a_foreign_order_does_not_exist(client, cast, ordering):
    order_id = ordering()
    assert client(cast.person("foreign", "buyer")).get(f"/foreign/orders/{order_id}").status_code == 404
