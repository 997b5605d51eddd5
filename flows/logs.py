"""What a run says on the terminal: our own errors in one line, everybody else's in full."""

import logging

_OURS = frozenset({"spiders", "transforms", "flows"})
_LOGGERS = ("prefect.flow_runs", "prefect.task_runs")


class _ShortErrors(logging.Filter):
    def filter(self, record: logging.LogRecord) -> bool:
        error = record.exc_info[1] if record.exc_info else None
        if error is not None and type(error).__module__.partition(".")[0] in _OURS:
            record.exc_info = None
            record.msg, record.args = str(error), ()
        return True


def keep_errors_short() -> None:
    """Let Prefect's loggers name our own errors without a traceback: their message says it all."""
    for name in _LOGGERS:
        logger = logging.getLogger(name)
        if not any(isinstance(held, _ShortErrors) for held in logger.filters):
            logger.addFilter(_ShortErrors())
