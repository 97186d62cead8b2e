"""Moving the rows of one part: noted first, written by few statements, followed by their trail."""

from sqlalchemy import and_, case, cast, delete, func, insert, literal, literal_column, select, update
from sqlalchemy.dialects.postgresql import JSONB, UUID

from app.kernel import context
from app.kernel.db import session
from app.kernel.events import publish
from app.platform.audit import record_many
from app.records.kit.before import before_change
from app.records.kit.queries import key_of
from app.records.moves.model import DROPPED, MERGE, MOVED, STAYED, MovedRow
from app.records.moves.parts import (
    columns_set,
    mark_of,
    naming,
    of_type,
    set_to,
    twice,
    within_reach,
)

KEPT = MovedRow.__table__
CHUNK = 1_000


def carry_over(kind, move, one):
    """Move the rows of a Holding from the source of `move` to its target, and note each."""
    model = one.model
    mine = and_(naming(one, move.source_id), of_type(one, kind))
    already = twice(one, move.target_id)
    dropping = move.action == MERGE and one.kind is None  # a record is never dropped for another
    _note(move, one, and_(mine, already), DROPPED if dropping else STAYED)
    if dropping:
        gone = delete(model).where(model.id.in_(noted(move, one, DROPPED)))
        session.execute(gone.execution_options(synchronize_session=False))
    _note(move, one, and_(mine, ~already), MOVED)
    if one.kind:
        _announce(move, one)
    going = noted(move, one, MOVED)
    moved = update(model).where(model.id.in_(going)).values(set_to(one, move.target_id))
    session.execute(moved.execution_options(synchronize_session=False))
    if one.after:
        one.after(going, move.target_id)


def noted(move, one, outcome, *further):
    """Select of the ids of the rows of a Holding with that outcome."""
    return select(MovedRow.row_id).where(
        MovedRow.move_id == move.id, MovedRow.holding == one.key, MovedRow.outcome == outcome, *further
    )


def _note(move, one, clause, outcome):
    table = one.model.__table__
    if outcome == MOVED:
        pairs = [part for name in columns_set(one) for part in (literal(name), func.to_jsonb(table.c[name]))]
        before = func.jsonb_build_object(*pairs)
    else:
        before = (
            func.to_jsonb(table.table_valued()) if outcome == DROPPED else cast(literal_column("'{}'"), JSONB)
        )
    values = {
        "tenant_id": table.c.tenant_id,
        "id": func.gen_random_uuid(),
        "move_id": cast(move.id, UUID(as_uuid=True)),
        "part": literal(one.part),
        "holding": literal(one.key),
        "row_id": table.c.id,
        "label": _label(one),
        "hidden": case((within_reach(one), False), else_=True),
        "outcome": literal(outcome),
        "before": before,
        "mark": literal(""),
        "undone": literal(""),
        "reason": literal(""),
    }
    found = select(*values.values()).where(table.c.tenant_id == context.tenant_id(), clause)
    session.execute(insert(KEPT).from_select(list(values), found))


def _label(one):
    if one.kind is None:
        return literal("")
    title = getattr(one.kind.model, one.kind.title)
    return func.left(key_of(one.kind) + " " + title, 200)


def _announce(move, one):
    """Hooks of the record type hear of the change before it is written."""
    name = one.field.name if one.field else one.column
    ids = list(session.scalars(noted(move, one, MOVED).order_by(MovedRow.row_id)))
    for start in range(0, len(ids), CHUNK):
        change = {name: [move.source_id, move.target_id]}
        before_change(one.kind, {row_id: dict(change) for row_id in ids[start : start + CHUNK]})


def settle(move, holdings):
    """Note how the moved rows are now: whoever takes the move back leaves what was touched since."""
    for one in holdings:
        table = one.model.__table__
        session.execute(
            update(KEPT)
            .where(
                KEPT.c.tenant_id == context.tenant_id(),
                KEPT.c.move_id == move.id,
                KEPT.c.holding == one.key,
                KEPT.c.outcome == MOVED,
                table.c.tenant_id == KEPT.c.tenant_id,
                table.c.id == KEPT.c.row_id,
            )
            .values(mark=mark_of(one))
        )


def tell(move, one, pair, *further):
    """A line of the trail for each record that went over, and word to whoever listens. `pair`: `(id, label)` twice."""
    if one.kind is None:
        return
    rows = session.execute(
        noted(move, one, MOVED, *further).add_columns(MovedRow.label).order_by(MovedRow.label)
    ).all()
    (from_id, before), (to_id, after) = pair
    name = one.field.name if one.field else one.column
    details = {"moved_over": str(move.id)}
    if name in one.kind.fields:
        details |= {"changes": {name: [before, after]}, "raw": {name: [str(from_id), str(to_id)]}}
    for start in range(0, len(rows), CHUNK):
        some = rows[start : start + CHUNK]
        record_many(
            f"{one.kind.name}.changed",
            one.kind.table,
            ((row_id, label, details) for row_id, label in some),
        )
        changed = {row_id: [name] for row_id, _label in some}
        publish("records.happened", kind=one.kind, verb="changed", changed=changed)
    if rows:
        ids = noted(move, one, MOVED, *further)
        publish("records.run_finished", kind=one.kind, verb="changed", ids=ids)
