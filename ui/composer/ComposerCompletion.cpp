// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/Executor.h"
#include "ui/composer/CompletionPopup.h"
#include "ui/composer/Composer.h"
#include "ui/composer/ComposerEdit.h"
#include "ui/composer/EmojiTable.h"
#include "workspace/Workspace.h"

namespace souffleur::ui {

namespace {
constexpr auto ModuleDelay = 120ms;
constexpr int ModuleWidth = 380;
constexpr int EmojiWidth = 300;
} // namespace

void Composer::hideCompletion() {
    ++m_completionRequest;
    m_completionTimer.reset();
    if (m_completion)
        m_completion->hide();
}

CompletionPopup& Composer::completion() {
    if (!m_completion) {
        m_completion = new CompletionPopup(m_context.theme, window());
        connect(m_completion, &CompletionPopup::chosen, this, [this](int index) {
            if (m_modules.suggestions.isEmpty())
                insertEmoji(index);
            else
                insertModule(index);
        });
    }
    return *m_completion;
}

void Composer::offerCompletion() {
    const int request = ++m_completionRequest;
    m_completionTimer.reset();
    if (!m_conversation || !m_buffer) {
        hideCompletion();
        return;
    }
    const QString text = m_buffer->text.text();
    if (const auto range = m_edit->emojiWords()) {
        offerEmoji(text.mid(range->start + 1, range->length - 1));
        return;
    }
    const auto range = m_edit->moduleWords();
    if (!range) {
        hideCompletion();
        return;
    }
    const QString words = text.mid(range->start + 1, range->length - 1);
    m_completionTimer = m_context.workspace.clock().callAfter(ModuleDelay, this, [this, request, words] {
        m_completionTimer.reset();
        if (request != m_completionRequest || !m_conversation)
            return;
        thenOn(m_context.workspace.searchFaq(words, m_conversation->id), this,
               [this, request](const Result<SuggestionSet>& set) {
                   // Whoever goes on typing, or elsewhere, is not interested any more.
                   if (request != m_completionRequest || !set || !m_edit->hasFocus())
                       return;
                   m_modules = *set;
                   QList<CompletionPopup::Row> rows;
                   for (const Suggestion& suggestion : set->suggestions)
                       rows += CompletionPopup::Row{suggestion.title,
                                                    u"<qt>%1</qt>"_s.arg(suggestion.filled.text.toHtmlEscaped())};
                   completion().offer(rows, tr("Text modules"), ModuleWidth, m_edit->caretRect());
               });
    });
}

void Composer::offerEmoji(const QString& words) {
    m_modules = {};
    QList<CompletionPopup::Row> rows;
    m_emojiFound = findEmoji(words, CompletionPopup::MaxRows);
    for (const int index : std::as_const(m_emojiFound)) {
        const Emoji& emoji = emojiTable()[size_t(index)];
        rows += CompletionPopup::Row{emoji.symbol + u"  "_s + emoji.name(), {}};
    }
    if (!rows.isEmpty() || m_completion)
        completion().offer(rows, tr("Emoji"), EmojiWidth, m_edit->caretRect());
}

void Composer::insertEmoji(int index) {
    const auto range = m_edit->emojiWords();
    if (!m_buffer || !range || index < 0 || index >= m_emojiFound.size())
        return;
    QTextCursor cursor = m_edit->textCursor();
    cursor.setPosition(range->start);
    cursor.setPosition(range->start + range->length, QTextCursor::KeepAnchor);
    cursor.insertText(emojiTable()[size_t(m_emojiFound.at(index))].symbol);
    hideCompletion();
    m_edit->ensureCursorVisible();
    typedByHand();
}

void Composer::insertModule(int index) {
    const auto range = m_edit->moduleWords();
    if (!m_conversation || !m_buffer || !range || index < 0 || index >= m_modules.suggestions.size())
        return;
    const SuggestionSet set = m_modules;
    const Suggestion& suggestion = set.suggestions.at(index);
    hideCompletion();
    QTextCursor cursor = m_edit->textCursor();
    cursor.setPosition(range->start);
    cursor.setPosition(range->start + range->length, QTextCursor::KeepAnchor);
    m_buffer->text.insert(cursor, suggestion.filled);
    if (m_buffer->mode == DraftMode::Reply && !m_buffer->suggestion)
        m_buffer->suggestion = SuggestionUse{set.id, suggestion.entry, index + 1, suggestion.filled.text};
    m_context.workspace.run(RecordInserted{m_conversation->id, set.id, suggestion.entry, index + 1});
    m_book.touch(*m_buffer);
    m_edit->ensureCursorVisible();
    refreshFoot();
}

} // namespace souffleur::ui
