"""Rooms: what the participants of a deal share, behind policies that let nobody else in."""
