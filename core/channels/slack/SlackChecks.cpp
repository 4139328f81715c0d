// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "channels/slack/SlackChecks.h"

#include "channels/kit/BaseUrl.h"
#include "channels/kit/SetupChecks.h"
#include "channels/slack/SlackApi.h"

namespace souffleur::channels::slack {
namespace {

class Checks final : public kit::SetupChecks {
public:
    Checks(ConnectorContext context, Listener listener)
        : SetupChecks(std::move(context), {u"address"_s, u"token"_s, u"receive"_s}, std::move(listener)) {}

private:
    void begin() override {
        const auto base = kit::checkedBaseUrl(m_context.channel.settings[u"base_url"].toString(), StandardBaseUrl);
        if (!base)
            return fail(base.error());
        const auto builder = SlackBuilder::create(m_context.channel.settings, m_context.secrets);
        if (!builder) {
            // The address is fine as far as can be said without a token to ask with.
            skip();
            return fail(builder.error());
        }
        m_builder = *builder;
        ask(m_builder->authTest(), [this](const net::HttpOutcome& outcome) { greeted(outcome); });
    }

    void greeted(const net::HttpOutcome& outcome) {
        const auto answer = resultOf(outcome, CallKind::Read, m_context.clock->now());
        if (!isSlackAnswer(outcome))
            return fail(answer ? makeError(ErrorCode::ServerError) : answer.error());
        pass(m_builder->base().host());
        if (!answer)
            return fail(answer.error());
        pass(accountOf(*answer));
        ask(m_builder->openConnection(), [this](const net::HttpOutcome& opened) {
            const auto connection = resultOf(opened, CallKind::Read, m_context.clock->now());
            if (!connection)
                return fail(connection.error());
            if (!m_builder->isOurs(QUrl((*connection)[u"url"].toString())))
                return fail(makeError(ErrorCode::Rejected, u"not an address of Slack's"_s));
            pass();
        });
    }

    std::optional<SlackBuilder> m_builder;
};

} // namespace

std::shared_ptr<void> checkSlack(const ConnectorContext& context, QObject* receiver,
                                 std::function<void(const ChannelCheck&)> report, std::function<void()> finished) {
    return kit::SetupChecks::run<Checks>(context, receiver, std::move(report), std::move(finished));
}

} // namespace souffleur::channels::slack
