// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "channels/signal/SignalConnector.h"
#include "Contract.h"
#include "SignalDouble.h"
#include "WatchedSink.h"

using namespace souffleur;
using channels::signal::SignalConnector;
using test::SignalDouble;

namespace {
class SignalPeer final : public test::ContractPeer {
public:
    SignalPeer() {
        if (!server.listen())
            qFatal("no port");
        server.manyAccounts = true;
        server.setTime(QDateTime::currentMSecsSinceEpoch());
        // The daemon is confirmed nothing: it hands over once. So what counts is what the connector knows to be
        // stored.
        watch.stored = [this](const EventBatch& batch) {
            for (const ChannelEvent& event : batch.events)
                if (const auto* message = std::get_if<InboundMessage>(&event))
                    open.remove(message->externalId);
        };
    }
    ChannelCapabilities capabilities() const override { return SignalConnector::capabilities(); }
    std::unique_ptr<channels::Connector> make(const channels::ConnectorContext& context) override {
        // What was in the hands of the one before and not stored is gone with it: nothing hands it over again.
        open.removeIf([this](const QString& id) { return !server.isWaiting(timeOf(id)); });
        return std::make_unique<SignalConnector>(watch.watch(context), [] { return 1.0; });
    }
    void configure(Channel& channel, QJsonObject&) override {
        channel.settings = {{u"address"_s, server.address()}, {u"account"_s, server.account}};
    }
    LostAnswer lostAnswer() const override { return LostAnswer::Unclear; }
    ErrorCode revoked() const override { return ErrorCode::NotConfigured; }
    bool sendsOverItsConnection() const override { return true; }
    bool handsOverOnce() const override { return true; }

    QString recipient(int who) const override { return u"11111111-aaaa-4bbb-8ccc-00000000000%1"_s.arg(who); }
    QString writes(int who, const QString& text, const QString& replyTo) override {
        QJsonObject more;
        if (!replyTo.isEmpty())
            more[u"quote"] = QJsonObject{{u"id"_s, timeOf(replyTo)}, {u"authorUuid"_s, recipient(who)}};
        return wrote(who, text, more);
    }
    QString sendsFile(int who, const QString& name, const QByteArray& content, const QString& caption) override {
        const QJsonObject file = server.attachment(u"file%1"_s.arg(++m_files), u"image/png"_s, content, name);
        return wrote(who, caption, {{u"attachments"_s, QJsonArray{file}}});
    }
    QString sendsKind(int who, MessageKind kind, const QByteArray& content) override {
        const auto file = [&](const QString& type) {
            const QJsonObject one = server.attachment(u"file%1"_s.arg(++m_files), type, content);
            return wrote(who, {}, {{u"attachments"_s, QJsonArray{one}}});
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
            return file(u"audio/aac"_s);
        case MessageKind::Sticker:
            return wrote(who, {}, {{u"sticker"_s, QJsonObject{{u"packId"_s, u"ab"_s}, {u"stickerId"_s, 3}}}});
        case MessageKind::ContactCard:
            return wrote(
                who, {},
                {{u"contacts"_s, QJsonArray{QJsonObject{{u"name"_s, QJsonObject{{u"display"_s, u"Tim"_s}}}}}}});
        default:
            return {};
        }
    }
    //! Each message comes by its own way.
    QString writesAfter(int who, const QString& text, const Changes& changes) override {
        const qint64 time = server.nextTime() + 100;
        changes(channels::signal::externalIdOf(recipient(who), time));
        server.setTime(time - 2); // wrote() takes one for the id, and one for the message
        return wrote(who, text, {});
    }
    bool edits(int who, const QString& externalId, const QString& text) override {
        server.customerEdits(recipient(who), timeOf(externalId), text);
        return true;
    }
    bool deletes(int who, const QString& externalId) override {
        server.customerDeletes(recipient(who), timeOf(externalId));
        return true;
    }
    bool reacts(int who, const QString& externalId) override {
        server.customerReacts(recipient(who), timeOf(externalId), false, u"👍"_s);
        return true;
    }
    bool readsOurs(int who, const QString& externalId) override {
        server.customerReads(recipient(who), {timeOf(externalId)});
        return true;
    }

    void deliversUnknownKind() override {
        server.deliver(recipient(1), {{u"hologramMessage"_s, QJsonObject{{u"depth"_s, 3}}}});
        server.deliver(recipient(1), {{u"dataMessage"_s, QJsonObject{{u"timestamp"_s, server.nextTime()},
                                                                     {u"hologram"_s, QJsonObject()}}}});
        server.sendLine(R"({"jsonrpc":"2.0","method":"carrierPigeon","params":{}})");
    }
    QStringList deliversBroken(int who) override {
        QStringList good{writes(who, u"davor"_s, {})};
        server.deliver(u""_s, {{u"dataMessage"_s, QJsonObject{{u"message"_s, u"from nobody"_s}}}});
        server.sendLine("no JSON at all");
        return good << writes(who, u"danach"_s, {});
    }
    void repeats() override { server.repeats(); }
    void failNextSend(Fault fault, int times) override { server.failNext(faultOf(fault), times); }
    void failNextReceive(Fault fault) override { server.failNextSubscription(faultOf(fault)); }
    void restarts() override { server.drop(); }
    void goesSilent() override { server.goSilent(); }

    bool isListening() const override { return server.isSubscribed(); }
    qsizetype unconfirmed() const override { return open.size(); }
    QList<Sent> sent() const override {
        QList<Sent> list;
        for (const SignalDouble::Sent& sent : server.sent()) {
            Sent one{
                sent.recipient, channels::signal::ownIdOf(sent.recipient, sent.timestamp), sent.text, {}, {}, {}};
            for (const QString& file : sent.attachments) {
                one.fileNames += file.section(u";filename="_s, 1).section(u';', 0, 0);
                one.contents += QByteArray::fromBase64(file.section(u";base64,"_s, 1).toLatin1());
            }
            if (sent.quoteTimestamp > 0)
                one.replyTo = channels::signal::externalIdOf(sent.quoteAuthor, sent.quoteTimestamp);
            list += one;
        }
        return list;
    }

private:
    static qint64 timeOf(const QString& externalId) { return externalId.section(u':', -1).toLongLong(); }
    QString wrote(int who, const QString& text, const QJsonObject& more) {
        const QString id = channels::signal::externalIdOf(recipient(who), server.nextTime() + 1);
        open.insert(id); // before it is handed over
        server.customerWrites(recipient(who), text, more);
        return id;
    }
    static SignalDouble::Fault faultOf(Fault fault) {
        switch (fault) {
        case Fault::ServerError:
            return SignalDouble::Fault::Internal;
        case Fault::BadGateway:
            return SignalDouble::Fault::IoError;
        case Fault::Garbage:
            return SignalDouble::Fault::Garbage;
        case Fault::RateLimited:
            return SignalDouble::Fault::RateLimit;
        case Fault::LostAnswer:
            return SignalDouble::Fault::LostAnswer;
        case Fault::Revoked:
            return SignalDouble::Fault::NotServed;
        case Fault::Reset:
        case Fault::None:
            break;
        }
        return SignalDouble::Fault::Drop;
    }
    SignalDouble server;
    test::WatchedSink watch;
    QSet<QString> open; //!< written and not stored
    int m_files = 0;
};
} // namespace

SOUFFLEUR_CONTRACT_MAIN(SignalPeer)
