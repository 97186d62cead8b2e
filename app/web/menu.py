"""What stands in the left rail. Each package registers its entries beside its views."""

from dataclasses import dataclass

from flask import request, url_for

from app.kernel import context
from app.kernel.i18n import translate

SECTIONS = (
    ("desk", "Desk"),
    ("portal", "Supplier portal"),
    ("buy", "Buy"),
    ("masters", "Masters"),
    ("administration", "Administration"),
)
ENTRIES: list["Entry"] = []


@dataclass(frozen=True)
class Entry:
    """`label` is an English msgid, `permission` what one needs to see it, `key` the letter after `g`."""

    section: str
    label: str
    endpoint: str
    icon: str
    permission: str | None
    position: int
    key: str = ""


def entry(section, label, endpoint, icon, permission=None, *, position=50, key=""):
    """Register an entry of the rail."""
    new = Entry(section, label, endpoint, icon, permission, position, key)
    ENTRIES[:] = [one for one in ENTRIES if one.endpoint != endpoint] + [new]


def visible(counts=None):
    """The rail for the present reader: `[{key, label, items: [{label, url, icon, key, active, count}]}]`."""
    here = (request.endpoint or "").rpartition(".")[0]
    sections = []
    for key, label in SECTIONS:
        items = [
            {
                "label": translate(one.label),
                "url": url_for(one.endpoint),
                "icon": one.icon,
                "key": one.key,
                "active": here == one.endpoint.rpartition(".")[0],
                "count": (counts or {}).get(one.endpoint),
            }
            for one in sorted(ENTRIES, key=lambda one: one.position)
            if one.section == key and (one.permission is None or context.actor().may(one.permission))
        ]
        if items:
            sections.append({"key": key, "label": translate(label), "items": items})
    return sections


def first_page(besides):
    """Address of the first entry the present reader may open, other than the endpoint `besides`; None without one."""
    order = {key: place for place, (key, _label) in enumerate(SECTIONS)}
    for one in sorted(ENTRIES, key=lambda one: (one.section == "desk", order[one.section], one.position)):
        if one.endpoint != besides and one.permission and context.actor().may(one.permission):
            return url_for(one.endpoint)
    return None
