"""Batches and their labels as pages need them."""

from sqlalchemy import func, select

from app.commerce.carriers.choices import CARRIER_OF
from app.commerce.carriers.model import CarrierAccount
from app.commerce.carriers.services import SERVICES
from app.commerce.channels.model import Channel
from app.commerce.labels.model import BatchedLabel, LabelBatch
from app.commerce.sealed_files.model import SealedFile
from app.commerce.slips.model import Slip
from app.commerce.slips.statuses import READY
from app.kernel import clock
from app.kernel.db import session

SHOWN = ("stops", "notes", "all")


def batches():
    """All batches of the tenant."""
    return select(LabelBatch)


def batch_rows():
    """Columns of the list for `paging.paged` by `created_at`."""
    kept = (
        select(func.count())
        .where(
            SealedFile.owner_id == LabelBatch.id,
            SealedFile.tenant_id == LabelBatch.tenant_id,
            SealedFile.purge_at > clock.now(),
        )
        .scalar_subquery()
    )
    return select(
        LabelBatch.id,
        LabelBatch.created_at.label("sort_value"),
        LabelBatch.number,
        LabelBatch.status,
        LabelBatch.ship_on,
        LabelBatch.label_count,
        LabelBatch.stop_count,
        LabelBatch.created_by_name,
        CarrierAccount.name.label("account"),
        CarrierAccount.system,
        kept.label("files"),
    ).join(CarrierAccount, CarrierAccount.id == LabelBatch.account_id)


def labels_of_batch(batch, shown):
    """The labels of a batch for `paging.paged` by `position`: those that stop it, those with remarks, or all."""
    found = select(BatchedLabel).where(BatchedLabel.batch_id == batch.id)
    if shown == "stops":
        return found.where(BatchedLabel.stops > 0)
    if shown == "notes":
        return found.where(BatchedLabel.stops == 0, func.jsonb_array_length(BatchedLabel.problems) > 0)
    return found


def accounts():
    """Contracts in use, by code."""
    return (
        select(CarrierAccount)
        .where(CarrierAccount.state == "active")
        .order_by(CarrierAccount.code, CarrierAccount.id)
    )


def channels():
    """`[(id, name)]` of shops in use."""
    found = select(Channel.id, Channel.name).where(Channel.state == "active")
    return session.execute(found.order_by(Channel.code, Channel.id)).all()


def ready_slips(account, *, channel_id=None, planned_until=None):
    """Ids of slips that wait for shipping with the contract's carrier (or with none in particular), oldest first."""
    found = select(Slip.id).where(
        Slip.status == READY,
        Slip.carried_by_id.is_(None),
        Slip.carrier.in_(("", CARRIER_OF[account.system])),
        Slip.service.not_in([one.code for one in SERVICES.values() if account.system not in one.codes]),
    )
    if channel_id:
        found = found.where(Slip.channel_id == channel_id)
    if planned_until:
        found = found.where((Slip.planned_on.is_(None)) | (Slip.planned_on <= planned_until))
    return found.order_by(Slip.ordered_at, Slip.id)


def waiting(account, **filters):
    """How many slips `ready_slips` finds."""
    return session.scalar(
        select(func.count()).select_from(ready_slips(account, **filters).order_by(None).subquery())
    )
