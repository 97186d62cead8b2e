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
    "cancel": "import",
    "check": "edit",
    "colleagues": "view",
    "columns": "view",
    "count": "view",
    "create": "edit",
    "create_archiving": "edit",
    "create_file": "edit",
    "delete_file": "edit",
    "show_file": "view",
    "create_comment": "view",
    "create_export": "export",
    "create_favourite": "view",
    "create_following": "view",
    "create_import": "import",
    "create_like": "view",
    "copy": "edit",
    "create_opening": "view",
    "create_restoration": "edit",
    "create_view": "view",
    "create_view_restoration": "view",
    "delete_archiving": "edit",
    "delete_comment": "view",
    "delete_favourite": "view",
    "delete_following": "view",
    "delete_like": "view",
    "delete_opening": "view",
    "delete_view": "view",
    "download_export": "export",
    "download_refused": "import",
    "edit": "edit",
    "edit_comment": "view",
    "edit_view": "view",
    "filter_options": "view",
    "filters": "view",
    "happening": "view",
    "history": "view",
    "index": "view",
    "match": "import",
    "new": "edit",
    "new_comment": "view",
    "new_import": "import",
    "new_view": "view",
    "options": "view",
    "show": "view",
    "show_export": "export",
    "show_import": "import",
    "start": "import",
    "update": "edit",
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
