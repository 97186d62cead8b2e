"""Files that were dropped: kept sealed, recognised by content, paired, given to a shop."""

from itertools import islice

from sqlalchemy import func, select

from app.commerce.intake.model import Intake, IntakeFile
from app.commerce.intake.opening import PROFILE, table_of
from app.commerce.intake.queries import files_of, mappings, shops
from app.commerce.intake.recognising import FORMATS, recognise
from app.commerce.intake.settings import KEEP_DAYS
from app.kernel import context
from app.kernel.db import session
from app.kernel.errors import Rejected
from app.kernel.i18n import _l
from app.platform.audit import record
from app.platform.settings import value_of
from app.platform.storage.keeping import safe_name
from app.platform.storage.sealed import forget, keep_sealed

LARGEST = 200 * 1024 * 1024
"""Bytes of a file; 200,000 lines of Rakuten. It is kept and read in pieces, never as a whole."""
LARGEST_BODY = LARGEST + 1024 * 1024
"""Bytes of all files of one form, with what a form adds."""
FIRST_ROWS = 50
MOST_FILES = 30


def receive(files, into=None):
    """Take files `(stream, name)` in as one Intake, or add them to the draft `into`. Returns the Intake.

    A file that cannot be read is kept by name with the reason, so that the others go on. Raises Rejected without files.
    """
    if not files:
        raise Rejected("Choose a file.", "files")
    if len(files) > MOST_FILES:
        raise Rejected("Choose at most %(n)s files at once.", "files", n=MOST_FILES)
    who = context.actor()
    intake = into or Intake(state="draft", started_by_id=who.id, started_by_name=who.name)
    if into is None:
        session.add(intake)
        session.flush()  # the files refer to it
    only_draft(intake)
    known = mappings()
    start = session.scalar(select(func.count()).where(IntakeFile.intake_id == intake.id)) or 0
    for position, (stream, name) in enumerate(files, start + 1):
        _arrive(intake, stream, name, position, known)
    pair(intake)
    record("intake.received", intake, label=_label([name for _stream, name in files]), files=len(files))
    return intake


def only_draft(intake):
    """Raises Rejected for an intake that has gone in already."""
    if intake.state != "draft":
        raise Rejected("These files have already been taken in. Choose them again.")


def _label(names):
    return ", ".join(map(safe_name, names))[:200]


def _arrive(intake, stream, name, position, known):
    file = IntakeFile(intake_id=intake.id, position=position, name=safe_name(name), format="", state="ready")
    try:
        with session.begin_nested():
            kept = keep_sealed(stream, name, purpose="intake", days=value_of(KEEP_DAYS), limit=LARGEST)
            file.sealed_file_id, file.size, file.sha256 = kept.id, kept.size, kept.sha256
            _recognise(file, known)
    except Rejected as refusal:
        file.state, file.error, file.sealed_file_id = "failed", str(refusal), None
    session.add(file)
    session.flush()


def _recognise(file, known):
    with table_of(file, known) as table:
        rows = [cells for _line, cells in islice(table.rows, FIRST_ROWS)]
        if not any(table.header):
            raise Rejected("The file has no header. Its first row must name the columns.")
        file.encoding, file.line_count = table.encoding, table.line_count
        found = recognise(table.header, rows, known.values())
    file.format = file.guessed = found.format
    file.missing = list(found.missing)
    file.shops = found.shops
    file.channel_id = _shop_of(found.format, found.shops, known)


def kind_of(name, known):
    """The kind of shop whose files are in that format; '' for any."""
    if name.startswith(PROFILE):
        mapping = known.get(name.removeprefix(PROFILE))
        return mapping.kind if mapping else ""
    return FORMATS[name].kind if name in FORMATS else ""


def _shop_of(name, accounts, known):
    """The shop that the orders of a file are of, when there is only one that can be meant."""
    kind = kind_of(name, known)
    if not name or kind == "own":
        return None  # orders of our own format name their shops themselves
    found = [one for one in shops() if not kind or one.kind == kind]
    if accounts:
        most = max(accounts, key=accounts.get)
        found = [one for one in found if one.account == most] or [one for one in found if not one.account]
    return found[0].id if len(found) == 1 else None


def pair(intake):
    """Put item files beside the order files they belong to: of the same shop where they say it, else in order."""
    present = files_of([intake.id]).get(intake.id, [])
    items = [one for one in present if one.format == "yahoo_items" and one.state == "ready"]
    for file in present:
        file.partner_id = None
    for file in (one for one in present if one.format == "yahoo" and one.state == "ready"):
        fitting = [
            one for one in items if not one.shops or not file.shops or one.shops.keys() & file.shops.keys()
        ]
        if fitting:
            file.partner_id = fitting[0].id
            fitting[0].channel_id = file.channel_id
            items.remove(fitting[0])
    session.flush()


def settle(intake, file, form, channel):
    """Correct what a file was recognised as: the name of a format and a Channel (or None). Raises Rejected."""
    only_draft(intake)
    known = mappings()
    if form and form not in FORMATS and form.removeprefix(PROFILE) not in known:
        raise Rejected("Choose which format this file is in.", "format")
    if file.state == "failed":
        raise Rejected("This file cannot be read. Remove it and choose another.")
    file.format = form
    file.channel_id = channel.id if channel else None
    pair(intake)
    record("intake.settled", intake, label=file.name, format=form)


def remove(intake, file):
    """Take a file out of a draft."""
    only_draft(intake)
    if file.sealed_file_id:
        forget(file.sealed_file_id)
    session.delete(file)
    session.flush()
    pair(intake)
    record("intake.file_removed", intake, label=file.name)


def trouble_of(file, by_id):
    """Why a file cannot go in yet, as an English sentence, or None. `by_id`: the files of the intake by id."""
    if file.state == "failed":
        return file.error
    if not file.format:
        return _l("Choose which format this file is in.")
    if file.format == "yahoo_items":
        paired = any(one.partner_id == file.id for one in by_id.values())
        return None if paired else _l("These are the items. Add the order file of the same shop.")
    if file.format == "yahoo" and not file.partner_id:
        return _l("These are the orders. Add the item file of the same shop.")
    if file.channel_id is None and file.format != "own":
        return _l("Choose the shop.")
    return None
