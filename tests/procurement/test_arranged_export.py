"""Journals in freely chosen columns, as a company's accountant wants them."""

import io
from datetime import date

import openpyxl
import pytest

from app.kernel.errors import Rejected
from app.procurement.journals.arranged import FIELDS, Arrangement, Column, write_arranged
from app.procurement.journals.vouchers import JournalLine, Side, Voucher

pytestmark = pytest.mark.usefixtures("in_english")

VOUCHER = Voucher(
    12,
    date(2026, 11, 30),
    (
        JournalLine(Side.DEBIT, "消耗品費", 110_000, "P10Q", 10_000, memo="切削油"),
        JournalLine(Side.DEBIT, "会議費", 1_080, "P8RQ", 80, department="製造部"),
        JournalLine(Side.CREDIT, "未払金", 111_080, sub_account="山田商店"),
    ),
)
WORDS = {"tax_class": {"P10Q": "課税仕入 10%"}, "side": {"debit": "借方", "credit": "貸方"}}


def written(arrangement, **options):
    file = io.BytesIO()
    write_arranged(file, [VOUCHER], arrangement, **options)
    return file.getvalue()


def test_pairs_in_the_chosen_columns_and_order():
    columns = (
        Column("金額", "debit_amount", format="#,##0"),
        Column("日付", "date", format="yyyy年mm月dd日"),
        Column("伝票", "voucher_no", format="000000"),
        Column("区分", literal="振替"),
        Column("借方税", "debit_tax_class"),
        Column("貸方", "credit_account"),
        Column("税抜", "debit_amount_without_tax"),
        Column("摘要", "memo", format="4"),
    )
    assert written(Arrangement(columns), words=WORDS) == (
        "金額,日付,伝票,区分,借方税,貸方,税抜,摘要\r\n"
        '"110,000",2026年11月30日,000012,振替,課税仕入 10%,未払金,100000,切削\r\n'
        '"1,080",2026年11月30日,000012,振替,P8RQ,,1000,\r\n'
    ).encode("cp932")


def test_lines_in_another_encoding_without_header():
    columns = (Column("", "line_no"), Column("", "date"), Column("", "side"), Column("", "account"))
    arrangement = Arrangement(
        (*columns, Column("", "amount")),
        layout="lines",
        encoding="utf-8",
        newline="\n",
        quoting="all",
        with_header=False,
    )
    assert written(arrangement, words=WORDS).decode() == (
        '"1","2026/11/30","借方","消耗品費","110000"\n'
        '"2","2026/11/30","借方","会議費","1080"\n'
        '"3","2026/11/30","貸方","未払金","111080"\n'
    )


def test_excel_keeps_numbers_and_dates():
    columns = (
        Column("日付", "date", format="yyyy/mm/dd"),
        Column("科目", "debit_account"),
        Column("金額", "debit_amount", format="#,##0"),
        Column("部門", "debit_department"),
    )
    sheet = openpyxl.load_workbook(io.BytesIO(written(Arrangement(columns, file_type="xlsx")))).active
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert [rows[0], rows[1][1:], rows[2][1:]] == [
        ["日付", "科目", "金額", "部門"],
        ["消耗品費", 110_000, None],
        ["会議費", 1_080, "製造部"],
    ]
    assert (sheet["A2"].value.date(), sheet["A2"].number_format) == (date(2026, 11, 30), "yyyy/mm/dd")
    assert sheet["C2"].number_format == "#,##0"


@pytest.mark.parametrize("layout", ["lines", "pairs"])
def test_every_offered_field_can_be_written(layout):
    columns = tuple(Column(name, name) for name in FIELDS[layout])
    data = written(Arrangement(columns, layout=layout)).decode("cp932")
    assert data.splitlines()[0].split(",") == list(FIELDS[layout])


@pytest.mark.parametrize(
    "column",
    [
        Column("x", "password"),
        Column("x", "date", format="%Y"),
        Column("x", "amount", format="0.0"),
        Column("x", "memo", format="wide"),
    ],
)
def test_what_cannot_be_written_is_refused_when_it_is_arranged(column):
    with pytest.raises(Rejected) as refusal:
        Arrangement((column,), layout="lines")
    assert (refusal.value.field, refusal.value.values) == ("columns", {"header": "x"})


def test_an_arrangement_has_columns():
    with pytest.raises(Rejected):
        Arrangement(())


def test_an_unbalanced_voucher_is_refused():
    lone = Voucher(1, date(2026, 11, 30), VOUCHER.lines[:1])
    with pytest.raises(Rejected):
        write_arranged(io.BytesIO(), [lone], Arrangement((Column("科目", "debit_account"),)))
