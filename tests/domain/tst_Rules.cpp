// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/Rules.h"
#include "support/TestCase.h"

using namespace souffleur;
using namespace souffleur::rules;

class tst_Rules : public test::TestCase {
    Q_OBJECT
private slots:
    void statusOnlyRises() {
        using enum MessageStatus;
        // Any order of reports ends in the same state once "read" was among them.
        QList<MessageStatus> reports{Sent, Delivered, Read};
        std::sort(reports.begin(), reports.end());
        do {
            MessageStatus s = Sending;
            for (const MessageStatus r : reports)
                s = riseStatus(s, r);
            QCOMPARE(s, Read);
        } while (std::next_permutation(reports.begin(), reports.end()));
        QCOMPARE(riseStatus(Read, Delivered), Read);
        QCOMPARE(riseStatus(Delivered, Failed), Delivered);
        QCOMPARE(riseStatus(Sending, Unclear), Unclear);
        QCOMPARE(riseStatus(Unclear, Delivered), Delivered);
        QCOMPARE(riseStatus(Unclear, Queued), Unclear);
        QCOMPARE(riseStatus(Failed, Queued), Queued);
        QCOMPARE(riseStatus(Held, Cancelled), Cancelled);
        QCOMPARE(riseStatus(Queued, Cancelled), Queued);
        QCOMPARE(riseStatus(Cancelled, Sent), Cancelled);
    }

    void waitStartsOnceAndEndsWithAReply() {
        Conversation c;
        c.episode = EpisodeId::create();
        Message first;
        first.receivedAt = fromMs(1000);
        first.text = u"Hallo\n  zusammen"_s;
        QVERIFY(!applyInbound(c, first, 60min));
        Message second = first;
        second.receivedAt = fromMs(5000);
        QVERIFY(!applyInbound(c, second, 60min));
        QCOMPARE(toMs(*c.waitingSince), 1000);
        QCOMPARE(toMs(*c.dueAt), 1000 + 3'600'000);
        QCOMPARE(c.unread, 2);
        QCOMPARE(c.preview, u"Hallo zusammen"_s);
        Message reply;
        reply.direction = Direction::Outbound;
        reply.receivedAt = fromMs(9000);
        applyReply(c, reply);
        QVERIFY(!c.waitingSince);
        QCOMPARE(c.unread, 0);
        restoreWait(c, fromMs(1000), 60min);
        QCOMPARE(toMs(*c.waitingSince), 1000);
    }

    void customerReopensWithANewEpisode() {
        Conversation c;
        c.episode = EpisodeId::create();
        const EpisodeId before = c.episode;
        applyResolve(c);
        QVERIFY(applyInbound(c, Message{}, 60min));
        QVERIFY(c.episode != before);
        QCOMPARE(c.state, EpisodeState::Open);
    }

    void fileNames_data() {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("clean");
        QTest::newRow("plain") << u"Rechnung März.pdf"_s << u"Rechnung März.pdf"_s;
        QTest::newRow("path") << u"../../etc/passwd"_s << u"passwd"_s;
        QTest::newRow("windows path") << u"C:\\x\\y.exe"_s << u"y.exe"_s;
        QTest::newRow("right-to-left override") << u"photo\u202Egnp.exe"_s << u"photognp.exe"_s;
        QTest::newRow("hidden") << u"...bashrc"_s << u"bashrc"_s;
        QTest::newRow("device") << u"CON.txt"_s << u"_CON.txt"_s;
        QTest::newRow("nothing left") << u"///"_s << u"file"_s;
        QTest::newRow("spaces behind dots") << u". .bashrc"_s << u"bashrc"_s;
        QTest::newRow("cut at a space") << QString(119, u'x') + u" yyyyyyyyyyyyyyyy"_s << QString(119, u'x');
        QTest::newRow("long") << QString(300, u'x') + u".pdf"_s << QString(116, u'x') + u".pdf"_s;
    }
    void fileNames() {
        QFETCH(QString, name);
        QTEST(cleanFileName(name), "clean");
    }

    void oneLineNeverSplitsAnEmoji() {
        QCOMPARE(oneLine(u"a\u200bb\u202ec"_s), u"abc"_s);
        const QString text = oneLine(QString(5, u'x') + u"😀😀😀"_s, 7);
        QVERIFY(text.isValidUtf16());
        QVERIFY(text.size() <= 7);
    }

    void guard() {
        GuardInput in;
        in.text = u"Hallo {{name}}"_s;
        in.capabilities.maxTextLength = 5;
        Message theirs;
        theirs.sequence = 7;
        in.seenSequence = 6;
        Message ours;
        ours.sequence = 8;
        ours.direction = Direction::Outbound;
        ours.author = AgentId::create();
        ours.authorName = u"Tim"_s;
        in.newerItems = {theirs, ours};
        const auto issues = sendGuard(in);
        QList<GuardReason> reasons;
        for (const auto& issue : issues)
            reasons += issue.reason;
        using enum GuardReason;
        QCOMPARE(reasons, (QList<GuardReason>{PlaceholderOpen, TooLong, SomeoneReplied, CustomerWrote}));
        in = {};
        in.text = u"@lena schau mal"_s;
        QCOMPARE(sendGuard(in).value(0).reason, Mention);
        in.text = u"Notiz: Kunde ist schwierig"_s;
        QCOMPARE(sendGuard(in).value(0).reason, NoteLike);
        in.text = u"Ihr Paket kommt morgen."_s;
        QVERIFY(sendGuard(in).isEmpty());
        in.earlierTexts = {in.text};
        QCOMPARE(sendGuard(in).value(0).reason, SameTextSent);
    }

    void guardReadsTheText_data() {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("issues");
        const auto row = [](const char* name, const QString& text, const QString& issues) {
            QTest::newRow(name) << text << issues;
        };
        row("her own name", u"Guten Tag Frau Kessler, das geht."_s, {});
        row("her first name", u"Hallo Miriam! Das geht."_s, {});
        row("another's name", u"Hallo Tobias, das geht."_s, u"name Tobias Brandt"_s);
        row("another's family name", u"Sehr geehrter Herr Brandt,\ndas geht."_s, u"name Tobias Brandt"_s);
        row("with a title", u"Guten Tag Herr Dr. Brandt"_s, u"name Tobias Brandt"_s);
        row("in English", u"Dear Mr. Brandt, sure."_s, u"name Tobias Brandt"_s);
        row("in full, anywhere", u"Wie mit Tobias Brandt besprochen."_s, u"name Tobias Brandt"_s);
        row("a name that is a word, too", u"Hallo! Der Brandt-Ofen und der Klein wenig."_s, {});
        row("a name nobody has", u"Hallo Frau Meyer"_s, {});
        row("shared family name", u"Guten Tag Frau Kessler"_s, {});
        row("another's order", u"Ihre Bestellung SF-20411 ist da."_s, u"number SF-20411"_s);
        row("part of another number", u"Ihre Bestellung SF-204110 ist da."_s, {});
        row("internal word", u"Das ist vertraulich, aber gut."_s, u"word vertraulich"_s);
        row("internal words in other cases", u"NICHT WEITERGEBEN!"_s, u"word nicht weitergeben"_s);
        row("inside a word", u"Unvertraulichkeit"_s, {});
        row("note", u"Intern: Kundin ist schwierig"_s, u"note"_s);
        row("note as heading", u"# Interne Notiz\nKundin ist schwierig"_s, u"note"_s);
        row("note in brackets", u"  [Notiz] ruft morgen an"_s, u"note"_s);
        row("note to somebody", u"Notiz an Tim: bitte prüfen"_s, u"note"_s);
        row("English note", u"**Internal note** call her"_s, u"note"_s);
        row("a note further down", u"Gern.\nNotiz: Sie erhalten eine Mail."_s, {});
        row("international", u"International verschicken wir auch."_s, {});
        row("notebook", u"Note that we are closed on Monday."_s, {});
        row("nothing", u"Ihr Paket kommt morgen."_s, {});
    }
    void guardReadsTheText() {
        QFETCH(QString, text);
        QFETCH(QString, issues);
        GuardInput in;
        in.text = text;
        in.contactName = u"Miriam Kessler"_s;
        in.otherNames = {u"Tobias Brandt"_s, u"Anna Kessler"_s, u"@kim"_s, QString()};
        in.otherNumbers = {u"SF-20411"_s};
        in.internalWords = defaultInternalWords();
        QStringList found;
        for (const GuardIssue& issue : sendGuard(in)) {
            QVERIFY(!isHard(issue.reason));
            using enum GuardReason;
            found += issue.reason == OtherName      ? u"name "_s + issue.detail
                     : issue.reason == OtherNumber  ? u"number "_s + issue.detail
                     : issue.reason == InternalWord ? u"word "_s + issue.detail
                     : issue.reason == NoteLike     ? u"note"_s
                                                    : u"?"_s;
        }
        QCOMPARE(found.join(u'|'), issues);
    }

    void numbersThatTellCustomersApart() {
        QCOMPARE(
            identifyingNumbers(u"Bestellung SF-204118 vom 12.11.2026, 49,90 €, 10115 Berlin, 00340434161094042557, "
                               u"https://shop.example/track/123456789, +49 30 1234567, 123456."_s),
            (QStringList{u"SF-204118"_s, u"00340434161094042557"_s, u"1234567"_s, u"123456"_s}));
        QVERIFY(identifyingNumbers(QString()).isEmpty());
    }

    void similarityAndRating() {
        QCOMPARE(similarity(u"abcd"_s, u"abcd"_s), 1.0);
        QCOMPARE(similarity(u"abcd"_s, u"abxd"_s), 0.75);
        QCOMPARE(similarity({}, {}), 1.0);
        // One lucky five never beats forty 4.6.
        QVERIFY(shrunkRating(5, 1).mean < shrunkRating(4.6 * 40, 40).mean);
    }

    void ids() {
        QList<MessageId> ids;
        for (int i = 0; i < 10000; ++i)
            ids += MessageId::create();
        for (int i = 1; i < ids.size(); ++i)
            QVERIFY(ids.at(i - 1).toBytes() < ids.at(i).toBytes());
        QCOMPARE(MessageId::fromBytes(ids.first().toBytes()), ids.first());
        QCOMPARE(ids.first().toString().at(14), u'7');
    }

    void oneLuckyRatingNeverBeatsFortyGoodOnes() {
        // Whatever else is said for the one and against the other, short of a bad run.
        for (const int luckySent : {1, 10, 100'000}) {
            for (const int oldSent : {40, 400, 100'000}) {
                FaqStats lucky;
                lucky.ratingCount = 1;
                lucky.ratingSum = 5;
                lucky.sent = lucky.kept = luckySent;
                FaqStats proven;
                proven.ratingCount = 40;
                proven.ratingSum = 40 * 4.6;
                proven.sent = oldSent;
                QVERIFY(rules::entryScore(proven, 3650) > rules::entryScore(lucky, 0));
            }
        }
    }

    void entryScoreWeighsWhatHappened() {
        const FaqStats fresh;
        QCOMPARE(rules::entryScore(fresh, -1), 3.8);
        FaqStats used = fresh;
        used.sent = 50;
        used.kept = 45;
        QVERIFY(rules::entryScore(used, 0) > 3.8);
        FaqStats rewritten = used;
        rewritten.kept = 5;
        QVERIFY(rules::entryScore(rewritten, 0) < 3.8);
        QVERIFY(rules::entryScore(fresh, 800) < rules::entryScore(fresh, 10));
        QCOMPARE(rules::entryScore(fresh, 5000), 3.8 - 0.1);
        FaqStats bad = used;
        bad.recentRatings = rules::RunLength;
        bad.recentLow = rules::RunLow - 1;
        QVERIFY(!rules::isBadRun(bad));
        QCOMPARE(rules::entryScore(bad, 0), rules::entryScore(used, 0));
        ++bad.recentLow;
        QVERIFY(rules::isBadRun(bad));
        QCOMPARE(rules::entryScore(bad, 0), rules::entryScore(used, 0) - 1.5);
    }
};

SOUFFLEUR_TEST_MAIN(tst_Rules)
#include "tst_Rules.moc"
