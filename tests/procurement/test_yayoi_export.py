"""弥生インポート形式 against a file worked out by hand from procurement.md section 12.2.

The golden lines below follow the section's list of 25 columns, not our writer:

1 flag · 2 slip no. · 3 closing (empty: ordinary) · 4 date YYYY/MM/DD · 5–10 debit account, sub-account,
department, tax class, amount with tax, tax · 11–16 the same for the credit · 17 memo · 18 number and
19 due date (empty) · 20 type (0 journal, 3 transfer slip) · 21 origin and 22 note (empty) · 23–24 sticky
notes 0 · 25 no

Flags: a slip of two lines is 2110 and 2101, of three 2110, 2100, 2101; a slip of one line 2111; without
slip number 2000. The books are 税抜経理 entered with tax, so the tax classes carry 内. A side without an
account is empty and its amount is 0, as Yayoi's own page on the format asks. Bytes are cp932, every line
ends with CRLF, and there is no header; a memo with a comma is quoted, a quotation mark in it doubled
(RFC 4180).
"""

import io
from dataclasses import replace
from datetime import date

import pytest

from app.kernel.errors import Rejected
from app.kernel.tabular import Unwritten
from app.procurement.journals.vouchers import JournalLine, Side, Voucher
from app.procurement.journals.yayoi import COLUMNS, tax_name, write_yayoi

pytestmark = pytest.mark.usefixtures("in_english")

GOLDEN = (
    # 消耗品費 110,000 (tax 10,000) and 会議費 1,080 at the reduced rate (tax 80) against 未払金 111,080
    "2110,101,,2026/11/30,消耗品費,,製造部,課対仕入内10%適格,110000,10000,"
    "未払金,髙橋商店㈱,,対象外,111080,,切削油,,,3,,,0,0,no\r\n"
    "2101,101,,2026/11/30,会議費,,製造部,課対仕入内軽減8%適格,1080,80,"
    ",,,,0,,茶菓,,,3,,,0,0,no\r\n"
    # bought from a supplier without registration, in the years of 70%
    "2111,102,,2026/12/01,外注費,,,課対仕入内10%区分70%,110000,7000,"
    '未払金,鈴木デザイン,,対象外,110000,,"ロゴ, ""案A""",,,3,,,0,0,no\r\n'
    # without slip number
    "2000,,,2026/12/02,租税公課,,,対象外,200,,現金,,,対象外,200,,収入印紙,,,0,,,0,0,no\r\n"
    # paying a bill: the withheld tax and our fee make three lines
    "2110,103,,2026/12/25,未払金,,,対象外,110000,,普通預金,,,対象外,99790,,,,,3,,,0,0,no\r\n"
    "2100,103,,2026/12/25,支払手数料,,,課対仕入内10%適格,440,40,預り金,,,対象外,10210,,振込料,,,3,,,0,0,no\r\n"
    "2101,103,,2026/12/25,,,,,0,,普通預金,,,対象外,440,,,,,3,,,0,0,no\r\n"
).encode("cp932")


def debit(account, amount, tax_class="POUT", tax=None, **rest):
    return JournalLine(Side.DEBIT, account, amount, tax_class, tax, **rest)


def credit(account, amount, tax_class="POUT", tax=None, **rest):
    return JournalLine(Side.CREDIT, account, amount, tax_class, tax, **rest)


VOUCHERS = [
    Voucher(
        101,
        date(2026, 11, 30),
        (
            debit("消耗品費", 110_000, "P10Q", 10_000, department="製造部", memo="切削油"),
            debit("会議費", 1_080, "P8RQ", 80, department="製造部", memo="茶菓"),
            credit("未払金", 111_080, sub_account="髙橋商店㈱"),
        ),
    ),
    Voucher(
        102,
        date(2026, 12, 1),
        (
            debit("外注費", 110_000, "P10N70", 7_000, memo='ロゴ,\n"案A"'),
            credit("未払金", 110_000, sub_account="鈴木デザイン"),
        ),
    ),
    Voucher(None, date(2026, 12, 2), (debit("租税公課", 200, memo="収入印紙"), credit("現金", 200))),
    Voucher(
        103,
        date(2026, 12, 25),
        (
            debit("未払金", 110_000),
            debit("支払手数料", 440, "P10Q", 40, memo="振込料"),
            credit("普通預金", 99_790),
            credit("預り金", 10_210),
            credit("普通預金", 440),
        ),
    ),
]


def written(*vouchers, **options):
    file = io.BytesIO()
    result = write_yayoi(file, vouchers, **options)
    return file.getvalue(), result


def one_line(**changes):
    return Voucher(7, date(2026, 11, 21), (replace(debit("消耗品費", 100), **changes), credit("現金", 100)))


def test_the_file_is_the_one_worked_out_by_hand():
    data, result = written(*VOUCHERS)
    assert data.decode("cp932").splitlines() == GOLDEN.decode("cp932").splitlines()
    assert data == GOLDEN
    assert result.rows == 7


def test_every_line_has_25_columns():
    assert len(COLUMNS) == 25
    assert written(VOUCHERS[0])[0].decode("cp932").splitlines()[0].count(",") == 24


def test_a_reversal_stands_on_the_other_side_with_positive_amounts():
    original = VOUCHERS[1]
    reversal = replace(
        original,
        lines=tuple(
            replace(one, amount=-one.amount, tax_amount=-7_000 if one.tax_amount else None)
            for one in original.lines
        ),
    )
    cells = written(reversal)[0].decode("cp932").split(",")
    assert cells[4:10] == ["未払金", "鈴木デザイン", "", "対象外", "110000", ""]
    assert cells[10:16] == ["外注費", "", "", "課対仕入内10%区分70%", "110000", "7000"]


@pytest.mark.parametrize(
    "tax_class, exclusive, inclusive",
    [
        ("P10Q", "課対仕入内10%適格", "課対仕入込10%適格"),
        ("P8RQ", "課対仕入内軽減8%適格", "課対仕入込軽減8%適格"),
        ("P10N80", "課対仕入内10%区分80%", "課対仕入込10%区分80%"),
        ("P8RN30", "課対仕入内軽減8%区分30%", "課対仕入込軽減8%区分30%"),
        ("PEX", "非課仕入", "非課仕入"),
        ("POUT", "対象外", "対象外"),
    ],
)
def test_names_of_tax_classes(tax_class, exclusive, inclusive):
    assert tax_name(tax_class) == exclusive
    assert tax_name(tax_class, inclusive_books=True) == inclusive


def test_a_company_may_have_its_own_names():
    data, _ = written(one_line(tax_class="P10Q"), name_of_tax={"P10Q": "課対仕入込10%", "POUT": "対象外"}.get)
    assert "課対仕入込10%," in data.decode("cp932")


def test_an_unbalanced_voucher_is_refused_and_nothing_is_written():
    file = io.BytesIO()
    with pytest.raises(Rejected) as refusal:
        write_yayoi(file, [one_line(amount=101)])
    assert str(refusal.value) == "Voucher 7 of 2026-11-21 is not balanced: debit 101, credit 100 yen."
    assert file.getvalue() == b""


def test_a_voucher_without_lines_is_refused():
    with pytest.raises(Rejected):
        written(Voucher(1, date(2026, 11, 21), ()))


def test_a_slip_number_has_six_digits():
    assert written(replace(one_line(), no=999_999))[0].startswith(b"2111,999999,")
    with pytest.raises(Rejected) as refusal:
        written(replace(one_line(), no=1_000_000))
    assert str(refusal.value) == "Voucher number 1000000 has more than 6 digits."


def test_a_name_is_never_cut():
    assert written(one_line(account="あ" * 12))[1].rows == 1
    assert written(one_line(account="ｱ" * 24))[1].rows == 1
    with pytest.raises(Rejected) as refusal:
        written(one_line(sub_account="あ" * 12 + "a"))
    assert str(refusal.value) == (
        f"Voucher 7: {'あ' * 12}a is longer than the 12 full-width letters that Yayoi keeps."
    )


def test_a_memo_is_cut_by_width():
    cells = written(one_line(memo="a" + "あ" * 40))[0].decode("cp932").split(",")
    assert cells[16] == "a" + "あ" * 31


def test_a_letter_that_cp932_lacks_is_refused_or_marked():
    with pytest.raises(Rejected) as refusal:
        written(one_line(memo="𠮷野家"))
    assert str(refusal.value) == "Row 1, 摘要: Shift_JIS has no 𠮷. Change the text or choose UTF-8."
    data, result = written(one_line(memo="𠮷野家"), on_unwritable="mark")
    assert "〓野家" in data.decode("cp932")
    assert result.lost == [Unwritten(1, "摘要", "𠮷")]


def test_a_memo_that_looks_like_a_formula_stays_as_it_is():
    assert ",=A1," in written(one_line(memo="=A1"))[0].decode("cp932")
