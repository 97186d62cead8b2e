"""The roles every tenant starts with and may rename or change: those of procurement §1, and three of shipping."""

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
    ("supplier_admin", "Supplier administrator"),
    ("supplier_user", "Supplier user"),
)
EVERYONE = tuple(code for code, _ in ROLES)
SUPPLIER_SIDE = ("supplier_admin", "supplier_user")
BUYER_SIDE = tuple(code for code in EVERYONE if code not in SUPPLIER_SIDE)
