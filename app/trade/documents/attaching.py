"""Files of a document: brought by whoever may change it, read by whoever may read it, taken along when it is sent."""

from app.kernel.clock import now
from app.kernel.db import session
from app.kernel.errors import Missing, Permanent, Rejected
from app.platform import jobs
from app.platform.audit import record
from app.platform.storage import laid
from app.platform.storage.contents import OFFICE
from app.platform.storage.keeping import content, safe_name
from app.platform.storage.scanning import found_in, standing
from app.trade.documents.issuing import telltales
from app.trade.documents.model import DocumentFile
from app.trade.documents.queries import file_of, files_of
from app.trade.documents.saving import editable, mark_changed
from app.trade.documents.traces import traces_in
from app.trade.rooms.model import Deal
from app.trade.rooms.noting import note

LARGEST = 20 * 1024 * 1024
MOST = 20
TAKEN = frozenset(
    {
        "application/pdf", "image/png", "image/jpeg", "image/gif", "image/webp", "image/heic", "text/csv",
        "text/plain", "application/x-ole-storage", "application/zip", *OFFICE.values(),
    }
)  # fmt: skip
"""Contents that a document carries, found by their first bytes; programs and what nobody knows are refused."""


def attach(entered, document_id, given, *, knowing=False):
    """Put files (`[(stream, name)]`) on a document. The deal is locked. Returns the DocumentFiles.

    `knowing`: a hidden organisation lets a file name it, by its name or inside. Raises Missing, Rejected (`files`):
    nothing is added.
    """
    held = editable(entered, document_id)
    names = [safe_name(name) for _stream, name in given]
    state = standing()
    _check(entered, held, names, state)
    if not knowing and entered.room.seats[entered.seat].hidden:
        _check_telltales(entered, given, names)
    made = [_kept(held, stream, name, state) for stream, name in given]
    session.flush()  # in the order they were given
    for file in made:
        if state == "pending":
            deal_id, file_id = str(file.deal_id), str(file.id)
            jobs.after_commit("trade.documents.scan", subject_id=file.id, deal_id=deal_id, file_id=file_id)
    _changed(entered, held, "deal.file_attached", names)
    return made


def _check(entered, held, names, state):
    if not names:
        raise Rejected("Choose a file.", "files")
    if len(files_of(held)) + len(names) > MOST:
        raise Rejected("A document holds at most %(most)s files.", "files", most=MOST)
    if state == "quarantined":
        raise Rejected(
            "Your company opens files only after a virus check, and no virus scanner is connected.", "files"
        )


def _check_telltales(entered, given, names):
    """Nothing that tells who brings the files: neither their names, nor what programs wrote into them (R28, R31)."""
    if any(telltales(entered, {"files": name}) for name in names):
        raise Rejected(
            "You are hidden in this deal, and the name of a file names your organisation. Rename the file, or tick "
            "below that it shall stand there.",
            "files",
        )
    for stream, name in given:
        found = traces_in(stream, name)
        if found:
            raise Rejected(
                "You are hidden in this deal, and %(name)s says inside who made it or where: %(found)s. Save it "
                "without that, or tick below that it shall stand there.",
                "files",
                name=safe_name(name),
                found=", ".join(found[:3]),
            )


def _kept(held, stream, name, state):
    """A file laid into the room: under the deal's id, so that it is nobody's and tells of nobody."""
    try:
        facts = laid(stream, name, limit=LARGEST, accept=TAKEN, keeper=held.row.deal_id)
    except Rejected as refusal:
        raise Rejected(refusal.message, "files", **refusal.values) from refusal
    file = DocumentFile(
        deal_id=held.row.deal_id, document_id=held.row.id, scan=state, added_at=now(), **facts
    )
    session.add(file)
    return file


def remove(entered, document_id, file_id):
    """Take a file off a document. The deal is locked. Versions that were sent with it keep it. Raises Missing."""
    held = editable(entered, document_id)
    file = file_of(held, file_id)
    if file.removed_at is not None:
        raise Missing
    file.removed_at = now()
    _changed(entered, held, "deal.file_removed", [file.name])


def _changed(entered, held, verb, names):
    mark_changed(held)
    if held.paper.published:
        note(entered, "document.edited", document=held.row, paper=held.paper, fields=["files"])
    record(verb, entered.deal, label=entered.deal.number, document=held.row.number, files=names)


def scan(deal_id, file_id):
    """The virus check of one file. Raises Transient while the scanner is away: nobody opens the file until then."""
    file = session.get(DocumentFile, (deal_id, file_id))
    if file is None:
        raise Permanent("the file is gone")
    if file.scan != "pending":
        return
    with content(deal_id, file.sha256) as stream:
        found = found_in(stream)
    file.scan = "infected" if found else "clean"
    if found:
        deal = session.get(Deal, deal_id)
        record("deal.file_infected", deal, label=deal.number, files=[file.name], signature=found)
