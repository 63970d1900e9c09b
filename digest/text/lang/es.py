"""Spanish word lists."""

from __future__ import annotations

from digest.text.lang.language_words import CueWords, LanguageWords, NewsWords, PartyWords, StatementWords, WallPhrases, phrases

SPANISH = LanguageWords(
    "es",
    function_words=frozenset(
        """
        el la los las de y en que del por con una un para se al es su como más lo fue ha sus entre sobre este
        esta también así allí sin él ayer hoy
        """.split()
    ),
    accents="áéíñóúü",
    endings=tuple("ción ciones dad ando iendo aron ieron miento mente ado ados ará erá irá".split()),
    open_words=frozenset("el la los las un una unos unas de del y o a al en para por con sobre que es son su sus".split()),
    articles=frozenset("el la".split()),
    conjunctions=frozenset("y e o".split()),
    name_particles=frozenset("de del la y".split()),
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
    adoptions=phrases("aprobado, aprobada, adoptado, adoptada, hecho, firmado, dado"),
    change_labels=phrases(
        """
        actualizado, actualizado el, última actualización, última modificación, modificado el, actualización
        """
    ),
    page_words=frozenset("página sitio documento contenido artículo".split()),
    named_documents=frozenset(
        "acuerdo acuerdos tratado declaración conferencia cumbre protocolo convenio convención carta pacto foro".split()
    ),
    abbreviations=frozenset(
        """
        admón aprox av avda cía cia cmdte cnel coord depto dña dpto dr dra dras dres ee.uu ej excmo excma gral hnos ilmo ilma
        ing ldo lic máx mín mons ntra pbro ppal prof profa sr sra sras sres srta sta sto tel ud uds vda cd
        """.split()
    ),
    reference_abbreviations=frozenset(
        """
        ap aprox art arts cap cf ene feb fig inc no núm núms op p pp pág págs párr ref reg sec secc vol vols frac
        """.split()
    ),
    final_abbreviations=frozenset("etc ss sgtes p.m a.m".split()),
    sentence_openers=frozenset(
        """
        además ante así ayer como con cuando de desde después durante el en entre es esa ese esta estas este esto
        estos ha han hasta hoy la las los no nuestra nuestro para pero por se según si sin sobre son su sus también
        todo todos tras un una y
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
    walls=WallPhrases(
        not_found=phrases(
            """
            página no encontrada, página no existe, página * no existe, página * no encontrada,
            página * no está disponible, página * no se encuentra, no se encontró la página,
            no se ha encontrado la página, no encontramos la página, no hemos encontrado la página,
            no se puede encontrar la página, página que busca, página que buscas, página que está buscando,
            página que estás buscando, página solicitada, página que ha solicitado, dirección solicitada, url solicitada,
            =no encontrado, =error 404, error 404, documento no encontrado, contenido no encontrado,
            compruebe la dirección, compruebe la url, verifique la dirección, verifique la url, revise la dirección,
            volver al inicio, volver a la página, vuelva a la página, ir al inicio, ir a la página de inicio,
            página de inicio, página principal, utilice el buscador, use el buscador, utilizar el buscador, enlace roto,
            enlace está roto, página ha sido, página haya sido, página * eliminada, página * movida, movida o eliminada,
            eliminada o movida
            """
        ),
        blocked=phrases(
            """
            no es un robot, no eres un robot, no soy un robot, comprobando su navegador, verificando su navegador,
            seguridad de su conexión, habilite javascript, active javascript, activar javascript, habilitar javascript,
            javascript está, javascript * habilitado, javascript * activado, requiere javascript, sin javascript,
            habilite las cookies, active las cookies, cookies * habilitadas, navegador no es compatible,
            navegador no está, actualice su navegador, =acceso denegado, =acceso prohibido, =acceso restringido,
            =prohibido, acceder a esta página, acceso a esta página, acceso a este sitio, su dirección ip,
            su solicitud ha sido, demasiadas solicitudes, demasiadas peticiones, =espere por favor, por favor espere,
            será redirigido, no está disponible en su país, tráfico inusual, el captcha,
            póngase en contacto con el administrador, contacte con el administrador, que es humano, que es un humano,
            que eres humano, usted es humano, =comprobación de seguridad, =verificación de seguridad,
            =control de seguridad, =un momento, =un momento por favor, si no es redirigido, no tiene permiso para acceder,
            no tiene permisos para, usted no está autorizado, no tienes permiso
            """
        ),
        consent=phrases(
            """
            utilizamos cookies, usamos cookies, sitio utiliza cookies, sitio usa cookies, web utiliza cookies,
            web usa cookies, aceptar cookies, aceptar las cookies, acepte las cookies, aceptar todas, rechazar todas,
            aceptar el uso de cookies, acepta el uso de cookies, configuración de cookies, configurar cookies,
            gestionar cookies, su privacidad, tu privacidad, su consentimiento, tu consentimiento, tus preferencias,
            contenido personalizado, anuncios personalizados, publicidad personalizada, antes de continuar,
            nuestra política de privacidad, nosotros y nuestros * socios, nuestros socios utilizamos,
            cookies en su dispositivo, información en su dispositivo, información en tu dispositivo
            """
        ),
        login=phrases(
            """
            inicie sesión, inicia sesión, iniciar sesión, =acceder, =acceso, =identifíquese, =entrar, debe identificarse,
            debe iniciar, olvidó su contraseña, olvidado su contraseña, olvidaste tu contraseña, has olvidado tu
            contraseña, su contraseña, tu contraseña, nombre de usuario, usuario y contraseña, =usuario, =contraseña,
            =correo electrónico, recordarme, crear una cuenta, cree una cuenta, no tiene cuenta, no tienes cuenta, ya
            tiene una cuenta, ya tienes una cuenta, sesión ha caducado, sesión ha expirado, sesión caducada, solo para
            suscriptores, sólo para suscriptores, suscríbase para, suscríbete para
            """
        ),
        unavailable=phrases(
            """
            =mantenimiento, temporalmente no disponible, no disponible temporalmente, temporalmente fuera de servicio,
            no está disponible en este momento, no disponible en este momento, =servicio no disponible,
            servicio no disponible, inténtelo de nuevo, inténtelo más tarde, inténtalo de nuevo, inténtalo más tarde,
            vuelva a intentarlo, intente más tarde, intente nuevamente, vuelva más tarde, volveremos pronto,
            disculpe las molestias, disculpen las molestias, disculpas por las molestias, lamentamos las molestias,
            perdone las molestias, perdonen las molestias, problemas técnicos, dificultades técnicas, error técnico,
            ha ocurrido un error, se ha producido un error, error interno, =error del servidor, =en construcción,
            sitio en construcción, actualice la página, recargue la página, =en mantenimiento, =mantenimiento programado,
            =tareas de mantenimiento, sitio * en mantenimiento, sitio * mantenimiento, web * en mantenimiento,
            web * mantenimiento, página * en mantenimiento, portal * en mantenimiento, portal * mantenimiento,
            sistema * en mantenimiento, estamos en mantenimiento, estamos realizando * mantenimiento
            """
        ),
        loading=phrases(
            """
            =cargando, =cargando contenido, =cargando página, =cargando datos, =espere por favor, =un momento por favor
            """
        ),
    ),
    news=NewsWords(
        sanctions=phrases(
            """
            sancion*, embargo*, congelación de activos, aranceles, restricciones de visado, imput*, condenado*
            """
        ),
        force=phrases(
            """
            ataque*, guerra, invasión, misil*, dron, drones, bombard*, muert*, asesin*, golpe de estado,
            rehenes, tropas, ofensiva, agresión, genocidio, terroris*, atentado*, violencia, detención*,
            detenid*, arrest*, alto el fuego, tregua, escalada, ciberataque*
            """
        ),
        protest=phrases(
            """
            condena, condenan, rechaza*, denuncia*, advierte*, exige*, preocupación, inaceptable*, insta a,
            llama a
            """
        ),
        agreement=phrases("acuerdo*, tratado*, convenio*, firma, firman, pacto*, asociación estratégica"),
        decision=phrases(
            """
            decide*, decisión, aprueba*, aprobación, suspend*, suspensión, prohíbe*, prohibición, levanta,
            reconoce, dimisión, dimite, renuncia, expuls*, decreto*, anuncia*, consejo de ministros, tipo de
            interés
            """
        ),
        aid=phrases("humanitari*, millones, ayuda a, ayuda de emergencia, apoyo a, préstamo*"),
        together=phrases("declaración conjunta, comunicado conjunto, g7, g20, trilateral"),
        leaders=phrases(
            """
            con el presidente, con la presidenta, presidente de, primer ministro, primera ministra, rey,
            canciller, jefes de estado
            """
        ),
        ministers=phrases("ministro, ministra, ministros, homólogo, alto representante"),
        meetings=phrases("cumbre*, otan, consejo de seguridad, consejo europeo, asamblea general"),
        hot_spots=phrases(
            """
            rus*, ucrani*, putin, china, chin*, taiwán, hong kong, corea del norte, irán, iraní*, israel*,
            palestin*, gaza, siri*, afgan*, talib*, bielorrus*, venezuel*, cuba*, nicaragua, myanmar, sudán,
            yemen, hutí*, haití, libi*, irak, hamás, hezbolá, líbano
            """
        ),
        juniors=phrases("secretario de estado, secretaria de estado, subsecretari*, portavoz, enviado especial, delegad*"),
        briefings=phrases("rueda de prensa, conferencia de prensa, entrevista*, comparecencia"),
        openings=phrases("palabras de bienvenida, antes de la reunión, palabras de apertura"),
        travel=phrases("viaja a, viaje a, visita a, visita de, visita oficial"),
        domestic=phrases("vivienda*, pensiones, escuelas, municipios, carreteras, impuestos"),
        courtesy=phrases(
            """
            felicit*, condolencias, pésame, agradec*, gracias, gratitud, homenaje, mejores deseos, solidaridad con las
            víctimas
            """
        ),
        myself=phrases("yo, mi, mis, mí, me"),
        ceremony=phrases(
            """
            día nacional, fiesta nacional, aniversario, día internacional, día mundial, felicit*, homenaje*,
            conmemor*, fallecimiento, premio*, condecor*, condolencias, celebra*
            """
        ),
        personnel=phrases("nombramiento*, nombra, nombrado, nombrada, toma de posesión, cese de"),
        clerical=phrases(
            """
            agenda, convocatoria*, acreditación*, acreditaciones, aviso a medios, empleo público, oposiciones
            """
        ),
    ),
    statements=StatementWords(
        others=phrases(
            """
            alerta temprana, discurso de odio, el discurso de odio, declaración de la renta, declaración jurada,
            declaración de impuestos
            """
        ),
        schedule=phrases(
            """
            agenda, agenda de, agenda del, previsiones informativas, convocatorias de la semana
            """
        ),
        joint_statement=phrases(
            """
            declaración conjunta, comunicado conjunto, comunicado oficial conjunto, *declaración conjunta,
            manifiesto conjunto
            """
        ),
        fact_sheet=phrases(
            """
            ficha informativa, ficha técnica, preguntas frecuentes, preguntas y respuestas, hoja informativa,
            datos y cifras
            """
        ),
        transcript=phrases(
            """
            rueda de prensa, conferencia de prensa, entrevista*, versión estenográfica, transcripción,
            *conferencia de prensa de, estenográfica*
            """
        ),
        greeting=phrases(
            """
            felicitación*, mensaje de navidad, mensaje de año nuevo, mensaje navideño, *mensaje de navidad,
            felicitaciones, saludo de año nuevo, saludo por
            """
        ),
        notice=phrases(
            """
            aviso, avisos, convocatoria*, invitación*, nota aclaratoria, alerta, llamado a, bando, edicto
            """
        ),
        readout=phrases(
            """
            llamada telefónica, conversación telefónica, reunión con, encuentro con, reunión bilateral, *se
            reúne con, *se reunió con, *conversó con, *mantiene una reunión con
            """
        ),
        remarks=phrases(
            """
            discurso, palabras, intervención, alocución, mensaje del presidente a la nación, *discurso del,
            *discurso de, *palabras del, *palabras de, cadena nacional, *intervención del, *intervención de
            """
        ),
        statement=phrases(
            """
            declaración, declaración institucional, mensaje, condolencias, pronunciamiento, nota de condolencia,
            nota de pésame, *lamenta el fallecimiento, posicionamiento
            """
        ),
        order=phrases("decreto, real decreto, resolución, acuerdo por el que, orden ministerial"),
        press_release=phrases(
            """
            comunicado*, nota de prensa, nota informativa, boletín de prensa, boletín, gacetilla
            """
        ),
        by=phrases("de la señora, del señor, de, del, de la, por, por el, por la, de su majestad"),
        offices=phrases(
            """
            presidente, presidenta, primer, primera, ministro, ministra, canciller, secretario, secretaria,
            embajador, embajadora, rey, reina, gobernador, gobernadora, alcalde, alcaldesa, portavoz, vocero,
            vocera, director, directora, consejero, consejera, vicepresidente, vicepresidenta, comandante,
            intendente
            """
        ),
        bodies=phrases(
            """
            ministerio*, gobierno, república, presidencia, secretaría, ayuntamiento, embajada, banco, agencia,
            instituto, dirección, casa, consejo, comisión, junta, generalitat, xunta, cancillería, congreso,
            tribunal, superintendencia
            """
        ),
        says=phrases(
            """
            anuncia, anunció, afirma, afirmó, destaca, destacó, inaugura, inauguró, preside, presidió, visita,
            visitó, recibe, recibió, se, participa, participó, asiste, viaja, firma, en, ha, es, encabeza,
            encabezó, presenta, presentó, llama, felicita, condena, dijo, aseguró
            """
        ),
        wishes=phrases(
            """
            feliz navidad, felices pascuas, felices fiestas, feliz año nuevo, felicitaros, os deseamos, les
            deseo, les deseamos, próspero año
            """
        ),
    ),
    negations=frozenset("no nunca jamás ningún ninguno ninguna nada nadie sin ni tampoco".split()),
    obligations=frozenset(
        """
        debe deben deberá deberán debería deberían debía debían puede pueden podrá podrán podría podrían será
        serán exige exigen exigimos obliga obligan obligación compromete comprometen comprometemos comprometido
        comprometidos insta instan instamos prohíbe prohibido permite permiten
        """.split()
    ),
    numerals=frozenset(
        """
        dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince veinte treinta cuarenta
        cincuenta sesenta setenta ochenta noventa cien ciento mil millón millones billón billones mitad tercio
        cuarto
        """.split()
    ),
    courtesies=frozenset(
        """
        agradece agradeció agradecieron agradecemos felicita felicitó condolencias conversaron hablaron
        analizaron examinaron reunieron saludó saluda celebra celebró intercambiaron
        """.split()
    ),
    press_offices=phrases("gabinete de prensa, oficina de prensa, oficina de comunicación, dirección de comunicación"),
    contact_labels=phrases("contacto, contacto de prensa"),
    question_labels=phrases("pregunta, periodista"),
    answer_labels=phrases("respuesta"),
    greetings=phrases(
        """
        quiero * agradecer, quisiera * agradecer, deseo * agradecer, quiero * saludar, quisiera * saludar,
        permítanme * agradecer, permítanme * saludar, agradezco * presencia, agradezco * invitación, os agradezco,
        les agradezco, os agradecemos, les agradecemos, os deseo, les deseo, quiero * felicitar
        """
    ),
    cues=CueWords(
        pronouns=phrases(
            """
            él, ella, ellos, ellas, le, les, su, sus, éste, ésta, éstos, éstas, este último, esta última
            """
        ),
        demonstratives=phrases(
            """
            esto, este, esta, estos, estas, eso, ese, esa, esos, esas, ello, así, allí, ahí, aquí, tal,
            tales, ambos, ambas, dicho, dicha, dichos, dichas
            """
        ),
        connectives=phrases(
            """
            y, pero, o, también, además, asimismo, sin embargo, no obstante, por tanto, por lo tanto,
            por ello, por eso, por otra parte, por su parte, en este sentido, finalmente, por último, de
            igual manera, igualmente, aunque, por ejemplo, en consecuencia, de hecho
            """
        ),
        speaker=phrases("yo, nosotros, nuestro, nuestra, nuestros, nuestras, mi, mis, me, nos"),
        today=phrases(
            """
            hoy, ayer, mañana, este lunes, este martes, este miércoles, este jueves, este viernes, esta
            semana, esta mañana, esta tarde, a partir de
            """
        ),
        money=phrases("euro, euros, peso, pesos, millon*, millón, dólar*, dolares"),
        decides=phrases(
            """
            anunci*, decid*, decisión, aprob*, aprueb*, acord*, acuerd*, firm*, suscrib*, suscrit*,
            adopt*, nombr*, designa*, lanz*, inaugur*, crea, creará, creó, crear, creación, establec*,
            promulg*, autoriz*, prohíb*, prohib*, suspend*, prorrog*, impon*, impus*, otorg*, destinar*,
            destin*, asign*, invert*, public*, entra* en vigor, entrará en vigor, entró en vigor, pone
            en marcha, puso en marcha, pondrá en marcha, present*, amplía, ampli*, refuerz*, reforz*
            """
        ),
        must=phrases(
            """
            debe, deben, deberá, deberán, debemos, hay que, tenemos que, tiene que, exhort*, llam* a,
            insta, instó, instan, exig*, pid*, solicit*, obligatori*, obligación, obliga*, necesari*,
            compromet*, compromiso, objetivo es, tiene como objetivo
            """
        ),
        holds=phrases(
            """
            conden*, apoy*, respald*, celebra, celebran, reafirm*, reiter*, subray*, destac*, rechaz*,
            lament*, deplor*, preocup*, recuerd*, recordó, recalc*, denunci*
            """
        ),
        meets=phrases(
            """
            reuni*, reunió, encontr*, recib*, visit*, viaj*, convers*, entrevist*, dialog*, particip*,
            asist*
            """
        ),
        thanks=phrases(
            """
            gracias, agradez*, agradec*, señoras, señores, querid*, estimad*, honor, feliz, felic*,
            bienvenid*, saludo*, saludar*, deseo*, permítanme, buenas tardes, buenas noches, buenos días
            """
        ),
        says=phrases(
            """
            dijo, dice, señaló, señala, afirmó, afirma, indicó, indica, explicó, explica, declaró,
            según, añadió, aseguró, expresó, manifestó, informó
            """
        ),
    ),
    parties=PartyWords(
        issuers=frozenset(
            """
            ministro ministra ministros ministras presidente presidenta presidentes primer primera canciller
            cancilleres jefe jefes estado gobierno gobiernos representante representantes embajador embajadores
            enviado enviados secretario secretaria alto alta líderes países miembros relaciones exteriores
            asuntos defensa nosotros
            """.split()
        ),
        links=frozenset("y e el la los las de del así como en nombre para".split()),
        openers=frozenset("de del entre por los las nosotros".split()),
        topics=frozenset("sobre con relativa relativo en ante tras".split()),
    ),
)
