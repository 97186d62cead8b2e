"""What programs ask a list, read from the address. Nothing is passed over: what cannot be answered is refused."""

import datetime as dt
import re
from dataclasses import dataclass, replace

from app.kernel.i18n import _l
from app.kernel.problems import Fault, Problem
from app.platform.search.asking import Condition
from app.records.kit.filters import Filter, Option
from app.records.lists.asking import MOST_ASKED, Question, question_from, sortable
from app.records.lists.operators import is_readable, operators_of
from app.records.rest.naming import FIXED, OWN, OWN_FIELD, properties

USUAL, MOST = 100, 500
PLAIN = ("q", "sort", "fields", "limit", "cursor", "count", "updated_since")
_ASKED = re.compile(r"(?P<group>\w{1,20}~)?(?P<name>\w+(?:\.\w+)?)\.(?P<operator>[a-z]+)")


@dataclass(frozen=True)
class Listing:
    """A list as it was asked for. `kind` knows the filter `updated_since` too; `fields` empty: all of them."""

    kind: object
    question: Question
    limit: int
    fields: tuple[str, ...]
    counted: bool


def listing(kind, arguments):
    """The Listing of `arguments` (`{name: [texts]}`). Raises Problem (400) that names each parameter at fault."""
    faults, plain = [], {}
    known = properties(kind)
    for name, texts in arguments.items():
        if any("\0" in text for text in texts):
            faults.append(Fault("A text holds no NUL character.", name))
        elif name in PLAIN or any(name == one.name for one in kind.filters):
            plain[name] = texts[-1]
        else:
            _field_question(kind, known, name, texts, plain, faults)
    plain["sort"] = _sort(kind, known, plain.get("sort", ""), faults)
    limit = limit_asked(plain.get("limit", str(USUAL)), faults)
    fields = _fields(known, plain.get("fields", ""), faults)
    _quick(kind, plain, faults)
    since = _since(plain.get("updated_since"), faults)
    refuse_address(faults)
    asked = kind if since is None else replace(kind, filters=(*kind.filters, since))
    question = replace(question_from(asked, plain), columns=(kind.key,), after=plain.get("cursor", ""))
    return Listing(asked, question, limit, fields, plain.get("count") == "1")


def _field_question(kind, known, name, texts, plain, faults):
    match = _ASKED.fullmatch(name)
    of = match and (known.get(match["name"]) or kind.visible.get(match["name"]))
    if not of or match["operator"] not in operators_of(of) or len(plain) >= MOST_ASKED:
        faults.append(Fault("There is no such parameter.", name, code="unknown_parameter"))
    elif not all(text.strip() and is_readable(of, match["operator"], text) for text in texts):
        faults.append(Fault("This value cannot be read.", name))
    else:
        plain[f"{match['group'] or ''}{of.name}.{match['operator']}"] = texts


def _sort(kind, known, text, faults):
    name = text.removeprefix("-")
    of = known.get(name)
    field = of.name if of else name
    if text and not sortable(kind, field):
        faults.append(Fault("A list cannot be sorted by this.", "sort"))
    return f"{'-' if text.startswith('-') else ''}{field}"


def limit_asked(text, faults):
    """How many at once. What is no number from 1 to MOST is added to `faults`."""
    if re.fullmatch(r"[0-9]{1,4}", text) and 1 <= int(text) <= MOST:
        return int(text)
    faults.append(Fault("Enter a number from %(least)s to %(most)s.", "limit", least=1, most=MOST))
    return USUAL


def _fields(known, text, faults):
    names = tuple(dict.fromkeys(one for one in text.split(",") if one))
    names = tuple(f"{OWN}.{n.removeprefix(OWN_FIELD)}" if n.startswith(OWN_FIELD) else n for n in names)
    missing = [one for one in names if one not in known and one not in FIXED]
    if missing:
        faults.append(Fault("There is no field %(names)s.", "fields", names=", ".join(missing)[:200]))
    return names


def _quick(kind, plain, faults):
    if plain.get("count", "1") not in ("0", "1"):
        faults.append(Fault("Write 1 or 0.", "count"))
    for one in kind.filters:
        words = [option.value for option in one.offered()] if plain.get(one.name) else []
        if words and plain[one.name] not in words:
            offered = ", ".join(word for word in words if word)
            faults.append(Fault("Use one of: %(choices)s.", one.name, code="not_a_choice", choices=offered))


def _since(text, faults):
    moment = None if text is None else moment_asked("updated_since", text, faults)
    if moment is None:
        return None
    return Filter("updated_since", "", (Option(text, "", (Condition("changed_at", "from", (moment,)),)),))


def moment_asked(name, text, faults):
    """The moment in an address, None when it is none: that is added to `faults`."""
    try:
        moment = dt.datetime.fromisoformat(text.replace(" ", "+"))
    except ValueError:
        moment = None
    if moment is not None and moment.tzinfo is not None and 1000 < moment.year < 9000:
        return moment
    kind = _l("a moment with its offset, such as 2026-11-21T09:00:00+09:00")
    faults.append(Fault("This must be %(kind)s.", name, kind=kind))
    return None


def refuse_address(faults):
    """Raise Problem (400) when there is any fault."""
    if faults:
        raise Problem(
            "The address asks for something that is not there.",
            status=400,
            code="invalid_parameter",
            faults=faults,
        )
