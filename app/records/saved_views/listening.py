"""What the audit trail says of views."""

from app.platform.audit.sentences import say_verbs

say_verbs(
    view_saved="Saved a view of a list",
    view_changed="Changed a view of a list",
    view_removed="Removed a view of a list",
    view_restored="Brought back a view of a list",
)
