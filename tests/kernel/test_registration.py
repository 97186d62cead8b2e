"""procurement.md section 6.2; the numbers are those the section names as computed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.kernel.errors import Unreadable
from app.kernel.registration import check_corporate_number, check_registration_number

REAL = ["7000012050002", "4011001098993", "7123456789012", "1180301018771"]


@pytest.mark.parametrize("number", REAL)
def test_true_numbers_pass(number):
    assert check_corporate_number(number) == number
    assert check_registration_number(f"T{number}", corporation=True) == (f"T{number}", None)


@pytest.mark.parametrize("text", ["７０００－０１２０５０００２", " 7-0000-1205-0002 ", "7000 0120 50002"])
def test_numbers_are_read_as_they_are_typed(text):
    assert check_corporate_number(text) == "7000012050002"


def test_registration_numbers_are_read_as_they_are_typed():
    assert check_registration_number("ｔ７０００－０１２０－５０００－２") == ("T7000012050002", None)


@pytest.mark.parametrize("text", ["", "700001205000", "70000120500021", "T7000012050002", "700001205000x"])
def test_thirteen_digits_are_wanted(text):
    with pytest.raises(Unreadable, match="^A corporate number has 13 digits.$"):
        check_corporate_number(text)


@pytest.mark.parametrize("text", ["", "7000012050002", "T700001205000", "U7000012050002", "TT7000012050002"])
def test_t_and_thirteen_digits_are_wanted(text):
    with pytest.raises(
        Unreadable, match="^A registration number is T and 13 digits, such as T1234567890123.$"
    ):
        check_registration_number(text)


def test_a_wrong_check_digit_is_an_error_for_a_corporation_and_a_warning_otherwise():
    with pytest.raises(Unreadable, match="check digit"):
        check_corporate_number("8000012050002")
    with pytest.raises(Unreadable, match="check digit"):
        check_registration_number("T8000012050002", corporation=True)
    number, warning = check_registration_number("T8000012050002")
    assert number == "T8000012050002"
    assert warning is not None


@given(st.sampled_from(REAL), st.integers(0, 12), st.integers(1, 8))
def test_a_mistyped_digit_is_found_unless_zero_and_nine_are_swapped(number, place, shift):
    digit = (int(number[place]) + shift) % 10
    mistyped = number[:place] + str(digit) + number[place + 1 :]
    if {int(number[place]), digit} == {0, 9} and place > 0:
        return
    with pytest.raises(Unreadable):
        check_corporate_number(mistyped)
