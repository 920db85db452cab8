"""Reading a PDF as its readers do: with poppler, qpdf and a camera."""

import subprocess
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from zoneinfo import ZoneInfo

import cv2
import numpy as np

from certificates.pdf.facts import COMPLETION, CertificateFacts, ModuleFacts
from tests.services.camera import codes_on

ISSUED_AT = datetime(2026, 9, 3, 10, 0, tzinfo=ZoneInfo("Asia/Jakarta"))
MODULES = {
    "Fotografi Produk": ["Melihat cahaya", "Latar dan meja kerja", "Komposisi", "Seri foto"],
    "Pemasaran Digital": ["Mengenal pembeli", "Cerita dan harga", "Katalog", "Membaca angka"],
}


def facts(**changes) -> CertificateFacts:
    """Return the facts of an ordinary certificate, with `changes`."""
    ordinary = {
        "kind": COMPLETION,
        "number": "GN/2026/0012",
        "code": "K7M4PQ2XWD",
        "full_name": "KH. Ahmad Ma'ruf Nur'aini, S.Pd.I., M.Pd.",
        "arabic_name": "",
        "pesantren": "Pondok Pesantren Miftahul Ulum",
        "regency": "Kabupaten Jember",
        "heading": "Sertifikat Kelulusan",
        "statement": "telah memenuhi seluruh syarat program pelatihan",
        "program": "OPOP Academy Go Nusantara",
        "batch": "Angkatan 1",
        "starts_on": date(2026, 6, 1),
        "ends_on": date(2026, 8, 30),
        "courses": tuple(MODULES),
        "modules": tuple(
            ModuleFacts(course=course, title=title, hours=Decimal("3.5"), mark=Decimal("87.5"))
            for course, titles in MODULES.items()
            for title in titles
        ),
        "hours": Decimal(28),
        "mean_mark": Decimal("87.42"),
        "attendance_percent": Decimal("91.67"),
        "rules": ("Semua aktivitas wajib selesai", "Nilai rata-rata sekurang-kurangnya 70"),
        "issued_on": ISSUED_AT.date(),
        "city": "Surabaya",
        "issuer": "OPOP Academy",
        "signer_name": "Dr. Hj. Retno Wulandari, M.M.",
        "signer_title": "Kepala Dinas Koperasi dan UKM Provinsi Jawa Timur",
        "check_address": "academy.example/sertifikat",
        "verify_url": "https://academy.example/sertifikat/K7M4PQ2XWD/",
    }
    return CertificateFacts(**(ordinary | changes))


def text_of(pdf: Path, page: int = 0) -> str:
    """Return the text of `pdf`, of one `page` (from 1) or of all, with single spaces."""
    pages = ["-f", str(page), "-l", str(page)] if page else []
    return " ".join(_run("pdftotext", *pages, str(pdf), "-").split())


def signature_of(pdf: Path) -> str:
    """Return what pdfsig says about the signatures of `pdf`."""
    said = subprocess.run(
        ["pdfsig", pdf], check=False, capture_output=True, text=True, env={"TZ": "UTC"}
    )
    return said.stdout


def qr_of(pdf: Path) -> str:
    """Return what a phone reads from the first page of `pdf`; "" where there is no code."""
    return next(iter(codes_on(pdf)), "")


def seen(pdf: Path, page: int) -> np.ndarray:
    """Return what is seen of a `page` (from 1) of `pdf`, in grey; a CSS pixel is one."""
    picture = pdf.with_suffix("")
    number = str(page)
    _run("pdftoppm", "-r", "96", "-f", number, "-l", number, "-singlefile", "-gray", pdf, picture)
    return cv2.imread(str(picture.with_suffix(".pgm")), cv2.IMREAD_GRAYSCALE)


def check_syntax(pdf: Path) -> None:
    """Raise CalledProcessError where qpdf finds a fault in `pdf`."""
    _run("qpdf", "--check", pdf)


def _run(*command: str | Path) -> str:
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout
