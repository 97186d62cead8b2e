"""Facts kept even when the request is refused: failed sign-ins, refusals, rates (architecture §6).

They are noted while the request runs, and written after its own commit or rollback, in a short transaction.
"""

from contextvars import ContextVar

from app.kernel import db

_noted: ContextVar[tuple] = ContextVar("noted", default=())


def security_fact(write):
    """Call `write()` once the request is over, whatever became of it. It uses the session and is then committed."""
    _noted.set((*_noted.get(), write))


def write_down():
    """The edge calls this after its commit or rollback."""
    noted = _noted.get()
    _noted.set(())
    for write in noted:
        write()
    if noted:
        db.outermost().commit()
