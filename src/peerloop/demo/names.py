"""Names of people who do not exist."""

FIRST = (
    "Ines Bo Kofi Yuki Rosa Lena Tomas Amara Noor Mateo Priya Jonas Sofia Emeka Hana Luca Aisha Viktor Clara Diego "
    "Meera Oskar Zoe Farid Nadia Hugo Ayumi Samir Elif Pavel Greta Kwame Lucia Anders Tara Ravi Mila Youssef Iris "
    "Felix Naomi Goran Salma Piotr Eva Kenji Rania Stefan Olga Dalia Marco Anya Idris Julia Tariq Vera Nils Chiara "
    "Babak Leila Simon Esra Arjun Marta Theo"
).split()
LAST = (
    "Almeida Lindqvist Mensah Tanaka Silva Okafor Novak Diallo Rahman Ferrari Iyer Keller Petrov Eze Sato Moretti "
    "Hassan Horvat Weiss Castro Nair Berg Laurent Karimi Costa Dubois Mori Haddad Demir Kowalski Vogel Asante Romero "
    "Dahl Kaur Menon Ilic Mansour Brandt Fischer Oliveira Jovanovic Aziz Zielinski Santos Ito Nasser Becker Volkova "
    "Cohen Ricci Sokolova Balogun Meyer Qureshi Lange Holm Greco Amini Farsi Roth Yilmaz Reddy Pereira Blanc"
).split()
