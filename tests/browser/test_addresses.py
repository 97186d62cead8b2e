"""The address of a postal code, in a form: filled by itself, chosen, put right."""

import pytest
from playwright.sync_api import expect

from tests.browser import cast

pytestmark = pytest.mark.xdist_group("browser-record-forms")


@pytest.mark.parametrize("phone", [False, True], ids=["desk", "phone"])
def test_a_postal_code_fills_the_address_and_a_mismatch_is_put_right(at_desk, phone):
    page = at_desk(cast.KEEPER, phone=phone).visit("~/partners/new").page
    code, address = page.get_by_label("郵便番号"), page.get_by_label("住所", exact=True)
    found = page.locator("#postal_code-candidates")
    code.fill("1050011")
    code.press("Tab")
    expect(address).to_have_value("東京都港区芝公園")
    expect(code).to_have_value("105-0011")
    address.fill("大阪市北区梅田1-1-1")
    address.press("Tab")
    expect(found.locator(".error")).to_have_text("郵便番号と住所の市区町村が一致しません。")
    found.get_by_role("button", name="530-0001").click()
    expect(code).to_have_value("530-0001")
    expect(found).to_contain_text("郵便番号と住所は一致しています。")
    address.fill("東京都港区芝公園4-2-8")
    code.fill("")
    page.get_by_role("button", name="住所を検索").click()
    expect(found.get_by_role("button", name="105-0011")).to_be_visible()
    assert page.url.endswith("/partners/new")
