"""Labels (送り状): slips as the files of carriers' systems, checked before a file is made."""
