"""Judging an opportunity, and what somebody commits to for a month."""

from sqlalchemy import update

from app.kernel import clock, context
from app.kernel.db import session
from app.kernel.errors import Rejected
from app.platform.audit import record
from app.sales.judgements.model import ForecastJudgement
from app.sales.phases.model import OPEN


def judge(opportunity, amount, forecast, comment):
    """What the actor makes of it: yen and category, each empty where the salesperson is right. Raises Rejected.

    Both empty takes the judgement back.
    """
    session.refresh(opportunity, with_for_update=True)
    if opportunity.standing != OPEN:
        raise Rejected("This opportunity is won or lost. There is nothing to judge any more.")
    same = amount in (None, opportunity.amount) and forecast in ("", opportunity.forecast)
    facts = {"opportunity_id": opportunity.id, "said_forecast": opportunity.forecast}
    made = _keep(facts, opportunity.amount, None if same else amount, "" if same else forecast, comment)
    record("opportunity.judged", opportunity, label=f"{opportunity.code} {opportunity.name}", **_told(made))
    return made


def judge_month(owner, month, said, amount, comment):
    """What the actor makes of all that a person commits to in a month (its first day). Raises Rejected."""
    session.refresh(owner, with_for_update=True)
    made = _keep({"owner_id": owner.id, "month": month}, said, amount, "", comment)
    record("user.month_judged", owner, label=owner.name, month=f"{month:%Y/%m}", **_told(made))
    return made


def _keep(facts, said, amount, forecast, comment):
    if amount is not None and amount < 0:
        raise Rejected("Enter an amount of 0 or more.", "amount")
    if not comment.strip():
        raise Rejected("Say why in a few words: the salesperson reads it.", "comment")
    who, model = context.actor(), ForecastJudgement
    of_it = [
        getattr(model, name) == facts[name]
        for name in ("opportunity_id", "owner_id", "month")
        if name in facts
    ]
    session.execute(update(model).where(*of_it, model.replaced_at.is_(None)).values(replaced_at=clock.now()))
    made = model(
        **facts, amount=amount, forecast=forecast, comment=comment.strip(), said_amount=said,
        by_id=who.id, by_name=who.name,
    )  # fmt: skip
    session.add(made)
    session.flush()
    return made


def _told(made):
    return {
        "amount": "" if made.amount is None else f"{made.amount:,}",
        "forecast": made.forecast,
        "why": made.comment,
    }
