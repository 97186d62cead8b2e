"""The week of a salesman on his phone, with a tunnel in it: what he logs there waits and is sent once, over nobody."""

import pytest
from playwright.sync_api import expect

from tests.browser import cast

pytestmark = pytest.mark.xdist_group("browser-offline")
NEW = "~/activities/results/new"
READY = """async () => {
  const names = (await caches.keys()).filter((name) => name.startsWith("kept:/yamada/:"));
  const page = await caches.match("/yamada/activities/results/new", { ignoreVary: true });
  return names.length === 1 && page?.headers.get("X-Kept-Parts") && Boolean(navigator.serviceWorker.controller);
}"""
PHOTO = {
    "name": "名刺.jpg",
    "mimeType": "image/jpeg",
    "buffer": b"\xff\xd8\xff\xe0" + b"0" * 400 + b"\xff\xd9",
}


@pytest.fixture(scope="module", autouse=True)
def account(installation):
    """An account, an opportunity, a visit last week."""
    installation.run("-m tests.browser.selling")


def reports(installation, words):
    """`(id, number of files)` of the reports that say so."""
    query = (
        "SELECT a.id, (SELECT count(*) FROM attachments f WHERE f.record_id = a.id) "
        f"FROM activities a WHERE content = '{words}'"
    )
    return installation.sql("yamada", query)


def at_phone(at_desk):
    """The salesman's phone at the page, with what it needs kept on it."""
    desk = at_desk(cast.SALESMAN, phone=True).visit(NEW)
    desk.page.wait_for_function(READY)
    return desk


def leave_the_network(desk, gone=True):
    desk.offline = desk.offline or gone
    desk.page.context.set_offline(gone)


def write(desk, words):
    desk.page.get_by_role("link", name="青木製作所").click()
    desk.page.locator("[name=content]").fill(words)


def unsent(desk, number):
    expect(desk.page.locator("#unsent summary")).to_have_text(f"未送信 {number}件")


def test_a_visit_logged_without_a_network_is_sent_once_when_it_is_back(at_desk, installation):
    desk = at_phone(at_desk)
    leave_the_network(desk)
    desk.page.reload()
    write(desk, "トンネルの中から")
    expect(desk.page.locator("#around [name=opportunity_id] option")).to_have_count(2)
    desk.page.locator("[name=files]").set_input_files([PHOTO])
    desk.page.get_by_role("button", name="保存").first.click()
    unsent(desk, 1)
    expect(desk.page.locator("[name=content]")).to_have_value("")
    write(desk, "二件目")
    desk.page.get_by_role("button", name="保存").first.click()
    unsent(desk, 2)
    desk.page.locator("#unsent li", has_text="二件目").get_by_role("button", name="編集").click()
    expect(desk.page.locator("[name=content]")).to_have_value("二件目")
    desk.page.locator("[name=content]").fill("二件目を直した")
    desk.page.get_by_role("button", name="保存").first.click()
    unsent(desk, 2)
    assert reports(installation, "トンネルの中から") == []
    leave_the_network(desk, False)
    expect(desk.page.locator("#unsent [data-sent]")).to_have_text("2件を送信しました")
    assert [files for _id, files in reports(installation, "トンネルの中から")] == [1]
    assert len(reports(installation, "二件目を直した")) == 1
    desk.page.reload()
    expect(desk.page.locator("#unsent")).to_be_hidden()
    assert len(reports(installation, "トンネルの中から")) == 1
    desk.offline = False
    desk.visit("~/activities/week").reads("トンネルの中から", "二件目を直した", "青木製作所")


def test_two_phones_at_one_opportunity_see_the_difference_and_lose_nothing(at_desk, installation):
    first, second = at_phone(at_desk), at_phone(at_desk)
    for desk in (first, second):
        desk.page.get_by_role("link", name="青木製作所").click()
        expect(desk.page.locator("[name=opportunity_id] option")).to_have_count(2)
        desk.page.locator("[name=opportunity_id]").select_option(label="搬送機の更新")
        expect(desk.page.locator("[name=amount]")).to_have_value("1,000,000")
    leave_the_network(second)
    for desk, amount, words in ((first, "2,000,000", "一台目"), (second, "3,000,000", "二台目")):
        desk.page.locator("[name=amount]").fill(amount)
        desk.page.locator("[name=content]").fill(words)
        desk.page.get_by_role("button", name="保存").first.click()
    first.page.wait_for_url("**/activities/0*")
    unsent(second, 1)
    leave_the_network(second, False)
    line = second.page.locator("#unsent li")
    expect(line).to_contain_text("2,000,000")
    assert reports(installation, "二台目") == []
    line.get_by_role("button", name="編集").click()
    expect(second.page.locator(".difference")).to_contain_text("3,000,000")
    expect(second.page.locator("[name=content]")).to_have_value("二台目")
    second.page.get_by_role("button", name="保存").first.click()
    second.page.wait_for_url("**/activities/0*")
    assert len(reports(installation, "二台目")) == 1
    assert installation.sql("yamada", "SELECT amount FROM opportunities") == [(3_000_000,)]
    second.visit(NEW)
    expect(second.page.locator("#unsent")).to_be_hidden()


def test_signing_out_leaves_no_page_on_the_phone(at_desk):
    desk = at_phone(at_desk)
    desk.page.locator(".user-menu summary").click()
    desk.page.get_by_role("button", name="ログアウト").click()
    desk.page.wait_for_url("**/sign-in")
    desk.page.wait_for_function("async () => (await caches.keys()).length === 0")
    leave_the_network(desk)
    with pytest.raises(Exception, match="ERR_"):
        desk.page.goto("/yamada/activities/results/new")


SMALL = """() => [...document.querySelectorAll("#result-form :is(a, button, input, select, textarea, summary)")]
  .map((one) => one.closest("label.check, .file-drop") ?? one)
  .filter((one) => one.checkVisibility({ visibilityProperty: true }))
  .filter((one) => one.tabIndex !== -1 || one.matches("label, .file-drop"))
  .map((one) => [one.textContent.trim().slice(0, 12) || one.name, Math.round(one.getBoundingClientRect().height)])
  .filter(([, high]) => high > 0 && high < 44)"""


@pytest.mark.parametrize("width", [360, 390, 430])
def test_a_thumb_hits_everything_and_a_visit_is_a_few_taps(at_desk, installation, width):
    desk = at_desk(cast.SALESMAN, phone=True)
    desk.page.set_viewport_size({"width": width, "height": 800})
    desk.visit(NEW)
    assert desk.page.evaluate(SMALL) == []
    desk.page.get_by_role("link", name="青木製作所").tap()
    desk.page.get_by_role("button", name="見積を提出した。").tap()
    desk.page.get_by_role("button", name="保存").first.tap()
    desk.page.wait_for_url("**/activities/0*")
    desk.checked().reads("青木製作所", "見積を提出した。")
