// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/composer/DraftBook.h"

#include "base/Executor.h"
#include "workspace/Workspace.h"

#include <algorithm>

#include <QPointer>

namespace souffleur::ui {
namespace {
constexpr size_t MaxBuffers = 200;
constexpr auto SaveDelay = 400ms;
} // namespace

DraftBook::DraftBook(workspace::Workspace& workspace, const Theme& theme, QObject* parent)
    : QObject(parent), m_workspace(workspace), m_theme(theme) {}

DraftBook::~DraftBook() {
    saveAll();
}

DraftBuffer& DraftBook::buffer(ConversationId conversation, DraftMode mode) {
    const auto it = std::find_if(m_buffers.begin(), m_buffers.end(), [&](const auto& buffer) {
        return buffer->conversation == conversation && buffer->mode == mode;
    });
    if (it != m_buffers.end()) {
        m_buffers.splice(m_buffers.begin(), m_buffers, it);
        return *m_buffers.front();
    }
    m_buffers.push_front(std::make_unique<DraftBuffer>(conversation, mode, m_theme));
    DraftBuffer& made = *m_buffers.front();
    connect(&made.text, &DraftText::changed, this, [this, &made] { touch(made); });
    load(made);
    trim();
    return made;
}

void DraftBook::load(DraftBuffer& buffer) {
    thenOn(m_workspace.draft(buffer.conversation, buffer.mode), &buffer,
           [this, &buffer](const Result<std::optional<Draft>>& result) {
               buffer.loaded = true;
               if (!result) {
                   emit failed(result.error());
               } else if (*result && !(*result)->isEmpty()) {
                   const Draft& draft = **result;
                   const QString typed = buffer.text.text();
                   const bool wasDirty = buffer.dirty;
                   if (typed.isEmpty()) {
                       buffer.text.setText(draft.text);
                       buffer.cursor = std::clamp(draft.cursor, 0, int(draft.text.size()));
                       if (draft.updatedAt != Timestamp())
                           buffer.restoredFrom = draft.updatedAt;
                       if (draft.suggestionSet && draft.faqEntry) {
                           buffer.suggestion =
                               SuggestionUse{*draft.suggestionSet, *draft.faqEntry, 0, draft.insertedText};
                           buffer.text.markRemains(draft.insertedText);
                       }
                   } else if (!typed.isEmpty() && !typed.startsWith(draft.text)) {
                       // Somebody was faster than the store: both texts stay.
                       buffer.text.setText(draft.text.isEmpty() ? typed : draft.text + u'\n' + typed);
                       buffer.cursor = int(buffer.text.text().size());
                   }
                   buffer.attachments = draft.attachments + buffer.attachments;
                   if (!buffer.replyTo)
                       buffer.replyTo = draft.replyTo;
                   // Loading is no change of its own; one made meanwhile is still to be stored.
                   if (!wasDirty) {
                       buffer.saveTimer.reset();
                       buffer.dirty = false;
                   }
               }
               emit loaded(&buffer);
           });
}

void DraftBook::touch(DraftBuffer& buffer) {
    buffer.dirty = true;
    if (buffer.saveTimer || buffer.sending > 0)
        return;
    // Not pushed back by further typing: what is written reaches the store twice a second.
    buffer.saveTimer = m_workspace.clock().callAfter(SaveDelay, &buffer, [this, &buffer] { save(buffer); });
}

void DraftBook::save(DraftBuffer& buffer) {
    buffer.saveTimer.reset();
    if (!buffer.dirty || buffer.sending > 0)
        return;
    if (!buffer.loaded) {
        // What the store holds is not known yet and must not be overwritten.
        touch(buffer);
        return;
    }
    buffer.dirty = false;
    Draft draft;
    draft.conversation = buffer.conversation;
    draft.mode = buffer.mode;
    draft.text = buffer.text.text();
    draft.cursor = buffer.cursor;
    draft.replyTo = buffer.replyTo;
    draft.attachments = buffer.attachments;
    if (buffer.suggestion) {
        draft.suggestionSet = buffer.suggestion->set;
        draft.faqEntry = buffer.suggestion->entry;
        draft.insertedText = buffer.suggestion->insertedText;
    }
    draft.updatedAt = m_workspace.clock().now();
    thenOn(m_workspace.run(SaveDraft{draft}), &buffer, [this, &buffer](const Result<CommandReply>& result) {
        if (!result) {
            buffer.dirty = true;
            emit failed(result.error());
            return;
        }
        emit saved(buffer.conversation);
    });
}

void DraftBook::saveAll() {
    for (const auto& buffer : m_buffers)
        save(*buffer);
}

void DraftBook::refreshLook() {
    for (const auto& buffer : m_buffers)
        buffer->text.refreshLook();
}

void DraftBook::trim() {
    while (m_buffers.size() > MaxBuffers) {
        // The oldest that owes the store nothing.
        const auto it = std::find_if(m_buffers.rbegin(), m_buffers.rend(), [](const auto& buffer) {
            return buffer->loaded && !buffer->dirty && buffer->sending == 0 && buffer->storing == 0;
        });
        if (it == m_buffers.rend() || std::next(it).base() == m_buffers.begin())
            return;
        m_buffers.erase(std::next(it).base());
    }
}

} // namespace souffleur::ui
