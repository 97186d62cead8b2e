"""The audit trail: who did what to which record, as whom, when, from where, and what changed."""

from app.platform.audit.recording import changes_of, record, record_many

__all__ = ["changes_of", "record", "record_many"]
