// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "assist/Drafting.h"
#include "support/TestCase.h"

using namespace souffleur;
using namespace souffleur::assist;

class tst_Drafting : public test::TestCase {
    Q_OBJECT
private slots:
    void placeholders() {
        const QMap<QString, QString> values{
            {u"name"_s, u"{{order}}"_s}, {u"order"_s, u"4711"_s}, {u"empty"_s, u" "_s}};
        const FilledText filled = fillPlaceholders(u"Hallo {{ Name }}: {{order}}, {{tracking}} {{empty}}"_s, values,
                                                   u"de"_s, QDate(2026, 3, 10));
        // Values are never read again, whatever a customer calls himself.
        QCOMPARE(filled.text, u"Hallo {{order}}: 4711, {{tracking}} {{empty}}"_s);
        QCOMPARE(filled.placeholders.size(), 4);
        for (const PlaceholderSpan& span : filled.placeholders) {
            const QString text = filled.text.mid(span.range.start, span.range.length);
            QCOMPARE(span.resolved, span.name == u"name"_s || span.name == u"order"_s);
            QCOMPARE(text, span.resolved ? values.value(span.name) : u"{{%1}}"_s.arg(span.name));
        }
    }

    void dates_data() {
        QTest::addColumn<QString>("body");
        QTest::addColumn<QString>("language");
        QTest::addColumn<QString>("text");
        QTest::newRow("today, German") << u"{{date}}"_s << u"de"_s << u"10. März 2026"_s;
        QTest::newRow("two weeks, German") << u"{{date:+14d}}"_s << u"de"_s << u"24. März 2026"_s;
        QTest::newRow("two weeks, English") << u"{{date:+14d}}"_s << u"en"_s << u"24 March 2026"_s;
        QTest::newRow("a week ago") << u"{{date:-1w}}"_s << u"en"_s << u"3 March 2026"_s;
        QTest::newRow("a month on") << u"{{date:+1m}}"_s << u"de"_s << u"10. April 2026"_s;
        QTest::newRow("no date") << u"{{date:soon}}"_s << u"de"_s << u"{{date:soon}}"_s;
    }
    void dates() {
        QFETCH(QString, body);
        QFETCH(QString, language);
        QTEST(fillPlaceholders(body, {}, language, QDate(2026, 3, 10)).text, "text");
    }

    void address_data() {
        QTest::addColumn<QString>("text");
        QTest::addColumn<int>("address");
        const auto row = [](const char* name, const QString& text, FormOfAddress address) {
            QTest::newRow(name) << text << int(address);
        };
        using enum FormOfAddress;
        row("Sie in the middle", u"Können Sie mir helfen?"_s, Formal);
        row("Sie at the beginning only", u"Sie ist kaputt."_s, Unknown);
        row("they", u"die Schuhe sind da, aber sie passen nicht"_s, Unknown);
        row("du", u"kannst du mir helfen?"_s, Informal);
        row("plural you", u"Habt ihr noch welche? Euer Shop ist toll"_s, Informal);
        row("salutation", u"Sehr geehrte Damen und Herren, das Paket fehlt."_s, Formal);
        row("nothing", u"wo ist mein paket"_s, Unknown);
        row("English", u"Can you help me?"_s, Unknown);
    }
    void address() {
        QFETCH(QString, text);
        QFETCH(int, address);
        QCOMPARE(int(guessAddress({text})), address);
    }

    void oneSalutationPerEpisode_data() {
        QTest::addColumn<QString>("body");
        QTest::addColumn<QString>("rest");
        QTest::newRow("one line") << u"Hallo {{name}}, ich sehe nach."_s << u"Ich sehe nach."_s;
        QTest::newRow("own line") << u"Sehr geehrte Frau {{name}},\n\nwir sehen nach."_s << u"Wir sehen nach."_s;
        QTest::newRow("English") << u"Hi {{name}}! We are on it."_s << u"We are on it."_s;
        QTest::newRow("none") << u"Wir sehen nach."_s << u"Wir sehen nach."_s;
        QTest::newRow("nothing else") << u"Hallo {{name}},"_s << u"Hallo {{name}},"_s;
        QTest::newRow("no salutation at all") << u"Hierbei hilft, wer kann."_s << u"Hierbei hilft, wer kann."_s;
    }
    void oneSalutationPerEpisode() {
        QFETCH(QString, body);
        QTEST(withoutSalutation(body), "rest");
    }

    void choosesTheAnswer() {
        using enum FormOfAddress;
        FaqEntry entry;
        const auto add = [&](AnswerLength length, FormOfAddress address, const QString& body) {
            entry.answers.append({u"de"_s, length, address, body});
        };
        add(AnswerLength::Short, Unknown, u"kurz"_s);
        add(AnswerLength::Chat, Formal, u"Chat für Sie, etwas länger"_s);
        add(AnswerLength::Chat, Informal, u"Chat für dich, etwas länger"_s);
        add(AnswerLength::Email, Formal, u"Mail für Sie, noch länger und länger"_s);
        entry.answers.append({u"en"_s, AnswerLength::Chat, Unknown, u"English"_s});
        DraftForm form;
        form.language = u"de"_s;
        form.today = QDate(2026, 3, 10);
        const auto text = [&] {
            const auto draft = chooseDraft(entry, form);
            return draft ? draft->filled.text : QString();
        };
        QCOMPARE(text(), u"Chat für Sie, etwas länger"_s);
        form.address = Informal;
        QCOMPARE(text(), u"Chat für dich, etwas länger"_s);
        form.formalChannel = true;
        QCOMPARE(text(), u"Chat für dich, etwas länger"_s);
        form.address = Formal;
        QCOMPARE(text(), u"Mail für Sie, noch länger und länger"_s);
        form.maxTextLength = 10;
        QCOMPARE(text(), u"kurz"_s);
        form.language = u"en"_s;
        form.maxTextLength = 100;
        QCOMPARE(text(), u"English"_s);
        form.language = u"fr"_s;
        QVERIFY(!chooseDraft(entry, form));
    }

    void names_data() {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("field");
        QTest::addColumn<QString>("title");
        QTest::addColumn<int>("address");
        QTest::addColumn<QString>("language");
        QTest::addColumn<QString>("spoken");
        const auto row = [](const char* what, const QString& name, const QString& field, const QString& title,
                            FormOfAddress address, const QString& language, const QString& spoken) {
            QTest::newRow(what) << name << field << title << int(address) << language << spoken;
        };
        using enum FormOfAddress;
        row("du", u"Lena Hartmann"_s, u"Frau"_s, {}, Informal, u"de"_s, u"Lena"_s);
        row("Sie, known", u"Lena Hartmann"_s, u"Frau"_s, {}, Formal, u"de"_s, u"Frau Hartmann"_s);
        row("Sie, gender", u"Tim Berg"_s, u"m"_s, {}, Formal, u"de"_s, u"Herr Berg"_s);
        row("Sie, title", u"Lena Hartmann"_s, u"weiblich"_s, u"Dr."_s, Formal, u"de"_s, u"Frau Dr. Hartmann"_s);
        row("Sie, only a title", u"Lena Hartmann"_s, {}, u"Dr."_s, Formal, u"de"_s, u"Dr. Lena Hartmann"_s);
        row("Sie, nothing known", u"Lena Hartmann"_s, {}, {}, Formal, u"de"_s, u"Lena Hartmann"_s);
        row("divers", u"Kim Berg"_s, u"divers"_s, {}, Formal, u"de"_s, u"Kim Berg"_s);
        row("particles", u"Anna von der Heide"_s, u"Frau"_s, {}, Formal, u"de"_s, u"Frau von der Heide"_s);
        row("turned round", u"Hartmann, Lena"_s, u"Frau"_s, {}, Formal, u"de"_s, u"Frau Hartmann"_s);
        row("one word", u"lena88"_s, u"Frau"_s, {}, Formal, u"de"_s, u"lena88"_s);
        row("English", u"Lena Hartmann"_s, u"Frau"_s, {}, Formal, u"en"_s, u"Ms Hartmann"_s);
        row("English title", u"Lena Hartmann"_s, u"Ms"_s, u"Dr"_s, Formal, u"en"_s, u"Dr Hartmann"_s);
    }
    void names() {
        QFETCH(QString, name);
        QFETCH(QString, field);
        QFETCH(QString, title);
        QFETCH(int, address);
        QFETCH(QString, language);
        QMap<QString, QString> values{{u"name"_s, name}};
        if (!field.isEmpty())
            values.insert(u"Anrede"_s, field);
        if (!title.isEmpty())
            values.insert(u"titel"_s, title);
        QTEST(addressedName(values, FormOfAddress(address), language), "spoken");
    }

    void nameFollowsTheAnswer() {
        FaqEntry entry;
        entry.answers = {
            {u"de"_s, AnswerLength::Chat, FormOfAddress::Informal, u"Hallo {{name}}, schau: {{order}}"_s}};
        DraftForm form;
        form.language = u"de"_s;
        form.address = FormOfAddress::Formal;
        form.placeholders = {{u"name"_s, u"Lena Hartmann"_s}, {u"Anrede"_s, u"Frau"_s}, {u"Order"_s, u"4711"_s}};
        // There is only an answer in du; "Frau Hartmann, schau" would be neither.
        QCOMPARE(chooseDraft(entry, form)->filled.text, u"Hallo Lena, schau: 4711"_s);
        entry.answers.first().address = FormOfAddress::Unknown;
        QCOMPARE(chooseDraft(entry, form)->filled.text, u"Hallo Frau Hartmann, schau: 4711"_s);
    }

    void honorificStandsOnce() {
        const QDate today(2026, 3, 10);
        const QMap<QString, QString> values{{u"name"_s, u"Frau Hartmann"_s}};
        QCOMPARE(fillPlaceholders(u"Sehr geehrte Frau {{name}},"_s, values, u"de"_s, today).text,
                 u"Sehr geehrte Frau Hartmann,"_s);
        QCOMPARE(fillPlaceholders(u"Guten Tag {{name}},"_s, values, u"de"_s, today).text,
                 u"Guten Tag Frau Hartmann,"_s);
    }

    void lettersFallApart_data() {
        QTest::addColumn<QString>("body");
        QTest::addColumn<QString>("salutation");
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("closing");
        QTest::newRow("whole letter") << u"Hallo {{name}},\n\nwir sehen nach.\n\nViele Grüße\n{{agent}}"_s
                                      << u"Hallo {{name}},\n\n"_s << u"wir sehen nach."_s
                                      << u"\n\nViele Grüße\n{{agent}}"_s;
        QTest::newRow("formal") << u"Sehr geehrte Frau {{name}},\nes ist da.\nMit freundlichen Grüßen\n{{agent}}"_s
                                << u"Sehr geehrte Frau {{name}},\n"_s << u"es ist da."_s
                                << u"\nMit freundlichen Grüßen\n{{agent}}"_s;
        QTest::newRow("English") << u"Hi {{name}}, it is on its way. Best regards, {{agent}}"_s
                                 << u"Hi {{name}}, "_s << u"it is on its way."_s << u" Best regards, {{agent}}"_s;
        QTest::newRow("bare") << u"Es kommt morgen."_s << QString() << u"Es kommt morgen."_s << QString();
        QTest::newRow("greetings in the text")
            << u"Bestellen Sie Grußkarten mit vielen Grüßen im Shop."_s << QString()
            << u"Bestellen Sie Grußkarten mit vielen Grüßen im Shop."_s << QString();
    }
    void lettersFallApart() {
        QFETCH(QString, body);
        const LetterParts parts = letterParts(body);
        QTEST(parts.salutation, "salutation");
        QTEST(parts.text, "text");
        QTEST(parts.closing, "closing");
        QCOMPARE(parts.salutation + parts.text + parts.closing, body);
    }

    void twoAnswersMakeOneLetter() {
        const QString parcel = u"Hallo {{name}},\n\nIhr Paket ist unterwegs.\n\nViele Grüße\n{{agent}}"_s;
        const QString money = u"Hallo {{name}}, das Geld kommt in 5 Tagen.\n\nBeste Grüße\n{{agent}}"_s;
        QCOMPARE(joinedBody(parcel, money, false),
                 u"Hallo {{name}},\n\nIhr Paket ist unterwegs.\n\nDas Geld kommt in 5 Tagen.\n\nBeste "
                 "Grüße\n{{agent}}"_s);
        QCOMPARE(joinedBody(parcel, money, true),
                 u"Ihr Paket ist unterwegs.\n\nDas Geld kommt in 5 Tagen.\n\nBeste Grüße\n{{agent}}"_s);
        QCOMPARE(joinedBody(u"Es ist da."_s, money, false),
                 u"Hallo {{name}},\n\nEs ist da.\n\nDas Geld kommt in 5 Tagen.\n\nBeste Grüße\n{{agent}}"_s);
        QCOMPARE(joinedBody(u"Es ist da."_s, u"Es ist bezahlt."_s, false), u"Es ist da.\n\nEs ist bezahlt."_s);
    }

    void joinedDraftStandsInFront() {
        const auto make = [](const QString& title, const QString& body, double probability) {
            Suggestion s;
            s.entry = FaqEntryId::create();
            s.title = title;
            s.answer = {u"de"_s, AnswerLength::Chat, FormOfAddress::Unknown, body};
            s.filled.text = body;
            s.probability = probability;
            s.band = probability > 0.6 ? ScoreBand::VeryGood : ScoreBand::Good;
            return s;
        };
        SuggestionSet set;
        set.suggestions = {make(u"Geld?"_s, u"Hallo {{name}}, das Geld kommt in 5 Tagen."_s, 0.9),
                           make(u"Paket?"_s, u"Hallo {{name}}, Ihr Paket ist bei {{carrier}}."_s, 0.5),
                           make(u"Anderes?"_s, u"Etwas ganz anderes."_s, 0.2)};
        DraftForm form;
        form.language = u"de"_s;
        form.placeholders = {{u"name"_s, u"Lena Hartmann"_s}, {u"gender"_s, u"f"_s}};
        form.today = QDate(2026, 3, 10);
        const QList<FaqEntryId> asked{set.suggestions.at(1).entry, set.suggestions.at(0).entry};
        const SuggestionSet before = set;
        addJoinedDraft(set, asked, form, 3);
        QCOMPARE(set.suggestions.size(), 3);
        const Suggestion joined = set.suggestions.first();
        QCOMPARE(joined.filled.text,
                 u"Hallo Frau Hartmann, Ihr Paket ist bei {{carrier}}.\n\nDas Geld kommt in 5 Tagen."_s);
        QCOMPARE(joined.filled.placeholders.size(), 2);
        QVERIFY(!joined.filled.placeholders.last().resolved);
        QCOMPARE(joined.entry, asked.first());
        QCOMPARE(joined.joined, QList<FaqEntryId>{asked.last()});
        QCOMPARE(joined.title, u"Paket? + Geld?"_s);
        QCOMPARE(joined.probability, 0.5);
        QCOMPARE(joined.band, ScoreBand::Good);
        QCOMPARE(set.suggestions.at(1), before.suggestions.at(0));
        // One question, twice the same entry, or too long for the channel: nothing is joined.
        set = before;
        addJoinedDraft(set, {asked.first()}, form, 3);
        addJoinedDraft(set, {asked.first(), asked.first()}, form, 3);
        form.maxTextLength = 60;
        addJoinedDraft(set, asked, form, 3);
        QCOMPARE(set, before);
    }
};

SOUFFLEUR_TEST_MAIN(tst_Drafting)
#include "tst_Drafting.moc"
