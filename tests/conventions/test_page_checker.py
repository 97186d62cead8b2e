"""The checking client refuses planted bad pages and lets honest ones pass."""

import pytest
from flask import Flask
from sqlalchemy import create_engine, text

from app.web import i18n
from tests.support import page_checker
from tests.support.page_checker import BadPage, CheckingClient

POLICY = "default-src 'none'; script-src 'self' 'nonce-abc'"
HEAD = '<!doctype html><html lang="ja"><head><title>一覧</title></head>'
PAGE = HEAD + "<body><main><h1>一覧</h1>%s</main></body></html>"
TOKEN = '<input type="hidden" name="csrf_token" value="x">'
GOOD = f"""
<form method="post" action="/a">{TOKEN}<label for="n">名前</label><input id="n" name="n">
<label>数 <input name="q"></label><input name="s" aria-label="探す"><button type="submit">送る</button></form>
<form method="get" action="/a"><button type="submit" aria-label="探す"></button></form>
<a href="/x">開く</a><a href="#n">名前</a><img src="/i" alt=""><svg aria-hidden="true"><use href="#i"/></svg>
<script src="/a.js"></script><script nonce="abc">1</script><script type="application/json">[1]</script>
<table><tbody><tr id="r1"><td>1</td></tr></tbody></table><dialog id="d" popover><p>?</p></dialog>
"""
BAD = [
    ("<p>a</b>", "does not parse"),
    ("<table><div>a</div></table>", "does not parse"),
    ('<p id="a"></p><p id="a"></p>', 'id="a" stands 2 times'),
    ('<p id="a b"></p>', "holds a space"),
    ('<label for="gone">a</label>', 'for="gone" points at nothing'),
    ('<p aria-describedby="gone">a</p>', 'aria-describedby="gone" points at nothing'),
    ('<a href="#gone">a</a>', "a place that is not on the page"),
    ("<h1>二</h1>", "the page has 2 <h1>"),
    ('<input name="n">', "no label"),
    ("<select><option>a</option></select>", "no label"),
    ('<form action="/a"></form>', "form without method"),
    ('<form method="get"></form>', "form without action"),
    ('<form method="post" action="/a"></form>', "0 csrf_token fields"),
    (f'<form method="get" action="/a">{TOKEN}</form>', "carries the token into the address"),
    ("<button>a</button>", "button without type"),
    ('<button type="button"><svg aria-hidden="true"></svg></button>', "nothing to read"),
    ('<a href="/x"></a>', "nothing to read"),
    ('<a href="#">a</a>', "leads nowhere"),
    ("<a>a</a>", "leads nowhere"),
    ('<a href="/x">b <button type="button">a</button></a>', "one click, two meanings"),
    ('<img src="/i">', "img without alt"),
    ('<svg viewBox="0 0 1 1"></svg>', "svg neither named"),
    ('<iframe src="/x"></iframe>', "iframe without title"),
    ("<script>1</script>", "inline script without this answer's nonce"),
    ('<script nonce="old">1</script>', "inline script without this answer's nonce"),
    ('<p style="color: red">a</p>', "inline style"),
    ('<p onclick="go()">a</p>', "onclick in"),
    ('<p hx-on:click="go()">a</p>', "hx-on:click in"),
    ("<p>Planted sentence</p>", "untranslated: 'Planted sentence'"),
    ('<input aria-label="Planted sentence">', "untranslated: 'Planted sentence'"),
    ("<p>%(name)s様</p>", "a slip of the program"),
    ("<p>None</p>", "a slip of the program"),
    ("<p>&amp;amp;</p>", "a slip of the program"),
]


@pytest.fixture
def answer(app, monkeypatch):
    """Serve the given HTML and fetch it through the checking client."""
    monkeypatch.setattr(page_checker, "english_only", lambda: frozenset(["Planted sentence"]))

    def fetch(html, policy=POLICY, headers=None, status=200, method="GET", work=lambda: None):
        app = Flask(__name__)
        app.test_client_class = CheckingClient

        def view():
            work()
            return html, status, {"Content-Security-Policy": policy}

        app.add_url_rule("/", view_func=view, methods=["GET", "POST"])
        return app.test_client().open("/", method=method, headers=headers)

    return fetch


def test_an_honest_page_passes(answer):
    assert answer(PAGE % GOOD).status_code == 200


def test_a_page_seen_before_is_only_as_good_as_it_was(answer):
    for _time in range(2):
        assert answer(PAGE % GOOD).status_code == 200
        with pytest.raises(BadPage, match="button without type"):
            answer(PAGE % "<button>a</button>")
        with pytest.raises(BadPage, match="without this answer's nonce"):
            answer(PAGE % GOOD, policy=POLICY.replace("abc", "xyz"))
    assert answer(PAGE % GOOD.replace("abc", "xyz"), policy=POLICY.replace("abc", "xyz")).status_code == 200


@pytest.mark.parametrize("planted, said", BAD)
def test_a_planted_mistake_fails_the_request(answer, planted, said):
    with pytest.raises(BadPage) as refused:
        answer(PAGE % planted)
    assert said in str(refused.value)
    assert str(refused.value).startswith("GET / (200)\n")


@pytest.mark.parametrize("status", [403, 422, 500])
def test_error_pages_are_checked_too(answer, status):
    with pytest.raises(BadPage):
        answer(PAGE % "<button>a</button>", status=status)


@pytest.mark.parametrize(
    "page, said",
    [
        (
            "<!doctype html><html><head><title>a</title></head><body><main><h1>a</h1></main></body></html>",
            "lang",
        ),
        (
            '<!doctype html><html lang="ja"><head></head><body><main><h1>a</h1></main></body></html>',
            "no <title>",
        ),
        (
            '<!doctype html><html lang="ja"><head><title>a</title></head><body><h1>a</h1></body></html>',
            "<main>",
        ),
        ("<p>a</p>", "a fragment was sent to a reader without htmx"),
    ],
)
def test_a_page_must_be_whole(answer, page, said):
    with pytest.raises(BadPage, match=said):
        answer(page)


def test_a_loose_content_policy_is_refused(answer):
    with pytest.raises(BadPage, match="policy is not strict"):
        answer(PAGE % "", policy="script-src 'unsafe-inline'")


FRAGMENTS = [
    '<tr id="r"><td>1</td></tr>',
    '<tr id="r"><td>1</td></tr>\n<div id="count" hx-swap-oob="true">1</div>',
    '<hx-partial hx-target="#rows"><tr><td>1</td></tr></hx-partial><template><tr><td>1</td></tr></template>',
    '<option value="1">一</option>',
    "ただの文",
]


@pytest.mark.parametrize("html", FRAGMENTS)
def test_fragments_for_htmx_may_start_anywhere(answer, html):
    assert answer(html, headers={"HX-Request": "true"}).status_code == 200


@pytest.mark.parametrize(
    "html, said",
    [
        ("<tr><p>1</p></tr>", "does not parse"),
        ('<tr id="r"><td>1</td></tr><div id="r">1</div>', 'id="r" stands 2 times'),
        ("<hx-partial><button>a</button></hx-partial>", "button without type"),
        ("<p>Planted sentence</p>", "untranslated"),
    ],
)
def test_fragments_are_checked(answer, html, said):
    with pytest.raises(BadPage, match=said):
        answer(html, headers={"HX-Request": "true"})


@pytest.fixture
def write():
    """A statement that writes, on an engine of its own."""
    with create_engine("sqlite://").connect() as connection:
        connection.execute(text("CREATE TABLE planted (id int)"))
        yield lambda: connection.execute(text("INSERT INTO planted VALUES (1)"))


def test_a_reading_request_that_writes_is_refused(answer, write):
    with pytest.raises(BadPage, match="a safe method wrote to planted; reading changes nothing"):
        answer(PAGE % "", work=write)
    assert answer(PAGE % "", work=write, method="POST").status_code == 200


def test_a_label_looked_up_without_japanese_is_refused(answer):
    with pytest.raises(BadPage, match="no Japanese for 'Planted label'"):
        answer(PAGE % "", work=lambda: i18n.japanese().gettext("Planted label"))


def test_an_english_page_may_be_english(answer):
    assert answer((PAGE % "<p>Planted sentence</p>").replace('lang="ja"', 'lang="en"')).status_code == 200
