// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "channels/telegram/TelegramConnector.h"
#include "Contract.h"
#include "support/TelegramDouble.h"

using namespace souffleur;
using channels::telegram::TelegramConnector;
using test::TelegramDouble;

namespace {
class TelegramPeer final : public test::ContractPeer {
public:
    TelegramPeer() {
        server.conflictDelay = Milliseconds(0);
        if (!server.listen())
            qFatal("no port");
        // Whoever a bot may write to has written first.
        for (int who = 1; who <= 5; ++who)
            server.customerBlocks(who, false);
    }
    ChannelCapabilities capabilities() const override { return TelegramConnector::capabilities(); }
    std::unique_ptr<channels::Connector> make(const channels::ConnectorContext& context) override {
        return std::make_unique<TelegramConnector>(context, [] { return 1.0; });
    }
    void configure(Channel& channel, QJsonObject& secrets) override {
        channel.settings = {{u"base_url"_s, server.baseUrl().toString()}};
        secrets = {{u"token"_s, server.token}};
    }
    LostAnswer lostAnswer() const override { return LostAnswer::Unclear; }

    QString recipient(int who) const override { return QString::number(who); }
    QString writes(int who, const QString& text, const QString& replyTo) override {
        return id(who, server.customerWrites(who, u"Kim"_s, text, replyTo.section(u':', 1).toLongLong()));
    }
    QString sendsFile(int who, const QString& name, const QByteArray& content, const QString& caption) override {
        return id(who, server.customerSendsDocument(who, u"Kim"_s, name, content, caption));
    }
    QString sendsKind(int who, MessageKind kind, const QByteArray& content) override {
        const auto file = [&](const QString& key, const QString& type) {
            QJsonObject object = server.addFile(content, u"files/file_%1"_s);
            object[u"mime_type"] = type;
            return QJsonObject{{key, object}};
        };
        const auto sends = [&](const QJsonObject& what) {
            return id(who, server.customerSends(who, u"Kim"_s, what));
        };
        switch (kind) {
        case MessageKind::Image:
            return id(who, server.customerSendsPhoto(who, u"Kim"_s, content));
        case MessageKind::Document:
            return sends(file(u"document"_s, u"application/pdf"_s));
        case MessageKind::Audio:
            return sends(file(u"audio"_s, u"audio/mpeg"_s));
        case MessageKind::Video:
            return sends(file(u"video"_s, u"video/mp4"_s));
        case MessageKind::Voice:
            return sends(file(u"voice"_s, u"audio/ogg"_s));
        case MessageKind::Sticker:
            return sends(file(u"sticker"_s, u"image/webp"_s));
        case MessageKind::Location:
            return sends({{u"location"_s, QJsonObject{{u"latitude"_s, 52.5}, {u"longitude"_s, 13.4}}}});
        case MessageKind::ContactCard:
            return sends(
                {{u"contact"_s, QJsonObject{{u"phone_number"_s, u"+4930123"_s}, {u"first_name"_s, u"Tim"_s}}}});
        case MessageKind::ButtonPress:
            return u"callback:"_s + server.customerPresses(who, 7, u"size-38"_s);
        default:
            return {};
        }
    }
    bool edits(int who, const QString& externalId, const QString& text) override {
        server.customerEdits(who, externalId.section(u':', 1).toLongLong(), text);
        return true;
    }

    void deliversUnknownKind() override {
        server.deliver(u"message"_s,
                       {{u"chat"_s, QJsonObject{{u"id"_s, -5}, {u"type"_s, u"galaxy"_s}}}, {u"message_id"_s, 1}});
    }
    QStringList deliversBroken(int who) override {
        QStringList good{writes(who, u"davor"_s, {})};
        server.deliverBroken("\"message\":{\"text\":nonsense}}");
        server.deliver(u"message"_s, {{u"text"_s, u"no chat"_s}});
        return good << writes(who, u"danach"_s, {});
    }
    void repeats() override {} // Only the next poll asks, and it asks for what is not confirmed.
    void failNextSend(Fault fault, int times) override {
        server.failNext(faultOf(fault), times, {}, RateLimitSeconds);
    }
    void failNextReceive(Fault fault) override {
        server.failNext(faultOf(fault), 1, u"getUpdates"_s, RateLimitSeconds);
    }
    void restarts() override { server.resetPoll(); }
    void goesSilent() override { server.http().goSilent(); }

    bool isListening() const override { return server.isPolling(); }
    qsizetype unconfirmed() const override { return server.unconfirmed(); }
    QList<Sent> sent() const override {
        QList<Sent> list;
        for (const TelegramDouble::Sent& sent : server.sent()) {
            Sent one{QString::number(sent.chatId), id(int(sent.chatId), sent.messageId), sent.text, {}, {}, {}};
            if (!sent.fileName.isEmpty()) {
                one.fileNames += sent.fileName;
                one.contents += sent.content;
            }
            if (sent.replyTo > 0)
                one.replyTo = id(int(sent.chatId), sent.replyTo);
            list += one;
        }
        return list;
    }

private:
    static QString id(int who, qint64 message) { return u"%1:%2"_s.arg(who).arg(message); }
    static TelegramDouble::Fault faultOf(Fault fault) {
        switch (fault) {
        case Fault::ServerError:
            return TelegramDouble::Fault::ServerError;
        case Fault::BadGateway:
            return TelegramDouble::Fault::BadGateway;
        case Fault::Garbage:
            return TelegramDouble::Fault::Garbage;
        case Fault::RateLimited:
            return TelegramDouble::Fault::RateLimited;
        case Fault::LostAnswer:
            return TelegramDouble::Fault::LostAnswer;
        case Fault::Revoked:
            return TelegramDouble::Fault::Unauthorized;
        case Fault::Reset:
        case Fault::None:
            break;
        }
        return TelegramDouble::Fault::Reset;
    }
    TelegramDouble server;
};
} // namespace

SOUFFLEUR_CONTRACT_MAIN(TelegramPeer)
