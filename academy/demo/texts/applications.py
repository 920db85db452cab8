"""Why somebody wants to join, and what they have made or sold so far, in their own words."""

from random import Random

from academy.demo.names import Person
from academy.demo.pesantren import House

WHY_OPENING = {
    "santri": (
        "Di pondok kami {product} dibuat setiap pekan, tetapi yang membeli baru wali santri.",
        "Saya ikut piket di dapur produksi {word} dan ingin produknya dikenal di luar {regency}.",
        "Ustaz meminta saya mewakili pondok karena saya suka memotret.",
        "Saya ingin belajar berjualan dengan cara yang jujur dan tidak hanya menunggu pembeli datang.",
        "Orang tua saya berjualan {word} di rumah. Kalau saya bisa memotret, mereka terbantu.",
        "Kami hanya punya satu HP untuk empat orang, tetapi kami sudah sepakat bergantian.",
        "Tahun ini saya lulus Aliyah dan ingin punya usaha sendiri di {district}.",
        "Koperasi pondok baru berdiri. Belum ada yang mengurus foto dan pemasarannya.",
        "Kakak kelas saya ikut angkatan sebelumnya dan foto {word} kami langsung berubah.",
        "Saya pernah mencoba menjual {word} lewat status WhatsApp, tetapi hanya dua orang yang bertanya.",
    ),
    "alumni": (
        "Saya alumni {house} dan sekarang membantu memasarkan {product}.",
        "Sesudah lulus saya membuka usaha {word} kecil di {district} bersama tiga teman sepondok.",
        "Ikatan alumni menugaskan saya membangun katalog produk pondok.",
        "Saya bekerja di toko, dan ingin pulang membangun usaha {word} di kampung.",
        "Alumni pondok kami banyak yang punya usaha, tetapi masing-masing berjualan sendiri.",
        "Saya sudah berjualan {word} dua tahun, dan hasilnya tidak pernah saya catat dengan rapi.",
    ),
    "kopontren": (
        "Saya mengurus unit usaha {house}. Produk kami {product}, tetapi pembelinya itu-itu saja.",
        "Kopontren kami membina belasan santri yang membuat {word}, dan kami belum punya foto yang layak.",
        "Pengurus kopontren memutuskan tahun ini harus mulai berjualan daring.",
        "Omzet {word} kami turun sejak ada merek dari luar daerah masuk ke {regency}.",
        "Kami sudah mengurus izin {product}. Langkah berikutnya memasarkan, dan kami belum tahu caranya.",
    ),
    "community": (
        "Saya tetangga {house} dan ikut menitipkan {word} di koperasi pondok.",
        "Ibu-ibu pengajian di {district} membuat {word} bersama pondok.",
        "Warga sekitar pondok punya bahan, santri punya tenaga. Yang kurang pemasarannya.",
        "Saya mendampingi remaja masjid yang ingin berjualan {word}.",
    ),
}  # fmt: skip
WHY_MIDDLE = (
    "Yang paling ingin saya pelajari ialah memotret dengan cahaya jendela, karena kami tidak punya lampu.",
    "Saya belum paham cara menentukan harga supaya tidak rugi tetapi tetap laku.",
    "Saya ingin tahu menulis keterangan produk yang jelas dan tidak melebih-lebihkan.",
    "Sinyal di pondok lemah, jadi saya butuh pelajaran yang bisa dibaca dengan kuota sedikit.",
    "Saya ingin belajar membalas pesan pembeli dengan sopan dan cepat.",
    "Foto kami selalu gelap dan warnanya kekuningan, saya ingin tahu sebabnya.",
    "Saya ingin belajar membuat video pendek yang pantas untuk produk pesantren.",
    "Kemasan kami sudah lumayan, tetapi di foto tetap terlihat kusam.",
    "Kami ingin mengurus sertifikat halal dan mencantumkannya dengan benar.",
    "Saya ingin bisa membaca angka penjualan, bukan hanya mengira-ngira.",
    "Pengasuh mengizinkan kami memakai HP sesudah asar, dan waktu itu mau saya pakai untuk belajar.",
    "Saya ingin membuat katalog supaya pembeli tidak bertanya harga satu per satu.",
)
WHY_CLOSING = (
    "Setelah selesai, ilmunya akan saya ajarkan kepada adik kelas.",
    "Insyaallah saya ikut sampai selesai.",
    "Target saya sederhana: dua puluh pesanan pertama dari luar pondok.",
    "Saya siap hadir di semua sesi, termasuk yang di Surabaya.",
    "Semoga {product} bisa masuk toko oleh-oleh di {regency}.",
    "Kalau diterima, pondok sudah menyiapkan satu sudut di aula untuk tempat memotret.",
    "Hasilnya akan saya laporkan kepada pengurus koperasi setiap bulan.",
    "Saya ingin membuktikan bahwa santri bisa menjadi juragan, bukan karyawan.",
    "Terima kasih sudah membaca pendaftaran saya.",
    "",
)
MADE = (
    "Saya membantu membuat {word} sejak kelas sepuluh, sekitar {count} bungkus sepekan.",
    "Belum pernah membuat produk sendiri, tetapi sering membantu mengemas {word} di koperasi.",
    "Pernah menjual pulsa dan gorengan di kamar. Untung sehari sekitar Rp{profit}.000.",
    "Saya pernah menjadi panitia bazar haul dan menjaga stan {word} pondok.",
    "Kami membuat {product} dan menjualnya di kantin, habis {count} buah dalam tiga hari.",
    "Saya pernah ikut pelatihan pengemasan dari dinas selama satu hari.",
    "Saya memegang akun media sosial pondok, pengikutnya baru {followers} orang.",
    "Pernah menjual {word} lewat status WhatsApp dan mendapat {orders} pesanan.",
    "Saya sering diminta memotret acara pondok memakai HP pinjaman.",
    "Saya mencatat keuangan koperasi kamar selama satu tahun.",
    "Saya pernah menulis label {word}, tetapi dicetak di kertas biasa.",
    "Orang tua saya punya warung, dan saya yang menjaga sepulang sekolah.",
)
LEARNED = (
    "Yang sulit: pembeli sering minta foto lain dan saya tidak punya.",
    "Dari situ saya tahu bahwa kemasan yang rapi lebih cepat laku.",
    "Kendalanya waktu, karena jadwal mengaji kami padat.",
    "Saya belum pernah memakai lokapasar.",
    "Pembeli paling jauh dari {far}, itu pun saudara.",
    "Harga kami tentukan dari perkiraan saja.",
    "Kami pernah rugi karena salah menghitung ongkos kirim.",
    "Sesudah itu saya berhenti karena ujian, dan ingin memulai lagi.",
    "Santri yang terlibat sekarang enam orang.",
    "Sejak itu ustazah mempercayai saya mengurus pesanan.",
    "",
)
FAR_PLACES = ("Surabaya", "Sidoarjo", "Malang", "Semarang", "Banjarmasin", "Denpasar", "Bekasi")


def motivation(chance: Random, person: Person, house: House) -> str:
    """Why this person wants a seat."""
    parts = (
        chance.choice(WHY_OPENING[person.role]),
        chance.choice(WHY_MIDDLE),
        chance.choice(WHY_CLOSING),
    )
    return _said(parts, house)


def experience(chance: Random, house: House) -> str:
    """What this person has made or sold so far; now and then nothing."""
    if chance.random() < 0.06:
        return chance.choice(
            ("Belum ada.", "Belum pernah berjualan.", "Belum punya pengalaman, baru mau mulai.")
        )
    parts = (chance.choice(MADE), chance.choice(LEARNED))
    return _said(
        parts,
        house,
        count=chance.choice((20, 30, 40, 60, 80, 120)),
        profit=chance.choice((10, 15, 20, 25, 40)),
        followers=chance.choice((120, 260, 340, 510, 800)),
        orders=chance.choice((3, 5, 7, 9, 14)),
        far=chance.choice(FAR_PLACES),
    )


def _said(parts: tuple[str, ...], house: House, **more: object) -> str:
    slots = {
        "product": house.product,
        "word": house.line.word,
        "house": house.name,
        "regency": house.regency,
        "district": house.district,
    }
    return " ".join(part for part in parts if part).format(**slots, **more)


DECLINED = (
    "Kursi angkatan ini sudah penuh. Anda dapat mendaftar lagi di angkatan berikutnya; isian Anda tersimpan.",
    "Kuota untuk kabupaten Anda sudah terisi. Silakan mendaftar lagi pada angkatan berikutnya.",
    "Surat keterangan pesantren belum terbaca. Mintalah salinan yang jelas, lalu daftar lagi pada angkatan berikutnya.",
    "Pesantren Anda sudah mengirim dua peserta pada angkatan ini. Pengurus dapat mengusulkan Anda berikutnya.",
    "Jadwal sesi angkatan ini bertabrakan dengan ujian yang Anda tulis. Angkatan berikutnya dimulai sesudah ujian.",
)
RESERVE = "Syarat Anda lengkap. Kursi sedang penuh; bila ada peserta yang mundur, Anda kami hubungi sesuai urutan."
WITHDREW = (
    "Boyong dari pondok dan melanjutkan sekolah di luar provinsi.",
    "Sakit dan dirawat beberapa pekan; ingin ikut angkatan berikutnya.",
    "Diterima bekerja, waktunya tidak cukup.",
    "Diminta pengasuh mendahulukan hafalan.",
    "Membantu orang tua panen sampai akhir bulan.",
    "HP yang dipakai bersama rusak dan belum ada gantinya.",
)
