"""CLEAN: captures to rows of the tables. Pure: no network, no clock, no disk."""
