// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/SearchSyntax.h"
#include "support/TestCase.h"

using namespace souffleur;

class tst_SearchSyntax : public test::TestCase {
    Q_OBJECT
private slots:
    void initTestCase();
    void splitsWordsFromOperators_data();
    void splitsWordsFromOperators();
    void readsPeople();
    void readsChannels();
    void readsStatus();
    void readsTimes_data();
    void readsTimes();
    void readsWaits();
    void saysWhatIsWrong_data();
    void saysWhatIsWrong();
    void completes_data();
    void completes();

private:
    SearchQuery parsed(const QString& typed) {
        const SearchInput input = parseSearch(typed, m_names);
        for (const SearchProblem& problem : input.problems)
            qWarning("problem %d with %s", int(problem.kind), qPrintable(problem.value));
        return input.query;
    }
    SearchNames m_names;
    AgentId m_tim = AgentId::create();
    Channel m_mail, m_bot, m_shop;
};

void tst_SearchSyntax::initTestCase() {
    m_names.me = AgentId::create();
    m_names.agents = {{m_names.me, u"Jana Vogt"_s},
                      {m_tim, u"Tim Öztürk"_s},
                      {AgentId::create(), u"Kim Maier"_s},
                      {AgentId::create(), u"Kai Maier"_s}};
    const auto channel = [this](const QString& kind, const QString& name) {
        Channel c;
        c.id = ChannelId::create();
        c.kind = kind;
        c.name = name;
        m_names.channels += c;
        return c;
    };
    m_mail = channel(u"mail"_s, u"Post vom Shop"_s);
    m_bot = channel(u"telegram"_s, u"@shop_bot"_s);
    m_shop = channel(u"telegram"_s, u"Zweiter Bot"_s);
    ChannelCapabilities mail;
    mail.kind = u"mail"_s;
    mail.displayName = u"E-Mail"_s;
    m_names.kinds = {mail};
    m_names.tags = {u"VIP"_s, u"große Bestellung"_s};
    m_names.now = fromDateTime(QDateTime(QDate(2026, 11, 28), QTime(14, 30), QTimeZone("Europe/Berlin")));
    m_names.zone = QTimeZone("Europe/Berlin");
}

void tst_SearchSyntax::splitsWordsFromOperators_data() {
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("words");
    QTest::newRow("words only") << u"mein paket"_s << u"mein paket"_s;
    QTest::newRow("the space behind the last word counts") << u"paket "_s << u"paket "_s;
    QTest::newRow("a phrase") << u"\"mein paket\" wo"_s << u"\"mein paket\" wo"_s;
    QTest::newRow("an operator between words") << u"wo tag:vip paket"_s << u"wo paket"_s;
    QTest::newRow("the word before an operator is whole") << u"paket tag:vip"_s << u"paket "_s;
    QTest::newRow("an operator being typed") << u"paket von:"_s << u"paket "_s;
    QTest::newRow("an unknown operator is a word") << u"phase:kauf"_s << u"phase:kauf"_s;
    QTest::newRow("an address") << u"https://shop.example/a"_s << u"https://shop.example/a"_s;
    QTest::newRow("a time") << u"um 12:30 Uhr"_s << u"um 12:30 Uhr"_s;
    QTest::newRow("an operator in quotes is a word") << u"\"von:anna\""_s << u"\"von:anna\""_s;
    QTest::newRow("nothing") << QString() << QString();
    QTest::newRow("a lone colon") << u":"_s << u":"_s;
}

void tst_SearchSyntax::splitsWordsFromOperators() {
    QFETCH(QString, typed);
    QTEST(parsed(typed).words, "words");
}

void tst_SearchSyntax::readsPeople() {
    for (const QString& typed : {u"von:anna"_s, u"From:anna"_s, u"VON: anna"_s, u"von:\"anna\""_s}) {
        const SearchQuery query = parsed(typed);
        QCOMPARE(query.from, u"anna"_s);
        QCOMPARE(query.direction, std::optional(Direction::Inbound));
        QVERIFY(query.words.isEmpty());
    }
    QCOMPARE(parsed(u"von:\"Anna Weber\" paket"_s).from, u"Anna Weber"_s);
    QCOMPARE(parsed(u"von:„Anna Weber“"_s).from, u"Anna Weber"_s);
    QCOMPARE(parsed(u"to:anna"_s).direction, std::optional(Direction::Outbound));
    QCOMPARE(parsed(u"an:anna"_s).from, u"anna"_s);
    QCOMPARE(parsed(u"von:mir"_s).author, std::optional(m_names.me));
    QCOMPARE(parsed(u"from:me to:anna"_s).author, std::optional(m_names.me));
    QCOMPARE(parsed(u"from:me to:anna"_s).from, u"anna"_s);
    QCOMPARE(parsed(u"zuständig:mir"_s).assignee, std::optional(m_names.me));
    QCOMPARE(parsed(u"zustaendig:\"tim ozturk\""_s).assignee, std::optional(m_tim));
    QCOMPARE(parsed(u"assignee:Öztürk"_s).assignee, std::optional(m_tim));
    QCOMPARE(parsed(u"assignee:nobody"_s).assignee, std::optional(AgentId()));
    QCOMPARE(parsed(u"tag:vip tag:\"GROSSE bestellung\" tag:neu"_s).tags,
             QStringList({u"VIP"_s, u"große Bestellung"_s, u"neu"_s}));
}

void tst_SearchSyntax::readsChannels() {
    QCOMPARE(parsed(u"kanal:e-mail"_s).channels, QList<ChannelId>{m_mail.id});
    QCOMPARE(parsed(u"channel:\"post vom\""_s).channels, QList<ChannelId>{m_mail.id});
    QCOMPARE(parsed(u"kanal:telegram"_s).channels, QList<ChannelId>({m_bot.id, m_shop.id}));
    QCOMPARE(parsed(u"kanal:@shop_bot kanal:mail"_s).channels, QList<ChannelId>({m_bot.id, m_mail.id}));
}

void tst_SearchSyntax::readsStatus() {
    QCOMPARE(parsed(u"status:offen"_s).state, std::optional(EpisodeState::Open));
    QCOMPARE(parsed(u"status:zurückgestellt"_s).state, std::optional(EpisodeState::Snoozed));
    QCOMPARE(parsed(u"status:Zurueckgestellt"_s).state, std::optional(EpisodeState::Snoozed));
    QCOMPARE(parsed(u"status:resolved"_s).state, std::optional(EpisodeState::Resolved));
    QVERIFY(parsed(u"status:wartend"_s).waiting);
    QVERIFY(parsed(u"status:unread"_s).unread);
    QCOMPARE(parsed(u"status:überfällig"_s).dueBefore, OptionalTimestamp(m_names.now));
    const SearchQuery both = parsed(u"status:open status:waiting has:file"_s);
    QVERIFY(both.waiting && both.state == EpisodeState::Open && both.withAttachment);
}

void tst_SearchSyntax::readsTimes_data() {
    QTest::addColumn<QString>("value");
    QTest::addColumn<QString>("utc");
    QTest::newRow("today") << u"heute"_s << u"2026-11-27T23:00:00Z"_s;
    QTest::newRow("yesterday") << u"Yesterday"_s << u"2026-11-26T23:00:00Z"_s;
    QTest::newRow("day, ISO") << u"2026-07-01"_s << u"2026-06-30T22:00:00Z"_s;
    QTest::newRow("month") << u"2026-02"_s << u"2026-01-31T23:00:00Z"_s;
    QTest::newRow("year") << u"2025"_s << u"2024-12-31T23:00:00Z"_s;
    QTest::newRow("day, German") << u"01.07.2026"_s << u"2026-06-30T22:00:00Z"_s;
    QTest::newRow("short year") << u"1.7.26"_s << u"2026-06-30T22:00:00Z"_s;
    QTest::newRow("without a year") << u"1.7."_s << u"2026-06-30T22:00:00Z"_s;
    QTest::newRow("the latest one") << u"24.12."_s << u"2025-12-23T23:00:00Z"_s;
    QTest::newRow("days ago") << u"7t"_s << u"2026-11-21T13:30:00Z"_s;
    QTest::newRow("hours ago") << u"3h"_s << u"2026-11-28T10:30:00Z"_s;
}

void tst_SearchSyntax::readsTimes() {
    QFETCH(QString, value);
    QFETCH(QString, utc);
    const Timestamp expected = fromDateTime(QDateTime::fromString(utc, Qt::ISODate));
    QCOMPARE(parsed(u"seit:"_s + value).since, OptionalTimestamp(expected));
    QCOMPARE(parsed(u"before:"_s + value).before, OptionalTimestamp(expected));
}

void tst_SearchSyntax::readsWaits() {
    const auto before = [this](Milliseconds ago) { return OptionalTimestamp(m_names.now - ago); };
    for (const QString& typed : {u"wartet:>1h"_s, u"waiting:>=60min"_s, u"wartet:1std"_s, u"wartet:> 1h"_s})
        QCOMPARE(parsed(typed).waitingSinceBefore, before(1h));
    QCOMPARE(parsed(u"waiting:>90"_s).waitingSinceBefore, before(90min));
    QCOMPARE(parsed(u"wartet:<2t"_s).waitingSinceAfter, before(48h));
    const SearchQuery between = parsed(u"wartet:>1h wartet:<4h"_s);
    QCOMPARE(between.waitingSinceBefore, before(1h));
    QCOMPARE(between.waitingSinceAfter, before(4h));
}

void tst_SearchSyntax::saysWhatIsWrong_data() {
    using Kind = SearchProblem::Kind;
    QTest::addColumn<QString>("typed");
    QTest::addColumn<int>("kind");
    QTest::addColumn<QString>("value");
    const auto row = [](const char* name, const QString& typed, Kind kind, const QString& value) {
        QTest::newRow(name) << typed << int(kind) << value;
    };
    row("channel", u"kanal:fax"_s, Kind::UnknownChannel, u"fax"_s);
    row("status", u"status:kaputt"_s, Kind::UnknownStatus, u"kaputt"_s);
    row("agent", u"assignee:zoe"_s, Kind::UnknownAgent, u"zoe"_s);
    row("two agents", u"zustaendig:maier"_s, Kind::ManyAgents, u"maier"_s);
    row("no day", u"seit:31.02.2026"_s, Kind::BadDate, u"31.02.2026"_s);
    row("no time", u"vor:bald"_s, Kind::BadDate, u"bald"_s);
    row("no length", u"wartet:>lange"_s, Kind::BadDuration, u">lange"_s);
    row("has what", u"hat:humor"_s, Kind::UnknownPart, u"humor"_s);
    row("two states", u"status:offen status:resolved"_s, Kind::Contradiction, u"resolved"_s);
    row("from and to", u"von:anna an:anna"_s, Kind::Contradiction, u"anna"_s);
    row("no value", u"von: tag:vip"_s, Kind::MissingValue, QString());
}

void tst_SearchSyntax::saysWhatIsWrong() {
    QFETCH(QString, typed);
    const SearchInput input = parseSearch(typed, m_names);
    QCOMPARE(input.problems.size(), 1);
    QTEST(int(input.problems.first().kind), "kind");
    QTEST(input.problems.first().value, "value");
}

void tst_SearchSyntax::completes_data() {
    QTest::addColumn<QString>("typed");
    QTest::addColumn<bool>("german");
    QTest::addColumn<QStringList>("results");
    QTest::newRow("operators, German") << u"paket v"_s << true << QStringList{u"paket von:"_s, u"paket vor:"_s};
    QTest::newRow("operators, English") << u"wa"_s << false << QStringList{u"waiting:"_s};
    QTest::newRow("status") << u"status:ÜB"_s << true << QStringList{u"status:überfällig "_s};
    QTest::newRow("names with spaces in quotes")
        << u"kanal:po"_s << true << QStringList{u"kanal:\"Post vom Shop\" "_s};
    QTest::newRow("a quote being typed")
        << u"tag:\"große b"_s << true << QStringList{u"tag:\"große Bestellung\" "_s};
    QTest::newRow("agents") << u"assignee:t"_s << false << QStringList{u"assignee:\"Tim Öztürk\" "_s};
    QTest::newRow("has") << u"has:"_s << false << QStringList{u"has:attachment "_s};
    QTest::newRow("behind a space") << u"paket "_s << true << QStringList();
    QTest::newRow("behind a whole value") << u"tag:vip "_s << true << QStringList();
    QTest::newRow("an unknown operator") << u"foo:b"_s << true << QStringList();
}

void tst_SearchSyntax::completes() {
    QFETCH(QString, typed);
    QFETCH(bool, german);
    const SearchCompletion completion = completeSearch(typed, int(typed.size()), m_names, german);
    QStringList results;
    for (const QString& choice : completion.choices)
        results += QString(typed).replace(completion.start, completion.length, choice);
    QTEST(results, "results");
}

SOUFFLEUR_TEST_MAIN(tst_SearchSyntax)
#include "tst_SearchSyntax.moc"
