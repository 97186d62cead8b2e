"""Every night brings the scopes up to date: that is when changes with a date take effect."""

from app.kernel import context
from app.kernel.events import subscribe
from app.platform import jobs


@subscribe("night.passed")
def _ask():
    jobs.once("access.scopes.refresh", subject_id=context.tenant_id())
