"""Planning mails: the row first, so that each order or slip gets a kind of mail once; then a job when it is due."""

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass, field

from sqlalchemy import func, or_, select, update
from sqlalchemy.dialects.postgresql import insert

from app.commerce.mails.gathering import mailings
from app.commerce.mails.hours import allowed_from
from app.commerce.mails.kinds import KINDS, SLIP
from app.commerce.mails.model import OrderMail
from app.commerce.slips.model import Slip
from app.kernel import clock, context
from app.kernel.db import session
from app.kernel.ids import new_id
from app.platform import jobs
from app.platform.audit import record_many

JOB = "commerce.mails.send_due"
PORTION = 200
_AGAIN = ("failed", "stopped")


@dataclass
class Planned:
    """`ids` of the mails that will be sent. `skipped`: slips whose order or slip has this mail already."""

    ids: list = field(default_factory=list)
    skipped: list = field(default_factory=list)


def plan(slip_ids, kind, *, at=None, by=None, batch_id=None, again=False):
    """Plan a mail of `kind` for each slip or its order. Returns Planned.

    What has one already is skipped, unless it failed or was stopped by something that may have changed (not by a
    person). `again`: a further one is sent on purpose. `at`: not before then; nights are avoided besides.
    """
    by = by or context.actor()
    rows = _rows(slip_ids, kind)
    turns = _next_turns(rows, kind) if again else {}
    dues = _dues({row.channel_id for row in rows}, at or clock.now())
    values = [
        _mail(row, kind, turns.get(_about(row, kind), 0), dues[row.channel_id], by, batch_id) for row in rows
    ]
    made = _insert(values) if values else []
    done = Planned([one.id for one in made])
    got = {one.about_id for one in made}
    done.skipped = [row.id for row in rows if _about(row, kind) not in got]
    _ring(made)
    record_many(
        "order_mail.planned", "orders", ((one.order_id, one.label, {"kind": kind}) for one in made), by=by
    )
    return done


def _rows(slip_ids, kind):
    """Slips with what a row needs; of kinds about orders one slip for each, the first."""
    found = session.execute(
        select(Slip.id, Slip.order_id, Slip.channel_id, Slip.order_number, Slip.slip_no)
        .where(Slip.id.in_(list(slip_ids)))
        .order_by(Slip.order_id, Slip.slip_no)
    ).all()
    if KINDS[kind].about == SLIP:
        return found
    return list({row.order_id: row for row in reversed(found)}.values())


def _about(row, kind):
    return row.id if KINDS[kind].about == SLIP else row.order_id


def _next_turns(rows, kind):
    return dict(
        session.execute(
            select(OrderMail.about_id, func.max(OrderMail.turn) + 1)
            .where(OrderMail.about_id.in_([_about(row, kind) for row in rows]), OrderMail.kind == kind)
            .group_by(OrderMail.about_id)
        ).all()
    )


def _dues(channel_ids, at):
    shops = mailings(channel_ids)
    return {one: allowed_from(at, shop.quiet_from, shop.quiet_until) for one, shop in shops.items()}


def _mail(row, kind, turn, due, by, batch_id):
    return {
        "id": new_id(),
        "tenant_id": context.tenant_id(),
        "order_id": row.order_id,
        "slip_id": row.id,
        "channel_id": row.channel_id,
        "label": f"{row.order_number}-{row.slip_no}" if KINDS[kind].about == SLIP else row.order_number,
        "about_id": _about(row, kind),
        "kind": kind,
        "turn": turn,
        "batch_id": batch_id,
        "template_version": 0,
        "template_name": "",
        "language": "ja",
        "state": "planned",
        "why": "",
        "facts": {},
        "due_at": due,
        "made_by_id": by.id,
        "made_by_name": by.name,
        "created_at": clock.now(),
    }


def _insert(values):
    """New rows, and rows that stopped or failed and are tried anew; the unique key decides between two planners."""
    new = insert(OrderMail)
    anew = ("slip_id", "batch_id", "due_at", "made_by_id", "made_by_name", "created_at")
    return session.execute(
        new.values(values)
        .on_conflict_do_update(
            index_elements=["tenant_id", "about_id", "kind", "turn"],
            set_={name: new.excluded[name] for name in anew}
            | {"state": "planned", "why": "", "facts": {}, "content": None, "mail_id": None},
            where=(OrderMail.state.in_(_AGAIN)) & (OrderMail.why != "person"),
        )
        .returning(OrderMail.id, OrderMail.about_id, OrderMail.order_id, OrderMail.label, OrderMail.due_at)
        .execution_options(populate_existing=True)
    ).all()


def _ring(made):
    """One job for each portion of mails that are due at the same moment."""
    groups = defaultdict(list)
    for one in made:
        groups[one.due_at].append(str(one.id))
    for due, ids in groups.items():
        for start in range(0, len(ids), PORTION):
            jobs.at(due, JOB, mail_ids=ids[start : start + PORTION])


def stop(mail_ids, *, by=None):
    """Stop mails that have not left. Returns how many."""
    rows = session.execute(
        update(OrderMail)
        .where(OrderMail.id.in_(list(mail_ids)), OrderMail.state == "planned")
        .values(state="stopped", why="person", facts={})
        .returning(OrderMail.order_id, OrderMail.label, OrderMail.kind)
        .execution_options(synchronize_session="fetch")
    ).all()
    record_many(
        "order_mail.stopped", "orders", ((row.order_id, row.label, {"kind": row.kind}) for row in rows), by=by
    )
    return len(rows)


def retry(mail, *, by=None):
    """Try a mail that failed or stopped once more, now."""
    changed = session.execute(
        update(OrderMail)
        .where(OrderMail.id == mail.id, or_(OrderMail.state.in_(_AGAIN), OrderMail.state == "bounced"))
        .values(state="planned", why="", facts={}, due_at=clock.now(), mail_id=None)
        .execution_options(synchronize_session="fetch")
    ).rowcount
    if changed:
        jobs.after_commit(JOB, mail_ids=[str(mail.id)])
        record_many("order_mail.planned", "orders", [(mail.order_id, mail.label, {"kind": mail.kind})], by=by)
    return bool(changed)


def later(moment, minutes):
    """So many minutes after a moment."""
    return moment + dt.timedelta(minutes=minutes)
