"""Which routes there are, and which one a document takes."""

from sqlalchemy import select, text

from app.approvals.routes.conditions import depth, holds
from app.approvals.routes.model import ApprovalRoute, ApprovalRouteStep
from app.kernel import context
from app.kernel.clock import today
from app.kernel.db import session
from app.kernel.errors import Rejected

_LINEAGE = text("""
    SELECT above.id FROM organisations own
      JOIN organisations above ON above.tenant_id = own.tenant_id AND above.company_id = own.company_id
           AND own.path ^@ above.path
     WHERE own.tenant_id = :tenant_id AND own.id = :id
     ORDER BY length(above.path) DESC
""")


def lineage_of(organisation_id):
    """Ids of the department and all above it, nearest first; empty for None."""
    if organisation_id is None:
        return []
    return list(session.scalars(_LINEAGE, {"tenant_id": context.tenant_id(), "id": organisation_id}))


def newest_revisions(document=None):
    """The newest revision of every route that was not retired, by document, then in the order they are asked."""
    found = select(ApprovalRoute).where(ApprovalRoute.retired_at.is_(None))
    if document:
        found = found.where(ApprovalRoute.document == document)
    rows = session.scalars(found.order_by(ApprovalRoute.revision, ApprovalRoute.id))
    newest = {route.family_id: route for route in rows}
    return sorted(newest.values(), key=lambda one: (one.document, -one.priority, one.name, one.id))


def routes_in_force(document, on):
    """The revision of each route of `document` that holds on the date `on`, highest priority first."""
    begun = session.scalars(
        select(ApprovalRoute)
        .where(
            ApprovalRoute.document == document,
            ApprovalRoute.retired_at.is_(None),
            ApprovalRoute.valid_from <= on,
        )
        .order_by(ApprovalRoute.revision, ApprovalRoute.id)
    )
    newest = {route.family_id: route for route in begun}
    current = [one for one in newest.values() if one.valid_until is None or one.valid_until >= on]
    return sorted(current, key=lambda one: (-one.priority, one.name, one.id))


def route_for(facts, on=None):
    """The route a document with these `facts` (Facts) takes on the date `on` (default today in Japan).

    A document without a department counts as one of the present actor's. None when the tenant has no route in
    force for that type of document: then no approval is needed. The highest priority wins, then the most specific
    department. Raises Rejected when there are routes but none fits (procurement §5.2: never silently approved).
    """
    candidates = routes_in_force(facts.document, on or today())
    if not candidates:
        return None
    lineage = lineage_of(facts.organisation_id or context.actor().organisation_id)
    fitting = [one for one in candidates if holds(one.condition, facts, lineage)]
    if not fitting:
        raise Rejected(
            "No approval route fits this department, amount and category. Please ask an administrator to add one."
        )
    return min(fitting, key=lambda one: (-one.priority, -depth(one.condition, lineage), one.name, one.id))


def steps_of(route_ids):
    """`{route id: [ApprovalRouteStep, …]}` in order of the steps."""
    found = {one: [] for one in route_ids}
    for step in session.scalars(
        select(ApprovalRouteStep)
        .where(ApprovalRouteStep.route_id.in_(list(found)))
        .order_by(ApprovalRouteStep.route_id, ApprovalRouteStep.step_no)
    ):
        found[step.route_id].append(step)
    return found


def revisions_of(family_id):
    """All revisions of a route, newest first."""
    return list(
        session.scalars(
            select(ApprovalRoute)
            .where(ApprovalRoute.family_id == family_id)
            .order_by(ApprovalRoute.revision.desc(), ApprovalRoute.id)
        )
    )


def reachable_routes():
    """All revisions, for finding one by id."""
    return select(ApprovalRoute)
