"""The privacy notice of the demo, version 1 (UU 27/2022)."""

PRIVACY_NOTICE = """\
OPOP Academy menyimpan data pribadi Anda agar dapat mendaftarkan, mendampingi, menilai, dan memberi Anda sertifikat.

Yang kami simpan: nama, jenis kelamin, tanggal lahir, pesantren dan kabupaten/kota, nomor HP dan surel bila ada, isian pendaftaran, kehadiran, kemajuan belajar, kiriman tugas beserta fotonya, nilai, dan sertifikat.

Yang melihat: Anda sendiri, pendamping di pesantren Anda, pemateri yang memeriksa tugas Anda, koordinator angkatan, dan pengelola program. Mitra hanya melihat angka gabungan; kelompok di bawah lima orang tidak ditampilkan. Orang yang memeriksa sertifikat hanya melihat nama, program, angkatan, tanggal, dan keadaan sertifikat.

Peserta di bawah 18 tahun: persetujuan diberikan oleh orang tua atau wali, atau oleh pesantren yang mengasuhnya.

Hak Anda: melihat data Anda, meminta perbaikan, menarik persetujuan, dan meminta penghapusan. Kami menjawab paling lambat 3 × 24 jam. Sertifikat dan daftar hadir yang menjadi bukti pertanggungjawaban tetap disimpan tanpa nama bila data Anda dihapus.

Data disimpan selama program berjalan dan lima tahun sesudahnya, di server yang dikelola penyelenggara. Data Anda tidak dijual dan tidak dipakai untuk iklan.
"""
