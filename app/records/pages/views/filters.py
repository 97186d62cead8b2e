"""The panel that asks a list one more question: choose a field, then what to ask of it. What is asked of persons is
posted, so that no address holds it; else plain GET forms.
"""

from flask import redirect, render_template, request, url_for

from app.kernel.errors import Rejected
from app.kernel.i18n import _, translate
from app.records.kit import queries as kit
from app.records.kit.finding import help_for
from app.records.lists import building
from app.records.lists.asking import question_from
from app.records.lists.operators import LABELS, WHEN, WORDS_OF_LINKS, Asked
from app.records.lists.wording import WORDS, linked_titles, sentence, value_said
from app.records.pages.views.asked import address_of, panel_page
from app.web.answer import wants_fragment


def filters(kind):
    """The fields to choose from, or the form of one of them."""
    question, of = question_from(kind, request.args), kind.visible.get(request.args.get("_field", ""))
    place = _place()
    return _panel(kind, question, of, place, place.asked(question))


def answer_filter(kind):
    """To the list with what was asked; 422 with the panel when it cannot be read."""
    given = request.values
    question, of = question_from(kind, given), kind.visible.get(given.get("_field", ""))
    place = _place()
    if of is None:
        return redirect(url_for(".index", **address_of(question)), 303)
    try:
        asked = building.built(of, _chosen())
    except Rejected as refusal:
        return _panel(kind, question, of, place, _tried(of), str(refusal))
    target = url_for(".index", **address_of(building.placed(question, asked, place)))
    return ("", 204, {"HX-Redirect": target}) if wants_fragment() else redirect(target, 303)


def create_answer(kind):
    """The same, posted."""
    return answer_filter(kind)


def filter_options(kind):
    """Rows for the type-ahead of a link that is asked for."""
    of = kind.visible.get(request.args.get("_field", ""))
    typed = request.args.get("_typed", "")
    rows = kit.options(of.link, typed) if of is not None and of.link else ()
    return render_template("records/pages/lists/_options.html", rows=rows)


def _place():
    return building.Place(request.values.get("_group", type=int), request.values.get("_number", type=int))


def _chosen():
    given = request.values
    return building.Chosen(
        given.get("_way", ""),
        tuple(text.strip() for text in given.getlist("_value")),
        (given.get("_from", "").strip(), given.get("_to", "").strip()),
        given.get("_when", ""),
        given.get("_typed", "").strip(),
    )


def _tried(of):
    """What was sent, as it stands in the form again."""
    chosen = _chosen()
    return Asked(of.name, chosen.way or building.ways_of(of)[0], chosen.values)


def _panel(kind, question, of, place, asked, trouble=""):
    way = building.way_of(asked) if asked else of and building.ways_of(of)[0]
    named = linked_titles(kind, question)
    return panel_page(
        "filters",
        status=422 if trouble else 200,
        kind=kind,
        question=question,
        of=of,
        place=place,
        way=way,
        ways=[(one, _label(of, one)) for one in building.ways_of(of)] if of else (),
        values=asked.values if asked and way not in (building.RANGE, "when") else (),
        edges=_chosen().edges if trouble else building.edges_of(asked),
        when=asked.values[0] if asked and way == "when" and asked.values else "",
        stretches=list(WHEN.items()),
        choices=_choices(of, asked, named) if of else (),
        word=of and WORDS_OF_LINKS.get(of.link),
        words=WORDS,
        helps=help_for(of),
        groups=[_or_said(kind, group, named) for group in question.asked],
        trouble=trouble,
    )


def _label(of, way):
    return translate(building.LABELS.get(way) or LABELS[way])


def _choices(of, asked, named):
    """`(value, label)` to tick: all of a code list, retired values last, or the links chosen so far."""
    if of.link:
        chosen = asked.values if asked else ()
        return [(one, value_said(of, "in", one, named)) for one in chosen if one not in WORDS]
    if of.kind not in ("choice", "many"):
        return ()
    labels = of.labels().items()
    gone = [
        (str(value), _("%(label)s (retired)", label=label)) for value, label in labels if value in of.retired
    ]
    return [(str(value), label) for value, label in labels if value not in of.retired] + gone


def _or_said(kind, group, named):
    return translate(" or ").join(sentence(kind.fields[one.field], one, named) for one in group)
