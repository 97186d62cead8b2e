"""Groups: public ones (people across departments) and brick groups (named sets of people, departments and groups)."""
