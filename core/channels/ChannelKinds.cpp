// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "channels/Connector.h"
#include "channels/mail/MailChecks.h"
#include "channels/mail/MailConnector.h"
#include "channels/sample/SampleConnector.h"
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
        {mail::MailConnector::capabilities(), make<mail::MailConnector>, mail::checkMail},
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
