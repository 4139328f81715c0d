// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/Executor.h"
#include "ui/composer/Composer.h"
#include "ui/composer/ComposerEdit.h"
#include "ui/composer/ModulePopup.h"
#include "workspace/Workspace.h"

namespace souffleur::ui {

namespace {
constexpr auto ModuleDelay = 120ms;
}

void Composer::hideModules() {
    ++m_moduleRequest;
    m_moduleTimer.reset();
    if (m_modules)
        m_modules->hide();
}

void Composer::offerModules() {
    const int request = ++m_moduleRequest;
    m_moduleTimer.reset();
    const auto range = m_edit->moduleWords();
    if (!range || !m_conversation || !m_buffer) {
        hideModules();
        return;
    }
    const QString words = m_buffer->text.text().mid(range->start + 1, range->length - 1);
    m_moduleTimer = m_context.workspace.clock().callAfter(ModuleDelay, this, [this, request, words] {
        m_moduleTimer.reset();
        if (request != m_moduleRequest || !m_conversation)
            return;
        thenOn(m_context.workspace.searchFaq(words, m_conversation->id), this,
               [this, request](const Result<SuggestionSet>& set) {
                   // Whoever goes on typing, or elsewhere, is not interested any more.
                   if (request != m_moduleRequest || !set || !m_edit->hasFocus())
                       return;
                   if (!m_modules) {
                       m_modules = new ModulePopup(m_context.theme, window());
                       connect(m_modules, &ModulePopup::chosen, this, &Composer::insertModule);
                   }
                   const QRect caret = m_edit->cursorRect();
                   m_modules->offer(*set, QRect(m_edit->viewport()->mapToGlobal(caret.topLeft()), caret.size()));
               });
    });
}

void Composer::insertModule(int index) {
    const auto range = m_edit->moduleWords();
    if (!m_modules || !m_conversation || !m_buffer || !range || index < 0 ||
        index >= m_modules->set().suggestions.size())
        return;
    const SuggestionSet set = m_modules->set();
    const Suggestion& suggestion = set.suggestions.at(index);
    hideModules();
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
