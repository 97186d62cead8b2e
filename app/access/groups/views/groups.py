"""グループ: public groups and brick groups, their members, and who is in them today."""

from flask import Blueprint, redirect, render_template, request, url_for

from app.access.groups import operations
from app.access.groups.forms import GroupForm
from app.access.groups.queries import groups, groups_with_people, members_of, people_under
from app.access.permissions import EDIT_GROUPS
from app.kernel.db import session
from app.kernel.i18n import _
from app.platform.audit.queries import trail_of
from app.records.disclosures.queries import offered
from app.records.kit import queries as kit
from app.web.answer import answer, page, typed_ahead, wants_fragment
from app.web.finding import find
from app.web.guards import requires, signed_in
from app.web.menu import entry

bp = Blueprint("groups", __name__, url_prefix="/groups")
entry("administration", "Groups", "access.groups.index", "layers", EDIT_GROUPS, position=25)


@bp.get("/")
@requires(EDIT_GROUPS)
def index():
    """All groups, public ones first."""
    return page("access/groups/index.html", groups=groups_with_people())


@bp.get("/options")
@signed_in
def options():
    """Groups whose name holds what was typed, for a type-ahead."""
    if not wants_fragment():
        return redirect(url_for("access.groups.index"), 303)
    rows = [(group_id, name, "") for group_id, _key, name in kit.options("group", typed_ahead())]
    return render_template("records/disclosures/_options.html", rows=rows)


@bp.get("/members")
@requires(EDIT_GROUPS)
def members():
    """Whom a group may hold, for a type-ahead; `?kind=` of the group decides."""
    if not wants_fragment():
        return redirect(url_for(".index"), 303)
    kinds = ("public",) if request.args.get("kind") == "brick" else ()
    return render_template("records/disclosures/_options.html", rows=offered(typed_ahead(), kinds))


@bp.get("/new")
@requires(EDIT_GROUPS)
def new():
    """The form for a new group; `?kind=` says which."""
    kind = "brick" if request.args.get("kind") == "brick" else "public"
    return page("access/groups/new.html", form=GroupForm(formdata=None).offer(kind))


@bp.post("/")
@requires(EDIT_GROUPS)
def create():
    """Add a group."""
    form = GroupForm().offer()
    if form.validate():
        with form.absorbing():
            group = operations.add(kind=form.kind.data, **form.facts())
    if form.errors:
        return page("access/groups/new.html", "access/groups/_form.html", 422, form=form)
    return answer(None, url_for(".show", group_id=group.id), _("%(name)s was added.", name=group.name))


@bp.get("/<uuid:group_id>")
@requires(EDIT_GROUPS)
def show(group_id):
    """A group: what it is for, its members, who is in it today, what was changed."""
    group = find(groups(), group_id)
    form = GroupForm(formdata=None, obj=group, subjects=members_of(group.id)).offer(group.kind)
    return shown(group, form, trail=session.scalars(trail_of(group.id)).all())


@bp.post("/<uuid:group_id>")
@requires(EDIT_GROUPS)
def update(group_id):
    """Save name, note and members."""
    group, form = find(groups(), group_id), GroupForm()
    form.offer(group.kind)
    if form.validate():
        with form.absorbing():
            operations.change(group, version=int(form.version.data), **form.facts())
    if form.errors:
        session.expire(group)
        return shown(group, form, "access/groups/_form.html", 422)
    return answer(None, url_for(".show", group_id=group.id), _("Saved."))


def shown(group, form, fragment=None, status=200, trail=()):
    """The page of a group."""
    values = {"group": group, "form": form, "people": people_under([f"group:{group.id}"]), "trail": trail}
    return page("access/groups/show.html", fragment, status, **values)
