"""Shipments told to shops through their interfaces: the notices of `notices` whose way is `api`."""
