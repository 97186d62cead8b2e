"""Background work of forecasts."""

from app.platform.jobs import job
from app.sales.forecasts.operations import take


@job("sales.forecasts.take_snapshot", queue="bulk")
def take_snapshot():
    """Keep how open opportunities stand this week."""
    return {"kept": take()}
