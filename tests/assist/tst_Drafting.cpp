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
};

SOUFFLEUR_TEST_MAIN(tst_Drafting)
#include "tst_Drafting.moc"
