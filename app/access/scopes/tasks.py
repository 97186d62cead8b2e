"""Background work of scopes."""

from app.access.scopes.operations import refresh
from app.platform.jobs import job


@job("access.scopes.refresh", queue="default")
def refresh_scopes(who=""):
    """Put the scopes of today in force; `who` asked for it (nobody: the night)."""
    made = refresh(who)
    return {"added": made.added, "removed": made.removed}
