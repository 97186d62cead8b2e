"""Taking tracking numbers in: from a file after a look, or by hand."""

import datetime as dt

from sqlalchemy import func, or_, select, update

from app.commerce.carriers.numbers import is_sound, plain_number
from app.commerce.slips import moving
from app.commerce.slips.model import Slip, Tracking
from app.commerce.slips.statuses import SHIPPED, WORKING
from app.commerce.trackings.matching import found
from app.commerce.trackings.model import TrackingIntake
from app.commerce.trackings.reading import Line, read
from app.kernel import clock, context
from app.kernel.copying import copy_in
from app.kernel.db import session
from app.kernel.errors import Rejected
from app.kernel.moving import move
from app.platform import jobs
from app.platform.audit import record, record_many

DAYS = 3
REFUSALS = {
    "unknown": "No slip has this key or order number.",
    "several": "Several slips have this order number. Give the key on the label.",
    "bundled": "This slip travels inside another one; give that one's number.",
    "standing": "This slip is not being packed: it is held, cancelled or not ready yet.",
}


def upload(stream, file_name, shipped_on, *, by=None):
    """Read a file and keep what it says, sealed, until somebody takes it in (or three days pass)."""
    said, who = read(stream, file_name), by or context.actor()
    intake = TrackingIntake(
        file_name=file_name[:200],
        format=said.format,
        shipped_on=shipped_on,
        lines={"rows": [_packed(line) for line in said.lines]},
        refused=[[place, refusal.message, _texts(refusal.values)] for place, refusal in said.refused],
        counts={},
        purge_at=clock.now() + dt.timedelta(days=DAYS),
        created_by_id=who.id,
        created_by_name=who.name,
    )
    session.add(intake)
    jobs.at(intake.purge_at, "commerce.trackings.purge")
    return intake


def _packed(line):
    return [line.place, line.key, line.number, line.carrier, line.day.isoformat() if line.day else None]


def _texts(values):
    return {name: str(value)[:60] for name, value in values.items()}


def lines_of(intake):
    """The lines that are kept of a file."""
    rows = (intake.lines or {}).get("rows", [])
    return [
        Line(place, key, number, carrier, dt.date.fromisoformat(day) if day else None)
        for place, key, number, carrier, day in rows
    ]


def take_in(intake, *, by=None):
    """Write what the file says; slips that were being packed are sent. Returns the findings."""
    findings = found(lines_of(intake))
    counts = write(findings, intake.shipped_on, why="tracking_file", by=by)
    counts |= {
        "refused": len(intake.refused),
        "left": sum(one.state not in ("new", "same") for one in findings),
    }
    counts["same"] = sum(one.state == "same" for one in findings)
    move(intake, "done", allowed=("draft",), counts=counts, lines=None)
    record("tracking.taken", intake, by=by, label=intake.file_name, **counts)
    return findings


def write(findings, shipped_on, *, why, by=None):
    """Add the fresh numbers of findings that go, send their slips on. Returns counts."""
    going = [one for one in findings if one.goes]
    ids = [one.slip_id for one in going]
    held = dict(
        session.execute(
            select(Tracking.slip_id, func.max(Tracking.piece_no))
            .where(Tracking.slip_id.in_(ids))
            .group_by(Tracking.slip_id)
        ).all()
    )
    copy_in(Tracking, [row for one in going for row in _rows(one, held.get(one.slip_id, 0))])
    record_many(
        "tracking.added",
        "slips",
        (
            (one.slip_id, one.order_number, {"numbers": one.fresh, "carrier": one.carrier})
            for one in going
            if one.fresh
        ),
        by=by,
    )
    _send([one for one in going if one.ships], shipped_on, why, by)
    return {"new": sum(len(one.fresh) for one in going), "shipped": sum(one.ships for one in going)}


def _rows(one, last):
    return [
        {
            "slip_id": one.slip_id,
            "piece_no": last + place,
            "carrier": one.carrier,
            "number": number,
            "verified": is_sound(one.carrier, number),
            "created_at": clock.now(),
        }
        for place, number in enumerate(one.fresh, 1)
    ]


def _send(going, shipped_on, why, by):
    """Slips on their way, with the day and the carrier; what they carry goes with them."""
    by_facts = {}
    for one in going:
        by_facts.setdefault((one.day or shipped_on, one.carrier), []).append(one.slip_id)
    for (day, carrier), ids in by_facts.items():
        inside = or_(Slip.id.in_(ids), Slip.carried_by_id.in_(ids))
        values = {"shipped_on": day} | ({"carrier": carrier} if carrier else {})
        session.execute(
            update(Slip).where(inside).values(values).execution_options(synchronize_session=False)
        )
    every = [one.slip_id for one in going]
    moving.move(every, WORKING, why=why, by=by)
    moving.move(every, SHIPPED, why=why, by=by)


def type_in(key, carrier, typed, shipped_on, *, by=None):
    """Numbers typed by hand for one slip. Here a wrong check digit stops (Rejected); files only warn."""
    numbers = [number for number in map(plain_number, typed.split()) if number]
    if not numbers:
        raise Rejected("Enter the tracking number.", "numbers")
    for number in numbers:
        if is_sound(carrier, number) is False:
            raise Rejected(
                "%(number)s is not a number of this carrier: length or check digit are wrong.",
                "numbers",
                number=number,
            )
    [finding] = found(
        [Line(1, key.strip(), number, carrier, shipped_on) for number in dict.fromkeys(numbers)]
    )
    if finding.state == "same":
        raise Rejected("This slip has these numbers already.", "numbers")
    if not finding.goes:
        raise Rejected(REFUSALS[finding.state], "key")
    write([finding], shipped_on, why="tracking_typed", by=by)
    return finding


def purge():
    """Forget what was read of files that nobody took in."""
    session.execute(
        update(TrackingIntake)
        .where(TrackingIntake.purge_at <= clock.now(), TrackingIntake.lines.is_not(None))
        .values(lines=None)
        .execution_options(synchronize_session=False)
    )
