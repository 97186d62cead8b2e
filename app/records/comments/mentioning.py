"""@ and a name: whom a comment speaks to."""

import re

from sqlalchemy import Text, cast, func, or_, select
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import aliased

from app.kernel.db import session
from app.kernel.text import to_katakana
from app.records.kit.describing import LINKS

MOST = 30
_AT = re.compile(r"(?<![\w.+-])[@\uff20]([^\s@\uff20][^\n@\uff20]{0,79}(?:@[\w.-]+)?)", re.ASCII)
_SPACES = re.compile(r"[ \u3000]+")


def mentioned(body):
    """`([(user id, name, the words with their @)], [words that fit several])` of the colleagues a text names.

    By whole name (with or without the space between) or by mail address; the longest that fits counts.
    """
    named = [(found[0][0], found[1]) for found in _AT.finditer(body)][:MOST]
    people = _people([_plain(tail) for _sign, tail in named]) if named else []
    found, unclear = {}, []
    for sign, tail in named:
        fitting = _longest(tail, people)
        for user_id, name, words in fitting if len(fitting) == 1 else ():
            found.setdefault(user_id, (user_id, name, sign + words))
        if len(fitting) > 1:
            unclear.append(sign + fitting[0][2])
    return list(found.values()), list(dict.fromkeys(unclear))


def _plain(text):
    return _SPACES.sub("", text).lower()


def _compact(column):
    return func.lower(func.regexp_replace(column, "[ \u3000]+", "", "g"))


def _people(tails):
    user = LINKS["user"].model
    said = func.unnest(cast(tails, ARRAY(Text))).table_valued("tail", name="said").render_derived()
    tail = said.c.tail
    fits = or_(func.starts_with(tail, _compact(user.name)), func.starts_with(tail, func.lower(user.email)))
    found = select(user.id, user.name, user.email).where(user.state == "active", user.name != "")
    return session.execute(
        found.where(select(1).select_from(said).where(fits).correlate(user).exists())
    ).all()


def _longest(tail, people):
    """`[(id, name, words)]` of those whose name or address the tail begins with, the longest of them."""
    fitting = []
    for person in people:
        for called in (person.email, person.name):
            pattern = r"[ \u3000]*".join(map(re.escape, _SPACES.sub("", called)))
            match = re.match(pattern, tail, re.IGNORECASE)
            if match:
                fitting.append((len(_plain(match[0])), (person.id, person.name, match[0])))
                break
    most = max((length for length, _one in fitting), default=0)
    return [one for length, one in fitting if length == most]


def colleagues_like(typed, limit=8):
    """`[(id, name, what to write after the @)]` of active colleagues whose name, reading or address begins so.

    Where several have the same name, that is the address.
    """
    user = LINKS["user"].model
    twin, plain = aliased(user), _plain(typed)
    namesakes = select(func.count()).where(twin.name == user.name, twin.state == "active").scalar_subquery()
    begins = or_(
        func.starts_with(_compact(user.name), plain),
        func.starts_with(_compact(user.kana), to_katakana(plain)),
        func.starts_with(func.lower(user.email), plain),
    )
    rows = session.execute(
        select(user.id, user.name, user.email, namesakes)
        .where(user.state == "active", user.name != "", begins)
        .order_by(user.kana, user.id)
        .limit(limit)
    )
    return [(one, name, name if same == 1 else email) for one, name, email, same in rows]
