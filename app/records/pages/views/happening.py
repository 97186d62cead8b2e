"""The audit trail of one record in sentences."""

from app.kernel.db import session
from app.kernel.i18n import _l, translate
from app.platform.audit.model import AuditEntry
from app.platform.audit.queries import trail_of

SENTENCES = {
    "created": (_l("entered this"), "plus", "done"),
    "changed": (_l("changed this"), "edit", ""),
    "archived": (_l("archived this"), "archive", ""),
    "restored": (_l("restored this"), "undo", ""),
    "imported": (_l("took this in from a file"), "import", ""),
}


def events_of(kind, row, limit):
    """What happened to the record, newest first, as `ui.timeline` takes it, with `changes` as label, before, after."""
    return [_event(kind, entry) for entry in session.scalars(trail_of(row.id, limit))]


def since(kind, row, version):
    """The changes that were saved after a form was opened at `version`: as many of the newest as versions passed."""
    passed = max(row.version - version, 1)
    newest = session.scalars(trail_of(row.id, 50).where(AuditEntry.verb.startswith(f"{kind.name}.")))
    return [_event(kind, entry) for entry in list(newest)[:passed]]


def _event(kind, entry):
    verb = entry.verb.rpartition(".")[2]
    sentence, icon, tone = SENTENCES.get(verb, (kind.sentences.get(entry.verb, entry.verb), "dot", ""))
    return {
        "who": _who(entry),
        "at": entry.at,
        "text": translate(sentence, **_values(entry)),
        "icon": icon,
        "tone": tone,
        "changes": [(_label(kind, name), *pair) for name, pair in entry.details.get("changes", {}).items()],
    }


def _who(entry):
    stand_in = entry.for_actor_name
    return (
        translate("%(name)s for %(other)s", name=entry.actor_name, other=stand_in)
        if stand_in
        else entry.actor_name
    )


def _values(entry):
    return {name: value for name, value in entry.details.items() if isinstance(value, str | int)}


def _label(kind, name):
    field = kind.fields.get(name)
    return translate(field.label) if field else translate("State") if name == "state" else name
