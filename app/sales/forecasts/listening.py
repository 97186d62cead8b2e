"""Every night asks for the snapshot of the week; the first one takes it."""

from app.kernel import context
from app.kernel.events import subscribe
from app.platform import jobs


@subscribe("night.passed")
def _ask():
    jobs.once("sales.forecasts.take_snapshot", subject_id=context.tenant_id())
