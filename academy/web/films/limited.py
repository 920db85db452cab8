"""Runs a program that reads strangers' files: kept small, short, and behind all other work.

`python limited.py SECONDS NICE PROGRAM …` becomes PROGRAM. It ends with the process that began it,
also where that one is killed (on Linux; elsewhere it writes on into a folder of its own).
"""

import ctypes
import os
import resource
import signal
import sys

MOST_MEMORY = 2 * 1024 * 1024 * 1024
PR_SET_PDEATHSIG = 1


def main(seconds: int, nice: int, command: list[str]) -> None:
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
        # Killed before the line above: nobody waits for what would be made.
        if os.getppid() == 1:
            sys.exit(1)
        resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    os.nice(nice)
    os.execvp(command[0], command)  # noqa: S606 # a list, and no shell


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]), sys.argv[3:])
