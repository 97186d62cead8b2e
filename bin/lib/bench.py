"""bin/bench: one measurement of bench/, on servers and data of its own."""

from lib.console import Trouble
from lib.environment import environment
from lib.lease import Lease
from lib.packages import install
from lib.places import PYTHON, ROOT, DataFolder
from lib.processes import finish


def main(arguments: list[str]) -> int:
    """Run bench/NAME.py with the rest of the arguments; its last line is the figure as JSON."""
    known = sorted(
        path.stem.replace("_", "-") for path in (ROOT / "bench").glob("*.py") if not path.stem.startswith("_")
    )
    if not arguments or arguments[0] not in known:
        raise Trouble("Which measurement?", f"bin/bench NAME, one of: {', '.join(known) or 'none yet'}")
    install()
    with Lease(DataFolder.at("var/bench"), ["postgres", "valkey"]) as lease:
        module = f"bench.{arguments[0].replace('-', '_')}"
        env = environment(lease, mode="production")
        return finish([PYTHON, "-m", module, *arguments[1:]], cwd=ROOT, env=env).returncode
