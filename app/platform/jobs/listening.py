"""Every night the rows of old jobs go."""

from app.kernel import context
from app.kernel.events import subscribe
from app.platform import jobs


@subscribe("night.passed")
def _purge():
    jobs.once("platform.jobs.purge", subject_id=context.tenant_id())
