"""For how long personal data stays. Off until somebody decides: how long it is needed differs from trade to trade."""

from app.platform.settings import setting

ORDERS = setting(
    "commerce.retention_orders",
    "Months after shipping or cancelling until the persons of an order are erased (0: never)",
    0,
    help="Names, addresses, telephone numbers, remarks and memos go, what customers wrote, links to their pages, "
    "entries on labels. Amounts, taxes, goods and receipts stay.",
)
AMAZON = setting(
    "commerce.retention_amazon_days",
    "Days after shipping until the persons of Amazon's orders are erased (0: as all orders)",
    0,
    help="Amazon demands it after 30 days, unless a law requires otherwise.",
)
CUSTOMERS = setting(
    "commerce.retention_customers",
    "Months without an order until a customer is erased (0: never)",
    0,
    help="How often and for how much somebody bought stays, without saying who.",
)
MAILS = setting(
    "commerce.retention_mails",
    "Months until the texts of mails to customers are erased (0: never)",
    0,
    help="That a mail was sent, and when, stays.",
)
