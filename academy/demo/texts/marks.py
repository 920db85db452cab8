"""What trainers say at places of weak photos: person, then photo, place, circle, words.

Places are shares of the photo's sides, as the photo was painted (`academy/demo/photos`).
"""

MARKS = {
    506: (
        (0, 0.42, 0.6, 0.2, "Labelnya kabur. Ketuk label di layar sampai tajam, baru tekan tombol."),
        (0, 0.12, 0.3, 0, "Tepi meja miring. Nyalakan garis bantu, lalu luruskan HP."),
        (1, 0.17, 0.45, 0.12, "Gelas ini tidak bercerita tentang kopi. Singkirkan dulu."),
        (1, 0.84, 0.92, 0, "Kabelnya ikut terlihat."),
    ),
    17: (
        (0, 0.82, 0.5, 0.2, "Buku di belakang mengambil perhatian. Kosongkan mejanya."),
        (0, 0.4, 0.8, 0.12, "Nama pondok belum terbaca. Beri cahaya dari samping."),
    ),
    342: (
        (0, 0.88, 0.33, 0.12, "Buku ini ikut terfoto. Geser keluar dari bingkai."),
        (0, 0.42, 0.66, 0.12, "Tulisan labelnya terlalu kecil dan goyang. Sandarkan HP, dekatkan satu jengkal."),
    ),
    496: (
        (0, 0.18, 0.13, 0.12, "Stopkontak ini menarik mata. Pindah ke dinding yang polos."),
        (0, 0.4, 0.67, 0.12, "Warnanya kekuningan karena lampu. Pakai cahaya jendela saja."),
    ),
    582: (
        (0, 0.09, 0.13, 0.12, "Pindahkan tas supaya stopkontak tidak ikut."),
        (0, 0.52, 0.71, 0.12, "Bagus, labelnya menghadap kamera."),
    ),
    547: (
        (0, 0.6, 0.7, 0.2, "Produknya terlalu kecil. Dekatkan HP sampai mengisi dua pertiga tinggi foto."),
        (0, 0.15, 0.33, 0.2, "Singkirkan buku-buku ini."),
    ),
    443: (
        (0, 0.5, 0.67, 0.12, "Majukan HP; jangan memakai zoom, karena fotonya pecah."),
        (0, 0.77, 0.9, 0.12, "Kabel hitam ini jangan ikut."),
    ),
}  # fmt: skip
