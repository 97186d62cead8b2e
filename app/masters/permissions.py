"""What one may do with masters, and the built-in roles that start with it (procurement §4.11)."""

from app.kernel.permissions import permission

READERS = (
    "requester", "buyer", "approver", "inspector", "accounts_payable", "master_admin", "system_admin", "auditor",
    "shop_manager", "order_clerk", "shipping_clerk", "salesperson", "sales_manager", "sales_admin",
)  # fmt: skip
KEEPERS = ("buyer", "master_admin")
PARTNER_KEEPERS = (*KEEPERS, "salesperson", "sales_manager", "sales_admin")

PARTNER_VIEW = permission("masters.partner.view", "See partners", *READERS)
REGISTRY_EDIT = permission(
    "masters.registry.edit",
    "Enter and throw away keys for registries of companies",
    "master_admin",
    "system_admin",
)
PARTNER_COMMENT = permission("masters.partner.comment", "Comment on partners", *READERS, follows=PARTNER_VIEW)
PARTNER_EDIT = permission("masters.partner.edit", "Enter and change partners", *PARTNER_KEEPERS)
PARTNER_DELETE = permission("masters.partner.delete", "Delete partners", *KEEPERS, follows=PARTNER_EDIT)
PARTNER_IMPORT = permission(
    "masters.partner.import", "Take in files of partners", "master_admin", "sales_admin"
)
PARTNER_EXPORT = permission(
    "masters.partner.export",
    "Export partners",
    "buyer",
    "accounts_payable",
    "master_admin",
    "auditor",
    "sales_admin",
)
PARTNER_MERGE = permission(
    "masters.partner.merge",
    "Merge partners, and move what hangs on one to another",
    "master_admin",
    "sales_manager",
    "sales_admin",
)
PARTNER_BANK = permission(
    "masters.partner.bank", "Change bank accounts of partners", "accounts_payable", "master_admin"
)
PARTNER_LINK = permission(
    "masters.partner.link", "Connect partners with their companies on this installation", "system_admin"
)
PARTNER_GROUP_VIEW = permission("masters.partner_group.view", "See account groups", *READERS)
PARTNER_GROUP_COMMENT = permission(
    "masters.partner_group.comment",
    "Comment on account groups",
    *READERS,
    follows=PARTNER_GROUP_VIEW,
)
PARTNER_GROUP_EDIT = permission(
    "masters.partner_group.edit", "Enter and change account groups", "master_admin", "sales_admin"
)
PARTNER_GROUP_DELETE = permission(
    "masters.partner_group.delete", "Delete account groups", "master_admin", "sales_admin"
)
PARTNER_GROUP_IMPORT = permission(
    "masters.partner_group.import", "Take in files of account groups", "master_admin", "sales_admin"
)
PARTNER_GROUP_EXPORT = permission(
    "masters.partner_group.export", "Export account groups", "master_admin", "sales_admin", "auditor"
)
PRODUCT_VIEW = permission("masters.product.view", "See products", *READERS)
PRODUCT_COMMENT = permission("masters.product.comment", "Comment on products", *READERS, follows=PRODUCT_VIEW)
PRODUCT_EDIT = permission("masters.product.edit", "Enter and change products", *KEEPERS, "shop_manager")
PRODUCT_DELETE = permission(
    "masters.product.delete", "Delete products", *KEEPERS, "shop_manager", follows=PRODUCT_EDIT
)
PRODUCT_IMPORT = permission(
    "masters.product.import", "Take in files of products", "master_admin", "shop_manager"
)
PRODUCT_EXPORT = permission(
    "masters.product.export", "Export products", "buyer", "accounts_payable", "master_admin", "auditor"
)
CATEGORY_VIEW = permission("masters.category.view", "See product categories", *READERS)
CATEGORY_COMMENT = permission(
    "masters.category.comment", "Comment on product categories", *READERS, follows=CATEGORY_VIEW
)
CATEGORY_EDIT = permission(
    "masters.category.edit", "Enter and change product categories", "master_admin", "accounts_payable"
)
CATEGORY_DELETE = permission(
    "masters.category.delete",
    "Delete product categories",
    "master_admin",
    "accounts_payable",
    follows=CATEGORY_EDIT,
)
CATEGORY_IMPORT = permission("masters.category.import", "Take in files of product categories", "master_admin")
CATEGORY_EXPORT = permission(
    "masters.category.export", "Export product categories", "master_admin", "accounts_payable", "auditor"
)
DELIVERY_VIEW = permission("masters.delivery.view", "See lead times and limits of carriers", *READERS)
DELIVERY_COMMENT = permission(
    "masters.delivery.comment",
    "Comment on lead times and limits of carriers",
    *READERS,
    follows=DELIVERY_VIEW,
)
DELIVERY_EDIT = permission(
    "masters.delivery.edit",
    "Enter and change lead times and limits of carriers",
    "master_admin",
    "shop_manager",
)
DELIVERY_DELETE = permission(
    "masters.delivery.delete",
    "Delete lead times and limits of carriers",
    "master_admin",
    "shop_manager",
    follows=DELIVERY_EDIT,
)
DELIVERY_IMPORT = permission(
    "masters.delivery.import",
    "Take in files of lead times and limits of carriers",
    "master_admin",
    "shop_manager",
)
DELIVERY_EXPORT = permission(
    "masters.delivery.export",
    "Export lead times and limits of carriers",
    "master_admin",
    "shop_manager",
    "auditor",
)
POSTAL_VIEW = permission(
    "masters.postal.view",
    "See where the postal codes are from",
    "master_admin",
    "system_admin",
    "shop_manager",
)
