// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "channels/matrix/MatrixConnector.h"
#include "Contract.h"
#include "support/MatrixDouble.h"

using namespace souffleur;
using channels::matrix::MatrixConnector;
using test::MatrixDouble;

namespace {
class MatrixPeer final : public test::ContractPeer {
public:
    MatrixPeer() {
        if (!server.listen())
            qFatal("no port");
        server.serverTime = QDateTime::currentMSecsSinceEpoch();
        server.limitMilliseconds = 1000 * RateLimitSeconds;
        for (int who = 1; who <= 5; ++who)
            rooms += server.createRoom(user(who), u"Kim %1"_s.arg(who));
    }
    ChannelCapabilities capabilities() const override { return MatrixConnector::capabilities(); }
    std::unique_ptr<channels::Connector> make(const channels::ConnectorContext& context) override {
        return std::make_unique<MatrixConnector>(context, [] { return 1.0; });
    }
    void configure(Channel& channel, QJsonObject& secrets) override {
        channel.settings = {{u"base_url"_s, server.baseUrl().toString()}};
        secrets = {{u"token"_s, server.token}};
    }
    LostAnswer lostAnswer() const override { return LostAnswer::SafeAgain; }

    QString recipient(int who) const override { return rooms.at(who - 1) + u' ' + user(who); }
    QString writes(int who, const QString& text, const QString& replyTo) override {
        QJsonObject content{{u"msgtype"_s, u"m.text"_s}, {u"body"_s, text}};
        if (!replyTo.isEmpty())
            content[u"m.relates_to"] =
                QJsonObject{{u"m.in_reply_to"_s, QJsonObject{{u"event_id"_s, replyTo.section(u' ', 1)}}}};
        return sends(who, content);
    }
    QString sendsFile(int who, const QString& name, const QByteArray& content, const QString& caption) override {
        return sends(who, {{u"msgtype"_s, u"m.image"_s},
                           {u"body"_s, caption},
                           {u"filename"_s, name},
                           {u"url"_s, server.addMedia(content)},
                           {u"info"_s, QJsonObject{{u"mimetype"_s, u"image/png"_s}, {u"size"_s, content.size()}}}});
    }
    QString sendsKind(int who, MessageKind kind, const QByteArray& content) override {
        const auto file = [&](const QString& msgtype, const QString& type) {
            return QJsonObject{{u"msgtype"_s, msgtype},
                               {u"body"_s, u"file"_s},
                               {u"url"_s, server.addMedia(content)},
                               {u"info"_s, QJsonObject{{u"mimetype"_s, type}, {u"size"_s, content.size()}}}};
        };
        switch (kind) {
        case MessageKind::Image:
            return sends(who, file(u"m.image"_s, u"image/png"_s));
        case MessageKind::Document:
            return sends(who, file(u"m.file"_s, u"application/pdf"_s));
        case MessageKind::Audio:
            return sends(who, file(u"m.audio"_s, u"audio/mpeg"_s));
        case MessageKind::Video:
            return sends(who, file(u"m.video"_s, u"video/mp4"_s));
        case MessageKind::Voice: {
            QJsonObject voice = file(u"m.audio"_s, u"audio/ogg"_s);
            voice[u"org.matrix.msc3245.voice"] = QJsonObject();
            return sends(who, voice);
        }
        case MessageKind::Sticker:
            return sends(who, file({}, u"image/png"_s), u"m.sticker"_s);
        case MessageKind::Location:
            return sends(
                who, {{u"msgtype"_s, u"m.location"_s}, {u"body"_s, u"Hier"_s}, {u"geo_uri"_s, u"geo:52.5,13.4"_s}});
        default:
            return {};
        }
    }
    //! From another server an edit may be here before what it edits. What is taken back comes without its content.
    QString writesAfter(int who, const QString& text, const Changes& changes) override {
        const QString& room = rooms.at(who - 1);
        const QString id = server.announce();
        changes(room + u' ' + id);
        server.writes(room, user(who), text, id);
        return room + u' ' + id;
    }
    bool edits(int who, const QString& externalId, const QString& text) override {
        server.edits(rooms.at(who - 1), user(who), externalId.section(u' ', 1), text);
        return true;
    }
    bool deletes(int who, const QString& externalId) override {
        server.redacts(rooms.at(who - 1), user(who), externalId.section(u' ', 1));
        return true;
    }
    bool reacts(int who, const QString& externalId) override {
        server.reacts(rooms.at(who - 1), user(who), externalId.section(u' ', 1), u"👍"_s);
        return true;
    }
    bool readsOurs(int who, const QString& externalId) override {
        server.reads(rooms.at(who - 1), user(who), externalId.section(u' ', 1));
        return true;
    }

    void deliversUnknownKind() override {
        server.sends(rooms.first(), user(1), u"org.example.hologram"_s, {{u"body"_s, u"x"_s}});
        server.sends(rooms.first(), user(1), u"m.room.topic"_s, {{u"topic"_s, u"x"_s}});
    }
    QStringList deliversBroken(int who) override {
        QStringList good{writes(who, u"davor"_s, {})};
        server.deliverBroken(rooms.at(who - 1), "{\"type\":\"m.room.message\",\"content\":nonsense}");
        return good << writes(who, u"danach"_s, {});
    }
    void repeats() override {} // Only the next sync asks, and it asks for what is not confirmed.
    void failNextSend(Fault fault, int times) override { server.failNext(faultOf(fault), times, u"send"_s); }
    //! Qt asks again by itself, three times, where the connection ended without an answer.
    void failNextReceive(Fault fault) override {
        server.failNext(faultOf(fault), fault == Fault::Reset ? 4 : 1, u"whoami"_s);
    }
    void restarts() override { server.resetSync(); }
    void goesSilent() override { server.http().goSilent(); }

    bool isListening() const override { return server.isSyncing(); }
    qsizetype unconfirmed() const override { return server.unconfirmed(); }
    QList<Sent> sent() const override {
        QList<Sent> list;
        for (const MatrixDouble::Sent& sent : server.sent()) {
            const int who = int(rooms.indexOf(sent.room)) + 1;
            Sent one{recipient(who), sent.room + u' ' + sent.event, {}, {}, {}, {}};
            if (sent.content[u"url"].isString()) {
                one.fileNames += sent.content[u"filename"].toString();
                one.contents += server.media(sent.content[u"url"].toString());
            } else {
                one.text = sent.content[u"body"].toString();
            }
            const QString answered = sent.content[u"m.relates_to"][u"m.in_reply_to"][u"event_id"].toString();
            if (!answered.isEmpty())
                one.replyTo = sent.room + u' ' + answered;
            list += one;
        }
        return list;
    }

private:
    static QString user(int who) { return u"@kim%1:kunde.test"_s.arg(who); }
    QString sends(int who, const QJsonObject& content, const QString& type = u"m.room.message"_s) {
        const QString& room = rooms.at(who - 1);
        return room + u' ' + server.sends(room, user(who), type, content);
    }
    static MatrixDouble::Fault faultOf(Fault fault) {
        switch (fault) {
        case Fault::ServerError:
            return MatrixDouble::Fault::ServerError;
        case Fault::BadGateway:
            return MatrixDouble::Fault::BadGateway;
        case Fault::Garbage:
            return MatrixDouble::Fault::Garbage;
        case Fault::RateLimited:
            return MatrixDouble::Fault::RateLimited;
        case Fault::LostAnswer:
            return MatrixDouble::Fault::LostAnswer;
        case Fault::Revoked:
            return MatrixDouble::Fault::Unauthorized;
        case Fault::Reset:
        case Fault::None:
            break;
        }
        return MatrixDouble::Fault::Reset;
    }
    MatrixDouble server;
    QStringList rooms;
};
} // namespace

SOUFFLEUR_CONTRACT_MAIN(MatrixPeer)
