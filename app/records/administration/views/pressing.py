"""A title button between its form and the configuration."""

from app.kernel.errors import Rejected
from app.kernel.text import fold
from app.records.administration.views.keeping import present
from app.records.custom_fields.defining import checked_texts, names_of
from app.records.kit.describing import RECORD_TYPES
from app.records.layouts import buttons
from app.records.layouts.contents import with_buttons
from app.records.layouts.shaping import shaped


def with_button(kind, form, name, before, content):
    """`content` with the button of the form: a new one at the end, or in the place of `before`. Raises Rejected."""
    made = {"id": name, **form.button()}
    made["label"] = checked_texts(made["label"], "label")
    target = RECORD_TYPES.get(made["target"])
    known = names_of(shaped(target)) if target else {}
    made["prefill"] = {_one(known, word): text for word, text in made["prefill"].items()}
    buttons.check(present(kind), made, {key: shaped(one) for key, one in RECORD_TYPES.items()})
    rows = list(content.get("buttons", ()))
    if before is None and len(rows) >= buttons.MOST:
        raise Rejected("A record type has at most %(most)s buttons.", most=buttons.MOST)
    kept = [made if one["id"] == name else one for one in rows] + ([] if before else [made])
    return with_buttons(content, kept)


def _one(known, word):
    found = known.get(fold(word), set())
    if len(found) != 1:
        raise Rejected("There is no field “%(name)s” to begin with.", "prefill", name=word)
    return next(iter(found))
