"""オートロボ: rules of a shop that work on slips by themselves, tried before they are switched on, with a log."""
