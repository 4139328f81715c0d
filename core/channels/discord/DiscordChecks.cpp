// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "channels/discord/DiscordChecks.h"

#include "channels/discord/DiscordBuilder.h"
#include "channels/discord/DiscordErrors.h"
#include "channels/kit/BaseUrl.h"
#include "channels/kit/SetupChecks.h"
#include "domain/Rules.h"

#include <QJsonArray>

namespace souffleur::channels::discord {
namespace {

//! Of an application: it may read messages, without or with Discord's own approval.
constexpr qint64 ReadsMessages = (1 << 18) | (1 << 19);

class Checks final : public kit::SetupChecks {
public:
    Checks(const ConnectorContext& context, Listener listener)
        : SetupChecks(context, {u"address"_s, u"token"_s, u"gateway"_s, u"content"_s, u"channels"_s},
                      std::move(listener)) {
        for (const QJsonValue& id : context.channel.settings[u"channels"].toArray())
            m_channels += id.toString();
    }

protected:
    void begin() override {
        const auto base = kit::checkedBaseUrl(m_context.channel.settings[u"base_url"].toString(), StandardBase);
        if (!base)
            return fail(base.error());
        const auto builder = DiscordBuilder::create(m_context.channel.settings, m_context.secrets);
        if (!builder) {
            // The address is fine as far as can be said without a token to ask with.
            skip();
            return fail(builder.error());
        }
        m_builder = *builder;
        ask(m_builder->me(), [this](const net::HttpOutcome& outcome) { greeted(outcome); });
    }

private:
    void greeted(const net::HttpOutcome& outcome) {
        const auto answer = resultOf(outcome, kit::CallKind::Read);
        if (!isApiAnswer(outcome))
            return fail(answer ? makeError(ErrorCode::ServerError) : answer.error());
        pass(m_builder->host());
        if (!answer)
            return fail(answer.error());
        pass(u'@' + rules::oneLine((*answer)[u"username"].toString(), 64));
        ask(m_builder->gateway(), [this](const net::HttpOutcome& gateway) { gatewayKnown(gateway); });
    }

    void gatewayKnown(const net::HttpOutcome& outcome) {
        const auto answer = resultOf(outcome, kit::CallKind::Read);
        if (!answer)
            return fail(answer.error());
        if (const auto url = m_builder->gatewayUrl((*answer)[u"url"].toString()); !url)
            return fail(url.error());
        const int remaining = (*answer)[u"session_start_limit"][u"remaining"].toInt();
        if (remaining <= 0)
            return fail(makeError(ErrorCode::RateLimited, u"sessions of today"_s));
        pass(QString::number(remaining));
        if (m_channels.isEmpty()) {
            skip();
            return skip();
        }
        ask(m_builder->application(),
            [this](const net::HttpOutcome& application) { privilegesKnown(application); });
    }

    void privilegesKnown(const net::HttpOutcome& outcome) {
        const auto answer = resultOf(outcome, kit::CallKind::Read);
        if (!answer)
            return fail(answer.error());
        if (((*answer)[u"flags"].toInteger() & ReadsMessages) == 0)
            return fail(makeError(ErrorCode::NotConfigured, u"message_content"_s));
        pass();
        askChannel();
    }

    void askChannel() {
        if (m_names.size() == m_channels.size())
            return pass(m_names.join(u", "_s));
        const QString id = m_channels.at(m_names.size());
        if (!isSnowflake(id))
            return fail(makeError(ErrorCode::InvalidInput, u"channel id"_s), rules::oneLine(id, 40));
        ask(m_builder->channel(id), [this, id](const net::HttpOutcome& outcome) {
            const auto answer = resultOf(outcome, kit::CallKind::Read);
            if (!answer)
                return fail(answer.error(), id);
            m_names += u'#' + rules::oneLine((*answer)[u"name"].toString(), 60);
            askChannel();
        });
    }

    std::optional<DiscordBuilder> m_builder;
    QStringList m_channels;
    QStringList m_names;
};

} // namespace

std::shared_ptr<void> checkDiscord(const ConnectorContext& context, QObject* receiver,
                                   std::function<void(const ChannelCheck&)> report,
                                   std::function<void()> finished) {
    return kit::SetupChecks::run<Checks>(context, receiver, std::move(report), std::move(finished));
}

} // namespace souffleur::channels::discord
