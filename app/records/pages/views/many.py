"""The routes of changes of many records, the bin, cells and announcements."""

from app.records.pages.views import announcing, cells_editing, changes, selecting, showing
from app.records.pages.views import bin as bins

MANY = (
    ("GET", "/announcements", announcing.announcements, "view"),
    ("GET", "/changes", changes.index_changes, "edit"),
    ("GET", "/changes/new", selecting.new_change, "view"),
    ("GET", "/changes/preview", selecting.preview_change, "view"),
    ("POST", "/changes", changes.create_change, "edit"),
    ("GET", "/changes/<uuid:change_id>", changes.show_change, "edit"),
    ("DELETE", "/changes/<uuid:change_id>/work", changes.delete_work, "edit"),
    ("POST", "/changes/<uuid:change_id>/undo", changes.create_undo, "edit"),
    ("GET", "/changes/<uuid:change_id>/refused", changes.download_refused_rows, "edit"),
    ("GET", "/bin", bins.index_bin, "edit"),
    ("GET", "/<uuid:record_id>", bins.or_in_bin(showing.show), "view"),
    ("POST", "/<uuid:record_id>/deletion", bins.create_deletion, "delete"),
    ("DELETE", "/<uuid:record_id>/deletion", bins.delete_deletion, "edit"),
    ("GET", "/<uuid:record_id>/cells/<string:field>", cells_editing.edit_cell, "edit"),
    ("POST", "/<uuid:record_id>/cells/<string:field>", cells_editing.update_cell, "edit"),
)
