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
    "colleagues": "view",
    "columns": "view",
    "create_comment": "view",
    "create_favourite": "view",
    "create_following": "view",
    "create_like": "view",
    "create_opening": "view",
    "create_view": "view",
    "create_view_restoration": "view",
    "delete_comment": "view",
    "delete_favourite": "view",
    "delete_following": "view",
    "delete_like": "view",
    "delete_opening": "view",
    "delete_view": "view",
    "edit_comment": "view",
    "edit_view": "view",
    "filter_options": "view",
    "filters": "view",
    "happening": "view",
    "new_comment": "view",
    "new_view": "view",
    "update_comment": "view",
    "update_view": "view",
    "update_view_content": "view",
    "update_widths": "view",
}
RECORDS = {
    f"{endpoint}.{name}": f"{permission}.{needed}"
    for endpoint, permission in KINDS.items()
    for name, needed in ENDPOINTS.items()
}
