// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "channels/sample/SampleConnector.h"

#include "MemorySink.h"
#include "support/ManualClock.h"
#include "support/TestCase.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>

using namespace souffleur;
using namespace souffleur::channels;
using sample::SampleConnector;
using test::await;

class tst_SampleConnector : public test::TestCase {
    Q_OBJECT

    struct Bench {
        QTemporaryDir folder;
        test::MemorySink sink;
        test::ManualClock clock;
        ConnectorContext context;
        std::unique_ptr<SampleConnector> shop;

        explicit Bench(const QByteArray& steps, const QByteArray& more = {}) {
            QFile file(folder.filePath(u"customers.json"_s));
            if (!file.open(QIODevice::WriteOnly))
                qFatal("no file");
            QByteArray json = "{'format':'souffleur-customers','version':1,'customers':[{'id':'kim','name':'Kim',"
                              "'language':'de','steps':[" +
                              steps + "]}" + more + "]}";
            file.write(json.replace('\'', '"'));
            QDir(folder.path()).mkdir(u"media"_s);
            QFile image(folder.filePath(u"media/x.png"_s));
            if (!image.open(QIODevice::WriteOnly))
                qFatal("no file");
            image.write("PNG");
            context.channel.id = ChannelId::create();
            context.channel.settings = {{u"script"_s, folder.filePath(u"customers.json"_s)}};
            context.sink = &sink;
            context.clock = &clock;
            make();
        }
        void make() {
            context.cursor = sink.cursor;
            shop = std::make_unique<SampleConnector>(context);
        }
        //! Second by second, so that what follows a stored batch is planned in between.
        void pass(int seconds) {
            for (int i = 0; i < seconds; ++i) {
                clock.advance(1s);
                settle();
            }
        }
        static void settle() {
            for (int i = 0; i < 8; ++i)
                QCoreApplication::processEvents();
        }
        Result<SendReceipt> reply(const QString& text = u"Gern."_s) {
            OutboundMessage m;
            m.id = MessageId::create();
            m.recipientExternalId = u"kim"_s;
            m.text = text;
            auto result = await(shop->send(m));
            settle();
            return result;
        }
    };

    static inline const QByteArray Talk =
        "{'when':'start','delay_s':2,'messages':[{'text':'eins'},{'text':'zwei'}]},"
        "{'when':'silence','delay_s':60,'messages':[{'text':'Hallo?!'}]},"
        "{'when':'reply','delay_s':5,'typing_s':3,'messages':[{'text':'danke'}],'rating':5}";

private slots:
    void plays() {
        Bench b(Talk);
        b.shop->start();
        QCOMPARE(b.shop->health().state, ChannelState::Connected);
        b.pass(1);
        QVERIFY(b.sink.texts().isEmpty());
        b.pass(5);
        QCOMPARE(b.sink.texts(), (QStringList{u"eins"_s, u"zwei"_s}));
        b.pass(70);
        QCOMPARE(b.sink.texts().value(2), u"Hallo?!"_s);
        const auto receipt = b.reply();
        VERIFY_OK(receipt);
        b.pass(3);
        QCOMPARE(b.sink.all<Typing>().size(), 1);
        QCOMPARE(b.sink.texts().size(), 3);
        b.pass(10);
        QCOMPARE(b.sink.texts().value(3), u"danke"_s);
        QCOMPARE(b.sink.all<Rated>().value(0).stars, 5);
        QVERIFY(b.shop->isFinished());
        const auto receipts = b.sink.all<StatusChanged>();
        QCOMPARE(receipts.size(), 2);
        QCOMPARE(receipts.at(0), (StatusChanged{receipt->externalIds.first(), MessageStatus::Delivered, {}}));
        QCOMPARE(receipts.at(1).status, MessageStatus::Read);
    }

    void aReplySkipsTheSilenceAndCounts() {
        Bench b(Talk);
        b.shop->start();
        b.pass(10);
        VERIFY_OK(b.reply());
        b.pass(120);
        QCOMPARE(b.sink.texts(), (QStringList{u"eins"_s, u"zwei"_s, u"danke"_s}));
    }

    void nothingIsPlayedTwice() {
        // Restarted after every single second, the customer still says everything exactly once.
        Bench b(Talk);
        bool replied = false;
        for (int second = 0; second < 40; ++second) {
            b.make();
            b.shop->start();
            b.pass(6);
            if (b.sink.texts().size() == 2 && !replied) {
                replied = true;
                VERIFY_OK(b.reply());
            }
        }
        QCOMPARE(b.sink.texts(), (QStringList{u"eins"_s, u"zwei"_s, u"danke"_s}));
        QCOMPARE(b.sink.duplicates, 0);
        QCOMPARE(b.sink.all<Rated>().size(), 1);
    }

    void aFailedCommitIsRepeated() {
        Bench b("{'when':'start','messages':[{'text':'eins'},{'text':'zwei'}]}");
        b.sink.failures = 1;
        b.shop->start();
        b.pass(1);
        QCOMPARE(b.shop->health().state, ChannelState::Waiting);
        QVERIFY(b.sink.texts().isEmpty());
        b.pass(10);
        QCOMPARE(b.sink.texts(), (QStringList{u"eins"_s, u"zwei"_s}));
        QCOMPARE(b.shop->health().state, ChannelState::Connected);
    }

    void speed() {
        Bench b("{'when':'start','delay_s':100,'messages':[{'text':'eins'}]}");
        b.shop->start();
        b.shop->setSpeed(0);
        b.pass(300);
        QVERIFY(b.sink.texts().isEmpty());
        b.shop->setSpeed(1);
        b.pass(50);
        b.shop->setSpeed(10);
        b.pass(4);
        QVERIFY(b.sink.texts().isEmpty());
        b.pass(1);
        QCOMPARE(b.sink.texts(), QStringList{u"eins"_s});
    }

    void mediaEditsAndFields() {
        Bench b("{'when':'start','messages':[{'key':'k','text':'83'},{'image':'x.png','text':'so'},{'edit':'k','"
                "text':'38'}]}");
        b.shop->start();
        b.pass(10);
        QCOMPARE(b.sink.messages.size(), 2);
        const Attachment image = b.sink.messages.at(1).attachments.value(0);
        QCOMPARE(image.mimeType, u"image/png"_s);
        QCOMPARE(image.size, 3);
        const auto bytes = await(b.shop->fetch(image));
        VERIFY_OK(bytes);
        QCOMPARE(*bytes, "PNG"_ba);
        QCOMPARE(b.sink.all<MessageEdited>().value(0).externalId, b.sink.messages.at(0).externalId);
        Attachment evil = image;
        evil.remoteRef = u"../customers.json"_s;
        QCOMPARE(await(b.shop->fetch(evil)).error().code, ErrorCode::NotFound);
    }

    void stopPauses() {
        Bench b("{'when':'start','delay_s':5,'messages':[{'text':'eins'}]}");
        b.shop->start();
        b.pass(3);
        b.shop->stop();
        QCOMPARE(b.shop->health().state, ChannelState::Off);
        b.pass(100);
        QVERIFY(b.sink.texts().isEmpty());
        b.shop->start();
        b.pass(2);
        QCOMPARE(b.sink.texts(), QStringList{u"eins"_s});
    }

    void strangersAndEmptyReplies() {
        Bench b(Talk);
        b.shop->start();
        OutboundMessage m;
        m.recipientExternalId = u"nobody"_s;
        m.text = u"x"_s;
        QCOMPARE(await(b.shop->send(m)).error().code, ErrorCode::NotFound);
        QCOMPARE(b.reply({}).error().code, ErrorCode::InvalidInput);
    }

    void missingScript() {
        Bench b(Talk);
        b.context.channel.settings = {{u"script"_s, u"/nowhere/x.json"_s}};
        b.make();
        b.shop->start();
        QCOMPARE(b.shop->health().state, ChannelState::Failed);
        QCOMPARE(b.shop->health().error->code, ErrorCode::NotFound);
    }

    void theShippedScriptPlaysToItsEnd() {
        Bench b(Talk);
        b.context.channel.settings = {
            {u"script"_s, QStringLiteral(SOUFFLEUR_SOURCE_DIR "/resources/sample/customers.json")},
            {u"speed"_s, 50.0}};
        b.make();
        b.shop->start();
        QSet<QString> customers;
        for (int round = 0; round < 400 && !b.shop->isFinished(); ++round) {
            b.pass(1);
            for (const auto& message : b.sink.messages)
                customers.insert(message.sender.externalId);
            if (round % 5 == 4)
                for (const QString& id : std::as_const(customers)) {
                    OutboundMessage m;
                    m.id = MessageId::create();
                    m.recipientExternalId = id;
                    m.text = u"Gern."_s;
                    VERIFY_OK(await(b.shop->send(m)));
                }
        }
        QVERIFY(b.shop->isFinished());
        QCOMPARE(b.sink.duplicates, 0);
        QVERIFY(customers.size() >= 10);
    }
};

SOUFFLEUR_TEST_MAIN(tst_SampleConnector)
#include "tst_SampleConnector.moc"
