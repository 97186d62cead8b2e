"""What was moved: the list, one move with its rows, and taking it back."""

from flask import request, url_for

from app.kernel.i18n import _, _l, translate
from app.records.moves import operations, queries
from app.records.moves.model import DROPPED, MERGE, MOVED, STAYED, MovedRow, RecordMove
from app.records.moves.parts import parts_of
from app.records.moves.views import reassignments
from app.records.pages.views.progress import Progress, state_of
from app.web.answer import answer, page
from app.web.finding import find
from app.web.paging import paged

REASONS = {
    "touched": _l("Somebody has changed it since; it stays as it is."),
    "gone": _l("It has been deleted since."),
    "taken": _l("The same is there again."),
}


def index(kind):
    """Every move of the record type, newest first."""
    moves, place = queries.moves_of(kind), request.args.get("page")
    rows = paged(moves, RecordMove.created_at, RecordMove.id, descending=True, token=place)
    facts = {"kind": kind, "moves": rows, "merge": MERGE, "reassigned": None}
    if kind.name in reassignments.KINDS:
        facts["reassigned"] = url_for(".new_reassignment")
    return page("records/moves/index.html", "records/moves/_list.html", **facts)


def show(kind, move_id):
    """How far it is; then what went over, what came back, and what did not and why."""
    move = find(queries.moves_of(kind), move_id)
    names = {one.name: one.label for one in parts_of(kind)}
    undone = move.state == "undone"
    wanted = (MovedRow.undone == "left",) if undone else (MovedRow.outcome == MOVED,)
    return page(
        "records/moves/show.html",
        fragment="records/moves/_move.html",
        kind=kind,
        move=move,
        merge=MERGE,
        title=title_of(move),
        progress=progress_of(move),
        names=names,
        rows=[(names.get(one.part, one.part), _url(one), one) for one in queries.rows_of(move, *wanted)],
        reasons=REASONS,
        fields=[kind.fields[name].label for name in move.left_fields if name in kind.fields],
        staying=queries.staying(kind, move.source_id) if move.action == MERGE else [],
        dropped=sum(one.get(DROPPED, 0) + one.get(STAYED, 0) for one in move.counts.values()),
    )


def _url(row):
    kind = queries.kind_of_row(row.holding)
    return url_for(f"{kind.endpoint}.show", record_id=row.row_id) if kind and row.label else None


def title_of(move):
    """What it is, in words."""
    return translate("Merging") if move.action == MERGE else translate("Reassignment")


def progress_of(move):
    """The state of the move for `ui.progress`."""
    if move.state in ("done", "failed", "undone"):
        return Progress("failed" if move.state == "failed" else "done", error=move.error)
    return state_of(move)


def create_undoing(kind, move_id):
    """Take it back as far as nobody touched its rows since."""
    move = find(queries.moves_of(kind), move_id)
    operations.undo(kind, move)
    return answer(None, url_for(".show", move_id=move.id), _("It has been taken back."))
