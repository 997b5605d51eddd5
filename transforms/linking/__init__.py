"""Linking: which funds and other instruments a text names, and where."""

# Rises with every change of what a text is linked to.
LINKER_VERSION = "1"
