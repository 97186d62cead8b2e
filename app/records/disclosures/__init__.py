"""非公開: a record that only some may know of. A subject is `user:<id>`, `organisation:<id>` (its own members),
`below:<id>` (its members and those of all organisations under it) or `group:<id>`.
"""
