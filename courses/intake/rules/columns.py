"""The columns of a list of people, and the heads under which they are kept (rules R2, R3)."""

from enum import StrEnum


class Column(StrEnum):
    """What a column holds."""

    NUMBER = "number"
    NAME = "full_name"
    GENDER = "gender"
    BIRTH = "birth_date"
    PHONE = "phone"
    EMAIL = "email"
    NSPP = "nspp"
    PESANTREN = "pesantren"
    REGENCY = "regency"
    ROLE = "role"


HEADS: dict[str, tuple[str, ...]] = {
    Column.NUMBER: ("no", "nomor", "no urut", "nomor urut", "urut", "#"),
    Column.NAME: (
        "nama", "nama lengkap", "nama santri", "nama peserta", "nama lengkap santri",
        "nama lengkap peserta", "nama santri/peserta", "nama peserta/santri", "nama sesuai ktp",
        "nama lengkap sesuai ktp", "nama lengkap dan gelar", "nama lengkap dengan gelar",
        "nama dan gelar", "nama calon peserta", "name", "full name",
    ),
    Column.GENDER: (
        "l/p", "p/l", "lk/pr", "jk", "j/k", "jenis kelamin", "jns kelamin", "kelamin", "gender",
        "sex",
    ),
    Column.BIRTH: (
        "tanggal lahir", "tgl lahir", "tgl/tanggal lahir", "tanggal kelahiran", "tgl", "dob",
        "date of birth", "birth date", "birthday",
    ),
    Column.PHONE: (
        "hp", "wa", "no hp", "no wa", "nomor hp", "nomor wa", "hp/wa", "no hp/wa", "nomor hp/wa",
        "wa/hp", "no wa/hp", "telepon", "no telepon", "nomor telepon", "telp", "no telp",
        "nomor telp", "tlp", "no tlp", "telp/hp", "no telp/hp", "handphone", "no handphone",
        "nomor handphone", "whatsapp", "no whatsapp", "nomor whatsapp", "ponsel", "no ponsel",
        "kontak", "no kontak", "nomor kontak", "no hp/whatsapp", "nomor hp/whatsapp", "no hp aktif",
        "no wa aktif", "nomor hp aktif", "nomor wa aktif", "no whatsapp aktif",
        "nomor whatsapp aktif", "no hp/wa aktif", "nomor hp/wa aktif", "no telp/wa",
        "no telp/hp/wa", "phone", "phone number", "mobile",
    ),
    Column.EMAIL: ("email", "alamat email", "surel", "mail", "email address"),
    Column.NSPP: (
        "nspp", "kode pesantren", "no nspp", "nomor nspp", "kode nspp", "nspp pesantren",
        "no statistik", "nomor statistik", "nomor statistik pesantren",
        "nomor statistik pondok pesantren",
    ),
    Column.PESANTREN: (
        "nama pesantren", "asal pesantren", "pesantren", "pondok pesantren", "ponpes",
        "nama pondok pesantren", "asal pondok pesantren", "nama ponpes", "asal ponpes",
        "asal pondok", "nama pondok", "pondok", "pesantren asal", "nama pp", "nama pesantren asal",
        "lembaga", "nama lembaga", "asal lembaga",
    ),
    Column.REGENCY: (
        "kab", "kota", "kabupaten", "kab/kota", "kabupaten/kota", "kota/kab", "kota/kabupaten",
        "asal kabupaten", "kabupaten asal", "kabupaten/kota asal", "kab/kota asal",
        "asal kab/kota", "asal kabupaten/kota", "asal kota", "kode kemendagri",
        "kode kab/kota", "kode kabupaten", "kode kabupaten/kota", "regency",
    ),
    Column.ROLE: ("peran", "jabatan", "role", "sebagai", "peran/jabatan"),
}  # fmt: skip
# Of these a second column is looked into where the first is empty: no HP, but a WA.
SEVERAL = frozenset({Column.PHONE, Column.EMAIL, Column.REGENCY})
_ONE_OF = frozenset({Column.PHONE, Column.NSPP, Column.PESANTREN})


def is_head(names: frozenset[str]) -> bool:
    """Whether columns of these names are those of a list of people."""
    return Column.NAME in names and bool(names & _ONE_OF)
