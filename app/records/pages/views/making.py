"""The blueprint of a record type: the table below reads like its contents page."""

from functools import wraps

from flask import Blueprint

from app.records.layouts.shaping import shaped
from app.records.pages.views import (
    archiving,
    checking,
    columns,
    comments,
    copying,
    disclosures,
    filters,
    habits,
    happening,
    histories,
    likes,
    lists,
    marks,
    own_comments,
    records,
    restoring,
    saved_views,
    searches,
)
from app.records.pages.views.file_routes import FILE_ROUTES
from app.records.pages.views.filing import FILES
from app.records.pages.views.many import MANY
from app.web import menu
from app.web.guards import requires

LISTED = (
    ("GET", "/count", lists.count, "view"),
    ("GET", "/filters", filters.filters, "view"),
    ("GET", "/filters/answer", filters.answer_filter, "view"),
    ("POST", "/filters/answer", filters.create_answer, "view"),
    ("POST", "/searches", searches.create_search, "view"),
    ("GET", "/filters/options", filters.filter_options, "view"),
    ("GET", "/columns", columns.columns, "view"),
    ("GET", "/columns/answer", columns.answer_columns, "view"),
    ("GET", "/views/new", saved_views.new_view, "view"),
    ("POST", "/views", saved_views.create_view, "view"),
    ("GET", "/views/<uuid:view_id>/edit", saved_views.edit_view, "view"),
    ("POST", "/views/<uuid:view_id>", saved_views.update_view, "view"),
    ("DELETE", "/views/<uuid:view_id>", saved_views.delete_view, "view"),
    ("POST", "/views/<uuid:view_id>/content", saved_views.update_view_content, "view"),
    ("POST", "/views/<uuid:view_id>/restoration", saved_views.create_view_restoration, "view"),
    ("POST", "/views/<uuid:view_id>/opening", habits.create_opening, "view"),
    ("DELETE", "/views/<uuid:view_id>/opening", habits.delete_opening, "view"),
    ("POST", "/widths", habits.update_widths, "view"),
)
"""What every list can do."""
TALKED = (
    ("GET", "/<uuid:record_id>/happening", happening.happening, "view"),
    ("POST", "/<uuid:record_id>/comments", comments.create_comment, "comment"),
    ("GET", "/<uuid:record_id>/comments/new", comments.new_comment, "comment"),
    ("GET", "/<uuid:record_id>/colleagues", comments.colleagues, "comment"),
    ("GET", "/<uuid:record_id>/comments/<uuid:comment_id>/edit", own_comments.edit_comment, "comment"),
    ("POST", "/<uuid:record_id>/comments/<uuid:comment_id>", own_comments.update_comment, "comment"),
    ("DELETE", "/<uuid:record_id>/comments/<uuid:comment_id>", own_comments.delete_comment, "comment"),
    ("POST", "/<uuid:record_id>/comments/<uuid:comment_id>/like", likes.create_like, "view"),
    ("DELETE", "/<uuid:record_id>/comments/<uuid:comment_id>/like", likes.delete_like, "view"),
    ("POST", "/<uuid:record_id>/favourite", marks.create_favourite, "view"),
    ("DELETE", "/<uuid:record_id>/favourite", marks.delete_favourite, "view"),
    ("POST", "/<uuid:record_id>/following", marks.create_following, "view"),
    ("DELETE", "/<uuid:record_id>/following", marks.delete_following, "view"),
)
"""What people do about a record."""
HISTORY = ("GET", "/<uuid:record_id>/history", histories.history, "view")
ROUTES = (
    *LISTED,
    ("GET", "", lists.index, "view"),
    ("GET", "/options", lists.options, "view"),
    ("GET", "/new", records.new, "edit"),
    ("POST", "", records.create, "edit"),
    ("POST", "/checks", checking.check, "edit"),
    ("GET", "/<uuid:record_id>/edit", records.edit, "edit"),
    ("POST", "/<uuid:record_id>", records.update, "edit"),
    ("GET", "/<uuid:record_id>/copy", copying.copy, "edit"),
    ("POST", "/<uuid:record_id>/restorations", restoring.create_restoration, "edit"),
    ("POST", "/<uuid:record_id>/archiving", archiving.create_archiving, "edit"),
    ("DELETE", "/<uuid:record_id>/archiving", archiving.delete_archiving, "edit"),
    HISTORY,
    *TALKED,
    *FILES,
)


def _arranged(view, kind):
    """`view` of the record type as the present tenant arranged it."""

    @wraps(view)
    def arranged(**values):
        return view(shaped(kind), **values)

    return arranged


def record_pages(kind, import_name, *, section="masters", position=50, key=""):
    """The blueprint with every screen of `kind`, and its entry in the menu. `import_name` is the caller's name."""
    noun = kind.endpoint.rpartition(".")[2]
    bp = Blueprint(noun, import_name, url_prefix=kind.path)
    further = (*MANY, *FILE_ROUTES, *(disclosures.ROUTES if kind.private else ()))
    for method, rule, view, needed in (*ROUTES, *further):
        guarded = requires(getattr(kind.permissions, needed))(_arranged(view, kind))
        bp.add_url_rule(rule, view.__name__, guarded, methods=[method])
    menu.entry(
        section,
        kind.plural,
        f"{kind.endpoint}.index",
        kind.icon,
        kind.permissions.view,
        position=position,
        key=key,
    )
    return bp
