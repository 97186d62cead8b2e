"""The blueprint of moves of a record type: reassignment, merging, and what was moved."""

from functools import wraps

from flask import Blueprint

from app.kernel import context
from app.kernel.i18n import _l
from app.records.kit.blocks import add_block
from app.records.layouts.shaping import shaped
from app.records.moves.queries import merged_into
from app.records.moves.views import merges, moves, reassignments
from app.web import menu
from app.web.guards import requires

MOVES = (
    ("GET", "", moves.index),
    ("GET", "/<uuid:move_id>", moves.show),
    ("POST", "/<uuid:move_id>/undoing", moves.create_undoing),
)
MERGES = (
    ("GET", "/candidates", merges.candidates),
    ("GET", "/merges/new", merges.new_merge),
    ("POST", "/merges", merges.create_merge),
)
REASSIGNMENTS = (
    ("GET", "/reassignments/new", reassignments.new_reassignment),
    ("POST", "/reassignments/previews", reassignments.create_preview),
    ("POST", "/reassignments", reassignments.create_reassignment),
)
WORDS = {
    "merged": _l("took “%(other)s” in as the same record"),
    "merged_away": _l("merged this into “%(other)s”"),
    "gave_over": _l("moved what hangs on this to “%(other)s” (%(rows)s rows)"),
    "took_over": _l("moved what hangs on “%(other)s” to this (%(rows)s rows)"),
    "move_undone": _l("took back what was moved from or to “%(other)s” (%(rows)s rows)"),
}


def move_pages(kind, import_name, name, permission, *, title, section, position, reassigned=False):
    """The blueprint `name` with all screens of moves of `kind`, and its entry in the menu."""
    bp = Blueprint(name, import_name, url_prefix=f"{kind.path}/moves")
    kind.sentences.update({f"{kind.name}.{verb}": words for verb, words in WORDS.items()})
    if reassigned:
        reassignments.KINDS.add(kind.name)
    for method, rule, view in (*MOVES, *MERGES, *(REASSIGNMENTS if reassigned else ())):
        guarded = requires(permission)(_arranged(view, kind))
        bp.add_url_rule(rule, view.__name__, guarded, methods=[method])
    endpoint = f"{kind.endpoint.partition('.')[0]}.{name}"
    menu.entry(section, title, f"{endpoint}.index", "copy", permission, position=position)
    add_block(kind.name, lambda row: _merged(kind, row, endpoint, permission))
    return bp


def _merged(kind, row, endpoint, permission):
    """The block of the records that became part of this one."""
    moves = merged_into(row.id)
    facts = {"kind": kind, "moves": moves, "endpoint": endpoint, "may": context.actor().may(permission)}
    return ("records/moves/_merged.html", facts) if moves else None


def _arranged(view, kind):
    """`view` of the record type as the present tenant arranged it."""

    @wraps(view)
    def arranged(**values):
        return view(shaped(kind), **values)

    return arranged
