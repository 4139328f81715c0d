// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "assist/Suggester.h"
#include "knowledge/FaqFile.h"
#include "knowledge/FaqIndex.h"
#include "support/TestCase.h"

#include <QElapsedTimer>
#include <QFile>

using namespace souffleur;
using namespace souffleur::assist;

namespace {
const Timestamp Now = fromDateTime(QDateTime(QDate(2026, 3, 10), QTime(12, 0), Qt::UTC));

FaqEntry makeEntry(int number, const QString& german, const QString& english, const QStringList& variants = {}) {
    FaqEntry entry;
    entry.id = FaqEntryId(QUuid::createUuidV5(QUuid(), QString::number(number)));
    entry.number = number;
    if (!german.isEmpty()) {
        entry.questions.insert(u"de"_s, german);
        entry.answers.append({u"de"_s, AnswerLength::Chat, FormOfAddress::Formal,
                              u"Hallo {{name}}, Antwort Nummer %1 für Sie."_s.arg(number)});
        entry.answers.append({u"de"_s, AnswerLength::Chat, FormOfAddress::Informal,
                              u"Hallo {{name}}, Antwort Nummer %1 für dich."_s.arg(number)});
    }
    if (!english.isEmpty()) {
        entry.questions.insert(u"en"_s, english);
        entry.answers.append({u"en"_s, AnswerLength::Chat, FormOfAddress::Unknown,
                              u"Hello {{name}}, this is reply %1."_s.arg(number)});
    }
    for (const QString& variant : variants)
        entry.variants.append({variant, u"de"_s, VariantSource::Written});
    entry.status = FaqStatus::Published;
    entry.version = 1;
    return entry;
}
} // namespace

class tst_Suggester : public test::TestCase {
    Q_OBJECT
private:
    QList<FaqEntry> m_entries;
    std::unique_ptr<knowledge::FaqIndex> m_index;
    std::unique_ptr<Suggester> m_suggester;

    SuggestionRequest ask(const QString& text) const {
        SuggestionRequest request;
        request.turns = QStringList{text};
        request.placeholders = {{u"name"_s, u"Kim"_s}};
        request.now = Now;
        return request;
    }
    int first(const QString& text) {
        const SuggestionSet set = m_suggester->suggest(ask(text));
        return set.suggestions.isEmpty() ? 0 : set.suggestions.first().number;
    }
    void change(int at, const std::function<void(FaqEntry&)>& fn) {
        fn(m_entries[at]);
        ++m_entries[at].version;
        VERIFY_OK(m_index->update({m_entries[at]}));
        m_suggester->indexChanged();
    }

protected:
    void initTest() override {
        m_entries = {
            makeEntry(1, u"Wo ist mein Paket?"_s, u"Where is my parcel?"_s,
                      {u"wann kommt meine Bestellung an"_s, u"Sendungsverfolgung geht nicht"_s}),
            makeEntry(2, u"Wie lange ist die Rückgabefrist?"_s, u"How long can I return an item?"_s,
                      {u"bis wann kann ich etwas zurückschicken"_s}),
            makeEntry(3, u"Welche Zahlungsarten gibt es?"_s, u"Which payment methods do you accept?"_s,
                      {u"kann ich auf Rechnung bezahlen"_s}),
            makeEntry(4, u"Wie ändere ich mein Passwort?"_s, u"How do I change my password?"_s,
                      {u"Passwort vergessen"_s}),
            makeEntry(5, u"Haben Sie Gutscheine zum Verschenken?"_s, u"Do you sell gift vouchers?"_s),
            makeEntry(6, u"Wie kann ich meine Bestellung stornieren?"_s, u"How can I cancel my order?"_s,
                      {u"ich möchte den Auftrag abbrechen"_s}),
            makeEntry(7, u"Der Artikel ist beschädigt angekommen"_s, u"My item arrived damaged"_s,
                      {u"Ware ist kaputt"_s}),
            makeEntry(8, u"Wann bekomme ich mein Geld zurück?"_s, u"When will I get my refund?"_s,
                      {u"Erstattung dauert"_s}),
        };
        m_index = std::make_unique<knowledge::FaqIndex>();
        VERIFY_OK(m_index->open({}, m_entries));
        m_suggester = std::make_unique<Suggester>(*m_index);
    }

private slots:
    void finds_data() {
        QTest::addColumn<QString>("text");
        QTest::addColumn<int>("number");
        QTest::newRow("as written") << u"Wo ist mein Paket?"_s << 1;
        QTest::newRow("variant") << u"passwort vergessen!!"_s << 4;
        QTest::newRow("mistyped") << u"wo ist mein pakte"_s << 1;
        QTest::newRow("mistyped long word") << u"Gutschiene verschenken"_s << 5;
        QTest::newRow("umlaut as digraph") << u"Rueckgabefrist"_s << 2;
        QTest::newRow("part of a compound") << u"Welche Frist gilt für die Rückgabe?"_s << 2;
        QTest::newRow("compound of known words") << u"Paketbestellung wo"_s << 1;
        QTest::newRow("inflected") << u"Ich will mit Rechnungen bezahlen"_s << 3;
        QTest::newRow("English") << u"hi, where is my parcel?"_s << 1;
        QTest::newRow("English, mistyped") << u"i want to change my pasword please"_s << 4;
        QTest::newRow("with greeting, order number and signature")
            << u"Guten Tag,\n\nmeine Bestellung 2024-118734 möchte ich stornieren 😊 "
               u"https://shop.example/paket\n\nMit "
               "freundlichen Grüßen\nPaula Paket"_s
            << 6;
        QTest::newRow("with quoted mail") << u"Ware ist kaputt\n> Wo ist mein Paket?\n> Wo ist mein Paket?"_s << 7;
    }
    void finds() {
        QFETCH(QString, text);
        QFETCH(int, number);
        const SuggestionSet set = m_suggester->suggest(ask(text));
        QCOMPARE(set.state, SuggestionState::Ready);
        QCOMPARE(set.suggestions.first().number, number);
        QVERIFY(set.suggestions.size() <= 3);
    }

    void isSilent_data() {
        QTest::addColumn<QString>("text");
        QTest::newRow("nonsense") << u"asdkjh qwpoei zmxnv"_s;
        QTest::newRow("another matter") << u"Wie wird morgen das Wetter in Hamburg?"_s;
        QTest::newRow("thanks") << u"Vielen Dank, schönes Wochenende!"_s;
        QTest::newRow("emoji") << u"👍👍"_s;
        QTest::newRow("empty") << u"   "_s;
        QTest::newRow("numbers") << u"4711 0815"_s;
    }
    void isSilent() {
        QFETCH(QString, text);
        const SuggestionSet set = m_suggester->suggest(ask(text));
        QCOMPARE(set.state, SuggestionState::Silent);
        QVERIFY(set.suggestions.isEmpty());
    }

    void anEmptyFaqSaysSo() {
        knowledge::FaqIndex index;
        VERIFY_OK(index.open({}, {}));
        Suggester suggester(index);
        QCOMPARE(suggester.suggest(ask(u"Wo ist mein Paket?"_s)).state, SuggestionState::FaqEmpty);
    }

    void hiddenEntriesNeverAppear_data() {
        QTest::addColumn<int>("how");
        const QStringList names{u"draft"_s,       u"in review"_s, u"archived"_s,      u"internal"_s,
                                u"instruction"_s, u"expired"_s,   u"not yet valid"_s, u"another channel"_s};
        for (int i = 0; i < names.size(); ++i)
            QTest::newRow(qPrintable(names.at(i))) << i;
    }
    void hiddenEntriesNeverAppear() {
        QFETCH(int, how);
        QCOMPARE(first(u"Wo ist mein Paket?"_s), 1);
        change(0, [&](FaqEntry& entry) {
            switch (how) {
            case 0:
                entry.status = FaqStatus::Draft;
                break;
            case 1:
                entry.status = FaqStatus::InReview;
                break;
            case 2:
                entry.status = FaqStatus::Archived;
                break;
            case 3:
                entry.audience = FaqAudience::Internal;
                break;
            case 4:
                entry.audience = FaqAudience::Instruction;
                break;
            case 5:
                entry.validUntil = QDate(2026, 3, 9);
                break;
            case 6:
                entry.validFrom = QDate(2026, 3, 11);
                break;
            default:
                entry.channels = {u"email"_s};
                break;
            }
        });
        SuggestionRequest request = ask(u"Wo ist mein Paket?"_s);
        request.channelKind = u"telegram"_s;
        for (const bool raw : {false, true}) {
            request.rawHits = raw;
            for (const Suggestion& suggestion : m_suggester->suggest(request).suggestions)
                QVERIFY(suggestion.number != 1);
        }
        // Valid up to and including today, and on its channel.
        change(0, [&](FaqEntry& entry) {
            entry.status = FaqStatus::Published;
            entry.audience = FaqAudience::Public;
            entry.validFrom = entry.validUntil = QDate(2026, 3, 10);
            entry.channels = {u"telegram"_s};
        });
        QCOMPARE(m_suggester->suggest(request).suggestions.first().number, 1);
    }

    void answersOfOtherLanguagesAreNotOffered() {
        change(0, [](FaqEntry& entry) { entry.answers.removeLast(); }); // the English one
        SuggestionRequest request = ask(u"where is my parcel? it should have been here by now"_s);
        request.rawHits = true;
        const SuggestionSet set = m_suggester->suggest(request);
        QCOMPARE(set.language, u"en"_s);
        for (const Suggestion& suggestion : set.suggestions) {
            QVERIFY(suggestion.number != 1);
            QCOMPARE(suggestion.answer.language, u"en"_s);
        }
    }

    void addressFollowsTheCustomer() {
        SuggestionRequest request = ask(u"Könnt ihr mir sagen, wo mein Paket ist? Hast du eine Nummer?"_s);
        QCOMPARE(m_suggester->suggest(request).suggestions.first().filled.text,
                 u"Hallo Kim, Antwort Nummer 1 für dich."_s);
        request = ask(u"Können Sie mir sagen, wo mein Paket ist?"_s);
        QCOMPARE(m_suggester->suggest(request).suggestions.first().answer.address, FormOfAddress::Formal);
        request = ask(u"wo ist mein paket"_s);
        request.teamAddress = FormOfAddress::Informal;
        QCOMPARE(m_suggester->suggest(request).suggestions.first().answer.address, FormOfAddress::Informal);
        request.address = FormOfAddress::Formal;
        request.greeted = true;
        QCOMPARE(m_suggester->suggest(request).suggestions.first().filled.text, u"Antwort Nummer 1 für Sie."_s);
    }

    void saysWhy() {
        const SuggestionSet set = m_suggester->suggest(ask(u"Wie lang ist die Frist für Rueckgaben?"_s));
        const Suggestion& best = set.suggestions.first();
        QCOMPARE(best.number, 2);
        QCOMPARE(best.matchedWords.size(), best.matchedTerms.size());
        QVERIFY(best.matchedWords.contains(u"Rueckgaben"_s));
        QCOMPARE(best.matchedTerms.at(best.matchedWords.indexOf(u"Rueckgaben"_s)), u"Rückgabefrist"_s);
        QVERIFY(!best.matchedWords.contains(u"ist"_s));
        QVERIFY(best.probability > 0 && best.probability <= 1);
    }

    void aWordFarDownIsShownAsItWasWritten() {
        change(1, [](FaqEntry& entry) {
            entry.variants.append({u"…"_s, u"de"_s, VariantSource::Learned}); // no words
            for (int i = 0; i < 25; ++i)
                entry.variants.append(
                    {u"Frist für die Rückgabe, Fall %1"_s.arg(i), u"de"_s, VariantSource::Learned});
            entry.variants.append({u"wo ist der Retourenschein"_s, u"de"_s, VariantSource::Learned});
        });
        const SuggestionSet set = m_suggester->suggest(ask(u"Rückgabefrist mit Retourenscheinen"_s));
        const Suggestion& best = set.suggestions.first();
        QCOMPARE(best.number, 2);
        const qsizetype at = best.matchedWords.indexOf(u"Retourenscheinen"_s);
        QVERIFY(at >= 0);
        QCOMPARE(best.matchedTerms.at(at), u"Retourenschein"_s);
    }

    void ratingOrdersEquals() {
        FaqEntry twin = m_entries.at(4);
        twin.id = FaqEntryId(QUuid::createUuidV5(QUuid(), u"twin"_s));
        twin.number = 50;
        twin.answers[0].body = twin.answers[1].body = u"Ganz andere Auskunft mit neuen Worten dazu."_s;
        VERIFY_OK(m_index->update({twin}));
        m_suggester->indexChanged();
        const QString text = u"Haben Sie Gutscheine?"_s;
        for (const int favourite : {5, 50}) {
            FaqStats good;
            good.entry = favourite == 5 ? m_entries.at(4).id : twin.id;
            good.ratingCount = 40;
            good.ratingSum = 4.8 * 40;
            good.sent = 10;
            good.kept = 8;
            FaqStats bad;
            bad.entry = favourite == 5 ? twin.id : m_entries.at(4).id;
            bad.ratingCount = 40;
            bad.ratingSum = 2.0 * 40;
            m_suggester->setStats({good, bad});
            const SuggestionSet set = m_suggester->suggest(ask(text));
            QCOMPARE(set.suggestions.first().number, favourite);
            QCOMPARE(set.suggestions.first().rating.count, 40);
            QCOMPARE(set.suggestions.first().timesSent, 10);
            QCOMPARE(set.suggestions.first().keptShare, 0.8);
        }
        // A bad rating never overrules the words.
        FaqStats awful;
        awful.entry = m_entries.at(0).id;
        awful.ratingCount = 1000;
        awful.ratingSum = 1000;
        m_suggester->setStats({awful});
        QCOMPARE(first(u"Wo ist mein Paket?"_s), 1);
    }

    void sameAnswersAreOneSuggestion() {
        FaqEntry twin = m_entries.at(3);
        twin.id = FaqEntryId::create();
        twin.number = 40;
        VERIFY_OK(m_index->update({twin}));
        m_suggester->indexChanged();
        int found = 0;
        for (const Suggestion& suggestion :
             m_suggester->suggest(ask(u"Wie ändere ich mein Passwort?"_s)).suggestions)
            found += suggestion.number == 4 || suggestion.number == 40;
        QCOMPARE(found, 1);
    }

    void twoQuestionsGetTwoAnswers() {
        const SuggestionSet set =
            m_suggester->suggest(ask(u"Hallo! Wo ist mein Paket? Und kann ich auf Rechnung bezahlen?"_s));
        // Both in one draft first, then each by itself.
        QCOMPARE(set.suggestions.size(), 3);
        const QSet<int> numbers{set.suggestions.at(1).number, set.suggestions.at(2).number};
        QCOMPARE(numbers, (QSet<int>{1, 3}));
        const Suggestion joined = set.suggestions.first();
        QCOMPARE(joined.number, 1);
        QCOMPARE(joined.joined.size(), 1);
        for (const Suggestion& half : set.suggestions.mid(1)) {
            const QString words = half.filled.text.section(u',', -1).trimmed().right(20);
            QVERIFY2(joined.filled.text.contains(words), qPrintable(joined.filled.text));
        }
        QCOMPARE(joined.filled.text.count(u"Hallo"_s),
                 std::min<qsizetype>(1, joined.filled.text.count(u"Hallo"_s)));
        // A question asked twice is one question.
        const SuggestionSet once = m_suggester->suggest(ask(u"Wo ist mein Paket? Wo ist denn mein Paket?"_s));
        for (const Suggestion& suggestion : once.suggestions)
            QVERIFY(suggestion.joined.isEmpty());
    }

    void anEditIsFoundAtOnce() {
        QCOMPARE(first(u"Wie melde ich mich vom Newsletter ab?"_s), 0);
        const FaqEntry entry =
            makeEntry(60, u"Newsletter abmelden"_s, {}, {u"Wie melde ich mich vom Newsletter ab?"_s});
        VERIFY_OK(m_index->update({entry}));
        m_suggester->indexChanged();
        QCOMPARE(first(u"Wie melde ich mich vom Newsletter ab?"_s), 60);
        VERIFY_OK(m_index->remove({entry.id}));
        m_suggester->indexChanged();
        QCOMPARE(first(u"Wie melde ich mich vom Newsletter ab?"_s), 0);
    }

    void hostileMessagesAreBounded() {
        QElapsedTimer timer;
        timer.start();
        for (const QString& text :
             {QString(200'000, u'a'), QString(50'000, u' '), u"wo ist mein paket? "_s.repeated(5000),
              u"?"_s.repeated(10'000), u"a-1"_s.repeated(20'000), u"{{"_s.repeated(5000),
              QString(10'000, QChar(0xD800)), u">"_s.repeated(10'000)})
            m_suggester->suggest(ask(text));
        QVERIFY2(timer.elapsed() < 5000, qPrintable(QString::number(timer.elapsed())));
    }

    void theSampleAnswersItsOwnVariants() {
        QFile file(QStringLiteral(SOUFFLEUR_SOURCE_DIR "/resources/sample/faq.json"));
        QVERIFY2(file.open(QIODevice::ReadOnly), "the sample FAQ is part of the product");
        const auto plan = knowledge::FaqFile::plan(file.readAll(), FaqFormat::Json, {}, Now);
        VERIFY_OK(plan);
        QList<FaqEntry> entries;
        for (const ImportRow& row : plan->rows) {
            entries.append(row.entry);
            entries.last().channels.clear();
        }
        knowledge::FaqIndex index;
        VERIFY_OK(index.open({}, entries));
        Suggester suggester(index);
        int asked = 0;
        int right = 0;
        for (const FaqEntry& entry : entries) {
            if (entry.status != FaqStatus::Published || entry.audience != FaqAudience::Public ||
                entry.validUntil.isValid() || entry.validFrom.isValid())
                continue;
            for (const FaqVariant& variant : entry.variants) {
                SuggestionRequest request = ask(variant.text);
                request.language = variant.language;
                const SuggestionSet set = suggester.suggest(request);
                ++asked;
                right += std::any_of(set.suggestions.cbegin(), set.suggestions.cend(),
                                     [&](const Suggestion& s) { return s.entry == entry.id; });
            }
        }
        QVERIFY(asked > 100);
        QVERIFY2(right >= 0.95 * asked, qPrintable(u"%1 of %2"_s.arg(right).arg(asked)));
    }
};

SOUFFLEUR_TEST_MAIN(tst_Suggester)
#include "tst_Suggester.moc"
