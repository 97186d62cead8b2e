"""The screens of outside warehouses: a layout, a request, its file, an answer."""

import io
import re

from sqlalchemy import select

from app.commerce.shipping_requests.model import RequestedSlip, RequestProfile
from app.kernel.db import session
from tests.commerce.orders.test_desk import Outside as Between

REQUESTS = "/yamada/shipping-requests"


def test_a_request_goes_out_and_its_answer_comes_in(shop, outside, client, cast):
    outside.receive(shop.product("A", 0), 9)
    shop.take(shop.order("1", [("A", 2)]))
    session.commit()
    browser, desk, profile_id = client(cast.shipping_clerk), Between(shop, cast), str(outside.profile.id)
    made = browser.post_form(REQUESTS, {"profile_id": profile_id}, form_page=f"{REQUESTS}/new")
    assert made.status_code == 303
    page = browser.get(made.headers["Location"]).text
    file = re.search(r'action="([^"]*handing-over)"', page)[1]
    taken = browser.post_form(file, {}, form_page=made.headers["Location"])
    assert (taken.status_code, "山田 花子" in taken.data.decode("cp932")) == (200, True)
    [key] = desk.ask(select(RequestedSlip.key))
    text = f"出荷依頼番号,送り状番号\r\n{key},444413758703\r\nR1,444413758703\r\n"
    data = {"profile_id": profile_id, "file": (io.BytesIO(text.encode("cp932")), "結果.csv")}
    answered = browser.post_form(
        f"{REQUESTS}/answers", data, form_page=REQUESTS, content_type="multipart/form-data"
    )
    assert answered.status_code == 303
    page = browser.get(answered.headers["Location"]).text
    assert ("このキーの出荷依頼はありません。" in page, desk.slip("1").status) == (True, "shipped")
    assert browser.get(REQUESTS).text.count("結果.csv") == 1


def test_a_layout_begins_as_a_pattern_and_is_adjusted(shop, outside, client, cast):
    place_id = str(outside.place.id)
    session.commit()
    browser, desk = client(cast.shop_manager), Between(shop, cast)
    page = browser.get(f"{REQUESTS}/layouts/new?from=yamato").text
    assert "ヤマトフルフィルメント" in page
    data = {
        "name": "ヤマト東京", "company": "yamato", "warehouse_id": place_id, "carrier": "yamato", "encoding": "cp932",
        "delimiter": "comma", "with_header": "y", "key": "管理番号、番号", "number": "伝票番号", "answer_carrier": "",
        "day": "", "columns-0-place": "2", "columns-0-header": "品番", "columns-0-source": "product_code",
        "columns-0-text": "", "columns-1-place": "1", "columns-1-header": "番号", "columns-1-source": "key",
        "columns-1-text": "",
    }  # fmt: skip
    saved = browser.post_form(f"{REQUESTS}/layouts", data, form_page=f"{REQUESTS}/layouts/new?from=yamato")
    assert saved.status_code == 303
    [row] = desk.ask(select(RequestProfile).where(RequestProfile.name == "ヤマト東京"))
    with cast.inside(cast.shop_manager):
        held = session.get(RequestProfile, (row.tenant_id, row.id))
        assert (held.columns, held.answers) == (
            [["番号", "key", ""], ["品番", "product_code", ""]], {"key": ["管理番号", "番号"], "number": ["伝票番号"]},
        )  # fmt: skip
    lacking = browser.post_form(
        f"{REQUESTS}/layouts",
        data | {"name": "別", "columns-1-source": "jan"},
        form_page=f"{REQUESTS}/layouts",
    )
    assert lacking.status_code == 422


def test_a_request_for_nothing_says_why(shop, outside, client, cast):
    shop.product("A", 9)
    shop.take(shop.order("1", [("A", 2)]))
    profile_id = str(outside.profile.id)
    session.commit()
    answer = client(cast.shipping_clerk).post_form(
        REQUESTS, {"profile_id": profile_id}, form_page=f"{REQUESTS}/new"
    )
    assert (answer.status_code, "この倉庫の在庫が足りません" in answer.text) == (422, True)
