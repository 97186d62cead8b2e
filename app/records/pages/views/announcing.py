"""New rows of colleagues, announced above a list."""

import datetime as dt

from flask import redirect, render_template, request, url_for

from app.records.lists.announcing import new_since
from app.records.lists.asking import question_from
from app.web.answer import wants_fragment


def announcements(kind):
    """How many rows that answer others entered since the list was shown. Asked for quietly, again and again."""
    if not wants_fragment():
        return redirect(url_for(".index", **request.args), 303)
    question, since = question_from(kind, request.args), _moment(request.args.get("since", ""))
    return render_template(
        "records/pages/lists/_news.html",
        kind=kind,
        question=question,
        shown_at=since,
        found=new_since(kind, question, since) if since else 0,
    )


def _moment(text):
    try:
        moment = dt.datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment if moment.tzinfo else None
