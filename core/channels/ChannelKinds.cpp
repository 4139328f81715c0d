// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "channels/Connector.h"
#include "channels/discord/DiscordChecks.h"
#include "channels/discord/DiscordConnector.h"
#include "channels/mail/MailChecks.h"
#include "channels/mail/MailConnector.h"
#include "channels/mail/MailSettings.h"
#include "channels/matrix/MatrixChecks.h"
#include "channels/matrix/MatrixConnector.h"
#include "channels/mattermost/MattermostChecks.h"
#include "channels/mattermost/MattermostConnector.h"
#include "channels/sample/SampleConnector.h"
#include "channels/signal/SignalChecks.h"
#include "channels/signal/SignalConnector.h"
#include "channels/slack/SlackChecks.h"
#include "channels/slack/SlackConnector.h"
#include "channels/telegram/TelegramChecks.h"
#include "channels/telegram/TelegramConnector.h"

namespace souffleur::channels {
namespace {
template <class T>
std::unique_ptr<Connector> make(const ConnectorContext& context) {
    return std::make_unique<T>(context);
}
} // namespace

const QList<ChannelKind>& channelKinds() {
    static const QList<ChannelKind> kinds{
        {telegram::TelegramConnector::capabilities(), make<telegram::TelegramConnector>, telegram::checkTelegram},
        {slack::SlackConnector::capabilities(), make<slack::SlackConnector>, slack::checkSlack},
        {mail::MailConnector::capabilities(), make<mail::MailConnector>, mail::checkMail,
         mail::MailConnector::recipient, mail::mailSetup()},
        {.capabilities = matrix::MatrixConnector::capabilities(),
         .create = make<matrix::MatrixConnector>,
         .check = matrix::checkMatrix,
         .keyed = {.requiredSecrets = matrix::MatrixConnector::requiredSecrets}},
        {mattermost::MattermostConnector::capabilities(), make<mattermost::MattermostConnector>,
         mattermost::checkMattermost},
        {discord::DiscordConnector::capabilities(), make<discord::DiscordConnector>, discord::checkDiscord},
        {signal::SignalConnector::capabilities(), make<signal::SignalConnector>, signal::checkSignal},
        {sample::SampleConnector::capabilities(), make<sample::SampleConnector>, sample::checkSample},
    };
    return kinds;
}

const ChannelKind* findChannelKind(const QString& kind) {
    for (const ChannelKind& row : channelKinds())
        if (row.capabilities.kind == kind)
            return &row;
    return nullptr;
}

} // namespace souffleur::channels
