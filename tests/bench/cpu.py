"""CPU time of a process and everything below it, from Linux's /proc."""

import os
from collections import defaultdict
from pathlib import Path

TICKS = os.sysconf("SC_CLK_TCK")


def _stat(pid: int) -> list[str]:
    # The name in brackets may hold spaces and brackets itself.
    return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()


def tree(root: int) -> list[int]:
    """Return `root` and the ids of all processes below it."""
    children = defaultdict(list)
    for path in Path("/proc").glob("[0-9]*"):
        try:
            children[int(_stat(int(path.name))[1])].append(int(path.name))
        except (FileNotFoundError, ProcessLookupError):
            continue
    found, waiting = [], [root]
    while waiting:
        found.append(waiting.pop())
        waiting += children[found[-1]]
    return found


def seconds(root: int) -> float:
    """Return the CPU seconds spent so far by `root`, what runs below it, and what has ended."""
    spent = 0
    for pid in tree(root):
        try:
            user, system, ended_user, ended_system = (int(text) for text in _stat(pid)[11:15])
        except (FileNotFoundError, ProcessLookupError):
            continue
        spent += user + system + ended_user + ended_system
    return spent / TICKS


def below(root: int, word: str) -> list[int]:
    """Return the children of `root` whose command holds `word`."""
    found = []
    for pid in tree(root)[1:]:
        try:
            command = Path(f"/proc/{pid}/cmdline").read_bytes().decode()
            if word in command and int(_stat(pid)[1]) == root:
                found.append(pid)
        except (FileNotFoundError, ProcessLookupError):
            continue
    return found
