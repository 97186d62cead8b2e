"""The addresses of files of a record and of its own fields: the part of the blueprint's table about them."""

from app.records.pages.views import attachments, bundles, own_files, versions

_FILES = "/<uuid:record_id>/files"
_FILE = f"{_FILES}/<uuid:attachment_id>"
ATTACHED = (
    ("GET", _FILES, attachments.attachments, "view"),
    ("POST", _FILES, attachments.create_attachments, "working"),
    ("GET", f"{_FILES}/bundle", bundles.attachment_bundle, "view"),
    ("GET", _FILE, versions.attachment, "view"),
    ("POST", _FILE, attachments.update_attachment, "working"),
    ("DELETE", _FILE, attachments.delete_attachment, "working"),
    ("POST", f"{_FILE}/restoration", attachments.create_attachment_restoration, "working"),
    ("POST", f"{_FILE}/versions", versions.create_version, "working"),
    ("GET", f"{_FILE}/versions/<int:number>", versions.version_content, "view"),
    ("POST", f"{_FILE}/versions/<int:number>/restoration", versions.create_version_restoration, "working"),
    ("GET", f"{_FILE}/pictures/<uuid:file_id>", versions.version_picture, "view"),
)
"""Files that people put on it."""
FILE_ROUTES = (
    *ATTACHED,
    ("GET", f"{_FILES}/<string:field>", own_files.show_file, "view"),
    ("POST", f"{_FILES}/<string:field>", own_files.create_file, "edit"),
    ("DELETE", f"{_FILES}/<string:field>", own_files.delete_file, "edit"),
)
