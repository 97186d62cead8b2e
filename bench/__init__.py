"""Measurements that run ours and a baseline interleaved: `bin/bench NAME`."""
