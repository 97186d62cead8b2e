"""Questions about what lies in the converter now. Nothing that has ended is ever an answer."""

from sqlalchemy import func, select

from app.commerce.carriers.model import CarrierAccount
from app.commerce.converter.expiring import standing
from app.commerce.converter.model import ConverterDay, ConverterFile, ConverterLoad, ConverterParcel
from app.kernel import clock
from app.kernel.db import session


def loads():
    """Loads that have not ended."""
    return standing(ConverterLoad)


def load_rows():
    """`(load, labels, labels that stop)`, newest first."""
    count = (
        select(
            ConverterParcel.load_id,
            func.count().label("labels"),
            func.count().filter(ConverterParcel.stops > 0).label("stops"),
        )
        .where(ConverterParcel.expires_at > clock.now())
        .group_by(ConverterParcel.load_id)
        .subquery()
    )
    found = (
        select(ConverterLoad, func.coalesce(count.c.labels, 0), func.coalesce(count.c.stops, 0))
        .outerjoin(count, count.c.load_id == ConverterLoad.id)
        .where(ConverterLoad.expires_at > clock.now())
    )
    return session.execute(found.order_by(ConverterLoad.created_at.desc(), ConverterLoad.id)).all()


def parcels(load):
    """The parcels of a load that have not ended."""
    return standing(ConverterParcel).where(ConverterParcel.load_id == load.id)


def shown_parcels(load, shown):
    """Of them those that stop a file, those with remarks, or all."""
    found = parcels(load)
    if shown == "stops":
        return found.where(ConverterParcel.stops > 0)
    if shown == "notes":
        noted = func.jsonb_array_length(ConverterParcel.problems) + func.jsonb_array_length(
            ConverterParcel.remarks
        )
        return found.where(ConverterParcel.stops == 0, noted > 0)
    return found


def counts(load):
    """`{stops, notes, all}` of a load's labels."""
    noted = func.jsonb_array_length(ConverterParcel.problems) + func.jsonb_array_length(
        ConverterParcel.remarks
    )
    row = session.execute(
        select(
            func.count(),
            func.count().filter(ConverterParcel.stops > 0),
            func.count().filter(ConverterParcel.stops == 0, noted > 0),
        ).where(ConverterParcel.load_id == load.id, ConverterParcel.expires_at > clock.now())
    ).one()
    return {"all": row[0], "stops": row[1], "notes": row[2]}


def files(load):
    """The made files of a load."""
    return standing(ConverterFile).where(ConverterFile.load_id == load.id, ConverterFile.way == "out")


def accounts_of(load):
    """`{id: contract}` of a load's parcels."""
    ids = select(ConverterParcel.account_id).where(ConverterParcel.load_id == load.id)
    return {one.id: one for one in session.scalars(select(CarrierAccount).where(CarrierAccount.id.in_(ids)))}


def days(most=31):
    """What is left of the days before: counts, newest first."""
    return session.scalars(select(ConverterDay).order_by(ConverterDay.day.desc()).limit(most)).all()
