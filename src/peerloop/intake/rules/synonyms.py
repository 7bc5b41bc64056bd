"""How the systems and people of several languages head the columns of a list of staff."""

from __future__ import annotations

from peerloop.intake.rules.meanings import FIRST, LAST, TURNED

SYNONYMS: dict[str, str] = {
    "email": "e-mail; mail; e-mail address; mail address; work email; business email; company email; user principal "
    "name; login; E-Mail-Adresse; E-Mail dienstlich; dienstliche E-Mail; E-Mail geschäftlich; geschäftliche E-Mail; "
    "Mailadresse; courriel; adresse e-mail; adresse électronique; adresse mail; e-mail professionnel; correo; correo "
    "electrónico; indirizzo e-mail; posta elettronica; endereço de e-mail; correio eletrónico; e-mailadres; "
    "e-postadress; e-post; adres e-mail; электронная почта; メールアドレス; 邮箱; 电子邮件",
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
    "Fähigkeiten; Kompetenzen; bietet; kann gut; kann helfen bei; compétences; offre; habilidades; conocimientos; "
    "competencias; competenze; competências; conhecimentos; vaardigheden; kompetenser; umiejętności; навыки; スキル",
    "needs": "wants to learn; learning goals; learning needs; development goals; interests; training needs; wants; "
    "Lernwünsche; Lernziele; möchte lernen; Weiterbildungsbedarf; Lernbedarf; sucht; souhaite apprendre; besoins; "
    "objectifs; quiere aprender; necesidades; vuole imparare; quer aprender; wil leren; leerdoelen; vill lära sig",
    "external_id": "employee id; employee number; employee no; personnel number; personnel id; staff id; staff number; "
    "worker id; id; number; person id; payroll number; nr.; Mitarbeiter-Nr.; Mitarbeiternummer; Mitarbeiter-ID; "
    "MA-Nr.; Personalnummer; Personal-Nr.; Pers.-Nr.; PersNr; matricule; numéro d'employé; número de empleado; legajo; "
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
