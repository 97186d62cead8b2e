"""Vouchers (伝票), where purchases are booked to, and how and when journals left for the accountant."""

import datetime as dt
import uuid

from sqlalchemy import CheckConstraint
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel.db import Stamp, Yen, db
from app.kernel.tenancy import TenantOwned, index, many, one, owned, refers, unique
from app.procurement.journals.batching import Batched
from app.procurement.journals.reviewing import Reviewed

STATUSES = ("generated", "reviewed", "exported", "locked")
SOURCES = ("acceptance", "invoice")
KINDS = ("accrual", "adjustment", "reversal")
ROLES = ("expense", "tax", "payable")


class JournalVoucher(Reviewed, TenantOwned, db.Model):
    """A balanced slip. Never changed once written: a mistake gets a `reversal` (赤) and a new voucher (黒).

    `voucher_no` is 1 to 999,999, once per fiscal year (弥生). `source_id` is the acceptance or invoice it
    came from. `total` is the yen of each side. `inclusive` True: the lines are 税込経理, without tax lines.
    `reverses_id` names the voucher a reversal undoes; each can be undone once.
    """

    __tablename__ = "vouchers"
    __table_args__ = owned(
        refers("partner_id", "partners"),
        refers("reverses_id", "vouchers"),
        refers("export_id", "journal_exports"),
        unique("fiscal_year", "voucher_no"),
        unique("reverses_id"),
        index("posting_on", "id"),
        index("status", "posting_on", "id"),
        index("source_id"),
        index("partner_id"),
        index("export_id"),
        CheckConstraint(f"status IN {STATUSES}", name="status"),
        CheckConstraint(f"source IN {SOURCES}", name="source"),
        CheckConstraint(f"kind IN {KINDS}", name="kind"),
        CheckConstraint("voucher_no BETWEEN 1 AND 999999", name="voucher_no"),
        CheckConstraint("(kind = 'reversal') = (reverses_id IS NOT NULL)", name="reversal"),
        CheckConstraint("(status IN ('exported', 'locked')) = (export_id IS NOT NULL)", name="exported"),
    )

    fiscal_year: Mapped[int]
    voucher_no: Mapped[int]
    posting_on: Mapped[dt.date]
    kind: Mapped[str] = mapped_column(default="accrual")
    source: Mapped[str]
    source_id: Mapped[uuid.UUID]
    source_number: Mapped[str]
    partner_id: Mapped[uuid.UUID]
    partner_name: Mapped[str]
    status: Mapped[str] = mapped_column(default="generated")
    version: Mapped[int] = mapped_column(default=1)
    inclusive: Mapped[bool] = mapped_column(default=False)
    total: Mapped[Yen]
    reverses_id: Mapped[uuid.UUID | None]
    export_id: Mapped[uuid.UUID | None]
    reviewed_at: Mapped[dt.datetime | None]
    reviewed_by_id: Mapped[uuid.UUID | None]
    created_at: Mapped[Stamp]

    lines = many("JournalVoucher", "JournalVoucherLine", "voucher_id", order_by="JournalVoucherLine.line_no")
    export = one("JournalVoucher", "export_id", "JournalExport", viewonly=True)


class JournalVoucherLine(TenantOwned, db.Model):
    """One line of a voucher. `amount` in yen as it stands in the books; negative in a reversal.

    In 税抜経理 an `expense` line holds the amount without the deductible tax, `tax_amount` the deductible
    tax that belongs to it, and `tax` lines book those sums; in 税込経理 `amount` includes `tax_amount`.
    `invoiced_tax` is the tax the supplier charged on the line, deductible or not.
    """

    __tablename__ = "voucher_lines"
    __table_args__ = owned(
        refers("voucher_id", "vouchers"),
        refers("acceptance_line_id", "acceptance_lines"),
        refers("organisation_id", "organisations"),
        unique("voucher_id", "line_no"),
        index("acceptance_line_id"),
        index("account_code"),
        index("organisation_id"),
        CheckConstraint("side IN ('debit', 'credit')", name="side"),
        CheckConstraint(f"role IN {ROLES}", name="role"),
        immutable=True,
    )

    voucher_id: Mapped[uuid.UUID]
    line_no: Mapped[int]
    side: Mapped[str]
    role: Mapped[str]
    account_code: Mapped[str]
    account_name: Mapped[str]
    sub_account: Mapped[str] = mapped_column(default="")
    organisation_id: Mapped[uuid.UUID | None]
    department: Mapped[str] = mapped_column(default="")
    tax_class: Mapped[str] = mapped_column(default="POUT")
    amount: Mapped[Yen]
    tax_amount: Mapped[Yen | None]
    invoiced_tax: Mapped[Yen | None]
    memo: Mapped[str] = mapped_column(default="")
    acceptance_line_id: Mapped[uuid.UUID | None]

    voucher = one("JournalVoucherLine", "voucher_id", "JournalVoucher", back_populates="lines")


class AccountRule(TenantOwned, db.Model):
    """Where a purchase is booked when the order says nothing special: by category, department, or both."""

    __tablename__ = "journal_account_rules"
    __table_args__ = owned(
        refers("category_id", "categories"),
        refers("organisation_id", "organisations"),
        unique("category_id", "organisation_id", postgresql_nulls_not_distinct=True),
        index("organisation_id"),
        CheckConstraint("category_id IS NOT NULL OR organisation_id IS NOT NULL", name="something"),
    )

    category_id: Mapped[uuid.UUID | None]
    organisation_id: Mapped[uuid.UUID | None]
    account_code: Mapped[str]
    created_at: Mapped[Stamp]


class JournalTemplate(TenantOwned, db.Model):
    """A saved form of export. `arrangement` holds the fields of `arranged.Arrangement` as JSON."""

    __tablename__ = "journal_templates"
    __table_args__ = owned(unique("name"))

    name: Mapped[str]
    arrangement: Mapped[dict] = mapped_column(JSONB)
    version: Mapped[int] = mapped_column(default=1)
    created_by_id: Mapped[uuid.UUID | None]
    created_at: Mapped[Stamp]


class JournalExport(Batched, TenantOwned, db.Model):
    """A batch (仕訳出力): which vouchers left, in which form, and the very file.

    `form` is 'yayoi' or 'arranged'; `arrangement` the template's content at that time. `again` True: it may
    hold vouchers of earlier batches, because somebody asked for it.
    """

    __tablename__ = "journal_exports"
    __table_args__ = owned(
        refers("file_id", "stored_files"),
        unique("number"),
        index("created_at", "id"),
        index("file_id"),
        CheckConstraint("form IN ('yayoi', 'arranged')", name="form"),
        CheckConstraint("status IN ('pending', 'written', 'failed', 'locked')", name="status"),
        CheckConstraint("(status IN ('written', 'locked')) = (file_id IS NOT NULL)", name="file"),
    )

    number: Mapped[str]
    status: Mapped[str] = mapped_column(default="pending")
    version: Mapped[int] = mapped_column(default=1)
    form: Mapped[str]
    form_name: Mapped[str] = mapped_column(default="")
    arrangement: Mapped[dict | None] = mapped_column(JSONB)
    first_on: Mapped[dt.date]
    last_on: Mapped[dt.date]
    again: Mapped[bool] = mapped_column(default=False)
    voucher_count: Mapped[int] = mapped_column(default=0)
    row_count: Mapped[int] = mapped_column(default=0)
    total: Mapped[Yen] = mapped_column(default=0)
    file_id: Mapped[uuid.UUID | None]
    job_id: Mapped[uuid.UUID | None]
    error: Mapped[str] = mapped_column(default="")
    created_by_id: Mapped[uuid.UUID | None]
    created_by_name: Mapped[str] = mapped_column(default="")
    created_at: Mapped[Stamp]

    file = one("JournalExport", "file_id", "StoredFile", viewonly=True)


class ExportedVoucher(TenantOwned, db.Model):
    """That a voucher is in a batch. Only once `first`: the index keeps two batches from sending it twice."""

    __tablename__ = "journal_exported_vouchers"
    __table_args__ = owned(
        refers("export_id", "journal_exports"),
        refers("voucher_id", "vouchers"),
        unique("export_id", "voucher_id"),
        index("voucher_id", name="uq_journal_exported_vouchers_first", unique=True, postgresql_where="first"),
    )

    export_id: Mapped[uuid.UUID]
    voucher_id: Mapped[uuid.UUID]
    first: Mapped[bool] = mapped_column(default=True)
