"""What stands in the left rail. Each package registers its entries beside its views."""

from dataclasses import dataclass

from flask import request, url_for

from app.kernel import context
from app.kernel.i18n import translate

SECTIONS = (
    ("desk", "Desk"),
    ("portal", "Supplier portal"),
    ("sell", "Sell"),
    ("buy", "Buy"),
    ("ship", "Ship"),
    ("share", "Share of deals"),
    ("masters", "Masters"),
    ("administration", "Administration"),
)
ENTRIES: list["Entry"] = []


@dataclass(frozen=True)
class Entry:
    """`label` is an English msgid, `permission` what one needs to see it, `key` the letter after `g`.

    `when`: whether there is such a page for the present tenant at all (default: there is).
    """

    section: str
    label: str
    endpoint: str
    icon: str
    permission: str | None
    position: int
    key: str = ""
    when: object = None

    def shown(self):
        """Whether the present reader is offered it."""
        may = self.permission is None or context.actor().may(self.permission)
        return may and (self.when is None or self.when())


def entry(section, label, endpoint, icon, permission=None, *, position=50, key="", when=None):
    """Register an entry of the rail."""
    new = Entry(section, label, endpoint, icon, permission, position, key, when)
    ENTRIES[:] = [one for one in ENTRIES if one.endpoint != endpoint] + [new]


def visible(counts=None):
    """The rail for the present reader: `[{key, label, items: [{label, url, icon, key, active, count}]}]`.

    The entry that leads to the present page or above it is active; of several the longest address.
    """
    allowed = [one for one in ENTRIES if one.shown()]
    urls = {one: url_for(one.endpoint) for one in allowed}
    here = _leading_here(urls)
    sections = []
    for key, label in SECTIONS:
        items = [
            {
                "label": translate(one.label),
                "url": urls[one],
                "icon": one.icon,
                "key": one.key,
                "active": one is here,
                "count": (counts or {}).get(one.endpoint),
            }
            for one in sorted(allowed, key=lambda one: one.position)
            if one.section == key
        ]
        if items:
            sections.append({"key": key, "label": translate(label), "items": items})
    return sections


def _leading_here(urls):
    path, home = request.script_root + request.path, request.script_root + "/"
    above = [
        one
        for one, url in urls.items()
        if path.rstrip("/") == url.rstrip("/") or (url != home and path.startswith(url.rstrip("/") + "/"))
    ]
    return max(above, key=lambda one: len(urls[one]), default=None)


def first_page(besides):
    """Address of the first entry the present reader may open, other than the endpoint `besides`; None without one."""
    order = {key: place for place, (key, _label) in enumerate(SECTIONS)}
    for one in sorted(ENTRIES, key=lambda one: (one.section == "desk", order[one.section], one.position)):
        if one.endpoint != besides and one.permission and one.shown():
            return url_for(one.endpoint)
    return None
