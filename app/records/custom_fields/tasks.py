"""Background work of own fields."""

from app.platform.jobs import job
from app.records.custom_fields.operations import purge_field
from app.records.custom_fields.reworking import go_on
from app.records.kit.describing import RECORD_TYPES


@job("records.custom_fields.rework", queue="bulk")
def rework(rework_id):
    """The next rows of a walk over all rows."""
    go_on(rework_id)


@job("records.custom_fields.purge", queue="bulk")
def purge(record_type, field, deleted):
    """Forget a field that was deleted thirty days ago."""
    purge_field(RECORD_TYPES[record_type], field, deleted)
