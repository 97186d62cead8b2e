"""Tax by rate where the mall does not say it: one rounding per rate, discounts shared by largest remainder."""

from app.commerce.papers.taxes import tax_rows

LINES = [(8, 3960), (10, 880)]


def test_the_sample_by_hand():
    """Coupon 500 by 3,960 : 880 is 409 / 91, points 300 by 3,960 : 1,540 is 216 / 84 (ec.md §6.3)."""
    found = tax_rows(LINES, fees=660, coupons=500, points=300, total=4700)
    assert found == ((10, 1365, 124), (8, 3335, 247))


def test_what_the_mall_says_is_taken_as_it_is():
    assert tax_rows(LINES, fees=0, coupons=0, points=0, total=1, said=[[8, 3336, 247], [10, 1364, 124]]) == (
        (10, 1364, 124),
        (8, 3336, 247),
    )


def test_an_order_paid_with_points_alone_has_no_tax():
    found = tax_rows(LINES, fees=660, coupons=0, points=5500, total=0)
    assert found == ((10, 0, 0), (8, 0, 0))


def test_tax_is_added_to_prices_without_it_once_for_each_rate():
    """3 × 333 at 10% is 999 + 99, not 3 × (333 + 33); 3 × 333 at 8% is 999 + 79."""
    lines = [(10, 333), (10, 333), (10, 333), (8, 333), (8, 333), (8, 333)]
    found = tax_rows(lines, fees=0, coupons=0, points=0, total=2176, basis="exclusive")
    assert found == ((10, 1098, 99), (8, 1078, 79))


def test_rows_add_up_to_the_total_even_where_the_parts_do_not():
    found = tax_rows([(10, 1000), (8, 1000)], fees=0, coupons=0, points=0, total=1999)
    assert (sum(row[1] for row in found), found) == (1999, ((10, 1000, 90), (8, 999, 74)))


def test_nothing_bought_has_no_rows():
    assert tax_rows([], fees=0, coupons=0, points=0, total=0) == ()
