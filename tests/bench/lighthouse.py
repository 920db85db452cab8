import json
import os
import subprocess
import tempfile
from pathlib import Path

from tests.services.academy import PROJECT, chromium

PROGRAM = PROJECT / "tests" / "node_modules" / ".bin" / "lighthouse"
FLAGS = (
    "--headless=new --no-sandbox --disable-gpu --disable-quic --no-first-run "
    "--disable-background-networking --disable-component-update --disable-sync"
)


def lighthouse(url: str, *, cookie: str = "") -> dict[str, int]:
    """Return Lighthouse's marks (0 to 100) for `url` on its slow phone, by category."""
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.json"
        headers = ["--extra-headers", json.dumps({"Cookie": cookie})] if cookie else []
        subprocess.run(
            [PROGRAM, url, "--quiet", "--output=json", f"--output-path={report}",
             f"--chrome-flags={FLAGS}", *headers],
            env=os.environ | {"CHROME_PATH": chromium()},
            check=True,
            stdout=subprocess.DEVNULL,
        )  # fmt: skip
        categories = json.loads(report.read_text())["categories"]
    return {name: round(100 * (found["score"] or 0)) for name, found in categories.items()}
