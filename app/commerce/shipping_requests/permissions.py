"""Who sets up layouts for outside warehouses."""

from app.commerce.permissions import CLERKS
from app.kernel.permissions import permission

USE = permission("commerce.request.use", "Ask outside warehouses to ship, take their answers in", *CLERKS)
EDIT = permission("commerce.request.edit", "Set up file layouts of outside warehouses", "shop_manager")
