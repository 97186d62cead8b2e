"""Who may do what with contracts of carriers and the rules of labels."""

from app.commerce.permissions import SEERS
from app.kernel.permissions import permission

VIEW = permission("commerce.carrier.view", "See contracts with carriers", *SEERS)
COMMENT = permission("commerce.carrier.comment", "Comment on contracts with carriers", *SEERS, follows=VIEW)
EDIT = permission(
    "commerce.carrier.edit",
    "Enter and change contracts with carriers, shorten names on labels",
    "shop_manager",
    "shipping_clerk",
)
DELETE = permission("commerce.carrier.delete", "Delete contracts with carriers", "shop_manager", follows=EDIT)
IMPORT = permission("commerce.carrier.import", "Take in files of contracts with carriers", "shop_manager")
EXPORT = permission("commerce.carrier.export", "Export contracts with carriers", "shop_manager", "auditor")
