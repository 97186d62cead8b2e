"""Faults: what dies in the middle of work leaves nothing half done, loses nothing and does nothing twice."""
