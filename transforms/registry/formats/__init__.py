"""Formats of lists: the rows of files that others wrote, as sightings."""
