"""Commands that stand in files of their own; flows/cli.py names each once."""
