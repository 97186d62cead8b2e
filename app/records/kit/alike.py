"""Records that are perhaps the same one twice: found while somebody types, and once more before it is saved.

Candidates come from the search index (fields of `SEARCHED`) or by equality, and are compared here as the trade compares
them: company forms, spaces, hyphens and widths do not count.
"""

import re
import uuid
from dataclasses import dataclass

from sqlalchemy import func, select

from app.kernel.db import session
from app.kernel.likeness import COMPANY_FORMS, JOINTS, mail_key, name_key, phone_key
from app.kernel.text import fold
from app.platform.search.asking import MOST_WORDS, Order, matching_ids, searchable
from app.records.kit.extras import expression, held
from app.records.kit.queries import key_of, reach

CANDIDATES = 200
SHOWN = 5
_ALNUM = re.compile(r"[0-9a-z]+")


@dataclass(frozen=True)
class Twin:
    """Another record that is perhaps the same; `fields` are the names of those that agree."""

    id: uuid.UUID
    key: str
    title: str
    state: str
    fields: tuple[str, ...]
    strong: bool


@dataclass(frozen=True)
class Way:
    """How texts are compared: by `key(text)` ("" is like nothing), and the `words(text)` that find candidates."""

    key: object
    words: object


def _phone_key(text):
    return phone_key(text) or ""


def _name_words(text):
    words = [one for one in COMPANY_FORMS.sub(" ", fold(text)).split() if one][:MOST_WORDS]
    yield words
    core = JOINTS.sub("", COMPANY_FORMS.sub("", fold(text)))
    if len(core) > 3:
        yield list(dict.fromkeys((core[:2], core[-2:])))  # the same name with a space in it


def _phone_words(text):
    digits = _phone_key(text)
    yield [digits]
    yield list(dict.fromkeys((digits[:2], digits[-4:])))  # whatever stands between the groups


WAYS = {
    "name": Way(name_key, _name_words),
    "number": Way(
        lambda text: "".join(_ALNUM.findall(fold(text))),
        lambda text: [_ALNUM.findall(fold(text))[:MOST_WORDS]],
    ),
    "mail": Way(mail_key, lambda text: [[fold(text)]]),
    "phone": Way(_phone_key, _phone_words),
}


def twins_of(kind, values, row=None, only=None):
    """The records within reach that are like `values` (field → text), strongest first, at most SHOWN.

    Of a `row` that is being edited only what changed is asked for. `only`: the name of the one field to look at.
    """
    asked = [one for one in kind.alike if one.field in kind.visible and (only is None or one.field == only)]
    asked = [one for one in asked if WAYS[one.way].key(values.get(one.field) or "")]
    if row is not None:
        asked = [one for one in asked if held(row, kind.fields[one.field]) != values[one.field]]
    if not asked:
        return []
    rows = _rows(kind, asked, values, row)
    found = [twin for twin in (_twin(kind, asked, values, one) for one in rows) if twin]
    return sorted(found, key=lambda one: (not one.strong, -len(one.fields), one.key))[:SHOWN]


def _rows(kind, asked, values, row):
    ids, equal = set(), []
    for one in asked:
        text = values[one.field]
        if one.field in kind.model.SEARCHED:
            for words in WAYS[one.way].words(text):
                ids |= _holding(kind, words) if searchable(words) else set()
        else:
            equal += session.scalars(
                select(kind.model.id).where(
                    reach(kind), expression(kind.model, kind.fields[one.field]) == text
                )
            )
    ids |= set(equal)
    ids -= {row.id} if row is not None else set()
    if not ids:
        return []
    columns = [expression(kind.model, kind.fields[one.field]).label(f"like_{one.field}") for one in asked]
    title = getattr(kind.model, kind.title)
    found = select(kind.model.id, key_of(kind).label("key"), title.label("title"), kind.model.state, *columns)
    return session.execute(found.where(kind.model.id.in_(ids), reach(kind)).order_by(key_of(kind))).all()


def _holding(kind, words):
    """Ids of rows that hold the words; a restricted record never takes the place of one that may be shown."""
    if not kind.private:
        return set(matching_ids(kind.table, words, Order(kind.key), wanted=CANDIDATES))
    holds = (func.strpos(kind.model.search_text, word) > 0 for word in words)
    return set(session.scalars(select(kind.model.id).where(reach(kind), *holds).limit(CANDIDATES)))


def _twin(kind, asked, values, row):
    same = [
        one
        for one in asked
        if WAYS[one.way].key(getattr(row, f"like_{one.field}") or "") == WAYS[one.way].key(values[one.field])
    ]
    if not same:
        return None
    strong = any(one.strong for one in same)
    return Twin(row.id, row.key, row.title, row.state, tuple(one.field for one in same), strong)
