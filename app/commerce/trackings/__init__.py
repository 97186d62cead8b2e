"""Tracking numbers coming back: files of carriers, own files, by hand."""
