"""The search of the whole site: every list and page in one, within the reader's reach, in few statements."""

import pytest

from app.kernel import clock
from app.kernel.db import session
from app.masters.products.record import PRODUCT
from app.records.everywhere.queries import found_everywhere
from app.records.kit import keeping
from app.sales.activities.record import ACTIVITY
from app.sales.persons.record import PERSON
from tests.sales.conftest import sales  # noqa: F401 -- a fixture


@pytest.fixture
def known(inside, cast, sales):  # noqa: F811 -- the fixture
    with inside(cast.salesperson) as who:
        deal = sales.deal("特殊搬送機の更新")
        sales.deal("特殊搬送機の秘密", disclosed_to=[f"user:{who.id}"])
        keeping.enter(
            PERSON,
            {"name": "特殊搬送 太郎", "partner_id": deal.partner_id},
        )
        keeping.enter(ACTIVITY, {"name": "特殊搬送機の打合せ", "starts_at": clock.now()})
        for number in range(7):
            keeping.enter(
                PRODUCT, {"code": f"TK{number}", "name": f"特殊搬送機 部品{number}", "tax_code": "10"}
            )
        session.commit()


def said(person, inside, typed):
    with inside(person):
        return {
            one.kind.name: ([title for _id, _key, title in one.rows], one.more)
            for one in found_everywhere(typed)
        }


def test_everything_one_may_see_is_found_by_two_letters(known, inside, cast):
    found = said(cast.salesperson, inside, "特殊")
    assert set(found["opportunity"][0]) == {"特殊搬送機の更新", "特殊搬送機の秘密"}
    assert (found["person"], found["activity"]) == (
        (["特殊搬送 太郎"], False),
        (["特殊搬送機の打合せ"], False),
    )
    assert (len(found["product"][0]), found["product"][1]) == (5, True)


def test_what_one_may_not_see_is_not_there(known, inside, cast):
    assert said(cast.sales_manager, inside, "特殊搬送機の")["opportunity"] == (["特殊搬送機の更新"], False)
    assert set(said(cast.buyer, inside, "特殊搬送")) == {"product"}
    assert said(cast.person("foreign", "buyer"), inside, "特殊") == {}


def test_it_costs_one_statement(known, inside, cast, statements):
    with inside(cast.salesperson):
        statements.clear()
        found_everywhere("特殊 搬送")
        assert len(statements) == 1


def test_the_page_shows_rows_and_pages_and_keeps_words_out_of_addresses(known, client, cast):
    browser = client(cast.salesperson)
    page = browser.post_form("/yamada/search", {"q": "特殊 太郎"}, form_page="/yamada/search").get_data(
        as_text=True
    )
    assert ("特殊搬送 太郎" in page, "部品" in page) == (True, False)
    page = browser.post_form("/yamada/search", {"q": "案件"}, form_page="/yamada/search").get_data(
        as_text=True
    )
    assert "/yamada/opportunities" in page
    assert "見つかりませんでした" in browser.post_form(
        "/yamada/search", {"q": "どこにもない言葉"}, form_page="/yamada/search"
    ).get_data(as_text=True)
    assert (
        'method="post"'
        in browser.get("/yamada/products").get_data(as_text=True).split("topbar-search")[1][:200]
    )
