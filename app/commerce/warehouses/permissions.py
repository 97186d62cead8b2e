"""Who may do what with warehouses."""

from app.commerce.permissions import SEERS
from app.kernel.permissions import permission

VIEW = permission("commerce.warehouse.view", "See warehouses", *SEERS, "buyer", "inspector", "master_admin")
EDIT = permission("commerce.warehouse.edit", "Enter and change warehouses", "shop_manager", "master_admin")
DELETE = permission(
    "commerce.warehouse.delete", "Delete warehouses", "shop_manager", "master_admin", follows=EDIT
)
IMPORT = permission(
    "commerce.warehouse.import", "Take in files of warehouses", "shop_manager", "master_admin"
)
EXPORT = permission(
    "commerce.warehouse.export", "Export warehouses", "shop_manager", "master_admin", "auditor"
)
