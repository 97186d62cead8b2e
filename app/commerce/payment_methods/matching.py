"""Which payment method a shop's word means."""

from dataclasses import dataclass
from functools import cache

from sqlalchemy import select

from app.commerce.payment_methods.defaults import STARTING
from app.commerce.payment_methods.model import PaymentMethod
from app.kernel.copying import copy_in
from app.kernel.db import session
from app.kernel.ids import new_id
from app.kernel.text import fold
from app.platform.search.model import search_text_of


@dataclass(frozen=True)
class Method:
    """What an order needs to know of its method."""

    id: object
    name: str
    kind: str


class Methods:
    """The tenant's payment methods by code and by the shops' words; the starting ones are entered when it has none."""

    def __init__(self):
        rows = _rows() or _start()
        self.by_code = {code: Method(one, name, kind) for one, code, name, kind, _names in rows}
        self.by_word = {
            fold(word): self.by_code[code]
            for _one, code, name, _kind, names in reversed(rows)
            for word in (name, *names.splitlines())
            if word.strip()
        }
        self._of_word = cache(lambda word: self.by_word.get(fold(word)))

    def find(self, code, word):
        """The method of a code, else of a word; None when it is not set up."""
        return self.by_code.get(code) or self._of_word(word)


def _rows():
    return session.execute(
        select(
            PaymentMethod.id, PaymentMethod.code, PaymentMethod.name, PaymentMethod.kind, PaymentMethod.names
        )
        .where(PaymentMethod.state == "active")
        .order_by(PaymentMethod.code)
    ).all()


def _start():
    rows = [(new_id(), code, name, kind, "\n".join(words)) for code, name, kind, words in STARTING]
    copy_in(
        PaymentMethod,
        [
            {"id": one, "code": code, "name": name, "kind": kind, "names": names,
             "search_text": search_text_of((code, name, names)), "state": "active"}
            for one, code, name, kind, names in rows
        ],
    )  # fmt: skip
    return rows


def offered_methods():
    """`[(code, name)]` of methods one may choose; those every tenant starts with while none is set up."""
    rows = session.execute(
        select(PaymentMethod.code, PaymentMethod.name)
        .where(PaymentMethod.state == "active")
        .order_by(PaymentMethod.code)
    ).all()
    return [(code, name) for code, name in rows] or [(code, name) for code, name, _kind, _words in STARTING]
