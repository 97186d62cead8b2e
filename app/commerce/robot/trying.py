"""The dry run: what a rule would do with the slips of the last days. Nothing is touched."""

import datetime as dt
from collections import Counter

from sqlalchemy import select

from app.commerce.robot.gathering import facts_of
from app.commerce.robot.matching import judge
from app.commerce.slips.model import Slip
from app.commerce.slips.statuses import MOVES
from app.kernel import clock
from app.kernel.db import session
from app.platform.audit import record

MOST, EXAMPLES = 20_000, 10


def trial_of(rule, days):
    """`{days, looked, fits, left_out: {condition or 'held' or 'red': slips}, impossible, examples}`.

    Judged as the slips are now; what brings them before the rule is not asked. `left_out` names the first condition
    that did not hold. `impossible`: slips that fit, but cannot move where the rule sends them from where they are.
    `examples`: `[{slip, label, matched}]`.
    """
    since = clock.now() - dt.timedelta(days=days)
    ids = session.scalars(
        select(Slip.id)
        .where(Slip.created_at >= since, Slip.carried_by_id.is_(None))
        .order_by(Slip.created_at.desc(), Slip.id)
        .limit(MOST)
    ).all()
    facts = facts_of(ids, set(rule.conditions))
    verdicts = [(one, judge(rule.conditions, rule.actions, one)) for one in facts]
    hits = [(one, verdict) for one, verdict in verdicts if verdict.fits]
    goal = "held" if "hold" in rule.actions else rule.actions.get("move")
    return {
        "days": days,
        "looked": len(facts),
        "fits": len(hits),
        "left_out": dict(Counter(verdict.failed for _one, verdict in verdicts if not verdict.fits)),
        "impossible": sum(goal not in (one.status, *MOVES[one.status]) for one, _v in hits) if goal else 0,
        "examples": [
            {"slip": str(one.id), "label": one.label, "matched": verdict.matched}
            for one, verdict in hits[:EXAMPLES]
        ],
    }


def try_out(rule, days, *, by=None):
    """Keep the dry run of the rule's present version; only then it may be switched on."""
    rule.trial = trial_of(rule, days) | {"at": clock.now().isoformat()}
    rule.tried_version = rule.version
    record("robot.rule_tried", rule, by=by, label=rule.name, days=days, fits=rule.trial["fits"])
    return rule.trial
