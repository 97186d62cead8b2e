"""Bringing the database to the newest schema, and knowing cheaply that it is there already."""

from lib import outside
from lib.console import Trouble, say
from lib.lease import Lease
from lib.places import PYTHON, ROOT
from lib.processes import finish

HEAD = ROOT / "migrations" / "HEAD"


def migrate(lease: Lease, env: dict[str, str]) -> bool:
    """Migrate unless an embedded database is at the head already; whether anything was done."""
    outside.check(lease, env)
    if _is_at_head(lease):
        return False
    say("Bringing the database to the newest schema …")
    cli("migrate", env=env, problem="The database could not be migrated; the lines above say why.")
    return True


def cli(*words: str, env: dict[str, str], problem: str) -> None:
    """Run one command of the application. Raises Trouble with `problem` when it fails."""
    if finish([PYTHON, "-m", "app.cli", *words], cwd=ROOT, env=env).returncode:
        raise Trouble(problem)


def _is_at_head(lease: Lease) -> bool:
    postgres = lease.engines.get("postgres")
    if not postgres or not HEAD.exists():
        return False
    return postgres.ask("SELECT version_num FROM alembic_version") == HEAD.read_text().strip()
