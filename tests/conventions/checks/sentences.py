"""Finding the English sentences in Python code: calls whose arguments are shown to people."""

import ast
import re

from tests.conventions.checks import tree

FUNCTIONS = {
    **dict.fromkeys(["_", "_l", "gettext", "lazy_gettext", "translate", "say"], (0,)),
    **dict.fromkeys(["_n", "ngettext", "lazy_ngettext"], (0,)),
    **dict.fromkeys(["permission", "setting", "kind", "entry"], (1,)),
    "notify": (2,),
    "Telling": (2,),
}
"""Function → which of its positional arguments are sentences. A plural's first form is its key."""
WITH_CONTEXT = {"_p", "_lp", "pgettext", "lazy_pgettext"}
NAMED = {"label", "help", "heading", "message"}
"""Arguments by these names are sentences in every call, when they look like one."""
SENTENCE = re.compile(r"[A-Z][a-z]*( |[a-z]|$|\.)|%\(")


def said(syntax, functions):
    """Yield `(line, context or None, English)` for each sentence in a syntax tree."""
    for node in ast.walk(syntax):
        if isinstance(node, ast.Call):
            name = tree.dotted(node.func).rpartition(".")[2]
            if name in WITH_CONTEXT:
                context, *rest = [_string(argument) for argument in node.args[:2]]
                yield from ((node.lineno, context, one) for one in rest if one)
            else:
                for one in _plain(node, functions.get(name, ())):
                    yield node.lineno, None, one


def _plain(call, positions):
    for position in positions:
        if position < len(call.args) and _string(call.args[position]):
            yield _string(call.args[position])
    for keyword in call.keywords:
        if keyword.arg in NAMED and SENTENCE.match(_string(keyword.value) or ""):
            yield _string(keyword.value)
        elif keyword.arg == "choices":
            yield from _labels(keyword.value)


def _labels(choices):
    """Yield the labels of literal `(value, label)` pairs."""
    for pair in getattr(choices, "elts", ()):
        parts = getattr(pair, "elts", ())
        if len(parts) == 2 and SENTENCE.match(_string(parts[1]) or ""):
            yield _string(parts[1])


def _string(node):
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None
