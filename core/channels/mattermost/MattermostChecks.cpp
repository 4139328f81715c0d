// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "channels/mattermost/MattermostChecks.h"

#include "channels/kit/Json.h"
#include "channels/kit/SetupChecks.h"
#include "channels/mattermost/MattermostBuilder.h"
#include "channels/mattermost/MattermostErrors.h"
#include "channels/mattermost/MattermostParser.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QSet>

namespace souffleur::channels::mattermost {
namespace {

//! Something answered, and it is no Mattermost.
bool isElse(const net::HttpOutcome& outcome) {
    const auto* response = std::get_if<net::HttpResponse>(&outcome);
    return response && response->status < 500;
}

class Checks final : public kit::SetupChecks {
public:
    Checks(ConnectorContext context, Listener listener)
        : SetupChecks(std::move(context), {u"address"_s, u"token"_s, u"receive"_s}, std::move(listener)) {}

private:
    void begin() override {
        // The address can be judged before there is a token.
        const auto address = MattermostBuilder::create(m_context.channel.settings, {{u"token"_s, u"-"_s}});
        if (!address)
            return fail(address.error());
        ask(address->ping(), [this, host = address->host()](const net::HttpOutcome& outcome) {
            const auto answer = resultOf(outcome, m_context.clock->now());
            if (!isMattermostAnswer(outcome))
                return fail(isElse(outcome) ? makeError(ErrorCode::ServerError, u"not a Mattermost server"_s)
                                            : answer.error());
            pass(host);
            askWhoWeAre();
        });
    }

    void askWhoWeAre() {
        const auto builder = MattermostBuilder::create(m_context.channel.settings, m_context.secrets);
        if (!builder)
            return fail(builder.error());
        ask(builder->me(), [this, builder = *builder](const net::HttpOutcome& outcome) {
            const auto answer = resultOf(outcome, m_context.clock->now());
            if (!answer)
                return fail(answer.error());
            const auto profile = readProfile(kit::objectOf(*answer).value_or(QJsonObject()));
            if (!profile)
                return fail(makeError(ErrorCode::ServerError, u"an answer without a user"_s));
            pass(u'@' + profile->username);
            ask(builder.myChannels(), [this](const net::HttpOutcome& outcome) { listed(outcome); });
        });
    }

    void listed(const net::HttpOutcome& outcome) {
        const auto answer = resultOf(outcome, m_context.clock->now());
        if (!answer)
            return fail(answer.error());
        QSet<QString> known;
        for (const auto& value : QJsonDocument::fromJson(*answer).array())
            known.insert(value[u"id"].toString());
        for (const auto& chosen : m_context.channel.settings[u"channels"].toArray())
            if (!known.contains(chosen.toString()))
                return fail(makeError(ErrorCode::NotFound, u"not a member of this channel"_s),
                            chosen.toString().left(64));
        pass();
    }
};

} // namespace

std::shared_ptr<void> checkMattermost(const ConnectorContext& context, QObject* receiver,
                                      std::function<void(const ChannelCheck&)> report,
                                      std::function<void()> finished) {
    return kit::SetupChecks::run<Checks>(context, receiver, std::move(report), std::move(finished));
}

} // namespace souffleur::channels::mattermost
