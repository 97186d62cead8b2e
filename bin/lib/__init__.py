"""Starting and stopping everything, with nothing but Python's standard library.

Words: a *data folder* holds all that one installation remembers (`var/`); a *server* is the
embedded PostgreSQL or Valkey in it; a *keeper* is the process that owns one running server;
a *lease* is somebody's use of the servers. The last lease to end stops them.
"""
