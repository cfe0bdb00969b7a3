/// Small texts in languages of Europe, to be written in the encodings that were used for them.
enum EuropeanTexts {
    static let all: [(language: String, encodings: [String], sentences: [String])] = [
        (
            "Russian", ["windows-1251", "KOI8-R", "IBM866"],
            [
                "Утром туман лежал над рекой, и паром ждал первых пассажиров.",
                "Поиск по словам работает быстро, если индекс хранится на диске в порядке терминов.",
                "Она записала в тетради: лучше один раз спросить, чем десять раз догадываться.",
                "Весна в этом году пришла поздно, и яблони зацвели только в мае.",
                "Файл README.txt лежит в папке docs; прочтите его до начала работы.",
                "В городе было тихо после дождя.",
                "Мастер поставил на стол чайник и улыбнулся гостям.",
                "Сборка заняла три с половиной минуты на восьми ядрах.",
            ]
        ),
        (
            "French", ["windows-1252", "ISO-8859-15"],
            [
                "Le matin, la brume couvrait la rivière et le passeur attendait les premiers voyageurs.",
                "Elle a noté dans son carnet : mieux vaut demander une fois que deviner dix fois.",
                "L'été dernier, nous avons marché jusqu'à l'église du village voisin.",
                "Où est passé le garçon qui gardait les chèvres près du château ?",
                "La compilation a duré trois minutes et demie ; c'était prévu.",
                "Les fenêtres étaient fermées, mais on entendait la fête.",
                "Ça ne marche pas très bien à cause de la forêt.",
            ]
        ),
        (
            "German", ["windows-1252"],
            [
                "Am Morgen lag der Nebel über dem Fluss, und die Fähre wartete auf die ersten Gäste.",
                "Lieber einmal fragen als zehnmal raten, schrieb sie in ihr Heft.",
                "Die Übersetzung dauerte dreieinhalb Minuten auf acht Kernen.",
                "Im Frühjahr blühten die Bäume später als gewöhnlich.",
                "Größere Dateien werden in Blöcken gespeichert und nur bei Bedarf geöffnet.",
                "Er stellte die Kanne auf den Tisch und lächelte.",
            ]
        ),
        (
            "Polish", ["windows-1250", "ISO-8859-2"],
            [
                "Rano mgła leżała nad rzeką, a przewoźnik czekał na pierwszych podróżnych.",
                "Lepiej raz zapytać niż dziesięć razy zgadywać, zapisała w zeszycie.",
                "Wiosna przyszła późno i jabłonie zakwitły dopiero w maju.",
                "Większe pliki są przechowywane w blokach.",
            ]
        ),
    ]
}
