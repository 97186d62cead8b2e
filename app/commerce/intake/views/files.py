"""The files of one intake: more of them, corrected, taken out, and their refused lines."""

import io
import uuid

from flask import request, url_for

from app.commerce import permissions
from app.commerce.channels.model import Channel
from app.commerce.intake import arriving, looking, queries
from app.commerce.intake.forms import DropForm
from app.commerce.intake.showing import draft_values
from app.commerce.intake.views.intakes import bp
from app.kernel import context
from app.kernel.db import session
from app.kernel.errors import Missing
from app.platform.audit import record
from app.platform.storage.sealed import opened_sealed
from app.web.answer import answer, page
from app.web.downloads import handed_over
from app.web.finding import find
from app.web.guards import requires
from app.web.uploads import admits


@bp.post("/<uuid:intake_id>/files")
@requires(permissions.ORDER_TAKE)
@admits(arriving.LARGEST_BODY)
def create_files(intake_id):
    """Add files to a draft: the items that belong to the orders, another mall."""
    intake, form = find(queries.intakes(), intake_id), DropForm()
    with form.absorbing():
        arriving.receive(form.given(), intake)
        looking.look(intake)
    if form.errors:
        return page("commerce/intake/intakes/draft.html", None, 422, form=form, **draft_values(intake))
    return answer(None, url_for(".show", intake_id=intake.id))


@bp.post("/<uuid:intake_id>/files/<uuid:file_id>")
@requires(permissions.ORDER_TAKE)
def update_file(intake_id, file_id):
    """Correct the format or the shop of a file, and look again."""
    intake = find(queries.intakes(), intake_id)
    file = find(queries.files(intake), file_id)
    arriving.settle(intake, file, request.form.get("format", ""), _shop(request.form.get("shop", "")))
    looking.look(intake)
    return answer(
        "commerce/intake/intakes/_files.html", url_for(".show", intake_id=intake.id), **draft_values(intake)
    )


def _shop(text):
    try:
        return session.get(Channel, (context.tenant_id(), uuid.UUID(text))) if text else None
    except ValueError:
        raise Missing from None


@bp.delete("/<uuid:intake_id>/files/<uuid:file_id>")
@requires(permissions.ORDER_TAKE)
def destroy_file(intake_id, file_id):
    """Take a file out of a draft."""
    intake = find(queries.intakes(), intake_id)
    arriving.remove(intake, find(queries.files(intake), file_id))
    looking.look(intake)
    return answer(None, url_for(".show", intake_id=intake.id))


@bp.get("/<uuid:intake_id>/files/<uuid:file_id>/refused-lines")
@requires(permissions.ORDER_TAKE)
def show_refused(intake_id, file_id):
    """The refused lines of a file with their reasons. They hold persons: the trail says who took them."""
    intake = find(queries.intakes(), intake_id)
    kept, content = opened_sealed(find(queries.files(intake), file_id).refused_file_id)
    if kept is None:
        raise Missing
    with content:
        whole = io.BytesIO(content.read())
    record("intake.refused_lines_taken", intake, label=kept.name)
    return handed_over(_Named(kept), whole)


class _Named:
    """What `handed_over` wants to know of a file."""

    def __init__(self, kept):
        self.name, self.size, self.content_type = kept.name, kept.size, "text/csv"
