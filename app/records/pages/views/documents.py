"""What documents take of the kit: their lists, and on pages of their own what people say and mark there."""

from app.kernel import context, noting
from app.kernel.ids import public
from app.records.comments.queries import minutes_to_edit
from app.records.following.operations import note_view
from app.records.following.queries import standing
from app.records.kit.blocks import blocks_on
from app.records.kit.extras import held
from app.records.kit.queries import titles
from app.records.pages.views.attachments import card_of
from app.records.pages.views.file_routes import ATTACHED
from app.records.pages.views.filing import EXPORTS
from app.records.pages.views.lists import list_page
from app.records.pages.views.making import HISTORY, LISTED, TALKED
from app.records.pages.views.neighbours import arguments_with_question, neighbours
from app.records.pages.views.selecting import new_change
from app.records.pages.views.showing import talk
from app.web.answer import page
from app.web.guards import requires
from app.web.links import absolute

SELECTED = ("GET", "/changes/new", new_change, "take_out")


def document_routes(kind, bp):
    """Add to the blueprint of a document what its list, time line, comments, marks and files need.

    The blueprint itself has `index` (`document_list`), `show` (`document_page`) with `record_id`, and `new`.
    """
    talked = (*TALKED, *ATTACHED) if kind.discussed else ()
    for method, rule, view, needed in (*LISTED, *EXPORTS, SELECTED, HISTORY, *talked):
        permission = getattr(kind.permissions, needed)
        bp.add_url_rule(rule, view.__name__, requires(permission)(_of(view, kind)), methods=[method])


def _of(view, kind):
    def viewed(**values):
        return view(kind, **values)

    return viewed


def document_list(kind, template, **values):
    """The list of a document in a template that extends `records/pages/lists/index.html`."""
    return list_page(kind, template, **values)


def document_page(kind, row, template, **values):
    """The page of a document with `beside`, `stand`, `line` and all that the kit's parts of it want."""
    who, record_id = context.actor().id, row.id
    noting.seen_fact(lambda: note_view(kind.name, record_id, who))
    stand, arguments = standing(row.id, minutes_to_edit()), arguments_with_question(kind)
    return page(
        template,
        beside=neighbours(kind, row, arguments, _sorted_by(kind, row, arguments)),
        stand=stand,
        link=absolute(f"/s/{kind.name}/{public(row.id)}"),
        **talk(kind, row, stand.further, arguments=arguments),
        **card_of(kind, row),
        **blocks_on(kind.name, row),
        **values,
    )


def _sorted_by(kind, row, arguments):
    """The title by which the list one came from is ordered, when that is one of a link."""
    of = kind.fields.get(arguments.get("sort", "").removeprefix("-"))
    if of is None or not of.link:
        return {}
    value = held(row, of)
    return {of.name: titles(of.link, [value]).get(value)}
