"""Hungarian word lists."""

from __future__ import annotations

from digest.text.lang.language_words import LanguageWords, phrases

HUNGARIAN = LanguageWords(
    "hu",
    months=(
        "január januári",
        "február februári",
        "március márciusi",
        "április áprilisi",
        "május májusi",
        "június júniusi",
        "július júliusi",
        "augusztus augusztusi",
        "szeptember szeptemberi",
        "október októberi",
        "november novemberi",
        "december decemberi",
    ),
    weekdays=(
        "hétfő",
        "kedd",
        "szerda sze",
        "csütörtök cs",
        "péntek",
        "szombat szo",
        "vasárnap",
    ),
    date_labels=phrases(
        """
        megjelent, megjelenés, közzétéve, közzététel, közzététel dátuma, dátum, publikálva, megjelenés dátuma,
        sajtóközlemény
        """
    ),
    change_labels=phrases(
        """
        frissítve, utolsó frissítés, utoljára frissítve, utolsó módosítás, módosítva
        """
    ),
)
