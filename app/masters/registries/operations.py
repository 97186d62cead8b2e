"""Keeping the keys, and asking: what was answered within a day is not asked again."""

from sqlalchemy.dialects.postgresql import insert

from app.kernel import clock, context
from app.kernel.db import session
from app.kernel.errors import Rejected
from app.kernel.ids import new_id
from app.kernel.text import nfkc
from app.masters.registries import gbizinfo, houjin
from app.masters.registries.calling import Unanswered
from app.masters.registries.companies import merged, unpacked
from app.masters.registries.model import GBIZINFO, HOUJIN, RegistryAnswer, RegistryKey
from app.masters.registries.queries import answered, is_fresh, key_row, keys
from app.platform.audit import record

CLIENTS = {HOUJIN: houjin, GBIZINFO: gbizinfo}
SHOWN = 20


def keep_key(service, key):
    """Seal the key of a registry."""
    row = key_row(service)
    if row is None:
        row = RegistryKey(service=service, error="")
        session.add(row)
    row.secrets, row.error, row.changed_at = {"key": key}, "", clock.now()
    session.flush()
    record("registry_key.kept", row, label=service)


def forget_key(service):
    """Throw the key of a registry away."""
    row = key_row(service)
    if row is not None and row.key:
        row.secrets, row.error = None, ""
        record("registry_key.forgotten", row, label=service)


def search(words, prefecture="", place=""):
    """`([Company], [sentence])`: companies with that number or name, and what went wrong.

    `place`: words that the address holds. Raises Rejected for too few words, or without any key.
    """
    number = number_in(words)
    if not number and len(words.strip()) < 2:
        raise Rejected("Enter a corporate number, or at least two letters of the name.", "q")
    question = f"number|{number}" if number else f"name|{nfkc(words).strip()}|{prefecture}"
    found, troubles = _all(question)
    if not number:
        _remember_each(found)
    companies = _together(found)
    wanted = nfkc(place).split()
    near = [one for one in companies if all(word in one.address for word in wanted)]
    return near[:SHOWN], troubles


def look_up(number):
    """Ask all registries about a number (13 digits). Returns the sentences of what went wrong."""
    return _all(f"number|{number}")[1]


def number_in(words):
    """The 13 digits when that is what was typed, else ''. A registration number (T…) is one, too."""
    digits = nfkc(words).strip().upper().removeprefix("T").replace("-", "").replace(" ", "")
    return digits if digits.isdecimal() and len(digits) == 13 else ""


def _all(question):
    have = keys()
    if not have:
        raise Rejected("No registry can be asked yet: its key has to be entered first.", "q")
    found, troubles = {}, []
    for service in CLIENTS:
        if service in have:
            try:
                found[service] = _asked(service, have[service], question)
            except Unanswered as trouble:
                have[service].error = trouble.sentence if trouble.reason == "key" else have[service].error
                troubles.append(trouble.sentence)
    return found, troubles


def _asked(service, row, question):
    there = answered(service, question)
    if is_fresh(there):
        return [unpacked(one) for one in there.companies]
    kind, words, *rest = question.split("|")
    client, address = CLIENTS[service], {"address": row.address} if row.address else {}
    if kind == "number":
        found = client.by_number(words, row.key, **address)
    else:
        found = client.by_name(words, row.key, prefecture=rest[0], **address)
    row.error = ""
    _remember(service, question, found)
    return found


def _remember(service, question, companies):
    values = {"companies": [one.packed() for one in companies], "fetched_at": clock.now()}
    key = {"tenant_id": context.tenant_id(), "service": service, "question": question}
    new = insert(RegistryAnswer).values(id=new_id(), **key, **values)
    session.execute(new.on_conflict_do_update(index_elements=list(key), set_=values))


def _remember_each(found):
    """A list tells all about each of its companies that the tax agency knows."""
    for one in found.get(HOUJIN, ())[:SHOWN]:
        _remember(HOUJIN, f"number|{one.number}", [one])


def _together(found):
    """One Company for each number, those that are open first."""
    by_number = {}
    for companies in found.values():
        for one in companies:
            by_number[one.number] = merged(by_number.get(one.number), one)
    return sorted(by_number.values(), key=lambda one: bool(one.closed_on))
