"""One pure function per rule: it is given a tree or an application and returns sentences."""
