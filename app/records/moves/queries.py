"""What would go over, and what went."""

from dataclasses import dataclass, field

from sqlalchemy import and_, func, or_, select

from app.kernel import context
from app.kernel.db import db, session
from app.records.bin.referring import same as of_ids
from app.records.kit.describing import RECORD_TYPES
from app.records.kit.holding import KEPT
from app.records.kit.queries import key_of, reach
from app.records.moves.model import MERGE, MOVED, STANDING, MovedRow, RecordMove
from app.records.moves.parts import Part, naming, of_type, twice, within_reach

FIRST = 5
SHOWN = 200


@dataclass
class Count:
    """Of a Part: rows that go over (`hidden`: those of them that the reader may not see), those that are there `twice`
    already, and the first lines (see `_first`).
    """

    part: Part
    going: int = 0
    hidden: int = 0
    twice: int = 0
    first: list = field(default_factory=list)

    @property
    def any(self):
        """Whether there is something at all."""
        return bool(self.going or self.twice)


def counted(kind, part, source_id, target_id):
    """The Count of a part: two statements for each table it has rows in."""
    found = Count(part)
    for some in _by_table(part):
        mine = or_(*(and_(naming(one, source_id), of_type(one, kind)) for one in some))
        again = or_(*(and_(naming(one, source_id), twice(one, target_id)) for one in some))
        seen = within_reach(some[0])
        figures = select(
            func.count().filter(~again), func.count().filter(~again, ~seen), func.count().filter(again)
        ).select_from(some[0].model)
        going, hidden, there = session.execute(figures.where(mine)).one()
        found.going, found.hidden, found.twice = (
            found.going + going,
            found.hidden + hidden,
            found.twice + there,
        )
        if going > hidden and len(found.first) < FIRST:
            found.first += _first(some[0], and_(mine, ~again, seen))
    return found


def _by_table(part):
    tables = {}
    for one in part.holdings:
        tables.setdefault(one.model, []).append(one)
    return tables.values()


def _first(one, clause):
    """Lines `(endpoint or None, record id, text)`: links where the rows are records."""
    if one.kind:
        model = one.kind.model
        named = select(model.id, key_of(one.kind), getattr(model, one.kind.title)).where(clause)
        rows = session.execute(named.order_by(key_of(one.kind), model.id).limit(FIRST))
        return [(one.kind.endpoint, row_id, f"{code} {title}") for row_id, code, title in rows]
    if one.words is None:
        return []
    ids = session.scalars(select(one.model.id).where(clause).order_by(one.model.id).limit(FIRST)).all()
    return [(None, None, text) for text in one.words(ids).values()]


def staying(kind, record_id):
    """`[(label, how many)]` of what goes on naming the record it was made with: issued documents."""
    found = []
    for (table_name, name), label in KEPT.items():
        table = db.metadata.tables[table_name]
        if label is None or kind.table not in _targets(table, name):
            continue
        many = session.scalar(
            select(func.count()).select_from(table).where(of_ids(table, [record_id], table.c[name]))
        )
        found += [(label, many)] if many else []
    return found


def _targets(table, name):
    return {
        key.referred_table.name
        for key in table.foreign_key_constraints
        if name in {one.name for one in key.columns}
    }


def moves_of(kind):
    """Select of the moves of a record type, newest first."""
    return (
        select(RecordMove)
        .where(RecordMove.record_type == kind.name)
        .order_by(RecordMove.created_at.desc(), RecordMove.id.desc())
    )


def merger_of(record_id):
    """The merge that made the record part of another one, or None."""
    return session.scalars(_mergers([record_id])).first()


def _mergers(ids):
    return select(RecordMove).where(
        RecordMove.source_id.in_(ids), RecordMove.action == MERGE, RecordMove.state.in_(STANDING)
    )


def successors(kind_name, ids):
    """`{id: id of the record it was merged into}` (see kit.succession)."""
    found = _mergers(ids).where(RecordMove.record_type == kind_name, RecordMove.state != "pending")
    return {one.source_id: one.target_id for one in session.scalars(found)}


def merged_into(record_id):
    """The moves by which other records became part of this one, newest first."""
    one = RecordMove
    found = select(one).where(one.target_id == record_id, one.action == MERGE, one.state == "done")
    return session.scalars(found.order_by(one.created_at.desc(), one.id)).all()


def rows_of(move, *clauses):
    """Rows `(part, holding, row_id, label, reason)` of a move that the reader may see, of the first 200.

    Whoever asked for the move may have seen more than who reads of it.
    """
    one = MovedRow
    found = select(one.part, one.holding, one.row_id, one.label, one.reason)
    found = found.where(one.move_id == move.id, ~one.hidden, *clauses)
    rows = session.execute(found.order_by(one.part, one.label, one.row_id).limit(SHOWN)).all()
    kinds = {holding: kind_of_row(holding) for holding in {row.holding for row in rows}}
    seen = {holding: _seen(kind, holding, rows) for holding, kind in kinds.items() if kind}
    return [row for row in rows if row.holding not in seen or row.row_id in seen[row.holding]]


def _seen(kind, holding, rows):
    """Ids of the rows of a holding that are records within the reader's reach."""
    if not context.actor().may(kind.permissions.view):
        return set()
    ids = [row.row_id for row in rows if row.holding == holding]
    return set(session.scalars(select(kind.model.id).where(kind.model.id.in_(ids), reach(kind))))


def outcomes(move):
    """`{part: {outcome: rows}}`, with `hidden` for those of the moved ones that nobody is shown."""
    rows = func.count(func.distinct(MovedRow.row_id))
    hidden = rows.filter(MovedRow.hidden)
    found = select(MovedRow.part, MovedRow.outcome, rows, hidden).where(MovedRow.move_id == move.id)
    counts = {}
    for part, outcome, many, unseen in session.execute(found.group_by(MovedRow.part, MovedRow.outcome)):
        counts.setdefault(part, {})[outcome] = many
        if outcome == MOVED and unseen:
            counts[part]["hidden"] = unseen
    return counts


def undo_outcomes(move):
    """`{part: {back, left, hidden}}` of a move that was taken back; `hidden`: of those left."""
    rows = func.count(func.distinct(MovedRow.row_id))
    found = select(MovedRow.part, MovedRow.undone, rows, rows.filter(MovedRow.hidden))
    counts = {}
    wanted = MovedRow.move_id == move.id, MovedRow.undone != ""
    for part, undone, many, unseen in session.execute(
        found.where(*wanted).group_by(MovedRow.part, MovedRow.undone)
    ):
        counts.setdefault(part, {})[undone] = many
        if undone == "left" and unseen:
            counts[part]["hidden"] = unseen
    return counts


def kind_of_row(holding):
    """The record type whose rows a holding names, or None: by the table in its key."""
    table = holding.partition(".")[0]
    return next((one for one in RECORD_TYPES.values() if one.table == table), None)
