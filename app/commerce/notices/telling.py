"""Slips as what a shop is told: bundled ones with the numbers of the parcel they travel in."""

from collections import defaultdict

from sqlalchemy import func, select
from sqlalchemy.orm import aliased

from app.commerce.carriers.choices import CARRIER_OF
from app.commerce.carriers.model import CarrierAccount
from app.commerce.carriers.services import SERVICES
from app.commerce.labels.model import LabelBatch
from app.commerce.notices.writing import KEYED, Told
from app.commerce.orders.model import OrderLine
from app.commerce.slips.model import Slip, SlipLine, Tracking
from app.kernel.db import session


def told_of(slip_ids, kind):
    """`{slip id: Told}` of slips that have a number and a day; the others are left out."""
    leader = aliased(Slip)
    rows = session.execute(
        select(
            Slip.id, Slip.order_id, Slip.order_number, Slip.key, Slip.cod_amount, Slip.service,
            func.coalesce(Slip.shipped_on, leader.shipped_on).label("shipped_on"),
            func.coalesce(leader.id, Slip.id).label("parcel"),
            func.coalesce(leader.carrier, Slip.carrier).label("carrier"),
            func.coalesce(leader.label_batch_id, Slip.label_batch_id).label("batch"),
        )
        .outerjoin(leader, leader.id == Slip.carried_by_id)
        .where(Slip.id.in_(slip_ids))
        .order_by(Slip.ordered_at, Slip.order_number, Slip.slip_no, Slip.id)
    ).all()  # fmt: skip
    numbers, lines = _numbers({row.parcel for row in rows}), _lines(slip_ids)
    accounts, recipients = _accounts(rows), _recipients({row.order_id for row in rows})
    found = {}
    for row in rows:
        carrier, its = numbers.get(row.parcel, ("", ()))
        if not its or row.shipped_on is None:
            continue
        account = accounts.get(row.batch) or accounts.get(carrier or row.carrier)
        keyed = kind in KEYED or recipients[row.order_id] > 1
        found[row.id] = Told(
            order_number=row.order_number,
            key=row.key if keyed else "",
            carrier=carrier or row.carrier,
            numbers=tuple(its),
            shipped_on=row.shipped_on,
            method=account.yahoo_method if account else "",
            service=_service(row.service, account),
            amazon_code=account.amazon_code if account else "",
            cod=row.cod_amount > 0,
            lines=tuple(lines.get(row.id, ())),
        )
    return found


def _service(service, account):
    known = SERVICES.get(service) or (SERVICES.get(account.service) if account else None)
    return known.name if known else ""


def _numbers(parcel_ids):
    """`{slip: (carrier of the first number, numbers)}`."""
    found = {}
    rows = session.execute(
        select(Tracking.slip_id, Tracking.carrier, Tracking.number)
        .where(Tracking.slip_id.in_(parcel_ids))
        .order_by(Tracking.slip_id, Tracking.piece_no)
    )
    for slip_id, carrier, number in rows:
        found.setdefault(slip_id, (carrier, []))[1].append(number)
    return found


def _lines(slip_ids):
    found = defaultdict(list)
    rows = session.execute(
        select(SlipLine.slip_id, OrderLine.key, SlipLine.quantity)
        .join(OrderLine, OrderLine.id == SlipLine.order_line_id)
        .where(SlipLine.slip_id.in_(slip_ids), OrderLine.kind == "goods", ~OrderLine.cancelled)
        .order_by(SlipLine.slip_id, OrderLine.line_no)
    )
    for slip_id, key, quantity in rows:
        found[slip_id].append((key, quantity))
    return found


def _accounts(rows):
    """The contract of each label batch, and for each carrier the first contract in use."""
    batches = {row.batch for row in rows if row.batch}
    found = {}
    for account in session.scalars(
        select(CarrierAccount).where(CarrierAccount.state == "active").order_by(CarrierAccount.code.desc())
    ):
        found[CARRIER_OF[account.system]] = account
    by_batch = (
        select(LabelBatch.id, CarrierAccount)
        .join(CarrierAccount, CarrierAccount.id == LabelBatch.account_id)
        .where(LabelBatch.id.in_(batches))
    )
    return found | dict(session.execute(by_batch).all())


def _recipients(order_ids):
    """How many recipients each order has."""
    counted = select(Slip.order_id, func.count(Slip.key.distinct())).where(Slip.order_id.in_(order_ids))
    return dict(session.execute(counted.group_by(Slip.order_id)).all())
