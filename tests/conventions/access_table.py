"""Who may reach what: each endpoint once, with the permission it declares. Reviewed line by line.

`public`: the world. `identified`: signed in, no company chosen. `signed_in`: any user of the tenant.
"""

ACCESS = {
    "approvals.cases.create_decision": "approvals.case.decide",
    "approvals.cases.create_recall": "approvals.case.view",
    "approvals.cases.create_withdrawal": "approvals.case.view",
    "approvals.cases.index": "approvals.case.view",
    "approvals.cases.new_decision": "approvals.case.decide",
    "approvals.cases.show": "approvals.case.view",
    "approvals.routes.create": "approvals.route.edit",
    "approvals.routes.create_retirement": "approvals.route.edit",
    "approvals.routes.edit": "approvals.route.edit",
    "approvals.routes.index": "approvals.route.view",
    "approvals.routes.new": "approvals.route.edit",
    "approvals.routes.show": "approvals.route.view",
    "approvals.routes.show_preview": "approvals.route.view",
    "approvals.routes.update": "approvals.route.edit",
    "assets.show": "public",
    "up.show": "public",
}
