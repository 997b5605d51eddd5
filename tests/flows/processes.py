"""Real processes, forked in milliseconds from one that has everything loaded."""

from tests.flows.test_lake import PROCESSES

LOADED = ["pandas", "flows.demo"]
LOADED += [f"tests.flows.test_{name}" for name in ("tree", "publishing", "cli", "redact")]
PROCESSES.set_forkserver_preload(LOADED)

__all__ = ["PROCESSES"]
