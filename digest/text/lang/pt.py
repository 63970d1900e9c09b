"""Portuguese word lists."""

from __future__ import annotations

from digest.text.lang.language_words import CueWords, LanguageWords, PartyWords, StatementWords, WallPhrases, phrases

PORTUGUESE = LanguageWords(
    "pt",
    function_words=frozenset(
        """
        o a os as de e do da que em para com um uma no na dos das ao não se por mais foi são pela pelo também à
        é nos disse até cerca quanto
        """.split()
    ),
    accents="áâãàçéêíóôõúü",
    endings=tuple("ção ções dade ando endo aram eram mento mente ados inha ará".split()),
    open_words=frozenset(
        """
        o a os as um uma de do da dos das e ou ao à aos às em no na nos nas para por pelo pela com sobre que
        """.split()
    ),
    articles=frozenset("o a".split()),
    conjunctions=frozenset("e ou".split()),
    name_particles=frozenset("de da do dos das e".split()),
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
    adoptions=phrases("adotado, adotada, adoptada, aprovado, aprovada, feito, assinado"),
    change_labels=phrases(
        """
        atualizado, atualizado em, última atualização, última modificação, modificado em, última alteração,
        actualizado em
        """
    ),
    page_words=frozenset("página sítio site documento conteúdo artigo".split()),
    named_documents=frozenset(
        "acordo acordos tratado declaração conferência cimeira cúpula protocolo convenção carta pacto fórum".split()
    ),
    abbreviations=frozenset(
        """
        av cel dep dr dra dras drs eng exa exma exmas exmo exmos gen gov ilma ilmo mons obs pç pe pres prof profa sr sra
        sras srs sta sto tel ten
        """.split()
    ),
    reference_abbreviations=frozenset(
        """
        abr ago al alín aprox art arts ca cap dez fev fig fl fls inc jan jul jun mar n no nov nº núm out p par proc
        pág págs set séc vol
        """.split()
    ),
    final_abbreviations=frozenset("etc segs ss".split()),
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
    walls=WallPhrases(
        not_found=phrases(
            """
            página não encontrada, página * não encontrada, página não existe, página * não existe,
            página * não foi encontrada, página * não está disponível, não foi possível encontrar a página,
            não encontramos a página, página que procura, página que procurava, página que você procura,
            página que você está procurando, página que está a procurar, página solicitada, página pedida,
            página requisitada, =não encontrado, =erro 404, erro 404, documento não encontrado, conteúdo não encontrado,
            verifique o endereço, verifique a url, verifique se o endereço, voltar para a página, voltar à página,
            voltar ao início, página inicial, utilize a pesquisa, use a busca, utilize a busca, link quebrado, link está,
            página foi removida, página foi movida, página pode ter sido, removida ou, movida ou removida
            """
        ),
        blocked=phrases(
            """
            você é humano, não é um robô, não sou um robô, verificando seu navegador, verificando o seu navegador,
            segurança da sua conexão, segurança da sua ligação, ative o javascript, habilite o javascript,
            ativar o javascript, habilitar o javascript, javascript está, javascript * ativado, javascript * habilitado,
            requer javascript, sem javascript, ative os cookies, habilite os cookies, navegador não é,
            navegador não suporta, atualize seu navegador, atualize o seu navegador, =acesso negado, =acesso proibido,
            =acesso restrito, =proibido, acessar esta página, aceder a esta página, acesso a esta página,
            acesso a este site, seu endereço ip, sua solicitação foi, muitas solicitações, demasiados pedidos, =aguarde,
            por favor aguarde, será redirecionado, não está disponível no seu país, tráfego incomum, o captcha,
            contacte o administrador, entre em contato com o administrador, que é humano, que você é humano,
            que é um humano, =verificação de segurança, =um momento, =só um momento, não tem permissão para acessar,
            não tem permissão para aceder, você não está autorizado, se não for redirecionado
            """
        ),
        consent=phrases(
            """
            utilizamos cookies, usamos cookies, site utiliza cookies, site usa cookies, sítio utiliza cookies,
            portal utiliza cookies, aceitar cookies, aceitar os cookies, aceitar todos, rejeitar todos,
            aceitar o uso de cookies, configurações de cookies, definições de cookies, gerir cookies, gerenciar cookies,
            seu consentimento, conteúdo personalizado, conteúdos personalizados, anúncios personalizados,
            publicidade personalizada, antes de continuar, nossa política de privacidade, nós e nossos * parceiros,
            nós e os nossos * parceiros, valorizamos a sua privacidade, sua privacidade é, respeitamos a sua privacidade,
            informações no seu dispositivo, cookies no seu dispositivo
            """
        ),
        login=phrases(
            """
            faça login, fazer login, faça o login, inicie sessão, iniciar sessão, inicie a sessão, =entrar, =login,
            =acessar, =iniciar sessão, esqueceu a senha, esqueceu sua senha, esqueci minha senha, esqueceu a
            palavra-passe, sua senha, palavra-passe, nome de usuário, nome de utilizador, usuário e senha, =usuário,
            =utilizador, =senha, =palavra-passe, =e-mail, lembrar-me, manter conectado, criar conta, criar uma conta, não
            tem conta, já tem conta, já tem uma conta, sessão expirou, sessão expirada, exclusivo para assinantes, assine
            para, identifique-se
            """
        ),
        unavailable=phrases(
            """
            =manutenção, temporariamente indisponível, momentaneamente indisponível, indisponível no momento,
            de momento indisponível, temporariamente fora do ar, fora do ar, =serviço indisponível, serviço indisponível,
            tente novamente, tente mais tarde, volte mais tarde, voltaremos em breve, voltamos em breve, pedimos desculpa,
            pedimos desculpas, desculpe o transtorno, pelo transtorno, pelo incómodo, pelo incômodo, problemas técnicos,
            dificuldades técnicas, erro técnico, ocorreu um erro, erro interno, =erro do servidor, =em construção,
            site em construção, atualize a página, recarregue a página, =em manutenção, =manutenção programada,
            site * em manutenção, site * manutenção, sítio * em manutenção, página * em manutenção,
            portal * em manutenção, sistema * em manutenção, estamos em manutenção
            """
        ),
        loading=phrases(
            """
            =carregando, =a carregar, =carregando conteúdo, =carregando página, =aguarde, =por favor aguarde
            """
        ),
    ),
    statements=StatementWords(
        others=phrases("alerta precoce, discurso de ódio, declaração de imposto, declaração de renda, declaração de irs"),
        schedule=phrases("agenda, agenda da, agenda do, previsão de agenda"),
        joint_statement=phrases(
            """
            declaração conjunta, comunicado conjunto, nota conjunta, *declaração conjunta
            """
        ),
        fact_sheet=phrases("ficha informativa, perguntas e respostas, perguntas frequentes, ficha técnica"),
        transcript=phrases(
            """
            entrevista*, coletiva de imprensa, conferência de imprensa, entrevista coletiva, transcrição
            """
        ),
        greeting=phrases(
            """
            mensagem de natal, mensagem de ano novo, mensagem de fim de ano, felicitações, votos de,
            cumprimentos de, congratulações
            """
        ),
        notice=phrases(
            """
            aviso*, convite, edital, convocatória, alerta, nota de esclarecimento, chamada pública
            """
        ),
        readout=phrases(
            """
            telefonema*, conversa telefônica, conversa telefónica, encontro com, reunião com, *conversou com,
            *reúne-se com, *reuniu-se com
            """
        ),
        remarks=phrases(
            """
            discurso, palavras, intervenção, pronunciamento*, alocução, *discurso do, *discurso da, *palavras
            do, *palavras da, brinde, fala do, fala da, *intervenção do, *intervenção da
            """
        ),
        statement=phrases(
            """
            declaração, mensagem, nota de pesar, nota de condolências, nota oficial, nota à imprensa,
            posicionamento, condolências, nota de repúdio, nota de solidariedade
            """
        ),
        order=phrases("decreto, portaria, medida provisória, despacho, resolução"),
        press_release=phrases("comunicado*, nota de imprensa, release, boletim, informe"),
        by=phrases("da senhora, do senhor, do, da, de, dos, das, pelo, pela, do senhor, da senhora, feito pelo, feito pela"),
        offices=phrases(
            """
            presidente, presidenta, vice-presidente, ministro, ministra, primeiro-ministro, primeira-ministra,
            chanceler, secretário, secretária, secretário-executivo, embaixador, embaixadora, governador,
            governadora, prefeito, prefeita, porta-voz, rei, rainha, diretor, diretora
            """
        ),
        bodies=phrases(
            """
            ministério*, governo, república, presidência, palácio, secretaria, prefeitura, câmara, embaixada,
            banco, agência, instituto, direção-geral, autoridade, tribunal, conselho, senado, universidade,
            superintendência
            """
        ),
        says=phrases(
            """
            anuncia, anunciou, afirma, afirmou, recebe, recebeu, participa, participou, visita, visitou, assina,
            assinou, inaugura, lança, diz, disse, destaca,
            em, na, no, por, durante, ao, aos, sobre, para, é, foi, discursa, sanciona, viaja
            """
        ),
        wishes=phrases(
            """
            feliz natal, boas festas, feliz ano novo, próspero ano novo, desejo a todos um, desejo a todas e a
            todos
            """
        ),
    ),
    negations=frozenset("não nunca jamais nenhum nenhuma nada ninguém sem nem".split()),
    obligations=frozenset(
        """
        deve devem deverá deverão deveria deveriam pode podem poderá poderão poderia poderiam será serão exige
        exigem exigimos obriga obrigação compromete comprometem comprometemos insta instam instamos proibido
        permitido
        """.split()
    ),
    numerals=frozenset(
        """
        dois duas três quatro cinco seis sete oito nove dez onze doze quinze vinte trinta quarenta cinquenta
        sessenta setenta oitenta noventa cem cento mil milhão milhões bilhão bilhões metade terço quarto
        """.split()
    ),
    courtesies=frozenset(
        """
        agradece agradeceu agradeceram felicita felicitou condolências conversaram falaram analisaram reuniram
        saudou saúda trocaram
        """.split()
    ),
    press_offices=phrases("assessoria de imprensa, assessoria de comunicação, gabinete de imprensa"),
    contact_labels=phrases("contato, contacto"),
    question_labels=phrases("pergunta, jornalista, repórter"),
    answer_labels=phrases("resposta"),
    greetings=phrases(
        """
        queria * cumprimentar, quero * cumprimentar, gostaria * cumprimentar, dirigir * cumprimento, queria *
        agradecer, quero * agradecer, gostaria * agradecer, agradeço a, agradeço ao, agradeço aos, agradeço às,
        agradeço * presença, queria * saudar, quero * saudar, gostaria * saudar, quero * desejar, desejo a todos
        """
    ),
    cues=CueWords(
        pronouns=phrases("ele, ela, eles, elas, seu, sua, seus, suas, este último, esta última"),
        demonstratives=phrases(
            """
            isto, isso, este, esta, estes, estas, esse, essa, esses, essas, aquilo, aquele, aquela,
            assim, aqui, ali, lá, tal, tais, ambos, ambas
            """
        ),
        connectives=phrases(
            """
            e, mas, ou, também, além disso, contudo, entretanto, no entanto, porém, portanto, por isso,
            aliás, por fim, finalmente, dessa forma, desse modo, nesse sentido, por outro lado, então,
            porque, agora, ainda, por exemplo, ademais
            """
        ),
        speaker=phrases("eu, nós, a gente, nosso, nossa, nossos, nossas, meu, minha, meus, minhas, me, nos"),
        today=phrases(
            """
            hoje, ontem, amanhã, esta semana, nesta segunda-feira, nesta terça-feira, nesta
            quarta-feira, nesta quinta-feira, nesta sexta-feira, a partir de
            """
        ),
        money=phrases("euro, euros, real, reais, milhão, milhões, bilhão, bilhões, mil milhões, dólar*"),
        decides=phrases(
            """
            anunci*, decid*, decisão, aprov*, acord*, assin*, firm*, adot*, adopt*, nome*, design*,
            lanç*, inaugur*, cria, criou, criará, criar, criado, criação, estabelec*, institui*,
            promulg*, sancion*, autoriz*, proib*, suspend*, suspens*, prorrog*, impõe, impôs, conced*,
            destin*, invest*, public*, entra em vigor, entrará em vigor, entrou em vigor, estamos
            lançando, apresent*, vai construir, vamos construir, ampli*, regulament*
            """
        ),
        must=phrases(
            """
            deve, devem, deverá, deverão, devemos, é preciso, precisamos, temos que, temos de, tem que,
            exig*, pede, pediu, apel*, insta, exort*, obrigatóri*, obrigação, obrigad* a, necessári*,
            compromet*, compromisso, objetivo é, tem por objetivo
            """
        ),
        holds=phrases(
            """
            conden*, apoi*, apoia*, saúda, saudou, reafirm*, reiter*, sublinh*, destac*, rejeit*,
            lament*, deplor*, preocup*, defend*, ressalt*, repudi*
            """
        ),
        meets=phrases("reuni*, encontr*, receb*, visit*, viaj*, convers*, particip*, discut*"),
        thanks=phrases(
            """
            obrigad*, agradeç*, agradec*, cumpriment*, senhoras, senhores, querid*, car*, honra, feliz,
            felicit*, bem-vind*, saudar, saudação, excelentíssim*, boa tarde, bom dia, boa noite,
            parabéns, desej*
            """
        ),
        says=phrases(
            """
            disse, diz, afirmou, afirma, segundo, explicou, explica, declarou, destacou, acrescentou,
            informou, ressaltou
            """
        ),
    ),
    parties=PartyWords(
        issuers=frozenset(
            """
            ministro ministra ministros ministras presidente presidenta presidentes primeiro primeira chefe
            chefes estado governo governos representante representantes embaixador embaixadores enviados
            secretário secretária alto líderes países membros relações exteriores negócios estrangeiros defesa
            nós
            """.split()
        ),
        links=frozenset("e o a os as de do da dos das bem como em nome para".split()),
        openers=frozenset("de do da dos das entre por pelo pela pelos nós".split()),
        topics=frozenset("sobre relativa relativo em no na".split()),
    ),
)
