"""Does a formula make sense? Its type: `number`, `text`, `date` or `bool`."""

from app.kernel.i18n import translate
from app.records.formulas.errors import BadFormula
from app.records.formulas.functions import FUNCTIONS
from app.records.formulas.parts import Literal, Pair, Reference, Sign

_GIVEN = {bool: "bool", str: "text"}


def type_of(part, types):
    """The type of a formula; `types` gives the type of each field it may look at. Raises BadFormula."""
    if isinstance(part, Literal):
        return _GIVEN.get(type(part.value), "number")
    if isinstance(part, Reference):
        if part.name not in types:
            raise BadFormula("There is no field “%(name)s” that a formula can use.", name=part.name)
        return types[part.name]
    if isinstance(part, Sign):
        return _wanted(part.of, types, "bool" if part.sign == "not" else "number", part.sign)
    return _pair(part, types) if isinstance(part, Pair) else _call(part, types)


def _wanted(part, types, wanted, place):
    found = type_of(part, types)
    if found != wanted and found not in (wanted if isinstance(wanted, tuple) else ()):
        named = wanted[0] if isinstance(wanted, tuple) else wanted
        raise _mismatch(place, named, found)
    return found


def _mismatch(place, wanted, found):
    return BadFormula(
        "“%(place)s” needs %(wanted)s here, not %(found)s.",
        place=place,
        wanted=_said(wanted),
        found=_said(found),
    )


def _said(name):
    return {
        "number": translate("a number"),
        "text": translate("a text"),
        "date": translate("a date"),
        "bool": translate("yes or no"),
    }[name]


def _pair(part, types):
    sign, left = part.sign, type_of(part.left, types)
    if sign in ("and", "or"):
        _wanted(part.left, types, "bool", sign)
        return _wanted(part.right, types, "bool", sign)
    right = type_of(part.right, types)
    if sign in ("=", "<>", "<", "<=", ">", ">="):
        if left != right:
            raise _mismatch(sign, left, right)
        if sign not in ("=", "<>") and left not in ("number", "date"):
            raise _mismatch(sign, "number", left)
        return "bool"
    return _sum(sign, left, right)


def _sum(sign, left, right):
    if left == "date" and sign in ("+", "-"):
        if right == "number":
            return "date"
        if right == "date" and sign == "-":
            return "number"
    for one in (left, right):
        if one == "text" and sign == "+":
            raise BadFormula("Texts are joined with concat(…), not with +.")
        if one != "number":
            raise _mismatch(sign, "number", one)
    return "number"


def _call(part, types):
    if part.name == "if":
        return _choice(part, types)
    if part.name == "empty":
        _count(part, 1, 1)
        type_of(part.given[0], types)
        return "bool"
    function = FUNCTIONS.get(part.name)
    if function is None:
        known = ", ".join(sorted([*FUNCTIONS, "if", "empty"]))
        if part.name in ("today", "now"):
            raise BadFormula("Today is not available: values are worked out when a record is saved.")
        raise BadFormula("There is no function %(name)s. Use: %(known)s.", name=part.name, known=known)
    _count(part, len(function.takes) - function.more, None if function.many else len(function.takes))
    for number, one in enumerate(part.given):
        _wanted(one, types, function.takes[min(number, len(function.takes) - 1)], part.name)
    return function.gives


def _choice(part, types):
    _count(part, 3, 3)
    condition, one, other = part.given
    _wanted(condition, types, "bool", "if")
    first = type_of(one, types)
    return _wanted(other, types, first, "if")


def _count(part, least, most):
    if len(part.given) < least or most is not None and len(part.given) > most:
        raise BadFormula("%(name)s takes another number of values.", name=part.name)
