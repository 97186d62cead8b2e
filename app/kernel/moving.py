"""Moving a document along its line: one conditional UPDATE, so that of two people at once only one wins."""

from sqlalchemy import update

from app.kernel.db import session
from app.kernel.errors import Conflict, Rejected


def move(row, to, *, allowed, **changes):
    """Set `row.status` to `to`, if it is among `allowed` (statuses) and still at the version that was read.

    `changes` are further columns set in the same statement; `version` is counted up. Raises Rejected when the
    status does not allow it, Conflict when somebody else moved the row in the meantime; nothing is written then.
    """
    if row.status not in allowed:
        raise Rejected("This is not possible any more: the document has moved on. Please reload the page.")
    model = type(row)
    session.flush()  # pending changes of the row belong to the version we are about to leave
    moved = session.execute(
        update(model)
        .where(model.id == row.id, model.status == row.status, model.version == row.version)
        .values(status=to, version=row.version + 1, **changes)
        .execution_options(synchronize_session=False)
    )
    if moved.rowcount != 1:
        raise Conflict("Somebody else has just changed this document. Please reload the page and look again.")
    session.refresh(row)
