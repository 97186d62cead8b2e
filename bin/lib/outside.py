"""Servers that the caller named instead of the embedded ones: do they answer, may the roles do their work?"""

from lib.console import Trouble
from lib.lease import Lease
from lib.places import PYTHON, ROOT
from lib.processes import finish

ASK_DATABASE = """
import sys, os, psycopg
url = os.environ[sys.argv[1]].replace("postgresql+psycopg", "postgresql", 1)
try:
    with psycopg.connect(url, connect_timeout=5) as connection:
        version = connection.info.server_version // 10000
        role = "SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user"
        unbound = connection.execute(role).fetchone()[0]
except psycopg.Error as error:
    sys.exit(str(error).strip())
if version < 17:
    sys.exit(f"it is PostgreSQL {version}; 17 is the oldest that works")
if unbound and sys.argv[1] == "DATABASE_URL":
    sys.exit("its role may bypass row-level security, so tenants would not be kept apart")
"""
ASK_QUEUE = """
import sys, os, redis
try:
    redis.Redis.from_url(os.environ[sys.argv[1]], socket_connect_timeout=5).ping()
except (redis.RedisError, ValueError, OSError) as error:
    sys.exit(str(error))
"""


def check(lease: Lease, env: dict[str, str]) -> None:
    """Raise Trouble, naming the variable and the cause, when a server of the caller's cannot be used."""
    if "postgres" not in lease.engines:
        _ask(ASK_DATABASE, "DATABASE_OWNER_URL", env)
        _ask(ASK_DATABASE, "DATABASE_URL", env)
    if "valkey" not in lease.engines:
        _ask(ASK_QUEUE, "REDIS_URL", env)


def _ask(program: str, name: str, env: dict[str, str]) -> None:
    answer = finish([PYTHON, "-c", program, name], cwd=ROOT, env=env, capture_output=True, text=True)
    if answer.returncode:
        raise Trouble(f"{name} cannot be used: {answer.stderr.strip()}", "See docs/running.md.")
