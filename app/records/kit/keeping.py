"""The verbs of every record: enter, change, archive, restore. Each leaves its line in the audit trail.

Each publishes `record.happened` (kind, row, verb, changes): who follows a record, or listens from outside, hears of it.
Who does the same to many at once publishes `records.happened` (kind, verb, changed `{id: [field]}`), and when it is
through `records.run_finished` (kind, verb, ids: a select): followers hear of a whole run in one notice.
"""

from contextlib import contextmanager

from app.kernel import clock, context
from app.kernel.db import session
from app.kernel.errors import Rejected
from app.kernel.events import publish
from app.platform.audit import changes_of, record
from app.records.disclosures.operations import EVERYBODY, begin_alike, begin_restricted, include_insiders
from app.records.disclosures.queries import may_know
from app.records.kit.before import before_change
from app.records.kit.deriving import typed_only, worked_out
from app.records.kit.extras import held, put
from app.records.kit.model import ARCHIVED
from app.records.kit.numbering import number
from app.records.kit.plain import unspoken
from app.records.kit.queries import row_with_key, titles, veiled
from app.records.kit.reading import check_retired, shown
from app.records.kit.slots import SLOTS
from app.records.kit.succession import check_not_merged

_BOOKKEEPING = {"version", "changed_at", "search_text", "created_at", "extra", "archived_from", *SLOTS}


class Overtaken(Rejected):
    """Somebody else saved the record after this form was opened; `changes` say what, `by` who, `at` when."""


@contextmanager
def at_once():
    """What `enter` and `change` write inside goes to the database together at the end, and is told of then."""
    held = session.info["held"] = []
    try:
        with session.no_autoflush:
            yield
    finally:
        del session.info["held"]
    session.flush()  # a refusal of the database belongs to the verbs inside
    for told in held:
        publish("record.happened", **told)


def enter(kind, values, source=None, *, disclosed_to=None):
    """A new row of the record type from `values` (field → value). Raises Rejected with the field at fault.

    `source`: the row it is a copy of. `disclosed_to`: words of those who alone may know of it (besides the actor), or
    EVERYBODY; None: whoever may know of its source, everybody without one.
    """
    return enter_all(kind, [values], source, disclosed_to=disclosed_to)[0]


def enter_all(kind, entries, source=None, *, disclosed_to=None, known=()):
    """The same for several, each of `entries` its values. `known`: ids of linked records that the actor was found to
    see in this transaction.
    """
    seen = {None, *known}
    entries = [kept_out_of_sight(kind, None, _unsaid(kind) | typed_only(kind, one), seen) for one in entries]
    unnumbered = [not one.get(kind.key) for one in entries]
    fresh = number(kind, entries)  # nobody has a number that was taken just now
    rows = [
        _made(kind, one, source, disclosed_to, key_known=bool(fresh) and empty)
        for one, empty in zip(entries, unnumbered, strict=True)
    ]
    # who reads the copy's history need not know of its source
    named = source is not None and not kind.private
    origin = {"copied_from": _label(kind, source)} if named else {}
    for row in rows:
        _tell(kind, row, "created", **origin)
    return rows


def _made(kind, values, source, disclosed_to, *, key_known):
    row = kind.model(created_by_id=context.actor().id)
    _check(kind, values, None, key_known=key_known)
    values |= kind.derive(values, None)
    put(kind, row, values | worked_out(kind, values))
    row.changed_at = clock.now()
    session.add(row)
    if disclosed_to is None and source is not None and kind.private:
        begin_alike(kind, row, source)
    elif disclosed_to not in (None, EVERYBODY):
        begin_restricted(kind, row, disclosed_to)
    return row


def change(kind, row, values, *, version, locked=False, **details):
    """Set `values` on the row if it is still at `version`. Raises Overtaken or Rejected; returns what changed.

    `locked`: the row was read FOR UPDATE in this transaction. `details` are further facts for the audit trail.
    """
    if not locked:
        session.refresh(row, with_for_update=True)
    if row.version != version:
        raise Overtaken("Somebody else has saved this record in the meantime. Compare, then save again.")
    values = kept_out_of_sight(kind, row, typed_only(kind, values))
    _check(kind, values, row)
    further = kind.derive(values, row)
    further |= worked_out(kind, values | further, row)
    changes = put(kind, row, values)
    changes |= {name: pair for name, pair in changes_of(row).items() if name not in _BOOKKEEPING}
    if changes:
        with session.no_autoflush:
            before_change(kind, {row.id: changes})
        put(kind, row, further)
        include_insiders(kind, row)
        row.version, row.changed_at = row.version + 1, clock.now()
        _tell(kind, row, "changed", **_told(kind, changes), **details)
    return changes


def archive(kind, row):
    """Put the row away: out of lists and choices, kept for documents that name it. Twice is once."""
    session.refresh(row, with_for_update=True)
    if row.archived:
        return
    row.archived_from, row.state = row.state, ARCHIVED
    _moved(kind, row, "archived")


def restore(kind, row):
    """Take an archived row back into the state it had. Raises Rejected when it was merged into another one."""
    session.refresh(row, with_for_update=True)
    if not row.archived:
        return
    check_not_merged(kind, [row.id])
    row.state, row.archived_from = row.archived_from or "active", None
    _moved(kind, row, "restored")


def move(kind, row, state):
    """Set another of the record's own states (not `archived`)."""
    session.refresh(row, with_for_update=True)
    if row.archived:
        raise Rejected("This record is archived. Restore it first.")
    if row.state == state:
        return
    before, row.state = row.state, state
    changes = {"state": [str(kind.state(before).label), str(kind.state(state).label)]}
    _moved(kind, row, "changed", changes)


def look_at(kind, name, value, record_id=None):
    """Refuse a code that another record has (for the check of a single field); `record_id` is the one being edited."""
    if name == kind.key and value:
        same = row_with_key(kind, value)
        if same is not None and str(same.id) != record_id:
            if not may_know(same.id):
                raise Rejected("This code is taken. Choose another.", kind.key)
            raise Rejected("%(name)s has this code already.", kind.key, name=getattr(same, kind.title))


def kept_out_of_sight(kind, row, values, seen=frozenset()):
    """`values` with emptied links put back where the actor cannot see their target: nobody empties what they do not
    know of. Raises Rejected for a link to a record the actor cannot see (`row` None: a new record). `seen`: ids that
    are known to be seen.
    """
    kept = dict(values)
    for name, value in values.items():
        of = kind.fields.get(name)
        if of is None or not veiled(of.link):
            continue
        target = held(row, of) if row is not None else None
        asked = {value, target} - {None} - set(seen)
        hidden = asked - titles(of.link, asked).keys()
        if value is None and target in hidden:
            kept[name] = target
        elif value in hidden and value != target:
            raise Rejected("This entry does not exist any more. Choose another.", name)
    return kept


def out_of_sight(kind, row):
    """Names of the fields whose linked record the actor cannot see: a form shows them empty."""
    found = []
    for of in kind.fields.values():
        target = held(row, of) if veiled(of.link) else None
        if target is not None and target not in titles(of.link, [target]):
            found.append(of.name)
    return found


def _moved(kind, row, verb, changes=None):
    row.version, row.changed_at = row.version + 1, clock.now()
    _tell(kind, row, verb, changes)


def _tell(kind, row, verb, changes=None, **details):
    """Write it down and into the database, then tell of it; at the end of `at_once` where that is around it."""
    record(f"{kind.name}.{verb}", row, label=_label(kind, row), changes=changes, **details)
    told = {"kind": kind, "row": row, "verb": verb, "changes": changes or {}}
    if (held := session.info.get("held")) is not None:
        held.append(told)
        return
    session.flush()  # a refusal of the database belongs to the verb, and what comes next needs row and version
    publish("record.happened", **told)


def in_words(kind, changes):
    """`changes` with choices, links and amounts as people read them.

    A link to a record that not everybody may know of stays an id: who reads the line decides what it says.
    """
    fields, said = kind.fields, {}
    for name, (before, after) in changes.items():
        of = fields.get(name)
        if of is None:
            said[name] = [before, after]
        elif veiled(of.link):
            said[name] = [before and str(before), after and str(after)]
        elif of.link:
            named = titles(of.link, (before, after))
            said[name] = [named.get(before, ""), named.get(after, "")]
        else:
            said[name] = [shown(of, before), shown(of, after)]
    return said


def _unsaid(kind):
    """What a new record has where nobody is asked: own and hidden fields with a default."""
    asked = (of for of in kind.fields.values() if of.default is not None and of.typed)
    return {of.name: of.default for of in asked if of.custom or of.hidden}


def _told(kind, changes):
    said = in_words(kind, changes)
    return {"changes": said, **unspoken(kind.fields, changes, said)}


def _check(kind, values, row, *, key_known=False):
    if not key_known and (row is None or getattr(row, kind.key) != values.get(kind.key)):
        look_at(kind, kind.key, values.get(kind.key))
    check_retired(kind, values, row)
    kind.check(values, row)


def _label(kind, row):
    return f"{getattr(row, kind.key)} {getattr(row, kind.title)}"
