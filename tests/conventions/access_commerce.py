"""Who may reach the screens of shipping and stock: part of the access table."""

from tests.conventions.access_records import ENDPOINTS

KINDS = {"commerce.warehouses": "commerce.warehouse"}
COMMERCE = {
    **{
        f"{endpoint}.{name}": f"{permission}.{needed}"
        for endpoint, permission in KINDS.items()
        for name, needed in ENDPOINTS.items()
    },
    "masters.product_sets.edit": "masters.product.edit",
    "masters.product_sets.update": "masters.product.edit",
}
