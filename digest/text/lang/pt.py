"""Portuguese word lists."""

from __future__ import annotations

from digest.text.lang.language_words import LanguageWords, phrases

PORTUGUESE = LanguageWords(
    "pt",
    function_words=frozenset("o a os as de e do da que em para com um uma no na dos das ao não".split()),
    months=tuple("janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro".split()),
    weekdays=(
        "segunda-feira segunda",
        "terça-feira terça",
        "quarta-feira quarta",
        "quinta-feira quinta",
        "sexta-feira sexta",
        "sábado",
        "domingo",
    ),
    date_labels=phrases(
        """
        publicado, publicado em, publicada em, publicação, data, data de publicação, data da publicação,
        nota à imprensa, comunicado de imprensa
        """
    ),
    change_labels=phrases(
        """
        atualizado, atualizado em, última atualização, última modificação, modificado em, última alteração,
        actualizado em
        """
    ),
    abbreviations=frozenset(
        """
        av cel dep dr dra dras drs eng exa exma exmas exmo exmos gen gov ilma ilmo mons obs pç pe pres prof profa sr sra
        sras srs sta sto tel ten
        """.split()
    ),
    reference_abbreviations=frozenset(
        """
        al alín art arts cap fig fl fls fev abr ago jan jun jul mar nov out set dez inc n no nº núm p pág págs par proc
        séc vol
        """.split()
    ),
    sentence_openers=frozenset(
        """
        o a os as um uma em no na nos nas por para com não se ele ela eles elas este esta estes estas isso isto mas e como
        quando segundo após antes hoje ontem também entre desde durante todos
        """.split()
    ),
    counter_words=frozenset(
        """
        visualização visualizações visita visitas acesso acessos leitura leituras lido clique cliques download downloads
        compartilhamento compartilhamentos comentário comentários leitor leitores
        """.split()
    ),
    counter_fillers=frozenset("vezes vez página artigo esta este foi por total nenhum".split()),
    time_ago=("há # *", "# * atrás", "agora mesmo"),
    publication_labels=frozenset("publicado publicada atualizado actualizado modificado atualização".split()),
    publication_fillers=frozenset("última em às por data hora".split()),
    related_headings=phrases(
        """
        notícias relacionadas, artigos relacionados, conteúdo relacionado, posts relacionados, leia também, veja também,
        leia mais, mais notícias, últimas notícias, mais lidas, mais lidos, você também pode gostar
        """
    ),
)
