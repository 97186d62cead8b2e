"""Changes of many records in words."""

from flask import url_for

from app.kernel.i18n import _l, ngettext, translate
from app.records.changes.works import WORKS
from app.records.kit.plain import from_plain
from app.records.kit.queries import titles
from app.records.kit.reading import shown
from app.web.answer import say_undoable

WAYS = {"add": _l("%(what)s added"), "remove": _l("%(what)s taken out")}
TITLES = {
    "archive": _l("Archived"),
    "restore": _l("Taken out of the archive"),
    "delete": _l("Deleted"),
    "undo": _l("Undo"),
}


def title_of(kind, change):
    """What a change did: `Unit: 枚`, `Deleted`. Links by title, as far as the reader may know of them."""
    content = change.content
    if change.action in TITLES:
        return translate(TITLES[change.action])
    if change.action in WORKS:
        return translate(WORKS[change.action].title)
    if change.action == "state":
        return f"{translate(_l('State'))}: {translate(kind.state(content['state']).label)}"
    of = kind.fields.get(content["field"])
    if of is None:
        return content["field"]
    value = from_plain(of, content["value"])
    said = titles(of.link, [value]).get(value, "") if of.link else shown(of, value)
    how = WAYS.get(content.get("way"))
    return f"{translate(of.label)}: {translate(how, what=said) if how else said or '—'}"


def offer_undo(kind, change):
    """A toast that says what was done and takes it back with one click."""
    done = change.counts.get("done", 0)
    said = f"{title_of(kind, change)} · {ngettext('%(num)s row', '%(num)s rows', done)}"
    url = url_for(".create_undo", change_id=change.id) if change.open_to_undo else None
    say_undoable(said, url)
