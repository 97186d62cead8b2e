"""What was changed, in sentences."""

from app.kernel.i18n import _l, translate
from app.records.layouts.labels import OwnLabel

SENTENCES = {
    "labels_changed": _l("Changed the names of fields"),
    "standard_changed": _l("Changed which standard fields are shown and required"),
    "formats_changed": _l("Changed how figures are written"),
    "cards_changed": _l("Arranged cards and columns anew"),
    "button_added": _l("Added the button “%(called)s”"),
    "button_changed": _l("Changed the button “%(called)s”"),
    "button_removed": _l("Removed the button “%(called)s”"),
    "buttons_moved": _l("Moved the button “%(called)s”"),
    "field_added": _l("Added the field “%(called)s”"),
    "field_changed": _l("Changed the field “%(called)s”"),
    "field_deleted": _l("Deleted the field “%(called)s”"),
    "field_restored": _l("Brought back the field “%(called)s”"),
    "field_purged": _l("Forgot the field “%(called)s” for good"),
    "list_added": _l("Added the code list “%(called)s”"),
    "list_changed": _l("Changed the code list “%(called)s”"),
    "list_deleted": _l("Deleted the code list “%(called)s”"),
    "list_reset": _l("Put the standard values of “%(called)s” back"),
    "values_merged": _l("Merged the value “%(value)s” into “%(into)s”"),
    "taken_back": _l("Went back to version %(to)s"),
}


def sentence_of(revision):
    """What a version changed."""
    said = SENTENCES.get(revision.summary, _l("Changed the arrangement"))
    values = dict(revision.details)
    if isinstance(values.get("called"), dict):
        values["called"] = str(OwnLabel(values["called"]))
    values.setdefault("called", "")
    return translate(said, **values)
