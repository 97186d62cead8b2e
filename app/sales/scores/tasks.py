"""Background work of scores."""

from app.platform.jobs import job
from app.sales.scores.operations import score


@job("sales.scores.score_persons", queue="bulk")
def score_persons():
    """Score all persons anew."""
    return {"scored": score()}
