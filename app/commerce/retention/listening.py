"""Every night what is due is erased."""

from app.commerce.retention.queries import due
from app.kernel import context
from app.kernel.events import subscribe
from app.platform import jobs


@subscribe("night.passed")
def _erase():
    if any(one.ids is not None for one in due()):
        jobs.once("commerce.retention.erase", subject_id=context.tenant_id())
