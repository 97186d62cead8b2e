"""Activities as iCalendar (RFC 5545): moments in UTC, an id and a sequence that stay with the activity."""

import datetime as dt

from icalendar import Calendar, Event, vDuration, vText

from app.kernel.i18n import translate
from app.records.layouts.shaping import labels_of
from app.sales.activities.model import RESULT
from app.sales.activities.record import ACTIVITY

USUAL = dt.timedelta(minutes=30)
"""What a plan without an end takes up."""
EVERY = dt.timedelta(minutes=15)
"""How often programs may ask again."""


def calendar_of(entries, name, address_of):
    """The bytes of a calendar. `entries` as `queries.entries` gives them; `address_of(id)`: the page of an activity.

    The same activities always give the same bytes.
    """
    calendar = Calendar()
    calendar.add("prodid", "-//Choba//Plans//JA")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("x-wr-calname", vText(name))
    calendar.add("refresh-interval", vDuration(EVERY), parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", vDuration(EVERY))
    for one in entries:
        calendar.add_component(_event(one, address_of(one.id)))
    return calendar.to_ical(sorted=False)


def _event(one, address):
    event = Event()
    event.add("uid", f"{one.id}@activities.choba")
    event.add("dtstamp", _utc(one.changed_at))
    event.add("created", _utc(one.created_at))
    event.add("last-modified", _utc(one.changed_at))
    event.add("sequence", max(one.version - 1, 0))
    event.add("dtstart", _utc(one.starts_at))
    event.add("dtend", _utc(one.ends_at or one.starts_at + USUAL))
    event.add("summary", _summary(one))
    event.add("status", "CANCELLED" if one.state == "archived" else "CONFIRMED")
    event.add("class", "PRIVATE" if one.restricted else "PUBLIC")
    event.add("url", address)
    event.add("categories", [translate(labels_of(ACTIVITY, "kind").get(one.kind, ""))])
    for name, text in (("location", one.place), ("description", _description(one))):
        if text:
            event.add(name, text)
    return event


def _summary(one):
    done = f"{translate('Result')}: " if one.standing == RESULT else ""
    return f"{done}{one.name}{f' ({one.partner})' if one.partner else ''}"


def _description(one):
    said = (
        (translate("Person met"), one.person),
        (translate("Opportunity"), one.deal),
        (translate("Purpose"), one.purpose),
    )
    return "\n".join(f"{label}: {text}" for label, text in said if text)


def _utc(moment):
    return moment.astimezone(dt.UTC).replace(microsecond=0)
