"""What the scripts add to the page, in a real Chromium: typing in tables, dialogs, keys, drafts, refusals, progress."""

import os
from threading import Thread

import pytest
from flask import Flask, flash, render_template_string, request
from playwright.sync_api import sync_playwright
from werkzeug.serving import make_server

from tests.web.conftest import build

CHROMIUM = os.environ.get("CHOBA_CHROMIUM", "")
pytestmark = [pytest.mark.browser, pytest.mark.skipif(not CHROMIUM, reason="no Chromium here")]

UI = '{% import "_components/ui.html" as ui %}'
FORM = """{% call ui.form(form, "/kept", id="f", htmx=true, draft="one") %}
<input name="v" id="v" aria-label="v" value="">{{ ui.form_actions() }}{% endcall %}"""
PAGE = (
    '{% extends "layouts/app.html" %}' + UI + '{% block title %}T{% endblock %}{% block content %}<p id="a">first</p>'
    '<p id="extra">old</p>' + FORM + '{{ ui.link_button("500", "/broken", attrs={"id": "broken", "hx-get": "/broken",'
    ' "hx-target": "#a"}) }}{{ ui.progress("job", "/job?n=1", "running", 1, 3, "J") }}{% endblock %}'
)  # fmt: skip


@pytest.fixture(scope="module")
def site():
    """The style guide and three small pages, served on a free port."""
    app = build(Flask("site"))
    app.config["WTF_CSRF_ENABLED"] = False
    app.add_url_rule("/page", view_func=lambda: render_template_string(PAGE, form=None), endpoint="page")
    app.add_url_rule("/kept", view_func=kept, methods=["POST"])
    app.add_url_rule("/broken", view_func=lambda: ('<div class="alert">broken</div>', 500), endpoint="broken")
    app.add_url_rule("/job", view_func=job)
    server = make_server("127.0.0.1", 0, app, threaded=True)
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


def kept():
    """422 with the form for `bad`; else another form, a part out of band and a toast."""
    from app.web.style_guide import wrong_form

    if request.form["v"] == "bad":
        return render_template_string(UI + FORM, form=wrong_form()), 422
    flash("kept", "done")
    done = '<form id="f" method="post" action="/kept">done</form><p id="extra" hx-swap-oob="true">new</p>'
    return render_template_string(UI + done + "{{ ui.flashes_oob() }}")


def job():
    """A job that is done at the third question."""
    n = int(request.args["n"])
    state = "running" if n < 3 else "done"
    return render_template_string(
        UI + '{{ ui.progress("job", "/job?n=" ~ (n + 1), state, n, 3, "J") }}', n=n, state=state
    )


@pytest.fixture(scope="module")
def chromium():
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def tab(chromium, site):
    """A tab of a fresh browser; a script error, or a refusal by the content policy, fails the test."""
    context = chromium.new_context(base_url=site, permissions=["clipboard-read", "clipboard-write"])
    page, wrong = context.new_page(), []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("console", lambda said: "Content Security" in said.text and wrong.append(said.text))
    yield page
    context.close()
    assert wrong == []


def here(tab):
    return tab.evaluate("document.activeElement.name")


def test_a_table_is_walked_by_keys_and_takes_a_block_from_excel(tab):
    tab.goto("/style-guide")
    tab.click("[name=lines-0-name]")
    tab.keyboard.press("ArrowDown")
    tab.keyboard.press("Enter")
    assert here(tab) == "lines-2-name"
    tab.evaluate(
        "t => navigator.clipboard.writeText(t)",
        'ナット\t1,000\t個\t3.5\n"座""金"\t２００\tkg\t１．２５\nピン\t5\t式\t100\n',
    )
    tab.keyboard.press("Control+v")
    assert [tab.input_value(f"[name=lines-{n}-name]") for n in (2, 3, 4)] == ["ナット", '座"金', "ピン"]
    assert [tab.input_value(f"[name=lines-{n}-unit]") for n in (2, 3, 4)] == ["pc", "kg", "set"]
    assert tab.inner_text("[data-sum]") == "¥34,450"
    tab.keyboard.press("Control+d")
    assert tab.input_value("[name=lines-4-name]") == '座"金'
    tab.locator(".grid tbody [data-remove]").first.click()
    assert tab.locator(".grid tbody tr").count() == 4
    tab.click(".grid [data-add]")
    assert here(tab) == "lines-5-name"


def test_dialogs_menus_and_keys(tab):
    tab.goto("/style-guide")
    tab.locator("[popovertarget^=confirm]").first.click()
    assert tab.locator("dialog:modal").count() == 1
    tab.keyboard.press("Escape")
    assert tab.locator("dialog:modal").count() == 0
    tab.click(".user-menu summary")
    tab.keyboard.press("ArrowDown")
    assert "ヘルプ" in tab.evaluate("document.activeElement.textContent")
    tab.keyboard.press("Escape")
    tab.click("h1")
    tab.keyboard.press("/")
    assert here(tab) == "q"
    tab.click("h1")
    for key in "jjx":
        tab.keyboard.press(key)
    assert tab.inner_text("[data-count]") == "1"
    tab.keyboard.press("?")
    assert tab.locator("#keys:modal").count() == 1


def test_leaving_unsaved_asks_and_a_draft_survives(tab):
    asked = []
    tab.on("dialog", lambda question: (asked.append(question.type), question.accept()))
    tab.goto("/page")
    tab.fill("#v", "typed for an hour")
    tab.wait_for_timeout(600)
    tab.reload()
    assert asked == ["beforeunload"]
    tab.locator("#f .alert button").first.click()
    assert tab.input_value("#v") == "typed for an hour"
    tab.click("#f button.primary")
    tab.wait_for_selector(".toast")
    assert (tab.inner_text("#f"), tab.inner_text("#extra")) == ("done", "new")
    assert tab.evaluate("localStorage.length") == 0


def test_a_refusal_lands_where_it_is_read(tab):
    tab.goto("/page")
    tab.fill("#v", "bad")
    tab.keyboard.press("Control+Enter")
    tab.wait_for_selector("#f .error-summary")
    assert "error-summary" in tab.evaluate("document.activeElement.className")
    tab.click("#broken")
    tab.wait_for_selector("#alerts .alert")
    assert (tab.inner_text("#alerts"), tab.inner_text("#a")) == ("broken", "first")
    tab.context.set_offline(True)
    tab.click("#f button.primary")
    tab.wait_for_selector("#alerts #problem")
    assert "接続が切れました" in tab.inner_text("#alerts")


def test_progress_asks_until_it_is_over_and_then_no_more(tab):
    asked = []
    tab.on("request", lambda sent: "/job" in sent.url and asked.append(sent.url))
    tab.goto("/page")
    tab.wait_for_selector("#job .progress-done")
    tab.wait_for_timeout(1500)
    assert len(asked) == 3
