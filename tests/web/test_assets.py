"""Styles and scripts: two files, small, immutable; the vendored ones are the locked ones."""

import gzip
import hashlib
import json
import re

from tests.web.conftest import ROOT


def addresses(visit):
    page = visit("/style-guide").get_data(as_text=True)
    return sorted(set(re.findall(r'(?:href|src)="(/assets/[^"#]+)', page)))


def test_a_first_visit_is_five_requests_and_light(visit):
    page = gzip.compress(visit("/style-guide").data)
    answers = [visit(url, headers={"Accept-Encoding": "gzip"}) for url in addresses(visit)]
    assert len(answers) == 4
    assert sum(len(answer.data) for answer in answers) + len(page) <= 120_000


def test_assets_never_change_under_their_name(visit):
    for url in addresses(visit):
        answer = visit(url)
        assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
        assert hashlib.sha256(answer.data).hexdigest()[:12] in url
        assert "Set-Cookie" not in answer.headers


def test_unknown_assets_are_not_found(visit):
    assert visit("/assets/app-000000000000.css").status_code == 404
    assert visit("/assets/../app/config.py").status_code == 404


def test_vendored_files_are_the_locked_ones():
    for file in json.loads((ROOT / "static/vendor/lock.json").read_text())["files"]:
        assert hashlib.sha256((ROOT / file["path"]).read_bytes()).hexdigest() == file["sha256"], file["path"]


def test_every_rule_stands_in_a_layer():
    for path in (ROOT / "static/css").rglob("*.css"):
        text = re.sub(r"/\*.*?\*/", "", path.read_text(), flags=re.S).strip()
        assert text.startswith("@layer "), path


def test_every_behaviour_that_is_asked_for_exists():
    known = set(re.findall(r'^\s*behaviour\("([\w-]+)"', scripts(), flags=re.M))
    asked = set()
    for path in (ROOT / "templates").rglob("*.html"):
        for names in re.findall(r'data-behaviour(?:="|": ?")([^"{]+)"', path.read_text()):
            asked |= set(names.split())
    assert asked - known == set()


def test_every_icon_that_is_asked_for_exists():
    known = set(re.findall(r'<symbol id="([\w-]+)"', (ROOT / "static/icons.svg").read_text()))
    asked = set()
    for path in (ROOT / "templates").rglob("*.html"):
        asked |= set(re.findall(r"""\bicon(?:=|\(|_button\()["']([\w-]+)["']""", path.read_text()))
    for path in (ROOT / "app").rglob("*.py"):
        asked |= set(re.findall(r"""\bentry\(\s*(?:"[^"]*",\s*){3}"([\w-]+)\"""", path.read_text()))
    assert asked - known == set()


def scripts():
    return "\n".join(path.read_text() for path in (ROOT / "static/js").rglob("*.js"))
