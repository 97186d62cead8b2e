"""A tenant's title buttons on a list and on the page of a record."""

from flask import current_app, url_for

from app.kernel import context
from app.records.kit.describing import RECORD_TYPES
from app.records.kit.extras import held
from app.records.kit.queries import titles
from app.records.kit.reading import shown
from app.records.layouts import buttons
from app.records.layouts.labels import OwnLabel


def buttons_of(kind, place, row=None):
    """`[{label, url, icon, new_tab, act}]` of the buttons the reader is offered; `act` is None, `post` or `print`."""
    mine = [one for one in kind.buttons if one["place"] == place and _allowed(kind, one, row)]
    if not mine:
        return []
    values = values_of(kind, row, buttons.wanted(mine)) if row is not None else {}
    made = (_button(kind, one, row, values) for one in mine if not one["when"] or values.get(one["when"]))
    return [one for one in made if one is not None]


def _allowed(kind, button, row):
    who = context.actor()
    if button["permission"] and not who.may(button["permission"]):
        return False
    if button["action"] == "new":
        target = RECORD_TYPES.get(button["target"])
        return target is not None and who.may(target.permissions.edit)
    if button["action"] in ("edit", "archive"):
        return who.may(kind.permissions.edit) and not row.archived
    return button["action"] != "copy" or who.may(kind.permissions.edit)


def values_of(kind, row, names):
    """What placeholders say for a row: `id`, `code`, `name`, and any field as people read it."""
    values = {"id": row.id, "code": getattr(row, kind.key), "name": getattr(row, kind.title)}
    for name in names & kind.visible.keys():
        of = kind.visible[name]
        value = held(row, of)
        if of.link:
            value = titles(of.link, [value]).get(value, "")
        values[name] = "" if value is None else value if of.link else shown(of, value)
    return values


def _button(kind, button, row, values):
    address, act = _address(kind, button, row, values), None
    if address is None:
        return None
    if button["action"] in ("archive", "print"):
        act = "post" if button["action"] == "archive" else "print"
    return {
        "label": str(OwnLabel(button["label"])),
        "icon": button["icon"] or None,
        "url": address,
        "new_tab": bool(button["new_tab"]) and button["action"] == "link",
        "act": act,
    }


def _address(kind, button, row, values):
    action, endpoint = button["action"], kind.endpoint
    if action == "link":
        return buttons.address(button["url"], values)
    if action == "new":
        prefill = {name: buttons.text(text, values) for name, text in button["prefill"].items()}
        return url_for(f"{RECORD_TYPES[button['target']].endpoint}.new", **prefill)
    if action == "print":
        return (
            url_for(f"{endpoint}.show", record_id=row.id) if row is not None else url_for(f"{endpoint}.index")
        )
    name = f"{endpoint}.{'create_archiving' if action == 'archive' else action}"
    return url_for(name, record_id=row.id) if name in current_app.view_functions else None
