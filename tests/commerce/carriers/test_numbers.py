"""Numbers of parcels: check digits, lengths, what a spreadsheet does to them."""

import pytest

from app.commerce.carriers.catalogue import CARRIERS, carrier_of, following_url, named
from app.commerce.carriers.numbers import is_sound, plain_number
from app.kernel.errors import Unreadable


@pytest.mark.parametrize("number", ["444413758703", "512547514334", "405548424886"])
@pytest.mark.parametrize("carrier", ["yamato", "sagawa", "japanpost"])
def test_twelve_digits_end_with_the_rest_by_seven(carrier, number):
    assert is_sound(carrier, number) is True
    assert is_sound(carrier, number[:-1] + str((int(number[-1]) + 1) % 10)) is False


@pytest.mark.parametrize(
    "number, right", [("EE123456785JP", True), ("RR473124829JP", True), ("EE123456789JP", False)]
)
def test_s10_weighs_eight_digits(number, right):
    assert is_sound("japanpost", number) is right
    assert is_sound("ems", number) is right


def test_lengths_are_asked_where_they_are_known_and_nothing_is_claimed_elsewhere():
    assert is_sound("yamato", "44441375870") is False
    assert is_sound("japanpost", "12345678901") is None
    assert is_sound("seino", "1234567890") is None
    assert is_sound("seino", "123456789012") is False
    assert is_sound("dhl", "1") is None
    assert is_sound("unheard of", "1") is None


def test_a_number_is_made_plain():
    assert plain_number(" ４４４４-1375-8703 ") == "444413758703"
    assert plain_number("ee123456785jp") == "EE123456785JP"
    assert plain_number("") == ""


@pytest.mark.parametrize("text", ["4.05549E+11", "4.05549e11", "4E+11"])
def test_what_a_spreadsheet_made_of_a_number_is_refused(text, in_english):
    with pytest.raises(Unreadable, match="A spreadsheet has shortened the number"):
        plain_number(text)


def test_words_of_files_name_their_carrier():
    assert [named(word).code for word in ("1001", "ヤマト運輸", "yamato", "佐川急便", "ゆうパック")] == [
        "yamato", "yamato", "yamato", "sagawa", "japanpost",
    ]  # fmt: skip
    assert named("鳩") is None
    assert carrier_of("鳩").rakuten == "1000"
    assert len({one.rakuten for one in CARRIERS.values()}) == len(CARRIERS)


def test_a_parcel_is_followed_where_its_carrier_shows_it():
    assert following_url("yamato", "444413758703").endswith("number01=444413758703")
    assert following_url("fukuyama", "12345678901") is None
