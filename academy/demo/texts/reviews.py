"""What trainers say about a hand-in, and what participants write beside it."""

from random import Random

GREETING = (
    "Assalamualaikum, {name}.", "{name}, terima kasih sudah mengirim.",
    "Bagus, {name}, Anda sudah mencoba.",
    "{name}, saya sudah melihat semua foto Anda.", "Terima kasih, {name}.",
    "{name}, mari kita lihat bersama.",
    "Saya senang melihat {product}.", "Salam untuk teman-teman di pondok, {name}.",
)  # fmt: skip
FAULTS = {
    "dark": (
        "Fotonya masih gelap, sehingga tulisan pada label sukar dibaca. Pindahkan meja lebih dekat ke jendela, kira-kira satu langkah.",
        "Cahayanya kurang. Ulangi antara pukul 08.00 dan 10.00 di jendela yang sama, dengan lampu kamar dimatikan.",
        "Bagian yang jauh dari jendela hampir hitam. Sandarkan kertas putih di sisi itu untuk memantulkan cahaya.",
    ),
    "yellow": (
        "Warnanya kekuningan karena lampu menyala. Matikan lampu, pakai cahaya jendela saja.",
        "Kertas putih di foto terlihat cokelat muda. Itu tanda ada lampu yang ikut menyala.",
        "Warna produk berbeda dengan aslinya. Pembeli bisa kecewa; potret lagi tanpa lampu kamar.",
    ),
    "messy": (
        "Ada benda lain yang ikut terlihat di pinggir foto. Kosongkan meja dulu, sisakan produk dan alasnya.",
        "Latar belakangnya ramai. Pasang kertas putih melengkung dari dinding sampai ke meja.",
        "Buku dan kabel di belakang mengambil perhatian. Singkirkan, lalu potret lagi dari titik yang sama.",
    ),
    "far": (
        "Produknya terlalu kecil di dalam bingkai. Dekatkan HP sampai produk mengisi dua pertiga tinggi foto.",
        "Masih banyak ruang kosong di atas. Majukan HP; jangan memakai zoom, karena fotonya pecah.",
    ),
    "tilt": (
        "Garis meja miring. Nyalakan garis bantu di kamera dan luruskan dengan tepi meja.",
        "Toples seperti mau jatuh karena HP miring. Sandarkan HP pada tumpukan buku supaya tegak.",
    ),
    "blur": (
        "Fotonya goyang. Sandarkan HP pada kitab atau gelas, lalu pakai penghitung waktu dua detik.",
        "Labelnya kabur. Ketuk label di layar sampai tajam, baru tekan tombol.",
    ),
}  # fmt: skip
GOOD = (
    "Cahaya dari samping sudah lembut dan bayangannya halus.",
    "Label terbaca jelas, dan warnanya sesuai aslinya.",
    "Latar bersih, sehingga mata langsung ke produk.",
    "Ketiga sudutnya saling melengkapi: depan, dekat, dan dengan bahan di sampingnya.",
    "Ruang kosong di atas pas untuk tulisan harga.",
    "Anda memakai kertas pantul dengan tepat; sisi gelapnya hilang.",
    "Benda pendampingnya sedikit dan bercerita tentang isi produk.",
    "Fotonya lurus, tajam, dan jujur.",
    "Perubahannya besar dibanding kiriman pertama.",
    "Ukuran produk terbaca dari benda di sebelahnya.",
)
ADVICE = (
    "Berikutnya, coba tambahkan satu foto isi produk.",
    "Simpan foto ini sebagai foto utama katalog.",
    "Untuk seri berikutnya, pakai latar yang sama supaya toko Anda terlihat rapi.",
    "Coba juga satu foto dengan tangan yang memegang produk.",
    "Pertahankan cara ini untuk produk lain di pondok.",
    "Ajarkan cara ini kepada teman yang memakai HP bersama Anda.",
    "Jangan lupa menyimpan berkas aslinya sebelum disunting.",
    "Coba ambil satu lagi saat langit mendung; hasilnya biasanya lebih lembut.",
)
CLOSING_REVISION = (
    "Cukup ulangi foto utama, tidak perlu semuanya.", "Saya tunggu kiriman berikutnya.",
    "Satu kali ulang lagi, insyaallah bagus.",
    "Kirim lagi bila sudah; tidak perlu terburu-buru.", "Bila ada yang belum jelas, tanyakan di sesi berikutnya.",
)  # fmt: skip
NOTES = (
    "Foto diambil pukul {hour} di jendela aula, alasnya kertas manila.",
    "Mohon koreksi, Ustaz. HP yang kami pakai kameranya agak buram.",
    "Ini {product} buatan pondok kami. Saya potret sesudah subuh.",
    "Saya memakai pantulan dari tutup kotak nasi yang dilapisi kertas.",
    "Cahayanya berubah karena mendung, jadi saya ambil dua kali.",
    "Belum sempat memotret isi produknya, besok saya susulkan.",
    "Kami memotret bergantian, ini giliran saya.",
    "Latar memakai kain putih milik teman sekamar.",
    "Sudah saya luruskan memakai garis bantu.",
    "Label baru, yang lama kami ganti sesudah belajar modul dua.",
    "Saya sandarkan HP pada tiga kitab, penghitung waktu dua detik.",
    "Mohon maaf terlambat satu hari, sinyal di pondok hilang.",
)
SECOND_NOTES = (
    "Sudah saya ulang tanpa lampu, hanya cahaya jendela.",
    "Meja sudah dikosongkan dan HP saya dekatkan.",
    "Foto utama saya ulang sesuai saran, yang lain tetap.",
    "Kali ini memakai kertas putih melengkung dari dinding.",
    "Saya potret pukul {hour}, cahayanya lebih lembut.",
    "Terima kasih sarannya. Labelnya sekarang terbaca.",
)


def revision(chance: Random, name: str, product: str, previous: str = "") -> str:
    """Feedback that asks for another try: what is weak and what to do. Never equal to `previous`."""
    while True:
        faults = chance.sample(sorted(FAULTS), chance.choice((1, 1, 2)))
        parts = [
            chance.choice(GREETING),
            *(chance.choice(FAULTS[fault]) for fault in faults),
            chance.choice(CLOSING_REVISION),
        ]
        text = " ".join(parts).format(name=name, product=product)
        if text != previous:
            return text


def praise(chance: Random, name: str, product: str, previous: str = "") -> str:
    """Feedback of an accepted hand-in. Never equal to `previous`."""
    while True:
        parts = [
            chance.choice(GREETING),
            *chance.sample(GOOD, chance.choice((1, 2))),
            chance.choice(ADVICE),
        ]
        text = " ".join(parts).format(name=name, product=product)
        if text != previous:
            return text


def note(chance: Random, product: str, *, second: bool) -> str:
    """What a participant writes beside a hand-in; every third writes nothing."""
    if chance.random() < 0.34:
        return ""
    hour = chance.choice(("07.30", "08.00", "08.45", "09.15", "15.30"))
    return chance.choice(SECOND_NOTES if second else NOTES).format(product=product, hour=hour)


SAVED_COMMENTS = (
    "Label sudah terbaca jelas. Pertahankan jarak HP seperti ini.",
    "Matikan lampu kamar; pakai cahaya jendela saja supaya warnanya benar.",
    "Dekatkan HP sampai produk mengisi dua pertiga tinggi foto.",
    "Kosongkan meja. Sisakan produk, alas, dan satu benda pendamping.",
    "Sandarkan HP pada tumpukan buku dan pakai penghitung waktu dua detik.",
    "Pasang kertas putih di sisi gelap untuk memantulkan cahaya.",
    "Luruskan garis meja dengan garis bantu di kamera.",
    "Tambahkan satu foto isi produk, supaya pembeli tahu yang akan diterima.",
    "Jangan mengubah warna produk saat menyunting; cukup terang dan potongan.",
    "Ulangi foto utama saja; foto yang lain sudah baik.",
    "Seri fotonya lengkap dan jujur. Siap dipasang di katalog.",
    "Sebutkan ukuran atau berat di keterangan, jangan hanya di foto.",
)
MARKETING_COMMENTS = (
    "Keterangan produk sudah jujur dan lengkap. Siap dipasang.",
    "Tulis harga, berat bersih, dan masa simpan di baris pertama.",
    "Hitung ulang harga: upah Anda sendiri belum masuk.",
    "Sebutkan siapa pembelinya. Satu kalimat saja sudah menolong.",
    "Nama produk sudah mudah diingat. Periksa apakah sudah dipakai orang lain.",
    "Jangan menulis terbaik atau nomor satu bila tidak ada buktinya.",
    "Cantumkan status halal dan izin apa adanya: sudah terbit atau sedang diurus.",
    "Balasan Anda sopan. Tambahkan langkah berikutnya untuk pembeli.",
    "Catat tiga angka setiap pekan: bertanya, membeli, membeli lagi.",
    "Ceritanya hangat. Pendekkan menjadi empat kalimat.",
    "Iklan Rp50.000 cukup untuk dua hari. Pilih satu kota dulu.",
    "Foto dan keterangan belum cocok. Samakan isi kemasan yang ditulis.",
)
