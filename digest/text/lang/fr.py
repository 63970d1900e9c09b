"""French word lists."""

from __future__ import annotations

from digest.text.lang.language_words import CueWords, LanguageWords, NewsWords, PartyWords, StatementWords, WallPhrases, phrases

FRENCH = LanguageWords(
    "fr",
    function_words=frozenset(
        """
        le la les de des et du en une un que pour dans est par sur qui au aux ce à il ne pas ont été sont cette
        avec plus l d
        """.split()
    ),
    accents="àâæçéèêëîïôœùûüÿ",
    endings=tuple("tion ment eux euse aient ique elle ité eur".split()),
    open_words=frozenset(
        """
        le la les un une des du de et ou à au aux en dans pour par sur avec que qui est sont ce cette
        """.split()
    ),
    articles=frozenset("la le".split()),
    conjunctions=frozenset("et ou".split()),
    name_particles=frozenset("de du des la le les et".split()),
    months=tuple("janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split()),
    weekdays=tuple("lundi mardi mercredi jeudi vendredi samedi dimanche".split()),
    date_labels=phrases(
        """
        publié, publié le, publiée le, publication, date de publication, paru le, mis en ligne le, diffusé le, date,
        communiqué de presse, communiqué du, communiqué de presse du
        """
    ),
    adoptions=phrases("adopté, adoptée, adoptés, approuvé, approuvée, fait, signé, prononcé"),
    change_labels=phrases(
        """
        mis à jour, mis à jour le, mise à jour le, dernière mise à jour, modifié le, dernière modification, mise à jour,
        actualisé le
        """
    ),
    page_words=frozenset("page site document contenu article".split()),
    named_documents=frozenset(
        "accord accords traité déclaration conférence sommet protocole convention charte pacte congrès forum dialogue".split()
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
    final_abbreviations=frozenset("etc suiv".split()),
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
    walls=WallPhrases(
        not_found=phrases(
            """
            page introuvable, page non trouvée, page * introuvable, page * n'existe pas, page * n'existe plus,
            page * pas été trouvée, page * n'est pas disponible, page * n'est plus disponible, page demandée,
            page recherchée, page que vous cherchez, page que vous recherchez, page que vous avez demandée, url demandée,
            adresse demandée, =introuvable, =erreur 404, erreur 404, document introuvable, contenu introuvable,
            vérifiez l'adresse, vérifiez l'url, vérifiez l'orthographe, vérifier l'adresse, adresse saisie,
            retour à l'accueil, retourner à l'accueil, revenir à l'accueil, page d'accueil,
            utilisez le moteur de recherche, utiliser le moteur de recherche, utilisez la recherche, lien est rompu,
            lien obsolète, lien erroné, page * été déplacée, page * été supprimée, peut-être été déplacée,
            peut-être été supprimée, déplacée ou supprimée, supprimée ou déplacée
            """
        ),
        blocked=phrases(
            """
            vous êtes humain, vous êtes un humain, vous n'êtes pas un robot, pas un robot,
            vérification de votre navigateur, sécurité de votre connexion, activez javascript, activer javascript,
            javascript est désactivé, javascript * activé, nécessite javascript, sans javascript, activez les cookies,
            activer les cookies, cookies * activés, navigateur n'est pas, navigateur est obsolète,
            mettez à jour votre navigateur, =accès refusé, =accès interdit, =accès non autorisé, =interdit,
            accéder à cette page, accès à cette page, accès à ce site, votre adresse ip, votre requête a été,
            trop de requêtes, =veuillez patienter, veuillez patienter, vous allez être redirigé,
            pas disponible dans votre pays, trafic inhabituel, le captcha, contactez l'administrateur, =un instant,
            =un instant s'il vous plaît, =vérification de sécurité, =contrôle de sécurité, vous n'êtes pas autorisé,
            vous n'avez pas l'autorisation, vous n'avez pas les droits, redirigé automatiquement, pas redirigé,
            votre requête a été bloquée
            """
        ),
        consent=phrases(
            """
            nous utilisons des cookies, site utilise des cookies, utilisons * cookies, accepter les cookies,
            tout accepter, tout refuser, accepter l'utilisation des cookies, gérer les cookies, gérer vos,
            paramètres des cookies, votre vie privée, votre consentement, vos choix, vous acceptez,
            contenus personnalisés, contenu personnalisé, publicités personnalisées, publicité personnalisée,
            avant de continuer, notre politique de confidentialité, nous et nos * partenaires, =gérer mes choix,
            nos partenaires utilisons, cookies sur votre appareil, cookies sur votre terminal,
            informations sur votre appareil, informations sur votre terminal
            """
        ),
        login=phrases(
            """
            connectez-vous, se connecter pour, veuillez vous connecter, vous devez vous connecter, vous devez être
            connecté, =connexion, =se connecter, =identification, mot de passe oublié, votre mot de passe, votre
            identifiant, =identifiant, =mot de passe, =adresse e-mail, nom d'utilisateur, rester connecté, créer un
            compte, pas encore de compte, pas encore inscrit, déjà inscrit, déjà abonné, session a expiré, session
            expirée, réservé aux abonnés, réservé aux membres, abonnez-vous pour
            """
        ),
        unavailable=phrases(
            """
            =maintenance, momentanément indisponible, temporairement indisponible, actuellement indisponible,
            provisoirement indisponible, =service indisponible, service est indisponible, réessayer plus tard,
            réessayez plus tard, réessayer ultérieurement, réessayez ultérieurement, revenez plus tard, revenir plus tard,
            de retour bientôt, bientôt de retour, veuillez nous excuser, nous excuser pour, prions de nous excuser,
            gêne occasionnée, désolés pour, difficultés techniques, problème technique, erreur technique,
            une erreur est survenue, une erreur s'est produite, erreur interne, =erreur serveur, =en construction,
            site en construction, actualiser la page, recharger la page, =en maintenance, =maintenance en cours,
            =maintenance programmée, =opération de maintenance, site est en maintenance,
            site est actuellement en maintenance, site * en maintenance, page * en maintenance, site * maintenance,
            service * en maintenance, pour le désagrément, pour la gêne
            """
        ),
        loading=phrases(
            """
            =chargement, =chargement en cours, =chargement de la page, page en cours de chargement, =veuillez patienter
            """
        ),
    ),
    news=NewsWords(
        sanctions=phrases("sanction*, gel des avoirs, embargo*, interdiction de visa, droits de douane, inculp*, condamné*"),
        force=phrases(
            """
            attaque*, guerre, invasion, missile*, drone*, frappe*, bombard*, tué*, mort de civils, coup d'état,
            otage*, troupes, offensive*, agression, génocide, terroris*, attentat*, violence*, arrestation*,
            arrêté, détention*, détenu*, cessez le feu, escalade, cyberattaque*
            """
        ),
        protest=phrases(
            """
            condamne, condamnent, condamnation, dénonce*, avertit, exige*, appelle à, appelle au, préoccup*,
            inacceptable*, rejette
            """
        ),
        agreement=phrases("accord, accords, traité*, partenariat*, convention, signe, signature, signé, pacte"),
        decision=phrases(
            """
            décide, décision*, adopte*, adoption, suspend*, suspension, interdit, lève, levée, reconnaît,
            reconnaissance, démission*, expuls*, décret, annonce*, conseil des ministres, taux directeur*
            """
        ),
        aid=phrases("humanitaire*, millions, milliards, aide à, aide d'urgence, soutien à, prêt de"),
        together=phrases("déclaration conjointe, communiqué conjoint, g7, g20, communiqué final, aux côtés de, trilatéral*"),
        leaders=phrases("avec le président, président de, premier ministre, roi, chancelier*, chefs d'état, chef d'état"),
        ministers=phrases("ministre, ministres, homologue, haut représentant"),
        meetings=phrases("sommet*, otan, conseil de sécurité, conseil européen, assemblée générale, conférence"),
        hot_spots=phrases(
            """
            russ*, ukrain*, poutine, chin*, taïwan, hong kong, corée du nord, nord coréen*, iran*, israël*,
            israélien*, palestin*, gaza, syri*, afghan*, taliban*, bélarus*, biélorus*, venezuela, cuba,
            birmanie, soudan*, yémen*, houthi*, haïti*, liby*, irak*, hamas, hezbollah, liban*, sahel, mali,
            niger
            """
        ),
        juniors=phrases("secrétaire d'état, secrétaire général du ministère, porte parole, envoyé spécial, délégué*"),
        briefings=phrases(
            """
            point de presse, conférence de presse, entretien accordé, interview, déclarations du porte parole
            """
        ),
        openings=phrases("mots d'accueil, propos liminaires, avant leur entretien"),
        travel=phrases("déplacement*, visite en, visite au, visite à, se rend"),
        domestic=phrases("collectivités, école*, retraites, logement, impôts, crèches, communes"),
        courtesy=phrases(
            """
            félicit*, vœux, condoléances, remerci*, gratitude, reconnaissant*, rend hommage, rendu hommage, salue la
            mémoire, sympathie
            """
        ),
        myself=phrases("je, j'*, moi, mon, ma, mes"),
        ceremony=phrases(
            """
            fête nationale, anniversaire, journée internationale, journée mondiale, félicit*, vœux, hommage*,
            commémor*, décès de, remise de, prix, décoration*, condoléances, célébr*
            """
        ),
        personnel=phrases("nomination*, nommé, nommée, prise de fonctions"),
        clerical=phrases(
            """
            agenda*, invitation presse, accréditation*, avis de presse, appel à candidatures, offre d'emploi,
            recrutement*
            """
        ),
    ),
    statements=StatementWords(
        others=phrases(
            """
            le discours de haine, discours de haine, discours haineux, déclaration de revenus, déclaration
            d'impôts, la déclaration de revenus, alerte précoce
            """
        ),
        schedule=phrases("agenda, agenda prévisionnel, programme de la semaine, déplacements de la semaine"),
        joint_statement=phrases(
            """
            déclaration conjointe, déclaration commune, communiqué conjoint, communiqué commun, *déclaration
            conjointe
            """
        ),
        fact_sheet=phrases(
            """
            fiche d'information, fiche technique, questions réponses, foire aux questions, infographie
            """
        ),
        transcript=phrases(
            """
            entretien, interview, conférence de presse, point de presse, point presse, compte rendu du point de
            presse, transcription, verbatim
            """
        ),
        greeting=phrases(
            """
            voeux, vœux, message de vœux, message de voeux, félicitations, *vœux du, *voeux du, message de
            félicitations
            """
        ),
        notice=phrases(
            """
            avis, avis aux médias, avis de convocation, note aux rédactions, note aux médias, invitation presse,
            avertissement, conseils aux voyageurs, appel à candidatures, appel à projets
            """
        ),
        readout=phrases(
            """
            entretien téléphonique, entretien avec, entretien du, rencontre avec, rencontre du, échange
            téléphonique, *s'est entretenu avec, *s'est entretenue avec, compte rendu de l'entretien
            """
        ),
        remarks=phrases(
            """
            discours, allocution*, intervention, propos, prise de parole, éloge funèbre, *discours du, *discours
            de, *allocution du, *allocution de, mot de bienvenue
            """
        ),
        statement=phrases(
            """
            déclaration, message, condoléances, hommage, réaction, réponse, *condoléances, déclaration de
            """
        ),
        order=phrases("décret, arrêté, ordonnance"),
        press_release=phrases("communiqué, communiqué de presse, dossier de presse, compte rendu du conseil"),
        by=phrases("de, du, de la, des, par, de l'"),
        offices=phrases(
            """
            président, présidente, premier, première, ministre, secrétaire, ambassadeur, ambassadrice,
            porte-parole, roi, reine, maire, préfet, préfète, gouverneur, gouverneure, directeur, directrice,
            conseiller, conseillère, commissaire, chancelier
            """
        ),
        bodies=phrases(
            """
            ministère*, gouvernement, république, préfecture, département, conseil, ambassade, banque, agence,
            office, direction, ville, autorité, parlement, assemblée, commission, présidence, royaume, cour
            """
        ),
        says=phrases(
            """
            a, annonce, annoncent, salue, déclare, appelle, condamne, rencontre, reçoit, participe, visite, est,
            présente, lance, signe, en, à, au, rend, se, s'est, félicite, inaugure
            """
        ),
        wishes=phrases(
            """
            joyeux noël, bonne année, vous souhaite une, je vous souhaite, joyeuses fêtes, vive la république et
            vive la france en cette nouvelle année
            """
        ),
    ),
    negations=frozenset("ne pas non jamais aucun aucune rien personne sans ni nul nulle".split()),
    obligations=frozenset(
        """
        doit doivent devra devront devrait devraient devait devaient faut faudra peut peuvent pourra pourront
        pourrait pourraient sera seront exige exigent exigeons oblige obligent obligation engage engagent
        engageons demande demandent demandons interdit interdite interdits autorisé autorisée
        """.split()
    ),
    numerals=frozenset(
        """
        deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize vingt trente
        quarante cinquante soixante cent cents mille million millions milliard milliards moitié tiers quart
        """.split()
    ),
    courtesies=frozenset(
        """
        remercie remercié remercient remercions félicite félicité félicitations condoléances discuté évoqué
        examiné entretenus rencontré salué salue saluons réjouit échangé
        """.split()
    ),
    press_offices=phrases("service de presse, bureau de presse, service communication"),
    contact_labels=phrases("contact, contacts, contact presse, contacts presse"),
    question_labels=phrases("journaliste, le journaliste, la journaliste"),
    answer_labels=phrases("réponse"),
    greetings=phrases(
        """
        tiens * à remercier, voudrais * remercier, veux * remercier, souhaite * remercier, souhaiterais * remercier,
        vous remercie, salue * la présence, saluer * la présence, heureux de vous, heureuse de vous, ravi de vous,
        ravie de vous, vous souhaite, vous souhaiter, vous adresse * vœux
        """
    ),
    cues=CueWords(
        pronouns=phrases(
            """
            il, elle, ils, elles, lui, leur, leurs, son, sa, ses, celui-ci, celle-ci, ceux-ci,
            celles-ci, ce dernier, cette dernière
            """
        ),
        demonstratives=phrases("ce, cet, cette, ces, cela, ceci, c'est, ainsi, là, ici, tel, telle, tous ces, toutes ces"),
        connectives=phrases(
            """
            et, mais, ou, aussi, donc, or, également, en outre, de plus, par ailleurs, cependant,
            toutefois, néanmoins, enfin, ensuite, par conséquent, en effet, pourtant, à cet égard, à
            cette occasion, dans ce cadre, par exemple
            """
        ),
        speaker=phrases("je, j'ai, nous, notre, nos, mon, ma, mes, me, moi"),
        today=phrases("aujourd'hui, hier, demain, ce jour, cette semaine, ce matin, ce soir, dès à présent"),
        money=phrases("euro, euros, million*, milliard*, dollar*, francs"),
        decides=phrases(
            """
            annonc*, décid*, décision, adopt*, sign*, approuv*, convenu*, conclu*, accord, nomm*, lanc*,
            ouvr*, créé*, créer, instaur*, établi*, promulgu*, autoris*, interdi*, suspend*, prolong*,
            impos*, octroy*, allou*, accord*, publi*, entr* en vigueur, entrera en vigueur, entre en
            vigueur, met en place, mettre en place, mis en place, engage*, consacr*, renforc*, présent*
            """
        ),
        must=phrases(
            """
            doit, doivent, devra, devront, faut, appell* à, appell*, exhort*, demand*, exig*,
            obligation*, obligatoire*, oblig*, nécessaire*, s'engag*, objectif est, vise à, visent à
            """
        ),
        holds=phrases(
            """
            condamn*, souti*, salu*, réaffirm*, réitèr*, soulign*, rejet*, regrett*, déplor*, préoccup*,
            rappel*, félicit*, insist*, oppos*
            """
        ),
        meets=phrases(
            """
            rencontr*, reçu*, reçoi*, entret*, visit*, déplac*, s'est rendu*, se rendra, réuni*,
            échang*, discut*, évoqu*, particip*
            """
        ),
        thanks=phrases(
            """
            merci, remerci*, mesdames, messieurs, cher, chers, chère, chères, honneur de, heureux,
            heureuse, ravi, félicitations, bienvenue, vœux, je salue, permettez-moi
            """
        ),
        says=phrases(
            """
            a déclaré, déclar*, a dit, a affirmé, affirm*, a indiqué, indiqu*, a précisé, précis*,
            selon, a ajouté, a expliqué
            """
        ),
    ),
    parties=PartyWords(
        issuers=frozenset(
            """
            ministre ministres président présidente présidents premier première premiers chef chefs état
            gouvernement gouvernements représentant représentante représentants ambassadeur ambassadeurs envoyé
            envoyés secrétaire secrétaires haut haute dirigeants pays membres affaires étrangères étrangers
            défense finances nous
            """.split()
        ),
        links=frozenset("et le la les l de des du d ainsi que au nom pour".split()),
        openers=frozenset("de des du entre par d nous".split()),
        topics=frozenset("sur concernant relative relatif à au aux relatifs lors".split()),
    ),
)
