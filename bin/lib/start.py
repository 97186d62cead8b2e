"""bin/start: from a fresh checkout to an open door, and back to nothing on Ctrl-C."""

import argparse
import json
import os
import signal
import socket
import time
from pathlib import Path

from lib import demonstration
from lib.console import Trouble, say
from lib.environment import embedded_servers, environment
from lib.lease import Lease
from lib.locks import Lock
from lib.packages import install
from lib.places import DataFolder
from lib.procfile import Procfile, end_leftovers
from lib.schema import migrate

LOOPBACK = ("127.0.0.1", "::1", "localhost")


class Stopped(BaseException):
    """Somebody asked us to stop."""


def main(arguments: list[str]) -> int:
    """Start everything, stay until told to stop, stop everything."""
    began = time.monotonic()
    wanted = _wanted(arguments)
    data = DataFolder.at(wanted.data)
    alone = Lock(data.lock("app"))
    if not alone.take(wait=False):
        say(_where_it_runs(data))
        return 0
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, _stop)
    try:
        install()
        end_leftovers(data)
        _check_port(wanted)
        with Lease(data, embedded_servers()) as lease:
            _serve(lease, wanted, began)
    except Stopped:
        say("Stopped.")
    finally:
        _note(data).unlink(missing_ok=True)
        alone.free()
    return 0


def _wanted(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="bin/start", description="Start Choba on this machine.")
    parser.add_argument("--port", type=int, default=8000, help="port to listen on (8000)")
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on (127.0.0.1)")
    parser.add_argument("--data", default="var", metavar="DIR", help="folder for all data (var)")
    parser.add_argument("--empty", action="store_true", help="do not load the demonstration companies")
    parser.add_argument("--demo", action="store_true", help="load them into any empty database")
    return parser.parse_args(arguments)


def _serve(lease: Lease, wanted: argparse.Namespace, began: float) -> None:
    """Migrate, load, start the Procfile, tell where, and stay."""
    url = os.environ.get("CHOBA_BASE_URL") or f"http://{_reachable(wanted.host)}:{wanted.port}"
    at_home = wanted.demo or ("postgres" in lease.engines and wanted.host in LOOPBACK)
    mode = os.environ.get("CHOBA_ENV") or ("development" if at_home else "production")
    env = environment(lease, mode=mode, base_url=url)
    env |= {"CHOBA_HOST": wanted.host, "PORT": str(wanted.port)}
    changed = migrate(lease, env)
    if at_home and not wanted.empty:
        demonstration.load_if_empty(lease.data, env)
        if changed and demonstration.sign_ins(lease.data):
            demonstration.remember_people(lease.data, env)
    _stay(Procfile(lease.data, env, f"http://{_reachable(wanted.host)}:{wanted.port}"), url, began)


def _stay(running: Procfile, url: str, began: float) -> None:
    try:
        running.start()
        running.wait_until_up()
        _note(running.data).write_text(json.dumps({"url": url, "pid": os.getpid()}))
        say(f"\n  Choba runs at {url}   (ready in {time.monotonic() - began:.1f} s; Ctrl-C stops it)\n")
        say(demonstration.sign_ins(running.data))
        running.watch()
    finally:
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, signal.SIG_IGN)  # stopping is under way; let it finish
        running.stop()


def _stop(number: int, _frame: object) -> None:
    raise Stopped


def _check_port(wanted: argparse.Namespace) -> None:
    family = socket.AF_INET6 if ":" in wanted.host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((wanted.host, wanted.port))
        except PermissionError:
            raise Trouble(
                f"Port {wanted.port} needs more rights.", "Use one above 1023: --port 8000"
            ) from None
        except (OSError, OverflowError) as refused:
            raise Trouble(
                f"Cannot listen on {wanted.host} port {wanted.port}: {refused}.",
                f"Choose another one: bin/start --port {wanted.port % 65000 + 1}",
            ) from None


def _reachable(host: str) -> str:
    """The address by which this machine reaches a server that listens on `host`."""
    named = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(host, host)  # noqa: S104 -- compared, not bound
    return f"[{named}]" if ":" in named and not named.startswith("[") else named


def _where_it_runs(data: DataFolder) -> str:
    try:
        note = json.loads(_note(data).read_text())
    except (FileNotFoundError, ValueError):
        return f"Choba is being started on {data} already."
    return f"Choba already runs on {data}: {note['url']} (process {note['pid']})."


def _note(data: DataFolder) -> Path:
    return data.path / "running.json"
