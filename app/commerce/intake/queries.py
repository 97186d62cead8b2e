"""Intakes, their files and patterns as the pages and the job ask for them."""

from sqlalchemy import exists, func, select

from app.commerce.channels.model import Channel
from app.commerce.intake.model import Intake, IntakeChange, IntakeFile, IntakeProfile
from app.commerce.intake.readers.carts import BUILT_IN
from app.commerce.intake.readers.profiled import Mapping
from app.kernel.db import session


def intakes():
    """All intakes; a page orders them."""
    return select(Intake)


def narrowed(found, state="", channel_id=None, text=""):
    """Intakes of one state, with a file of one shop, or with a file whose name holds `text`."""
    if state:
        found = found.where(Intake.state == state)
    for clause in (
        IntakeFile.channel_id == channel_id if channel_id else None,
        func.strpos(func.lower(IntakeFile.name), text.lower()) > 0 if text else None,
    ):
        if clause is not None:
            found = found.where(
                exists().where(
                    IntakeFile.tenant_id == Intake.tenant_id, IntakeFile.intake_id == Intake.id, clause
                )
            )
    return found


def files_of(intake_ids):
    """`{intake id: [IntakeFile]}` in the order they were dropped."""
    found = {}
    rows = session.scalars(
        select(IntakeFile)
        .where(IntakeFile.intake_id.in_(intake_ids))
        .order_by(IntakeFile.intake_id, IntakeFile.position, IntakeFile.id)
    )
    for file in rows:
        found.setdefault(file.intake_id, []).append(file)
    return found


def files(intake):
    """Select of the files of one intake."""
    return select(IntakeFile).where(IntakeFile.intake_id == intake.id)


def changes_of(intake):
    """Select of what one intake changed in known orders."""
    return select(IntakeChange).where(IntakeChange.intake_id == intake.id)


def shops():
    """Shops in use, by code."""
    return list(
        session.scalars(select(Channel).where(Channel.state == "active").order_by(Channel.code, Channel.id))
    )


def taken_before(file):
    """When a file with the same content was taken in (the newest time), or None."""
    return session.scalar(
        select(Intake.finished_at)
        .join(IntakeFile, (IntakeFile.tenant_id == Intake.tenant_id) & (IntakeFile.intake_id == Intake.id))
        .where(
            IntakeFile.sha256 == file.sha256,
            IntakeFile.state == "done",
            Intake.state == "done",
            Intake.id != file.intake_id,
        )
        .order_by(Intake.finished_at.desc())
        .limit(1)
    )


def profiles(shape="table"):
    """The tenant's patterns of one shape (files, or texts of mails), by name."""
    return (
        select(IntakeProfile)
        .where(IntakeProfile.shape == shape)
        .order_by(IntakeProfile.name, IntakeProfile.id)
    )


def mappings():
    """`{name: Mapping}` of the patterns of the house and the tenant's own, which win."""
    return BUILT_IN | {one.name: mapping_of(one) for one in session.scalars(profiles())}


def mapping_of(profile):
    """An IntakeProfile as what reads files."""
    return Mapping(
        name=profile.name,
        kind=profile.kind,
        columns={name: tuple(pair) for name, pair in profile.columns.items()},
        words=profile.words,
        width=len(profile.header),
    )
