"""What a list is asked, as sentences that a reader can take back one by one."""

import uuid

from app.kernel.i18n import _, _l, translate
from app.kernel.ids import id_of
from app.records.kit.queries import titles
from app.records.lists.operators import ME, MINE, UNTIL, WHEN, YES

SENTENCES = {
    "has": _l("%(field)s contains %(value)s"),
    "is": _l("%(field)s is %(value)s"),
    "starts": _l("%(field)s begins with %(value)s"),
    "in": _l("%(field)s is %(value)s"),
    "not": _l("%(field)s is not %(value)s"),
    "from": _l("%(field)s is %(value)s or more"),
    "to": _l("%(field)s is %(value)s or less"),
    "when": _l("%(field)s is in %(value)s"),
    "between": _l("%(field)s is %(value)s"),
    "empty": _l("%(field)s is empty"),
    "filled": _l("%(field)s is filled in"),
}
FROM_DAY, TO_DAY = _l("%(field)s is %(value)s or later"), _l("%(field)s is %(value)s or earlier")
WORDS = {ME: _l("myself"), MINE: _l("my department and those below")}


def linked_titles(kind, question):
    """`{id: title}` of all that the question names by link; one statement for each kind of target, none without."""
    wanted = {}
    for one in (one for group in question.asked for one in group):
        of = kind.fields[one.field]
        if of.link:
            ids = {id_of(text) for text in one.values if text not in WORDS}
            wanted.setdefault(of.link, set()).update(ids - {None})
    return {key: title for link, ids in wanted.items() for key, title in titles(link, ids).items()}


def sentence(of, asked, named):
    """An Asked in words: 「単価が100以上」. `named`: titles of links."""
    return translate(_sentence(of, asked), field=translate(of.label), value=values_said(of, asked, named))


def _sentence(of, asked):
    if of.kind in ("date", "datetime"):
        return {"from": FROM_DAY, "to": TO_DAY}.get(asked.operator, SENTENCES[asked.operator])
    return SENTENCES[asked.operator]


def values_said(of, asked, named):
    """The values of an Asked in words, joined as alternatives."""
    if asked.operator in ("empty", "filled"):
        return ""
    said = [value_said(of, asked.operator, text, named) for text in asked.values[:4]]
    if len(asked.values) > len(said):
        said.append(_("%(n)s more", n=len(asked.values) - len(said)))
    return str(_(" or ")).join(said)


def value_said(of, operator, text, named):
    """One value in words."""
    if of.kind == "bool":
        return translate("Yes") if text in YES else translate("No")
    if operator == "when":
        return translate(WHEN[text])
    if operator == "between":
        first, last = text.split(UNTIL)
        return _("%(first)s–%(last)s", first=first, last=f"{last}{_unit(of)}")
    if text in WORDS and of.link:
        return translate(WORDS[text])
    if of.link:
        return named.get(uuid.UUID(text)) or _("an entry that is no longer there")
    if of.kind in ("choice", "many"):
        return translate(of.labels().get(text, text))
    return f"{text}{_unit(of)}"


def _unit(of):
    return f" {translate(of.suffix)}" if of.suffix and of.kind not in ("text", "kana", "long", "code") else ""
