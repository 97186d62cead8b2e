"""What a maintenance does to each record: checked one by one, written by a few statements (see records.changes)."""

import datetime as dt

from sqlalchemy import func, select, update

from app.kernel import clock, context
from app.kernel.copying import copy_in
from app.kernel.db import session
from app.kernel.errors import Rejected
from app.kernel.events import publish
from app.masters.responsible import colleagues
from app.platform.audit import record_many
from app.records.changes.operations import change_of
from app.records.changes.queries import columns_locked, ids_done
from app.records.changes.setting import write
from app.records.disclosures.operations import include_people_named
from app.records.imports.planning import Planned
from app.sales.activities.record import ACTIVITY
from app.sales.maintenance.selecting import id_in
from app.sales.owners.choices import LABELS
from app.sales.owners.model import MAIN, RecordOwner

ADD, END, REPLACE = "add", "end", "replace"


class OwnerWork:
    """A change with `content` `{verb, from, to, role, on}`; of activities `with`: the change they go along with."""

    def __init__(self, kind, change):
        """Read what is asked."""
        self.kind, self.change, content = kind, change, change.content
        self.verb, self.role = content["verb"], content.get("role") or "deputy"
        self.out, self.new = id_in(content, "from"), id_in(content, "to")
        self.on = dt.date.fromisoformat(content["on"])
        self.along = set(ids_done(change_of(content["with"]))) if content.get("with") else None

    def carry_out(self, ids):
        """Do it to the rows `ids` within reach. Returns `{id: reason}` of those that are left as they are."""
        rows, reasons = columns_locked(self.kind, ids), {}
        lines = self._lines(ids) if self.kind is not ACTIVITY else {}
        mains, ended, begun = [], [], []
        for row in rows:
            mine = lines.get(row.id, [])
            try:
                self._plan(row, mine, mains, ended, begun)
            except Rejected as refused:
                reasons[row.id] = str(refused)
        self._take_over(mains)
        self._further({row.id: row for row in rows}, ended, begun, {one.before.id for one in mains})
        return reasons

    def _lines(self, ids):
        """`{record id: [open lines]}`."""
        found = {}
        for one in session.scalars(
            select(RecordOwner)
            .where(RecordOwner.record_id.in_(ids), RecordOwner.until.is_(None))
            .order_by(RecordOwner.id)
        ):
            found.setdefault(one.record_id, []).append(one)
        return found

    def _plan(self, row, lines, mains, ended, begun):
        mine = [one for one in lines if one.user_id == self.out]
        if self.verb == REPLACE:
            if row.owner_id == self.out and self._belongs(row):
                mains.append(self._planned(row))
            ended += mine
            begun += [(row.id, one.role) for one in mine if not self._has(row, lines, one.role)]
        elif self.verb == END:
            chosen = [one for one in mine if one.role == self.role]
            if not chosen and row.owner_id == self.out:
                raise Rejected("This colleague is in charge here. Replace them by somebody instead.")
            ended += chosen
        elif not self._has(row, lines, self.role):
            begun.append((row.id, self.role))

    def _belongs(self, row):
        if self.along is None:
            return True
        return row.opportunity_id in self.along or row.partner_id in self.along

    def _has(self, row, lines, role):
        return row.owner_id == self.new or any(one.user_id == self.new and one.role == role for one in lines)

    def _planned(self, row):
        department = colleagues()[self.new].organisation_id
        values = {"owner_id": self.new, "organisation_id": department}
        changes = {"owner_id": [row.owner_id, self.new]}
        if row.organisation_id != department:
            changes["organisation_id"] = [row.organisation_id, department]
        return Planned(0, values, row, changes)

    def _take_over(self, mains):
        """Somebody else is in charge from the effective day on."""
        write(self.kind, mains, "changed")
        ids, one = [planned.before.id for planned in mains], RecordOwner
        if ids:
            fresh = (
                one.record_id.in_(ids),
                one.role == MAIN,
                one.user_id == self.out,
                one.until == clock.today(),
            )
            until = func.greatest(one.since, min(self.on, clock.today()))
            session.execute(update(one).where(*fresh).values(until=until, change_id=self.change.id))

    def _further(self, rows, ended, begun, moved):
        """End and begin the parts beside the person in charge, as the next version of their records."""
        for one in ended:
            one.until, one.ended_by_id = max(one.since, self.on), self.change.id
        session.flush()  # the new lines take the places of the old ones
        same = {
            "record_type": self.kind.name,
            "user_id": self.new,
            "organisation_id": colleagues()[self.new].organisation_id if self.new else None,
            "since": self.on,
            "by_name": context.actor().name,
            "change_id": self.change.id,
        }
        if begun:
            copy_in(RecordOwner, [{"record_id": one, "role": role} for one, role in begun], same)
        self._tell(rows, ended, begun)
        touched = {one.record_id for one in ended} | {one for one, _role in begun}
        self._step(touched - moved)
        self._let_know([rows[one] for one, _role in begun])

    def _tell(self, rows, ended, begun):
        out, new = (colleagues().get(one) for one in (self.out, self.new))
        self._trail("owner_ended", out, rows, [(one.record_id, one.role) for one in ended])
        self._trail("owner_added", new, rows, begun)

    def _trail(self, verb, who, rows, lines):
        kind = self.kind
        if lines:
            record_many(
                f"{kind.name}.{verb}",
                kind.table,
                (
                    (
                        record_id,
                        f"{getattr(rows[record_id], kind.key)} {getattr(rows[record_id], kind.title)}",
                        {"colleague": who.name if who else "", "role": str(LABELS[role])},
                    )
                    for record_id, role in lines
                ),
            )

    def _step(self, ids):
        model = self.kind.model
        if ids:
            stepped = {"version": model.version + 1, "changed_at": clock.now()}
            session.execute(update(model).where(model.id.in_(ids)).values(stepped))
            publish("records.happened", kind=self.kind, verb="changed", changed={one: [] for one in ids})

    def _let_know(self, rows):
        if self.kind.private and rows:
            model = self.kind.model
            restricted = select(model).where(model.id.in_([row.id for row in rows]), model.restricted)
            for row in session.scalars(restricted):
                include_people_named(self.kind, row, [self.new])
