"""Postal codes against addresses: every trap of the trade (domain: ec.md §4.9), thousands at once, one statement."""

import random

import pytest

from app.masters.addresses import cities
from app.masters.addresses.checking import check_address, check_addresses
from app.masters.addresses.packing import unpacked
from app.masters.addresses.splitting import split_address, split_addresses

TOWER = "東京都港区芝公園4-2-8"


@pytest.fixture(autouse=True)
def _catalogue(rolled_back):
    cities.forget()


@pytest.mark.parametrize(
    "code, address",
    [
        ("1050011", TOWER),
        ("〒105-0011", "港区芝公園四丁目２番８号　芝公園ビル５階"),
        ("１０５ー００１１", "東京都 港区 芝公園 4-2-8"),
        ("'1050011", "東京都港区芝公園4-2-8"),
        ("", "〒105-0011 東京都港区芝公園4-2-8"),
        ("0600003", "札幌市中央区北三条西6丁目"),
        ("0600003", "北海道札幌市中央区北３条西6"),
        ("0608621", "札幌市中央区北1条西6丁目1-2 アーバンネット札幌ビル2F"),
        ("1000013", "東京都千代田区霞ヶ関1-1-1"),
        ("1000013", "東京都千代田区霞が関1-1-1"),
        ("1000005", "東京都千代田区丸ノ内2-1"),
        ("3010836", "茨城県龍ヶ崎市寺後3710"),
        ("6028023", "京都府京都市上京区今出川通烏丸東入春日町1"),
        ("6020898", "京都市上京区今出川通烏丸東入ル相国寺門前町701"),
        ("4980811", "三重県桑名郡木曽岬町大字栄1番地"),
        ("4980811", "三重県木曽岬町栄1番地"),
        ("5220317", "滋賀県犬上郡多賀町一円1"),
        ("0295503", "岩手県和賀郡西和賀町穴明22地割1"),
        ("4411324", "愛知県新城市奥井道1"),
        ("1631505", "東京都新宿区西新宿1-6-1 新宿エルタワー5F"),
        ("1001401", "東京都八丈町大賀郷2345"),
        ("1830055", "府中市府中町1-1"),
    ],
)
def test_code_and_address_that_belong_together_are_found_right_down_to_the_town(code, address):
    found = check_address(code, address)
    assert (found.level, found.findings, found.severity, found.corrections) == (2, (), "", ())


@pytest.mark.parametrize(
    "code, address, level, findings, severity",
    [
        ("1050011", "大阪市北区梅田1-1-1", 0, ("city_differs",), "red"),
        ("1050011", "大阪府港区芝公園4-2-8", 0, ("city_differs",), "red"),
        ("1050012", TOWER, 1, ("town_differs",), "yellow"),
        ("1050011", "東京都港区芝公園", 2, ("no_number",), "yellow"),
        ("1050011", "大阪市北区", 0, ("city_differs", "no_number"), "red"),
        ("9999999", TOWER, 0, ("code_unknown",), "red"),
        ("", TOWER, 0, ("code_missing",), "red"),
        ("105", TOWER, 0, ("code_not_seven",), "red"),
        ("105-00111", TOWER, 0, ("code_not_seven",), "red"),
        ("1.05E+06", TOWER, 0, ("code_not_seven",), "red"),
        ("600003", "札幌市中央区北3条西6", 2, ("code_lost_zero",), "yellow"),
        ("1050011", "", 0, ("address_missing",), "red"),
        ("", "", 0, ("code_missing", "address_missing"), "red"),
    ],
)
def test_what_does_not_fit_is_said(code, address, level, findings, severity):
    found = check_address(code, address)
    assert (found.level, found.findings, found.severity) == (level, findings, severity)


def test_a_town_that_the_postal_file_leaves_out_fits_the_code_of_the_rest():
    found = check_address("0600000", "札幌市中央区どこか1-1")
    assert (found.level, found.fits, found.places[0].note) == (1, True, "以下に掲載がない場合")


@pytest.mark.parametrize("address", ["愛知県弥富市どこか1", "三重県桑名郡木曽岬町どこか1"])
def test_a_code_of_two_prefectures_fits_both(address):
    found = check_address("4980000", address)
    assert (found.level, found.fits) == (1, True)
    assert found.places[0].address == address.removesuffix("どこか1")


def test_a_mismatch_shows_the_address_of_the_code_and_the_codes_of_the_address():
    found = check_address("1050011", "大阪市北区")
    assert [one.address for one in found.places] == ["東京都港区芝公園"]
    assert [(one.code, one.address) for one in found.written] == [("5300000", "大阪府大阪市北区")]
    assert [(one.of, one.code, one.address) for one in found.corrections] == [
        ("code", "5300000", "大阪市北区"),
        ("address", "1050011", "東京都港区芝公園"),
    ]


def test_what_a_click_can_correct_keeps_the_number_of_the_house():
    [code] = check_address("1050012", TOWER).corrections
    assert (code.of, code.code, code.address) == ("code", "1050011", TOWER)
    [address] = check_address("1050011", "大阪府港区芝公園4-2-8").corrections
    assert (address.of, address.address) == ("address", TOWER)
    assert check_address("600003", "札幌市中央区北3条西6").corrected.code == "0600003"


def test_of_several_codes_for_a_town_the_one_of_its_block_comes_first():
    [first, second] = check_address("", "札幌市中央区北3条西25丁目1").written
    assert (first.code, second.code) == ("0640823", "0600003")


def test_an_address_without_prefecture_may_lie_in_two():
    found = check_address("", "府中市府中町1-1")
    assert {one.prefecture for one in found.written} == {"東京都", "広島県"}


@pytest.mark.parametrize(
    "code, address, island",
    [
        ("1002101", "東京都小笠原村父島1", True),
        ("0783951", "北海道苫前郡羽幌町天売1", True),
        ("9000006", "沖縄県那覇市おもろまち1-1", False),
        ("1050011", TOWER, False),
        ("", "東京都小笠原村父島1", True),
    ],
)
def test_islands_are_known_by_code_and_municipality(code, address, island):
    assert check_address(code, address).island is island


def test_thousands_of_addresses_are_checked_with_one_statement(statements):
    addresses = _whole_country(3000)
    cities.cities()
    statements.clear()
    found = check_addresses(addresses)
    assert len(statements) == 1
    assert [pair for pair, one in zip(addresses, found, strict=True) if one.level < 2 or not one.fits] == []


def test_the_same_pairs_of_code_and_address_are_answered_in_the_same_order():
    pairs = [("1050011", TOWER), ("1050011", "大阪市北区"), ("1050011", TOWER)]
    assert [one.level for one in check_addresses(pairs)] == [2, 0, 2]
    assert check_addresses([]) == []


@pytest.mark.parametrize(
    "address, parts",
    [
        ("東京都港区芝公園四丁目２番８号　東京タワービル５階",
         ("東京都", "港区", "芝公園", "四丁目２番８号", "東京タワービル５階")),
        ("札幌市中央区北３条西6-1-2", ("北海道", "札幌市中央区", "北３条西", "6-1-2", "")),
        ("三重県木曽岬町大字栄1番地の3 ABCマンション101号室",
         ("三重県", "桑名郡木曽岬町", "大字栄", "1番地の3", "ABCマンション101号室")),
        ("京都市上京区今出川通烏丸東入相国寺門前町701",
         ("京都府", "京都市上京区", "今出川通烏丸東入相国寺門前町", "701", "")),
        ("東京都小笠原村父島字西町", ("東京都", "小笠原村", "父島字西町", "", "")),
        ("東京都港区芝公園 東京タワー", ("東京都", "港区", "芝公園", "", "東京タワー")),
        ("龍ケ崎市3710", ("茨城県", "龍ケ崎市", "", "3710", "")),
        ("石川県金沢市広坂1-1-1 3F", ("石川県", "金沢市", "広坂", "1-1-1", "3F")),
        ("東京都港区どこか1-1", ("東京都", "港区", "どこか", "1-1", "")),
        ("大阪府どこか1-1", ("大阪府", "", "どこか", "1-1", "")),
        ("〒105-0011 東京都港区芝公園4-2-8", ("東京都", "港区", "芝公園", "4-2-8", "")),
        ("", ("", "", "", "", "")),
    ],
)  # fmt: skip
def test_one_line_is_taken_apart(address, parts):
    found = split_address(address)
    assert (found.prefecture, found.city, found.town, found.number, found.building) == parts


@pytest.mark.parametrize("code, prefecture", [("1830055", "東京都"), ("7260003", "広島県")])
def test_the_code_decides_between_two_cities_of_one_name(code, prefecture):
    assert split_address("府中市府中町1-1", code).prefecture == prefecture


def test_taking_apart_loses_no_letter(statements):
    addresses = [address for _code, address in _whole_country(1000)]
    cities.cities()
    statements.clear()
    for written, parts in zip(addresses, split_addresses(addresses), strict=True):
        assert parts.prefecture + parts.city + parts.town + parts.number + parts.building == written
    assert len(statements) == 1


def _whole_country(number):
    """Pairs of code and address from all over the country."""
    _head, municipalities, places = unpacked()
    names = {one.jis: one.prefecture + one.city for one in municipalities}
    towns = [one for one in places if one.town and not one.office and not one.town[-1].isdigit()]
    chosen = random.Random(7).sample(towns, number)
    return [(one.code, f"{names[one.jis]}{one.town}{one.block}4丁目2番8号") for one in chosen]
