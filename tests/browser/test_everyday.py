"""What goes wrong on ordinary days, and what has to work all the same."""

import csv
import io
import re

import pytest

from tests.browser import cast
from tests.browser.installation import until
from tests.browser.mailbox import link_in
from tests.browser.steps import draft_request, open_request, send_request

pytestmark = pytest.mark.xdist_group("browser-everyday")

FOREIGN = """得意先コード,会社名,フリガナ,メール,適格No,うちのメモ
F001,株式会社 高橋製作所,タカハシセイサクショ,info@takahashi.example,T7000012050002,古い
F002,髙﨑商店,タカサキショウテン,,,
F003,番号違い商会,バンゴウチガイ,,T7000012050003,
,名無し商会,ナナシ,,,
"""
KANDA = cast.COMPANIES["kanda"]
NEXT_STOP = "document.activeElement"


def count(installation, table, where="true"):
    """How many rows the buyer has."""
    return installation.sql("yamada", f"SELECT count(*) FROM {table} WHERE {where}")[0][0]


def test_partners_arrive_from_a_foreign_file_and_refused_rows_come_back(at_desk, installation):
    keeper = at_desk(cast.KEEPER).visit("~/partners/imports")
    file = {"name": "得意先.csv", "mimeType": "text/csv", "buffer": FOREIGN.encode("cp932")}
    keeper.page.locator("input[type=file]").set_input_files([file])
    keeper.press("ファイルを読み込む").reads("Shift_JIS")
    keeper.choose("登録番号", "適格No").settled().reads("番号違い商会")
    keeper.press("正しい行だけ取り込む").reload_until("取込が終わりました")
    with keeper.page.expect_download() as coming:
        keeper.page.get_by_role("link", name="取り込めなかった行をダウンロード").click()
    rows = list(csv.reader(io.StringIO(coming.value.path().read_text("cp932"))))
    assert [row[1] for row in rows[1:]] == ["番号違い商会", "名無し商会"]
    assert rows[0][:6] == FOREIGN.splitlines()[0].split(",")
    keeper.visit("~/partners").reads("株式会社 高橋製作所", "髙﨑商店").never_reads("名無し商会")


def test_a_forgotten_password_is_set_anew_by_mail(at_desk, installation):
    desk = at_desk().visit("/sign-in").follow("パスワードをお忘れですか")
    desk.type("メールアドレス", cast.INSPECTOR.email).settled()
    desk.page.locator("main form button[type=submit], main form button:not([type])").first.click()
    desk.settled()
    desk.page.goto(link_in(installation.mailbox.wait_for(cast.INSPECTOR.email, "パスワード")))
    desk.checked().type("パスワード", "an entirely new password").settled()
    desk.press("設定してサインイン")
    desk.page.wait_for_url("**/yamada/**")
    again = at_desk()
    again.person = cast.INSPECTOR
    again.sign_in("an entirely new password")


def test_two_fast_clicks_make_one_document(at_desk, installation):
    twice = "二度押しの試験"
    buyer, before = at_desk(cast.BUYER), count(installation, "rfqs")
    buyer.visit("~/rfqs/new").type("件名", twice).paste("[name=lines-0-name]", "座金\tM8\t10\t個\t\t5\n")
    buyer.page.get_by_label(KANDA).check()
    buyer.page.get_by_role("button", name="下書き保存").dblclick()
    buyer.settled().reads(twice)
    assert count(installation, "rfqs") == before + 1
    for words, state in (("申請する", "送信待ち"), ("仕入先に送る", "回答待ち")):
        buyer.press(words)
        buyer.page.locator("dialog:modal").get_by_role("button", name=words).dblclick()
        buyer.settled().reads(state)
    assert count(installation, "exchange_cases", f"subject = '{twice}'") == 1
    kanda = open_request(at_desk(cast.KANDA), installation.mailbox, twice)
    kanda.page.locator(".page-main-action").get_by_role("link").click()
    kanda.settled()
    kanda.page.locator("[name=lines-0-price]").fill("5")
    kanda.reads("¥55").page.get_by_role("button", name="内容を確認する").dblclick()
    kanda.settled().page.get_by_role("button", name="この内容で送信する").dblclick()
    kanda.settled().reads("第1回回答").never_reads("第2回回答")
    kanda.page.go_back()
    kanda.settled()
    if kanda.page.get_by_role("button", name="この内容で送信する").count():
        kanda.press("この内容で送信する")
    kanda.visit("~/portal/requests/").follow(twice).reads("第1回回答").never_reads("第2回回答")


def test_back_after_saving_makes_no_second_draft(at_desk, installation):
    buyer, before = at_desk(cast.BUYER), count(installation, "rfqs")
    draft_request(buyer, "戻るボタンの試験", [KANDA])
    buyer.page.go_back()
    buyer.settled().page.go_forward()
    buyer.settled().reads("戻るボタンの試験")
    assert count(installation, "rfqs") == before + 1


def test_a_lost_connection_loses_nothing_typed(at_desk, installation):
    subject = "通信断の試験"
    send_request(draft_request(at_desk(cast.BUYER), subject, [KANDA]))
    kanda = open_request(at_desk(cast.KANDA), installation.mailbox, subject)
    kanda.page.locator(".page-main-action").get_by_role("link").click()
    kanda.settled().offline = True
    here = kanda.page.url
    kanda.page.context.set_offline(True)
    kanda.page.locator("[name=lines-0-price]").fill("1234.5")
    kanda.page.locator("#alerts .alert").wait_for()
    kanda.page.wait_for_function(
        "Object.keys(localStorage).some((key) => localStorage[key].includes('1234.5'))"
    )
    kanda.page.context.set_offline(False)
    kanda.page.goto(here)
    kanda.page.get_by_role("button", name="入力内容を戻す").first.click()
    assert kanda.page.locator("[name=lines-0-price]").input_value() == "1234.5"
    kanda.offline = False
    kanda.reads("¥12,345")


def tab_to(desk, selector, most=150):
    """Press Tab until the element that `selector` names has the focus."""
    for _ in range(most):
        if desk.page.evaluate(f"selector => {NEXT_STOP}.matches(selector)", selector):
            return desk.page.keyboard
        desk.page.keyboard.press("Tab")
    raise AssertionError(f"{selector} cannot be reached by Tab")


def test_a_request_is_made_and_sent_by_keyboard_alone(at_desk, installation):
    buyer = at_desk(cast.BUYER).visit("~/rfqs/new")
    tab_to(buyer, "[name=subject]").type("鍵盤だけの試験")
    keys = tab_to(buyer, "[name=lines-0-name]")
    keys.type("割ピン")
    for text in ("3x20", "100", "本"):
        keys.press("Tab")
        keys.type(text)
    tab_to(buyer, "[name=suppliers]").press("Space")
    buyer.page.keyboard.press("Control+Enter")
    buyer.page.wait_for_url(re.compile(r"/rfqs/[0-9a-f-]{36}$"))
    for state in ("送信待ち", "回答待ち"):
        tab_to(buyer.settled(), ".page-main-action button").press("Enter")
        buyer.page.locator("dialog:modal").wait_for()
        tab_to(buyer, "dialog:modal .dialog-actions button.primary").press("Enter")
        buyer.reads(state)


def test_a_lost_sign_in_leads_to_the_sign_in_page_and_back_to_what_was_typed(at_desk):
    buyer = at_desk(cast.BUYER).visit("~/rfqs/new").type("件名", "期限切れの試験")
    questions = []
    buyer.page.on("dialog", lambda question: questions.append(question.type))
    kept = "Object.values(localStorage).some((kept) => kept.includes('期限切れの試験'))"
    until(lambda: buyer.page.evaluate(kept), "keeping the draft", 5)
    buyer.page.context.clear_cookies()
    buyer.offline = True  # the browser's console may name the refused request
    buyer.page.get_by_role("button", name="下書き保存").click()
    buyer.page.wait_for_url("**/sign-in**")
    buyer.offline = False
    buyer.wrong.clear()
    buyer.type("メールアドレス", cast.BUYER.email).type("パスワード", cast.PASSWORD).press("サインイン")
    buyer.page.wait_for_url("**/rfqs/new")
    buyer.settled().press("入力内容を戻す")
    assert buyer.page.get_by_label("件名").first.input_value() == "期限切れの試験"
    assert questions == []


def test_the_line_works_without_scripts(at_desk, installation):
    subject = "スクリプトなしの試験"
    buyer = at_desk(cast.BUYER, scripts=False).visit("~/rfqs/new").type("件名", subject)
    for name, text in (("name", "座金"), ("quantity", "10"), ("unit", "個")):
        buyer.page.locator(f"[name=lines-0-{name}]").fill(text)
    buyer.page.get_by_label(KANDA).check()
    buyer.press("下書き保存").reads(subject, "座金")
    buyer.confirm("申請する").reads("送信待ち").confirm("仕入先に送る").reads("回答待ち")
    kanda = at_desk(cast.KANDA, scripts=False)
    open_request(kanda, installation.mailbox, subject)
    kanda.page.locator(".page-main-action").get_by_role("link").click()
    kanda.settled().page.locator("[name=lines-0-price]").fill("5")
    kanda.press("内容を確認する").reads("¥55").press("この内容で送信する").reads("第1回回答", "¥55")
