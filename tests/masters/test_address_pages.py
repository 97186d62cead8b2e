"""The address beside a form's postal code, and the page that says where the postal codes are from."""

import json
import re
from html import unescape

import pytest

from app.masters.addresses import cities
from app.masters.addresses.packing import head_of

WHERE = "/yamada/addresses/candidates?code=postal_code&address=address"
HTMX = {"HX-Request": "true", "HX-Request-Type": "partial"}


@pytest.fixture(autouse=True)
def _catalogue(rolled_back):
    cities.forget()


@pytest.fixture
def asked(client, cast):
    """`asked(code, address)`: the fragment that the partner's form gets."""

    def ask(code, address, where=WHERE):
        typed = {"postal_code": code, "address": address}
        answer = client(cast.buyer).post_form(where, typed, form_page="/yamada/partners/new", headers=HTMX)
        assert answer.status_code == 200
        return answer.get_data(as_text=True)

    return ask


def fills(html):
    return [json.loads(unescape(one)) for one in re.findall(r'data-fill="([^"]*)"', html)]


def test_a_code_fills_an_empty_address_by_itself(asked):
    html = asked("1050011", "")
    assert fills(html) == [{"postal_code": "105-0011", "address": "東京都港区芝公園"}]
    assert "data-at-once" in html


def test_a_code_of_two_prefectures_is_a_choice(asked):
    html = asked("498-0000", "")
    assert [one["address"] for one in fills(html)] == ["愛知県弥富市", "三重県桑名郡木曽岬町"]
    assert "data-at-once" not in html


def test_the_code_of_an_office_brings_its_house(asked):
    [fill] = fills(asked("0608621", ""))
    assert fill["address"] == "北海道札幌市中央区北一条西6丁目1-2アーバンネット札幌ビル2F"


def test_an_address_without_code_is_offered_its_code(asked):
    html = asked("", "東京都港区芝公園4-2-8")
    assert fills(html) == [{"postal_code": "105-0011", "address": "東京都港区芝公園4-2-8"}]
    assert 'class="error"' not in html
    assert "data-at-once" not in html


def test_a_mismatch_offers_both_sides(asked):
    html = asked("1050011", "大阪市北区梅田1-1-1")
    assert "郵便番号と住所の市区町村が一致しません。" in html
    assert fills(html) == [
        {"postal_code": "105-0011", "address": "東京都港区芝公園1-1-1"},
        {"postal_code": "530-0001", "address": "大阪市北区梅田1-1-1"},
    ]


def test_what_fits_is_said_and_needs_nothing(asked):
    html = asked("1050011", "東京都港区芝公園4-2-8")
    assert "郵便番号と住所は一致しています。" in html
    assert fills(html) == []


def test_nothing_typed_is_no_mistake(asked):
    html = asked("", "")
    assert 'class="error"' not in html
    assert fills(html) == []


def test_a_form_with_prefecture_and_city_apart_gets_the_parts(asked):
    html = asked("1050011", "", WHERE + "&prefecture=prefecture&city=city")
    assert fills(html) == [
        {"postal_code": "105-0011", "prefecture": "東京都", "city": "港区", "address": "芝公園"}
    ]


def test_without_script_the_answer_is_a_page(client, cast):
    answer = client(cast.buyer).post_form(
        WHERE, {"postal_code": "1050011", "address": ""}, form_page="/yamada/partners/new"
    )
    assert answer.status_code == 200
    assert "東京都港区芝公園" in answer.get_data(as_text=True)
    assert "<h1" in answer.get_data(as_text=True)


def test_the_partners_form_has_the_button(client, cast):
    html = client(cast.buyer).get("/yamada/partners/new").get_data(as_text=True)
    assert 'id="postal_code-candidates"' in html
    assert "住所を検索" in html


def test_the_page_says_where_the_codes_are_from(client, cast):
    html = client(cast.master_admin).get("/yamada/postal-codes").get_data(as_text=True)
    head = head_of()
    assert head.source in html
    assert head.taken_on.replace("-", "/") in html
    assert f"{head.offices:,}" in html


@pytest.mark.parametrize(
    "asked, found",
    [
        ("105-0011", "東京都港区芝公園"),
        ("東京都港区芝公園", "105-0011"),
        ("1002101", "離島"),
        ("0608621", "日本経済新聞社"),
        ("9999999", "該当する郵便番号・住所はありません。"),
    ],
)
def test_a_code_or_an_address_can_be_looked_up(client, cast, asked, found):
    answer = client(cast.master_admin).get("/yamada/postal-codes", query_string={"q": asked})
    assert found in answer.get_data(as_text=True)


def test_the_page_is_for_administrators(client, cast):
    assert client(cast.inspector).get("/yamada/postal-codes").status_code == 403
