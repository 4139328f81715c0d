// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/TestCase.h"

#include <QFile>
#include <QXmlStreamReader>

using namespace souffleur;

namespace {

struct Text {
    QString context;
    QString source;
    QStringList translations; //!< one per plural form
    bool finished = false;
};

//! What must survive translation: %1, %L1, %n, {{name}} and tags, sorted.
QStringList marks(const QString& text) {
    static const QRegularExpression mark(u"%L?[1-9n]|\\{\\{[^}]*\\}\\}|</?[a-z]+"_s);
    QStringList found;
    for (auto it = mark.globalMatch(text); it.hasNext();)
        found += it.next().captured();
    found.sort();
    return found;
}

//! Marks that the translation lost or invented. A plural form may do without its number ("one message").
QStringList markProblems(const Text& text) {
    QStringList problems;
    for (qsizetype i = 0; i < text.translations.size(); ++i) {
        QStringList wanted = marks(text.source);
        QStringList found = marks(text.translations.at(i));
        if (text.translations.size() > 1 && i + 1 < text.translations.size()) {
            wanted.removeAll(u"%n"_s);
            found.removeAll(u"%n"_s);
        }
        if (wanted != found)
            problems += u"%1: \"%2\" became \"%3\""_s.arg(text.context, text.source, text.translations.at(i));
    }
    return problems;
}

QList<Text> readTexts(QXmlStreamReader& xml) {
    QList<Text> texts;
    QString context;
    bool numerus = false;
    while (!xml.atEnd()) {
        if (xml.readNext() != QXmlStreamReader::StartElement)
            continue;
        const auto name = xml.name();
        if (name == u"name"_s) {
            context = xml.readElementText();
        } else if (name == u"message"_s) {
            texts += Text{context, {}, {}, false};
            numerus = xml.attributes().hasAttribute(u"numerus"_s);
        } else if (name == u"source"_s) {
            texts.last().source = xml.readElementText();
        } else if (name == u"translation"_s) {
            texts.last().finished = !xml.attributes().hasAttribute(u"type"_s);
            if (numerus) {
                while (xml.readNextStartElement())
                    texts.last().translations += xml.readElementText();
            } else {
                texts.last().translations += xml.readElementText();
            }
        }
    }
    return texts;
}

} // namespace

class tst_Translations : public test::TestCase {
    Q_OBJECT
private slots:
    void files_data() {
        QTest::addColumn<QString>("name");
        QTest::newRow("German") << u"souffleur_de"_s;
        QTest::newRow("English plural forms") << u"souffleur_en"_s;
    }
    void files() {
        QFETCH(QString, name);
        QFile file(QString::fromUtf8(SOUFFLEUR_SOURCE_DIR) + u"/translations/"_s + name + u".ts"_s);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QXmlStreamReader xml(&file);
        const QList<Text> texts = readTexts(xml);
        QVERIFY2(!xml.hasError(), qPrintable(xml.errorString()));
        QStringList problems;
        for (const Text& text : texts) {
            // Without the namespace lupdate did not know the class, and the text would never be found at run time.
            // QShortcut is Qt's own context: the names of keys, for machines without Qt's translations.
            if (!text.context.startsWith(u"souffleur::"_s) && text.context != u"QShortcut")
                problems += u"context without namespace: "_s + text.context;
            if (text.finished)
                problems += markProblems(text);
        }
        QVERIFY2(problems.isEmpty(), qPrintable(u'\n' + problems.join(u'\n')));
    }

    void compiledIn() {
        for (const QString& name : {u":/i18n/souffleur_de.qm"_s, u":/i18n/souffleur_en.qm"_s}) {
            QFile file(name);
            QVERIFY2(file.open(QIODevice::ReadOnly), qPrintable(name));
            QVERIFY2(file.read(4) == QByteArray::fromHex("3cb86418"), qPrintable(name));
        }
    }

    void examples_data() {
        QTest::addColumn<QString>("source");
        QTest::addColumn<QStringList>("translations");
        QTest::addColumn<int>("problems");
        QTest::newRow("same marks") << u"%1 of %2"_s << QStringList{u"%1 von %2"_s} << 0;
        QTest::newRow("other order") << u"%1 of %2"_s << QStringList{u"von %2 sind %1"_s} << 0;
        QTest::newRow("lost") << u"%1 of %2"_s << QStringList{u"%1"_s} << 1;
        QTest::newRow("invented") << u"%1"_s << QStringList{u"%1 %2"_s} << 1;
        QTest::newRow("tag lost") << u"<b>%1</b>"_s << QStringList{u"<b>%1"_s} << 1;
        QTest::newRow("placeholder translated") << u"{{name}}"_s << QStringList{u"{{Name}}"_s} << 1;
        QTest::newRow("singular without number") << u"%n messages"_s << QStringList{u"eine"_s, u"%n"_s} << 0;
        QTest::newRow("plural without number") << u"%n messages"_s << QStringList{u"eine"_s, u"viele"_s} << 1;
    }
    void examples() {
        QFETCH(QString, source);
        QFETCH(QStringList, translations);
        QFETCH(int, problems);
        QCOMPARE(markProblems({u"souffleur::ui::X"_s, source, translations, true}).size(), problems);
    }

    void readsPluralsAndUnfinished() {
        QXmlStreamReader xml(
            u"<TS><context><name>souffleur::ui::A</name>"
            "<message><source>a %1</source><translation>b</translation></message>"
            "<message><source>c</source><translation type=\"unfinished\"></translation></message>"
            "<message numerus=\"yes\"><source>%n d</source><translation><numerusform>eins</numerusform>"
            "<numerusform>%n e</numerusform></translation></message></context></TS>"_s);
        const QList<Text> texts = readTexts(xml);
        QVERIFY(!xml.hasError());
        QCOMPARE(texts.size(), 3);
        QCOMPARE(markProblems(texts.at(0)).size(), 1);
        QVERIFY(!texts.at(1).finished);
        QCOMPARE(texts.at(2).translations, (QStringList{u"eins"_s, u"%n e"_s}));
    }
};

SOUFFLEUR_TEST_MAIN(tst_Translations)
#include "tst_Translations.moc"
