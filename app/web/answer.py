"""How a view answers: a whole page, the fragment htmx asked for, or 303 for a plain form."""

from flask import flash, redirect, render_template, request

from app.kernel.i18n import translate


def wants_fragment():
    """True when htmx will swap a part of the page (not boosted navigation, not history restoring)."""
    headers = request.headers
    return (
        headers.get("HX-Request") == "true"
        and headers.get("HX-Request-Type", "partial") == "partial"
        and headers.get("HX-Boosted") != "true"
        and headers.get("HX-History-Restore-Request") != "true"
    )


def typed_ahead():
    """What was typed into the input that asks for options: `q`, or the text beside the field it names."""
    return request.args.get("q") or request.args.get(f"{request.args.get('field', '')}_text", "")


def page(template, fragment=None, status=200, **values):
    """Render `template`; when htmx swaps a part and `fragment` names a partial, render that alone.

    Both get the same values. Answers `(html, status)`.
    """
    return render_template(fragment if fragment and wants_fragment() else template, **values), status


def answer(template, otherwise, message=None, **values):
    """After a change: the template that lists what changed for htmx, 303 to `otherwise` for a plain form.

    `message` (translated sentence) is shown as a toast either way. Without a template htmx is sent to `otherwise`.
    """
    if message:
        flash(message, "done")
    if wants_fragment():
        if template:
            return render_template(template, **values)
        return "", 204, {"HX-Redirect": otherwise}
    return redirect(otherwise, 303)


def retargeted(answered, target):
    """A fragment that replaces `target` (a selector) wherever the request aimed; a redirect stays what it is."""
    if isinstance(answered, str):
        return answered, 200, {"HX-Retarget": target, "HX-Reswap": "outerHTML"}
    return answered


def say(message, kind="done", **values):
    """Queue a toast for the next page or fragment; `kind` is done, notice or problem."""
    flash(translate(message, **values), kind)


def say_undoable(sentence, url, fields=None, inside=False):
    """A toast with a button that takes back what was just done: it posts `fields` to `url` (None: no button).

    `sentence` is translated already. `inside`: htmx swaps the parts of the page that the undo changes.
    """
    flash({"text": sentence, "undo": url, "fields": fields or {}, "inside": inside}, "done")
