"""Who takes part, as one seat may see it: the tree by inviter, and the picture of who is connected with whom."""

from dataclasses import dataclass

from app.trade import sight
from app.trade.business_types import LABELS

WIDE, HIGH, STEP, DOWN, MARGIN = 190, 44, 56, 16, 8
"""A box of the picture, how much deeper ones stand to the right (three fit a telephone), the gap below, the margin."""


@dataclass(frozen=True)
class Row:
    """A partner in the tree. `secret`: True hidden, False public, None for whoever may not know which.

    `mine`: of the reader's own organisations; `managed`: invited by the acting seat, which may change it now;
    `hideable`: and hide it.
    """

    id: object
    depth: int
    inviter: object
    company: str
    name: str
    type_label: object
    mine: bool
    acting: bool
    secret: bool | None
    managed: bool
    hideable: bool
    enabled: bool
    leaving: bool = False


@dataclass(frozen=True)
class Picture:
    """The tree drawn: boxes `(row, x, y)` and lines `(x1, y1, x2, y2)`."""

    width: int
    height: int
    boxes: tuple
    lines: tuple


def tree(entered, through=None, leaving=()):
    """The partners as `Row`s, every one below its inviter as the reader is told. No statement.

    `through`: a seat the reader invited, for "what does it see?" (ask `sight.may_manage` before). Partners that the
    reader may not know of stay out of that too. `leaving`: seats that asked to be taken out.
    """
    viewer = entered.seat if through is None else through
    below = {}
    for seat in sight.partners(entered.room, viewer):
        if sight.sees(entered.room, entered.seat, seat.id):
            below.setdefault(_above(entered, viewer, seat), []).append(seat)
    rows = []

    def descend(above, depth):
        for seat in below.pop(above, ()):
            rows.append(_row(entered, viewer, seat, depth, above, seat.id in leaving))
            descend(seat.id, depth + 1)

    descend(None, 0)
    for above in list(below):
        descend(above, 1)
    return rows


def _above(entered, viewer, seat):
    """The inviter as `viewer` is told; as the reader is told, where the reader looks through another's eyes."""
    above = sight.shown_inviter(entered.room, viewer, seat.id)
    return None if above is None else entered.believed(above)


def _row(entered, viewer, seat, depth, above, leaving):
    organisation = entered.organisation(seat.id)
    managed = viewer == entered.seat and sight.may_manage(entered.room, viewer, seat.id)
    return Row(
        id=seat.id,
        depth=depth,
        inviter=above,
        company=organisation.company_name,
        name=organisation.name,
        type_label=LABELS[seat.business_type],
        mine=seat.id in entered.mine,
        acting=seat.id == viewer,
        secret=_secret(entered.seat, seat),
        managed=managed,
        hideable=managed and sight.may_invite(entered.room, viewer, seat.business_type, hidden=True),
        enabled=seat.enabled,
        leaving=leaving,
    )


def _secret(reader, seat):
    """Whoever sees a hidden partner knows; that one is public is told to itself and to its inviter.

    Not to whoever looks as the inviter does: it would tell who that is, the inviter or somebody it hides.
    """
    return seat.hidden if seat.hidden or reader in (seat.id, seat.inviter) else None


def picture(rows):
    """The rows drawn from left to right: deeper ones further right."""
    places = {row.id: (MARGIN + row.depth * STEP, MARGIN + at * (HIGH + DOWN)) for at, row in enumerate(rows)}
    lines = [_line(places[row.inviter], places[row.id]) for row in rows if row.inviter in places]
    deepest = max((row.depth for row in rows), default=0)
    return Picture(
        2 * MARGIN + WIDE + deepest * STEP,
        2 * MARGIN + len(rows) * (HIGH + DOWN) - DOWN,
        tuple((row, *places[row.id]) for row in rows),
        tuple(lines),
    )


def _line(above, here):
    """From below the inviter's box, down and across to the partner's."""
    start = above[0] + STEP // 2
    return start, above[1] + HIGH, here[0], here[1] + HIGH // 2
