"""What stocktakes learn from their jobs, and who may open their files."""

from sqlalchemy import update

from app.commerce.stocktakes.model import Stocktake
from app.kernel import context
from app.kernel.db import session
from app.kernel.events import subscribe
from app.platform.storage.reaching import readable


@subscribe("job.failed")
def note_failure(job):
    """The stocktake is open again and says why; nothing of it was booked."""
    working = Stocktake.state.in_(("reading", "booking"))
    session.execute(
        update(Stocktake)
        .where(Stocktake.job_id == job.id, working)
        .values(state="open", error=job.error or "")
    )


@readable("stocktakes")
def may_open(file):
    """Files of counted figures are for those who count."""
    return context.actor().may("commerce.stock.count")
