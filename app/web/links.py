"""Addresses in mails and between parts of the page."""

from flask import current_app, request, url_for

from app.web.guards import outside

_find = {}


def install(app):
    """Offer `absolute(path)` and `outside_url(endpoint)` to templates of `app`."""
    app.jinja_env.globals.update(absolute=absolute, outside_url=outside_url, here=here)


def use_tenant_slugs(slug_of_present_tenant):
    """Start-up: how to learn the present tenant's slug (access knows)."""
    _find["slug"] = slug_of_present_tenant


def absolute(path):
    """Full address, for mails, of `path` within the present tenant."""
    return f"{current_app.config['CHOBA'].base_url}/{_find['slug']()}{path}"


def outside_url(endpoint, **values):
    """Address of an endpoint that belongs to no tenant."""
    return outside(url_for(endpoint, **values))


def here(**changes):
    """The present address with some query values changed; None removes one."""
    values = (
        {**request.view_args, **request.args.to_dict(flat=False), **changes}
        if request.view_args
        else {
            **request.args.to_dict(flat=False),
            **changes,
        }
    )
    return url_for(request.endpoint, **{key: value for key, value in values.items() if value is not None})
