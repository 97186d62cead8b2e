"""A form as a browser without scripts would send it."""

from tests.support.markup import Markup


def inputs_of(response, form_id):
    """`{name: [values]}` of what the form with that id sends when nothing is touched (no button)."""
    markup, sent = Markup(response.get_data(as_text=True)), {}
    [form] = [one for one in markup.every("form") if one.get("id") == form_id]
    for element in _controls(form):
        name = element.get("name")
        if not name or element.get("type") in ("checkbox", "radio") and element.get("checked") is None:
            continue
        if element.tag == "select":
            options = list(element.iter("option"))
            chosen = [one for one in options if one.get("selected") is not None] or options[:1]
            value = chosen[0].get("value", "") if chosen else None
        elif element.tag == "textarea":
            value = (element.text or "").strip("\r\n")
        else:
            value = element.get("value") or ("on" if element.get("type") == "checkbox" else "")
        if value is not None:
            sent.setdefault(name, []).append(value)
    return sent


def _controls(form):
    return [one for one in form.iter() if one.tag in ("input", "select", "textarea")]


def opened(page, where, form_id="product-form"):
    """What the edit form (or whatever lies at `where`) sends untouched, its token left out."""
    response = page.get(where)
    assert response.status_code == 200
    return {name: values for name, values in inputs_of(response, form_id).items() if name != "csrf_token"}
