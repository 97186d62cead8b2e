"""Files with personal data: sealed in pieces, read piece by piece, gone when their days are over."""

import datetime as dt
import io

import pytest
from sqlalchemy import func, select, update

from app.kernel import clock
from app.kernel.db import session
from app.kernel.errors import Permanent, Rejected
from app.platform.jobs.model import Job
from app.platform.storage.keeping import CHUNK
from app.platform.storage.model import SealedPiece, SealedStream
from app.platform.storage.sealed import forget, keep_sealed, opened_sealed

LONG = b"".join(b"%08d,\xe5\xb1\xb1\xe7\x94\xb0\r\n" % n for n in range(160_000))


@pytest.fixture
def within(inside, cast):
    with inside(cast.order_clerk):
        yield


@pytest.mark.usefixtures("within")
def test_what_went_in_comes_out_wherever_one_looks():
    file = keep_sealed(io.BytesIO(LONG), "../注文.csv", purpose="test", days=3)
    assert (file.name, file.size) == ("注文.csv", len(LONG))
    assert session.scalar(select(func.count()).select_from(SealedPiece)) == -(-len(LONG) // CHUNK)
    _file, stream = opened_sealed(file.id)
    with stream:
        assert stream.read() == LONG
        stream.seek(CHUNK - 5)
        assert stream.read(10) == LONG[CHUNK - 5 : CHUNK + 5]
        stream.seek(-3, io.SEEK_END)
        assert (stream.read(), stream.read()) == (LONG[-3:], b"")
        stream.seek(0)
        assert sum(1 for _line in stream) == 160_000


@pytest.mark.usefixtures("within")
def test_a_piece_cannot_be_read_in_another_place():
    file = keep_sealed(io.BytesIO(LONG), "a.csv", purpose="test", days=3)
    first, second = session.scalars(select(SealedPiece.content).order_by(SealedPiece.number).limit(2))
    assert b"00000001" not in first
    session.execute(update(SealedPiece).where(SealedPiece.number == 0).values(content=second))
    with pytest.raises(Permanent):
        opened_sealed(file.id)[1].read(1)


@pytest.mark.usefixtures("within")
def test_an_empty_or_too_large_file_is_refused():
    with pytest.raises(Rejected), session.begin_nested():
        keep_sealed(io.BytesIO(b""), "a.csv", purpose="test", days=3)
    with pytest.raises(Rejected), session.begin_nested():
        keep_sealed(io.BytesIO(b"abc"), "a.csv", purpose="test", days=3, limit=2)
    assert session.scalar(select(func.count()).select_from(SealedStream)) == 0


def test_after_its_days_a_file_is_gone(inside, cast, run_jobs):
    with inside(cast.order_clerk):
        file = keep_sealed(io.BytesIO(b"x"), "a.csv", purpose="test", days=3)
        session.commit()
        due = session.scalars(select(Job.due_at).where(Job.name == "platform.storage.forget_sealed")).one()
        assert due == file.expires_at
    over = clock.now() + dt.timedelta(days=3, minutes=1)
    with clock.frozen(over), inside(cast.order_clerk):
        assert opened_sealed(file.id) == (None, None)  # also while nobody has purged it
    with clock.frozen(over):
        assert run_jobs() == ["platform.storage.forget_sealed"]
    with inside(cast.order_clerk):
        assert session.scalar(select(func.count()).select_from(SealedPiece)) == 0


@pytest.mark.usefixtures("within")
def test_a_file_can_be_forgotten_at_once():
    file = keep_sealed(io.BytesIO(b"x"), "a.csv", purpose="test", days=3)
    forget(file.id)
    session.expire_all()
    assert opened_sealed(file.id) == (None, None)
