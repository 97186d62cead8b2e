"""Templates: where they live, who renders them, and what they may not contain."""

import ast
import re
from fnmatch import fnmatch

from jinja2 import Environment, TemplateSyntaxError, nodes

from tests.conventions.checks import tree

ENVIRONMENT = Environment(
    extensions=["jinja2.ext.i18n", "jinja2.ext.do", "jinja2.ext.loopcontrols"], autoescape=True
)
SHARED = {"_components", "layouts", "errors", "records", "mails"}
"""Folders that every package's views may render from."""
OWNERLESS = {"_components", "layouts", "errors", "style_guide"}
"""Folders that mirror `app/web`, which is not divided into nouns."""
COMMENT = re.compile(r"\{#.*?#\}|<!--.*?-->", re.DOTALL)
INLINE = [
    (re.compile(r"<script\b(?![^>]*\b(?:src|nonce)=)", re.I), "no inline <script>; write a behaviour"),
    (re.compile(r"<style\b", re.I), "no <style>; write a rule in static/css"),
    (re.compile(r"\sstyle\s*=", re.I), "no style=; use a class or a custom property's own class"),
    (re.compile(r"[\"']style[\"']\s*:"), "no style attribute through attrs either"),
    (
        re.compile(r"\s(?:on[a-z]+|hx-on[:a-z-]*)\s*=\s*[\"']", re.I),
        "no handler attribute; write a behaviour",
    ),
    (re.compile(r"javascript:", re.I), "no javascript: address"),
    (re.compile(r"\|\s*safe\b"), "no |safe; build Markup where the HTML is made, with escaping"),
    (re.compile(r"autoescape\s+false"), "autoescape stays on"),
]


def violations(root):
    """Return misplaced, unreachable, missing, broken and unsafe templates."""
    return [*_misplaced(root), *_borrowed(root), *_unreachable(root), *_unsafe(root)]


def _templates(root):
    """Yield `(name below templates/, Path)`; Jinja's own names."""
    for name, path in tree.files(root, "templates", "*.html", "*.txt", "*.xml", "*.svg"):
        yield name.removeprefix("templates/"), path


def _misplaced(root):
    for name, _path in _templates(root):
        folders = name.split("/")[:-1]
        if not folders:
            yield f"templates/{name}: a template lives in its package's folder"
        elif folders[0] not in OWNERLESS | SHARED or folders[0] == "records":
            yield from _unmirrored(root, name, folders)


def _unmirrored(root, name, folders):
    """`app/<package>/<noun>/views/<resource>.py` ↔ `templates/<package>/<noun>/<resource>/`."""
    home = root / "app" / folders[0]
    if not home.is_dir():
        yield f"templates/{name}: there is no app/{folders[0]}/; templates mirror their package"
        return
    if folders[1:] == ["mails"]:
        return
    noun = home / folders[1] if len(folders) > 1 else home
    if not (noun.is_dir() or noun.with_suffix(".py").is_file()):
        yield f"templates/{name}: there is no app/{folders[0]}/{folders[1]}; templates mirror their noun"
    elif len(folders) > 2 and folders[2] != "print" and (noun / "views").is_dir():
        view = noun / "views" / f"{folders[2]}.py"
        if not view.is_file():
            yield (
                f"templates/{name}: there is no {view.relative_to(root).as_posix()}; "
                "a folder in a noun mirrors the view module of that resource"
            )


def _borrowed(root):
    for name, syntax in tree.python(root, "app"):
        package = name.split("/")[1]
        for line, template in _named(syntax):
            owner = template.split("/")[0]
            wiring = owner in OWNERLESS and package in {"web", "factory.py"}
            if owner not in SHARED and owner != package and not wiring:
                yield f"{name}:{line}: {template} belongs to {owner}; render your own, or make it a component"


def _named(syntax):
    """Yield `(line, name)` of the template names in Python code; an f-string's gaps become `*`."""
    formatted = [node for node in ast.walk(syntax) if isinstance(node, ast.JoinedStr)]
    inside = {id(part) for node in formatted for part in node.values}
    for node in ast.walk(syntax):
        if isinstance(node, ast.JoinedStr):
            value = "".join(p.value if isinstance(p, ast.Constant) else "*" for p in node.values)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in inside:
            value = node.value
        else:
            continue
        if re.fullmatch(r"[\w*./-]+\.(html|txt|xml|svg)", value) and "/" in value:
            yield node.lineno, value
        elif re.fullmatch(r"(\w+/)?mails/[\w*]+", value):
            yield node.lineno, value + ".*"


def _unreachable(root):
    sources = dict(_templates(root))
    referred, broken = {}, []
    for name, path in sources.items():
        try:
            referred[name] = set(_referred(ENVIRONMENT.parse(tree.text(path))))
        except TemplateSyntaxError as trouble:
            broken.append(f"templates/{name}:{trouble.lineno}: {trouble.message}")
            referred[name] = set()
    yield from broken
    rendered = {template for _name, syntax in tree.python(root, "app") for _line, template in _named(syntax)}
    yield from _absent(sources, rendered, referred)
    reached, waiting = set(), [name for name in sources if any(fnmatch(name, one) for one in rendered)]
    while waiting:
        name = waiting.pop()
        if name not in reached:
            reached.add(name)
            waiting += [other for other in sources for one in referred[name] if fnmatch(other, one)]
    for name in sorted(set(sources) - reached):
        yield f"templates/{name}: nothing renders, includes, imports or extends it; use it or delete it"


def _referred(syntax):
    for node in syntax.find_all((nodes.Extends, nodes.Include, nodes.Import, nodes.FromImport, nodes.Const)):
        value = node.value if isinstance(node, nodes.Const) else None
        if isinstance(value, str) and re.fullmatch(r"[\w./-]+\.(html|txt|xml|svg)", value):
            yield value
        elif not isinstance(node, nodes.Const) and isinstance(node.template, nodes.Concat):
            yield "".join(n.value if isinstance(n, nodes.Const) else "*" for n in node.template.nodes)


def _absent(sources, rendered, referred):
    for where, names in [("app", rendered), *((f"templates/{n}", r) for n, r in referred.items())]:
        for one in sorted(names):
            if one.split("/")[0] in {name.split("/")[0] for name in sources} and not any(
                fnmatch(name, one) for name in sources
            ):
                yield f"{where}: there is no template {one}"


def _unsafe(root):
    for name, path in _templates(root):
        text = COMMENT.sub(lambda found: "\n" * found[0].count("\n"), tree.text(path))
        for pattern, advice in INLINE:
            for found in pattern.finditer(text):
                yield f"templates/{name}:{text.count(chr(10), 0, found.start()) + 1}: {advice}"
