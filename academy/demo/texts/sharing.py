"""What trainers say of works in the gallery, and what classmates say to each other."""

# By the number of the person whose work it is: what one sees in that very photo.
WORDS = {
    502: "Tumpahan biji kopi di sampingnya cukup sedikit untuk bercerita dan tidak merebut perhatian. Kantongnya tegak, labelnya terbaca.",
    513: "Bayangannya jatuh lembut ke kanan: cahaya dari satu jendela, tanpa lampu. Warna madunya jujur.",
    518: "Jendela pada kemasan menghadap kamera, jadi pembeli melihat isinya sebelum membuka. Meja kayunya hangat tanpa meramaikan.",
    529: "Anyamannya terbaca sampai ke tepi karena cahaya datang dari samping. Pegangannya utuh di dalam bingkai.",
    530: "Cabai di kaki botol memberi tahu rasanya tanpa satu kata pun. Latar putihnya bersih sampai ke tepi.",
    538: "Botol di tengah, tegak, dan label tepat di depan. Contoh foto utama yang bisa langsung dipasang.",
    545: "Diambil sedikit dari samping, sehingga kotaknya berisi dan tidak seperti stiker. Tulisan tetap lurus.",
}
WAITING = "Kiriman ini rapi dari foto pertama sampai terakhir: latar yang sama, cahaya yang sama, label yang terbaca."
GOOD = (
    "Label produknya terbaca jelas dari jauh.",
    "Cahaya dari samping membuat bentuknya kelihatan.",
    "Latarnya bersih, mata langsung ke produk.",
    "Produknya tegak dan tidak terpotong.",
    "Warnanya seperti aslinya.",
    "Foto dekatnya tajam, saya bisa melihat isinya.",
)
ADVICE = (
    "Coba HP sedikit lebih dekat supaya produknya lebih besar.",
    "Coba pantulkan cahaya dengan kertas putih di sisi yang gelap.",
    "Coba satu foto lagi dengan bahan utamanya di samping.",
    "Coba luruskan garis meja memakai garis bantu.",
    "Coba sisakan ruang kosong di atas untuk harga.",
    "Coba potret pagi hari, biasanya cahayanya lebih lembut.",
)

# What two trainers said of the same works, and what they agreed on.
WHY = (
    "Cahayanya lembut, tetapi bayangan di belakang produk masih keras.",
    "Labelnya terbaca sampai tulisan terkecil; latarnya sedikit ramai.",
    "Sudutnya tepat. Warna produknya agak kuning.",
    "Bersih dan rapi; foto kedua kurang tajam.",
    "Produknya di tengah, tetapi terlalu kecil dalam bingkai.",
)
AGREED = (
    "Label yang tidak terbaca: kriteria label paling tinggi “cukup”, meskipun cahayanya bagus.\n"
    "Bayangan tangan mengurangi nilai cahaya, bukan nilai latar."
)
