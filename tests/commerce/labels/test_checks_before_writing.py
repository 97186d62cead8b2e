"""What is asked before a file is made: lengths, letters, days, services, money, gifts."""

import csv
import datetime as dt
import io
from dataclasses import replace

import pytest

from app.commerce.labels.label import Shipper
from app.commerce.labels.systems.registry import SYSTEMS
from app.commerce.labels.writing import write
from tests.commerce.labels.making import HANAKO, TODAY, label

CONTRACT = {
    name: Shipper(name, customer_code="030000000001", weight=2, office_code="0101") for name in SYSTEMS
}
USUAL = {
    "b2": "takkyubin", "ehiden2": "hikyaku", "ehiden3": "hikyaku", "ehidenpro": "hikyaku", "yupackr": "yupack",
    "km2": "kangaroo", "istar2": "fukutsu",
}  # fmt: skip


def found(system="b2", **facts):
    """`{(field, code)}` of one label, and whether a file came of it."""
    one = label(**{"service": USUAL[system]} | facts)
    written = write([one], CONTRACT[system], TODAY)
    return {(p.field, p.code) for p in written.problems.get(one.key, [])}, bool(written.files)


def row(system="b2", shipper=None, **facts):
    written = write([label(**{"service": USUAL[system]} | facts)], shipper or CONTRACT[system], TODAY)
    assert written.problems == {}
    rows = list(csv.reader(io.StringIO(written.files[0].decode("cp932"), newline="")))
    return dict(zip(SYSTEMS[system].columns, rows[-1], strict=False))


def to(**facts):
    return replace(HANAKO, **facts)


@pytest.mark.parametrize("system", SYSTEMS)
def test_every_system_writes_its_columns_and_nothing_stands_against_a_plain_parcel(system):
    written = write([label(service=USUAL[system])], CONTRACT[system], TODAY)
    assert written.problems == {}
    assert written.rows == 1
    lines = written.files[0].decode("cp932").split("\r\n")
    assert lines[-1] == ""
    width = 42 if system == "km2" else len(SYSTEMS[system].columns)
    assert {len(next(csv.reader([line]))) for line in lines[:-1]} == {width}
    assert len(lines) - 1 == (2 if SYSTEMS[system].header else 1)


@pytest.mark.parametrize(
    "facts, problem",
    [
        ({"recipient": to(family="あ" * 17, given="")}, ("family", "too_long")),
        ({"recipient": to(phone="")}, ("phone", "missing")),
        ({"recipient": to(postal="105001")}, ("postal", "postal")),
        ({"recipient": to(family="𠮷田")}, ("family", "unwritable")),
        ({"recipient": to(building="ビル😀")}, ("building", "unwritable")),
        ({"note": "あ" * 23}, ("note", "too_long")),
        ({"ship_on": TODAY - dt.timedelta(1)}, ("ship_on", "ship_on")),
        ({"ship_on": TODAY + dt.timedelta(31)}, ("ship_on", "ship_on")),
        ({"wished_on": dt.date(2026, 11, 6)}, ("wished_on", "wished_before")),
        ({"slot": "12-14"}, ("slot", "slot_unknown")),
        ({"service": "nekopos", "slot": "am"}, ("slot", "no_slot")),
        ({"service": "nekopos", "wished_on": dt.date(2026, 11, 9)}, ("wished_on", "no_date")),
        ({"service": "nekopos", "temperature": "frozen"}, ("service", "no_cool")),
        ({"service": "nekopos", "cod": 100}, ("service", "no_cod")),
        ({"service": "compact", "temperature": "chilled"}, ("service", "no_cool")),
        ({"service": "compact", "cod": 30_001}, ("", "cod_amount")),
        ({"cod": 300_001}, ("", "cod_amount")),
        ({"cod": 1000, "pieces": 2}, ("pieces", "cod_pieces")),
        ({"pieces": 100}, ("pieces", "too_many")),
        ({"service": "kuroneko_yupacket", "ship_on": dt.date(2022, 1, 1)}, ("service", "service_ended")),
        ({"service": "hikyaku"}, ("service", "service_unknown")),
        ({"office": ""}, ("office", "office_missing")),
        ({"gift": True, "cod": 1000}, ("", "gift_cod")),
        ({"gift": True, "note": "合計 1,980円"}, ("note", "gift_price")),
        ({"gift": True, "names": ("蜂蜜 ￥980",)}, ("names", "gift_price")),
    ],
)
def test_b2_makes_no_file_before_it_is_settled(facts, problem):
    problems, made = found(**facts)
    assert problem in problems
    assert not made


def test_one_wrong_label_keeps_back_the_whole_file_and_names_itself_alone():
    wrong = label(key="S000000002", recipient=to(phone=""))
    written = write([label(), wrong], CONTRACT["b2"], TODAY)
    assert written.files == ()
    assert list(written.problems) == ["S000000002"]


def test_sixteen_wide_letters_of_a_name_fit():
    assert row(recipient=to(family="あ" * 16, given=""))["お届け先名"] == "あ" * 16


def test_a_lost_letter_comes_with_what_people_write_instead_and_is_never_written_unasked():
    written = write([label(recipient=to(family="𠮷田😀"))], CONTRACT["b2"], TODAY)
    [problem] = written.problems["S000000101"]
    assert (problem.values, problem.offered) == ({"letters": "𠮷😀"}, "吉田　花子")
    assert written.files == ()


def test_twins_and_invisible_marks_are_written_without_a_question():
    cells = row(recipient=to(street="芝公園〜４−２—８\u200b", family="山田"), note="a\tb\r\nc")
    assert cells["お届け先住所"] == "東京都港区芝公園～４－２―８"
    assert cells["記事"] == "a b  c"


def test_a_building_too_wide_for_its_column_flows_and_nothing_is_cut():
    line, building = (
        "北海道札幌市中央区北一条西二丁目三番四号札幌駅前通",
        "クロネコタワー東館１２３４号室管理人",
    )
    cells = row(recipient=to(prefecture="", city="", street=line, building=building))
    written = cells["お届け先住所"] + cells["お届け先アパートマンション名"]
    assert written.replace("　", "") == line + building
    assert len(cells["お届け先住所"].encode("cp932")) <= 64


def test_the_end_of_a_long_address_takes_the_free_line_of_the_firm_and_says_so():
    facts = {"recipient": to(street="あ" * 60, building="い" * 5)}
    written = write([label(**facts)], CONTRACT["b2"], TODAY)
    [problem] = written.problems["S000000101"]
    assert (problem.code, problem.stops) == ("address_overflow", False)
    cells = next(csv.reader([written.files[0].decode("cp932").split("\r\n")[1]]))
    assert "".join(cells[11:14]).replace("　", "") == "東京都港区" + "あ" * 60 + "い" * 5
    assert found(recipient=to(street="あ" * 60, building="い" * 5, company="商会")) == (
        {("street", "address_too_long")}, False,
    )  # fmt: skip


def test_cod_chooses_the_kind_of_slip():
    assert [row(service=s, cod=900, cod_tax=81)["送り状種類"] for s in ("takkyubin", "compact")] == ["2", "9"]
    cells = row(service="takkyubin_collect")
    assert (cells["送り状種類"], cells["請求先顧客コード"], cells["運賃管理番号"]) == ("5", "", "")


def test_search_keys_hold_letters_and_digits_only():
    assert row(order_number="123456-20261105-0000100001")["検索キー1"] == "56202611050000100001"


def test_letters_that_printers_leave_blank_are_replaced_when_the_tenant_wants_it():
    cells = row(shipper=replace(CONTRACT["b2"], simplify=True), recipient=to(company="㈱山﨑"))
    assert (cells["お届け先名"], cells["お届け先会社・部門１"]) == ("高橋　花子", "(株)山崎")
    assert cells["お届け先アパートマンション名"] == "第1芝公園ビル３Ｆ"


def test_a_reading_with_kanji_is_left_out_and_said():
    written = write([label(recipient=to(family_kana="髙橋"))], CONTRACT["b2"], TODAY)
    assert [(p.field, p.code, p.stops) for p in written.problems["S000000101"]] == [
        ("family_kana", "kana_only", False)
    ]
    assert written.rows == 1


@pytest.mark.parametrize(
    "temperature, b2, sagawa, yupack",
    [("ambient", "", "001", "0"), ("chilled", "2", "002", "1"), ("frozen", "1", "003", "2")],
)
def test_each_system_has_its_own_codes_of_temperature(temperature, b2, sagawa, yupack):
    assert row(temperature=temperature)["クール区分"] == b2
    assert row("ehiden3", temperature=temperature)["クール便指定"] == sagawa
    assert row("ehiden2", temperature=temperature)["便種（商品）"] == sagawa
    assert row("ehidenpro", temperature=temperature)["クール指定区分"] == sagawa
    assert row("yupackr", temperature=temperature)["保冷種別"] == yupack


@pytest.mark.parametrize(
    "slot, b2, sagawa, yupack",
    [
        ("am", "0812", "01", "51"),
        ("14-16", "1416", "14", "53"),
        ("18-20", "1820", "18", "55"),
        ("none", "", "", "00"),
    ],
)
def test_each_system_has_its_own_hours(slot, b2, sagawa, yupack):
    assert row(slot=slot)["配達時間帯"] == b2
    assert row("ehiden3", slot=slot)["配達指定時間帯"] == sagawa
    assert row("yupackr", slot=slot)["配達時間帯区分"] == yupack


def test_hours_that_a_carrier_ended_or_nobody_is_sure_of_are_asked_about():
    assert found("yupackr", slot="20-21")[0] == {("slot", "slot_unknown")}
    assert found("km2", slot="am")[0] == {("slot", "no_slot")}


def test_sagawa_seals_follow_day_hours_cold_money_and_care():
    wish = {"wished_on": dt.date(2026, 11, 9), "slot": "14-16"}
    cells = row("ehiden3", **wish)
    assert [cells[f"指定シール{n}"] for n in "１２３"] == ["005", "023", ""]
    older = row("ehiden2", slot="am")
    assert [older[f"指定シール{n}"] for n in "①②③"] == ["016", "", ""]
    many = write(
        [label(service="hikyaku", flags=("care", "up"), temperature="frozen", **wish)],
        CONTRACT["ehiden3"],
        TODAY,
    )
    assert [(p.code, p.stops) for p in many.problems["S000000101"]] == [("too_many_seals", False)]


def test_seino_cuts_files_at_a_thousand_rows_and_puts_money_into_files_of_their_own():
    many = [label(key=f"S{n:09}", service="kangaroo", cod=1000 if n == 5 else 0) for n in range(1500)]
    files = write(many, CONTRACT["km2"], TODAY).files
    lines = [file.decode("cp932").split("\r\n")[:-1] for file in files]
    assert [len(one) for one in lines] == [1001, 500, 2]
    assert [len(next(csv.reader([one[0]]))) for one in lines] == [42, 42, 44]


def test_fukuyama_wants_weight_or_volume_and_ships_within_two_weeks():
    assert found("istar2", ship_on=TODAY + dt.timedelta(15))[0] == {("ship_on", "ship_on")}
    bare = replace(CONTRACT["istar2"], weight=0)
    [problem] = write([label(service="fukutsu")], bare, TODAY).problems["S000000101"]
    assert problem.code == "weight_missing"


def test_more_products_than_lines_end_with_how_many_others():
    cells = row(names=("蜂蜜", "瓶", "茶", "米"), contents=("電池", "液体"))
    assert (cells["品名１"], cells["品名２"]) == ("蜂蜜", "瓶 他2点 電池 液体")
    long = row(names=("あ" * 30,))
    assert long["品名１"] == "あ" * 24 + "…"


def test_cells_with_commas_and_quotes_are_quoted():
    assert row(recipient=to(building='棟 "A",3'))["お届け先アパートマンション名"] == '棟 "A",3'
