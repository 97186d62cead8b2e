"""Who may reach the screens that the record kit gives to every record type: part of the access table.

Each endpoint with the permission of its record type (`masters.product.view`) that it declares.
"""

KINDS = {
    "masters.categories": "masters.category",
    "masters.partners": "masters.partner",
    "masters.products": "masters.product",
}
ENDPOINTS = {
    "answer_columns": "view",
    "answer_filter": "view",
    "columns": "view",
    "create_opening": "view",
    "create_view": "view",
    "create_view_restoration": "view",
    "delete_opening": "view",
    "delete_view": "view",
    "edit_view": "view",
    "filter_options": "view",
    "filters": "view",
    "new_view": "view",
    "update_view": "view",
    "update_view_content": "view",
    "update_widths": "view",
}
RECORDS = {
    f"{endpoint}.{name}": f"{permission}.{needed}"
    for endpoint, permission in KINDS.items()
    for name, needed in ENDPOINTS.items()
}
