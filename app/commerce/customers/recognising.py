"""Which customer an order is from: one whose telephone and name, or mail and name, are the same; else a new one."""

from sqlalchemy import UUID, BigInteger, DateTime, cast, func, select, update
from sqlalchemy.dialects.postgresql import ARRAY

from app.commerce.customers.beginnings import beginnings
from app.commerce.customers.model import Customer
from app.commerce.customers.ranking import rank_after
from app.kernel import clock
from app.kernel.among import among
from app.kernel.copying import copy_in
from app.kernel.db import session
from app.kernel.ids import new_id
from app.records.numbering import series, take_many

_COUNTED = (BigInteger, BigInteger, DateTime(timezone=True), DateTime(timezone=True))

series("customer", "C{SEQ:7}", scope="none", gapless=False)


def recognise(buyers):
    """`(customer id, is new)` of `buyers` (`[(person, keys)]`), in order; unknown ones are entered as customers.

    A buyer without telephone, mail and name is nobody's customer (None, False): some malls leave them out.
    """
    known = _known([keys for _person, keys in buyers])
    fresh, found = {}, []
    for person, keys in buyers:
        names = _names(keys)
        one = next((known[name] for name in names if name in known), None)
        new = one is None and bool(names)
        if new:
            one = new_id()
            fresh[one] = (person, keys)
        if one is not None:
            known.update(dict.fromkeys(names, one))
        found.append((one, new))
    _enter(fresh)
    return found


def _names(keys):
    """The pairs a customer is recognised by."""
    if keys.name_key is None:
        return []
    pairs = (("phone", keys.phone_key), ("mail", keys.mail_key))
    return [(kind, key, keys.name_key) for kind, key in pairs if key is not None]


def _known(all_keys):
    """`{name: id}` of customers that are there already; a merged one leads to whom it was merged into."""
    found = {}
    for kind, column in (("phone", Customer.phone_key), ("mail", Customer.mail_key)):
        wanted = {key for keys in all_keys for k, key, _name in _names(keys) if k == kind}
        rows = session.execute(
            select(column, Customer.name_key, Customer.id, Customer.merged_into_id)
            .where(among(column, wanted))
            .order_by(Customer.created_at.desc(), Customer.id.desc())
        )
        found.update({(kind, key, name): merged or one for key, name, one, merged in rows})
    return _at_last(found)


def _at_last(found):
    """Whom merged ones lead to may have been merged later; each step asks for all of them."""
    while True:
        steps = dict(
            session.execute(
                select(Customer.id, Customer.merged_into_id).where(
                    among(Customer.id, set(found.values())), Customer.merged_into_id.is_not(None)
                )
            ).all()
            if found
            else ()
        )
        if not steps:
            return found
        found = {name: steps.get(one, one) for name, one in found.items()}


def _enter(fresh):
    if not fresh:
        return
    codes = take_many("customer", len(fresh))
    copy_in(
        Customer,
        (
            {
                "id": one,
                "code": code,
                "person": person,
                "phone_key": keys.phone_key,
                "mail_key": keys.mail_key,
                "name_key": keys.name_key,
                "address_key": keys.address_key,
                **beginnings(person),
                "created_at": clock.now(),
            }
            for code, (one, (person, keys)) in zip(codes, fresh.items(), strict=True)
        ),
    )


def count_orders(orders):
    """Add orders to the counts of their customers. `orders`: `[(customer_id, ordered_at, yen)]`, yen may be None."""
    sums = {}
    for customer_id, ordered_at, yen in orders:
        if customer_id is not None:
            times, amount, first, last = sums.get(customer_id, (0, 0, ordered_at, ordered_at))
            sums[customer_id] = (
                times + 1,
                amount + (yen or 0),
                min(first, ordered_at),
                max(last, ordered_at),
            )
    if not sums:
        return
    _add(sums)


def _add(sums):
    """One statement for all: rows of numbers, joined to the customers."""
    ids, rows = list(sums), list(sums.values())
    given = (
        func.unnest(
            cast(ids, ARRAY(UUID)),
            *(cast([row[n] for row in rows], ARRAY(kind)) for n, kind in enumerate(_COUNTED)),
        )
        .table_valued("id", "times", "yen", "first", "last")
        .render_derived(name="given")
    )
    session.execute(
        update(Customer)
        .where(Customer.id == given.c.id)
        .values(
            order_count=Customer.order_count + given.c.times,
            rank_id=rank_after(Customer.order_count + given.c.times),
            amount=Customer.amount + given.c.yen,
            first_ordered_at=func.least(Customer.first_ordered_at, given.c.first),
            last_ordered_at=func.greatest(Customer.last_ordered_at, given.c.last),
        )
        .execution_options(synchronize_session=False)
    )
