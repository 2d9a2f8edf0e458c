"""The command ``whosaid``: ``python -m whosaid`` is the same."""

import sys

from . import _whosaid


def main() -> int:
    """Runs the command with the process's own arguments and gives its exit status."""
    return _whosaid.main(["whosaid", *sys.argv[1:]])


if __name__ == "__main__":
    sys.exit(main())
