"""Who may reach the screens of 項目とレイアウト: part of the access table."""

SCREENS = {
    "codes": "create create_restoration destroy edit index new update",
    "field_deletions": "create destroy",
    "layout_buttons": "create create_place destroy edit index new update",
    "layout_cards": "edit update",
    "layout_figures": "edit update",
    "layout_labels": "edit update",
    "layout_standards": "edit update",
    "layout_versions": "create_restoration index",
    "layouts": "index",
    "merges": "create show",
    "own_fields": "create edit index new update",
}
ADMINISTRATION = {
    f"records.{screen}.{act}": "records.layout.edit"
    for screen, acts in SCREENS.items()
    for act in acts.split()
}
