"""What a phone keeps as an application: one manifest and one worker for each company."""

import struct


def test_the_manifest_begins_in_its_company_and_has_icons_of_the_size_it_says(client, cast):
    page = client(cast.buyer)
    assert '<link rel="manifest" href="/yamada/manifest.webmanifest">' in page.get("/yamada/").get_data(
        as_text=True
    )
    answer = client(None).get("/yamada/manifest.webmanifest")
    assert answer.mimetype == "application/manifest+json"
    said = answer.get_json(force=True)
    assert (said["name"], said["start_url"], said["scope"]) == ("帳場", "/yamada/", "/yamada/")
    sizes = []
    for icon in said["icons"]:
        wide, high = struct.unpack(">II", page.get(icon["src"]).data[16:24])
        sizes.append((icon["sizes"], f"{wide}x{high}"))
    assert sizes == [("192x192", "192x192"), ("512x512", "512x512")]
    assert said["shortcuts"] == [{"name": "活動を記録", "url": "/yamada/activities/results/new"}]


def test_the_worker_is_a_script_of_its_company_and_never_kept_old(client, cast):
    cast.buyer  # noqa: B018 -- the company exists
    answer = client(None).get("/yamada/service-worker.js")
    assert (answer.mimetype, answer.headers["Cache-Control"]) == ("text/javascript", "no-cache")
    for path in ("/service-worker.js", "/nobody/service-worker.js"):
        assert client(None).get(path).status_code == 404
