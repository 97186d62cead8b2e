"""Who may do what with warehouses."""

from app.commerce.permissions import SEERS
from app.kernel.permissions import permission

READERS = (*SEERS, "buyer", "inspector", "master_admin")
VIEW = permission("commerce.warehouse.view", "See warehouses", *READERS)
COMMENT = permission("commerce.warehouse.comment", "Comment on warehouses", *READERS, follows=VIEW)
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
