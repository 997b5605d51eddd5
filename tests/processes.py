"""Real processes, forked in milliseconds from one that has everything loaded."""

import multiprocessing

LOADED = ["pandas", "flows.demo", "tests.spiders.loaded"]
LOADED += [f"tests.flows.test_{name}" for name in ("tree", "publishing", "cli", "redact")]
PROCESSES = multiprocessing.get_context("forkserver")
PROCESSES.set_forkserver_preload(LOADED)
