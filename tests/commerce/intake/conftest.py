"""Files taken in by tests as a clerk would: dropped, looked at, started, worked."""

import io

import pytest

from app.commerce.channels.model import Channel
from app.commerce.intake import arriving, looking, running
from app.commerce.intake.model import Intake
from app.kernel.db import session


@pytest.fixture
def clerk(cast):
    """Who takes files in."""
    return cast.order_clerk


@pytest.fixture
def shop(inside, clerk):
    """`shop(kind, account="", code=…, …) -> Channel`: a shop, committed."""

    def made(kind, account="", code=None, **facts):
        with inside(clerk):
            channel = Channel(
                code=code or kind, name=f"{kind}店", kind=kind, account=account, state="active", **facts
            )
            session.add(channel)
            session.commit()
            return channel

    return made


@pytest.fixture
def drop(inside, clerk):
    """`drop((content, name), …) -> Intake`: a draft with these files, looked at, committed."""

    def dropped(*files, into=None):
        with inside(clerk):
            draft = session.get(Intake, (into.tenant_id, into.id)) if into else None
            intake = arriving.receive([(io.BytesIO(content), name) for content, name in files], draft)
            looking.look(intake)
            session.commit()
            return intake

    return dropped


@pytest.fixture
def take_in(drop, inside, clerk, run_jobs):
    """`take_in((content, name), …) -> Intake` as the worker left it."""

    def taken(*files):
        intake = drop(*files)
        with inside(clerk):
            running.start(session.get(Intake, (intake.tenant_id, intake.id)))
            session.commit()
        run_jobs()
        with inside(clerk):
            return session.get(Intake, (intake.tenant_id, intake.id))

    return taken
