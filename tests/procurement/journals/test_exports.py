"""From an acceptance to the file the accountant's program takes in: once, and the same bytes ever after.

The golden lines were worked out by hand from procurement.md section 12.2: amounts with tax, slip flags 2110, 2100,
2101 and 2111, cp932, CRLF, 25 columns.
"""

import datetime as dt
import hashlib

import pytest
from sqlalchemy import select

from app.kernel.db import db
from app.kernel.errors import Rejected
from app.masters.partners.model import Partner
from app.platform.jobs.model import Job
from app.platform.storage import opened
from app.procurement.acceptances.cancelling import cancel
from app.procurement.acceptances.model import Acceptance
from app.procurement.journals import exporting
from app.procurement.journals.arranging import save_template
from app.procurement.journals.model import ExportedVoucher, JournalExport
from tests.procurement.invoices.conftest import item
from tests.support.people import fixed_id

NOVEMBER = {"first_on": dt.date(2026, 11, 1), "last_on": dt.date(2026, 11, 30)}

GOLDEN = (
    # 仕入高 10,000 + 1,000 and お茶 333 + 26 at the reduced rate, owed to two accounts
    "2110,1,,2026/11/21,仕入高,,購買部,課対仕入内10%適格,11000,1000,"
    "買掛金,神田鋼材㈱,,対象外,11000,,丸棒 φ20 AC-2611-00001,,,3,,,0,0,no\r\n"
    "2101,1,,2026/11/21,事務用品費,,購買部,課対仕入内軽減8%適格,359,26,"
    "未払金,神田鋼材㈱,,対象外,359,,お茶 AC-2611-00001,,,3,,,0,0,no\r\n"
    # 155 × 2 yen accepted in two halves: 155 + 15 each
    "2111,2,,2026/11/21,仕入高,,購買部,課対仕入内10%適格,170,15,"
    "買掛金,神田鋼材㈱,,対象外,170,,ボルト AC-2611-00002,,,3,,,0,0,no\r\n"
    "2111,3,,2026/11/21,仕入高,,購買部,課対仕入内10%適格,170,15,"
    "買掛金,神田鋼材㈱,,対象外,170,,ボルト AC-2611-00003,,,3,,,0,0,no\r\n"
    # the invoice says 31 yen of tax
    "2111,4,,2026/11/21,仮払消費税等,,,対象外,1,,"
    "買掛金,神田鋼材㈱,,対象外,1,,神田鋼材株式会社 IV-2611-00001,,,3,,,0,0,no\r\n"
    # an acceptance and its cancellation
    "2111,5,,2026/11/21,仕入高,,購買部,課対仕入内10%適格,11000,1000,"
    "買掛金,神田鋼材㈱,,対象外,11000,,丸棒 φ20 AC-2611-00004,,,3,,,0,0,no\r\n"
    "2111,6,,2026/11/21,買掛金,神田鋼材㈱,,対象外,11000,,"
    "仕入高,,購買部,課対仕入内10%適格,11000,1000,神田鋼材株式会社 AC-2611-00004,,,3,,,0,0,no\r\n"
)


@pytest.fixture
def exported(inside, cast, run_jobs):
    """`exported(**options)`: review November, export it, run the job. Returns the batch's id."""

    def export(review=True, **options):
        with inside(cast.accounts_payable) as by:
            if review:
                exporting.review_period(*NOVEMBER.values(), by=by)
            export_id = exporting.export_journals(**NOVEMBER, by=by, **options).id
            db.session.commit()
        run_jobs()
        return export_id

    return export


@pytest.fixture
def batch():
    """`batch(id)` inside a person's block."""
    return lambda export_id: db.session.get(
        JournalExport, (fixed_id("yamada"), export_id), populate_existing=True
    )


def content(export):
    _row, stream = opened(export.file_id)
    with stream:
        return stream.read()


def test_the_yayoi_file_of_the_whole_line(
    inside, cast, accepted, bill, sent, the_invoice, exported, batch, vouchers
):
    accepted(item(), item("お茶", 10, "33.3", "8R", account_code="612"))
    invoice_id = sent(bill(*accepted(item("ボルト", 2, 155), times=2)))
    with inside(cast.accounts_payable) as by:
        the_invoice(invoice_id).submit(by=by, pays_on=dt.date(2026, 12, 30))
    (acceptance_id,) = accepted()
    with inside(cast.inspector) as by:
        cancel(db.session.get(Acceptance, (fixed_id("yamada"), acceptance_id)), reason="数え間違い", by=by)
    export_id = exported()
    with inside(cast.accounts_payable):
        export = batch(export_id)
        assert content(export).decode("cp932") == GOLDEN
        assert export.file.sha256 == hashlib.sha256(GOLDEN.encode("cp932")).hexdigest()
        assert (export.status, export.voucher_count, export.row_count) == ("written", 6, 7)
        assert {one.status for one in vouchers()} == {"exported"}


def test_nothing_leaves_twice_unless_asked(inside, cast, accepted, exported, batch, vouchers):
    accepted()
    first = exported()
    with pytest.raises(Rejected):
        exported()
    db.session.rollback()
    again = exported(again=True)
    with inside(cast.accounts_payable):
        assert content(batch(first)) == content(batch(again))
        assert (batch(again).again, batch(again).voucher_count) == (True, 1)
        assert [one.export_id for one in vouchers()] == [first]
        firsts = db.session.scalars(select(ExportedVoucher.export_id).where(ExportedVoucher.first)).all()
        assert firsts == [first]


def test_only_reviewed_vouchers_leave(inside, cast, accepted, exported, vouchers):
    accepted()
    with pytest.raises(Rejected):
        exported(review=False)
    with inside(cast.accounts_payable):
        assert [one.status for one in vouchers()] == ["generated"]
        assert db.session.scalars(select(Job).where(Job.name == exporting.WRITE)).all() == []


def test_what_the_format_cannot_hold_frees_the_vouchers(
    inside, cast, accepted, exported, batch, vouchers, partner_id
):
    accepted(item("𠮷野の丸棒"))
    export_id = exported()
    with inside(cast.accounts_payable) as by:
        export = batch(export_id)
        assert (export.status, export.file_id) == ("failed", None)
        assert "𠮷" in export.error
        (voucher,) = vouchers()
        assert (voucher.status, voucher.export_id) == ("reviewed", None)
        with pytest.raises(Rejected):
            exporting.lock(export, by=by)


def test_a_confirmed_export_is_final(inside, cast, accepted, exported, batch, vouchers):
    accepted()
    export_id = exported()
    with inside(cast.accounts_payable) as by:
        exporting.lock(batch(export_id), by=by)
        (voucher,) = vouchers()
        db.session.refresh(voucher)
        assert (batch(export_id).status, voucher.status) == ("locked", "locked")
        with pytest.raises(Rejected):
            voucher.withdraw_review(by=by)


def test_the_columns_somebody_arranged(inside, cast, accepted, exported, batch):
    accepted()
    columns = [
        {"header": "日付", "source": "date", "literal": "", "format": "yyyy-mm-dd"},
        {"header": "科目", "source": "account", "literal": "", "format": ""},
        {"header": "区分", "source": "side", "literal": "", "format": ""},
        {"header": "税", "source": "tax_class", "literal": "", "format": ""},
        {"header": "金額", "source": "amount", "literal": "", "format": "#,##0"},
    ]
    kept = {"columns": columns, "layout": "lines", "tax": "apart", "encoding": "utf-8", "newline": "\n"}
    with inside(cast.accounts_payable) as by:
        template = save_template("税理士用", kept, by=by)
        with pytest.raises(Rejected) as refusal:
            save_template("税理士用", kept, by=by)
        assert refusal.value.field == "name"
        db.session.commit()
    export_id = exported(template=template)
    with inside(cast.accounts_payable):
        assert content(batch(export_id)).decode() == (
            "日付,科目,区分,税,金額\n"
            '2026-11-21,仕入高,借方,課税仕入 10%,"10,000"\n'
            '2026-11-21,仮払消費税等,借方,課税仕入 10%,"1,000"\n'
            '2026-11-21,買掛金,貸方,対象外,"11,000"\n'
        )
        assert batch(export_id).form_name == "税理士用"


def test_a_long_supplier_name_still_leaves(inside, cast, accepted, exported, batch, partner_id):
    with inside(cast.buyer):
        partner = db.session.get(Partner, (fixed_id("yamada"), partner_id))
        partner.name = "株式会社東日本精密機械部品製造販売サービス"
    accepted()
    export_id = exported()
    with inside(cast.accounts_payable):
        assert "㈱東日本精密機械部品製造" in content(batch(export_id)).decode("cp932")
