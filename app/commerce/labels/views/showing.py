"""Values of a batch's page."""

from sqlalchemy import select

from app.commerce.labels.forms import ALL_NAMES, label_form
from app.commerce.labels.model import BatchedLabel
from app.commerce.labels.queries import labels_of_batch
from app.commerce.labels.showing import cards_of, choices_of
from app.commerce.labels.systems.registry import SYSTEMS
from app.commerce.labels.wording import STATES
from app.commerce.labels.working import job_of
from app.commerce.persons.noticing import note_read
from app.commerce.sealed_files.keeping import files_of
from app.kernel.db import session
from app.web.finding import find
from app.web.paging import paged


def batch_values(batch, shown, token):
    """What `commerce/labels/show.html` needs; `shown`: stops, notes or all (what stops comes first)."""
    job = job_of(batch)
    if shown not in ("stops", "notes", "all"):
        shown = "stops" if batch.stop_count and batch.status == "draft" else "all"
    rows = paged(labels_of_batch(batch, shown), BatchedLabel.position, BatchedLabel.id, token=token)
    choices = choices_of(batch.account)
    cards = cards_of(batch, list(rows)) if len(rows) else []
    if cards:
        note_read(batch.id, batch.number)  # for all of them: its labels say whose
    return {
        "batch": batch,
        "account": batch.account,
        "system": SYSTEMS[batch.account.system],
        "state": STATES[batch.status],
        "shown": shown,
        "rows": rows,
        "cards": [(card, label_form(card, choices)) for card in cards],
        "services": ALL_NAMES["service"],
        "job": job,
        "unlooked": batch.status == "draft" and job is not None and _is_lost(job),
        "files": session.scalars(files_of(batch.id)).all() if batch.status == "made" else [],
    }


def _is_lost(job):
    """Whether the look at a draft did not come to its end."""
    return job.arguments["act"] == "look" and job.state in ("failed", "cancelled")


def label_in(batch, label_id):
    """The row of a label of this batch. Raises Missing."""
    return find(select(BatchedLabel).where(BatchedLabel.batch_id == batch.id), label_id)
