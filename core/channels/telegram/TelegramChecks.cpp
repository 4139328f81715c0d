// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "channels/telegram/TelegramChecks.h"

#include "channels/kit/BaseUrl.h"
#include "channels/kit/SetupChecks.h"
#include "channels/telegram/TelegramBuilder.h"
#include "channels/telegram/TelegramErrors.h"

namespace souffleur::channels::telegram {
namespace {

class Checks final : public kit::SetupChecks {
public:
    Checks(ConnectorContext context, Listener listener)
        : SetupChecks(std::move(context), {u"address"_s, u"token"_s, u"webhook"_s, u"receive"_s},
                      std::move(listener)) {}

private:
    void begin() override {
        const auto base = kit::checkedBaseUrl(m_context.channel.settings[u"base_url"].toString(), StandardBaseUrl);
        if (!base)
            return fail(base.error());
        auto builder = TelegramBuilder::create(m_context.channel.settings, m_context.secrets);
        if (!builder) {
            // The address is fine as far as can be said without a token to ask with.
            skip();
            return fail(builder.error());
        }
        m_builder = *builder;
        ask(m_builder->getMe(), [this](const net::HttpOutcome& outcome) { greeted(outcome); });
    }

    void greeted(const net::HttpOutcome& outcome) {
        const auto result = resultOf(outcome, CallKind::Read);
        if (!isBotApiAnswer(outcome))
            return fail(result ? makeError(ErrorCode::ServerError) : result.error());
        pass(m_builder->host());
        if (!result)
            return fail(result.error());
        pass(u'@' + (*result)[u"username"].toString().left(64));
        ask(m_builder->getWebhookInfo(), [this](const net::HttpOutcome& answer) { webhookKnown(answer); });
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
            pass();
        }
        // Telegram lets one program fetch at a time: a poll of ours would end that of the channel's connector.
        if (m_context.sink)
            return pass();
        ask(m_builder->getUpdates(0, 0, 1), [this](const net::HttpOutcome& answer) { received(answer); });
    }

    void received(const net::HttpOutcome& outcome) {
        const auto result = resultOf(outcome, CallKind::Read);
        if (!result)
            return fail(result.error());
        pass();
    }

    std::optional<TelegramBuilder> m_builder;
};

} // namespace

std::shared_ptr<void> checkTelegram(const ConnectorContext& context, QObject* receiver,
                                    std::function<void(const ChannelCheck&)> report,
                                    std::function<void()> finished) {
    return kit::SetupChecks::run<Checks>(context, receiver, std::move(report), std::move(finished));
}

} // namespace souffleur::channels::telegram
