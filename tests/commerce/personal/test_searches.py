"""Who searches for a person leaves no person behind: not in addresses, views, exports or changes of many rows."""

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from sqlalchemy import select, text

from app.kernel import tenancy, tokens
from app.kernel.db import session
from app.records.exports.model import Export
from app.records.saved_views.model import SavedView
from tests.commerce.orders.conftest import TARO, shop  # noqa: F401 -- a fixture
from tests.support.people import fixed_id

DESK = "/yamada/slips"
HTMX = {"HX-Request": "true", "HX-Request-Type": "partial"}


@pytest.fixture
def desk(shop, cast, client):  # noqa: F811 -- the fixture of above
    """A clerk's browser; two customers have ordered."""
    shop.product("A", 3)
    shop.take(shop.order("1"), shop.order("2", buyer=TARO))
    session.commit()
    return client(cast.shop_manager)


def numbers(page):
    return set(re.findall(r">\s*([12])\s*</a>", page.text))


def asked(answer):
    """The question in the address that an answer leads to; tokens turned back."""
    where = answer.headers.get("Location") or answer.headers["HX-Redirect"]
    with tenancy.entered(fixed_id("yamada")):
        return {
            name: [tokens.said(one, of="search") if tokens.is_token(one) else one for one in values]
            for name, values in parse_qs(urlsplit(where).query).items()
        }, where


def test_the_search_is_posted_and_its_address_holds_a_token(desk):
    page = desk.get(DESK)
    assert 'method="post" action="/yamada/slips/searches"' in page.text
    answer = desk.post_form(f"{DESK}/searches", {"q": "080-8765-4321", "status": "all"}, form_page=DESK)
    found, where = asked(answer)
    assert (answer.status_code, found["q"], found["status"]) == (303, ["080-8765-4321"], ["all"])
    assert "8765" not in where
    page = desk.get(where)
    assert 'name="q" value="080-8765-4321"' in page.text
    assert (TARO.family in page.text, "花子" in page.text) == (True, False)
    links = re.findall(r'(?:href|action|hx-get|data-question)="([^"]*)"', page.text)
    assert [one for one in links if "8765" in one] == []


def test_while_typing_htmx_gets_the_list_by_the_same_way(desk):
    answer = desk.post_form(f"{DESK}/searches", {"q": "佐藤"}, form_page=DESK, headers=HTMX)
    assert answer.status_code == 303
    part = desk.get(answer.headers["Location"], headers=HTMX)
    assert ('id="slip-list"' in part.text, "<html" in part.text) == (True, False)
    assert (TARO.family in part.text, "花子" in part.text) == (True, False)


def test_a_field_of_a_person_is_asked_by_post_too(desk):
    form = desk.get(f"{DESK}/filters?_field=phone_key")
    assert re.search(
        r'<form class="ask" method="post"[^>]* hx-post="/yamada/slips/filters/answer"', form.text
    )
    sent = {"_field": "phone_key", "_way": "is", "_value": "080-8765-4321", "view": "all"}
    answer = desk.post_form(f"{DESK}/filters/answer", sent, form_page=DESK)
    found, where = asked(answer)
    assert found == {"phone_key.is": ["080-8765-4321"], "view": ["all"], "sort": ["-ordered_at"]}
    assert "8765" not in where
    assert (TARO.family in desk.get(where).text, "花子" in desk.get(where).text) == (True, False)


def test_other_fields_are_asked_as_before(desk):
    form = desk.get(f"{DESK}/filters?_field=total")
    assert re.search(r'<form class="ask" method="get"[^>]* hx-get="/yamada/slips/filters/answer"', form.text)


@pytest.mark.parametrize("typed", ["q=080-8765-4321", "recipient.starts=佐藤&status=all"])
def test_an_address_that_names_somebody_gives_way_to_one_that_does_not(desk, typed):
    answer = desk.get(f"{DESK}?{typed}&view=all")
    assert answer.status_code == 303
    found, where = asked(answer)
    assert found == {"sort": ["-ordered_at"], "view": ["all"], **parse_qs(typed)}
    assert ("8765" in where, "%E4%BD%90" in where) == (False, False)
    assert desk.get(where).status_code == 200


def test_a_token_that_nobody_can_turn_back_is_named_and_finds_everything(desk):
    page = desk.get(f"{DESK}?q=~1.{'A' * 40}")
    assert page.status_code == 200
    assert "今はない項目の条件を除いて表示しています: q" in page.text


def test_views_and_exports_keep_the_token_and_find_the_same(desk, cast, run_jobs):
    _found, where = asked(desk.post_form(f"{DESK}/searches", {"q": TARO.phone}, form_page=DESK))
    q = parse_qs(urlsplit(where).query)["q"][0]
    form = desk.get(f"{DESK}/views/new?q={q}")
    assert TARO.phone not in form.text.replace(f"検索: {TARO.phone}", "")
    desk.post_form(f"{DESK}/views", {"q": q, "name": "探しもの"}, form_page=f"{DESK}/views/new?q={q}")
    desk.post_form(
        f"{DESK}/exports",
        {"q": q, "format": "utf8", "names": ["order_number"]},
        form_page=f"{DESK}/exports/new?q={q}",
    )
    run_jobs()
    with cast.inside(cast.shop_manager):
        view, export = session.scalars(select(SavedView)).one(), session.scalars(select(Export)).one()
        assert (view.content["q"], export.question["q"]) == (q, q)
        assert (export.state, export.rows) == ("done", 1)
        for table in ("saved_views", "exports", "jobs", "audit_entries"):
            kept = session.scalar(text(f"SELECT coalesce(string_agg(t::text, ''), '') FROM {table} t"))
            assert (table, "8765" in kept) == (table, False)
    assert (TARO.family in desk.get(f"{DESK}?view={view.id}").text) is True


def test_what_the_search_finds_is_said_beside_it_and_at_the_fields(desk):
    page = desk.get(DESK)
    assert "検索できる項目" in page.text
    assert "電話番号、メールアドレス、送り状番号、氏名の全体、住所の全体" in page.text
    panel = desk.get(f"{DESK}/filters?_field=recipient")
    assert "先頭の4文字までを比べます" in panel.text
    assert "先頭の4文字までを比べます" not in desk.get(f"{DESK}/filters?_field=phone_key").text
