"""The screen of maintenance: find, look at what would change, do it."""

from flask import Blueprint, url_for

from app.kernel.i18n import _
from app.masters.responsible import colleagues
from app.records.changes.operations import MOST
from app.records.kit.describing import TWICE
from app.records.kit.queries import titles
from app.records.layouts.shaping import shaped
from app.records.lists.asking import question_from
from app.sales.maintenance.forms import KINDS, LINKS, for_maintenance
from app.sales.maintenance.operations import check, maintain
from app.sales.maintenance.selecting import id_in, preview
from app.sales.maintenance.working import ADD, END, REPLACE
from app.sales.owners.choices import LABELS
from app.sales.permissions import OWNERS_MAINTAIN
from app.web import menu
from app.web.answer import answer, page
from app.web.guards import requires

bp = Blueprint("maintenance", __name__, url_prefix="/owner-maintenance")
menu.entry("sell", "Maintenance of owners", "sales.maintenance.new", "users", OWNERS_MAINTAIN, position=80)


@bp.get("")
@requires(OWNERS_MAINTAIN)
def new():
    """Which records, and what is to become of their owners."""
    return _page(for_maintenance(formdata=None))


@bp.post("/previews")
@requires(OWNERS_MAINTAIN)
def create_preview():
    """What would change."""
    form = for_maintenance()
    found = _found(form)
    return _page(form, found, 422 if form.errors else 200)


@bp.post("")
@requires(OWNERS_MAINTAIN)
def create():
    """Do it: what was looked at, and where there are very many rows only when asked twice."""
    form = for_maintenance()
    found = _found(form)
    if found and (form.seen.data != found["seen"] or (found["total"] > TWICE and not form.sure.data)):
        form.refuse(_("Look at what would change, then confirm it."))
    if not form.errors:
        with form.absorbing():
            change = maintain(found["kind"], found["question"], form.content())
    if form.errors:
        return _page(form, found, 422)
    return answer(None, url_for(f"{found['kind'].endpoint}.show_change", change_id=change.id))


def _found(form):
    """What the form asks for, or None where it is wrong."""
    if not form.validate():
        return None
    with form.absorbing():
        check(form.content())
    if form.errors:
        return None
    kind, content = shaped(KINDS[form.kind.data]), form.content()
    question = question_from(kind, form.asked())
    rows, total, main = preview(kind, question, content)
    if total > MOST:
        form.refuse(_("These are too many rows for one change. Narrow the list down first."))
        return None
    seen = "|".join(str(one) for one in (kind.name, *form.asked().values(), *content.values(), total))
    lines = [(row, *_words(row, content)) for row in rows]
    return {"kind": kind, "question": question, "lines": lines, "total": total, "main": main, "seen": seen}


def _words(row, content):
    """Who works on a record before and after, in words."""
    out, new = (getattr(colleagues().get(id_in(content, one)), "name", "") for one in ("from", "to"))
    main = colleagues().get(row.owner_id)
    before = [(LABELS["main"], main.name)] if main else []
    before += [(LABELS[role], out) for role in row.roles or ()]
    if content["verb"] == ADD:
        return before, [*before, (LABELS[content["role"]], new)]
    if content["verb"] == END:
        return before, [one for one in before if one != (LABELS[content["role"]], out)]
    return before, [(label, new if name == out else name) for label, name in before]


def _page(form, found=None, status=200):
    texts = {
        name: form[name].text or titles(of.link, [form[name].data]).get(form[name].data, "")
        for name, of in LINKS.items()
    }
    form.seen.data = found["seen"] if found else ""
    facts = {"form": form, "found": found, "texts": texts, "twice": TWICE, "replacing": REPLACE}
    return page("sales/maintenance/new.html", "sales/maintenance/_form.html", status, **facts)
