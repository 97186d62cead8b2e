"""Who may come in and what they may do: tenants, identities, companies, organisations, users, roles, sign-in.

A tenant is one contract; an identity is a person's e-mail and password, global, and may be a user in several tenants.
"""
