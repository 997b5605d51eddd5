"""Linking: which funds and other instruments a text names, and where."""
