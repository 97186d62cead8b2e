"""Designing routes: a new one, its next revision, its retirement. What was used stays readable for ever."""

import datetime as dt
from dataclasses import dataclass, field

from sqlalchemy import select

from app.approvals.routes.conditions import ALWAYS
from app.approvals.routes.model import ApprovalRoute, ApprovalRouteStep
from app.kernel import clock
from app.kernel.db import session
from app.kernel.errors import Conflict, Rejected
from app.kernel.ids import new_id
from app.platform.audit import record


@dataclass
class StepDraft:
    """A step as designed; `assignees` are rules (see `assignees`), `due_days` calendar days from its opening."""

    name: str
    assignees: list
    mode: str = "ALL"
    when_nobody: str = "error"
    due_days: int | None = None


@dataclass
class RouteDraft:
    """A route as designed; dates are days in Japan, `valid_until` inclusive."""

    document: str
    name: str
    steps: list[StepDraft]
    condition: dict = field(default_factory=lambda: ALWAYS)
    priority: int = 100
    valid_from: dt.date | None = None
    valid_until: dt.date | None = None


def design_route(draft, *, by):
    """Make a route from `draft` (RouteDraft). Raises Rejected for a route without steps or people."""
    route = _made(draft, by, family_id=new_id(), revision=1)
    record("approval.route_designed", route, by=by, label=route.name)
    return route


def revise_route(route, draft, *, by):
    """Make the next revision; cases under way keep theirs. Raises Conflict when `route` is not the newest."""
    _lock_newest(route)
    revised = _made(draft, by, family_id=route.family_id, revision=route.revision + 1)
    record("approval.route_revised", revised, by=by, label=revised.name, revision=revised.revision)
    return revised


def retire_route(route, *, by):
    """Choose this route for no further document; cases under way go on. Raises Conflict as `revise_route`."""
    for one in _lock_newest(route):
        one.retired_at, one.retired_by_id = clock.now(), by.id
    record("approval.route_retired", route, by=by, label=route.name)


def _lock_newest(route):
    family = list(
        session.scalars(
            select(ApprovalRoute)
            .where(ApprovalRoute.family_id == route.family_id)
            .order_by(ApprovalRoute.id)
            .with_for_update(key_share=True),
            execution_options={"populate_existing": True},
        )
    )
    if any(one.revision > route.revision or one.retired_at for one in family):
        raise Conflict("Somebody else has just changed this route. Please reload the page and look again.")
    return family


def _made(draft, by, *, family_id, revision):
    _check(draft)
    route = ApprovalRoute(
        family_id=family_id,
        revision=revision,
        document=draft.document,
        name=draft.name,
        priority=draft.priority,
        condition=draft.condition,
        valid_from=draft.valid_from or clock.today(),
        valid_until=draft.valid_until,
        made_by_id=by.id,
        made_at=clock.now(),
    )
    session.add(route)
    session.flush()  # its steps point at it
    for number, step in enumerate(draft.steps, 1):
        session.add(
            ApprovalRouteStep(
                route_id=route.id,
                step_no=number,
                name=step.name,
                mode=step.mode,
                assignees=step.assignees,
                when_nobody=step.when_nobody,
                due_days=step.due_days,
            )
        )
    session.flush()  # a double revision shows itself here, not at the commit
    return route


def _check(draft):
    if not draft.steps:
        raise Rejected("A route needs at least one step.", field="steps")
    for step in draft.steps:
        if not step.assignees:
            raise Rejected(
                "Please choose who approves in the step “%(step)s”.", field="steps", step=step.name
            )
    if draft.valid_until and draft.valid_until < (draft.valid_from or clock.today()):
        raise Rejected("The last day lies before the first.", field="valid_until")
