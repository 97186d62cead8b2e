"""One entry of a time line, as its template wants it."""

import datetime as dt
import uuid

from app.kernel import clock, context
from app.kernel.i18n import _l, translate
from app.platform.audit.sentences import SENTENCES as VERBS
from app.records.activity.queries import CHANGE, COMMENT, FILE
from app.records.comments.wording import excerpt, worded
from app.records.kit.plain import from_plain
from app.records.pages.views.cells import facts_of

SENTENCES = {
    "created": (_l("entered this"), "plus", "done"),
    "changed": (_l("changed this"), "edit", ""),
    "archived": (_l("archived this"), "archive", ""),
    "restored": (_l("restored this"), "undo", ""),
    "restricted": (_l("limited who may see this"), "lock", ""),
    "opened": (_l("opened this to everybody"), "globe", ""),
    "deleted": (_l("deleted this"), "trash", "problem"),
    "undeleted": (_l("took this out of the bin"), "undo", ""),
    "imported": (_l("took this in from a file"), "import", ""),
}
SPECIAL = {
    "copied_from": _l("entered this as a copy of %(copied_from)s"),
    "put_back": _l("set a value back"),
    "moved_over": _l("moved this to another record"),
    "merged_from": _l("took over values of %(merged_from)s"),
    "unmerged": _l("took back the values of %(unmerged)s"),
}
"""What a line says whose details hold one of these."""
OTHERS = {"state": _l("State"), "reach": _l("Visibility")}
MAIL_TONES = {"pending": "waiting", "failed": "problem"}


def entry_of(kind, happening, minutes):
    """`{"shape", "id", "who", "at", …}` of a Happening. `minutes`: how long one may edit one's own comment."""
    facts = happening.facts
    found = {"shape": happening.shape, "id": happening.id, "who": happening.who, "at": happening.at}
    if happening.shape == CHANGE:
        return change_of(kind, facts["verb"], facts["details"], happening.who, happening.at, facts["for"])
    if happening.shape == COMMENT:
        return found | _comment(happening, facts, minutes)
    if happening.shape == FILE:
        return found | {"file": facts}
    return found | {"mail": facts, "tone": MAIL_TONES.get(facts["state"], "")}


def _comment(happening, facts, minutes):
    me = str(context.actor().id)
    mine = facts["author_id"] == me and not facts["deleted"]
    young = clock.now() <= happening.at + dt.timedelta(minutes=minutes)
    return {
        "body": worded(facts["body"], facts["mentions"]),
        "deleted": facts["deleted"],
        "edited": facts["edited"],
        "mine": mine,
        "may_rewrite": mine and young,
        "likes": [name for _id, name in facts["likes"]],
        "liked": any(one == me for one, _name in facts["likes"]),
        "answered": facts["answered_id"]
        and {
            "id": uuid.UUID(facts["answered_id"]),
            "who": facts["answered_who"],
            "text": excerpt(facts["answered"]),
        },
    }


def change_of(kind, verb, details, who, at, stand_in=None):
    """The entry of a line of the audit trail, with `changes` as label, before, after."""
    own = kind.sentences.get(verb) or (None if kind.entered else VERBS.get(verb))
    usual = SENTENCES.get(verb.rpartition(".")[2], (verb, "dot", ""))
    sentence, icon, tone = (own, *usual[1:]) if own else usual
    sentence = next((SPECIAL[one] for one in SPECIAL if one in details), sentence)
    values = {name: value for name, value in details.items() if isinstance(value, str | int)}
    return {
        "shape": CHANGE,
        "who": _actor(who, stand_in, details.get("api_token")),
        "at": at,
        "text": translate(sentence, **values),
        "icon": icon,
        "tone": tone,
        "said": [str(details[name]) for name in kind.said if details.get(name)],
        "changes": [
            (_label(kind, name), *_pair(kind, name, pair)) for name, pair in told(kind, details).items()
        ],
    }


def told(kind, details):
    """`{field: [before, after]}` of a line; of a document what its description names, and not what it began with."""
    changes = details.get("changes", {})
    if kind.entered:
        return changes
    begun = kind.title in changes and not changes[kind.title][0]
    return {} if begun else {name: pair for name, pair in changes.items() if name in kind.fields}


def _pair(kind, name, pair):
    """Before and after in words: the trail of a document keeps its columns as they are."""
    of = kind.fields.get(name)
    if kind.entered or of.link:
        return pair
    return [facts_of(of, from_plain(of, one)) for one in pair]


def _actor(who, stand_in, token):
    if token:
        return translate("%(name)s by the API token %(token)s", name=who, token=token)
    return translate("%(name)s for %(other)s", name=who, other=stand_in) if stand_in else who


def _label(kind, name):
    field = kind.fields.get(name)
    return translate(field.label if field else OTHERS.get(name, name))
