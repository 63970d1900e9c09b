"""Romanian word lists."""

from __future__ import annotations

from digest.text.lang.language_words import CueWords, LanguageWords, StatementWords, phrases

ROMANIAN = LanguageWords(
    "ro",
    counter_words=frozenset("vizualizări afișări accesări comentarii descărcări distribuiri citiri".split()),
    counter_fillers=frozenset("de ori număr".split()),
    time_ago=phrases("acum # *, în urmă cu # *"),
    publication_labels=frozenset("publicat publicată actualizat actualizată".split()),
    publication_fillers=frozenset("la pe ultima de ora".split()),
    function_words=frozenset(
        """
        și de a în la cu pe din nu că o este un care pentru mai sunt ce se să al ale prin fi după sau dar fost
        iar au ca lui acest către
        """.split()
    ),
    accents="ăâîșțşţ",
    endings=tuple("ului ilor ție ții ească ește esc area ul".split()),
    months=tuple("ianuarie februarie martie aprilie mai iunie iulie august septembrie octombrie noiembrie decembrie".split()),
    weekdays=(
        "luni",
        "marți marţi",
        "miercuri",
        "joi",
        "vineri",
        "sâmbătă",
        "duminică",
    ),
    abbreviations=frozenset(
        """
        acad adj adv av bd bl bul cap cca cf col conf cpt ct d.e dep dir dl dlui dna dnei dr dra drd dv ec ex
        exc fam fig gen gl gr gral ing insp jr jud jurnl lct lect lt lt.col ltc maj mil min mld mr mrd mun obs
        p.s pers pr prep preș prof prof.univ rep resp sec serg sf slt soc st str tel univ vol vs șos
        """.split()
    ),
    reference_abbreviations=frozenset(
        """
        alin apr art aug cap cf dec feb febr fig ian iul iun lit mart nov nr oct p pag par pct poz pp sec sept t
        tab vol
        """.split()
    ),
    final_abbreviations=frozenset("etc ș.a ș.a.m.d".split()),
    sentence_openers=frozenset(
        """
        această acest aceste aceștia asemenea cu că dar de din după ea ei el ele eu guvernul la ministerul
        ministrul noi o pe pentru potrivit prin un în și
        """.split()
    ),
    date_labels=phrases(
        """
        publicat, publicat la, publicat în, publicat pe, data, data publicării, data publicarii, comunicat de presă,
        postat
        """
    ),
    change_labels=phrases(
        """
        actualizat, actualizat la, ultima actualizare, ultima modificare, modificat
        """
    ),
    page_words=frozenset("pagina site".split()),
    named_documents=frozenset("acord tratat tratatul declarația conferința summit protocol convenția".split()),
    statements=StatementWords(
        schedule=phrases("agenda, agenda publică, programul, program de lucru"),
        joint_statement=phrases(
            """
            declarație comună, declaraţie comună, comunicat comun, declarația comună, declaraţia comună
            """
        ),
        fact_sheet=phrases("întrebări și răspunsuri, fișă informativă, întrebări frecvente"),
        transcript=phrases(
            """
            conferință de presă*, conferinţă de presă*, interviu*, briefing*, *conferință de presă, stenogramă
            """
        ),
        greeting=phrases("mesaj de felicitare, mesaj de crăciun, mesaj de anul nou, felicitări, urări*"),
        notice=phrases("anunț*, anunţ*, invitație*, invitaţie*, atenționare*, avertizare*, avertisment*"),
        readout=phrases(
            """
            întrevedere*, întâlnire*, convorbire telefonică*, întrevederea*, întâlnirea*, convorbirea*,
            primirea*
            """
        ),
        remarks=phrases(
            """
            discurs*, alocuțiune*, alocuţiune*, alocuțiunea*, intervenția*, cuvântul*, cuvântarea*, *discursul
            """
        ),
        statement=phrases(
            """
            declarații*, declaraţii*, declarație*, declaraţie*, declarația*, declarațiile*, mesaj*,
            mesajul*, condoleanțe*, precizări*, poziția*
            """
        ),
        order=phrases("hotărâre*, ordonanță*, ordin*, decret*"),
        press_release=phrases("comunicat*, comunicat de presă, informare de presă, știre"),
        by=phrases("susținute de, făcute de, de, al, a, ale, domnului, doamnei, susținut de, rostit de"),
        offices=phrases(
            """
            președinte, președintele, președintelui, preşedintele, preşedintelui, premierul, premierului,
            prim-ministrul, prim-ministrului, ministrul, ministrului, ministrei, ministra, secretarul,
            secretarului, ambasadorul, ambasadorului, purtătorul, guvernatorul, regele, primarul, directorul
            """
        ),
        bodies=phrases(
            """
            ministerul*, guvernul, președinția, preşedinţia, administrația, banca, agenția, primăria, consiliul,
            ambasada, inspectoratul, autoritatea, senatul, camera, republica
            """
        ),
        says=phrases("a, au, declară, participă, anunță, la, în, efectuează, primește, se, s-a, va"),
        wishes=phrases("crăciun fericit, an nou fericit, la mulți ani, vă doresc"),
    ),
    press_offices=phrases("biroul de presă, serviciul de presă"),
    contact_labels=phrases("contact, contact presă"),
    question_labels=phrases("întrebare, jurnalist, reporter"),
    answer_labels=phrases("răspuns"),
    greetings=phrases(
        """
        doresc * mulțumesc, aș dori * mulțumesc, vreau * mulțumesc, vă mulțumesc, mulțumesc tuturor, doresc * salut,
        vă urez, urez tuturor
        """
    ),
    cues=CueWords(
        pronouns=phrases("el, ea, ei, ele, lui, lor, îi, său, sa, săi, sale, acesta din urmă"),
        demonstratives=phrases(
            """
            acesta, aceasta, aceștia, acestea, acest, această, acești, aceste, asta, acolo, aici,
            astfel, ambii, ambele, acel, acea
            """
        ),
        connectives=phrases(
            """
            și, dar, iar, sau, de asemenea, totodată, în plus, totuși, prin urmare, așadar, astfel,
            însă, în același timp, în final, de exemplu, în acest sens, în acest context, în cele din
            urmă
            """
        ),
        speaker=phrases("eu, noi, nostru, noastră, noștri, noastre, meu, mea, mei, mele, ne, mă, îmi"),
        today=phrases("astăzi, azi, ieri, mâine, săptămâna aceasta, începând cu, marți, miercuri, joi"),
        money=phrases("lei, euro, milion*, mil, miliard*, mld, dolari"),
        decides=phrases(
            """
            anunț*, a decis, decid*, decizi*, hotăr*, aprob*, adopt*, semn*, convenit*, conveni*,
            acord*, numi*, numit*, lans*, inaugur*, înființ*, stabil*, promulg*, autoriz*, interz*,
            suspend*, prelung*, impun*, impus*, aloc*, investi*, public*, intră în vigoare, intrat în
            vigoare, va intra în vigoare, prezent*, demar*, introdu*
            """
        ),
        must=phrases(
            """
            trebuie, va trebui, vor trebui, este necesar*, necesar*, solicit*, cere, cer, îndeamn*, face
            apel, obligat*, obliga*, angaja*, se angajează, obiectiv*, are obligația
            """
        ),
        holds=phrases(
            """
            condamn*, susți*, sprijin*, salut*, reafirm*, reiter*, sublini*, resping*, respins*,
            regret*, îngrijor*, exprim*, evidenți*
            """
        ),
        meets=phrases("întâln*, întrevedere*, primit*, vizit*, discut*, reuni*, particip*, deplas*, convorbir*"),
        thanks=phrases(
            """
            mulțum*, doamnelor și domnilor, stimat*, drag*, onoare, bucur*, bun venit, felicit*, urez,
            urăm, permiteți-mi
            """
        ),
        says=phrases(
            """
            a declarat, declar*, a spus, a afirmat, a precizat, a arătat, potrivit, a adăugat, a
            subliniat, a menționat
            """
        ),
    ),
)
