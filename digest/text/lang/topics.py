"""The words by which the topic of a statement is known, in the languages of editions."""

from __future__ import annotations

from digest.text.lang.language_words import TopicWords, phrases

TOPICS = {
    "en": TopicWords(
        security=phrases(
            """
            attack*, war, invasion, military, defense, defence, nato, missile*, nuclear, terror*, troops,
            security, arms, weapons, cyber*, ceasefire, sanction*, coup, armed forces
            """
        ),
        rights=phrases(
            """
            human rights, democra*, election*, corruption, journalis*, press freedom, opposition, detain*,
            prison*, court, justice
            """
        ),
        economy=phrases(
            """
            trade, econom*, tariff*, tax*, inflation, investment*, bank*, finance, financial, jobs, market*,
            budget, business*
            """
        ),
        aid=phrases("humanitarian, aid, assistance, refugee*, relief, food security, famine, development"),
        climate=phrases("climate, energy, emissions, environment*, oil, gas, electricity, ocean*, biodiversity, wildfire*"),
        health=phrases("health, vaccin*, covid*, pandemic*, disease*, hospital*, medic*"),
        migration=phrases("migra*, asylum, border*, visa*, deport*"),
        technology=phrases("technolog*, digital, artificial intelligence, space, satellite*, semiconductor*, internet, data"),
    ),
    "de": TopicWords(
        security=phrases(
            """
            angriff*, krieg*, militär*, *verteidigung*, nato, rakete*, nuklear*, terror*, truppen, *sicherheit*,
            waffen*, sanktion*
            """
        ),
        rights=phrases(
            """
            menschenrecht*, demokrat*, *wahl, *wahlen, korruption, pressefreiheit, opposition, inhaftier*,
            gericht*
            """
        ),
        economy=phrases(
            """
            handel*, wirtschaft*, zölle, zoll, steuer*, inflation, invest*, *bank, finanz*, haushalt*,
            unternehmen
            """
        ),
        aid=phrases("humanitär*, *hilfe, *hilfen, flüchtling*, ernährung*, entwicklung*"),
        climate=phrases("klima*, energie*, umwelt*, öl, gas, strom*, artenvielfalt"),
        health=phrases("gesundheit*, impf*, pandemie*, krankheit*, krankenhaus*"),
        migration=phrases("migration*, asyl*, grenze*, visum, visa, abschieb*"),
        technology=phrases("technolog*, digital*, künstliche intelligenz, raumfahrt, satellit*, internet, daten*"),
    ),
    "fr": TopicWords(
        security=phrases(
            """
            attaque*, guerre*, militaire*, défense, otan, missile*, nucléaire*, terror*, sécurité, armes,
            sanction*
            """
        ),
        rights=phrases(
            """
            droits de l'homme, droits humains, démocrat*, élection*, corruption, liberté de la presse, détenu*,
            justice
            """
        ),
        economy=phrases("commerce, économi*, taxe*, impôt*, inflation, investissement*, banque*, financ*, budget, entreprise*"),
        aid=phrases("humanitaire*, aide, assistance, réfugié*, développement, sécurité alimentaire"),
        climate=phrases("climat*, énergie*, environnement*, pétrole, gaz, électricité, biodiversité, océan*"),
        health=phrases("santé, vaccin*, pandémie*, maladie*, hôpita*"),
        migration=phrases("migra*, asile, frontière*, visa*"),
        technology=phrases("technolog*, numérique*, intelligence artificielle, espace, satellite*, internet, données"),
    ),
    "es": TopicWords(
        security=phrases("ataque*, guerra*, militar*, defensa, otan, misil*, nuclear*, terror*, seguridad, armas, sancion*"),
        rights=phrases("derechos humanos, democra*, eleccion*, corrupción, libertad de prensa, oposición, detenid*, justicia"),
        economy=phrases(
            """
            comercio, econom*, arancel*, impuesto*, inflación, inversion*, banco*, financ*, presupuesto*,
            empresa*
            """
        ),
        aid=phrases("humanitari*, ayuda*, asistencia, refugiad*, desarrollo, seguridad alimentaria"),
        climate=phrases("clima*, energía*, medio ambiente, petróleo, gas, electricidad, biodiversidad, océano*"),
        health=phrases("salud, sanidad, vacun*, pandemia*, enfermedad*, hospital*"),
        migration=phrases("migra*, asilo, frontera*, visado*, visa*"),
        technology=phrases("tecnolog*, digital*, inteligencia artificial, espacio, satélite*, internet, datos"),
    ),
}
