"""Background work of imports, as the person who asked for it, in their language and within their reach."""

from contextlib import contextmanager

from flask_babel import force_locale

from app.kernel.context import acting_as
from app.platform.jobs import job
from app.records.imports.looking import look_through
from app.records.imports.operations import take_in
from app.records.imports.undoing import forget_old, take_back
from app.records.kit.acting import unpacked


@contextmanager
def _as(who):
    actor = unpacked(who)
    with acting_as(actor), force_locale(actor.locale):
        yield


@job("records.imports.take_in", queue="bulk", retries=(5, 30, 300))
def take_in_file(import_id, who):
    """Take one file in."""
    with _as(who):
        take_in(import_id)


@job("records.imports.look", queue="bulk")
def look_through_file(import_id, who):
    """Look at all rows of a draft."""
    with _as(who):
        look_through(import_id)


@job("records.imports.take_back", queue="bulk", retries=(5, 30, 300))
def take_file_back(import_id, who):
    """Take one import back, then drop what older ones kept for it."""
    with _as(who):
        take_back(import_id)
        forget_old()
