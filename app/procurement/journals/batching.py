"""A batch on its way: its file is written, or it failed."""

from app.kernel.moving import move
from app.platform.audit import record


class Batched:
    """pending → written → locked; or failed, and its vouchers are free again."""

    def keep_file(self, file, *, rows):
        """The file was written: from now on it is handed out unchanged."""
        move(self, "written", allowed=("pending",), file_id=file.id, row_count=rows)
        record("journal_export.written", self, sha256=file.sha256, rows=rows)

    def lock(self, *, by):
        """The accountant's program has taken the file in. Raises Rejected before it was written."""
        move(self, "locked", allowed=("written",))
        record("journal_export.locked", self, by=by)

    def give_up(self, reason):
        """The file cannot be written; `reason` is a sentence for the reader."""
        move(self, "failed", allowed=("pending",), error=reason)
        record("journal_export.failed", self, reason=reason)
