"""What other packages ask of approvals."""

from app.approvals.cases.drawing import drawing_of
from app.approvals.cases.queries import case_of
from app.approvals.routes.queries import route_for

__all__ = ["case_of", "drawing_of", "needed", "route_for"]


def needed(facts):
    """Whether a document with these facts needs approval: False only when the tenant has no route for its type.

    Raises Rejected when there are routes for the type but none fits.
    """
    return route_for(facts) is not None
