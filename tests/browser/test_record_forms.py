"""A record's form: twins and errors while typing, two people at one record, a draft, values set back."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser import cast
from tests.browser.installation import until

pytestmark = pytest.mark.xdist_group("browser-record-forms")

FOCUS = "document.activeElement.name"


def enter(keeper, code, name, **more):
    """A partner, entered through the form."""
    keeper.visit("~/partners/new").type("取引先コード", code).type("取引先名", name)
    for label, text in more.items():
        keeper.type(label, text)
    keeper.press("保存")
    keeper.page.wait_for_url(re.compile(r"/partners/[0-9a-f-]{36}$"))
    return keeper.settled().page.url


def test_what_is_wrong_and_who_is_alike_is_said_while_one_types(at_desk):
    keeper = at_desk(cast.KEEPER)
    where = enter(keeper, "TW-1", "株式会社 双子製作所", 電話番号="03-9876-5432")
    page = keeper.visit("~/partners/new").page
    name = page.get_by_label("取引先名").first
    name.press_sequentially("双子製作所", delay=15)
    expect(page.locator("#name-twins a")).to_have_text("TW-1 株式会社 双子製作所")
    assert page.evaluate(FOCUS) == "name"
    page.get_by_label("メールアドレス").fill("宛先なし")
    page.get_by_label("電話番号").click()
    expect(page.locator("#email-notes .error")).to_be_visible()
    assert page.evaluate(FOCUS) == "phone"
    assert page.locator("#email").get_attribute("aria-invalid") == "true"
    page.get_by_label("電話番号").fill("0398765432")
    expect(page.locator("#phone-twins a")).to_have_count(1)
    page.get_by_label("メールアドレス").fill("info@futago.example")
    expect(page.locator("#email-notes .error")).to_have_count(0)
    assert page.locator("#email").get_attribute("aria-invalid") is None
    page.get_by_label("取引先コード").fill("TW-2")
    page.keyboard.press("Control+Enter")
    keeper.settled().reads("すでに登録されている可能性があります")
    assert page.locator(".error-summary").evaluate("one => one === document.activeElement")
    keeper.press("それでも登録する")
    page.wait_for_url(re.compile(r"/partners/[0-9a-f-]{36}$"))
    assert page.url != where
    keeper.settled().reads("TW-2")


@pytest.mark.parametrize("phone", [False, True], ids=["desk", "phone"])
def test_two_people_merge_what_both_changed(at_desk, phone):
    first, second = at_desk(cast.KEEPER), at_desk(cast.KEEPER, phone=phone)
    where = enter(first, f"MG-{phone:d}", f"統合試験{phone:d}商事")
    for desk in (first, second):
        desk.visit(f"{where}/edit")
    first.type("担当者", "高橋").type("電話番号", "03-1111-2222").press("保存")
    first.page.wait_for_url(where)
    second.type("担当者", "田中").type("住所", "東京都千代田区1-1").press("保存")
    second.settled().reads("編集中にほかの方が保存しました", "吉田 亮さんの保存した値", "両方が変更")
    page = second.page
    assert page.locator("[name=take-phone][value=theirs]").is_checked()
    assert page.locator("[name=take-address][value=mine]").is_checked()
    assert page.locator("[name=take-contact_name]:checked").count() == 0
    second.press("統合して保存").reads("どちらの値にするか選んでください")
    page.locator("#merge-contact_name input[type=text]").fill("田中・高橋")
    assert page.locator("[name=take-contact_name][value=mine]").is_checked()
    second.press("統合して保存")
    page.wait_for_url(where)
    second.settled().reads("田中・高橋", "03-1111-2222", "東京都千代田区1-1")


def test_merging_works_without_scripts(at_desk):
    first, second = at_desk(cast.KEEPER), at_desk(cast.KEEPER, scripts=False)
    where = enter(first, "MG-9", "手作業商事")
    for desk in (first, second):
        desk.visit(f"{where}/edit")
    first.type("担当者", "高橋").press("保存")
    first.page.wait_for_url(where)
    second.type("担当者", "田中").press("保存").reads("両方が変更")
    second.page.locator("[name=take-contact_name][value=theirs]").check()
    second.press("統合して保存").reads("高橋").never_reads("田中")


def test_what_was_not_saved_comes_back_and_says_that_it_is_older(at_desk):
    keeper, other = at_desk(cast.KEEPER), at_desk(cast.KEEPER)
    where = enter(keeper, "DR-1", "下書き商事")
    keeper.visit(f"{where}/edit").type("担当者", "下書きの人")
    kept = "Object.values(localStorage).some((kept) => kept.includes('下書きの人'))"
    until(lambda: keeper.page.evaluate(kept), "keeping the draft", 5)
    other.visit(f"{where}/edit").type("電話番号", "06-1111-2222").press("保存")
    other.page.wait_for_url(where)
    keeper.page.goto(f"{where}/edit")
    keeper.settled().reads("前回保存されなかった入力内容", "その後、内容が更新されています")
    keeper.press("入力内容を戻す")
    assert keeper.page.get_by_label("担当者").first.input_value() == "下書きの人"
    keeper.press("保存").reads("お互いに別の項目を変更しています").press("統合して保存")
    keeper.page.wait_for_url(where)
    keeper.settled().reads("下書きの人", "06-1111-2222")
    keeper.visit(f"{where}/edit")
    assert keeper.page.locator("form .alert").count() == 0


@pytest.mark.parametrize("phone", [False, True], ids=["desk", "phone"])
def test_a_copy_is_made_and_a_value_set_back(at_desk, phone):
    keeper = at_desk(cast.KEEPER, phone=phone)
    where = enter(keeper, f"CP-{phone:d}", f"複製元{phone:d}商事", 電話番号="03-0000-1111")
    keeper.visit(f"{where}/edit").type("電話番号", "03-0000-2222").press("保存")
    keeper.page.wait_for_url(where)
    keeper.visit(f"{where}/history").reads("03-0000-1111", "03-0000-2222")
    keeper.press("変更前の値に戻す").reads("電話番号", "03-0000-1111")
    keeper.visit(where).reads("03-0000-1111")
    keeper.visit(f"{where}/copy").reads("の複製です")
    keeper.type("取引先コード", f"CP-{phone:d}B").type("取引先名", f"複製先{phone:d}商店").press("保存")
    keeper.page.wait_for_url(lambda url: url != where and "/partners/" in url and not url.endswith("/copy"))
    keeper.settled().reads("03-0000-1111", "を複製して登録しました")
