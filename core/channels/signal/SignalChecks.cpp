// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "channels/signal/SignalChecks.h"

#include "channels/kit/SetupChecks.h"
#include "channels/signal/SignalBuilder.h"
#include "channels/signal/SignalConnector.h"
#include "domain/Rules.h"

namespace souffleur::channels::signal {
namespace {

constexpr Milliseconds AnswerWithin{15'000};

class Checks final : public kit::SetupChecks {
public:
    Checks(const ConnectorContext& context, Listener listener)
        : SetupChecks(context, {u"daemon"_s, u"account"_s}, std::move(listener)) {}

protected:
    void begin() override {
        const QString address = m_context.channel.settings[u"address"].toString();
        const auto target = net::toLineTarget(address.isEmpty() ? StandardAddress.toString() : address);
        if (!target)
            return fail(target.error());
        m_client = std::make_unique<SignalClient>(*m_context.clock);
        connect(m_client.get(), &SignalClient::lost, this, [this](const Error& error) { failed(error); });
        connect(m_client.get(), &SignalClient::opened, this,
                [this] { read(u"version"_s, [this](const Result<QJsonValue>& answer) { versionKnown(answer); }); });
        m_client->open(*target);
    }

    void cancelled() override {
        if (m_client)
            m_client->disconnect(this);
        m_client.reset();
    }

private:
    void read(const QString& method, const SignalClient::Answer& then) {
        m_client->call(method, {}, kit::CallKind::Read, AnswerWithin,
                       [this, then](const Result<QJsonValue>& answer) {
                           if (m_client && !isCancelled())
                               then(answer);
                       });
    }

    void failed(const Error& error) {
        if (isCancelled())
            return;
        leave();
        fail(error);
    }

    void leave() {
        if (auto* client = m_client.release()) {
            client->disconnect(this);
            client->close();
            client->deleteLater(); // it may be what is calling us
        }
    }

    void versionKnown(const Result<QJsonValue>& answer) {
        if (!answer)
            return failed(answer.error());
        const QString version = rules::oneLine((*answer)[u"version"].toString(), 40);
        if (version.isEmpty())
            return failed(makeError(ErrorCode::Damaged, u"not signal-cli"_s));
        pass(version);
        read(u"listAccounts"_s, [this](const Result<QJsonValue>& accounts) { accountsKnown(accounts); });
    }

    void accountsKnown(const Result<QJsonValue>& answer) {
        const QString account = m_context.channel.settings[u"account"].toString().trimmed();
        leave();
        if (!answer && answer.error().code != ErrorCode::Unsupported)
            return fail(answer.error());
        if (!answer)
            return account.isEmpty() ? skip() : pass(account); // it serves one, and does not say which
        const QStringList accounts = accountsOf(*answer);
        if (account.isEmpty() ? accounts.size() == 1 : accounts.contains(account))
            return pass(account.isEmpty() ? accounts.first() : account);
        fail(makeError(ErrorCode::NotConfigured, u"account"_s));
    }

    std::unique_ptr<SignalClient> m_client;
};

} // namespace

std::shared_ptr<void> checkSignal(const ConnectorContext& context, QObject* receiver,
                                  std::function<void(const ChannelCheck&)> report, std::function<void()> finished) {
    return kit::SetupChecks::run<Checks>(context, receiver, std::move(report), std::move(finished));
}

} // namespace souffleur::channels::signal
