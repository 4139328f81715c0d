// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "workspace/local/PolishService.h"

#include "polish/PolishText.h"
#include "store/Store.h"

namespace souffleur::workspace {

namespace {
constexpr int MaxTurns = 6;
}

Result<PolishService::Prepared> PolishService::prepare(store::Store& store, ConversationId id,
                                                       const Suggestion& suggestion) {
    Prepared prepared;
    SOUFFLEUR_TRY(const QJsonValue enabled, store.settings().value(QLatin1String(polishsettings::Enabled)));
    SOUFFLEUR_TRY(const QJsonValue url, store.settings().value(QLatin1String(polishsettings::Url)));
    if (!enabled.toBool() || url.toString().trimmed().isEmpty())
        return makeError(ErrorCode::NotConfigured, u"polishing"_s);
    SOUFFLEUR_TRY(const QJsonValue model, store.settings().value(QLatin1String(polishsettings::Model)));
    SOUFFLEUR_TRY(const QJsonValue key, store.settings().value(QLatin1String(polishsettings::Key)));
    prepared.config = {QUrl(url.toString().trimmed(), QUrl::StrictMode), model.toString().trimmed(),
                       key.toString().trimmed()};

    SOUFFLEUR_TRY(const Conversation conversation, store.conversations().find(id));
    SOUFFLEUR_TRY(const Contact contact, store.contacts().find(conversation.contact));
    SOUFFLEUR_TRY(const QList<Message> turns, store.messages().unansweredTurns(id, MaxTurns));
    QStringList texts;
    for (const Message& turn : turns)
        texts.append(turn.text);
    QStringList personal{contact.displayName, conversation.contactName};
    personal += contact.fields.values();
    for (const Identity& identity : contact.identities)
        personal += {identity.displayName, identity.handle};
    prepared.task.draft = suggestion.filled;
    prepared.task.question = polish::maskQuestion(texts.join(u'\n'), personal);
    prepared.task.language = suggestion.answer.language;
    prepared.task.address = suggestion.answer.address;
    return prepared;
}

void PolishService::ask(const Prepared& prepared, polish::Polisher::Done done) {
    if (!m_polisher) {
        m_http = m_makeHttp();
        m_polisher = std::make_unique<polish::Polisher>(*m_http, m_clock);
    }
    m_polisher->polish(prepared.config, prepared.task, std::move(done));
}

} // namespace souffleur::workspace
