"""名寄せ: records that are perhaps the same one twice, side by side, made into one."""

import uuid

from flask import request, url_for

from app.kernel.i18n import _
from app.records.kit.alike import twins_of
from app.records.kit.extras import held
from app.records.kit.queries import every, titles
from app.records.moves import operations, queries
from app.records.moves.candidates import MOST, pairs_of
from app.records.moves.choosing import lines_of
from app.records.moves.forms import MergeForm, for_other, sides_in
from app.records.moves.parts import parts_of
from app.web.answer import answer, page
from app.web.finding import find


def candidates(kind):
    """Pairs of the whole record type that agree in what tells records apart."""
    pairs, more = pairs_of(kind)
    labels = {name: of.label for name, of in kind.fields.items()}
    return page(
        "records/moves/candidates.html", kind=kind, pairs=pairs, labels=labels, most=MOST if more else None
    )


def new_merge(kind):
    """Which other record; then both side by side. `keep` stays, `other` goes."""
    target = find(every(kind), _id("keep"))
    if not request.args.get("other") and not request.args.get("other_text"):
        return _ask_for_other(kind, target, for_other(kind, formdata=None), 200)
    form = for_other(kind, formdata=request.args)
    if not form.validate() or form.other.data == target.id:
        if not form.errors:
            form.refuse(_("Choose two different records."), "other")
        return _ask_for_other(kind, target, form, 422)
    source = find(every(kind), form.other.data)
    return _side_by_side(kind, target, source, MergeForm(formdata=None), sides_in(request.args))


def create_merge(kind):
    """Make the two one."""
    target, source = (find(every(kind), _id(name, request.form)) for name in ("keep", "other"))
    form, take = MergeForm(), sides_in(request.form)
    form.validate()
    form.ask_again()
    if not form.errors:
        with form.absorbing():
            move = operations.merge(kind, target, source, take, form.versions_seen())
    if form.errors:
        return _side_by_side(kind, target, source, form, take, 422)
    said = _("“%(other)s” is part of “%(name)s” now.", other=move.source_label, name=move.target_label)
    return answer(None, url_for(".show", move_id=move.id), said)


def _id(name, arguments=None):
    try:
        return uuid.UUID((arguments or request.args).get(name, ""))
    except ValueError:
        return None


def _ask_for_other(kind, target, form, status):
    fields = {one.field: held(target, kind.fields[one.field]) or "" for one in kind.alike}
    twins = [one for one in twins_of(kind, fields) if one.id != target.id]
    text = form.other.text or titles(kind.name, [form.other.data]).get(form.other.data, "")
    labels = {name: of.label for name, of in kind.fields.items()}
    return page(
        "records/moves/other.html",
        status=status,
        kind=kind,
        target=target,
        form=form,
        text=text,
        twins=twins,
        labels=labels,
    )


def _side_by_side(kind, target, source, form, take, status=200):
    lines = lines_of(kind, target, source, take)
    form.versions.data = f"{target.version}-{source.version}"
    counts = [queries.counted(kind, one, source.id, target.id) for one in parts_of(kind)]
    return page(
        "records/moves/merge.html",
        fragment="records/moves/_merge.html",
        status=status,
        kind=kind,
        target=target,
        source=source,
        form=form,
        lines=[one for one in lines if one.differs],
        same=[(one.field.label, one.target) for one in lines if not one.differs and one.target],
        counts=[one for one in counts if one.any],
        staying=queries.staying(kind, source.id),
    )
