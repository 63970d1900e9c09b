"""Spanish word lists."""

from __future__ import annotations

from digest.text.lang.language_words import LanguageWords, phrases

SPANISH = LanguageWords(
    "es",
    function_words=frozenset("el la los las de y en que del por con una un para se al es su como más".split()),
    months=(
        "enero",
        "febrero",
        "marzo",
        "abril",
        "mayo",
        "junio",
        "julio",
        "agosto",
        "septiembre setiembre set",
        "octubre",
        "noviembre",
        "diciembre",
    ),
    weekdays=tuple("lunes martes miércoles jueves viernes sábado domingo".split()),
    date_labels=phrases(
        """
        publicado, publicado el, publicada el, fecha, fecha de publicación, publicación, nota de prensa, comunicado,
        comunicado de prensa, emitido el
        """
    ),
    change_labels=phrases(
        """
        actualizado, actualizado el, última actualización, última modificación, modificado el, actualización
        """
    ),
    abbreviations=frozenset(
        """
        admón aprox av avda cmdte cnel coord depto dña dpto dr dra dras dres ee.uu ej excmo excma gral hnos ilmo ilma ing
        ldo lic máx mín mons ntra pbro ppal prof profa sr sra sras sres srta sta sto tel ud uds vda
        """.split()
    ),
    reference_abbreviations=frozenset(
        """
        art arts ap cap cf ene feb fig inc no núm núms op p pág págs párr pp ref reg sec secc vol vols
        """.split()
    ),
    sentence_openers=frozenset(
        """
        el la los las un una en de por para con no se su sus este esta estos estas esto ese esa además también pero como
        cuando si según sin sobre tras y es son ha han hoy ayer así ante desde hasta entre durante todo todos nuestro
        nuestra
        """.split()
    ),
    counter_words=frozenset(
        """
        vista vistas visita visitas visualización visualizaciones lectura lecturas leído descarga descargas clic clics
        compartido compartidos comentario comentarios lector lectores
        """.split()
    ),
    counter_fillers=frozenset("veces vez página artículo esta este ha sido por total me gusta sin".split()),
    time_ago=("hace # *", "ahora mismo"),
    publication_labels=frozenset("publicado publicada actualizado actualizada modificado actualización".split()),
    publication_fillers=frozenset("última el a las por fecha hora".split()),
    related_headings=phrases(
        """
        noticias relacionadas, artículos relacionados, contenido relacionado, contenidos relacionados,
        entradas relacionadas, relacionadas, lea también, lee también, leer más, ver también, véase también,
        más noticias, últimas noticias, lo más leído, lo más visto, más leídas, le puede interesar, te puede interesar
        """
    ),
)
