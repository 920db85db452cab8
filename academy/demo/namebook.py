"""The parts of which East Javanese santri names are made, with their Arabic script where they have one."""

# A part with an empty script is Javanese, Madurese or Indonesian and has no settled Arabic spelling.
MALE_FIRST: dict[str, str] = {
    "Muhammad": "محمد", "Ahmad": "أحمد", "Achmad": "أحمد", "Mohammad": "محمد", "Moh.": "محمد",
    "M.": "محمد", "Abdul": "عبد ال", "Abd.": "عبد ال", "Ach.": "أحمد", "Mokhamad": "محمد",
}  # fmt: skip
MALE_GIVEN: dict[str, str] = {
    "Rofiq": "رفيق", "Fauzan": "فوزان", "Zainuri": "زينوري", "Ma'ruf": "معروف", "Syafi'i": "شافعي",
    "Rifa'i": "رفاعي", "Mas'ud": "مسعود", "As'ad": "أسعد", "Sya'roni": "شعراني",
    "Baidlowi": "بيضاوي",
    "Faqih": "فقيه", "Hamdan": "حمدان", "Ilham": "إلهام", "Iqbal": "إقبال", "Irfan": "عرفان",
    "Khoiri": "خيري", "Lutfi": "لطفي", "Mahfudz": "محفوظ", "Mukhlis": "مخلص", "Munir": "منير",
    "Musthofa": "مصطفى", "Naufal": "نوفل", "Nasrullah": "نصر الله", "Qusyairi": "قشيري",
    "Ridwan": "رضوان",
    "Rosyid": "رشيد", "Sholeh": "صالح", "Syaifuddin": "سيف الدين", "Thoha": "طه",
    "Ubaidillah": "عبيد الله",
    "Wildan": "ولدان", "Yasin": "ياسين", "Zaki": "زكي", "Zulkifli": "ذو الكفل", "Hafidz": "حافظ",
    "Jazuli": "جزولي", "Burhanuddin": "برهان الدين", "Badruddin": "بدر الدين", "Fahmi": "فهمي",
    "Ghufron": "غفران", "Habibi": "حبيبي", "Imron": "عمران", "Kholilurrohman": "خليل الرحمن",
    "Miftahuddin": "مفتاح الدين", "Nawawi": "نووي", "Anwar": "أنوار", "Amin": "أمين",
    "Bashori": "بصري", "Farid": "فريد", "Haris": "حارث", "Hasan": "حسن", "Husein": "حسين",
    "Ismail": "إسماعيل", "Ibrahim": "إبراهيم", "Khalid": "خالد", "Labib": "لبيب", "Muzakki": "مزكي",
    "Nabil": "نبيل", "Qomaruddin": "قمر الدين", "Rasyad": "رشاد", "Salman": "سلمان",
    "Taufiq": "توفيق",
    "Umar": "عمر", "Zamroni": "زمراني", "Alfan": "", "Bagus": "", "Wahyu": "", "Dimas": "",
    "Rizal": "",
    "Rizki": "", "Yusron": "", "Fikri": "", "Andika": "", "Bayu": "", "Galih": "",
}  # fmt: skip
ABDUL_NAMES: dict[str, str] = {
    "Aziz": "عزيز", "Ghofur": "غفور", "Hamid": "حميد", "Jalil": "جليل", "Karim": "كريم",
    "Latif": "لطيف",
    "Majid": "مجيد", "Qodir": "قادر", "Rohim": "رحيم", "Rohman": "رحمن", "Rozaq": "رزاق",
    "Salam": "سلام",
    "Wafi": "وافي", "Wahid": "واحد", "Basith": "باسط", "Fattah": "فتاح", "Halim": "حليم",
    "Hakim": "حكيم",
    "Khaliq": "خالق", "Mu'iz": "معز", "Muhith": "محيط", "Syakur": "شكور", "Adzim": "عظيم",
    "Ghoni": "غني",
}  # fmt: skip
MALE_JAVANESE_FIRST = [
    "Agus", "Slamet", "Sugeng", "Joko", "Dwi", "Tri", "Eko", "Yuli", "Teguh", "Rudi", "Heri",
    "Hendra",
    "Wahyu", "Bagus", "Andik", "Didik", "Yoga", "Bambang", "Aris", "Danang", "Gilang", "Ilham",
    "Fajar", "Arif",
]  # fmt: skip
MALE_JAVANESE_LAST = [
    "Purnomo", "Santoso", "Susilo", "Setiawan", "Kurniawan", "Prasetyo", "Nugroho", "Wibowo",
    "Saputra",
    "Pratama", "Wicaksono", "Hermawan", "Utomo", "Cahyono", "Budiono", "Mulyono", "Supriyadi",
    "Sunaryo",
    "Wahyudi", "Riyanto", "Widodo", "Subagyo", "Pambudi", "Ramadhan", "Firmansyah", "Yulianto",
    "Sutrisno",
]  # fmt: skip
MALE_MADURESE = [
    "Fathorrahman", "Fathor Rozi", "Zainollah", "Subairi", "Hosnan", "Holil", "Matruki",
    "Busiri", "Rofiki",
    "Moh. Tayyib", "Sahrul Mubarok", "Syamsuri", "Samhaji", "Badrus Sholeh", "Ainul Yaqin",
    "Fawaid",
    "Hayatullah", "Junaidi", "Khairil Anam", "Matnawi", "Misnadin", "Mohalli", "Nor Hasan",
    "Rahwini",
    "Suhdi", "Sulaisi", "Taufikurrahman", "Tohir", "Wasil", "Zubairi", "Asmuni", "Durahman",
    "Fadol",
    "Hamzani", "Marsuki", "Abd. Kadir Nahrawi", "Musleh", "Nurullah", "Saiful Bahri", "Mawardi",
]  # fmt: skip
FEMALE_FIRST: dict[str, str] = {
    "Siti": "ستي", "Nur": "نور", "Lailatul": "ليلة ال", "Khoirun": "خير ال", "Uswatun": "أسوة",
    "Ni'matul": "نعمة ال", "Rohmatul": "رحمة ال", "Sofiyatul": "صفية ال", "Umi": "أم",
    "Wardatul": "وردة ال",
    "Zahrotul": "زهرة ال", "Nurul": "نور ال", "Ainun": "عين ال", "Hidayatul": "هداية ال",
    "Mar'atus": "مرأة ال",
    "Qurrotul": "قرة ال", "Rif'atul": "رفعة ال", "Sa'adatul": "سعادة ال", "Faridatul": "فريدة ال",
}  # fmt: skip
FEMALE_GIVEN: dict[str, str] = {
    "Aisyah": "عائشة", "Hasanah": "حسنة", "Khadijah": "خديجة", "Fatimah": "فاطمة", "Maryam": "مريم",
    "Zulaikhah": "زليخة", "Halimah": "حليمة", "Aminah": "أمينة", "Rohmah": "رحمة",
    "Maulidah": "مولدة",
    "Jannah": "جنة", "Izzah": "عزة", "Fitriyah": "فطرية", "Azizah": "عزيزة", "Karimah": "كريمة",
    "Mufarrohah": "مفرحة", "Munawaroh": "منورة", "Mukarromah": "مكرمة", "Badriyah": "بدرية",
    "Habibah": "حبيبة", "Latifah": "لطيفة", "Masruroh": "مسرورة", "Nafi'ah": "نافعة",
    "Rofi'ah": "رفيعة",
    "Sa'diyah": "سعدية", "Sholihah": "صالحة", "Su'udah": "سعودة", "Ulya": "عليا",
    "Wafiroh": "وافرة",
    "Zahro": "زهراء", "Faizah": "فائزة", "Ni'mah": "نعمة", "Qomariyah": "قمرية", "Robi'ah": "رابعة",
    "Aulia": "أولياء", "Salsabila": "سلسبيلا", "Nisa'": "نساء", "Farhah": "فرحة",
    "Hanifah": "حنيفة",
    "Inayah": "عناية", "Kamilah": "كاملة", "Nadhifah": "نظيفة", "Rahmawati": "", "Fitriani": "",
}  # fmt: skip
FEMALE_JAVANESE_FIRST = [
    "Sri", "Dewi", "Dwi", "Tri", "Endang", "Indah", "Putri", "Ayu", "Ratna", "Eka", "Novi",
    "Intan", "Dian",
    "Rina", "Yuni", "Lilik", "Retno", "Anis", "Ika", "Wiwik", "Titik", "Erna", "Mega", "Vina",
]  # fmt: skip
FEMALE_JAVANESE_LAST = [
    "Wahyuningsih", "Sulistyowati", "Rahayu", "Handayani", "Ningsih", "Kusumawati", "Setyawati",
    "Purwanti",
    "Yuliani", "Astutik", "Suryani", "Winarsih", "Lestari", "Wulandari", "Anggraini", "Puspitasari",
    "Permatasari", "Oktaviani", "Agustin", "Maharani", "Widyawati", "Ambarwati", "Susanti",
    "Cahyani",
]  # fmt: skip
FEMALE_MADURESE = [
    "Hosniyah", "Siti Hotijah", "Nor Hasanah", "Aminatus Zahroh", "Rohmatun Nazilah", "Faizeh",
    "Maimunah",
    "Sumiyati", "Marhamah", "Subaidah", "Hamideh", "Musrifah", "Nafisatul Hosna", "Jumaati",
    "Sitti Ruqayyah",
    "Nor Faizah", "Ummul Hasanah", "Horriyah", "Qamariyah", "Wasilatur Rohmah", "Zaitun",
    "Raudlatun Nikmah",
    "Su'aida", "Hatimah", "Rusmiyati", "Salwiyah", "Tolak Imani", "Unsiyah", "Yulia Hasanah",
    "Mutmainnah",
]  # fmt: skip
ONE_WORD_MALE = [
    "Suparman", "Sumarno", "Wakidi", "Jumadi", "Mustaqim", "Muhyiddin", "Sukirman", "Tukiran",
    "Syarifuddin",
    "Zainuddin", "Khoirudin", "Misbahul", "Rohmadi", "Sanusi", "Maksum", "Mujiono", "Nasikin",
    "Poniman",
    "Ramlan", "Sodiq", "Turmudzi", "Wagiyo", "Zuhri", "Bahrowi", "Darmaji", "Fathoni",
    "Hasbullah", "Kasiyanto",
    "Lukman", "Marzuqi", "Ngatimin", "Syakroni", "Ngadiman", "Saikhu", "Tohari", "Bahtiar",
    "Mahmudi", "Kusnan",
]  # fmt: skip
ONE_WORD_FEMALE = [
    "Sulastri", "Sumiati", "Nur'aini", "Ponirah", "Tumini", "Suprihatin", "Juwariyah",
    "Kholifah", "Lutfiyah",
    "Muslihah", "Ngatini", "Rukmini", "Saudah", "Tarwiyah", "Umamah", "Wijiati", "Zumrotun",
    "Asiyah",
    "Dariyah", "Fauziyah", "Hanik", "Istiqomah", "Jamilah", "Mardiyah", "Ngatmi", "Painem",
    "Rumiyati",
    "Siti'ah", "Sukarti", "Yatimah", "Anisah", "Mas'udah", "Sunarsih", "Wahidah", "Nur'azizah",
    "Robi'atun",
]  # fmt: skip
NISBAS: dict[str, str] = {
    "Al-Baghdadi": "البغدادي", "Al-Banjari": "البنجري", "Al-Bantani": "البنتني",
    "As-Samarani": "السماراني",
    "Al-Maduri": "المدوري", "Asy-Syafi'i": "الشافعي", "Al-Jawi": "الجاوي", "Al-Hasani": "الحسني",
}  # fmt: skip
JAELANI = {"Jaelani": "جيلاني", "Ghozali": "غزالي", "Ash-Shiddiqi": "الصديقي", "Rumi": "رومي"}

# Full names that belong to people of public life; an invented person must not be given one of them.
KNOWN_PEOPLE = frozenset(
    name.casefold()
    for name in (
        "Ahmad Dahlan", "Hasyim Asy'ari", "Abdul Wahab Hasbullah", "Abdurrahman Wahid",
        "Muhammad Ali",
        "Abdul Somad", "Siti Nurhaliza", "Siti Fatimah", "Siti Aisyah", "Siti Khadijah",
        "Joko Widodo",
        "Dewi Lestari", "Dewi Sartika", "Sri Mulyani", "Dewi Persik", "Ayu Lestari", "Eko Prasetyo",
        "Abdul Hamid", "Abdul Karim", "Abdul Aziz", "Abdul Wahid", "Abdul Hakim", "Muhammad Yasin",
        "Muhammad Iqbal", "Muhammad Ridwan", "Ahmad Khalid", "Ahmad Nawawi", "Muhammad Salman",
        "Agus Wibowo", "Eko Purnomo", "Agus Salim", "Rizal Ramli", "Wahyu Hidayat", "Dimas Anggara",
        "Wahyu Setiawan", "Retno Mulyani", "Umar Khalid", "Zaki Anwar", "Joko Susilo",
        "Muhammad Munir",
        "Anwar Ibrahim", "Hasan Nasrullah", "Abdul Ghofur", "Ahmad Musthofa", "Intan Permatasari",
        "Dian Permatasari", "Putri Ayu", "Jazuli Fauzan",
    )
)  # fmt: skip
