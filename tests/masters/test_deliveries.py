"""Lead times and the limits of carriers: the tenant's rows over the rule to start with."""

import pytest

from app.kernel.db import session
from app.kernel.errors import Rejected
from app.masters.carrier_limits.reckoning import Limits, carrier_limits
from app.masters.carrier_limits.record import CARRIER_LIMIT
from app.masters.lead_times.reckoning import Travel, lead_times
from app.masters.lead_times.record import LEAD_TIME
from app.platform.settings import choose
from app.records.kit import keeping
from tests.records.importing import a_file, counts_of, take_in

__all__ = ["take_in"]

TOKYO, OSAKA, NAHA, OGASAWARA = (
    ("1050011", "13103"),
    ("5300001", "27127"),
    ("9000006", "47201"),
    ("1002101", "13421"),
)


@pytest.fixture
def here(inside, cast):
    with inside(cast.master_admin):
        yield


def rule(code, **values):
    return keeping.enter(LEAD_TIME, {"code": code, "name": code, **values})


def limit(code, **values):
    return keeping.enter(CARRIER_LIMIT, {"code": code, "name": code, **values})


@pytest.mark.parametrize(
    "origin, place, days",
    [
        ("東京都", TOKYO, 1),
        ("13", ("9800021", "04101"), 1),
        ("東京都", OSAKA, 2),
        ("愛知県", OSAKA, 1),
        ("東京都", NAHA, 2),
        ("沖縄県", NAHA, 1),
        ("東京都", OGASAWARA, 3),
        ("東京都", ("0783951", "01484"), 3),
        ("", TOKYO, 2),
    ],
)
def test_without_rows_the_starting_rule_holds(here, origin, place, days):
    assert lead_times().travel(origin, *place) == Travel(days)


def test_the_numbers_of_the_starting_rule_are_settings(here):
    choose("masters.lead_time_islands", 7)
    choose("masters.lead_time_far", 4)
    times = lead_times()
    assert (times.travel("13", *OGASAWARA).days, times.travel("13", *OSAKA).days) == (7, 4)


def test_the_most_exact_row_wins(here):
    rule("A", destination="27", days=5)
    rule("B", destination="27", origin="13", days=6, earliest_slot="14-16")
    rule("C", postal_prefix="53", days=7)
    rule("D", postal_prefix="5300001", days=8)
    keeping.archive(LEAD_TIME, rule("E", postal_prefix="53000", days=9))
    times = lead_times()
    assert times.travel("13", "5990001", "27127") == Travel(6, "14-16", "B")
    assert times.travel("14", "5990001", "27127") == Travel(5, "", "A")
    assert times.travel("14", "5310001", "27127") == Travel(7, "", "C")
    assert times.travel("13", "5300001", "27127") == Travel(8, "", "D")
    assert times.travel("13", "5300002", "27127") == Travel(7, "", "C")


@pytest.mark.parametrize(
    "earliest, slot, allowed",
    [("", "am", True), ("14-16", "am", False), ("14-16", "14-16", True), ("pm", "12-14", True), ("18-20", "", True),
     ("18-20", "16-18", False)],
)  # fmt: skip
def test_earlier_times_of_day_are_not_promised(earliest, slot, allowed):
    assert Travel(1, earliest).allows(slot) is allowed


def test_limits_that_hold_are_laid_over_each_other(here):
    limit("1", islands=True, no_slot=True, extra_days=2)
    limit("2", carrier="sagawa", postal_prefix="10021", no_cod=True, relay_fee=1500)
    limit("3", carrier="yamato", prefecture="47", no_cool=True)
    found = carrier_limits()
    assert found.at("sagawa", *OGASAWARA) == Limits(True, True, False, False, 1500, 2, ("1", "2"))
    assert found.at("yamato", *OGASAWARA) == Limits(no_slot=True, extra_days=2, rules=("1",))
    assert found.at("yamato", *NAHA) == Limits(no_cool=True, rules=("3",))
    assert not found.at("yamato", *TOKYO)


def test_a_mall_that_knows_its_islands_is_believed(here):
    limit("1", islands=True, no_cod=True)
    found = carrier_limits()
    assert found.at("yamato", *TOKYO, island=True).no_cod
    assert not found.at("yamato", *OGASAWARA, island=False)


def test_thousands_of_parcels_need_no_further_statement(here, statements):
    limit("1", islands=True, no_cod=True)
    rule("A", destination="27", days=5)
    session.flush()
    statements.clear()
    times, limits = lead_times(), carrier_limits()
    for _parcel in range(1000):
        times.travel("13", *OSAKA)
        limits.at("yamato", *OGASAWARA)
    assert len(statements) == 3


@pytest.mark.parametrize(
    "make, values, field",
    [
        (rule, {"days": 1}, "destination"),
        (limit, {"no_cod": True}, "postal_prefix"),
        (limit, {"islands": True}, "no_cod"),
    ],
)
def test_rows_that_say_nothing_are_refused(here, make, values, field):
    with pytest.raises(Rejected) as refused:
        make("X", **values)
    assert refused.value.field == field


def test_a_postal_prefix_is_read_in_any_width(client, cast, inside):
    form = {
        "code": "1",
        "name": "小笠原",
        "carrier": "sagawa",
        "postal_prefix": "１００ー２１",
        "no_cod": "y",
        "extra_days": "0",
    }
    answer = client(cast.master_admin).post_form(
        "/yamada/carrier-limits", form, form_page="/yamada/carrier-limits/new"
    )
    assert answer.status_code == 303
    with inside(cast.master_admin):
        assert carrier_limits().at("sagawa", *OGASAWARA).rules == ("1",)


def test_a_prefix_that_is_no_postal_code_is_refused_beside_its_field(client, cast):
    form = {"code": "1", "name": "x", "postal_prefix": "小笠原", "no_cod": "y"}
    answer = client(cast.master_admin).post_form(
        "/yamada/carrier-limits", form, form_page="/yamada/carrier-limits/new"
    )
    assert answer.status_code == 422
    assert "1〜7桁の数字" in answer.get_data(as_text=True)


@pytest.mark.parametrize("path", ["lead-times", "lead-times/new", "carrier-limits", "carrier-limits/new"])
def test_the_screens_open(client, cast, path):
    assert client(cast.master_admin).get(f"/yamada/{path}").status_code == 200


def test_a_carriers_list_is_taken_in_from_a_file(take_in, inside, cast):
    file = a_file(
        ["制限コード", "地域名", "配送会社", "郵便番号", "代引不可", "離島料金"],
        ["S-1", "父島", "佐川急便", "100-2101", "1", "1,500"],
        ["S-2", "どこでも", "佐川急便", "", "1", ""],
    )
    made = take_in(file, kind=CARRIER_LIMIT)
    assert made.state == "done"
    assert counts_of(made) == (1, 0, 0, 1)
    with inside(cast.master_admin):
        assert carrier_limits().at("sagawa", *OGASAWARA) == Limits(
            no_cod=True, relay_fee=1500, rules=("S-1",)
        )
