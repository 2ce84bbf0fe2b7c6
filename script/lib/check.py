"""Try the whole way of a piece of news on a throw-away installation."""


def run(*, production: bool) -> int:
    return 1
