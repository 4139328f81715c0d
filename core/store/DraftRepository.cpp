// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/Rules.h"
#include "store/Statements.h"
#include "store/Store.h"
#include "store/StoreJson.h"

namespace souffleur::store {
namespace {

Draft readDraft(Row& row) {
    Draft draft;
    draft.conversation = row.id<ConversationId>();
    draft.mode = row.enumeration<DraftMode>();
    draft.text = row.text();
    draft.cursor = row.integer();
    draft.replyTo = row.optionalId<MessageId>();
    const QJsonArray attachments = row.json().array();
    for (const auto& attachment : attachments)
        draft.attachments.append(json::toAttachment(attachment.toObject()));
    draft.suggestionSet = row.optionalId<SuggestionSetId>();
    draft.faqEntry = row.optionalId<FaqEntryId>();
    draft.insertedText = row.text();
    draft.updatedAt = row.time();
    return draft;
}

QString previewOf(const Draft& draft) {
    const QString text = rules::oneLine(draft.text);
    return text.isEmpty() && !draft.attachments.isEmpty() ? draft.attachments.constFirst().fileName : text;
}

} // namespace

Result<std::optional<Draft>> DraftRepository::find(ConversationId conversation, DraftMode mode, AgentId agent) {
    return m_sql.first(readDraft,
                       u"SELECT conversation, mode, text, caret, reply_to, attachments, suggestion_set, faq_entry, "
                       u"inserted_text, updated_at FROM drafts WHERE conversation = ? AND mode = ? AND agent = ?"_s,
                       conversation, mode, agent);
}

Status DraftRepository::save(const Draft& draft, AgentId agent) {
    if (draft.isEmpty()) {
        SOUFFLEUR_CHECK(m_sql.execute(u"DELETE FROM drafts WHERE conversation = ? AND mode = ? AND agent = ?"_s,
                                      draft.conversation, draft.mode, agent));
    } else {
        QJsonArray attachments;
        for (const Attachment& attachment : draft.attachments)
            attachments.append(json::ofAttachment(attachment));
        SOUFFLEUR_CHECK(m_sql.execute(
            u"INSERT INTO drafts(conversation, mode, agent, text, caret, reply_to, attachments, suggestion_set, "
            u"faq_entry, inserted_text, updated_at) VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) "
            u"ON CONFLICT(conversation, mode, agent) DO UPDATE SET text = excluded.text, caret = excluded.caret, "
            u"reply_to = excluded.reply_to, attachments = excluded.attachments, "
            u"suggestion_set = excluded.suggestion_set, faq_entry = excluded.faq_entry, "
            u"inserted_text = excluded.inserted_text, updated_at = excluded.updated_at"_s,
            draft.conversation, draft.mode, agent, draft.text, draft.cursor, draft.replyTo, attachments,
            draft.suggestionSet, draft.faqEntry, draft.insertedText, draft.updatedAt));
    }
    SOUFFLEUR_CHECK(m_sql.note(EntityKind::Draft, draft.isEmpty() ? ChangeKind::Removed : ChangeKind::Updated, {},
                               draft.conversation));
    if (draft.mode != DraftMode::Reply)
        return ok();
    const QString preview = previewOf(draft);
    SOUFFLEUR_TRY(const int rows,
                  m_sql.exec(u"UPDATE conversations SET draft_preview = ? WHERE id = ? AND draft_preview <> ?"_s,
                             preview, draft.conversation, preview));
    if (rows > 0)
        SOUFFLEUR_CHECK(m_sql.note(EntityKind::Conversation, ChangeKind::Updated, draft.conversation.uuid(),
                                   draft.conversation));
    return ok();
}

Result<int> DraftRepository::count(AgentId agent) {
    SOUFFLEUR_TRY(const auto count, m_sql.first([](Row& row) { return row.integer(); },
                                                u"SELECT count(*) FROM drafts WHERE agent = ?"_s, agent));
    return count.value_or(0);
}

} // namespace souffleur::store
