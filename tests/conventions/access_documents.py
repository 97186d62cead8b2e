"""Who may reach what documents take of the record kit: part of the access table.

Lists need what the list needs, files what the record says: `export` what the list as a file, `work` what putting a
file on it.
"""

LISTS = {
    "access.organisations": {"view": "access.organisation.edit", "export": "access.organisation.edit"},
    "access.users": {"view": "access.user.view", "export": "access.user.export"},
    "commerce.customers": {"view": "commerce.customer.view", "export": "commerce.customer.export"},
    "commerce.slips": {"view": "commerce.order.view", "export": "commerce.order.export"},
    "procurement.orders": {"view": "procurement.order.view", "export": "procurement.order.export"},
    "procurement.rfqs": {"view": "procurement.rfq.view", "export": "procurement.rfq.export"},
}
WORK = {"procurement.orders": "procurement.order", "procurement.rfqs": "procurement.rfq"}
LISTED = {
    "answer_columns": "view",
    "answer_filter": "view",
    "create_answer": "view",
    "create_search": "view",
    "columns": "view",
    "count": "view",
    "create_export": "export",
    "create_opening": "view",
    "create_view": "view",
    "create_view_restoration": "view",
    "delete_export_template": "export",
    "delete_opening": "view",
    "delete_view": "view",
    "download_export": "export",
    "edit_view": "view",
    "filter_options": "view",
    "filters": "view",
    "history": "view",
    "new_change": "export",
    "new_export": "export",
    "new_view": "view",
    "show_export": "export",
    "update_view": "view",
    "update_view_content": "view",
    "update_widths": "view",
}
TALKED = {
    "attachment": "view",
    "attachment_bundle": "view",
    "attachments": "view",
    "colleagues": "comment",
    "create_attachment_restoration": "work",
    "create_attachments": "work",
    "create_comment": "comment",
    "create_favourite": "view",
    "create_following": "view",
    "create_like": "view",
    "create_version": "work",
    "create_version_restoration": "work",
    "delete_attachment": "work",
    "delete_comment": "comment",
    "delete_favourite": "view",
    "delete_following": "view",
    "delete_like": "view",
    "edit_comment": "comment",
    "happening": "view",
    "new_comment": "comment",
    "update_attachment": "work",
    "update_comment": "comment",
    "version_content": "view",
    "version_picture": "view",
}
DOCUMENTS = {
    f"{endpoint}.{name}": needs[word] for endpoint, needs in LISTS.items() for name, word in LISTED.items()
} | {
    f"{endpoint}.{name}": {
        **LISTS[endpoint],
        "work": f"{permission}.edit",
        "comment": f"{permission}.comment",
    }[word]
    for endpoint, permission in WORK.items()
    for name, word in TALKED.items()
}
