"""Indonesian word lists."""

from __future__ import annotations

from digest.text.lang.language_words import CueWords, LanguageWords, StatementWords, phrases

INDONESIAN = LanguageWords(
    "id",
    counter_words=frozenset("dilihat dibaca tayangan kunjungan komentar unduhan".split()),
    counter_fillers=frozenset("kali jumlah sebanyak".split()),
    time_ago=phrases("# * yang lalu, # * lalu"),
    publication_labels=frozenset("diterbitkan dipublikasikan diperbarui".split()),
    publication_fillers=frozenset("pada terakhir".split()),
    function_words=frozenset(
        """
        yang dan di untuk dengan dari pada ini dalam akan tidak itu oleh adalah sebagai kepada juga telah
        tersebut para ke bahwa atau bisa karena kami menteri
        """.split()
    ),
    accents="é",
    endings=tuple("kan nya an".split()),
    months=(
        "januari",
        "februari pebruari",
        "maret",
        "april",
        "mei",
        "juni",
        "juli",
        "agustus agt ags",
        "september",
        "oktober",
        "november nopember",
        "desember",
    ),
    weekdays=(
        "senin",
        "selasa",
        "rabu",
        "kamis",
        "jumat jum'at",
        "sabtu",
        "minggu ahad",
    ),
    abbreviations=frozenset(
        """
        adm bpk brigjen cq cv d.a dr dra drg drs h hj ir irjen jend jl kab kapt kec kel kep kol komjen kompol
        letjen letkol mayjen moh muh prof pt rp sdr sdri tgl u.p yth
        """.split()
    ),
    reference_abbreviations=frozenset("art ayat gbr hal hlm jl no nomor pasal rp rt rw tab tgl uu vol".split()),
    final_abbreviations=frozenset("dll dsb dst".split()),
    sentence_openers=frozenset(
        """
        dan dari dengan di dia ia ini itu kami ke ketika kita menteri menurut mereka namun oleh pada pemerintah
        presiden saya selain setelah tetapi untuk yang
        """.split()
    ),
    date_labels=phrases(
        """
        diterbitkan, diterbitkan pada, dipublikasikan, dipublikasikan pada, tanggal, tanggal terbit,
        tanggal publikasi, dirilis, siaran pers, diposting pada
        """
    ),
    change_labels=phrases(
        """
        diperbarui, terakhir diperbarui, pembaruan terakhir, diubah, terakhir diubah
        """
    ),
    page_words=frozenset("halaman situs".split()),
    named_documents=frozenset("perjanjian deklarasi konferensi ktt protokol konvensi piagam".split()),
    statements=StatementWords(
        schedule=phrases("agenda, jadwal"),
        joint_statement=phrases(
            """
            pernyataan bersama, komunike bersama, deklarasi bersama, *pernyataan bersama
            """
        ),
        fact_sheet=phrases("lembar fakta, tanya jawab, pertanyaan umum"),
        transcript=phrases("konferensi pers*, wawancara*, keterangan pers*, transkrip*"),
        greeting=phrases("ucapan selamat*, selamat hari, selamat tahun"),
        notice=phrases("pengumuman*, undangan*, peringatan*, imbauan*, himbauan*"),
        readout=phrases(
            """
            pertemuan dengan, pertemuan bilateral, percakapan telepon, *bertemu dengan, *terima kunjungan
            """
        ),
        remarks=phrases("pidato*, sambutan*, amanat*, *pidato presiden, *sambutan presiden"),
        statement=phrases("pernyataan*, pesan, belasungkawa*, tanggapan*"),
        order=phrases("peraturan, keputusan, instruksi, surat edaran"),
        press_release=phrases("siaran pers*, rilis pers*, berita"),
        by=phrases("oleh"),
        offices=phrases(
            """
            presiden, wakil presiden, menteri, menlu, duta besar, juru bicara, gubernur, bupati, wali kota,
            direktur jenderal, kepala, ketua, sekretaris, wakil menteri
            """
        ),
        bodies=phrases(
            """
            kementerian*, pemerintah, badan, sekretariat, kedutaan, bank, komisi, direktorat, dinas, otoritas,
            dewan, lembaga
            """
        ),
        says=phrases(
            """
            menyampaikan, mengatakan, bertemu, menghadiri, meresmikan, membuka, menerima, mengunjungi, pada, di,
            dalam, saat, akan, menegaskan, tiba
            """
        ),
        wishes=phrases("selamat hari raya, selamat tahun baru, selamat natal"),
    ),
    press_offices=phrases("biro humas, hubungan masyarakat"),
    contact_labels=phrases("kontak, kontak media"),
    question_labels=phrases("pertanyaan, wartawan, tanya"),
    answer_labels=phrases("jawaban, jawab"),
    greetings=phrases(
        """
        saya mengucapkan terima kasih, kami mengucapkan terima kasih, saya ucapkan terima kasih, saya ucapkan
        selamat, saya mengucapkan selamat, selamat datang di, terima kasih kepada
        """
    ),
    cues=CueWords(
        pronouns=phrases("dia, ia, mereka, beliau, nya"),
        demonstratives=phrases(
            """
            ini, itu, hal ini, hal itu, hal tersebut, tersebut, di sana, di sini, demikian, dengan
            demikian, kedua, keduanya
            """
        ),
        connectives=phrases(
            """
            dan, tetapi, tapi, namun, atau, juga, selain itu, oleh karena itu, karena itu, sementara
            itu, di samping itu, sebaliknya, akhirnya, misalnya, di sisi lain, kemudian, lalu,
            sedangkan, lebih lanjut, adapun
            """
        ),
        speaker=phrases("saya, kami, kita, milik kita, negara kita"),
        today=phrases("hari ini, kemarin, besok, minggu ini, pekan ini, pagi ini, malam ini, mulai"),
        money=phrases("rupiah, rp, juta, miliar, milyar, triliun, dolar, euro"),
        decides=phrases(
            """
            mengumumkan, diumumkan, pengumuman, memutuskan, diputuskan, keputusan, menyetujui,
            disetujui, persetujuan, menandatangani, ditandatangani, penandatanganan, sepakat,
            menyepakati, kesepakatan, perjanjian, menunjuk, melantik, dilantik, meluncurkan,
            diluncurkan, memulai, dimulai, membuka, meresmikan, diresmikan, membentuk, dibentuk,
            mendirikan, menetapkan, ditetapkan, melarang, larangan, memperpanjang, memberlakukan,
            berlaku, mengalokasikan, menyalurkan, memberikan, menerbitkan, mengesahkan, menginstruksikan
            """
        ),
        must=phrases(
            """
            harus, wajib, perlu, mesti, menyerukan, mendesak, meminta, menuntut, kewajiban, berkomitmen,
            komitmen, bertujuan, tujuan, tidak boleh
            """
        ),
        holds=phrases(
            """
            mengutuk, mengecam, mendukung, dukungan, menyambut, menegaskan, menekankan, menolak,
            menyesalkan, prihatin, keprihatinan, menyampaikan, menentang, mengapresiasi, menggarisbawahi
            """
        ),
        meets=phrases(
            """
            bertemu, pertemuan, mengunjungi, kunjungan, menerima, membahas, berbicara, menghadiri,
            berdiskusi, rapat, berpartisipasi
            """
        ),
        thanks=phrases(
            """
            terima kasih, yang terhormat, yang saya hormati, hadirin, saudara, assalamualaikum, selamat,
            kehormatan, senang, bangga, salam
            """
        ),
        says=phrases(
            """
            mengatakan, kata, ujar, ungkap, menurut, menyatakan, jelas, menjelaskan, menambahkan, tutur,
            ucap
            """
        ),
    ),
)
