"""The desk: slips in their columns, one page for everything, acts on many with a way back."""

import pytest
from sqlalchemy import select

from app.commerce.desk.model import SlipBatch
from app.commerce.desk.operations import begin
from app.commerce.persons.model import PersonalDataRead
from app.commerce.slips.moving import move
from app.kernel import clock
from app.kernel.db import session
from tests.commerce.orders.conftest import MORNING, TARO

DESK = "/yamada/slips"


class Outside:
    """A shop as seen between requests, which leave no tenant behind: each call enters it again."""

    def __init__(self, shop, cast):
        self.shop, self.cast = shop, cast

    def __getattr__(self, name):
        found = getattr(self.shop, name)
        return self._inside(found) if callable(found) else found

    def _inside(self, work):
        def done(*given, **named):
            with self.cast.inside(self.cast.shop_manager), clock.frozen(MORNING):
                made = work(*given, **named)
                session.commit()
                return made

        return done

    def ask(self, statement):
        """All scalars of a statement."""
        return self._inside(lambda: session.scalars(statement).all())()


@pytest.fixture
def desk(shop, cast):
    """Three orders: one ready, one short of goods, one with an unknown code."""
    shop.product("A", 3)
    shop.take(
        shop.order("1", [("A", 1)]), shop.order("2", [("A", 9)], buyer=TARO), shop.order("3", [("X", 1)])
    )
    session.commit()
    return Outside(shop, cast)


def slip_url(desk, number):
    return f"{DESK}/{desk.slip(number).id}"


def test_the_list_shows_who_gets_what_and_how_many_stand_where(desk, client, cast):
    text = client(cast.order_clerk).get(DESK).text
    assert "山田 花子" in text
    assert [text.count(f'href="/yamada/slips?status={one}"') for one in ("ready", "short", "check")] == [
        1,
        1,
        1,
    ]


@pytest.mark.parametrize("few", [0, 2000])
@pytest.mark.parametrize(
    "words, found",
    [("090-1234-5678", {"1", "3"}), ("taro@example.com", {"2"}), ("山田", {"1", "3"}), ("やまだ", {"1", "3"}),
     ("佐藤太郎", {"2"}), ("2", {"2"}), ("花子", set())],
)  # fmt: skip
def test_a_slip_is_found_by_number_telephone_mail_and_the_beginning_of_a_name(
    desk, client, cast, monkeypatch, words, found, few
):
    monkeypatch.setattr("app.commerce.slips.finding.FEW", few)
    page = client(cast.order_clerk).get(DESK, query_string={"q": words}, follow_redirects=True)
    assert {number for number in "123" if f"/{desk.slip(number).id}" in page.text} == found


def test_words_are_looked_for_among_finished_slips_too_unless_a_status_was_chosen(desk, client, cast):
    for to in ("working", "shipped", "done"):
        desk._inside(move)([desk.slip("1").id], to)
    browser, finished = client(cast.order_clerk), f"/{desk.slip('1').id}"
    assert finished not in browser.get(DESK).text
    page = browser.get(DESK, query_string={"q": "1"}, follow_redirects=True)
    assert finished in page.text
    assert "検索: 1 · 状態: すべて" in page.text
    narrowed = browser.get(DESK, query_string={"q": "1", "status": "short"}, follow_redirects=True)
    assert finished not in narrowed.text


def test_a_field_of_a_sealed_person_can_be_asked_but_not_sorted_by(desk, client, cast):
    page = client(cast.order_clerk).get(
        DESK, query_string={"recipient.starts": "佐藤"}, follow_redirects=True
    )
    assert {number for number in "123" if f"/{desk.slip(number).id}" in page.text} == {"2"}
    assert "sort=recipient" not in page.text


def test_the_page_of_a_slip_shows_everything_and_notes_who_saw_it(desk, client, cast):
    page = client(cast.order_clerk).get(slip_url(desk, "1"))
    for told in ("山田 花子", "090-1234-5678", "芝公園1-2-3", "品物 A", "¥1,000"):
        assert told in page.text
    seen = desk.ask(select(PersonalDataRead.by_id))
    assert seen == [cast.order_clerk.user_id]


def test_who_may_not_see_persons_sees_them_masked(desk, client, cast):
    text = client(cast.auditor).get(slip_url(desk, "1")).text
    assert "****5678" in text
    for hidden in ("花子", "芝公園", "090-1234", "hanako"):
        assert hidden not in text
    assert "山田 花子" not in client(cast.auditor).get(DESK).text


def test_one_slip_is_moved_on_and_put_on_hold(desk, client, cast):
    browser, url = client(cast.order_clerk), slip_url(desk, "1")
    browser.post_form(f"{url}/movements", {"act": "work"}, form_page=url)
    assert desk.slip("1").status == "working"
    answer = browser.post_form(f"{url}/movements", {"act": "allocate"}, form_page=url)
    assert (answer.status_code, desk.slip("1").status) == (303, "working")


def test_an_alert_is_answered_with_one_click(desk, client, cast):
    browser, url = client(cast.order_clerk), slip_url(desk, "3")
    alert = desk.alert("3", "unknown_product")
    browser.post_form(f"{url}/alerts/{alert.id}/answer", {"answer": "accept"}, form_page=url)
    assert (desk.alerts("3"), desk.slip("3").status) == ([], "ready")


def test_lines_are_split_off_and_put_back_on_the_page(desk, client, cast):
    browser, url = client(cast.order_clerk), slip_url(desk, "2")
    page = browser.get(url)
    line = page.text.split('name="pick-')[1].split('"')[0]
    browser.post_form(f"{url}/split", {f"pick-{line}": "4"}, form_page=url)
    assert desk.contents("2") == {1: {1: 5}, 2: {1: 4}}
    other = f"{DESK}/{desk.slips('2')[1].id}"
    browser.post_form(f"{other}/split?_method=DELETE", {}, form_page=other)
    assert desk.contents("2") == {1: {1: 9}}


def test_lines_are_moved_to_and_fro_side_by_side(desk, client, cast):
    browser, url = client(cast.order_clerk), f"{slip_url(desk, '2')}/split"
    line = browser.get(url).text.split('name="pick-')[1].split('"')[0]
    browser.post_form(url, {"page": "split", f"pick-{line}": "4", "to": ""}, form_page=url)
    assert desk.contents("2") == {1: {1: 5}, 2: {1: 4}}
    first, second = desk.slips("2")
    other = f"{DESK}/{second.id}/split"
    back = browser.get(other).text.split(f'action="{other}"')[1].split('name="pick-')[1].split('"')[0]
    answer = browser.post_form(
        other, {"page": "split", f"pick-{back}": "4", "to": str(first.id)}, form_page=other
    )
    assert (answer.location, desk.contents("2")) == (url, {1: {1: 9}})


def test_what_cannot_move_is_said_between_the_slips_and_nothing_moves(desk, client, cast):
    browser, url = client(cast.order_clerk), f"{slip_url(desk, '2')}/split"
    line = browser.get(url).text.split('name="pick-')[1].split('"')[0]
    answer = browser.post_form(url, {"page": "split", f"pick-{line}": "9", "to": ""}, form_page=url)
    assert answer.status_code == 422
    assert "元の伝票に1個以上残してください。" in answer.text
    assert desk.contents("2") == {1: {1: 9}}


def test_a_recipient_is_corrected_and_a_form_opened_earlier_is_refused(desk, client, cast):
    browser, url = client(cast.order_clerk), slip_url(desk, "1")
    form = {"family": "山田", "given": "華子", "postal": "1050011", "prefecture": "東京都", "city": "港区",
            "street": "芝公園9-9", "phone": "0312345678", "version": str(desk.slip("1").version)}  # fmt: skip
    browser.post_form(f"{url}/recipient?_method=PUT", form, form_page=f"{url}/recipient/edit")
    assert desk.slip("1").recipient.given == "華子"
    late = browser.post_form(
        f"{url}/recipient?_method=PUT", form | {"given": "他"}, form_page=f"{url}/recipient/edit"
    )
    assert (late.status_code, desk.slip("1").recipient.given) == (409, "華子")


def test_many_slips_are_moved_at_once_those_it_does_not_fit_come_back(desk, client, cast):
    browser = client(cast.order_clerk)
    ids = [str(desk.slip(number).id) for number in "123"]
    page = f"/yamada/slip-batches/new?act=work&ids={ids[0]}&ids={ids[1]}&ids={ids[2]}"
    answer = browser.post_form("/yamada/slip-batches", {"act": "work", "ids": ids}, form_page=page)
    assert [desk.slip(number).status for number in "123"] == ["working", "short", "check"]
    shown = browser.get(answer.location)
    assert shown.text.count("今の状態からは移せません。") == 2
    back = browser.post_form(f"{answer.location}?_method=DELETE", {}, form_page=answer.location)
    assert back.status_code == 303
    assert desk.slip("1").status == "ready"


def test_thousands_are_worked_through_by_jobs_and_undone(desk, run_jobs, monkeypatch):
    monkeypatch.setattr("app.commerce.desk.operations.PORTION", 1)
    ids = [desk.slip(number).id for number in "123"]
    assert desk._inside(begin)("hold", ids, {"reason": "棚卸中"}).state == "pending"
    run_jobs()
    [batch] = desk.ask(select(SlipBatch))
    assert (batch.state, batch.done) == ("done", 3)
    assert [desk.slip(number).status for number in "123"] == ["held"] * 3


def test_holding_without_a_reason_is_refused_and_nothing_is_written(desk, client, cast):
    browser, one = client(cast.order_clerk), str(desk.slip("1").id)
    page = f"/yamada/slip-batches/new?act=hold&ids={one}"
    answer = browser.post_form("/yamada/slip-batches", {"act": "hold", "ids": [one]}, form_page=page)
    assert (answer.status_code, desk.slip("1").status) == (422, "ready")


def test_a_code_is_assigned_from_the_inbox(desk, client, cast):
    browser = client(cast.order_clerk)
    inbox = browser.get("/yamada/listings")
    assert "品物 X" in inbox.text
    desk.product("OWN", 5)
    order = desk.order("4", [("", 1)], buyer=TARO)
    order.lines[0].mall_code = "shop-own"
    desk.take(order)
    form = {
        "channel_id": str(desk.channel.id),
        "mall_code": "shop-own",
        "mall_sku": "",
        "factor": "1",
        "options": "",
    }
    nothing = browser.post_form("/yamada/listings", form, form_page="/yamada/listings/new")
    assert nothing.status_code == 422
    browser.post_form("/yamada/listings", form | {"product_id_text": "OWN"}, form_page="/yamada/listings/new")
    assert desk.slip("4").status == "ready"


def test_a_foreign_tenant_finds_nothing(desk, client, cast):
    stranger = client(cast.person("foreign", "order_clerk"))
    assert stranger.get(f"/foreign/slips/{desk.slip('1').id}").status_code == 404
    assert "山田" not in stranger.get("/foreign/slips").text


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_costs_the_same_for_one_row_and_three(desk, client, cast, statements, rows):
    browser = client(cast.order_clerk)
    browser.get(DESK)
    statements.clear()
    browser.get(DESK, query_string={"status": "all"} if rows == 3 else {"q": "2"})
    assert len(statements) <= 5
