"""The virus check: before a file may be opened where a scanner is there, else as the tenant decided."""

from types import SimpleNamespace

from sqlalchemy import update

from app.kernel import context
from app.kernel.db import session
from app.kernel.errors import Permanent, Rejected
from app.kernel.events import publish
from app.platform import jobs
from app.platform.audit import record
from app.platform.settings import setting, value_of
from app.platform.storage import clamd
from app.platform.storage.keeping import opened
from app.platform.storage.model import StoredFile

UNSCANNED = setting(
    "storage.unscanned",
    "Files while no virus scanner is connected",
    "open",
    choices=(
        ("open", "Can be opened, marked as not checked"),
        ("quarantine", "Wait until somebody releases them"),
    ),
)
_chosen = SimpleNamespace(url=None)


def use(url):
    """Start-up: choose the scanner by `CLAMD_URL`; None where there is none."""
    _chosen.url = url


def watch(file):
    """Say of a file that somebody brought in whether it may be opened already; a scanner looks at it after commit."""
    file.scan = standing()
    if file.scan == "pending":
        jobs.after_commit("platform.storage.scan", subject_id=file.id, file_id=file.id)
    return file


def standing():
    """How a file stands that somebody has just brought in: pending, quarantined or unchecked."""
    if _chosen.url:
        return "pending"
    return "quarantined" if value_of(UNSCANNED) == "quarantine" else "unchecked"


def found_in(content):
    """The signature of what the scanner finds in an open stream, or None. Raises Transient while it is away."""
    return clamd.signature_in(_chosen.url, content) if _chosen.url else None


def scan(file_id):
    """Look at a pending file. An infected one stays closed for good; who brought it is told by whom the event reaches.

    Raises Transient while the scanner is away: the file stays pending, and closed.
    """
    file, content = opened(file_id)
    if file is None:
        raise Permanent("the file is gone")
    with content:
        if file.scan != "pending":
            return
        found = found_in(content)
    changes = {"scan": "infected" if found else "clean", "scan_note": found or ""}
    waiting = StoredFile.id == file.id, StoredFile.scan == "pending"
    if session.execute(update(StoredFile).where(*waiting).values(changes)).rowcount == 1 and found:
        session.refresh(file)
        record("file.infected", file, label=file.name, signature=found)
        publish("file.infected", file=file)


def release(file):
    """Let a quarantined file be opened; the trail says who decided. Raises Rejected for any other."""
    if file.scan != "quarantined":
        raise Rejected("Only a file in quarantine can be released.")
    file.scan, file.scan_note = "released", context.actor().name
    record("file.released", file, label=file.name)
