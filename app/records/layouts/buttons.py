"""Title buttons of a tenant: links with placeholders, and acts on the record. Pure.

A button: `id`, `label` {ja, en}, `icon`, `place` (`page` or `list`), `action` (of ACTIONS), `url`, `new_tab`, `target`
(record type of a new record), `prefill` {field of the target: text with placeholders}, `permission` and `when` (a field
that must be filled) on which it depends; both may be empty.
"""

import re
from urllib.parse import quote

from app.kernel.errors import Rejected
from app.kernel.i18n import _l
from app.kernel.permissions import PERMISSIONS

ACTIONS = {
    "link": _l("Open a link"),
    "edit": _l("Edit this record"),
    "copy": _l("Copy this record"),
    "archive": _l("Archive this record"),
    "print": _l("Print the page"),
    "new": _l("Enter a new record"),
}
ON_LISTS = ("link", "print", "new")
"""What needs no record."""
PLACES = {"page": _l("Page of a record"), "list": _l("List")}
ICONS = (
    "link", "edit", "copy", "archive", "print", "plus", "mail", "phone", "calendar", "file", "search", "globe",
)  # fmt: skip
MOST = 20
PLACEHOLDER = re.compile(r"\{(\w+)\}")
_SAFE = {"https": "", "mailto": "@", "tel": "+"}
_HTTPS = re.compile(r"https://[^\s/?#{}@]+(?:[/?#][^\s<>\"]*)?")
_OTHER = re.compile(r"(?:mailto|tel):[^\s<>\"]+")


def names_in(text):
    """The placeholders of a text."""
    return PLACEHOLDER.findall(text)


def known_names(kind):
    """What a placeholder may say for a record type."""
    return {"id", "code", "name", *kind.visible}


def check(kind, button, targets):
    """Refuse a button that could not work or would lead astray; `targets` are the record types by name.

    Raises Rejected beside the field at fault.
    """
    if button["place"] == "list" and button["action"] not in ON_LISTS:
        raise Rejected(
            "On a list there is no record for this. Place the button on the page of a record.", "place"
        )
    if button["action"] == "link":
        _check_address(kind, button)
    if button["action"] == "new":
        _check_prefill(kind, button, targets.get(button["target"]))
    if button["permission"] and button["permission"] not in PERMISSIONS:
        raise Rejected("There is no such permission.", "permission")
    if button["when"] and button["when"] not in kind.visible:
        raise Rejected("There is no such field any more.", "when")
    if button["when"] and button["place"] == "list":
        raise Rejected(
            "On a list there is no record for this. Place the button on the page of a record.", "when"
        )


def _check_address(kind, button):
    url = button["url"]
    if not (_HTTPS.fullmatch(url) or _OTHER.fullmatch(url)):
        raise Rejected(
            "An address begins with https://, mailto: or tel:, and the name of the host holds no placeholder.",
            "url",
        )
    _check_names(kind, button, url, "url")


def _check_names(kind, button, text, field):
    unknown = [name for name in names_in(text) if name not in known_names(kind)]
    if unknown:
        raise Rejected("There is no field for {%(name)s}.", field, name=unknown[0])
    if names_in(text) and button["place"] == "list":
        raise Rejected("On a list there is no record whose values could be put in.", field)


def _check_prefill(kind, button, target):
    if target is None:
        raise Rejected("Choose what is to be entered.", "target")
    for name, text in button["prefill"].items():
        if name not in target.visible:
            raise Rejected("There is no such field any more.", "prefill")
        _check_names(kind, button, text, "prefill")


def address(url, values):
    """`url` with its placeholders filled, each value encoded so that it can only be a value."""
    safe = _SAFE.get(url.partition(":")[0], "")
    return PLACEHOLDER.sub(lambda found: quote(str(values.get(found[1], "")), safe=safe), url)


def text(template, values):
    """`template` with its placeholders filled as they are."""
    return PLACEHOLDER.sub(lambda found: str(values.get(found[1], "")), template)


def wanted(buttons):
    """Names of the fields that the buttons look at."""
    found = set()
    for one in buttons:
        found |= {one["when"]} if one.get("when") else set()
        for words in (one.get("url", ""), *one.get("prefill", {}).values()):
            found |= set(names_in(words))
    return found
