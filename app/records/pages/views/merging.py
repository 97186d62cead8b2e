"""Two people saved the same record: both changes side by side, to be merged."""

from dataclasses import dataclass
from typing import Any

from app.kernel.db import session
from app.platform.audit.model import AuditEntry
from app.platform.audit.queries import trail_of
from app.records.kit.merging import UNKNOWN, differences
from app.records.kit.plain import from_plain, plain_of
from app.records.kit.queries import titles
from app.records.pages.forms import form_class, offer, texts_of, typed
from app.records.pages.forms.opened import Opened, seen_values
from app.records.pages.views.cells import facts_of
from app.records.pages.views.filling import saved, shared
from app.records.pages.views.happening import events_of
from app.web.answer import page, wants_fragment


@dataclass(frozen=True)
class Line:
    """One field that differs, as the page shows it; `side` is what is chosen now, `by` the line of the trail."""

    field: Any
    before: Any
    theirs: Any
    side: str | None
    conflict: bool
    by: Any


def overtaken(posted):
    """Somebody else saved since the form was opened; nothing of it is lost, on either side."""
    kind, row, typed_fields = posted.kind, posted.row, typed(posted.kind)
    theirs, values = seen_values(kind, row), posted.values
    mine = {name: plain_of(typed_fields[name], value) for name, value in values.items()}
    found = differences(posted.opened.values, theirs, mine)
    if not found:
        return saved(posted, row, None)
    opened = Opened(
        str(row.id),
        row.version,
        theirs,
        since=posted.opened.version,
        before={one.name: one.before for one in found if one.before is not UNKNOWN},
        sides={one.name: one.side for one in found},
    )
    return merge_page(posted, opened, form_class(kind)(formdata=None, data=values), 409)


def merge_page(posted, opened, form, status, twins=()):
    """The page (or, for htmx, the form in place of the one that was sent) with a choice for each field that differs."""
    kind, row = posted.kind, posted.row
    newest = _since(kind, row, opened)
    chosen = posted.chosen if opened is posted.opened else {}
    answered = page(
        "records/pages/records/merge.html",
        fragment="records/pages/records/_merge.html",
        status=status,
        row=row,
        opened=opened,
        lines=[_line(kind, name, opened, chosen, newest) for name in opened.sides if name in form],
        others=[of for name, of in typed(kind).items() if name not in opened.sides and name in form.errors],
        carried=[*_carried(form, opened), *posted.orphans],
        events=events_of(kind, newest),
        **shared(kind, offer(kind, form, row), twins, row),
    )
    return (*answered, {"HX-Retarget": f"#{kind.name}-form"}) if wants_fragment() else answered


def _line(kind, name, opened, chosen, newest):
    of, side = kind.fields[name], opened.sides[name]
    by = next((one for one in newest if name in one.details.get("changes", {})), None)
    before = _said(of, opened.before[name]) if name in opened.before else None
    theirs = _said(of, opened.values[name])
    return Line(of, before, theirs, chosen.get(name, side), side is None, by)


def _said(of, plain):
    value = from_plain(of, plain)
    if of.link and value is not None:
        value = titles(of.link, [value]).get(value, "")
    return facts_of(of, value)


def _since(kind, row, opened):
    """The lines of the trail that brought the record from `opened.since` to `opened.version`, newest first."""
    verbs = [f"{kind.name}.{verb}" for verb in ("changed", "archived", "restored")]
    passed = max(opened.version - opened.since, 1)
    return list(session.scalars(trail_of(row.id, passed).where(AuditEntry.verb.in_(verbs))))


def _carried(form, opened):
    """`(name, text)` of hidden inputs: the fields in which nothing differs."""
    for name in opened.values:
        if name in form and name not in opened.sides and not form[name].errors:
            yield from ((name, text) for text in texts_of(form[name]))
