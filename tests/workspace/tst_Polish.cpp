// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/Polish.h"
#include "support/HttpDouble.h"
#include "support/TestCase.h"
#include "workspace/local/LocalFactory.h"

using namespace souffleur;
using test::ExchangePtr;
using test::HttpDouble;
using test::HttpDoubleRequest;

//! From the settings to the wire and back, with real threads and a real store.
class tst_Polish : public test::TestCase {
    Q_OBJECT
private slots:
    void onlyWhenSwitchedOnAndOnlyWhatMayLeave() {
        QTemporaryDir directory;
        workspace::LocalFactory factory{{QStringLiteral(SOUFFLEUR_SOURCE_DIR "/resources/sample/faq.json"), {}}};
        workspace::CreateOptions options;
        options.directory = directory.filePath(u"w"_s);
        options.passphrase = u"sehr geheim"_s;
        options.agentName = u"Jana Vogt"_s;
        options.sampleFaq = true;
        const auto created = test::await(factory.create(options));
        VERIFY_OK(created);
        const auto workspace = std::static_pointer_cast<workspace::LocalWorkspace>(created->workspace);
        Channel channel;
        channel.id = ChannelId::create();
        channel.kind = u"sample"_s;
        channel.name = u"By hand"_s;
        channel.settings = QJsonObject{{u"replay"_s, true}};
        VERIFY_OK(test::await(workspace->run(SaveChannel{channel, std::nullopt})));
        VERIFY_OK(test::await(workspace->indexReady()));
        InboundMessage message;
        message.externalId = u"m1"_s;
        message.sender = Sender{u"kim"_s, u"@kimmy"_s, u"Kim Berger"_s, u"de"_s, {{u"order"_s, u"20418"_s}}};
        message.text = u"Hallo, hier Kim Berger (kim@mail.example), wo bleibt mein Paket 20418?"_s;
        VERIFY_OK(test::await(workspace->ingest({channel.id, {message}, {}})));
        const ConversationId id = test::await(workspace->conversations({}))->conversations.first().id;
        const auto set = test::await(workspace->suggestions(id, 3));
        VERIFY_OK(set);
        QVERIFY(!set->suggestions.isEmpty());
        const Suggestion best = set->suggestions.first();
        QVERIFY(best.filled.text.contains(u"20418"_s));

        HttpDouble server;
        QVERIFY(server.listen());
        HttpDoubleRequest seen;
        server.setHandler([&](const HttpDoubleRequest& request, const ExchangePtr& exchange) {
            seen = request;
            // The reply comes back as it is, in front of a friendly sentence.
            const QString asked = QJsonDocument::fromJson(request.body)
                                      .object()
                                      .value(u"messages"_s)
                                      .toArray()
                                      .at(1)
                                      .toObject()
                                      .value(u"content"_s)
                                      .toString();
            const QString reply = asked.mid(asked.indexOf(u"Reply:\n"_s) + 7) + u" Melden Sie sich gern."_s;
            exchange->respond(
                200, QJsonDocument(
                         QJsonObject{{u"choices"_s,
                                      QJsonArray{QJsonObject{{u"message"_s, QJsonObject{{u"content"_s, reply}}}}}}})
                         .toJson());
        });
        const auto set1 = [&](const char* name, const QJsonValue& value) {
            return test::await(workspace->run(SetSetting{QLatin1String(name), value}));
        };
        VERIFY_OK(set1(polishsettings::Url, server.url(u"/v1"_s).toString()));
        VERIFY_OK(set1(polishsettings::Key, u"top-secret"_s));
        const auto off = test::await(workspace->polish(id, best));
        QCOMPARE(off.error().code, ErrorCode::NotConfigured);
        QCOMPARE(server.requests, 0);
        QCOMPARE(server.connections, quint64(0));

        VERIFY_OK(set1(polishsettings::Enabled, true));
        const auto polished = test::await(workspace->polish(id, best));
        VERIFY_OK(polished);
        QCOMPARE(polished->filled.text, best.filled.text + u" Melden Sie sich gern."_s);
        QCOMPARE(polished->filled.placeholders, best.filled.placeholders);
        QCOMPARE(seen.headers.value("authorization"), "Bearer top-secret"_ba);
        const QString body = QString::fromUtf8(seen.body);
        for (const QString& secret :
             {u"Kim"_s, u"Berger"_s, u"kimmy"_s, u"20418"_s, u"mail.example"_s, u"Jana"_s, u"Vogt"_s})
            QVERIFY2(!body.contains(secret, Qt::CaseInsensitive), qPrintable(body));
        QVERIFY(body.contains(u"[name]"_s));
        QVERIFY(body.contains(u"{{order}}"_s));
        // The key is used, but never given away.
        QCOMPARE(*test::await(workspace->setting(QLatin1String(polishsettings::Key))), QJsonValue(true));
    }
};

SOUFFLEUR_TEST_MAIN(tst_Polish)
#include "tst_Polish.moc"
