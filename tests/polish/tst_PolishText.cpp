// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "polish/Facts.h"
#include "polish/PolishText.h"
#include "support/TestCase.h"

using namespace souffleur;
using namespace souffleur::polish;

class tst_PolishText : public test::TestCase {
    Q_OBJECT
private slots:
    void factsSurvive_data() {
        QTest::addColumn<QString>("before");
        QTest::addColumn<QString>("after");
        QTest::addColumn<QStringList>("changes");
        const auto row = [](const char* name, const QString& before, const QString& after,
                            const QStringList& changes = {}) { QTest::newRow(name) << before << after << changes; };
        row("other words", u"Das Geld kommt in 5 Tagen."_s, u"Sie erhalten Ihr Geld binnen 5 Tagen."_s);
        row("other number", u"in 5 Tagen"_s, u"in 6 Tagen"_s, {u"-5"_s, u"+6"_s});
        row("other unit", u"in 5 Tagen"_s, u"in 5 Wochen"_s, {u"-unit:day"_s, u"+unit:week"_s});
        row("unit after a word", u"nach drei Tagen"_s, u"nach drei Wochen"_s, {u"-unit:day"_s, u"+unit:week"_s});
        row("greeting", u"Hallo!"_s, u"Guten Tag!"_s);
        row("number in words", u"in zwei Wochen"_s, u"in drei Wochen"_s, {u"-two"_s, u"+three"_s});
        row("amount", u"Es kostet 4,90 €."_s, u"Der Preis ist 4.90 €."_s, {u"-4,90"_s, u"+4.90"_s});
        row("currency", u"10 €"_s, u"10 $"_s, {u"-money:euro"_s, u"+money:dollar"_s});
        row("currency in words", u"10 €"_s, u"10 Euro"_s);
        row("currency in front", u"EUR 10"_s, u"USD 10"_s, {u"-money:euro"_s, u"+money:dollar"_s});
        row("percent", u"20 % Rabatt"_s, u"20 Prozent Nachlass"_s);
        row("date", u"bis 24.12.2026"_s, u"bis 24.12.2027"_s, {u"-24.12.2026"_s, u"+24.12.2027"_s});
        row("month", u"am 3. März"_s, u"am 3. Mai"_s, {u"-month:3"_s, u"+month:5"_s});
        row("you may", u"You can pay later."_s, u"You may pay later."_s);
        row("weekday", u"Montag bis Freitag"_s, u"Montag bis Samstag"_s, {u"-day:5"_s, u"+day:6"_s});
        row("time", u"ab 14:30 Uhr"_s, u"ab 14 Uhr"_s, {u"-14:30"_s, u"+14"_s});
        row("telephone", u"+49 30 1234"_s, u"0049 30 1234"_s, {u"-+49"_s, u"+0049"_s});
        row("link", u"Siehe https://shop.example/a."_s, u"Mehr unter https://shop.example/b."_s,
            {u"-https://shop.example/a"_s, u"+https://shop.example/b"_s});
        row("link kept", u"Siehe https://shop.example/a."_s, u"Unter https://shop.example/a, bitte."_s);
        row("bare link added", u"Fragen Sie uns."_s, u"Fragen Sie evil.example/x."_s, {u"+evil.example/x"_s});
        row("address", u"an hilfe@shop.example"_s, u"an hilfe@shop-example.com"_s,
            {u"-hilfe@shop.example"_s, u"+hilfe@shop-example.com"_s});
        row("placeholder lost", u"Hallo {{name}}, ja."_s, u"Hallo, ja."_s, {u"-{{name}}"_s});
        row("placeholder twice", u"Hallo {{name}}"_s, u"{{name}}, hallo {{name}}"_s, {u"+{{name}}"_s});
        row("placeholder made up", u"Hallo"_s, u"Hallo {{order}}"_s, {u"+{{order}}"_s});
        row("placeholder spaced", u"Hallo {{ Name }}"_s, u"Hallo {{name}}"_s);
        row("placeholder broken", u"Hallo {{name}}"_s, u"Hallo {name}}"_s, {u"-{{name}}"_s, u"+}}"_s});
        row("other digits", u"in 5 Tagen"_s, u"in ٥ Tagen"_s, {u"-5"_s, u"+٥"_s});
        row("raised digit", u"nichts"_s, u"nichts²"_s, {u"+²"_s});
    }
    void factsSurvive() {
        QFETCH(QString, before);
        QFETCH(QString, after);
        QFETCH(QStringList, changes);
        QStringList found = changedFacts(before, after);
        std::sort(found.begin(), found.end());
        std::sort(changes.begin(), changes.end());
        QCOMPARE(found, changes);
        QVERIFY(changedFacts(before, before).isEmpty());
    }

    void objections_data() {
        QTest::addColumn<QString>("result");
        QTest::addColumn<QString>("reason");
        QTest::newRow("fine") << u"Gern! Ihr Paket kommt am Montag."_s << QString();
        QTest::newRow("empty") << u"  \n"_s << u"empty"_s;
        QTest::newRow("runaway") << u"Ihr Paket kommt am Montag. "_s.repeated(20) << u"too_long"_s;
        QTest::newRow("bold") << u"Ihr **Paket** kommt am Montag."_s << u"markup"_s;
        QTest::newRow("invisible") << u"Ihr Pa\u200bket kommt am Montag."_s << u"characters"_s;
        QTest::newRow("turned round") << u"Ihr \u202ePaket kommt am Montag."_s << u"characters"_s;
        QTest::newRow("fact") << u"Ihr Paket kommt am Dienstag."_s << u"facts: -day:1 +day:2"_s;
    }
    void objections() {
        QFETCH(QString, result);
        QTEST(objection(u"Das Paket kommt am Montag."_s, result), "reason");
    }

    void templateHoldsNoValues() {
        FilledText draft;
        draft.text = u"Hallo Lena Hartmann, Bestellung 4711 kommt am {{day}}."_s;
        draft.placeholders = {{u"name"_s, {6, 13}, true}, {u"order"_s, {32, 4}, true}, {u"day"_s, {46, 7}, false}};
        QCOMPARE(draft.text.mid(32, 4), u"4711"_s);
        QCOMPARE(draft.text.mid(46, 7), u"{{day}}"_s);
        QCOMPARE(templateOf(draft), u"Hallo {{name}}, Bestellung {{order}} kommt am {{day}}."_s);
        const FilledText again = refill(templateOf(draft), draft);
        QCOMPARE(again, draft);
        const FilledText moved = refill(u"Am {{day}} kommt {{ Order }}, {{name}}!"_s, draft);
        QCOMPARE(moved.text, u"Am {{day}} kommt 4711, Lena Hartmann!"_s);
        QCOMPARE(moved.placeholders.size(), 3);
        for (const PlaceholderSpan& span : moved.placeholders)
            QCOMPARE(span.resolved, span.name != u"day"_s);
        QCOMPARE(moved.text.mid(moved.placeholders.at(2).range.start, moved.placeholders.at(2).range.length),
                 u"Lena Hartmann"_s);
    }

    void questionsAreMasked() {
        const QString text = u"Hallo, hier Lena Hartmann (@lena_h). Bestellung AB-12345 an lena@mail.example, Tel. "
                             "+49 171 1234567, https://x.example/?t=geheim. Hartmanns Paket? Lenas? LENA!"_s;
        const QString masked = maskQuestion(text, {u"Lena Hartmann"_s, u"@lena_h"_s});
        for (const QString& secret :
             {u"Lena Hartmann"_s, u"lena_h"_s, u"12345"_s, u"mail.example"_s, u"171"_s, u"geheim"_s, u"LENA"_s})
            QVERIFY2(!masked.contains(secret), qPrintable(masked));
        QVERIFY(masked.startsWith(u"Hallo, hier [name] [name] ([name]). Bestellung [number] an [email], Tel."_s));
        static const QRegularExpression digit(u"\\d"_s);
        QVERIFY(!masked.contains(digit));
        QVERIFY(maskQuestion(u"😀"_s.repeated(1000), {}).size() <= 600);
        QVERIFY(maskQuestion(u"😀"_s.repeated(1000), {}).isValidUtf16());
    }

    void wrappingsGo() {
        QCOMPARE(unwrapped(u"<think>hm\nja</think>\n\nHallo."_s, u"Hallo."_s), u"Hallo."_s);
        QCOMPARE(unwrapped(u"```\nHallo.\n```"_s, u"Hallo."_s), u"Hallo."_s);
        QCOMPARE(unwrapped(u"„Hallo.“"_s, u"Hallo."_s), u"Hallo."_s);
        QCOMPARE(unwrapped(u"\"Ja\", sagt er."_s, u"Ja."_s), u"\"Ja\", sagt er."_s);
    }

    void diffTellsWhatChanged() {
        const auto kinds = [](const QString& a, const QString& b) {
            QString line;
            for (const DiffPart& part : wordDiff(a, b))
                line += (part.kind == DiffKind::Same      ? u'='
                         : part.kind == DiffKind::Removed ? u'-'
                                                          : u'+') +
                        part.text.trimmed() + u'|';
            return line;
        };
        QCOMPARE(kinds(u"a b c"_s, u"a b c"_s), u"=a b c|"_s);
        QCOMPARE(kinds(u"Das Geld kommt bald ."_s, u"Ihr Geld kommt sehr bald ."_s),
                 u"-Das|+Ihr|=Geld kommt|+sehr|=bald .|"_s);
        QCOMPARE(kinds({}, u"neu"_s), u"+neu|"_s);
        QCOMPARE(kinds(u"alt"_s, {}), u"-alt|"_s);
    }

    //! Whatever the texts: what stays and goes is the old one, what stays and comes is the new one.
    void diffRebuildsBoth() {
        quint32 seed = 7;
        const auto random = [&](quint32 below) {
            seed = seed * 1664525 + 1013904223;
            return (seed >> 16) % below;
        };
        const auto text = [&] {
            QString result;
            for (quint32 i = random(30); i > 0; --i)
                result += QChar(u'a' + int(random(5))) + QString(int(random(3)), u' ') +
                          (random(8) == 0 ? u"\n"_s : u""_s);
            return result;
        };
        for (int i = 0; i < 500; ++i) {
            const QString before = text();
            const QString after = text();
            QString left;
            QString right;
            for (const DiffPart& part : wordDiff(before, after)) {
                if (part.kind != DiffKind::Added)
                    left += part.text;
                if (part.kind != DiffKind::Removed)
                    right += part.text;
            }
            QCOMPARE(left, before);
            QCOMPARE(right, after);
        }
        const QString longText = u"wort "_s.repeated(3000);
        QCOMPARE(wordDiff(longText, longText + u"x"_s).size(), 2);
    }
};

SOUFFLEUR_TEST_MAIN(tst_PolishText)
#include "tst_PolishText.moc"
