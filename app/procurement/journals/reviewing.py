"""Reviewing a voucher (確認): only what was reviewed leaves for the accountant."""

from app.kernel import clock
from app.kernel.moving import move
from app.platform.audit import record

OPEN = ("generated", "reviewed")


class Reviewed:
    """generated ⇄ reviewed, until it is exported."""

    @property
    def label(self):
        """The voucher number as people say it."""
        return f"{self.fiscal_year}-{self.voucher_no}"

    @property
    def is_open(self):
        """It has not left yet."""
        return self.status in OPEN

    def review(self, *, by):
        """Somebody looked at it and found it right. Raises Rejected when it is not waiting for that."""
        move(self, "reviewed", allowed=("generated",), reviewed_at=clock.now(), reviewed_by_id=by.id)
        record("voucher.reviewed", self, by=by)

    def withdraw_review(self, *, by):
        """It waits for the review again. Raises Rejected once it was exported."""
        move(self, "generated", allowed=("reviewed",), reviewed_at=None, reviewed_by_id=None)
        record("voucher.review_withdrawn", self, by=by)
