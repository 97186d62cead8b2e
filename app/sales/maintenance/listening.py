"""What goes along with a maintenance: plans of activities, and the lines of owners when it is taken back."""

from sqlalchemy import delete, select, update

from app.kernel.db import session
from app.kernel.errors import Rejected
from app.kernel.events import subscribe
from app.kernel.i18n import _l
from app.records.changes import operations as changes
from app.records.changes.model import ChangeSet
from app.records.changes.works import add_work
from app.records.lists.asking import question_from
from app.sales.activities.record import ACTIVITY
from app.sales.maintenance.operations import ACTION
from app.sales.maintenance.selecting import owned_by
from app.sales.maintenance.working import REPLACE, OwnerWork
from app.sales.owners.model import MAIN, RecordOwner

add_work(ACTION, OwnerWork, owned_by, _l("Maintenance of owners"))


@subscribe("records.change_finished")
def take_plans_along(kind, change):
    """Plans of whoever is replaced go to who takes over; taking that back takes them back."""
    if change.action == ACTION and change.content.get("plans") and change.content["verb"] == REPLACE:
        content = {**change.content, "plans": False, "with": str(change.id)}
        asked = question_from(ACTIVITY, {"standing": "plan", "owner_id.in": content["from"]})
        _or_nothing(lambda: changes.ask_for(ACTIVITY, asked, ACTION, content))
    if change.action == "undo":
        along = select(ChangeSet).where(ChangeSet.content["with"].astext == str(change.undoes_id))
        for one in session.scalars(along.where(ChangeSet.action == ACTION)).all():
            _or_nothing(lambda one=one: changes.undo(ACTIVITY, one))


def _or_nothing(work):
    try:
        work()
    except Rejected:
        return


@subscribe("records.brought_back")
def bring_owners_back(kind, undone, ids):
    """The parts that a maintenance began end as if they had never been, those that it ended go on."""
    if undone.action != ACTION:
        return
    one = RecordOwner
    session.execute(
        delete(one).where(
            one.record_id.in_(ids), one.change_id == undone.id, one.role != MAIN, one.until.is_(None)
        )
    )
    again = update(one).where(one.record_id.in_(ids), one.ended_by_id == undone.id)
    session.execute(again.values(until=None, ended_by_id=None))
