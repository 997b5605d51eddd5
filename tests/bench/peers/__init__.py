"""Other extractors, each in a child process with an environment of its own: they conflict."""
