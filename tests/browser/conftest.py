"""An installation per module, and people at their browsers."""

import os

import pytest
from playwright.sync_api import sync_playwright

from tests.browser.installation import Installation, settled
from tests.browser.pages import Desk

CHROMIUM = os.environ.get("CHOBA_CHROMIUM", "")
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-dev-shm-usage"]
DESKTOP, PHONE = {"width": 1440, "height": 900}, {"width": 390, "height": 844}


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item):
    """A failure shows what the processes said and which jobs are not done."""
    report = yield
    if report.failed and "installation" in getattr(item, "funcargs", {}):
        report.sections.append(("installation", item.funcargs["installation"].logs()))
    return report


@pytest.fixture(scope="package")
def chromium():
    """The browser."""
    if not CHROMIUM:
        pytest.skip("no Chromium here")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture(scope="package")
def cast_settled(chromium):
    """The database with the cast, made once by each worker."""
    with settled(f"settled_{os.getpid()}") as name:
        yield name


@pytest.fixture(scope="module")
def installation(request, chromium, cast_settled, tmp_path_factory):
    """Web server, worker, clock, mail server and a fresh database, for the tests of one module."""
    name = request.module.__name__.rpartition(".")[2]
    with Installation(f"{name}_{os.getpid()}", tmp_path_factory.mktemp(name), cast_settled) as installation:
        yield installation


@pytest.fixture
def at_desk(chromium, installation):
    """`at_desk(person=None, phone=False, scripts=True) -> Desk`: a browser of its own, signed in as the person."""
    contexts = []

    def sit_down(person=None, *, phone=False, scripts=True):
        context = chromium.new_context(
            base_url=installation.url, locale="ja-JP", timezone_id="Asia/Tokyo", java_script_enabled=scripts,
            viewport=PHONE if phone else DESKTOP, has_touch=phone, accept_downloads=True,
            permissions=["clipboard-read", "clipboard-write"],
        )  # fmt: skip
        context.set_default_timeout(20_000)
        contexts.append(context)
        desk = Desk(context.new_page(), installation, person)
        return desk.sign_in() if person else desk

    yield sit_down
    for context in contexts:
        context.close()
