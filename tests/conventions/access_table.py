"""Who may reach what: each endpoint once, with the permission it declares. Reviewed line by line.

`public`: the world. `identified`: signed in, no company chosen. `signed_in`: any user of the tenant.
"""

ACCESS = {
    "assets.show": "public",
    "up.show": "public",
}
