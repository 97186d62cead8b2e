"""What became of the opportunity between the form that was shown and the form that came back (a phone in a tunnel)."""

import json

from app.kernel.ids import id_of
from app.sales.results.forms import DEAL


def show(form, deal):
    """Fill in the basics of the opportunity as they are, and note them for the form to carry."""
    for name in ("amount", "expected_on", "next_step", "next_on"):
        form[name].data = getattr(deal, name)
    form.phase_id.data, form.deal_shown.data = str(deal.phase_id), _snapshot(deal)


def _snapshot(deal):
    return json.dumps({"version": deal.version, **{name: plain(getattr(deal, name)) for name in DEAL}})


def seen(form):
    """What the form had shown of the opportunity; empty when it had shown nothing."""
    try:
        found = json.loads(form.deal_shown.data or "{}")
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def plain(value):
    """A value as the snapshot holds it."""
    return "" if value is None else str(value)


def deal_values(form, deal):
    """`{field: value}` that the person changed: neither as it was shown nor as it is; an empty field says nothing."""
    if deal is None:
        return {}
    was = seen(form)
    return {
        name: value
        for name, value in typed(form).items()
        if value not in (None, "") and plain(value) != was.get(name) and getattr(deal, name) != value
    }


def differences(form, deal):
    """`[(name, now, mine)]`: what this form and somebody else changed to different things."""
    was, changed = seen(form), deal_values(form, deal)
    if not was or was.get("version") == deal.version:
        return []
    return [
        (name, getattr(deal, name), mine)
        for name, mine in changed.items()
        if plain(getattr(deal, name)) != was.get(name)
    ]


def catch_up(form, deal):
    """Show what others changed where this form left it alone, and carry the present state from here on."""
    was = seen(form)
    for name, value in typed(form).items():
        if was and plain(value) == was.get(name):
            form[name].data = plain(deal.phase_id) if name == "phase_id" else getattr(deal, name)
    form.deal_shown.data = _snapshot(deal)


def typed(form):
    """The basics of the opportunity as they were typed."""
    values = {name: form[name].data for name in DEAL}
    return {**values, "phase_id": id_of(values["phase_id"])}


def in_words(form, found):
    """The differences as `[(label, now, mine)]` for reading; the form's choices are filled."""
    return [
        (form[name].label.text, _said(form[name], now), _said(form[name], mine)) for name, now, mine in found
    ]


def _said(field, value):
    if value in (None, ""):
        return "—"
    choices = getattr(field, "choices", None)
    if choices:
        return dict(choices).get(plain(value), "—")
    return field.write(value) if hasattr(field, "write") else plain(value)
