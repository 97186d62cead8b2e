"""bin/servers: the embedded servers by hand."""

import argparse

from lib.console import say
from lib.environment import environment
from lib.keeper import ENGINES
from lib.lease import Lease, keep, let_go, see_it_end, stop_keepers
from lib.packages import install
from lib.places import DataFolder

SHOWN = ("DATABASE_URL", "DATABASE_OWNER_URL", "REDIS_URL", "STORAGE_URL", "CHOBA_DATA_DIR")


def main(arguments: list[str]) -> int:
    """Start and keep, stop, or show the servers of a data folder."""
    parser = argparse.ArgumentParser(prog="bin/servers", description="The embedded PostgreSQL and Valkey.")
    parser.add_argument("verb", choices=["up", "down", "status"], help="start and keep; stop; show")
    parser.add_argument("--data", default="var/test", metavar="DIR", help="data folder (var/test)")
    parser.add_argument("--now", action="store_true", help="stop them even while somebody uses them")
    wanted = parser.parse_args(arguments)
    data = DataFolder.at(wanted.data)
    if wanted.verb == "up":
        _up(data, throwaway=wanted.data.rstrip("/").endswith("var/test"))
    elif wanted.verb == "down":
        say(_down(data, now=wanted.now))
    else:
        for name, make in ENGINES.items():
            say(f"{name}: {'running' if make(data).is_ready() else 'stopped'} ({data})")
    return 0


def _down(data: DataFolder, *, now: bool) -> str:
    if now:
        return "Stopped." if stop_keepers(data) else f"No servers were running on {data}."
    let_go(data)
    running = [name for name, make in ENGINES.items() if see_it_end(name, data)]
    return f"Somebody uses {' and '.join(running)}; stopping after the last user." if running else "Stopped."


def _up(data: DataFolder, *, throwaway: bool) -> None:
    install(dev=throwaway)
    keep(data)
    with Lease(data, list(ENGINES), throwaway=throwaway) as lease:
        made = environment(lease, mode="test" if throwaway else "")
    for name in SHOWN:
        say(f"{name}={made[name]}")
