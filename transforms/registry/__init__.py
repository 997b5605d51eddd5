"""The registry: which funds and other instruments there are, under which names, and since when."""
