"""What a list is asked, as chips with their ways out, and the frame of the panels that change it."""

from flask import request, url_for

from app.kernel.i18n import _, translate
from app.records.lists.asking import chosen_options
from app.records.lists.wording import linked_titles, sentence
from app.web.answer import page, wants_fragment


def address_of(question):
    """The arguments of the list's address for a question, the saved view it began from among them."""
    view = request.values.get("view") or None
    return {**question.address(), **({"view": view} if view else {})}


def panel_page(name, status=200, **values):
    """A panel as a page of its own, as a dialog (htmx), or as the inside of a dialog that is open."""
    inside = request.headers.get("HX-Target", "").endswith(f"#{name}-panel")
    fragment = f"records/pages/{name}/_panel.html" if inside else f"records/pages/{name}/_dialog.html"
    address = address_of(values["question"])
    return page(
        f"records/pages/{name}/index.html",
        fragment=fragment,
        status=status,
        address=address,
        in_dialog=wants_fragment(),
        **values,
    )


def chips_of(kind, question, offered, address):
    """One chip for each group of questions, filter and search: `parts` of label, edit_url, remove_url.

    `address`: the arguments of the list's address as it is.
    """
    in_force = [(one, option) for one, option in chosen_options(kind, question, offered) if option.value]
    chips = [_filter_chip(one, option, address) for one, option in in_force if question.chosen.get(one.name)]
    if question.q:
        widened = [_filtered(one, option) for one, option in in_force if not question.chosen.get(one.name)]
        searched = " · ".join([f"{_('Search')}: {question.q}", *widened])
        chips.append({"parts": [_part(searched, _index(address, q=None))], "or_url": None})
    if question.ids:
        ticked = f"{_('Selected rows')}: {len(question.ids)}"
        chips.append({"parts": [_part(ticked, _index(address, ids=None))], "or_url": None})
    if question.asked:
        named, panel = linked_titles(kind, question), url_for(".filters", **address)
        places = range(len(question.asked))
        chips += [_asked_chip(kind, question, place, named, address, panel) for place in places]
    return chips


def _filter_chip(one, option, address):
    return {"parts": [_part(_filtered(one, option), _index(address, **{one.name: None}))], "or_url": None}


def _filtered(one, option):
    return f"{translate(one.label)}: {translate(option.label)}"


def _asked_chip(kind, question, place, named, address, panel):
    """The chip of one group; `panel`: the address where the whole question is changed."""
    parts = []
    for number, one in enumerate(question.asked[place]):
        parts.append(
            _part(
                sentence(kind.fields[one.field], one, named),
                url_for(".index", **question.without(place, number).address(), **_view(address)),
                f"{panel}&_field={one.field}&_group={place}&_number={number}",
            )
        )
    return {"parts": parts, "or_url": f"{panel}&_group={place}"}


def _view(address):
    return {"view": address["view"]} if "view" in address else {}


def _part(label, remove_url, edit_url=None):
    return {"label": label, "remove_url": remove_url, "edit_url": edit_url}


def _index(address, **changes):
    return url_for(
        ".index", **{name: value for name, value in (address | changes).items() if value is not None}
    )
