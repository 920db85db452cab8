"""By what applicants are scored and looked at, and what coordinators call those they look for."""

from typing import Any

CRITERIA: tuple[dict[str, Any], ...] = (
    {
        "key": "c1",
        "name": "Rencana sesudah pelatihan",
        "about": "Menyebut produk pesantrennya, calon pembelinya, dan apa yang dikerjakan pada bulan pertama.",
        "points": 35,
    },
    {
        "key": "c2",
        "name": "Manfaat bagi pesantren",
        "about": "Ada produk atau unit usaha yang menunggu, dan pengurus tahu siapa yang meneruskannya.",
        "points": 30,
    },
    {
        "key": "c3",
        "name": "Pengalaman dan kemauan belajar",
        "about": "Pernah mengurus, membuat, atau menjual sesuatu, dan jujur tentang yang belum bisa.",
        "points": 20,
    },
    {
        "key": "c4",
        "name": "Waktu dan gawai",
        "about": "Tahu kapan belajar dan memakai gawai siapa, walaupun bergantian.",
        "points": 15,
    },
)
CHECKS = (
    "Nama dan tanggal lahir sama dengan kartu atau surat keterangan",
    "NSPP cocok dengan nama dan kabupaten pesantren",
    "Yang belum berusia 18 tahun punya persetujuan wali",
    "Nomor telepon dapat dihubungi, milik sendiri atau pengurus",
)
QUOTAS: tuple[dict[str, Any], ...] = (
    {"by": "pesantren", "value": "*", "least": None, "most": 4},
    {"by": "regency", "value": "*", "least": 3, "most": None},
    {"by": "gender", "value": "female", "least": 100, "most": None},
    {"by": "first_time", "value": "true", "least": 60, "most": None},
)
# Name and address of the list; each batch that runs has them.
FILTERS = (
    ("Perlu ditelepon pendamping", "behind=any"),
    ("Belum pernah masuk", "seen=no"),
    ("Siap menerima sertifikat", "eligible=yes"),
)
HALLS = (
    ("Aula Utara", "Gedung Kewirausahaan lantai 1, Malang"),
    ("Aula Selatan", "Gedung Kewirausahaan lantai 2, Malang"),
)
