"""Which record took the place of one that was merged into it; `records.moves` knows."""

from app.kernel.errors import Rejected

MERGED = "This record was merged into another one. Undo the merge to get it back."
_known = {}


def use_successors(successors_of):
    """Start-up: how to learn them, `(record type's name, [id]) -> {id: id of the successor}`."""
    _known["of"] = successors_of


def successors_of(kind, ids):
    """`{id: id of the record it was merged into}` of those among `ids` that were merged."""
    return _known["of"](kind.name, list(ids)) if ids else {}


def check_not_merged(kind, ids):
    """Raises Rejected when one of the records was merged into another: only undoing that brings it back."""
    if successors_of(kind, ids):
        raise Rejected(MERGED)
