"""`manage.py propose_selection`: JSON in and out, for operators and scripts, without a database."""

import json
import os
import subprocess
import sys
from pathlib import Path

from tests.courses.admission.proposed import applicant, asked, proposed, quota

PROJECT = Path(__file__).resolve().parents[3]


def run(data: bytes, folder: Path):
    # An academy that nobody has prepared: its folder is empty, and stays so.
    environment = {name: text for name, text in os.environ.items() if "ACADEMY_" not in name}
    environment |= {"DJANGO_SETTINGS_MODULE": "academy.settings", "ACADEMY_VAR": str(folder)}
    return subprocess.run(
        [sys.executable, "manage.py", "propose_selection"],
        cwd=PROJECT,
        env=environment,
        input=data,
        capture_output=True,
        check=False,
    )


def test_the_answer_is_all_that_stands_on_stdout(tmp_path):
    people = [applicant("a", 82.5), applicant("b", "90.25"), applicant("Ma’ruf", None)]
    rules = [quota("gender", "male", least=1)]
    done = run(json.dumps(asked(2, rules, people, seed="2026")).encode(), tmp_path)
    assert (done.returncode, done.stderr) == (0, b"")
    assert json.loads(done.stdout) == proposed(2, rules, people, seed="2026")
    assert list(tmp_path.rglob("*.sqlite3")) == []


def test_a_refusal_is_a_sentence_on_stderr_with_status_two(tmp_path):
    done = run(b"\xff\xfe{", tmp_path)
    assert (done.returncode, done.stdout) == (2, b"")
    told = done.stderr.decode()
    assert "The input is not written in UTF-8." in told
    assert "Traceback" not in told


def test_a_proposal_is_made_without_django():
    code = "import sys, courses.admission.proposal.proposing;sys.exit('django' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], cwd=PROJECT, check=False)
    assert done.returncode == 0
