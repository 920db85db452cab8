"""Run a command with services beside it: python -m tests.services postgresql redis -- COMMAND …"""

import os
import subprocess
import sys
from contextlib import ExitStack

from tests.services import leave_nothing_behind
from tests.services.postgresql import postgresql
from tests.services.redis import redis

SERVICES = {
    "postgresql": (postgresql, "ACADEMY_DATABASE_URL"),
    "redis": (redis, "ACADEMY_REDIS_URL"),
}


def main() -> int:
    leave_nothing_behind()
    split = sys.argv.index("--")
    names, command = sys.argv[1:split], sys.argv[split + 1 :]
    with ExitStack() as stack:
        addresses = {
            variable: stack.enter_context(service())
            for service, variable in (SERVICES[name] for name in names)
        }
        return subprocess.run(command, env=os.environ | addresses, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
