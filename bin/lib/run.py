"""bin/run: one command with the servers up and the environment set."""

import argparse

from lib.environment import embedded_servers, environment
from lib.lease import Lease
from lib.packages import install
from lib.places import ROOT, DataFolder
from lib.processes import finish


def main(arguments: list[str]) -> int:
    """Run a command in the project folder; its exit code is ours."""
    parser = argparse.ArgumentParser(prog="bin/run", description="Run a command with servers and settings.")
    parser.add_argument("--data", default="var", metavar="DIR", help="data folder (var)")
    parser.add_argument("--test", action="store_true", help="the servers and settings of bin/test")
    parser.add_argument("command", nargs=argparse.REMAINDER, help="for example: python -m app.cli sign-ins")
    wanted = parser.parse_args(arguments)
    if not wanted.command:
        parser.error("no command given")
    install(dev=wanted.test)
    if wanted.test:
        lease = Lease(DataFolder.at("var/test"), ["postgres", "valkey"], throwaway=True)
    else:
        lease = Lease(DataFolder.at(wanted.data), embedded_servers())
    with lease:
        env = environment(lease, mode="test" if wanted.test else "")
        return finish(wanted.command, cwd=ROOT, env=env).returncode
