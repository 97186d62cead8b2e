"""Background work of moves."""

from flask_babel import force_locale

from app.kernel.context import acting_as
from app.platform.jobs import job
from app.records.kit.acting import unpacked
from app.records.moves import operations


@job("records.moves.carry_out", queue="bulk", retries=(5, 30, 300))
def carry_out_move(move_id, who):
    """Carry one move out as the person who asked for it."""
    _as(who, operations.carry_out, move_id)


@job("records.moves.take_back", queue="bulk", retries=(5, 30, 300))
def take_move_back(move_id, who):
    """Take one move back as the person who asked for it."""
    _as(who, operations.take_back, move_id)


@job("records.moves.expire", queue="bulk")
def expire_move(move_id):
    """Forget what rows were before a move of thirty days ago."""
    operations.expire(operations.move_of(move_id))


def _as(who, work, move_id):
    actor = unpacked(who)
    with acting_as(actor), force_locale(actor.locale):
        work(operations.move_of(move_id))
