"""Approvals (承認): routes decide who must agree to a document, cases carry it from one person to the next.

A *route* (承認経路) is a versioned definition: a condition and steps. A *case* (承認案件) is one document on its way:
its steps and people are frozen when it is submitted, every act on it stays for ever. A document takes part by
`@approvable("rfq")` on its model (see `documents`); it moves only as a consequence of its case, in the same
transaction. What other packages need: `Facts`, `approvable`, `needed`, `submit`, `abandon`, and `queries`.
"""

from app.approvals.documents import Facts, approvable
from app.approvals.queries import needed
from app.approvals.submitting import abandon, submit

__all__ = ["Facts", "abandon", "approvable", "needed", "submit"]
