"""コード区分: the lists of values that choices of own fields offer. Retired values stay readable."""
