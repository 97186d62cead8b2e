"""How the books are kept, numbers of vouchers and batches."""

from app.platform.settings import setting
from app.records.numbering import series

series("voucher", "{SEQ:1}", scope="fiscal_year")
series("journal_export", "JX-{YY}{MM}-{SEQ:4}")

setting(
    "procurement.books_tax",
    "Consumption tax in the books",
    "exclusive",
    choices=(("exclusive", "Apart from the expense"), ("inclusive", "Inside the expense")),
    help="Applies to vouchers made from now on.",
)
setting(
    "procurement.books_payable_accounts",
    "Accounts owed on as accounts payable (codes)",
    "511, 512, 521",
    help="Purchases on these accounts are owed as accounts payable, all others as other payables.",
)
setting(
    "procurement.books_supplier",
    "Sub-account of what we owe",
    "supplier",
    choices=(("supplier", "The supplier's name"), ("none", "None")),
)
