// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "channels/discord/DiscordConnector.h"
#include "Contract.h"
#include "DiscordDouble.h"
#include "WatchedSink.h"

#include <QRegularExpression>

using namespace souffleur;
using channels::discord::DiscordConnector;
using channels::discord::DiscordCursor;
using test::DiscordDouble;

namespace {
class DiscordPeer final : public test::ContractPeer {
public:
    DiscordPeer() {
        if (!server.listen())
            qFatal("no port");
        // Discord is confirmed nothing: it is asked for what comes after the stored cursor. So what counts is the
        // cursor that the connector knows to be stored.
        watch.stored = [this](const EventBatch& batch) {
            if (!batch.cursor.isEmpty())
                cursor = DiscordCursor::read(batch.cursor);
        };
        // Customers who have written before, as only their channels can be asked for what was missed.
        for (int who = 1; who <= 5; ++who) {
            cursor.direct.insert(channel(who), u"0"_s);
            cursor.missed.insert(channel(who));
        }
    }
    ChannelCapabilities capabilities() const override { return DiscordConnector::capabilities(); }
    std::unique_ptr<channels::Connector> make(const channels::ConnectorContext& context) override {
        channels::ConnectorContext own = watch.watch(context);
        if (own.cursor.isEmpty())
            own.cursor = cursor.write();
        cursor = DiscordCursor::read(own.cursor);
        return std::make_unique<DiscordConnector>(own, [] { return 0.0; });
    }
    void configure(Channel& channel, QJsonObject& secrets) override {
        channel.settings = {{u"base_url"_s, server.baseUrl().toString()}};
        secrets = {{u"token"_s, server.token}};
    }
    LostAnswer lostAnswer() const override { return LostAnswer::AskedAgain; }

    QString recipient(int who) const override { return u"10000000000000000%1"_s.arg(who); }
    QString writes(int who, const QString& text, const QString& replyTo) override {
        QJsonObject more;
        if (!replyTo.isEmpty())
            more = {{u"type"_s, 19},
                    {u"message_reference"_s, QJsonObject{{u"message_id"_s, replyTo.section(u':', 1)}}}};
        return wrote(who, server.customerWrites(recipient(who), text, {}, more));
    }
    QString sendsFile(int who, const QString& name, const QByteArray& content, const QString& caption) override {
        const QJsonArray files{server.attachment(name, u"image/png"_s, content)};
        return wrote(who, server.customerWrites(recipient(who), caption, {}, {{u"attachments"_s, files}}));
    }
    QString sendsKind(int who, MessageKind kind, const QByteArray& content) override {
        const auto file = [&](const QString& type, int flags = 0) {
            const QJsonArray files{server.attachment(u"file"_s, type, content)};
            return wrote(who, server.customerWrites(recipient(who), {}, {},
                                                    {{u"attachments"_s, files}, {u"flags"_s, flags}}));
        };
        switch (kind) {
        case MessageKind::Image:
            return file(u"image/png"_s);
        case MessageKind::Document:
            return file(u"application/pdf"_s);
        case MessageKind::Audio:
            return file(u"audio/mpeg"_s);
        case MessageKind::Video:
            return file(u"video/mp4"_s);
        case MessageKind::Voice:
            return file(u"audio/ogg"_s, 1 << 13);
        case MessageKind::Sticker: {
            const QJsonObject wave{
                {u"id"_s, u"749054660769218631"_s}, {u"name"_s, u"Wave"_s}, {u"format_type"_s, 1}};
            return wrote(who,
                         server.customerWrites(recipient(who), {}, {}, {{u"sticker_items"_s, QJsonArray{wave}}}));
        }
        default:
            return {};
        }
    }
    bool edits(int who, const QString& externalId, const QString& text) override {
        server.customerEdits(recipient(who), externalId.section(u':', 1), text);
        return true;
    }
    bool deletes(int who, const QString& externalId) override {
        server.customerDeletes(recipient(who), externalId.section(u':', 1));
        return true;
    }
    bool reacts(int who, const QString& externalId) override {
        server.customerReacts(recipient(who), externalId.section(u':', 1), u"👍"_s, true);
        return true;
    }

    void deliversUnknownKind() override {
        server.dispatch(u"NEVER_HEARD_OF"_s, {{u"channel_id"_s, channel(1)}});
        server.dispatch(u"MESSAGE_CREATE"_s,
                        {{u"id"_s, u"17"_s},
                         {u"channel_id"_s, channel(1)},
                         {u"type"_s, 99},
                         {u"author"_s, QJsonObject{{u"id"_s, recipient(1)}, {u"username"_s, u"kim"_s}}}});
        server.sendRaw(R"({"op":77,"d":{}})");
    }
    QStringList deliversBroken(int who) override {
        QStringList good{writes(who, u"davor"_s, {})};
        server.dispatch(u"MESSAGE_CREATE"_s, {{u"channel_id"_s, channel(who)}, {u"content"_s, u"no id"_s}});
        server.dispatch(u"MESSAGE_CREATE"_s, {{u"channel_id"_s, channel(who)}, {u"id"_s, u"18"_s}});
        server.sendRaw("no JSON at all");
        return good << writes(who, u"danach"_s, {});
    }
    void repeats() override { server.askReconnect(); } // the session replays what is not stored
    void failNextSend(Fault fault, int times) override {
        server.failNext(faultOf(fault), times, u"messages"_s, RateLimitSeconds);
    }
    void failNextReceive(Fault fault) override {
        // Qt asks once more by itself when a connection breaks.
        server.failNext(faultOf(fault), fault == Fault::Reset ? 3 : 1, u"gateway"_s, RateLimitSeconds);
    }
    //! Sometimes without the session, so that the channels' history has to help.
    void restarts() override {
        if (++m_restarts % 3 == 0)
            server.forgetSession();
        server.dropGateway();
    }
    void goesSilent() override { server.goSilent(); }

    bool isListening() const override { return server.isConnected() && cursor.missed.isEmpty(); }
    qsizetype unconfirmed() const override {
        qsizetype count = 0;
        for (const auto& [where, id] : m_written)
            count += channels::discord::isLater(id, cursor.lastOf(where));
        return count;
    }
    QList<Sent> sent() const override {
        QList<Sent> list;
        for (const DiscordDouble::Sent& sent : server.sent()) {
            Sent one{m_users.value(sent.channel), sent.channel + u':' + sent.id, shown(sent.content), {}, {}, {}};
            for (const auto& [name, content] : sent.files) {
                one.fileNames += name;
                one.contents += content;
            }
            if (!sent.replyTo.isEmpty())
                one.replyTo = sent.channel + u':' + sent.replyTo;
            list += one;
        }
        return list;
    }

private:
    QString channel(int who) {
        const QString id = server.directChannel(recipient(who));
        m_users.insert(id, recipient(who));
        return id;
    }
    QString wrote(int who, const QString& id) {
        m_written.append({channel(who), id});
        return channels::discord::externalIdOf(channel(who), id);
    }
    //! What a customer's client shows.
    static QString shown(QString text) {
        static const QRegularExpression escape(u"\\\\(.)"_s);
        return text.replace(escape, u"\\1"_s);
    }
    static DiscordDouble::Fault faultOf(Fault fault) {
        switch (fault) {
        case Fault::ServerError:
            return DiscordDouble::Fault::ServerError;
        case Fault::BadGateway:
            return DiscordDouble::Fault::BadGateway;
        case Fault::Garbage:
            return DiscordDouble::Fault::Garbage;
        case Fault::RateLimited:
            return DiscordDouble::Fault::RateLimited;
        case Fault::LostAnswer:
            return DiscordDouble::Fault::LostAnswer;
        case Fault::Revoked:
            return DiscordDouble::Fault::Unauthorized;
        case Fault::Reset:
        case Fault::None:
            break;
        }
        return DiscordDouble::Fault::Reset;
    }
    DiscordDouble server;
    test::WatchedSink watch;
    DiscordCursor cursor;                         //!< stored
    QHash<QString, QString> m_users;              //!< by direct channel
    QList<std::pair<QString, QString>> m_written; //!< channel and message
    int m_restarts = 0;
};
} // namespace

SOUFFLEUR_CONTRACT_MAIN(DiscordPeer)
