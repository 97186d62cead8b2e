"""Ranks (顧客ランク): by how often somebody bought. A rank that a person fixed stays."""

from sqlalchemy import case, func, select, update

from app.commerce.customers.model import Customer, CustomerRank
from app.kernel.db import session
from app.kernel.errors import Rejected
from app.platform.audit import changes_of, record

TONES = ("draft", "info", "done", "waiting", "problem", "closed")
_COLUMNS = ("name", "from_count", "tone", "text")


def rank_after(count):
    """SQL expression of the rank id that a customer with `count` purchases has: the highest one reached, or NULL."""
    reached = (
        select(CustomerRank.id)
        .where(CustomerRank.from_count <= count)
        .order_by(CustomerRank.from_count.desc())
        .limit(1)
        .scalar_subquery()
    )
    return case((Customer.rank_fixed, Customer.rank_id), else_=reached)


def ranking():
    """The same for customers that are to be entered: a function `count -> rank id or None`."""
    steps = session.execute(
        select(CustomerRank.from_count, CustomerRank.id).order_by(CustomerRank.from_count.desc())
    ).all()
    return lambda count: next((one for reached, one in steps if reached <= count), None)


def rank_anew():
    """Give every customer the rank of their count, in one statement. Returns how many changed."""
    session.flush()
    rank = rank_after(Customer.order_count)
    done = session.execute(
        update(Customer)
        .where(Customer.rank_id.is_distinct_from(rank))
        .values(rank_id=rank)
        .execution_options(synchronize_session=False)
    )
    return done.rowcount


def enter_rank(name, from_count, *, tone="draft", text=""):
    """A new rank from `from_count` purchases on; customers get it at once. Raises Rejected."""
    rank = CustomerRank()
    _write(rank, name=name, from_count=from_count, tone=tone, text=text)
    session.add(rank)
    record("customer_rank.entered", rank, label=rank.name)
    rank_anew()
    return rank


def change_rank(rank, **values):
    """Change a rank; customers are ranked anew. Raises Rejected for a name or number that another rank has."""
    _write(rank, **values)
    changes = changes_of(rank, _COLUMNS)
    if changes:
        record("customer_rank.changed", rank, label=rank.name, changes=changes)
        rank_anew()


def drop_rank(rank):
    """Remove a rank; its customers fall back to the next lower one, also those for whom it was fixed."""
    session.execute(
        update(Customer)
        .where(Customer.rank_id == rank.id)
        .values(rank_fixed=False)
        .execution_options(synchronize_session=False)
    )
    record("customer_rank.removed", rank, label=rank.name)
    session.delete(rank)
    rank_anew()


def ranks():
    """Rows `(rank, customers)`, the lowest first; how many customers have it now."""
    count = (
        select(func.count())
        .select_from(Customer)
        .where(Customer.rank_id == CustomerRank.id, Customer.merged_into_id.is_(None))
        .correlate(CustomerRank)
        .scalar_subquery()
    )
    return session.execute(
        select(CustomerRank, count.label("customers")).order_by(CustomerRank.from_count)
    ).all()


def _write(rank, *, name, from_count, tone, text):
    name = name.strip()
    if _other(rank, CustomerRank.name == name):
        raise Rejected("There is a rank with this name already.", "name")
    if _other(rank, CustomerRank.from_count == from_count):
        raise Rejected("There is a rank from this number on already.", "from_count")
    rank.name, rank.from_count, rank.text = name, from_count, text.strip()
    rank.tone = tone if tone in TONES else "draft"


def _other(rank, alike):
    with session.no_autoflush:
        return session.scalar(select(CustomerRank.id).where(alike, CustomerRank.id.is_distinct_from(rank.id)))
