"""Which slip a line means, and what taking it in would do."""

from collections import defaultdict
from dataclasses import dataclass, field

from sqlalchemy import select

from app.commerce.carriers.numbers import is_sound
from app.commerce.labels.model import BatchedLabel
from app.commerce.slips.model import Slip, Tracking
from app.commerce.slips.statuses import DONE, READY, SHIPPED, WORKING
from app.kernel.db import session

SENDABLE, SENT = (READY, WORKING), (SHIPPED, DONE)
MOST_PIECES = 99


@dataclass
class Finding:
    """What a file says of one slip. `state`: new, same, or why it cannot go in: unknown, several, bundled, standing.

    `doubtful`: numbers whose check digit or length is wrong. `ships`: the slip goes on to its way.
    """

    key: str
    places: list
    numbers: list
    carrier: str
    day: object
    slip_id: object = None
    order_number: str = ""
    state: str = "unknown"
    fresh: list = field(default_factory=list)
    doubtful: list = field(default_factory=list)
    ships: bool = False

    @property
    def goes(self):
        """Whether taking it in writes something."""
        return self.state == "new"


def found(lines, targets_of=None):
    """A Finding for each key of the lines, in the order of the file.

    `targets_of(keys)`: `{key: [slip row]}` where other keys than those on labels name the slips.
    """
    grouped = {}
    for line in lines:
        one = grouped.setdefault(line.key, Finding(line.key, [], [], line.carrier, line.day))
        one.places.append(line.place)
        one.day = line.day or one.day
        if line.number not in one.numbers:
            one.numbers.append(line.number)
    targets = (targets_of or _targets)(list(grouped))
    for key, one in grouped.items():
        _aim(one, targets.get(key, []))
    _compare(grouped.values())
    return list(grouped.values())


def _targets(keys):
    """`{key: [slip row]}`: by the key on the label, by order and slip (`T1-2`), by the order's number."""
    targets = defaultdict(list)
    by_label = (
        select(BatchedLabel.key, *_SLIP)
        .join(Slip, Slip.id == BatchedLabel.slip_id)
        .where(BatchedLabel.key.in_(keys))
    )
    for row in session.execute(by_label):
        if row.id not in {one.id for one in targets[row.key]}:
            targets[row.key].append(row)
    rest = [key for key in keys if key not in targets]
    numbers = {*rest, *(key.rpartition("-")[0] for key in rest)}
    slips = (
        session.execute(select(*_SLIP).where(Slip.order_number.in_(numbers)).order_by(Slip.slip_no)).all()
        if rest
        else ()
    )
    for row in slips:
        for key in (row.order_number, f"{row.order_number}-{row.slip_no}"):
            targets[key].append(row)
    return targets


_SLIP = (Slip.id, Slip.order_number, Slip.slip_no, Slip.status, Slip.carried_by_id, Slip.carrier)


def _aim(one, rows):
    leaders = [row for row in rows if row.carried_by_id is None]
    if rows and not leaders:
        one.state = "bundled"
    elif len(leaders) > 1:
        one.state = "several"
    elif leaders:
        [row] = leaders
        one.slip_id, one.order_number = row.id, f"{row.order_number}-{row.slip_no}"
        one.carrier = one.carrier or row.carrier
        one.ships = row.status in SENDABLE
        one.state = "new" if row.status in (*SENDABLE, *SENT) else "standing"


def _compare(findings):
    """Numbers that are there already say nothing new."""
    held = defaultdict(list)
    ids = [one.slip_id for one in findings if one.slip_id]
    for slip_id, number in session.execute(
        select(Tracking.slip_id, Tracking.number).where(Tracking.slip_id.in_(ids))
    ):
        held[slip_id].append(number)
    for one in findings:
        if one.state != "new":
            continue
        one.fresh = [number for number in one.numbers if number not in held[one.slip_id]]
        one.doubtful = [number for number in one.numbers if is_sound(one.carrier, number) is False]
        if len(one.fresh) + len(held[one.slip_id]) > MOST_PIECES:
            one.state = "several"
        elif not one.fresh and not one.ships:
            one.state = "same"
