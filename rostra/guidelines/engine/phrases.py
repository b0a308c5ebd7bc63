"""How people say that they work somewhere, and how they praise, in English, Finnish and Spanish.

Read against folded text (no case, no accents, hyphens as gaps) in which every name of the company is the one sign
`THE_COMPANY`, in whatever case ending it stood.
"""

from __future__ import annotations

import re

THE_COMPANY = "\x01"
_C = r"[@#]?\x01"
_FEW = r"(?:[\w'&/,]+ ){0,%d}"

# Someone else's tie: these beside the name tell of a guest, not of an employee.
_GUEST_EN = (
    r"(?:fan|fans|customer|client|lover|regular|friend|guest|visitor|admirer|believer|follower|subscriber|supplier|"
    r"neighbou?r|former|ex|shopper)"
)
_GUEST_FI = r"(?:fani|asiakas|ystava|vieras|kannattaja|entinen|tilaaja|naapuri|ihailija|kavija|kahvilla|lounaalla)"
_GUEST_ES = (
    r"(?:fan|cliente|clienta|amig[oa]|seguidor|seguidora|admirador|admiradora|ex|vecin[oa]|visitante|invitad[oa])"
)
_NOT_EN = (
    r"(?!not |never |used |do |don't |would |did |didn't |wish |want |wanted |hope |could |can |might |may |no |hate )"
)

_DO_EN = (
    r"work|works|working|teach|teaching|train|training|lead|leading|run|running|build|building|make|making|roast|roasting|"
    r"brew|brewing|sell|selling|manage|managing|design|designing|develop|developing|code|coding|head|support|supporting|"
    r"recruit|recruiting|help|helping|write|writing|test|testing|deliver|delivering|ship|coordinate|coordinating|look|"
    r"fix|fixing|repair|repairing|weld|pack|packing|clean|drive|taste|tasting|serve|serving"
)
_MY_EN = (
    r"employer|company|team|job|colleagues?|coworkers?|co workers?|teammates?|boss|manager|desk|office|role|day job|"
    r"first (?:day|week|month|year)|\w+ years?|new job"
)
_ENGLISH = (
    rf"\b(?:i|we)(?:'m|'re| am| are)? (?:{_NOT_EN}[\w']+ ){{0,3}}(?:{_DO_EN}) {_FEW % 9}(?:at|for|with|in) {_FEW % 2}{_C}",
    rf"\b(?:i|we)(?:'ve| have) {_FEW % 2}(?:worked|been working|been) {_FEW % 5}(?:at|for|with) {_FEW % 2}{_C}",
    rf"\bi(?:'m| am) (?:an?|the|part|one|head|in charge|responsible|employed|proud to (?:work|be)) "
    rf"(?:(?!{_GUEST_EN}\b)[\w'&/,]+ ){{0,9}}(?:at|for|with|of|from|in|by) {_FEW % 2}{_C}",
    rf"\b(?:i'm|i am|we're|we are|as|from) (?:an? |the )?{_FEW % 1}{_C}(?:'s)? (?!{_GUEST_EN}\b)"
    r"(?:employee|staff|team member|barista|roaster|\w+er\b|\w+or\b|\w+ist\b)",
    rf"\bas (?:an?|the|one|head|part) (?:(?!{_GUEST_EN}\b)[\w'&/,]+ ){{0,5}}(?:at|for|with|of|from) {_C}",
    rf"\bmy (?:{_MY_EN})\b[^.!?\n]{{0,40}}{_C}",
    rf"{_C}[^.!?\n]{{0,60}}\bmy (?:employer|company|team|job|day job|colleagues?)\b",
    r"\bmy (?:own )?employer\b",
    rf"\b(?:we|us|here|working|life|those of us|all of us) (?:here )?at {_C}",
    rf"\bat {_C},? (?:we|our|my (?:team|job))\b",
    rf"\b(?:since i|i(?:'ve| have)?(?: just| recently)?) (?:joined|started (?:\w+ ){{0,3}}(?:at|with)) {_FEW % 2}{_C}",
    rf"\b(?:full disclosure|disclosure|disclaimer)\b.{{0,60}}(?:\bemploye|\bi work|\bi'm|\bi am|{_C})",
    r"\bi (?:also )?work (?:there|here|for them|for the company)\b",
    rf"{_C},? where (?:i|we) (?:\w+ ){{0,2}}(?:{_DO_EN})\b",
    rf"\bi(?:'m| am) with {_C}",
    rf"\bproud to (?:be (?:an? )?(?:part|member) of|work (?:for|at|with)|be working (?:for|at)) "
    rf"(?:the )?{_C}(?! (?:community|club|family of customers))",
    rf"\b(?:\d+|\w+) (?:years?|months) (?:and counting )?at {_C}",
    rf"\bwe(?:'re| are) (?:\w+ )?(?:hiring|recruiting)\b[^.!?\n]{{0,60}}{_C}",
    rf"{_C}[^.!?\n]{{0,60}}\bwe(?:'re| are) (?:\w+ )?(?:hiring|recruiting)\b",
    r"\bwork (?:together )?with (?:me|us)\b|\bjoin (?:my|our) team\b",
    r"\bour (?:own )?(?:company|firm|roastery|office|factory|plant|warehouse|engineers|developers|baristas|team)\b",
    r"#\w{3,40}employee\b|#employeeof\w+",
)

_DO_FI = (
    r"koulutan|opetan|rakennan|vedan|johdan|paahdan|myyn|suunnittelen|kehitan|koodaan|vastaan|valmistan|autan|ohjaan|"
    r"teen|teemme|rakennamme|paahdamme|kehitamme|koulutamme|myymme"
)
# "as a …": but also "as a guest", "on a morning".
_NO_TRADE_FI = r"(?:juuri|suuri|kavija|ihailija|ostaja|tilaaja|rakastaja|seuraaja|kuluttaja|juoja|puhuja)"
_TIMES_FI = (
    r"(?:asiakkaana|kavijana|ihailijana|vieraana|ystavana|kahvina|fanina|naapurina|aamuna|paivana|viikkona|vuonna|"
    r"iltana|ehka|aina)"
)
_FINNISH = (
    rf"\b(?:olen|olemme|oon|ollaan) {_FEW % 5}(?:toissa|duunissa|palveluksessa|tyontekij\w+|palkkalistoilla)",
    r"\b(?:tyoskentelen|tyoskentelemme|olen tyoskennellyt|olemme tyoskennelleet)\b",
    rf"\b(?:teen|teemme|olen tehnyt) {_FEW % 3}(?:toita|tyota|duunia)\b",
    r"\b(?:tyonantaja|tyopaikka|tyopaika)(?:ni|mme|nani|llani|ssani|stani|llamme|ltani)\b",
    rf"\b(?:tyokaveri|kollega|kollego|tyokavere|tiimi|pomo|esihenkilo)\w{{0,6}}(?:ni|mme|ni kanssa)\b[^.!?\n]{{0,40}}{_C}",
    rf"{_C}[^.!?\n]{{0,40}}\b(?:tyokaveri|kollega|kollego|tiimi)\w{{0,6}}(?:ni|mme)\b",
    rf"\b(?:me|meilla|meidan|meille|taalla) (?:taalla |siella )?{_C}",
    rf"{_C},? (?:me|olemme|teemme|meilla|rakennamme|paahdamme)\b",
    r"\b(?:meidan|meian) (?:oma[nm]? )?(?:firma|yrity|porukka|tiimi|paahtimo|talo|toimisto|tehta)\w*",
    r"\b(?:yrityksemme|firmamme|tiimimme|paahtimomme|toimistomme|tehtaamme|talomme)\b",
    rf"\b(?:olen|oon|olemme) {_FEW % 2}{_C} (?!{_GUEST_FI})\w{{4,}}",
    rf"\b(?!{_TIMES_FI}\b)\w{{3,20}}(?:ja|sta|ri|kko|va|tti|ikko|ssi|se|lo|nti|kri)na {_C}",
    rf"\b(?:olen|oon) (?!{_GUEST_FI}|{_NO_TRADE_FI})[^\W\d]{{2,24}}(?:ja|ri|ikko|stikko|vastaava|assistentti|sti) {_C}",
    rf"\b(?:tyoni|tyopaivani|urani|ensimmainen paivani)\b[^.!?\n]{{0,40}}{_C}",
    rf"\b(?:vuotta|kuukautta) {_C}[^.!?\n]{{0,30}}\b(?:taynna|takana)\b",
    r"\b(?:meille|kanssani|tyokaverikseni) (?:toihin|duuniin)\b|\btoihin (?:meille|kanssani)\b",
    rf"\b(?:{_DO_FI}) {_FEW % 5}{_C}",
    rf"\b(?:aloitin|aloitimme) {_FEW % 3}{_C}",
)

_DO_ES = (
    r"enseno|formo|dirijo|lidero|tuesto|vendo|diseno|desarrollo|coordino|gestiono|entreno|programo|llevo|construyo|"
    r"trabajo|trabajamos|tostamos|disenamos|desarrollamos|ensenamos"
)
_SPANISH = (
    rf"(?<!no )\b(?:{_DO_ES}) {_FEW % 7}(?:en|para|con|de) {_FEW % 2}{_C}",
    rf"\bsoy (?:(?!{_GUEST_ES}\b)[\w'&/,]+ ){{1,7}}(?:en|de|para) {_FEW % 2}{_C}",
    rf"\bsomos (?:(?!{_GUEST_ES}s?\b)[\w'&/,]+ ){{0,5}}{_C}",
    rf"\bcomo (?:(?!{_GUEST_ES}\b)[\w'&/,]+ ){{1,5}}(?:en|de) {_FEW % 1}{_C}",
    rf"\b(?:formo|formamos) parte {_FEW % 5}{_C}",
    r"\bmi (?:propia )?(?:empresa|empleador|empleadora)\b",
    rf"\b(?:mi (?:equipo|trabajo|puesto|jefe|jefa|companer[oa]|oficina)|mis companer[oa]s)\b[^.!?\n]{{0,40}}{_C}",
    rf"{_C}[^.!?\n]{{0,60}}\b(?:donde trabajo|mi trabajo|mi empresa|mi equipo|mis companer[oa]s)\b",
    r"\bnuestr[oa]s? (?:empresa|equipo|tostadero|tostador|fabrica|taller|oficina|companer[oa]s|plantilla|baristas)\b",
    rf"\b(?:nosotros|nosotras|aqui) en {_C}",
    rf"\ben {_C},? {_FEW % 2}(?:trabajamos|somos|hacemos|hemos|estamos|creemos|tostamos|llevamos|queremos|tenemos|nos)\b",
    rf"\b(?:emplead[oa]|trabajador|trabajadora) (?:de|en) {_FEW % 1}{_C}",
    rf"\b(?:empece|empiezo|comienzo|entre|he entrado|me incorpore) {_FEW % 4}(?:en|a) {_C}",
    r"\btrabaj\w+ con(?:migo| nosotr[oa]s)\b",
    r"\btrabajo (?:alli|ahi|aqui|para ellos|en la empresa)\b|#\w{3,40}(?:empleado|empleada)\b",
)

DISCLOSED = tuple(re.compile("|".join(ways)) for ways in (_ENGLISH, _FINNISH, _SPANISH))

PRAISE = re.compile(
    r"\b(?:best|great|greatest|amazing|awesome|love|loved|fantastic|excellent|wonderful|proud|delicious|finest|"
    r"recommend\w*|brilliant|superb|perfect|incredible|favou?rite|"
    r"paras|parasta|parhaat|parhaita|loistava\w*|upea\w*|mahtava\w*|ihana\w*|rakasta\w*|suosittele\w*|ylpea\w*|herkullis\w*|"
    r"erinomai\w*|huippu\w*|"
    r"mejor|mejores|genial\w*|increible\w*|encanta\w*|fantastic[oa]s?|excelente\w*|orgullos[oa]s?|recomiendo|delicios[oa]s?|"
    r"maravillos[oa]s?|perfect[oa]s?|favorit[oa]s?)\b"
)
