"""Many records given one value or state: read at once, checked one by one in memory, written by a few statements."""

from app.kernel.db import session
from app.kernel.errors import Rejected
from app.kernel.events import publish
from app.records.changes.queries import columns_locked
from app.records.disclosures.operations import include_people
from app.records.imports.planning import Planned
from app.records.imports.staging import Stage
from app.records.kit.extras import held, packed
from app.records.kit.keeping import kept_out_of_sight
from app.records.kit.model import ARCHIVED
from app.records.kit.plain import from_plain
from app.records.kit.queries import veiled
from app.records.kit.reading import check_retired
from app.records.kit.succession import MERGED, successors_of

UNCHANGED = object()
SET, ADD, REMOVE = "set", "add", "remove"
"""What a change does to a field with several choices: put them in place of the former, add them, take them out."""


def joined(way, former, value):
    """The value of a field after a change."""
    if way == ADD:
        return [*former, *(one for one in value if one not in former)]
    return [one for one in former if one not in value] if way == REMOVE else value


class Setting:
    """What a change asks of each row. `verb` is the audit's word for it."""

    def __init__(self, kind, change):
        """Raises Rejected when the field does not exist any more."""
        self.kind, self.content = kind, change.content
        self.verb = {"archive": "archived", "restore": "restored"}.get(change.action, "changed")
        self.plan = {
            "field": self._field,
            "state": self._state,
            "archive": self._archive,
            "restore": self._restore,
        }[change.action]
        if change.action == "field":
            self.of = kind.fields.get(self.content["field"])
            if self.of is None or not self.of.typed:
                raise Rejected("This field does not exist any more.")
            self.value = from_plain(self.of, self.content["value"])
            self.way = self.content.get("way", SET)

    def carry_out(self, ids):
        """Do it to the rows `ids` that the actor may know of. Returns `{id: reason}` of those that are refused.

        What the database refuses comes as its own error, and nothing is done.
        """
        planned, reasons = [], {}
        merged = successors_of(self.kind, ids) if self.verb == "restored" else {}
        for row in columns_locked(self.kind, ids):
            try:
                if row.id in merged:
                    raise Rejected(MERGED)
                one = self.plan(row)
            except Rejected as refused:
                reasons[row.id] = str(refused)
                continue
            if one is not UNCHANGED:
                planned.append(one)
        write(self.kind, planned, self.verb)
        return reasons

    def _field(self, row):
        kind, of = self.kind, self.of
        values = {of.name: joined(self.way, held(row, of), self.value)}
        if veiled(of.link):
            values = kept_out_of_sight(kind, row, values)
        check_retired(kind, values, row)
        kind.check(values, row)
        before, after = held(row, of), values[of.name]
        if before == after or of.custom and packed(of, before) == packed(of, after):
            return UNCHANGED
        return Planned(0, values, row, {of.name: [before, after]})

    def _state(self, row):
        if row.state == ARCHIVED:
            raise Rejected("This record is archived. Restore it first.")
        state = self.content["state"]
        return UNCHANGED if row.state == state else moved(row, {"state": state}, [row.state, state])

    def _archive(self, row):
        if row.state == ARCHIVED:
            return UNCHANGED
        return moved(row, {"state": ARCHIVED, "archived_from": row.state})

    def _restore(self, row):
        if row.state != ARCHIVED:
            return UNCHANGED
        return moved(row, {"state": row.archived_from or "active", "archived_from": None})


def moved(row, columns, pair=None):
    """The plan of a row that gets another state; `pair` where the trail tells it as a change."""
    return Planned(0, {}, row, {"state": pair} if pair else {}, columns)


def write(kind, planned, verb, **origin):
    """Write planned rows with their lines of the trail, and tell whoever listens."""
    if not planned:
        return
    session.flush()  # what follows goes past the session
    Stage(kind, origin).update(planned, verb)
    named = {name for one in planned for name in one.changes} & set(kind.insiders)
    if kind.private and named:
        include_people(kind, [one.before.id for one in planned])
    for held_row in [one for one in session.identity_map.values() if isinstance(one, kind.model)]:
        session.expire(held_row)
    publish(
        "records.happened", kind=kind, verb=verb, changed={one.before.id: [*one.changes] for one in planned}
    )
