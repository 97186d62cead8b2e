"""The routes of files of records, in and out: part of the contents page in `making`."""

from app.records.pages.views import exports, import_sources, imports, looking, undoing

EXPORTS = (
    ("GET", "/exports/new", exports.new_export, "take_out"),
    ("DELETE", "/export-templates/<uuid:template_id>", exports.delete_export_template, "take_out"),
    ("POST", "/exports", exports.create_export, "take_out"),
    ("GET", "/exports/<uuid:export_id>", exports.show_export, "take_out"),
    ("GET", "/exports/<uuid:export_id>/file", exports.download_export, "take_out"),
)
FILES = (
    *EXPORTS,
    ("GET", "/imports", imports.new_import, "take_in"),
    ("POST", "/imports", imports.create_import, "take_in"),
    ("GET", "/imports/<uuid:import_id>", imports.show_import, "take_in"),
    ("POST", "/imports/<uuid:import_id>/matching", imports.match, "take_in"),
    ("POST", "/imports/<uuid:import_id>/intake", imports.start, "take_in"),
    ("DELETE", "/imports/<uuid:import_id>/intake", imports.cancel, "take_in"),
    ("GET", "/imports/<uuid:import_id>/refused", looking.download_refused, "take_in"),
    ("POST", "/imports/<uuid:import_id>/look", looking.create_look, "take_in"),
    ("GET", "/imports/<uuid:import_id>/look", looking.show_look, "take_in"),
    ("GET", "/imports/<uuid:import_id>/differences", looking.download_differences, "take_in"),
    ("POST", "/imports/<uuid:import_id>/undoing", undoing.create_undoing, "take_in"),
    ("GET", "/imports/<uuid:import_id>/undoing", undoing.show_undoing, "take_in"),
    ("DELETE", "/import-sources/<uuid:source_id>", import_sources.delete_import_source, "take_in"),
)
