"""The accounts every tenant starts with, and the tenant's own ones laid over them."""

from dataclasses import dataclass

from sqlalchemy import select

from app.kernel.db import session
from app.masters.accounts.model import Account


@dataclass(frozen=True)
class AccountFacts:
    """An account as pickers and journals need it. `name` is the Japanese name that goes into accounting
    files.
    """

    code: str
    name: str
    kind: str
    sub: str = ""


DEFAULTS = (
    AccountFacts("511", "仕入高", "expense"),
    AccountFacts("512", "外注費", "expense"),
    AccountFacts("521", "材料費", "expense"),
    AccountFacts("611", "消耗品費", "expense"),
    AccountFacts("612", "事務用品費", "expense"),
    AccountFacts("613", "修繕費", "expense"),
    AccountFacts("614", "荷造運賃", "expense"),
    AccountFacts("615", "支払手数料", "expense"),
    AccountFacts("616", "通信費", "expense"),
    AccountFacts("617", "広告宣伝費", "expense"),
    AccountFacts("618", "研究開発費", "expense"),
    AccountFacts("619", "賃借料", "expense"),
    AccountFacts("699", "雑費", "expense"),
    AccountFacts("151", "機械装置", "asset"),
    AccountFacts("152", "工具器具備品", "asset"),
    AccountFacts("171", "ソフトウェア", "asset"),
    AccountFacts("185", "仮払消費税等", "asset"),
    AccountFacts("311", "買掛金", "liability"),
    AccountFacts("312", "未払金", "liability"),
)
"""Codes are ours; names are those of 弥生会計's standard chart, so that an import finds them (procurement
§12).
"""

PURCHASES, PAYABLES, OTHER_PAYABLES, INPUT_TAX = "511", "311", "312", "185"


def accounts():
    """Every active account of the tenant by code: the defaults, replaced and extended by its own rows, in
    order.
    """
    found = {one.code: one for one in DEFAULTS}
    for row in session.scalars(select(Account).order_by(Account.position, Account.code, Account.id)):
        if row.active:
            found[row.code] = AccountFacts(row.code, row.name, row.kind, row.sub)
        else:
            found.pop(row.code, None)
    return found


def account(code):
    """The account of a code, hidden ones included (old documents keep theirs); None when there never was
    one.
    """
    row = session.scalars(select(Account).where(Account.code == code)).one_or_none()
    if row:
        return AccountFacts(row.code, row.name, row.kind, row.sub)
    return next((one for one in DEFAULTS if one.code == code), None)


def purchase_accounts():
    """`[(code, "511 仕入高"), …]` for pickers: what a purchase may be booked to (expenses and assets but
    not the tax).
    """
    return [
        (one.code, f"{one.code} {one.name}")
        for one in accounts().values()
        if one.kind in ("expense", "asset") and one.code != INPUT_TAX
    ]
