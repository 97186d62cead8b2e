"""What application code may not do, found in its syntax. Each rule answers `(line, what to do instead)`."""

import ast
import re

from tests.conventions.checks import tree

ACTING_FOR = (
    "app/kernel/tenancy.py",
    "app/exchange/",
    "app/trade/notices/ringing.py",
    "app/platform/jobs/",
    "app/demo",
    "app/cli",
)
CLOCK = ("app/kernel/clock.py",)
TERMINAL = ("app/cli",)
COMMITS = {
    "app/web/edge.py": "every request ends here",
    "app/platform/jobs/running.py": "every job ends here",
    "app/kernel/noting.py": "security facts are kept even when the request is refused",
    "app/web/seen.py": "read marks and recently viewed, after the answer of a safe method",
    "app/smtp.py": "every mail that comes in ends here",
    "app/cli": "a command is its own edge",
    "app/demo": "as above",
}
VAGUE = {"util", "utils", "common", "helper", "helpers", "manager", "managers", "misc", "data", "info"}
TIMED = {
    "requests": {"get", "post", "put", "patch", "delete", "head", "request"},
    "httpx": {"get", "post", "put", "patch", "delete", "head", "request", "Client"},
    "urllib.request": {"urlopen"},
    "smtplib": {"SMTP", "SMTP_SSL"},
    "socket": {"create_connection"},
}
NOQA = re.compile(r"#\s*noqa\b(?P<rest>.*)", re.IGNORECASE)
EXPLAINED = re.compile(r":\s*[A-Z]+\d+(,\s*[A-Z]+\d+)*\s+--\s+\S")
LATE_REASONS = ("circular", "slow import", "optional package", "after the packages are loaded")
LATE_IMPORT = re.compile(rf"PLC0415\s+--\s+({'|'.join(LATE_REASONS)})\b")


def violations(root):
    """Return every broken rule in `app/` as `path:line: what to do instead`."""
    found = [f"{name}: {message}" for name, message in _vague_names(root)]
    for name, syntax in tree.python(root, "app"):
        for rule in (_acting_for, _commits, _prints, _clocks, _timeouts):
            found += [f"{name}:{line}: {message}" for line, message in rule(name, syntax)]
    for name, path in tree.files(root, "app", "*.py"):
        found += [f"{name}:{line}: {message}" for line, message in _suppressions(tree.text(path))]
    return found


def _acting_for(name, syntax):
    if name.startswith(ACTING_FOR):
        return
    for node in ast.walk(syntax):
        imported = isinstance(node, ast.ImportFrom) and any(a.name == "acting_for" for a in node.names)
        if imported or (isinstance(node, ast.Attribute) and tree.dotted(node).endswith("tenancy.acting_for")):
            yield (
                node.lineno,
                "acting_for is for app.exchange, trade's bells and the job runner; send an envelope",
            )


def _commits(name, syntax):
    if name.startswith(tuple(COMMITS)):
        return
    for node in ast.walk(syntax):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "commit":
            yield node.lineno, "verbs never commit; the edge does, once (COMMITS lists the edges)"


def _prints(name, syntax):
    if not name.startswith(TERMINAL):
        for node in tree.calls(syntax, "print"):
            yield node.lineno, "log with structlog instead of print"


def _clocks(name, syntax):
    if not name.startswith(CLOCK):
        for node in tree.calls(syntax, "datetime.now", "datetime.utcnow", "date.today", "datetime.today"):
            yield node.lineno, "ask app.kernel.clock (now, today), which tests and the demonstration stop"


def _timeouts(_name, syntax):
    for module, names in TIMED.items():
        short = module.rpartition(".")[2]
        for node in tree.calls(syntax, *(f"{short}.{each}" for each in names)):
            if not any(k.arg in {"timeout", None} for k in node.keywords):
                yield node.lineno, f"{tree.dotted(node.func)} waits for ever; give it a timeout"


def _suppressions(text):
    for number, line in enumerate(text.splitlines(), 1):
        said = NOQA.search(line)
        if said and not EXPLAINED.match(said["rest"]):
            yield number, "write `# noqa: CODE -- reason`"
        elif said and "PLC0415" in said["rest"] and not LATE_IMPORT.search(line):
            yield number, f"a late import has one of the reasons: {', '.join(LATE_REASONS)}"


def _vague_names(root):
    for folder in ("app", "tests"):
        for name, path in tree.files(root, folder, "*.py"):
            vague = VAGUE & {path.stem, *name.split("/")[1:-1]}
            if vague:
                yield name, f"`{vague.pop()}` says nothing; name the file after what it does in the trade"
