"""The time line of a record, and what the audit trail says of it."""

from dataclasses import dataclass

from flask import redirect, render_template, request, url_for

from app.kernel.i18n import _l
from app.kernel.ids import id_of
from app.records.activity import queries as activity
from app.records.comments.forms import CommentForm
from app.records.comments.queries import minutes_to_edit
from app.records.following.queries import standing
from app.records.kit.queries import every
from app.records.pages.views.entries import change_of, entry_of
from app.records.pages.views.veiling import unveiled, unveiled_facts
from app.web.answer import wants_fragment
from app.web.finding import find
from app.web.paging import decode, encode

FILTERS = (
    ("", _l("All")),
    ("comments", _l("Comments")),
    ("changes", _l("Changes")),
    ("files", _l("Files")),
)
OWN = ("about", "before", "comment", "reply_to", "_method")
"""The arguments of an address that speak of the time line; the rest is the list one came from."""


@dataclass(frozen=True)
class TimeLine:
    """A stretch of the time line: `earlier` is the token of what follows below, `complete` whether it begins on top."""

    entries: list
    about: str
    earlier: str | None
    complete: bool
    rest: dict

    @property
    def filters(self):
        """The filters to choose from: `(word of the address, label)`."""
        return FILTERS

    def address(self, **changes):
        """Arguments of an address that shows this line with something changed; None takes one away."""
        kept = {"about": self.about or None, **changes}
        return {**self.rest, **{name: value for name, value in kept.items() if value is not None}}


def rest_of(arguments):
    """What an address says beside the time line: the question of the list one came from."""
    every = arguments.to_dict(flat=False).items()
    return {name: values for name, values in every if name not in OWN}


def time_line(kind, row, minutes, arguments):
    """The TimeLine that an address asks for: by filter, from a place on, or so that one comment is among it."""
    about = arguments.get("about", "") if arguments.get("about") in activity.ABOUT else ""
    place = decode(arguments.get("before", ""))
    before = place[1:] if place else None
    found = activity.happenings(row.id, about, before)
    wanted = id_of(arguments.get("comment"))
    if wanted and all(one.id != wanted for one in found[: activity.PAGE]):
        before = activity.place_of(wanted, row.id) or before
        found = activity.happenings(row.id, about, before)
    more, shown = found[activity.PAGE :], unveiled_facts(kind, found[: activity.PAGE])
    return TimeLine(
        [entry_of(kind, one, minutes) for one in shown],
        about,
        encode(more[0].at, more[0].id, "n") if more else None,
        before is None,
        rest_of(arguments),
    )


def happening(kind, record_id):
    """A filter of the time line, or what lies further back; without htmx the page of the record shows it."""
    row = find(every(kind), record_id)
    if not wants_fragment():
        return redirect(url_for(".show", record_id=row.id, **request.args.to_dict(flat=False)), 303)
    line = time_line(kind, row, standing(row.id, minutes_to_edit()).further, request.args)
    part = "_entries" if "before" in request.args else "_happening"
    return render_template(
        f"records/pages/happening/{part}.html", kind=kind, row=row, line=line, form=CommentForm(formdata=None)
    )


def events_of(kind, entries):
    """What lines of the trail say, each with `changes` as label, before, after."""
    told = unveiled(kind, [entry.details for entry in entries])
    return [
        change_of(kind, entry.verb, details, entry.actor_name, entry.at, entry.for_actor_name)
        for entry, details in zip(entries, told, strict=True)
    ]
