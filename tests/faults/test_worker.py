"""What workers are started with."""

import subprocess
import sys

import pytest

from tests.faults.conftest import ROOT

pytestmark = pytest.mark.xdist_group("faults")
BEGUN = """
from app import worker
from app.kernel.db import db
with worker.application().app_context():
    worker.begin()
    print(db.engine.pool.checkedin() + db.engine.pool.checkedout())
"""


def test_the_processes_of_jobs_inherit_no_connection_to_the_database(installation):
    """Two processes on one connection read each other's answers, whatever tenant these are of."""
    told = subprocess.run(
        [sys.executable, "-c", BEGUN],
        cwd=ROOT,
        env=installation.env,
        capture_output=True,
        text=True,
        check=True,
    )
    assert told.stdout.strip() == "0"
