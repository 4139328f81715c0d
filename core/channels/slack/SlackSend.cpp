// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "channels/slack/SlackSend.h"

#include "domain/Rules.h"

#include <QJsonArray>

namespace souffleur::channels::slack {
namespace {

//! A chain of requests; what went wrong ends it. Held by whoever waits; dropping it aborts.
class Chain : public std::enable_shared_from_this<Chain> {
public:
    Chain(net::HttpClient& http, Clock& clock, SlackBuilder builder, SlackPlace place, kit::SendQueue::Done done)
        : m_http(http), m_clock(clock), m_builder(std::move(builder)), m_place(std::move(place)),
          m_done(std::move(done)) {}
    virtual ~Chain() = default;
    virtual void begin() = 0;

protected:
    using Next = std::function<void(const Result<QJsonObject>&)>;
    void call(const net::HttpRequest& request, CallKind kind, Next next) {
        outcome(request, [this, kind, next = std::move(next)](const net::HttpOutcome& outcome) {
            next(resultOf(outcome, kind, m_clock.now()));
        });
    }
    void outcome(const net::HttpRequest& request, std::function<void(const net::HttpOutcome&)> next) {
        m_call =
            m_http.send(request, [weak = weak_from_this(), next = std::move(next)](const net::HttpOutcome& answer) {
                // Alive until the step is done, even where its end drops us.
                if (const auto self = weak.lock()) {
                    const auto call = std::exchange(self->m_call, nullptr);
                    next(answer);
                }
            });
    }
    void finish(Result<QString> result) {
        if (const auto done = std::exchange(m_done, {}))
            done(std::move(result));
    }

    net::HttpClient& m_http;
    Clock& m_clock;
    const SlackBuilder m_builder;
    const SlackPlace m_place;

private:
    kit::SendQueue::Done m_done;
    std::shared_ptr<void> m_call;
};

class TextChain final : public Chain {
public:
    using Chain::Chain;
    QString text;
    QString clientId;

    void begin() override {
        call(m_builder.post(m_place.channel, text, m_place.thread, clientId), CallKind::Send,
             [this](const Result<QJsonObject>& answer) { posted(answer); });
    }

private:
    void posted(const Result<QJsonObject>& answer) {
        if (answer) {
            const QString ts = (*answer)[u"ts"].toString();
            const QString channel = (*answer)[u"channel"].toString(m_place.channel);
            if (!ts.isEmpty())
                return finish(externalIdOf(channel, ts));
        }
        const Error error = answer ? makeError(ErrorCode::Unclear, u"accepted without a ts"_s) : answer.error();
        if (error.code != ErrorCode::Unclear)
            return finish(error);
        call(m_builder.latest(m_place.channel, m_place.thread), CallKind::Read,
             [this, error](const Result<QJsonObject>& latest) { lookedUp(latest, error); });
    }

    void lookedUp(const Result<QJsonObject>& latest, const Error& error) {
        if (latest)
            for (const auto& value : (*latest)[u"messages"].toArray()) {
                const QJsonObject message = value.toObject();
                const QJsonObject metadata = message[u"metadata"].toObject();
                if (metadata[u"event_type"].toString() == MetadataType &&
                    metadata[u"event_payload"][u"client_id"].toString() == clientId)
                    return finish(externalIdOf(m_place.channel, message[u"ts"].toString()));
            }
        finish(error);
    }
};

class FilesChain final : public Chain {
public:
    using Chain::Chain;
    QString comment;
    QList<OutboundMessage::File> files;

    void begin() override { next(); }

private:
    void next() {
        if (m_uploaded.size() == files.size())
            return share();
        const auto& file = files.at(m_uploaded.size());
        call(m_builder.uploadAddress(file.fileName, file.content.size()), CallKind::Read,
             [this](const Result<QJsonObject>& answer) { addressed(answer); });
    }

    void addressed(const Result<QJsonObject>& answer) {
        if (!answer)
            return finish(answer.error());
        const auto& file = files.at(m_uploaded.size());
        const QString id = (*answer)[u"file_id"].toString();
        const auto request = m_builder.upload(QUrl((*answer)[u"upload_url"].toString()), file);
        if (!request)
            return finish(request.error());
        if (id.isEmpty())
            return finish(makeError(ErrorCode::ServerError, u"no file id"_s));
        // Seen by nobody yet: repeating it does no harm.
        outcome(*request, [this, id](const net::HttpOutcome& uploaded) {
            if (const auto problem = kit::problemOf(uploaded, CallKind::Read, m_clock.now()))
                return finish(*problem);
            m_uploaded += {id, rules::cleanFileName(files.at(m_uploaded.size()).fileName)};
            next();
        });
    }

    void share() {
        call(m_builder.completeUpload(m_uploaded, m_place.channel, m_place.thread, comment), CallKind::Send,
             [this](const Result<QJsonObject>& answer) {
                 if (!answer && answer.error().code != ErrorCode::Unclear)
                     return finish(answer.error());
                 find(answer ? std::nullopt : std::optional(answer.error()));
             });
    }

    //! The message that carries the file.
    void find(const std::optional<Error>& unclear) {
        call(m_builder.fileInfo(m_uploaded.first().id), CallKind::Read,
             [this, unclear](const Result<QJsonObject>& answer) {
                 if (answer) {
                     const QJsonObject shares = (*answer)[u"file"][u"shares"].toObject();
                     for (const QString& kind : {u"private"_s, u"public"_s})
                         for (const auto& share : shares[kind][m_place.channel].toArray())
                             if (const QString ts = share[u"ts"].toString(); !ts.isEmpty())
                                 return finish(externalIdOf(m_place.channel, ts));
                 }
                 if (unclear)
                     return finish(*unclear);
                 finish(u"file:"_s + m_uploaded.first().id);
             });
    }

    QList<SlackBuilder::Uploaded> m_uploaded;
};

} // namespace

std::shared_ptr<void> postText(net::HttpClient& http, Clock& clock, const SlackBuilder& builder,
                               const SlackPlace& place, const QString& text, const QString& clientId,
                               kit::SendQueue::Done done) {
    auto chain = std::make_shared<TextChain>(http, clock, builder, place, std::move(done));
    chain->text = text;
    chain->clientId = clientId;
    chain->begin();
    return chain;
}

std::shared_ptr<void> postFiles(net::HttpClient& http, Clock& clock, const SlackBuilder& builder,
                                const SlackPlace& place, const QString& comment,
                                const QList<OutboundMessage::File>& files, kit::SendQueue::Done done) {
    auto chain = std::make_shared<FilesChain>(http, clock, builder, place, std::move(done));
    chain->comment = comment;
    chain->files = files;
    chain->begin();
    return chain;
}

} // namespace souffleur::channels::slack
