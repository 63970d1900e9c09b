"""Turkish word lists."""

from __future__ import annotations

from digest.text.lang.language_words import CueWords, LanguageWords, StatementWords, WallPhrases, phrases

TURKISH = LanguageWords(
    "tr",
    function_words=frozenset(
        """
        ve bir bu da de için ile olarak olan çok daha gibi sonra en ise kadar ancak göre var yeni her değil oldu
        tarafından ki ya edilen üzere ettiği bugün dedi ne bunu peki nin
        """.split()
    ),
    accents="çğıîöşüâû",
    endings=tuple(
        """
        lar ler lır ları leri ların lerin ması mesi acak ecek ında inde ından inden dır dir mış miş yor ıyor
        """.split()
    ),
    months=tuple("ocak şubat mart nisan mayıs haziran temmuz ağustos eylül ekim kasım aralık".split()),
    weekdays=(
        "pazartesi pzt",
        "salı",
        "çarşamba",
        "perşembe",
        "cuma",
        "cumartesi cmt",
        "pazar",
    ),
    date_labels=phrases(
        """
        yayınlanma, yayınlanma tarihi, yayımlanma tarihi, yayın tarihi, yayımlanma, yayınlandı, tarih,
        basın açıklaması, basın bülteni, eklenme tarihi, haber tarihi
        """
    ),
    change_labels=phrases(
        """
        güncelleme, güncelleme tarihi, son güncelleme, son güncelleme tarihi, güncellendi, güncellenme tarihi
        """
    ),
    page_words=frozenset("sayfa sayfanın içerik".split()),
    named_documents=frozenset("antlaşması anlaşması sözleşmesi konferansı zirvesi bildirgesi protokolü".split()),
    abbreviations=frozenset(
        """
        alb alm apt ar.gör av bkz bşk cad doç dr fr gen gn.kur hz korg krş m.s m.ö mah mn müh ord org prof sn tel tümg
        tğm yrd yzb çev örn öğr ütğm şti
        """.split()
    ),
    reference_abbreviations=frozenset(
        """
        bl c fık m md no s sy yakl şek
        """.split()
    ),
    final_abbreviations=frozenset("vb vd vs".split()),
    sentence_openers=frozenset(
        """
        bu o biz ben ve ancak ama ayrıca bunun her bir daha en
        """.split()
    ),
    stop_after_numbers=True,
    number_words=frozenset("no".split()),
    counter_words=frozenset(
        """
        görüntülenme görüntüleme görüntülendi okunma okundu ziyaret ziyaretçi tıklama indirme paylaşım yorum okuyucu
        """.split()
    ),
    counter_fillers=frozenset("kez kere defa sayfa makale bu toplam".split()),
    time_ago=("# * önce", "az önce"),
    publication_labels=frozenset("yayınlanma yayınlandı yayımlandı güncelleme güncellendi güncellenme".split()),
    publication_fillers=frozenset("son tarihi tarih saat".split()),
    related_headings=phrases(
        """
        ilgili haberler, ilgili yazılar, ilgili içerikler, benzer haberler, ayrıca bakınız, diğer haberler,
        son haberler, en çok okunanlar, bunlar da ilginizi çekebilir
        """
    ),
    walls=WallPhrases(
        not_found=phrases(
            """
            sayfa bulunamadı, sayfa * bulunamadı, sayfa mevcut değil, sayfa * mevcut değil, aradığınız sayfa, istenen
            sayfa, istediğiniz sayfa, =bulunamadı, hata 404, 404 hatası, adresi kontrol edin, kaldırılmış olabilir,
            taşınmış olabilir, silinmiş olabilir, ana sayfaya dön, anasayfaya dön, ana sayfaya git, arama yapabilirsiniz
            """
        ),
        blocked=phrases(
            """
            insan olduğunuzu, robot olmadığınızı, robot değilim, tarayıcınız kontrol, bağlantınızın güvenliği,
            javascript'i etkinleştirin, javascript'i etkinleştir, javascript etkin, javascript devre dışı,
            javascript gerekli, çerezleri etkinleştirin, tarayıcınız desteklenmiyor, tarayıcınızı güncelleyin,
            =erişim engellendi, =erişim reddedildi, =yasak, =erişim yasak, bu sayfaya erişim, bu siteye erişim,
            erişim izniniz yok, ip adresiniz, çok fazla istek, lütfen bekleyin, yönlendirileceksiniz,
            yönlendiriliyorsunuz, olağan dışı trafik, yönetici ile iletişime, =güvenlik kontrolü, =güvenlik doğrulaması,
            erişim yetkiniz yok
            """
        ),
        consent=phrases(
            """
            çerez kullanıyoruz, çerezler kullanıyoruz, çerezleri kullanıyoruz, çerez kullanmaktadır,
            çerezler kullanmaktadır, çerezleri kabul, tümünü kabul, tümünü reddet, çerez ayarları, çerez tercihleri,
            gizliliğinize, gizliliğiniz, kişiselleştirilmiş içerik, kişiselleştirilmiş reklam, devam etmeden önce,
            biz ve iş ortaklarımız, cihazınızda bilgi
            """
        ),
        login=phrases(
            """
            giriş yapın, giriş yapınız, giriş yapmalısınız, oturum açın, oturum açmalısınız, =giriş, =giriş yap, =oturum
            aç, şifremi unuttum, parolamı unuttum, şifreniz, parolanız, =kullanıcı adı, =şifre, =parola, =e-posta, beni
            hatırla, hesap oluştur, hesabınız yok mu, oturumunuz sona erdi, oturum süreniz, sadece aboneler, yalnızca
            aboneler
            """
        ),
        unavailable=phrases(
            """
            =bakım, =planlı bakım, şu anda kullanılamıyor, şu anda hizmet verememektedir, hizmet verilememektedir,
            hizmet kullanılamıyor, daha sonra tekrar, lütfen tekrar deneyin, tekrar deneyiniz, yakında döneceğiz,
            rahatsızlıktan dolayı, teknik sorun, teknik bir sorun, teknik arıza, bir hata oluştu, sunucu hatası,
            =yapım aşamasında, yapım aşamasındadır, sayfayı yenileyin, =bakım çalışması, =bakım çalışmaları,
            sitemiz * bakım, sitemizde * bakım, site * bakımda, sitemiz bakımdadır, site * geçici olarak,
            sitemiz * geçici olarak, hizmet * geçici olarak, rahatsızlık için özür, verdiğimiz rahatsızlık
            """
        ),
        loading=phrases(
            """
            =yükleniyor, =sayfa yükleniyor, =içerik yükleniyor, =lütfen bekleyin
            """
        ),
    ),
    statements=StatementWords(
        by=phrases("'in, 'ın, 'un, 'ün, 'nin, 'nın, 'nun, 'nün"),
        schedule=phrases("haftalık program*, program"),
        joint_statement=phrases(
            """
            ortak bildiri, ortak açıklama*, ortak basın açıklaması, *ortak bildiri, *ortak bildirisi, *ortak
            açıklama
            """
        ),
        fact_sheet=phrases("bilgi notu*, sıkça sorulan sorular, soru ve cevaplarla"),
        transcript=phrases("basın toplantısı*, röportaj*, mülakat*, *basın toplantısı, *mülakat, *röportaj, *söyleşi"),
        greeting=phrases(
            """
            yeni yıl mesajı*, bayram mesajı*, tebrik*, kutlama*, *yeni yıl mesajı, *bayram mesajı, *kutlama
            mesajı
            """
        ),
        notice=phrases("duyuru*, ilan*, davet*, uyarı*, *duyurusu, *ilanı"),
        readout=phrases("telefon görüşmesi*, *görüştü, *ile görüşmesi, *bir araya geldi, *telefonda görüştü"),
        remarks=phrases("konuşma*, *konuşması, *hitabı, *yaptığı konuşma, *konuşma metni, nutuk"),
        statement=phrases(
            """
            açıklama*, *açıklaması, *mesajı, *hakkında açıklama, taziye*, beyanat, *sorusuna cevabı
            """
        ),
        order=phrases("kararname*, genelge*, yönetmelik*, karar"),
        press_release=phrases("basın açıklaması*, basın bülteni*, basın duyurusu*, haber"),
        offices=phrases(
            """
            cumhurbaşkanı, cumhurbaşkanımız, başbakan, bakan, bakanı, bakanımız, başkanı, başkan, sözcüsü,
            büyükelçi, büyükelçisi, vali, valisi, genel müdürü, müsteşarı, yardımcısı
            """
        ),
        bodies=phrases(
            """
            *bakanlığı, cumhurbaşkanlığı, *başkanlığı, *müdürlüğü, valiliği, belediyesi, *kurumu, *kurulu,
            büyükelçiliği, bankası, hükümeti, meclisi
            """
        ),
        says=phrases("yaptı, katıldı, görüştü, kabul, açıkladı, söyledi, ziyaret"),
        wishes=phrases("mutlu yıllar, iyi bayramlar, bayramınızı kutlarım, yeni yılınızı, nice yıllara"),
    ),
    negations=frozenset("değil yok hiç asla hiçbir kimse olmadan olmaksızın".split()),
    obligations=frozenset(
        """
        gerekir gerekiyor gerekmektedir gerekli zorunda zorunlu olmalı olmalıdır edecek edecektir edilecek
        edilecektir olacak olacaktır olabilir yükümlü çağırıyor çağırıyoruz talep yasak yasaktır
        """.split()
    ),
    numerals=frozenset(
        """
        iki üç dört beş altı yedi sekiz dokuz on yirmi otuz kırk elli altmış yetmiş seksen doksan yüz bin milyon
        milyar trilyon yarısı
        """.split()
    ),
    press_offices=phrases("basın müşavirliği, basın ofisi"),
    contact_labels=phrases("iletişim"),
    question_labels=phrases("soru, gazeteci"),
    answer_labels=phrases("cevap, yanıt"),
    greetings=phrases(
        """
        teşekkür ediyorum, teşekkür ederim, selamlıyorum, selamlarım, temenni ediyorum, temenni ederim, tebrik
        ediyorum, hoş geldiniz, şükranlarımı sunuyorum, kutluyorum
        """
    ),
    cues=CueWords(
        pronouns=phrases("o, onlar, onun, onların, ona, onlara, kendisi"),
        demonstratives=phrases(
            """
            bu, bunlar, şu, şunlar, bunun, buna, bununla, burada, orada, böyle, böylece, öyle, her iki,
            söz konusu
            """
        ),
        connectives=phrases(
            """
            ve, ama, ancak, fakat, veya, ayrıca, bununla birlikte, bu nedenle, bu yüzden, dolayısıyla,
            aynı zamanda, son olarak, örneğin, öte yandan, yine, zira, çünkü, üstelik
            """
        ),
        speaker=phrases("ben, biz, bizim, benim, bizi, bize, bana, ülkemiz*, milletimiz*"),
        today=phrases("bugün, dün, yarın, bu hafta, bu sabah, bu akşam, itibarıyla, itibaren"),
        money=phrases("lira*, tl, milyon*, milyar*, avro, euro, dolar*"),
        decides=phrases(
            """
            açıkla*, duyur*, karar*, kabul et*, kabul edil*, imzala*, anlaş*, mutabık*, mutabakat*,
            ata*, başlat*, başla*, kur*, oluştur*, onayla*, yasakla*, uzat*, uygula*, tahsis*, ayır*,
            ayrıl*, yayımla*, yayınla*, yürürlüğe, hayata geçir*, artır*, düzenle*, belirle*, sağla*
            """
        ),
        must=phrases(
            """
            gerek*, zorunda*, zorunlu*, mecbur*, yükümlü*, lazım, çağrı*, davet et*, talep*, istiyor*,
            taahhüt*, hedefl*, amaçla*, malıdır, melidir
            """
        ),
        holds=phrases(
            """
            kına*, destekle*, memnuniyet*, vurgula*, teyit*, reddet*, reddedi*, üzüntü*, endişe*,
            kaygı*, ifade et*, karşı çık*, altını çiz*, lanetl*
            """
        ),
        meets=phrases("görüş*, bir araya, ziyaret*, kabul ett*, toplantı*, katıl*, temas*, seyahat*"),
        thanks=phrases(
            """
            teşekkür*, sayın, değerli, sevgili, saygıdeğer, kıymetli, hoş geldin*, tebrik*, kutlu*,
            kutla*, dil*yorum, selaml*, onur, memnunum
            """
        ),
        says=phrases("dedi, söyle*, belirtt*, kaydett*, ifade ett*, göre, dile getir*, aktar*"),
    ),
)
