"""The browser of the journeys: Debian's Chromium, installed when we can, never downloaded."""

import os
import shutil

from lib.console import say
from lib.processes import finish

NAMES = ("chromium", "chromium-browser", "google-chrome")
FONT = "fonts-ipaexfont"


def settings() -> dict[str, str]:
    """CHOBA_CHROMIUM with the path of the browser; empty, and said loudly, when there is none."""
    missing = ([] if _browser() else ["chromium"]) + ([] if _has_japanese_font() else [FONT])
    if missing:
        _install(missing)
    path = _browser()
    if not path:
        say("!" * 78 + "\n! No chromium here: the browser tests are SKIPPED. Install Debian's package")
        say("! chromium (and " + FONT + ") to run them.\n" + "!" * 78)
    return {"CHOBA_CHROMIUM": path}


def _browser() -> str:
    named = os.environ.get("CHOBA_CHROMIUM", "")
    return named or next((path for name in NAMES if (path := shutil.which(name))), "")


def _has_japanese_font() -> bool:
    if not shutil.which("fc-list"):
        return False
    return bool(finish(["fc-list", ":lang=ja"], capture_output=True).stdout.strip())


def _install(packages: list[str]) -> None:
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        return
    say(f"Installing {' and '.join(packages)} for the browser tests …")
    env = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    for command in (["update"], ["install", "-y", "--no-install-recommends", *packages]):
        done = finish(["apt-get", "-qq", *command], env=env, capture_output=True, text=True)
        if done.returncode:
            say(done.stderr.strip()[-500:])
