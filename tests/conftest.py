"""What all tests share."""


def pytest_make_parametrize_id(val: object, argname: str) -> str | None:
    # gzip writes the second into its bytes, and all processes of a run must find the same tests.
    return argname if isinstance(val, bytes) else None
