"""The page of one record: facts in cards, what is connected with it, and its time line."""

from flask import redirect, request, url_for
from markupsafe import Markup

from app.kernel import clock, context, noting
from app.kernel.ids import public
from app.records.comments.forms import CommentForm
from app.records.comments.queries import minutes_to_edit
from app.records.following.operations import note_view
from app.records.following.queries import standing
from app.records.kit.blocks import blocks_on
from app.records.kit.describing import LINKS, RECORD_TYPES
from app.records.kit.extras import held
from app.records.kit.queries import every
from app.records.kit.succession import successors_of
from app.records.pages.views import disclosures, own_files
from app.records.pages.views.attachments import card_of
from app.records.pages.views.buttons import buttons_of
from app.records.pages.views.cells import facts_of
from app.records.pages.views.happening import time_line
from app.records.pages.views.neighbours import arguments_with_question, neighbours
from app.records.relations.queries import around
from app.web.answer import page, say
from app.web.finding import find
from app.web.links import absolute

_LINK = Markup('<a href="{}">{}</a>')
_OUTSIDE = Markup('<a href="{}" rel="noopener noreferrer" target="_blank">{}</a>')


def show(kind, record_id):
    """Cards of facts, related lists, what happened. What was merged into another record leads there."""
    row, who = find(every(kind), record_id), context.actor().id
    into = successors_of(kind, [row.id]).get(row.id) if row.archived else None
    if into is not None:
        say("“%(name)s” was merged into this record.", "notice", name=getattr(row, kind.title))
        return redirect(url_for(".show", record_id=into), 302)
    noting.seen_fact(lambda: note_view(kind.name, record_id, who))
    return record_page(kind, row)


def record_page(kind, row, form=None, status=200):
    """The page of `row`, with the comment form as it was typed."""
    titles, related = around(kind, row)
    arguments = arguments_with_question(kind)
    stand = standing(row.id, minutes_to_edit())
    return page(
        "records/pages/records/show.html",
        status=status,
        cards=_cards(kind, row, titles),
        buttons=buttons_of(kind, "page", row),
        own_files=own_files.fields_of(kind, row),
        **_blocks(kind, row),
        related=[(one, _list_of(one, row)) for one in related],
        beside=neighbours(kind, row, arguments, titles),
        stand=stand,
        link=absolute(f"/s/{kind.name}/{public(row.id)}"),
        today=clock.today(),
        may_edit=context.actor().may(kind.permissions.edit),
        **talk(kind, row, stand.further, form, arguments),
        **card_of(kind, row),
    )


def _blocks(kind, row):
    own = [one for one in (block(row) for block in kind.blocks) if one]
    further = blocks_on(kind.name, row)
    return further | {"blocks": [*disclosures.blocks(kind, row), *own, *further["blocks"]]}


def talk(kind, row, minutes, form=None, arguments=None):
    """What the time line's template wants: its entries by the filter in the address, and the comment form."""
    return {
        "line": time_line(kind, row, minutes, arguments or request.args),
        "form": form or CommentForm(formdata=None),
    }


def _cards(kind, row, titles):
    cards = []
    for card in kind.cards:
        pairs = [
            (
                of.label,
                own_files.linked(row, of, titles)
                if of.kind == "file"
                else _worded(of, held(row, of), titles),
            )
            for of in card.shown
        ]
        if pairs:
            cards.append((card, pairs))
    return cards


def _worded(of, value, titles):
    """A value as the page shows it; links lead to what they name, as far as the reader may look at it."""
    if of.link:
        title, target = titles.get(of.name, ""), RECORD_TYPES.get(of.link)
        if title and target and context.actor().may(target.permissions.view):
            return _LINK.format(url_for(f"{LINKS[of.link].endpoint}.show", record_id=value), title)
        return title
    return _OUTSIDE.format(value, value) if of.kind == "url" and value else facts_of(of, value)


def _list_of(one, row):
    """Address of the list that shows all records of a Related."""
    return url_for(f"{one.kind.endpoint}.index", **{f"{one.field.name}.in": str(row.id)})
