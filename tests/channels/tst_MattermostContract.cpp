// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "channels/kit/Markdown.h"
#include "channels/mattermost/MattermostConnector.h"
#include "Contract.h"
#include "support/MattermostDouble.h"
#include "WatchedSink.h"

using namespace souffleur;
using channels::kit::MarkdownDialect;
using channels::mattermost::MattermostConnector;
namespace kit = channels::kit;
using test::MattermostDouble;

namespace {
class MattermostPeer final : public test::ContractPeer {
public:
    MattermostPeer() {
        if (!server.listen())
            qFatal("no port");
        // Mattermost hears of nothing that we stored; what counts is the place that the connector knows to be
        // stored.
        watched.stored = [this](const EventBatch& batch) {
            confirmed = std::max(confirmed, batch.cursor.toLongLong());
        };
        server.serverTime = QDateTime::currentMSecsSinceEpoch();
        server.limitSeconds = RateLimitSeconds;
        for (int who = 1; who <= 5; ++who)
            direct += server.direct(name(who));
    }
    ChannelCapabilities capabilities() const override { return MattermostConnector::capabilities(); }
    std::unique_ptr<channels::Connector> make(const channels::ConnectorContext& context) override {
        return std::make_unique<MattermostConnector>(watched.watch(context), [] { return 1.0; });
    }
    void configure(Channel& channel, QJsonObject& secrets) override {
        channel.settings = {{u"base_url"_s, server.baseUrl().toString()}};
        secrets = {{u"token"_s, server.token}};
    }
    LostAnswer lostAnswer() const override { return LostAnswer::SafeAgain; }

    QString recipient(int who) const override {
        return direct.at(who - 1) + u' ' + MattermostDouble::id(name(who));
    }
    QString writes(int who, const QString& text, const QString& replyTo) override {
        return server.writes(direct.at(who - 1), name(who), theirs(text), replyTo);
    }
    QString sendsFile(int who, const QString& file, const QByteArray& content, const QString& caption) override {
        return server.sendsFile(direct.at(who - 1), name(who), file, content, caption);
    }
    QString sendsKind(int who, MessageKind kind, const QByteArray& content) override {
        static const QHash<MessageKind, QString> Types{{MessageKind::Image, u"image/png"_s},
                                                       {MessageKind::Document, u"application/pdf"_s},
                                                       {MessageKind::Audio, u"audio/mpeg"_s},
                                                       {MessageKind::Video, u"video/mp4"_s}};
        return Types.contains(kind)
                   ? server.sendsFile(direct.at(who - 1), name(who), u"file"_s, content, {}, Types.value(kind))
                   : QString();
    }
    bool edits(int, const QString& externalId, const QString& text) override {
        server.edits(externalId, text);
        return true;
    }
    bool deletes(int, const QString& externalId) override {
        server.deletes(externalId);
        return true;
    }
    bool reacts(int who, const QString& externalId) override {
        server.reacts(externalId, name(who), u"+1"_s);
        return true;
    }

    void deliversUnknownKind() override {
        server.deliver("{\"event\":\"hologram\",\"data\":{},\"broadcast\":{},\"seq\":%1}");
        server.deliver("{\"event\":\"channel_viewed\",\"data\":{\"channel_id\":\"x\"},\"seq\":%1}");
    }
    QStringList deliversBroken(int who) override {
        QStringList good{writes(who, u"davor"_s, {})};
        server.deliver("{\"event\":\"posted\",\"data\":{\"post\":\"{\"},\"seq\":%1}");
        return good << writes(who, u"danach"_s, {});
    }
    void repeats() override { server.cutSocket(); } // The next connection goes on with the number that is due.
    void failNextSend(Fault fault, int times) override { server.failNext(faultOf(fault), times, u"send"_s); }
    //! Qt asks again by itself, three times, where the connection ended without an answer.
    void failNextReceive(Fault fault) override {
        server.failNext(faultOf(fault), fault == Fault::Reset ? 4 : 1, u"me"_s);
    }
    void restarts() override {
        server.cutSocket();
        server.forgetConnections();
    }
    void goesSilent() override { server.goSilent(); }

    bool isListening() const override { return server.isConnected(); }
    qsizetype unconfirmed() const override { return server.postsSince(confirmed); }
    QList<Sent> sent() const override {
        QList<Sent> list;
        for (const QJsonObject& post : server.sent()) {
            const int who = int(direct.indexOf(post[u"channel_id"].toString())) + 1;
            Sent one{recipient(who), post[u"id"].toString(), shown(post[u"message"].toString()), {}, {}, {}};
            for (const auto& id : post[u"file_ids"].toArray()) {
                const auto [file, content] = server.file(id.toString());
                one.fileNames += file;
                one.contents += content;
            }
            one.replyTo = post[u"root_id"].toString();
            list += one;
        }
        return list;
    }

private:
    static QString name(int who) { return u"kim%1"_s.arg(who); }
    //! What somebody types to have it shown like this, and back.
    static QString theirs(const QString& text) {
        return kit::toMarkdown(kit::fromMarkdown(text), MarkdownDialect::Mattermost);
    }
    static QString shown(const QString& message) {
        return kit::toMarkdown(kit::fromMarkdown(message, MarkdownDialect::Mattermost));
    }
    static MattermostDouble::Fault faultOf(Fault fault) {
        switch (fault) {
        case Fault::ServerError:
            return MattermostDouble::Fault::ServerError;
        case Fault::BadGateway:
            return MattermostDouble::Fault::BadGateway;
        case Fault::Garbage:
            return MattermostDouble::Fault::Garbage;
        case Fault::RateLimited:
            return MattermostDouble::Fault::RateLimited;
        case Fault::LostAnswer:
            return MattermostDouble::Fault::LostAnswer;
        case Fault::Revoked:
            return MattermostDouble::Fault::Unauthorized;
        case Fault::Reset:
        case Fault::None:
            break;
        }
        return MattermostDouble::Fault::Reset;
    }
    MattermostDouble server;
    test::WatchedSink watched;
    qint64 confirmed = 0;
    QStringList direct;
};
} // namespace

SOUFFLEUR_CONTRACT_MAIN(MattermostPeer)
