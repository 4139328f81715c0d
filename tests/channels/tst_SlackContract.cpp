// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "channels/kit/Mrkdwn.h"
#include "channels/slack/SlackConnector.h"
#include "Contract.h"
#include "support/SlackDouble.h"

using namespace souffleur;
using channels::slack::SlackConnector;
using test::SlackDouble;

namespace {
class SlackPeer final : public test::ContractPeer {
public:
    SlackPeer() {
        if (!server.listen())
            qFatal("no port");
        for (int who = 1; who <= 5; ++who)
            server.addUser(user(who), u"kim%1"_s.arg(who), u"Kim %1"_s.arg(who), {});
    }
    ChannelCapabilities capabilities() const override { return SlackConnector::capabilities(); }
    std::unique_ptr<channels::Connector> make(const channels::ConnectorContext& context) override {
        return std::make_unique<SlackConnector>(context, [] { return 1.0; });
    }
    void configure(Channel& channel, QJsonObject& secrets) override {
        channel.settings = {{u"base_url"_s, server.baseUrl().toString()}};
        secrets = {{u"bot_token"_s, server.botToken}, {u"app_token"_s, server.appToken}};
    }
    LostAnswer lostAnswer() const override { return LostAnswer::FoundOut; }

    QString recipient(int who) const override { return SlackDouble::directChannel(user(who)); }
    QString writes(int who, const QString& text, const QString& replyTo) override {
        return id(who,
                  server.customerWrites(user(who), channels::kit::escapedMrkdwn(text), replyTo.section(u':', 1)));
    }
    QString sendsFile(int who, const QString& name, const QByteArray& content, const QString& caption) override {
        return id(who, server.customerSendsFile(user(who), name, u"image/png"_s, content, caption));
    }
    QString sendsKind(int who, MessageKind kind, const QByteArray& content) override {
        const auto file = [&](const QString& type, const QString& subtype = {}) {
            return id(who, server.customerSendsFile(user(who), u"file"_s, type, content, {}, subtype));
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
            return file(u"audio/mp4"_s, u"slack_audio"_s);
        case MessageKind::ButtonPress:
            server.deliverRaw("{\"envelope_id\":\"press\",\"type\":\"interactive\",\"payload\":{\"type\":"
                              "\"block_actions\",\"user\":{\"id\":\"" +
                                  user(who).toLatin1() + "\"},\"channel\":{\"id\":\"" + recipient(who).toLatin1() +
                                  "\"},\"actions\":[{\"value\":\"38\",\"action_ts\":\"1763999002.1\"}]}}",
                              u"press"_s);
            return u"action:%1:1763999002.1"_s.arg(user(who));
        default:
            return {};
        }
    }
    //! Slack promises no order.
    QString writesAfter(int who, const QString& text, const Changes& changes) override {
        const QString ts = u"1763999003.%1"_s.arg(++m_late, 6, 10, QLatin1Char('0'));
        changes(id(who, ts));
        server.deliver({{u"type"_s, u"message"_s},
                        {u"channel"_s, recipient(who)},
                        {u"channel_type"_s, u"im"_s},
                        {u"user"_s, user(who)},
                        {u"text"_s, text},
                        {u"ts"_s, ts}});
        return id(who, ts);
    }
    bool edits(int who, const QString& externalId, const QString& text) override {
        server.customerEdits(user(who), externalId.section(u':', 1), text);
        return true;
    }
    bool deletes(int who, const QString& externalId) override {
        server.customerDeletes(user(who), externalId.section(u':', 1));
        return true;
    }
    bool reacts(int who, const QString& externalId) override {
        server.customerReacts(user(who), externalId.section(u':', 1), u"thumbsup"_s);
        return true;
    }

    void deliversUnknownKind() override {
        server.deliver({{u"type"_s, u"teleported"_s}, {u"user"_s, user(1)}});
        server.deliver({{u"type"_s, u"message"_s},
                        {u"subtype"_s, u"hologram"_s},
                        {u"channel"_s, recipient(1)},
                        {u"channel_type"_s, u"im"_s},
                        {u"ts"_s, u"1.1"_s}});
        server.deliverRaw("{\"envelope_id\":\"x\",\"type\":\"carrier_pigeon\",\"payload\":{}}", u"x"_s);
    }
    QStringList deliversBroken(int who) override {
        QStringList good{writes(who, u"davor"_s, {})};
        server.deliver({{u"type"_s, u"message"_s}, {u"channel"_s, recipient(who)}, {u"channel_type"_s, u"im"_s}});
        server.deliver({{u"type"_s, u"message"_s}, {u"text"_s, u"no channel"_s}});
        return good << writes(who, u"danach"_s, {});
    }
    void repeats() override { server.redeliver(); }
    void failNextSend(Fault fault, int times) override {
        server.failNext(faultOf(fault), times, {}, RateLimitSeconds);
    }
    void failNextReceive(Fault fault) override {
        server.failNext(faultOf(fault), 1, u"apps.connections.open"_s, RateLimitSeconds);
    }
    void restarts() override { server.resetConnections(); }
    void goesSilent() override { server.goSilent(); }

    bool isListening() const override { return server.isConnected(); }
    qsizetype unconfirmed() const override { return server.unacknowledged(); }
    QList<Sent> sent() const override {
        QList<Sent> list;
        for (const SlackDouble::Sent& sent : server.sent()) {
            Sent one{
                sent.channel, sent.channel + u':' + sent.ts, shown(sent.text), sent.fileNames, sent.contents, {}};
            if (!sent.thread.isEmpty())
                one.replyTo = sent.channel + u':' + sent.thread;
            list += one;
        }
        return list;
    }

private:
    static QString user(int who) { return u"U0%1"_s.arg(who); }
    //! What a customer's client shows.
    static QString shown(QString text) {
        return text.replace(u"&lt;"_s, u"<"_s).replace(u"&gt;"_s, u">"_s).replace(u"&amp;"_s, u"&"_s);
    }
    QString id(int who, const QString& ts) const { return recipient(who) + u':' + ts; }
    static SlackDouble::Fault faultOf(Fault fault) {
        switch (fault) {
        case Fault::ServerError:
            return SlackDouble::Fault::ServerError;
        case Fault::BadGateway:
            return SlackDouble::Fault::BadGateway;
        case Fault::Garbage:
            return SlackDouble::Fault::Garbage;
        case Fault::RateLimited:
            return SlackDouble::Fault::RateLimited;
        case Fault::LostAnswer:
            return SlackDouble::Fault::LostAnswer;
        case Fault::Revoked:
            return SlackDouble::Fault::Unauthorized;
        case Fault::Reset:
        case Fault::None:
            break;
        }
        return SlackDouble::Fault::Reset;
    }
    SlackDouble server;
    int m_late = 0;
};
} // namespace

SOUFFLEUR_CONTRACT_MAIN(SlackPeer)
