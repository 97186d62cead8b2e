"""Pages about customers: the list that finds sealed persons, one customer, ranks, duplicates, the blacklist."""

import csv
import io
from dataclasses import replace

import pytest
from sqlalchemy import select

from app.commerce.clientele.merging import merge
from app.commerce.clientele.record import CUSTOMER
from app.commerce.customers.model import BlacklistEntry, Customer, CustomerRank
from app.commerce.customers.ranking import enter_rank
from app.commerce.persons.model import PersonalDataRead
from app.kernel.db import session
from tests.commerce.orders.conftest import HANAKO, TARO
from tests.commerce.orders.test_desk import Outside

LIST, RANKS, BLACKLIST = "/yamada/customers", "/yamada/customer-ranks", "/yamada/blacklist"
CLEAR = ("花子", "芝公園", "090-1234", "hanako@", "太郎", "taro@", "080-8765")


@pytest.fixture
def crowd(shop, cast):
    """Hanako with two orders, Taro with one."""
    shop.product("A", 9)
    shop.take(shop.order("1"), shop.order("2", [("A", 3)]), shop.order("3", buyer=TARO))
    session.commit()
    return Outside(shop, cast)


def of(crowd, number):
    """The customer of an order."""
    customer_id = crowd.find(number).customer_id
    [found] = crowd.ask(select(Customer).where(Customer.id == customer_id))
    return found


@pytest.mark.parametrize(
    "words, found",
    [("090-1234-5678", "1"), ("taro@example.com", "3"), ("山", ""), ("山田", "1"), ("さとう", "3"), ("佐藤太郎", "3"),
     ("", "13"), ("東京都港区芝公園1丁目2-3", "13")],
)  # fmt: skip
def test_customers_are_found_by_what_stands_sealed_on_them(crowd, client, cast, words, found):
    text = client(cast.order_clerk).get(LIST, query_string={"q": words}, follow_redirects=True).text
    assert "".join(number for number in "13" if f"/customers/{of(crowd, number).id}" in text) == found


def test_the_list_filters_by_rank_blacklist_and_counts(crowd, client, cast):
    crowd._inside(lambda: enter_rank("常連", 2))()
    browser = client(cast.order_clerk)
    [rank] = crowd.ask(select(CustomerRank))
    browser.post_form(BLACKLIST, {"kind": "name", "shown": "佐藤太郎", "reason": "返品"}, form_page=BLACKLIST)
    for question, found in (
        ({"rank": str(rank.id)}, "1"), ({"blacklist": "listed"}, "3"), ({"blacklist": "free"}, "1"),
        ({"order_count.from": "2"}, "1"), ({"telephone.is": "08087654321"}, "3"), ({"person.starts": "サト"}, "3"),
        ({"blacklisted.is": "1"}, "3"),
    ):  # fmt: skip
        text = browser.get(LIST, query_string=question, follow_redirects=True).text
        assert ("".join(n for n in "13" if f"/customers/{of(crowd, n).id}" in text), question) == (
            found,
            question,
        )


def test_who_may_not_see_persons_gets_masked_lists_pages_and_no_form(crowd, client, cast):
    auditor, customer = client(cast.auditor), of(crowd, "1")
    pages = [auditor.get(LIST), auditor.get(f"{LIST}/{customer.id}"), auditor.get(f"{LIST}/duplicates")]
    assert [answer.status_code for answer in pages] == [200, 200, 200]
    assert [word for answer in pages for word in CLEAR if word in answer.text] == []
    assert "****5678" in pages[1].text
    assert auditor.get(f"{LIST}/{customer.id}/edit").status_code == 403
    assert crowd.ask(select(PersonalDataRead)) == []


def test_the_page_of_a_customer_tells_all_and_notes_who_saw_it(crowd, client, cast):
    customer = of(crowd, "1")
    text = client(cast.order_clerk).get(f"{LIST}/{customer.id}").text
    for told in ("山田 花子", "090-1234-5678", "¥4,000", "2026", f"/slips/{crowd.slip('2').id}"):
        assert told in text
    [seen] = crowd.ask(select(PersonalDataRead))
    assert (seen.record_id, seen.by_id, seen.label) == (customer.id, cast.order_clerk.user_id, customer.code)


def form_of(customer, **more):
    person = customer.person
    values = {name: getattr(person, name) for name in person.__slots__}
    return values | {"rank": "", "memo": "", "version": str(customer.version)} | more


def test_a_customer_is_corrected_once_and_a_form_opened_earlier_is_refused(crowd, client, cast):
    customer, browser = of(crowd, "1"), client(cast.order_clerk)
    page = f"{LIST}/{customer.id}/edit"
    form = form_of(customer, postal="105-0012", memo="VIP", advertising="y")
    assert browser.post_form(f"{LIST}/{customer.id}?_method=PUT", form, form_page=page).status_code == 303
    now = of(crowd, "1")
    assert (now.person.postal, now.memo, now.advertising, now.version) == ("1050012", "VIP", True, 2)
    late = browser.post_form(f"{LIST}/{customer.id}?_method=PUT", form | {"memo": "late"}, form_page=page)
    assert (late.status_code, of(crowd, "1").memo) == (409, "VIP")


def test_a_customer_is_entered_by_hand_and_a_known_one_is_refused_with_what_was_typed(crowd, client, cast):
    browser, page = client(cast.order_clerk), f"{LIST}/new"
    form = {"family": "高橋", "given": "一郎", "phone": "03-9999-8888", "rank": "", "version": ""}
    answer = browser.post_form(LIST, form, form_page=page)
    assert answer.status_code == 303
    again = browser.post_form(LIST, form | {"street": "青山1-1"}, form_page=page)
    assert (again.status_code, "青山1-1" in again.text) == (422, True)
    assert len(crowd.ask(select(Customer))) == 3


def test_ranks_are_entered_changed_and_removed_on_their_page(crowd, client, cast):
    browser = client(cast.order_clerk)
    form = {"name": "常連", "from_count": "2", "tone": "done", "text": "いつもありがとうございます。"}
    browser.post_form(RANKS, form, form_page=f"{RANKS}/new")
    [rank] = crowd.ask(select(CustomerRank))
    assert (of(crowd, "1").rank_id, of(crowd, "3").rank_id) == (rank.id, None)
    twice = browser.post_form(RANKS, form | {"name": "別"}, form_page=f"{RANKS}/new")
    assert twice.status_code == 422
    changed = form | {"from_count": "1"}
    browser.post_form(f"{RANKS}/{rank.id}?_method=PUT", changed, form_page=f"{RANKS}/{rank.id}/edit")
    assert of(crowd, "3").rank_id == rank.id
    browser.post_form(f"{RANKS}/{rank.id}?_method=DELETE", {}, form_page=RANKS)
    assert (crowd.ask(select(CustomerRank)), of(crowd, "1").rank_id) == ([], None)


def test_duplicates_are_merged_and_taken_apart_with_two_clicks(crowd, client, cast):
    crowd.take(crowd.order("4", buyer=replace(HANAKO, given="はなこ", mail="h2@example.com")))
    kept, other, browser = of(crowd, "1"), of(crowd, "4"), client(cast.order_clerk)
    page = f"{LIST}/duplicates"
    assert {one.code for one in (kept, other)} <= set(browser.get(page).text.replace("<", " ").split())
    browser.post_form(f"{LIST}/{kept.id}/merger?other={other.id}", {}, form_page=page)
    assert crowd.find("4").customer_id == kept.id
    assert str(other.id) not in browser.get(LIST).text
    shown = f"{LIST}/{other.id}"
    browser.post_form(f"{shown}/merger?_method=DELETE", {}, form_page=shown)
    assert crowd.find("4").customer_id == other.id


def test_a_customer_and_the_recipient_of_a_slip_are_put_on_the_blacklist_with_one_click(crowd, client, cast):
    browser, customer = client(cast.order_clerk), of(crowd, "1")
    page = f"{LIST}/{customer.id}"
    browser.post_form(f"{page}/blacklist", {"kinds": ["phone", "mail"], "reason": "受取拒否"}, form_page=page)
    assert sorted(one.kind for one in crowd.ask(select(BlacklistEntry))) == ["mail", "phone"]
    assert [crowd.alerts(number) for number in "123"] == [["blacklist"], ["blacklist"], []]
    page = f"/yamada/slips/{crowd.slip('3').id}"
    assert f"{page}/blacklist" in browser.get(page).text
    browser.post_form(f"{page}/blacklist", {"kinds": ["phone"], "reason": "長期不在"}, form_page=page)
    assert (crowd.slip("3").status, crowd.alerts("3")) == ("check", ["blacklist"])


def test_entries_are_listed_masked_refused_and_removed(crowd, client, cast):
    browser = client(cast.order_clerk)
    form = {"kind": "phone", "shown": HANAKO.phone, "reason": "花子さんは受取拒否"}
    browser.post_form(BLACKLIST, form, form_page=BLACKLIST)
    twice = browser.post_form(BLACKLIST, form, form_page=BLACKLIST)
    assert (twice.status_code, HANAKO.phone in twice.text) == (422, True)
    assert [word for word in CLEAR if word in client(cast.auditor).get(BLACKLIST).text] == []
    [entry] = crowd.ask(select(BlacklistEntry))
    browser.post_form(f"{BLACKLIST}/{entry.id}?_method=DELETE", {}, form_page=BLACKLIST)
    assert (crowd.ask(select(BlacklistEntry)), crowd.slip("1").status) == ([], "ready")


def test_a_merged_customer_leaves_the_list_but_keeps_a_page(crowd, client, cast):
    crowd._inside(lambda: merge(of_now("1", crowd), of_now("3", crowd)))()
    text = client(cast.order_clerk).get(f"{LIST}/{of_merged(crowd).id}").text
    assert of(crowd, "1").code in text


def of_now(number, crowd):
    return session.scalars(select(Customer).where(Customer.id == crowd.shop.find(number).customer_id)).one()


def of_merged(crowd):
    return crowd.ask(select(Customer).where(Customer.merged_into_id.is_not(None)))[0]


def test_a_foreign_tenant_finds_no_customer(crowd, client, cast):
    stranger = client(cast.person("foreign", "order_clerk"))
    assert stranger.get(f"/foreign/customers/{of(crowd, '1').id}").status_code == 404
    assert "山田" not in stranger.get("/foreign/customers").text


def export(crowd, browser, run_jobs):
    """The lines of the list as a file."""
    asked = browser.post_form(
        f"{LIST}/exports", {"format": "utf8", "columns": "all"}, form_page=f"{LIST}/exports/new"
    )
    run_jobs()
    with browser.get(f"{asked.location}/file") as sent:
        return list(csv.reader(io.StringIO(sent.data.decode("utf-8-sig"), newline="")))


def test_the_list_as_a_file_tells_of_persons_what_its_reader_may_see(crowd, client, cast, run_jobs):
    head, hanako, taro = sorted(
        export(crowd, client(cast.order_clerk), run_jobs), key=lambda row: row[1], reverse=True
    )
    assert head[:5] == ["顧客番号", "顧客名", "電話番号", "メールアドレス", "住所"]
    assert taro[1:5] == ["佐藤 太郎", "080-8765-4321", "taro@example.com", "東京都港区芝公園1-2-3"]
    assert hanako[6:8] == ["2", "4000"]


def test_without_the_right_to_see_persons_every_way_of_a_list_is_masked(crowd, cast):
    with cast.inside(cast.auditor):
        said = [CUSTOMER.fields[name].write(HANAKO) for name in ("person", "telephone", "mail", "address")]
    assert said == ["山** 花**", "****5678", "h***@example.com", "東京都港区****"]
