"""What rules did, and what a dry run found, in words."""

from app.commerce.robot.matching import CONDITIONS
from app.commerce.robot.wording import deeds, either, joined, values_of
from app.kernel.i18n import _l, translate

REFUSALS = {
    "left": _l("The parcel has left already. It cannot be changed."),
    "status": _l("A slip cannot go there from where it is now."),
    "bundled": _l("This slip travels inside another one. Move that one, or take it out first."),
    "unknown": _l("This slip does not exist any more."),
    "early": _l("The parcel has not left yet. This mail would say that it has."),
    "mailed": _l("This mail was planned or sent already."),
    "elsewhere": _l("This slip is in another label file that is not finished."),
}
LEFT_OUT = {
    "held": _l("On hold, cancelled or returned: no rule works on them"),
    "red": _l("An open red alert: no rule works on them"),
}


def reasons(matched, names):
    """Why a rule worked: `[(condition, value that fitted)]`."""
    return [
        (translate(CONDITIONS[one].label), _fitted(one, matched[one], names))
        for one in CONDITIONS
        if one in matched
    ]


def _fitted(name, value, names):
    kind = CONDITIONS[name].kind
    if kind == "flag":
        return translate("Yes") if value else translate("No")
    if kind == "only":
        return translate("%(kinds)s products, %(quantity)s pieces", **value)
    if kind == "range":
        return f"¥{value:,}" if name == "total" else f"{value:,}"
    found = value if isinstance(value, list) else [value]
    return either(values_of(name, found, names)) if found else translate("None of these")


def refused(deed, names):
    """What a slip did not allow: `[(action, why)]`."""
    return [
        (
            joined(_l("%(one)s, then %(other)s"), deeds({name: deed.done[name]}, names)),
            translate(REFUSALS.get(code, code)),
        )
        for name, code in deed.refused.items()
    ]


def left_out(counts):
    """`[(why, slips)]` of a dry run, the largest group first."""
    told = [
        (
            translate(
                LEFT_OUT.get(name)
                or translate("Not: %(condition)s", condition=translate(CONDITIONS[name].label))
            ),
            n,
        )
        for name, n in counts.items()
    ]
    return sorted(told, key=lambda pair: -pair[1])
