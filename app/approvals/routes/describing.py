"""Routes as rows for pages: their condition in words, their steps as a picture."""

from app.approvals.documents import label_of
from app.approvals.routes.conditions import taken_apart
from app.approvals.routes.queries import newest_revisions, steps_of
from app.kernel import clock
from app.kernel.i18n import translate


def all_routes(offers):
    """The newest revision of every route, described, in the order they are asked. Few: a company has dozens."""
    return described(newest_revisions(), offers)


def described(routes, offers):
    """`[{route, document, conditions, steps, state}]`; `offers` (Offers) knows the names."""
    steps = steps_of([route.id for route in routes])
    return [
        {
            "route": route,
            "document": translate(label_of(route.document)),
            "conditions": offers.condition(taken_apart(route.condition)),
            "steps": [
                picture(step, [offers.named(rule) for rule in step.assignees]) for step in steps[route.id]
            ],
            "state": state_of(route),
        }
        for route in routes
    ]


def picture(step, names):
    """A step for the partial `_picture.html`: number, name, who, rule, days."""
    return {
        "number": step.step_no,
        "name": step.name,
        "people": names,
        "mode": step.mode if len(names) > 1 else "",
        "due_days": step.due_days,
        "note": translate(step.note) if getattr(step, "note", "") else "",
    }


def state_of(route, today=None):
    """`retired`, `later` (not begun), `over` or `current`, on the date `today` in Japan."""
    day = today or clock.today()
    if route.retired_at:
        return "retired"
    if route.valid_from > day:
        return "later"
    return "over" if route.valid_until and route.valid_until < day else "current"
