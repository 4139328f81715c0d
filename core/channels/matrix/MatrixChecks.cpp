// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "channels/matrix/MatrixChecks.h"

#include "channels/kit/SetupChecks.h"
#include "channels/matrix/MatrixBuilder.h"
#include "channels/matrix/MatrixErrors.h"
#include "channels/matrix/MatrixParser.h"

namespace souffleur::channels::matrix {
namespace {

//! Something answered, and it is no homeserver.
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
        auto builder = MatrixBuilder::create(m_context.channel.settings);
        if (!builder)
            return fail(builder.error());
        m_builder = *builder;
        ask(m_builder->versions(), [this](const net::HttpOutcome& outcome) { answered(outcome); });
    }

    Result<QJsonObject> result(const net::HttpOutcome& outcome) const {
        return resultOf(outcome, m_context.clock->now());
    }

    void answered(const net::HttpOutcome& outcome) {
        const auto versions = result(outcome);
        if (!isMatrixAnswer(outcome))
            return fail(isElse(outcome) ? makeError(ErrorCode::ServerError, u"not a Matrix server"_s)
                                        : versions.error());
        pass(m_builder->host());
        const QString token = m_context.secrets[u"token"].toString().trimmed();
        const QString password = m_context.secrets[u"password"].toString();
        const QString user = m_context.channel.settings[u"user"].toString().trimmed();
        if (token.isEmpty() && (password.isEmpty() || user.isEmpty()))
            return fail(makeError(ErrorCode::NotConfigured, u"no access token and no password"_s));
        m_builder->setToken(token);
        // A device of its own: signing in on the connector's would sign the connector out.
        const auto request =
            token.isEmpty() ? m_builder->login(user, password, u"Souffleur-check"_s) : m_builder->whoAmI();
        ask(request, [this](const net::HttpOutcome& outcome) { greeted(outcome); });
    }

    void greeted(const net::HttpOutcome& outcome) {
        const auto answer = result(outcome);
        if (!answer)
            return fail(answer.error());
        const auto account = parseAccount(*answer);
        if (!account)
            return fail(account.error());
        if (!account->token.isEmpty())
            m_builder->setToken(account->token);
        pass(account->user);
        ask(m_builder->probe(), [this](const net::HttpOutcome& outcome) {
            const auto answer = result(outcome);
            if (!answer)
                return fail(answer.error());
            pass();
        });
    }

    std::optional<MatrixBuilder> m_builder;
};

} // namespace

std::shared_ptr<void> checkMatrix(const ConnectorContext& context, QObject* receiver,
                                  std::function<void(const ChannelCheck&)> report, std::function<void()> finished) {
    return kit::SetupChecks::run<Checks>(context, receiver, std::move(report), std::move(finished));
}

} // namespace souffleur::channels::matrix
