"""The decisions: pure values and functions that know no clock, no chance and no outside world."""
