"""Receipts: exactly what was paid, per tax rate, marked from the second on."""

import io
import re

import pypdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from app.commerce.customer_pages.linking import new_link
from app.commerce.orders.incoming import IncomingMoney
from app.commerce.receipts.figuring import rates
from app.commerce.receipts.issuing import hindrance
from app.commerce.receipts.model import Receipt
from app.commerce.slips.moving import move
from app.commerce.slips.paying import pay
from app.kernel.db import session
from tests.commerce.orders.conftest import MORNING


@pytest.mark.parametrize(
    "total, taxes, lines, fees, expected",
    [
        (3280, [(10, 2200, 200), (8, 1080, 80)], [], 0, [(10, 2200, 200), (8, 1080, 80)]),
        (1600, [], [(10, 1100)], 500, [(10, 1600, 145)]),
        # 2,180 yen, of which 180 were points: 1100/2180 and 1080/2180 of 2,000, the odd yen to the larger remainder
        (2000, [], [(10, 1100), (8, 1080)], 0, [(10, 1009, 91), (8, 991, 73)]),
        (2000, [(10, 1100, 100), (8, 1080, 80)], [], 0, [(10, 1009, 91), (8, 991, 73)]),
    ],
)  # fmt: skip
def test_amounts_per_rate_are_those_that_were_paid(total, taxes, lines, fees, expected):
    assert rates(total, taxes, lines, fees) == expected


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.integers(1, 10**7),
    st.lists(st.tuples(st.sampled_from([10, 8, 0]), st.integers(0, 10**6)), max_size=5),
    st.integers(0, 5000),
)
def test_amounts_per_rate_always_add_up_to_the_total(total, lines, fees):
    found = rates(total, [], lines, fees)
    assert sum(amount for _rate, amount, _tax in found) == total
    assert all(tax == amount * rate // (100 + rate) for rate, amount, tax in found)


def read(content):
    return re.sub(
        r"\s+", "", "".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(content)).pages)
    )


@pytest.fixture
def page(shop, client):
    """`(browser, address)` of a paid order of 3,000 yen, of which 500 were points."""
    shop.channel.registration_number = "T1234567890123"
    shop.channel.sender_name = "株式会社花の店"
    shop.product("A", 9)
    shop.take(shop.order("1", [("A", 3)], money=IncomingMoney(goods=3000, points=500, total=2500)))
    url = new_link(shop.find("1").id)
    session.commit()
    return client(None), "/yamada" + url.partition("/yamada")[2]


def test_the_customer_issues_a_receipt_and_the_second_one_says_so(page, cast):
    browser, url = page
    first = browser.post_form(
        f"{url}/receipts", {"addressee": "株式会社テスト", "purpose": "お品代として"}, form_page=url
    )
    assert (first.status_code, first.mimetype) == (200, "application/pdf")
    said = read(first.data)
    for told in ("領収書", "株式会社テスト様", "お品代として", "¥2,500", "T1234567890123", "株式会社花の店", "10%",
                 "¥227", "R1-1-1", "収入印紙は不要"):  # fmt: skip
        assert told in said
    assert "再発行" not in said
    second = read(
        browser.post_form(
            f"{url}/receipts", {"addressee": "別の宛名", "purpose": "書籍代"}, form_page=url
        ).data
    )
    assert ("再発行" in second, "別の宛名様" in second, "R1-1-2" in second) == (True, True, True)
    assert "発行済み" in browser.get(url).text
    with cast.inside(cast.shop_manager):
        kept = session.scalars(select(Receipt).order_by(Receipt.copy_no)).all()
        assert [(one.copy_no, one.total, one.taxes, one.addressee) for one in kept] == [
            (1, 2500, [[10, 2500, 227]], "株式会社テスト"),
            (2, 2500, [[10, 2500, 227]], "別の宛名"),
        ]


def test_a_receipt_without_an_addressee_is_refused(page, cast):
    browser, url = page
    assert (
        browser.post_form(f"{url}/receipts", {"addressee": "", "purpose": "x"}, form_page=url).status_code
        == 422
    )
    with cast.inside(cast.shop_manager):
        assert session.scalars(select(Receipt)).all() == []


def test_what_is_not_paid_has_no_receipt(shop):
    shop.product("A", 9)
    nothing = IncomingMoney(goods=1000, points=1000, total=0)
    shop.take(
        shop.order("1", payment="銀行振込"), shop.order("2", payment="代金引換"), shop.order("3"),
        shop.order("4", money=nothing), shop.order("5", money=IncomingMoney(goods=None, total=None)), shop.order("6"),
    )  # fmt: skip
    move([shop.slip("6").id], "cancelled")

    def why():
        return [hindrance(shop.find(number)) for number in "123456"]

    assert why() == ["unpaid", "cod", "", "nothing", "not_fixed", "cancelled"]
    pay([shop.find("1").id], MORNING.date())
    assert why()[0] == ""
