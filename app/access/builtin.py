"""The roles every tenant starts with and may rename or change: those of procurement §1, three of shipping, three of
sales, one of trade.
"""

ROLES = (
    ("requester", "Requester"),
    ("buyer", "Buyer"),
    ("approver", "Approver"),
    ("inspector", "Inspector"),
    ("accounts_payable", "Accounts payable"),
    ("master_admin", "Master administrator"),
    ("system_admin", "System administrator"),
    ("auditor", "Auditor"),
    ("shop_manager", "Shop manager"),
    ("order_clerk", "Order clerk"),
    ("shipping_clerk", "Shipping clerk"),
    ("salesperson", "Salesperson"),
    ("sales_manager", "Sales manager"),
    ("sales_admin", "Sales administrator"),
    ("trade_clerk", "Trade clerk"),
    ("supplier_admin", "Supplier administrator"),
    ("supplier_user", "Supplier user"),
)
EVERYONE = tuple(code for code, _ in ROLES)
SUPPLIER_SIDE = ("supplier_admin", "supplier_user")
BUYER_SIDE = tuple(code for code in EVERYONE if code not in SUPPLIER_SIDE)
