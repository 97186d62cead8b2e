"""Taking a move back: rows that nobody touched since; the rest stays where it is and is named."""

from sqlalchemy import and_, column, delete, func, insert, literal, literal_column, select, update
from sqlalchemy.exc import IntegrityError

from app.kernel import context
from app.kernel.db import session
from app.records.moves.model import DROPPED, MOVED, MovedRow
from app.records.moves.parts import columns_set, mark_of, stepped, twice
from app.records.moves.working import KEPT, noted, tell

TOUCHED, GONE, TAKEN = "touched", "gone", "taken"


def bring_back(move, holdings, pair):
    """Give the source back what it had. `pair`: `(id, label)` of target and source."""
    present = {one.key: one for one in holdings}
    for one in holdings:
        _leave_touched(move, one)
    _leave(move, KEPT.c.holding.not_in(list(present)), GONE)
    for one in holdings:
        _leave_taken(move, one)
        _move_back(move, one)
        tell(move, one, pair, MovedRow.undone == "back")
    for one in holdings:
        _enter_again(move, one)


def _of(move, *further):
    return and_(
        KEPT.c.tenant_id == context.tenant_id(), KEPT.c.move_id == move.id, KEPT.c.undone == "", *further
    )


def _leave(move, clause, reason):
    session.execute(update(KEPT).where(_of(move, clause)).values(undone="left", reason=reason))


def _leave_touched(move, one):
    """What is gone, and what differs from how the move left it."""
    table, mine = one.model.__table__, and_(KEPT.c.holding == one.key, KEPT.c.outcome == MOVED)
    there = and_(table.c.tenant_id == KEPT.c.tenant_id, table.c.id == KEPT.c.row_id)
    _leave(move, and_(mine, ~select(literal(1)).select_from(table).where(there).exists()), GONE)
    differs = mark_of(one) != KEPT.c.mark
    session.execute(update(KEPT).where(_of(move, mine), there, differs).values(undone="left", reason=TOUCHED))


def _leave_taken(move, one):
    """What the source has got anew since."""
    if not one.same:
        return
    back = noted(move, one, MOVED, MovedRow.undone == "")
    taken = select(one.model.id).where(one.model.id.in_(back), twice(one, move.source_id))
    ids = list(session.scalars(taken))
    if ids:
        _leave(move, and_(KEPT.c.holding == one.key, KEPT.c.row_id.in_(ids)), TAKEN)


def _move_back(move, one):
    table = one.model.__table__
    now = table.alias("now_row")
    made = func.jsonb_populate_record(now.table_valued(), KEPT.c.before)
    typed = [column(part.name, part.type) for part in table.columns]
    back = made.table_valued(*typed, name="back", joins_implicitly=True)
    names = columns_set(one)
    mine = _of(move, KEPT.c.holding == one.key, KEPT.c.outcome == MOVED)
    former = (
        select(back.c.tenant_id, back.c.id, *(back.c[name] for name in names))
        .select_from(now, KEPT, back)
        .where(mine, now.c.tenant_id == KEPT.c.tenant_id, now.c.id == KEPT.c.row_id)
        .cte("former")
        .prefix_with("MATERIALIZED")
    )
    values = {name: former.c[name] for name in names} | (stepped(one.model) if one.kind else {})
    session.execute(
        update(table).where(table.c.tenant_id == former.c.tenant_id, table.c.id == former.c.id).values(values)
    )
    session.execute(update(KEPT).where(mine).values(undone="back"))
    if one.after:
        one.after(noted(move, one, MOVED, MovedRow.undone == "back"), move.source_id)


def _enter_again(move, one):
    """Rows that were dropped because the target had the same."""
    ids = list(session.scalars(noted(move, one, DROPPED, MovedRow.undone == "").order_by(MovedRow.row_id)))
    for some in _halves(ids, lambda part: _insert(move, one, part)):
        _leave(move, and_(KEPT.c.holding == one.key, KEPT.c.row_id.in_(some)), TAKEN)
    session.execute(
        update(KEPT)
        .where(_of(move, KEPT.c.holding == one.key, KEPT.c.outcome == DROPPED))
        .values(undone="back")
    )


def _halves(ids, work):
    """Lists of single ids that the database refused; what it refuses together is tried by halves."""
    if not ids:
        return []
    try:
        with session.begin_nested():
            work(ids)
        return []
    except IntegrityError:
        if len(ids) == 1:
            return [ids]
    middle = len(ids) // 2
    return _halves(ids[:middle], work) + _halves(ids[middle:], work)


def _insert(move, one, ids):
    table = one.model.__table__
    each = select(KEPT.c.before.label("row")).where(
        _of(move, KEPT.c.holding == one.key, KEPT.c.row_id.in_(ids))
    )
    source = each.subquery("each")
    names = [part.name for part in table.columns]
    made = func.jsonb_populate_record(literal_column(f'NULL::"{table.name}"'), source.c.row)
    back = made.table_valued(*names, name="back", joins_implicitly=True)
    found = select(*(back.c[name] for name in names)).select_from(source, back)
    session.execute(insert(table).from_select(names, found))


def forget(ids):
    """Rows that are gone for good are not named any more."""
    session.execute(delete(MovedRow).where(MovedRow.row_id.in_(ids)))
