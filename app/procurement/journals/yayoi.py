"""弥生インポート形式: 25 columns, no header, cp932, CRLF (procurement.md section 12.2).

Yayoi's support page of the format: a side of a slip without an account is left empty, its amount is 0; texts
over their length are cut at import, so that a cut account would no longer match its master.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from typing import BinaryIO, Literal

from app.kernel.errors import Rejected
from app.kernel.tabular import Written, write_csv
from app.kernel.text import display_width, truncate_width
from app.procurement.journals.vouchers import JournalLine, Voucher

COLUMNS = (
    "識別フラグ", "伝票No", "決算", "取引日付",
    "借方勘定科目", "借方補助科目", "借方部門", "借方税区分", "借方金額", "借方税金額",
    "貸方勘定科目", "貸方補助科目", "貸方部門", "貸方税区分", "貸方金額", "貸方税金額",
    "摘要", "番号", "期日", "タイプ", "生成元", "仕訳メモ", "付箋1", "付箋2", "調整",
)  # fmt: skip

_NO_SLIP, _ONE_LINE, _FIRST, _MIDDLE, _LAST = "2000", "2111", "2110", "2100", "2101"
_JOURNAL, _TRANSFER_SLIP = "0", "3"
_NAME_WIDTH, _MEMO_WIDTH = 24, 64  # half-width columns
_LARGEST_SLIP = 999_999
_LARGEST_AMOUNT = 99_999_999_999

_PURCHASE = re.compile(r"P(?P<rate>10|8R|8)(?:Q|N(?P<share>\d+))")
_RATES = {"10": "10%", "8R": "軽減8%", "8": "8%"}


def tax_name(tax_class: str, *, inclusive_books: bool = False) -> str:
    """Return Yayoi's name of one of our purchase classes; POUT and what it does not know are 対象外.

    ``inclusive_books`` is 税込経理 (込); the default is 税抜経理 entered with tax (内). The names of 70, 50
    and 30% follow the one of 80%, and 控不 (nothing deductible) is unconfirmed: keep the mapping editable.
    """
    if tax_class == "PEX":
        return "非課仕入"
    found = _PURCHASE.fullmatch(tax_class)
    if found is None:
        return "対象外"
    share = found["share"]
    invoice = "適格" if share is None else "控不" if share == "0" else f"区分{share}%"
    return f"課対仕入{'込' if inclusive_books else '内'}{_RATES[found['rate']]}{invoice}"


def write_yayoi(
    file: BinaryIO,
    vouchers: Iterable[Voucher],
    *,
    name_of_tax: Callable[[str], str] = tax_name,
    on_unwritable: Literal["refuse", "mark"] = "refuse",
) -> Written:
    """Write balanced vouchers to a binary file in the order given.

    Raises Rejected, naming the voucher, when one is not balanced, its number has over six digits, or a name
    is longer than the 24 half-width columns that Yayoi keeps. 摘要 is cut to 64.
    """
    rows = (row for voucher in vouchers for row in _rows(voucher, name_of_tax))
    return write_csv(
        file,
        COLUMNS,
        rows,
        encoding="cp932",
        newline="\r\n",
        quoting="minimal",
        guard=False,
        on_unwritable=on_unwritable,
        with_header=False,
    )


def _rows(voucher: Voucher, name_of_tax: Callable[[str], str]) -> Iterator[list[str]]:
    if voucher.no is not None and not 0 < voucher.no <= _LARGEST_SLIP:
        raise Rejected("Voucher number %(no)s has more than 6 digits.", no=voucher.no)
    pairs = list(voucher.pairs())
    kind = _JOURNAL if voucher.no is None and len(pairs) == 1 else _TRANSFER_SLIP
    for place, (debit, credit) in enumerate(pairs):
        yield [
            _flag(voucher, place, len(pairs)),
            "" if voucher.no is None else str(voucher.no),
            "",
            f"{voucher.on:%Y/%m/%d}",
            *_side(voucher, debit, name_of_tax),
            *_side(voucher, credit, name_of_tax),
            _memo(debit, credit),
            *["", "", kind, "", "", "0", "0", "no"],
        ]


def _flag(voucher: Voucher, place: int, count: int) -> str:
    if count == 1:
        return _NO_SLIP if voucher.no is None else _ONE_LINE
    if place == 0:
        return _FIRST
    return _LAST if place == count - 1 else _MIDDLE


def _side(voucher: Voucher, line: JournalLine | None, name_of_tax: Callable[[str], str]) -> list[str]:
    if line is None:
        return ["", "", "", "", "0", ""]
    if line.amount > _LARGEST_AMOUNT:
        raise Rejected("Voucher %(no)s: the amount is too large for Yayoi.", no=voucher.no or "-")
    names = [_name(voucher, name) for name in (line.account, line.sub_account, line.department)]
    tax = "" if line.tax_amount is None else str(line.tax_amount)
    return [*names, name_of_tax(line.tax_class), str(line.amount), tax]


def _name(voucher: Voucher, name: str) -> str:
    if display_width(name) > _NAME_WIDTH:
        raise Rejected(
            "Voucher %(no)s: %(name)s is longer than the 12 full-width letters that Yayoi keeps.",
            no=voucher.no or "-",
            name=name,
        )
    return name


def _memo(debit: JournalLine | None, credit: JournalLine | None) -> str:
    memo = (debit and debit.memo) or (credit and credit.memo) or ""
    return truncate_width(" ".join(memo.split()), _MEMO_WIDTH)
