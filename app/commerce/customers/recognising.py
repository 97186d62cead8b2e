"""Which customer an order is from: one whose telephone and name, or mail and name, are the same; else a new one."""

from sqlalchemy import UUID, BigInteger, DateTime, cast, func, select, update
from sqlalchemy.dialects.postgresql import ARRAY

from app.commerce.customers.beginnings import beginnings
from app.commerce.customers.model import Customer
from app.commerce.customers.ranking import rank_after, ranking
from app.kernel import clock
from app.kernel.among import among
from app.kernel.copying import copy_in
from app.kernel.db import session
from app.kernel.ids import new_id
from app.records.numbering import series, take_many

_NOTHING = (0, 0, None, None)
_COUNTED = (BigInteger, BigInteger, DateTime(timezone=True), DateTime(timezone=True))

series("customer", "C{SEQ:7}", scope="none", gapless=False)


def recognise(buyers, purchases=()):
    """`(customer id, is new)` of `buyers` (`[(person, keys)]`), in order; unknown ones are entered as customers.

    A buyer without telephone, mail and name is nobody's customer (None, False): some malls leave them out.
    `purchases`: what each of them bought now, `(ordered_at, yen)`, yen may be None; None for what does not count.
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
    sums = _sums(found, purchases)
    _enter(fresh, sums)
    _add({one: row for one, row in sums.items() if one not in fresh})
    return found


def _sums(found, purchases):
    """`{customer id: (times, yen, first, last)}`."""
    sums = {}
    for (one, _new), purchase in zip(found, purchases, strict=False):
        if one is not None and purchase is not None:
            ordered_at, yen = purchase
            times, amount, first, last = sums.get(one, (0, 0, ordered_at, ordered_at))
            sums[one] = times + 1, amount + (yen or 0), min(first, ordered_at), max(last, ordered_at)
    return sums


def _names(keys):
    """The pairs a customer is recognised by."""
    if keys.name_key is None:
        return []
    pairs = (("phone", keys.phone_key), ("mail", keys.mail_key))
    return [(kind, key, keys.name_key) for kind, key in pairs if key is not None]


def _known(all_keys):
    """`{name: id}` of customers that are there already; a merged one leads to whom it was merged into.

    The name is asked for too: thousands may share a shop's own telephone or mail address.
    """
    found, names = {}, {keys.name_key for keys in all_keys} - {None}
    for kind, column in (("phone", Customer.phone_key), ("mail", Customer.mail_key)):
        wanted = {key for keys in all_keys for k, key, _name in _names(keys) if k == kind}
        rows = session.execute(
            select(column, Customer.name_key, Customer.id, Customer.merged_into_id)
            .where(among(column, wanted), among(Customer.name_key, names))
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


def _enter(fresh, sums):
    if not fresh:
        return
    codes, now, rank_of = take_many("customer", len(fresh)), clock.now(), ranking()
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
                **_counted(*sums.get(one, _NOTHING), rank_of),
                "created_at": now,
            }
            for code, (one, (person, keys)) in zip(codes, fresh.items(), strict=True)
        ),
    )


def _counted(times, yen, first, last, rank_of):
    return {
        "order_count": times,
        "amount": yen,
        "first_ordered_at": first,
        "last_ordered_at": last,
        "rank_id": rank_of(times),
    }


def _add(sums):
    """Add to the counts of customers, in one statement: rows of numbers, joined to the customers."""
    if not sums:
        return
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
