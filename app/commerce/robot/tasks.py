"""Background work of the robot."""

from app.commerce.robot import starting, working
from app.kernel.ids import id_of
from app.platform.jobs import job


@job("commerce.robot.work", queue="default")
def work(run_id):
    """Work through a run."""
    working.work(id_of(run_id))


@job("commerce.robot.ring", queue="default")
def ring(rule_id, version):
    """The clock of a rule."""
    starting.ring(id_of(rule_id), version)
