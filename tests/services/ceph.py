"""A real S3 service on one machine: Ceph's monitor, one storage daemon in memory, and its gateway.

An imitation will not do: the usual one accepts wrong keys and expired links, so a check
of security against it means nothing.
"""

import os
import shutil
import signal
import subprocess
import tempfile
import uuid
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import boto3
from botocore.config import Config

from tests.services import free_port
from tests.services.waiting import wait_until

ACCESS_KEY = "academy-tests"
SECRET_KEY = "only-for-tests"

CONFIGURATION = """
[global]
fsid = {fsid}
mon host = [v2:127.0.0.1:{mon_v2},v1:127.0.0.1:{mon_v1}]
keyring = {folder}/keyring
public addr = 127.0.0.1
cluster addr = 127.0.0.1
osd pool default size = 1
osd pool default min size = 1
osd pool default pg num = 1
osd pool default pgp num = 1
osd pool default pg autoscale mode = off
mon allow pool size one = true
mon max pg per osd = 1000
osd crush chooseleaf type = 0
run dir = {folder}/run
admin socket = {folder}/run/$name.asok
log file = {folder}/log/$name.log
mon cluster log file = {folder}/log/cluster.log
pid file = {folder}/run/$name.pid
[mon.a]
mon data = {folder}/mon
[osd.0]
osd data = {folder}/osd
osd objectstore = memstore
memstore device bytes = 4294967296
osd class load list = *
osd class default list = *
[client.rgw.a]
rgw frontends = beast endpoint=127.0.0.1:{gateway}
rgw dns name = localhost
rgw data = {folder}/rgw
rgw override bucket index max shards = 1
"""


@dataclass(frozen=True)
class ObjectStore:
    endpoint: str
    access_key: str = ACCESS_KEY
    secret_key: str = SECRET_KEY
    region: str = "us-east-1"

    def client(self, *, secret_key: str = SECRET_KEY):
        """Return a client for making buckets, or for trying a wrong key."""
        return boto3.client(
            "s3",
            endpoint_url=self.endpoint,
            aws_access_key_id=self.access_key,
            aws_secret_access_key=secret_key,
            region_name=self.region,
            config=Config(signature_version="s3v4", s3={"addressing_style": "path"}),
        )

    def new_bucket(self) -> str:
        """Make a bucket of its own for one test and return its name."""
        name = f"academy-{uuid.uuid4().hex[:12]}"
        self.client().create_bucket(Bucket=name)
        return name


class Cluster:
    """The daemons of one folder."""

    def __init__(self, folder: Path):
        self.folder = folder
        self.port = free_port()
        self.store = ObjectStore(f"http://127.0.0.1:{self.port}")
        for name in ("mon", "osd", "rgw", "run", "log"):
            (folder / name).mkdir()
        configuration = CONFIGURATION.format(
            fsid=uuid.uuid4(),
            folder=folder,
            mon_v1=free_port(),
            mon_v2=free_port(),
            gateway=self.port,
        )
        (folder / "ceph.conf").write_text(configuration)

    def call(self, *command: str) -> None:
        with (self.folder / "log" / "commands").open("a") as log:
            subprocess.run(
                command,
                check=True,
                timeout=60,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                env=os.environ | {"CEPH_ARGS": f"-c {self.folder / 'ceph.conf'}"},
            )

    def start(self) -> None:
        folder = str(self.folder)
        keyring = f"{folder}/keyring"
        self.call(
            "ceph-authtool", "-C", keyring, "--gen-key", "-n", "mon.", "--cap", "mon", "allow *"
        )
        for name in ("client.admin", "osd.0", "client.rgw.a"):
            allow = [part for who in ("mon", "osd", "mgr") for part in ("--cap", who, "allow *")]
            self.call("ceph-authtool", keyring, "--gen-key", "-n", name, *allow)
        monmap, osd_id = f"{folder}/monmap", str(uuid.uuid4())
        address = next(
            line.split(" = ")[1]
            for line in (self.folder / "ceph.conf").read_text().splitlines()
            if line.startswith("mon host")
        )
        fsid = (self.folder / "ceph.conf").read_text().split("fsid = ")[1].split()[0]
        self.call(
            "monmaptool", "--create", "--clobber", "--fsid", fsid, "--addv", "a", address, monmap
        )
        self.call("ceph-mon", "--mkfs", "-i", "a", "--monmap", monmap,
                  "--mon-data", f"{folder}/mon", "--keyring", keyring)  # fmt: skip
        self.call("ceph-mon", "-i", "a")
        self.call("ceph", "osd", "new", osd_id)
        self.call("ceph-osd", "-i", "0", "--mkfs", "--osd-uuid", osd_id,
                  "--osd-data", f"{folder}/osd")  # fmt: skip
        self.call("ceph-osd", "-i", "0")
        self.call("radosgw", "-n", "client.rgw.a")
        wait_until(self.answers, seconds=60, what="the object gateway answers")
        self.call("radosgw-admin", "-n", "client.rgw.a", "user", "create", "--uid=academy",
                  "--display-name=academy", f"--access-key={ACCESS_KEY}",
                  f"--secret-key={SECRET_KEY}")  # fmt: skip

    def answers(self) -> bool:
        with suppress(URLError, ConnectionError):
            return urlopen(f"http://127.0.0.1:{self.port}/", timeout=5).status == 200
        return False

    def start_gateway(self) -> None:
        """Start what answers at the port, after `kill_gateway`; the objects are still there."""
        self.call("radosgw", "-n", "client.rgw.a")
        wait_until(self.answers, seconds=60, what="the object gateway answers again")

    def kill_gateway(self) -> None:
        self._kill("client.rgw.a.pid")
        wait_until(lambda: not self.answers(), seconds=10, what="the end of the object gateway")

    def stop(self) -> None:
        self._kill("*.pid")

    def _kill(self, pattern: str) -> None:
        for path in (self.folder / "run").glob(pattern):
            # A daemon that keeps its objects in memory ends by SIGKILL only.
            with suppress(ProcessLookupError, ValueError):
                os.kill(int(path.read_text()), signal.SIGKILL)


@contextmanager
def ceph_cluster() -> Iterator[Cluster]:
    """Run an S3 service whose gateway can be killed and started again."""
    folder = Path(tempfile.mkdtemp(prefix="academy-ceph-"))
    cluster = Cluster(folder)
    try:
        cluster.start()
        yield cluster
    finally:
        cluster.stop()
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def ceph() -> Iterator[ObjectStore]:
    """Run an S3 service; yield how to reach it. Takes about twelve seconds."""
    with ceph_cluster() as cluster:
        yield cluster.store
