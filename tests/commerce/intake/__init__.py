"""Order files of shops: read, recognised, taken in."""
