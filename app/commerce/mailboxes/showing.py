"""What the pages about mails and patterns show."""

from app.commerce import permissions
from app.commerce.intake.opening import options_for
from app.commerce.intake.profiling import TITLES, sections
from app.commerce.mailboxes.items import NAMES
from app.commerce.mailboxes.patterns import WORDED, pattern_from
from app.commerce.mailboxes.proposing import proposed
from app.commerce.mailboxes.texts import LABELLED, SECTIONS, understood
from app.commerce.persons.masking import masked
from app.kernel import clock, context
from app.kernel.errors import Rejected
from app.kernel.i18n import _l

STATES = {
    "waiting": (_l("Waits"), "waiting"),
    "done": (_l("Came in"), "done"),
    "dismissed": (_l("No order"), "closed"),
}
HEADING_TITLES = {
    "buyer": _l("Who ordered"),
    "to": _l("Who receives"),
    "lines": _l("Lines of the order"),
    "rest": _l("What follows the lines"),
}
SHOWN_FIRST = frozenset(
    "number ordered_at payment total postage buyer_family buyer_postal buyer_street buyer_phone mail "
    "to_family to_postal to_street to_phone wished_on slot remarks".split()
)
"""Fields that the page shows at once; the others are folded away until they have a label."""


def may_read():
    """Whether the present reader sees persons."""
    return context.actor().may(permissions.PERSON_SEE)


def typed_from(pattern):
    """`{"labels", "headings", "words"}` of a MailPattern as the page has them: texts by field."""
    return {
        "labels": {name: " | ".join(labels) for name, labels in pattern.labels.items()},
        "headings": dict(pattern.headings),
        "words": {
            name: "\n".join(f"{a}={b}" for a, b in some.items()) for name, some in pattern.words.items()
        },
    }


def typed_in(posted):
    """The same out of what was posted."""
    return {
        "labels": {name: posted.get(f"label-{name}", "") for name in LABELLED},
        "headings": {name: posted.get(f"heading-{name}", "") for name in SECTIONS},
        "words": {name: posted.get(f"words-{name}", "") for name in WORDED},
    }


def guessed(form):
    """What a sample suggests; the item lines go into the form."""
    found = proposed(form.sample.data or "")
    form.item.data = found.item
    return typed_from(found)


def arranged(form, typed, profile=None, letter=None):
    """Values of the page of a pattern: its fields in groups, and the sample as it is read now."""
    groups = [(title, [name for name in names if name in LABELLED]) for title, names in sections()]
    return {
        "form": form,
        "profile": profile,
        "letter": letter,
        "titles": {name: TITLES[name] for name in LABELLED},
        "groups": [(title, _split(names, typed["labels"])) for title, names in groups if names],
        "headed": [(name, HEADING_TITLES[name]) for name in SECTIONS],
        "places": list(NAMES),
        "worded": WORDED,
        **typed,
        **_preview(form, typed),
    }


def _split(names, labels):
    """`(shown at once, folded away)`."""
    first = [name for name in names if name in SHOWN_FIRST or labels.get(name)]
    return first, [name for name in names if name not in first]


def _preview(form, typed):
    """`order` with `people`, or `trouble`: what the sample would become."""
    shown = {"order": None, "people": (), "trouble": ""}
    text = form.sample.data or ""
    if not text.strip():
        return shown
    try:
        pattern = pattern_from(
            form.name.data or "?", form.kind.data or "", item=form.item.data or "", **typed
        )
        outcome = understood(pattern, text, clock.now(), options_for(None))
    except Rejected as refusal:
        return shown | {"trouble": str(refusal)}
    if outcome.order is None:
        return shown | {"trouble": outcome.reason}
    people = (outcome.order.buyer, outcome.order.slips[0].recipient)
    return shown | {
        "order": outcome.order, "people": people if may_read() else tuple(map(masked, people)),
    }  # fmt: skip
