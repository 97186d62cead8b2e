"""The rules in force."""

from dataclasses import dataclass

from sqlalchemy import func, select, text
from sqlalchemy.orm import aliased

from app.kernel.db import once_in_transaction, session
from app.kernel.errors import Missing
from app.trade.rulebooks.catalogue import EXPORT, IMPORT
from app.trade.rulebooks.model import Rulebook
from app.trade.rulebooks.patterns import levels

_HELD = text("SELECT kind, business_type, mark, seats FROM trade_marks_held(:pattern)")


@dataclass(frozen=True)
class Rules:
    """A pattern's rules as `sight` reads them: levels per business type and kind, and who may hide whom."""

    version: int
    ceilings: dict
    defaults: dict
    may_hide: frozenset

    def kinds(self):
        """The kinds of document of the pattern, in the order of the catalogue."""
        return list(next(iter(self.ceilings.values())))


def newest(pattern_name):
    """The Rulebook in force for a pattern. Raises Missing."""
    asked = select(Rulebook).where(Rulebook.pattern == pattern_name)
    found = session.scalars(asked.order_by(Rulebook.version.desc()).limit(1)).one_or_none()
    if found is None:
        raise Missing
    return found


def latest():
    """`{pattern name: its Rulebook in force}`."""
    other = aliased(Rulebook)
    highest = select(func.max(other.version)).where(other.pattern == Rulebook.pattern).scalar_subquery()
    asked = select(Rulebook).where(Rulebook.version == highest)
    return {one.pattern: one for one in session.scalars(asked)}


def versions(pattern_name):
    """All Rulebooks of a pattern, the newest first."""
    asked = select(Rulebook).where(Rulebook.pattern == pattern_name)
    return session.scalars(asked.order_by(Rulebook.version.desc())).all()


def held(pattern_name):
    """`(kind, business type, mark given, seats)` over the open deals of the whole platform: counts and nothing else."""
    return session.execute(_HELD, {"pattern": pattern_name}).all()


def rules_of(pattern_name):
    """The Rules in force for a pattern, read once in a transaction."""
    return once_in_transaction(f"trade rules {pattern_name}", lambda: rules_from(newest(pattern_name)))


def rules_among(pattern_names):
    """`{pattern name: the Rules in force}`. One statement."""
    asked = select(Rulebook).where(Rulebook.pattern.in_(pattern_names), in_force(Rulebook.pattern))
    return {one.pattern: rules_from(one) for one in session.scalars(asked)}


def in_force(pattern):
    """Condition: the Rulebook that counts for `pattern` (a column), so that it is read together with what it rules."""
    other = aliased(Rulebook)
    latest = select(func.max(other.version)).where(other.pattern == pattern).scalar_subquery()
    return (Rulebook.pattern == pattern) & (Rulebook.version == latest)


_READ, _MOST = {}, 64


def rules_from(book):
    """The Rules of a Rulebook. Versions never change, so each is turned into levels once in a process."""
    return _READ.get(book.id) or _kept(book)


def _kept(book):
    if len(_READ) >= _MOST:
        _READ.clear()
    _READ[book.id] = Rules(
        book.version,
        levels(_in_order(book, book.ceilings)),
        levels(_in_order(book, book.defaults)),
        frozenset(map(tuple, book.allowed)),
    )
    return _READ[book.id]


def _in_order(book, marks):
    """`marks` in the order of the catalogue: jsonb keeps none."""
    order = list(EXPORT if book.pattern.startswith("export/") else IMPORT)
    return dict(sorted(marks.items(), key=lambda one: order.index(one[0]) if one[0] in order else len(order)))
