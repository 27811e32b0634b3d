"""Words that show what a name stands for, or that somebody speaks, in English, German, French and Spanish.

The lists were made for this project, after the style guides and grammars of these languages. What is ambiguous is left
out, since a wrong annotation is worse than none.
"""

from __future__ import annotations

from typing import Final


def forms(*lines: str) -> frozenset[str]:
    """Words written beside each other, as a set."""
    return frozenset(word for line in lines for word in line.split())


def words(text: str) -> list[str]:
    """The words of a text, roughly: enough to look some up, and much faster than a pattern."""
    for mark in ",.();:“”":
        if mark in text:
            text = text.replace(mark, " ")
    return text.split()


_FEWEST_WORDS: Final = 12
"""Words of a paragraph that is prose without a full stop."""

_LOOKED_AT: Final = 60
"""Words at the beginning of a paragraph that show what it is."""

_SMALL: Final = 0.4
"""The least share of words that prose writes in small letters; German has the fewest."""


def is_prose(text: str) -> bool:
    """Whether a paragraph is sentences, and not a heading or an entry of a list."""
    every = text.split(None, _LOOKED_AT)[:_LOOKED_AT]
    if len(every) < _FEWEST_WORDS:
        return text.rstrip('”"»’)').endswith((".", "!", "?", "…", ","))
    return sum([word[0].islower() for word in every]) >= _SMALL * len(every)


UPPER: Final = "".join(letter for letter in map(chr, range(0x41, 0x530)) if letter.isupper())
"""The capital letters of the Latin, Greek and Cyrillic scripts, for a class of a pattern."""

VERBS: Final = (
    "said says say told tells added adds noted notes explained explains argued argues warned warns recalled recalls "
    "conceded concedes admitted admits observed observes commented comments insisted insists replied replies wrote "
    "writes cautioned cautions stressed stresses claimed claims suggested suggests remarked acknowledged predicted "
    "reported concluded concludes continued joked complained testified urged asked announced "
    "bromeó lamentó klagte scherzte spottete avoue avoué regrette sourit "
    "sagte sagt sagten erklärte erklärt betonte betont meinte meint warnte warnt ergänzte ergänzt berichtete berichtet "
    "schrieb schreibt kritisierte fügte räumte mahnte kommentierte erzählte erzählt erinnerte "
    "déclare déclaré explique expliqué affirme affirmé souligne souligné ajoute ajouté précise précisé estime estimé "
    "raconte raconté confie confié prévient prévenu rappelle rappelé reconnaît reconnu résume résumé "
    "dijo dice afirmó afirma explicó explica señaló señala añadió añade advirtió advierte aseguró asegura declaró "
    "declara comentó comenta recordó recuerda subrayó subraya reconoció reconoce contó cuenta insistió insiste"
)
VERB: Final = rf"(?:{'|'.join(sorted(VERBS.split(), key=lambda verb: (-len(verb), verb)))})"

TITLES: Final = forms(
    "Dr Prof Professor Professorin Mr Mrs Ms Miss Sir Dame Lord Lady Baroness Judge Justice President Vice-President",
    "Minister Senator Governor Mayor Chancellor Ambassador Captain Colonel General Sergeant Inspector Detective Rev",
    "Reverend Bishop Archbishop Pope King Queen Prince Princess Congressman Congresswoman Rep Sen Gov",
    "Herr Frau Herrn Bürgermeister Bürgermeisterin Präsident Präsidentin Ministerin Kanzler Kanzlerin Dipl-Ing",
    "M Mme Mlle Monsieur Madame Docteur Maître Señor Señora Sr Sra Don Doña Dra",
)

ROLES: Final = (
    "economist physicist chemist biologist ecologist geologist historian musicologist archaeologist sociologist "
    "psychologist hydrologist epidemiologist meteorologist climatologist astronomer engineer architect archivist "
    "librarian curator conservator palaeographer linguist mathematician statistician metallurgist botanist zoologist "
    "entomologist virologist physician surgeon doctor nurse midwife pharmacist ethicist theorist teacher professor "
    "lecturer researcher scientist analyst consultant lawyer attorney barrister judge prosecutor journalist reporter "
    "editor author novelist poet writer director manager founder co-founder owner chairman chairwoman chair president "
    "spokesman spokeswoman spokesperson secretary treasurer minister mayor councillor councilwoman councilman senator "
    "governor farmer fisherman carpenter builder baker gardener organist singer pianist violinist conductor composer "
    "actor actress painter sculptor photographer officer inspector sergeant captain pilot warden ranger keeper student "
    "resident neighbour neighbor volunteer coach player striker goalkeeper midfielder ceo coordinator expert "
    "Ökologe Ökologin Physiker Physikerin Chemiker Chemikerin Biologe Biologin Geologe Geologin Historiker "
    "Historikerin Ärztin Arzt Lehrerin Lehrer Leiterin Leiter Direktorin Direktor Sprecherin Sprecher Forscherin "
    "Forscher Ingenieurin Ingenieur Ökonomin Ökonom Juristin Jurist Archivarin Archivar Insektenkundler "
    "Insektenkundlerin Professorin Professor Bürgermeisterin Bürgermeister Bäuerin Bauer Försterin Förster Imkerin "
    "Imker Autorin Autor Botanikerin Botaniker Hydrologin Hydrologe Stadträtin Stadtrat "
    "économiste physicien physicienne chimiste biologiste écologue géologue historien historienne directeur "
    "directrice chercheur chercheuse ingénieur ingénieure médecin professeur professeure maire ministre présidente "
    "président porte-parole avocat avocate agriculteur agricultrice botaniste archiviste hydrologue "
    "economista físico física química químico biólogo bióloga ecóloga ecólogo geóloga geólogo historiador "
    "historiadora directora director investigadora investigador ingeniera ingeniero médica médico profesora profesor "
    "alcaldesa alcalde ministra ministro portavoz abogada abogado agricultora agricultor archivera archivero "
    "botánica botánico hidróloga hidrólogo Landwirtin Landwirt Vogelkundlerin Vogelkundler Verkehrsforscher chief "
    "chairperson executive notary cellist colleague friend daughter son wife husband brother sister mother father "
    "aunt uncle étudiante étudiant estudiante relojero relojera océanographe"
)
ROLE: Final = rf"(?:{'|'.join(sorted(ROLES.split(), key=lambda role: (-len(role), role)))})"

PARTICLES: Final = forms("de da do dos del della di van von der den ten ter la le los las du des bin ibn y zu")

ORGANISATIONS: Final = forms(
    "Institute Institution University College Academy Laboratory Laboratories Ministry Department Agency Bureau",
    "Council Committee Commission Foundation Association Federation Bank Company Corporation School Hospital",
    "Infirmary Museum Library Observatory Registry Collaborative Consortium Trust Fund Authority Cooperative",
    "Co-operative Alliance Polytechnic Conservatory Institutes Centre Center Society Union Group Guild Collective",
    "Partnership Office Service Secretariat Tribunal Parliament Senate Assembly Congress Orchestra Lyceum Initiative",
    "Inc Ltd LLC PLC Corp GmbH Institut Universität Universitätsklinikum Hochschule Akademie Stiftung Verband Verein",
    "Gesellschaft Ministerium Bundesamt Landesamt Behörde Museum Kabinett Forschungsstation",
    "Forschungszentrum Genossenschaft Université École Ministère Agence Fondation Académie Conseil Laboratoire",
    "Stiftung Genossenschaft Ayuntamiento Court Observatoire Bibliothèque Musée Fédération Syndicat Coopérative",
    "Universidad Instituto Ministerio",
    "Agencia Fundación Academia Consejo Laboratorio Observatorio Biblioteca Museo Federación Asociación Cooperativa",
    "Sindicato Ayuntamiento Colegio Escuela",
)
"""Words that make an organisation's name of the capitalised words around them."""

THINGS: Final = forms(
    "House Party Times Post Journal Courant Tribune Herald Gazette Press News Media Games Studios Studio Pictures",
    "Records Holdings Partners Capital Securities Equities Street Avenue Road Park Square War Act Bill Law Award Prize",
    "Cup League Series Day Week Year Team Club FC United City Church Hotel Airport Airlines Motors Foods Energy Power",
    "Report Review Magazine Weekly Daily Project Program Programme Plan Fund Treaty Agreement Deal Summit Conference",
    "Festival Book Novel Show Film Album Song Network Networks Systems System Technologies Technology Software Labs",
    "Health Care Insurance Investors Investments Advisors Bridge Tower Palace Castle Station Line Lines Farm Farms",
    "American British Chinese Russian French German Spanish Italian European African Asian Indian Japanese English",
    "Democrats Republicans Conservatives Labour Liberals Democratic Republican Christmas Easter Advent Internet Web",
    "Getting Making Taking Going Working Looking Speaking Being Having Google Apple Microsoft Amazon Facebook Twitter",
    "Disney Netflix Sachs Stanley Reserve Treasury Pentagon Kremlin Court Police Army Navy Force State States Nation",
    "Street Lane Hall Room Lake Ocean Sea Forest Garden Gardens World Global International National Royal General",
    "Insider Today Wire Standard Guardian Telegraph Observer Bloomberg Forbes Reuters Variety Digest Monthly Wired",
    "Economist Independent Verge Atlantic Billboard Notes Machine Machines Information Phase Section Chapter Part Page",
    "Universe Earth Moon Mars Covid COVID Bible Quran God Lord Heaven Olympics Olympic Blue Big White",
)
"""Words of names that are of no person, though they may stand where a person's name does."""

LEGAL_FORMS: Final = forms("Inc Ltd LLC PLC Corp GmbH AG SE SA SARL SL")

ACRONYMS: Final = forms(
    "UN EU NATO WHO IMF OECD NASA ESA CERN UNESCO UNICEF OPEC FIFA UEFA BBC CNN CIA FBI NSA FDA EPA CDC NHS NIH EZB",
    "ECB ONU OTAN OMS UNHCR IAEA WTO WWF NOAA IPCC",
)

NO_NAMES: Final = forms(
    "The A An This That These Those He She It They We You I In On At Of For From To By With As But And Or If When",
    "While After Before Since Until Although Though Because However Meanwhile Then There Here Now Today Yesterday",
    "Tomorrow Not No Yes One Two Three Four Five Six Seven Eight Nine Ten Some Many Most All Both Each Every Other",
    "Another Such What Which Who Whose How Why Where His Her Its Their Our My Your Even Only Just Still Also So Yet",
    "Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May June July August",
    "September October November December Like Unlike Under Over Between Among During Without Within Against Near",
    "Der Die Das Den Dem Des Ein Eine Einen Einem Einer Er Sie Es Wir Ihr Ich Und Oder Aber Wenn Als Nach Vor Seit",
    "Bei Mit Von Zu Im Am Für Auf Aus Über Unter Nur Auch Noch Schon Doch Dann Dort Hier Jetzt Heute Gestern",
    "Montag Dienstag Mittwoch Donnerstag Freitag Samstag Sonntag Januar Februar März Mai Juni Juli Oktober Dezember",
    "Le La Les Un Une Des Du Il Elle Ils Elles On Nous Vous Ce Cette Ces Et Ou Mais Si Quand Après Avant Depuis Pour",
    "Dans Sur Sous Avec Sans Par En Au Aux Selon El Los Las Una Uno Ella Ellos Nosotros Este Esta Y O Pero Cuando",
    "Desde Hasta Para Por Con Sin Según Al Lo Se Su Sus Earlier Later Recently Finally First Second Third Last Next",
    "Again Perhaps Maybe Despite Instead Once More Much Several Few Asked Said Thanks Dear North South East West",
    "Northern Southern Eastern Western Central New Old Great Other Former According Added",
)

SENTENCE_OPENERS: Final = frozenset(
    NO_NAMES - forms("New Old Great North South East West Central Northern Southern Eastern Western")
)
"""Words that only a sentence's beginning capitalises: no part of the name behind them."""

PLACES: Final = forms(
    "Afghanistan Albania Algeria Angola Argentina Armenia Australia Austria Azerbaijan Bahrain Bangladesh Belarus",
    "Belgium Bolivia Botswana Brazil Bulgaria Cambodia Cameroon Canada Chile China Colombia Croatia Cuba Cyprus",
    "Denmark Ecuador Egypt Estonia Ethiopia Finland France Germany Ghana Greece Greenland Guatemala Haiti Honduras",
    "Hungary Iceland India Indonesia Iran Iraq Ireland Israel Italy Jamaica Japan Kazakhstan Kenya Kosovo Kuwait",
    "Latvia Lebanon Libya Lithuania Luxembourg Malawi Malaysia Mali Malta Mexico Moldova Mongolia Morocco Mozambique",
    "Myanmar Namibia Nepal Netherlands Nicaragua Niger Nigeria Norway Oman Pakistan Panama Paraguay Peru Philippines",
    "Poland Portugal Qatar Romania Russia Rwanda Scotland Senegal Serbia Singapore Slovakia Slovenia Somalia Spain",
    "Sudan Sweden Switzerland Syria Taiwan Tanzania Thailand Tunisia Uganda Ukraine Uruguay Uzbekistan Venezuela",
    "Vietnam Wales Yemen Zambia Zimbabwe Britain England Europe Africa Asia Antarctica Siberia Bavaria",
    "London Paris Berlin Madrid Rome Vienna Geneva Brussels Moscow Kyiv Kiev Beijing Shanghai Tokyo Delhi Mumbai",
    "Cairo Lagos Nairobi Sydney Melbourne Toronto Montreal Chicago Boston Seattle Manhattan Brooklyn Amsterdam",
    "Rotterdam Copenhagen Stockholm Oslo Helsinki Warsaw Prague Budapest Athens Istanbul Ankara Jerusalem Baghdad",
    "Tehran Kabul Karachi Seoul Bangkok Jakarta Manila Hanoi Lisbon Barcelona Munich Hamburg Frankfurt Zurich Dublin",
    "Edinburgh Glasgow Belfast Cardiff Manchester Liverpool Birmingham",
    "Deutschland Österreich Schweiz Frankreich Spanien Italien Polen Russland Großbritannien Ungarn Griechenland",
    "Türkei Niederlande Belgien Dänemark Schweden Norwegen Finnland Wien Genf Brüssel Moskau München Zürich Bayern",
    "Allemagne Espagne Italie Suisse Belgique Pologne Russie Autriche Grèce Maroc Algérie Tunisie Londres Bruxelles",
    "Genève Marseille Lyon España Alemania Francia Italia Suiza Bélgica Polonia Rusia Grecia Marruecos México Perú",
    "Sevilla Valencia Bogotá Lima Bretagne Bourgogne Andalucía Cataluña",
)
"""Countries, and cities known to everybody, that are hardly ever somebody's name or part of another."""

COMPOUND_PLACES: Final = frozenset({
    "United States", "United Kingdom", "European Union", "South Africa", "South Korea", "North Korea", "New Zealand",
    "Saudi Arabia", "Sri Lanka", "Costa Rica", "Hong Kong", "New York", "New York City", "Los Angeles", "San Francisco",
    "New Delhi", "Northern Ireland", "New England", "Latin America", "South America", "North America",
    "Middle East", "Czech Republic", "New Mexico", "West Virginia", "North Carolina", "South Carolina", "New Jersey",
    "Vereinigte Staaten", "États-Unis", "Royaume-Uni", "Estados Unidos", "Reino Unido", "Nueva York", "Buenos Aires",
})  # fmt: skip

PLACE_LAST: Final = forms(
    "Island Islands River Valley Bay Peninsula Mountains County Estuary Harbour Harbor Beach Falls Canyon Desert"
)
PLACE_FIRST: Final = forms("Lake Lac Mount Cape Isle Lago Monte Sierra")
SETTLEMENT: Final = (
    r"(?:town|village|city|seaport|parish|hamlet|district|municipality|county|province|region|island|suburb|commune"
    r"|Stadt|Dorf|Gemeinde|Insel|Landkreis|Hafenstadt|Kleinstadt|ville|village|île|région"
    r"|ciudad|pueblo|aldea|isla|provincia|municipio|villa|puerto)"
)
