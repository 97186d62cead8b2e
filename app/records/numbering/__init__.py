"""Document numbers (採番): formats per document type and tenant, gapless where an auditor needs it."""

from app.records.numbering.taking import SERIES, series, take, take_many

__all__ = ["SERIES", "series", "take", "take_many"]
