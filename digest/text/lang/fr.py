"""French word lists."""

from __future__ import annotations

from digest.text.lang.language_words import LanguageWords, phrases

FRENCH = LanguageWords(
    "fr",
    function_words=frozenset("le la les de des et du en une un que pour dans est par sur qui au aux ce".split()),
    months=tuple("janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split()),
    weekdays=tuple("lundi mardi mercredi jeudi vendredi samedi dimanche".split()),
    date_labels=phrases(
        """
        publié, publié le, publiée le, publication, date de publication, paru le, mis en ligne le, diffusé le, date,
        communiqué de presse, communiqué du, communiqué de presse du
        """
    ),
    change_labels=phrases(
        """
        mis à jour, mis à jour le, dernière mise à jour, modifié le, dernière modification, mise à jour, actualisé le
        """
    ),
    abbreviations=frozenset(
        """
        adm av bd cdt cf dr env éd gal gén hon lt m mgr mlle mlles mm mme mmes ms p.ex pr prés réf st ste sté tél
        """.split()
    ),
    reference_abbreviations=frozenset(
        """
        al art arts ch chap col fig janv févr avr juil juill sept oct nov déc no nos nº p par pp sec t vol
        """.split()
    ),
    sentence_openers=frozenset(
        """
        le la les un une en dans pour par avec il elle ils elles nous vous on ce cette ces cet son sa ses mais et de des
        du au aux à après avant depuis selon si comme lors tous toutes ainsi cependant aujourd'hui
        """.split()
    ),
    counter_words=frozenset(
        """
        vue vues consultation consultations lecture lectures lu visite visites visiteur visiteurs clic clics
        téléchargement téléchargements partage partages commentaire commentaires lecteurs
        """.split()
    ),
    counter_fillers=frozenset("fois page article cette cet a été par lecteur au total aucun".split()),
    time_ago=("il y a # *", "à l’instant"),
    publication_labels=frozenset("publié publiée actualisé modifié modification mis mise".split()),
    publication_fillers=frozenset("à jour dernière le par date".split()),
    related_headings=phrases(
        """
        articles similaires, articles liés, articles connexes, sur le même sujet, sur le même thème, à lire aussi,
        lire aussi, voir aussi, à lire également, les plus lus, le plus lu, derniers articles, dernières actualités,
        autres actualités, à découvrir
        """
    ),
)
