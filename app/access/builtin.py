"""The ten roles of procurement §1, which every tenant starts with and may rename or change."""

ROLES = (
    ("requester", "Requester"),
    ("buyer", "Buyer"),
    ("approver", "Approver"),
    ("inspector", "Inspector"),
    ("accounts_payable", "Accounts payable"),
    ("master_admin", "Master administrator"),
    ("system_admin", "System administrator"),
    ("auditor", "Auditor"),
    ("supplier_admin", "Supplier administrator"),
    ("supplier_user", "Supplier user"),
)
EVERYONE = tuple(code for code, _ in ROLES)
BUYER_SIDE = EVERYONE[:8]
SUPPLIER_SIDE = EVERYONE[8:]
