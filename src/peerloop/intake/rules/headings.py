"""What the headings of other people's files may mean: by our own names, by what one remembers, or by a guess."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from peerloop.intake.rules.columns import BY_NAME
from peerloop.kit.text import key

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

FIRST, LAST, TURNED = "first_name", "last_name", "last_and_first_name"
MEANINGS = (*BY_NAME, FIRST, LAST, TURNED)
"""What a heading can mean: a column, or a part of a name."""
SURE, ALIKE, BY_VALUES = 1.0, 0.79, 0.5
KEY_LENGTH = 200
EXAMPLES = 3
_ADDRESS = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_ZONE = re.compile(r"(?:Africa|America|Asia|Atlantic|Australia|Europe|Indian|Pacific)/\w+|UTC")

SYNONYMS: dict[str, str] = {
    "email": "e-mail; mail; e-mail address; mail address; work email; business email; company email; user principal "
    "name; login; E-Mail-Adresse; E-Mail dienstlich; dienstliche E-Mail; geschäftliche E-Mail; Mailadresse; courriel; "
    "adresse e-mail; adresse électronique; adresse mail; e-mail professionnel; correo; correo electrónico; indirizzo "
    "e-mail; posta elettronica; endereço de e-mail; correio eletrónico; e-mailadres; e-postadress; e-post; "
    "adres e-mail; электронная почта; メールアドレス; 邮箱; 电子邮件",
    "name": "full name; display name; employee; employee name; person; member; colleague; preferred name; Mitarbeiter; "
    "Mitarbeiterin; Mitarbeitername; Mitarbeiter:in; Mitarbeitende; vollständiger Name; Anzeigename; nom complet; "
    "collaborateur; employé; salarié; nombre completo; empleado; nombre y apellidos; nome completo; dipendente; "
    "colaborador; volledige naam; naam; medewerker; imię i nazwisko; pracownik; namn; navn; ФИО; 氏名; 姓名",
    FIRST: "given name; forename; first; Vorname; Rufname; prénom; nombre; nombre de pila; nome; nome próprio; "
    "voornaam; förnamn; fornavn; imię; etunimi; имя; 名",
    LAST: "surname; family name; last; Nachname; Familienname; Zuname; nom; nom de famille; apellido; apellidos; "
    "cognome; sobrenome; apelido; achternaam; efternamn; etternavn; nazwisko; sukunimi; фамилия; 姓",
    TURNED: "last name, first name; surname, first name; surname, given name; Name, Vorname; Nachname, Vorname; nom, "
    "prénom; nom et prénom; apellidos, nombre; apellidos y nombre; cognome e nome; cognome, nome; nazwisko i imię",
    "team": "department; unit; org unit; organisation unit; organisational unit; organization unit; division; group; "
    "business unit; cost centre name; Abteilung; Bereich; Organisationseinheit; OE; Gruppe; Referat; Kostenstelle "
    "Bezeichnung; équipe; service; département; direction; equipo; departamento; área; squadra; reparto; ufficio; "
    "dipartimento; equipa; equipe; afdeling; avdelning; avdeling; dział; zespół; отдел; 部門; 部门; 部署",
    "manager_email": "manager; manager mail; manager e-mail address; line manager; supervisor; supervisor email; "
    "reports to; boss; lead; manager id; manager name; supervisor id; Vorgesetzter; Vorgesetzte; Vorgesetzte:r; "
    "E-Mail Vorgesetzter; Vorgesetzter E-Mail; Führungskraft; E-Mail Führungskraft; Teamleiter; Leitung; responsable; "
    "e-mail du responsable; supérieur; supérieur hiérarchique; N+1; jefe; superior; correo del responsable; "
    "responsabile; superiore; gestor; chefia; gerente; leidinggevende; chef; leder; przełożony; kierownik; "
    "руководитель; 上司; 上级",
    "hired_on": "hire date; hired; start date; date of hire; joining date; date of joining; entry date; since; "
    "employed since; Eintritt; Eintrittsdatum; Einstellungsdatum; Eintritt am; beschäftigt seit; date d'embauche; "
    "date d'entrée; entrée; fecha de ingreso; fecha de alta; fecha de contratación; data di assunzione; assunzione; "
    "data de admissão; admissão; datum in dienst; in dienst; anställningsdatum; ansettelsesdato; data zatrudnienia; "
    "дата приёма; 入社日; 入职日期",
    "time_zone": "timezone; tz; Zeitzone; fuseau horaire; zona horaria; huso horario; fuso orario; fuso horário; "
    "tijdzone; tidszon; strefa czasowa",
    "languages": "language; spoken languages; Sprache; Sprachen; Sprachkenntnisse; langue; langues; idioma; idiomas; "
    "lingua; lingue; língua; línguas; taal; talen; språk; język; języki; языки; 言語",
    "weekly_hours": "hours a week; hours per week; learning hours; weekly learning hours; Stunden pro Woche; "
    "Lernstunden; heures par semaine; horas semanales; horas por semana; ore settimanali; uren per week",
    "offers": "skills; can teach; can help with; expertise; competencies; competences; strengths; knows; Kenntnisse; "
    "Fähigkeiten; Kompetenzen; bietet; kann helfen bei; compétences; offre; habilidades; conocimientos; competencias; "
    "competenze; competências; conhecimentos; vaardigheden; kompetenser; umiejętności; навыки; スキル",
    "needs": "wants to learn; learning goals; learning needs; development goals; interests; training needs; wants; "
    "Lernwünsche; Lernziele; möchte lernen; Weiterbildungsbedarf; Lernbedarf; sucht; souhaite apprendre; besoins; "
    "objectifs; quiere aprender; necesidades; vuole imparare; quer aprender; wil leren; leerdoelen; vill lära sig",
    "external_id": "employee id; employee number; employee no; personnel number; personnel id; staff id; staff number; "
    "worker id; id; number; person id; payroll number; Mitarbeiter-Nr.; Mitarbeiternummer; Mitarbeiter-ID; MA-Nr.; "
    "Personalnummer; Personal-Nr.; Pers.-Nr.; PersNr; matricule; numéro d'employé; número de empleado; legajo; "
    "matricola; número de funcionário; matrícula; personeelsnummer; anställningsnummer; ansattnummer; numer "
    "pracownika; табельный номер; 社員番号; 工号",
    "place": "location; office; city; site; work location; office location; workplace; Ort; Standort; Arbeitsort; "
    "Dienstort; Büro; Stadt; lieu; site; bureau; ville; lugar; ubicación; oficina; ciudad; sede; luogo; città; local; "
    "cidade; locatie; standplaats; kantoor; plats; ort; sted; miejsce; lokalizacja; город; 勤務地; 地点",
    "capacity": "learners at a time; places; mentees; max mentees; Kapazität; Plätze; capacité; capacidad; capacità; "
    "capacidade; capaciteit",
    "availability": "free hours; available; working hours; office hours; Verfügbarkeit; Arbeitszeit; Arbeitszeiten; "
    "disponibilité; horaires; disponibilidad; horario; disponibilità; orario; disponibilidade; beschikbaarheid",
}


@dataclass(frozen=True)
class Head:
    """A heading as it is written, the key under which its meaning is kept, and what it means ("": left out).

    ``settled`` where nobody need be asked: one of our own names, or one whose meaning is remembered. ``again`` where
    another heading before it, which means something, is written the same.
    """

    written: str
    key: str
    means: str = ""
    settled: bool = False
    again: bool = False

    @property
    def own(self) -> bool:
        """Whether this is our own name for what it means."""
        return self.key.replace(" ", "_") == self.means


def heads_of(cells: Sequence[str], remembered: Mapping[str, str]) -> list[Head]:
    """Return the headings in ``cells``; the second of the same one gets a number behind."""
    heads: list[Head] = []
    before: dict[str, list[Head]] = {}
    for cell in cells:
        written, kept = " ".join(cell.split()), key(cell)[:KEY_LENGTH]
        alike = before.setdefault(kept, [])
        if kept and alike:
            written, kept = f"{written} ({len(alike) + 1})", f"{kept[: KEY_LENGTH - 8]} ({len(alike) + 1})"
        own = kept.replace(" ", "_")
        means = remembered.get(kept, own if own in MEANINGS else "")
        settled = not kept or kept in remembered or own in MEANINGS
        head = Head(written, kept, means, settled, again=not settled and any(one.means for one in alike))
        alike.append(head)
        heads.append(head)
    return _whole_names(heads)


def _whole_names(heads: list[Head]) -> list[Head]:
    """A last name without a first one is a whole name: "Name" is meant so in one file and otherwise in another."""
    meant = {head.means for head in heads}
    if FIRST in meant and LAST in meant:
        return heads
    if "name" in meant:
        return heads
    return [replace(head, means="name") if head.means in {FIRST, LAST} else head for head in heads]


def plain(text: str) -> str:
    """Return the letters and digits of ``text`` without accents, for comparing headings."""
    parts = unicodedata.normalize("NFKD", text).casefold()
    return "".join(sign for sign in parts if sign.isalnum())


def _written_so() -> dict[str, str]:
    known: dict[str, str] = {}
    for meaning, words in SYNONYMS.items():
        for word in [meaning, *words.split(";")]:
            known.setdefault(plain(word), meaning)
    return known


KNOWN = _written_so()


def nearest(written: str) -> tuple[str, float]:
    """Return what a heading most probably means by its words, and how sure that is, 0 to 1; ("", 0) for no idea."""
    sought = plain(written)
    if sought in KNOWN:
        return KNOWN[sought], SURE
    if len(sought) < 4:
        return "", 0.0
    best, sure = "", ALIKE
    for word, meaning in KNOWN.items():
        matcher = SequenceMatcher(None, sought, word)
        if matcher.real_quick_ratio() > sure and matcher.quick_ratio() > sure and (ratio := matcher.ratio()) > sure:
            best, sure = meaning, ratio
    return (best, sure * 0.99) if best else ("", 0.0)


def guesses(heads: Iterable[Head], samples: Sequence[Sequence[str]]) -> list[str]:
    """Return a meaning for each heading, "" for none: what is settled, then the surest guess for each meaning.

    ``samples``: for each heading some cells of its column.
    """
    heads = list(heads)
    found = [head.means for head in heads]
    offered: list[tuple[float, int, str]] = []
    for number, (head, cells) in enumerate(zip(heads, samples, strict=True)):
        if head.settled:
            continue
        meaning, sure = nearest(head.written)
        if meaning == "name" and cells and sum("," in cell for cell in cells) * 10 >= 9 * len(cells):
            meaning = TURNED
        by_values = _by_values(cells)
        if by_values and meaning not in {by_values, "manager_email"}:
            meaning, sure = by_values, BY_VALUES
        if meaning:
            offered.append((-sure, number, meaning))
    for _sure, number, meaning in sorted(offered):
        if meaning not in found:
            found[number] = meaning
    if FIRST in found and LAST not in found and "name" in found:
        found[found.index("name")] = LAST  # "Name" beside "Vorname"
    return found


def _by_values(cells: Sequence[str]) -> str:
    for pattern, meaning in ((_ADDRESS, "email"), (_ZONE, "time_zone")):
        if cells and all(pattern.fullmatch(cell) for cell in cells):
            return meaning
    return ""
