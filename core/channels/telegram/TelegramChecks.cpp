// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "channels/telegram/TelegramChecks.h"

#include "channels/telegram/TelegramBuilder.h"
#include "channels/telegram/TelegramErrors.h"

#include <QPointer>

namespace souffleur::channels::telegram {
namespace {

class Checks final : public QObject {
public:
    Checks(ConnectorContext context, QObject* receiver, std::function<void(const ChannelCheck&)> report,
           std::function<void()> finished)
        : m_context(std::move(context)), m_receiver(receiver), m_report(std::move(report)),
          m_finished(std::move(finished)) {}

    void begin() {
        running();
        const auto base = checkedBaseUrl(m_context.channel.settings[u"base_url"].toString());
        if (!base)
            return fail(base.error());
        auto builder = TelegramBuilder::create(m_context.channel.settings, m_context.secrets);
        if (!builder) {
            // The address is fine as far as can be said without a token to ask with.
            skip();
            return fail(builder.error());
        }
        m_builder = *builder;
        ask(m_builder->getMe(), &Checks::greeted);
    }

    void cancel() {
        m_receiver = nullptr;
        m_call.reset();
    }

private:
    using Handler = void (Checks::*)(const net::HttpOutcome&);

    void ask(const net::HttpRequest& request, Handler handler) {
        if (!m_receiver)
            return;
        m_call = m_context.http->send(request, [this, handler](const net::HttpOutcome& outcome) {
            const auto keep = std::exchange(m_call, {});
            (this->*handler)(outcome);
        });
    }

    void greeted(const net::HttpOutcome& outcome) {
        const auto result = resultOf(outcome, CallKind::Read);
        if (!isBotApiAnswer(outcome))
            return fail(result ? makeError(ErrorCode::ServerError) : result.error());
        pass(m_builder->host());
        if (!result)
            return fail(result.error());
        pass(u'@' + (*result)[u"username"].toString().left(64));
        ask(m_builder->getWebhookInfo(), &Checks::webhookKnown);
    }

    void webhookKnown(const net::HttpOutcome& outcome) {
        const auto result = resultOf(outcome, CallKind::Read);
        if (!result) {
            // A server that does not know the question has no webhooks.
            const auto* response = std::get_if<net::HttpResponse>(&outcome);
            if (!response || response->status != 404)
                return fail(result.error());
            skip();
        } else if (const QString url = (*result)[u"url"].toString(); !url.isEmpty()) {
            // The address of a webhook may hold a secret; its host does not.
            return fail(makeError(ErrorCode::Conflict, u"webhook"_s), QUrl(url).host());
        } else {
            pass({});
        }
        ask(m_builder->getUpdates(0, 0, 1), &Checks::received);
    }

    void received(const net::HttpOutcome& outcome) {
        const auto result = resultOf(outcome, CallKind::Read);
        if (!result)
            return fail(result.error());
        pass({});
    }

    void tell(CheckState state, std::optional<Error> error = {}, const QString& value = {}) {
        if (m_receiver)
            m_report(ChannelCheck{Names[m_current], state, std::move(error), value});
    }
    void running() { tell(CheckState::Running); }
    void pass(const QString& value) { next(CheckState::Passed, value); }
    void skip() { next(CheckState::Skipped, {}); }
    void next(CheckState state, const QString& value) {
        tell(state, {}, value);
        if (++m_current < int(std::size(Names)))
            running();
        else
            finish();
    }
    void fail(const Error& error, const QString& value = {}) {
        tell(CheckState::Failed, error, value);
        while (++m_current < int(std::size(Names)))
            tell(CheckState::Skipped);
        finish();
    }
    void finish() {
        if (m_receiver)
            m_finished();
    }

    static inline const QString Names[] = {u"address"_s, u"token"_s, u"webhook"_s, u"receive"_s};
    const ConnectorContext m_context;
    QPointer<QObject> m_receiver;
    std::function<void(const ChannelCheck&)> m_report;
    std::function<void()> m_finished;
    std::optional<TelegramBuilder> m_builder;
    std::shared_ptr<void> m_call;
    int m_current = 0;
};

} // namespace

std::shared_ptr<void> checkTelegram(const ConnectorContext& context, QObject* receiver,
                                    std::function<void(const ChannelCheck&)> report,
                                    std::function<void()> finished) {
    auto checks = std::shared_ptr<Checks>(new Checks(context, receiver, std::move(report), std::move(finished)),
                                          // It may be dropped inside its own report.
                                          [](Checks* c) {
                                              c->cancel();
                                              c->deleteLater();
                                          });
    // The caller holds the handle before the first report.
    QMetaObject::invokeMethod(
        checks.get(), [raw = checks.get()] { raw->begin(); }, Qt::QueuedConnection);
    return checks;
}

} // namespace souffleur::channels::telegram
