"""The words by which news is told from routine in English."""

from __future__ import annotations

from digest.text.lang.language_words import NewsWords, phrases

ENGLISH_NEWS = NewsWords(
    sanctions=phrases(
        """
        sanction*, designat*, visa restriction*, travel ban*, asset freeze*, freeze* assets, export control*, arms
        embargo*, debar*, embargo*, tariff*, blacklist*, to account, accountability for, promoting accountability,
        prosecut*, indict*, convict*, fine of, fines, infringement*
        """
    ),
    force=phrases(
        """
        attack*, war, wars, invasion, invade*, invading, missile*, strike*, airstrike*, bomb*, shelling, killed,
        killing*, kills, coup, ransomware, cyberattack*, malicious cyber, cyber activity, hostage*, troops,
        offensive, aggression, genocide, atrocit*, massacre*, terror*, violence, violent, assassinat*, insurrection,
        crackdown, repression, detain*, detention*, arrest*, imprison*, escalat*, ceasefire*, cease fire,
        hostilities, unrest, build up, destabiliz*, provocation*, weapons of mass destruction, nuclear weapon*,
        nuclear test*, ballistic, anti satellite, evacuat*, state of emergency, collision*, collided, rammed, ramming,
        capsiz*, sank, explosion*, explod*, shot down, shoot down, shoots down, water cannon*, blockad*, derail*,
        casualt*, incursion*, seized, air crash, plane crash, helicopter crash, fatal accident
        """
    ),
    protest=phrases(
        """
        condemn*, outrage*, warn, warns, warned, warning*, consequences, denounce*, deplor*, reject*, demand*, must,
        strongly oppose*, oppose*, concern over, concerns over, concern about, concerns about, concerned by,
        concerned about, grave concern, deep concern, should immediately, immediately release, calls on, call on,
        called on, calls for, called for, urge*, responding to, in response to, hold accountable, unacceptable,
        irresponsible
        """
    ),
    agreement=phrases(
        """
        agreement*, agreed, agree to, agrees, treaty, treaties, accord, accords, deal, memorandum of understanding,
        pact, ratif*, partnership, unity government, peace talks, truce, normaliz*, normalis*, cooperation,
        arrangement, compromise
        """
    ),
    decision=phrases(
        """
        executive order, decid*, decision*, impos*, suspend*, suspension*, withdraw*, revok*, terminat*, establish*,
        transfer of, lift*, ban, bans, banned, recogniz*, recognis*, approve*, adopt*, veto*, resign*, dismiss*,
        accept*, will not conduct, release of, drawdown, allocation, launch*, announces, announced, announcement,
        announcing, expel*, persona non grata, supreme court, ruling, rules that, raise*, cut*, interest rate*,
        federal funds rate, additional, new measures, restrict*, prohibit*, attribut*
        """
    ),
    aid=phrases(
        """
        humanitarian assistance, humanitarian aid, humanitarian, million, billion, doses, security assistance,
        military assistance, financial assistance, relief, grant of, loan*, assistance to, support for, vaccine*,
        budget
        """
    ),
    together=phrases(
        """
        joint statement*, joint declaration, joint communique, joint communiqué, communique, communiqué, ministers'
        statement, leaders' statement, foreign ministers' statement, g7, g 7, g20, g 20, quad, trilateral, joined
        by, allies and partners, with allies, joint press, press availability, joint press availability, declaration
        """
    ),
    leaders=phrases(
        """
        with president, with prime minister, with king, with chancellor, with crown prince, with the president, with
        the prime minister, with his majesty, with chairman, with secretary general, with general secretary, with
        the leaders, call with leaders, calls with leaders, with european leaders, with allies, heads of state,
        heads of government, s prime minister, and president, and prime minister, and king, and chancellor
        """
    ),
    ministers=phrases(
        """
        foreign minister*, foreign secretary, foreign affairs, defense minister*, defence minister*, secretary of
        state, secretary blinken*, national security advisor*, national security adviser*, state councilor, high
        representative
        """
    ),
    meetings=phrases(
        """
        summit*, ministerial, nato, security council, general assembly, human rights council, foreign ministerial,
        national security council, coalition, european council, munich security conference, state of the union,
        press conference
        """
    ),
    hot_spots=phrases(
        """
        russia*, ukrain*, putin, kremlin, china, chinese, prc, people's republic of china, taiwan*, hong kong,
        xinjiang, north korea*, dprk, democratic people's republic of korea, korean peninsula, iran*, israel*,
        palestin*, gaza, west bank, syria*, afghan*, taliban, belarus*, venezuela*, cuba*, myanmar, burma,
        ethiopia*, tigray, sudan*, yemen*, houthi*, haiti*, libya*, iraq*, hamas, hezbollah, isis, al qaida, al
        qaeda, varosha, kashmir, sahel, mali, lebanon, lebanese, kosovo, nagorno karabakh, nord stream, strait of
        hormuz, red sea, south china sea
        """
    ),
    juniors=phrases(
        """
        assistant secretary, acting, under secretary, counselor, special envoy, special representative, envoy,
        coordinator, ambassador*, spokesperson, second gentleman, first lady, counselor
        """
    ),
    briefings=phrases(
        """
        press briefing*, department press briefing, press gaggle*, daily briefing, press call*, briefing with,
        background briefing, background press call*, on the record press call, roundtable with journalists,
        interview
        """
    ),
    dialogues=phrases(
        """
        dialogue, dialogues, consultations, policy talks, staff talks, working group*, joint committee*, joint
        commission*, round of talks, round table, courtesy call*
        """
    ),
    openings=phrases(
        """
        before their meeting, before meeting, before bilateral meeting, before a meeting, opening remarks, before
        air force one departure, before departure, at a meet and greet, during greeting, toast*, remarks at, remarks
        by, at a meeting with, to the press, before briefing, before a discussion
        """
    ),
    travel=phrases(
        """
        travel to, travel of, travels to, travel by, trip to, visit to, visits, returns from travel, to travel to,
        visit of
        """
    ),
    ceremony=phrases(
        """
        national day, independence day, statehood day, republic day, constitution day, anniversary, awareness,
        heritage month, history month, pride month, month 20*, week 20*, day 20*, health day, proclaims, a
        proclamation on, on the occasion of, founding of, commencement, graduation, commemorat*, memorial service,
        celebrat*, reception, easter, eid al, ramadan, christmas, lunar new year, diwali, rosh hashanah, passover,
        nowruz, happy, congratulat*, honors, honored, honoring, honor of, in memory, passing of, tribute, birthday,
        award*, prize, gala, dinner, hero, heroes, wishes, remembrance, thanksgiving
        """
    ),
    personnel=phrases(
        """
        nominat*, nominee*, intent to nominate, appoints members, appoint members, sent to the senate, announces
        key, members of the commission, as special representative for, leadership team, round of judicial, judicial
        nomin*, personnel, staff, swearing in, appointment of, key administration posts, advisory council, advisory
        committee, advisory commission
        """
    ),
    clerical=phrases(
        """
        public schedule, daily guidance, week ahead, media advisory, to deliver remarks, to host, visitor log*,
        disaster declaration, bill signed, bills signed, signs h r, signs s, into law, delegation of authority,
        delegation of certain, letter to the speaker, message to the senate, message to the congress, message to
        congress, letter to certain, annual report, notice of meeting, public session, public meeting, photos of,
        photo*, guest list, call for recommendations, call for applications, renews charter, charter of, leed, teams
        up with, sequestration order, budget amendments, op ed, weekly address, opens registration, deadline,
        accepting applications, vacancies, vacancy, request for comments, meets and greets, meet and greet, embassy
        staff, finance event, campaign, fundrais*, showcases, release of fact sheets, state fact sheets, receives
        award, newsletter, website, new embassy
        """
    ),
    courtesy=phrases(
        """
        congratulat*, condolence*, best wishes, thank*, gratitude, grateful, tribute, look forward to welcoming, deepest
        sympath*, heartfelt
        """
    ),
    myself=phrases("i, i'*, my, me, myself"),
    domestic=phrases(
        """
        jobs report, unemployment, infrastructure, health care, healthcare, tax, taxes, voting, voters, veterans,
        small business*, gun crime, rural, wealth, child tax credit, housing, students, schools, education, opioid*,
        crime, community, communities, families, workers, labor, union leaders, manufacturing, lgbtq*, seniors,
        medicare, mental health, broadband, highway*, wildfire*, hurricane*, tornado*, flooding, fema, advocates,
        listening session, covid 19 response
        """
    ),
    leaning=frozenset("he she it they this these that those there his her their its and but so also".split()),
    unnamed=tuple(
        f"{which} {who}"
        for which in ("the", "the two", "the three", "the four", "the five", "both", "all")
        for who in "leaders ministers secretaries presidents sides parties delegations principals officials diplomats".split()
    ),
    formal=frozenset(
        """
        secretary president vice deputy minister ministers foreign prime statement statements remarks readout call calls meeting
        meetings fact sheet joint press briefing background department office spokesperson white house national security
        advisor adviser senior official officials administration united states government republic announces announcement with
        from travel visit before after during bilateral biden blinken antony joseph joe trump donald
        """.split()
    ),
)
"""Chosen in view of statements of the State Department, the White House and the Foreign Office of 2015 to 2026."""
