"""What programs ask of lists of deals and of events, read from the address. What cannot be answered is refused."""

from dataclasses import dataclass

from app.kernel.problems import Fault
from app.records.rest.asking import USUAL, limit_asked, moment_asked, refuse_address
from app.trade.desk.queries import LATEST, Wanted, deals
from app.trade.desk.wording import STATES
from app.trade.rest.finding import KEYS, seats_with
from app.trade.rooms.model import Participation
from app.trade.rulebooks.patterns import DIRECTIONS

CHOICES = {"status": tuple(STATES), "direction": DIRECTIONS, "unread": ("1", "0")}
LISTED = ("q", *CHOICES, *KEYS, "updated_since", "limit", "cursor")
EVENTS = ("after", "limit")


@dataclass(frozen=True)
class Listing:
    """A list as it was asked for: its select, how many at once, and where to go on."""

    select: object
    limit: int
    cursor: str


def listing(arguments):
    """The Listing of `arguments` (`{name: text}`, LISTED). Raises Problem (400) that names each parameter at fault."""
    faults = _faults(arguments)
    for name, words in CHOICES.items():
        if arguments.get(name) and arguments[name] not in words:
            choices = ", ".join(words)
            faults.append(Fault("Use one of: %(choices)s.", name, code="not_a_choice", choices=choices))
    limit = limit_asked(arguments.get("limit", str(USUAL)), faults)
    since = arguments.get("updated_since")
    moment = moment_asked("updated_since", since, faults) if since else None
    keys = _keys(arguments)
    if "scac" in keys and "booking_number" not in keys:
        faults.append(Fault("Send the booking number too.", "scac", code="key_required"))
    refuse_address(faults)
    asked = deals(
        Wanted(
            words=arguments.get("q", "")[:100],
            status=arguments.get("status", ""),
            direction=arguments.get("direction", ""),
            unread=arguments.get("unread") == "1",
        )
    )
    if keys:
        asked = asked.where(Participation.id.in_([seat for _deal, seat in seats_with(**keys)]))
    if moment is not None:
        asked = asked.where(moment <= LATEST)
    return Listing(asked, limit, arguments.get("cursor", ""))


def one_key(arguments):
    """The keys that name one deal: its number, an own number, a booking with its carrier, a B/L, a container.

    Raises Problem.
    """
    faults, keys = _faults(arguments), _keys(arguments)
    whole = ({"number"}, {"own_number"}, {"booking_number", "scac"}, {"bl_number"}, {"container"})
    if set(keys) not in whole:
        message = "Send number, own_number, bl_number, container, or booking_number with scac."
        faults.append(Fault(message, None, code="key_required"))
    refuse_address(faults)
    return keys


def events_asked(arguments):
    """`(after, limit)` of an address. Raises Problem."""
    faults = _faults(arguments)
    limit = limit_asked(arguments.get("limit", str(USUAL)), faults)
    refuse_address(faults)
    return arguments.get("after", ""), limit


def _keys(arguments):
    return {name: arguments[name].strip() for name in KEYS if arguments.get(name, "").strip()}


def _faults(arguments):
    return [Fault("A text holds no NUL character.", name) for name, text in arguments.items() if "\0" in text]
