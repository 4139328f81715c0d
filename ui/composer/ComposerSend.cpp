// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/composer/Composer.h"

#include "base/Executor.h"
#include "domain/HoldingReply.h"
#include "ui/common/ErrorText.h"
#include "ui/common/Format.h"
#include "ui/common/MessageBar.h"
#include "ui/common/UiSettings.h"
#include "ui/composer/ComposerEdit.h"
#include "workspace/Workspace.h"

#include <algorithm>
#include <limits>

#include <QBoxLayout>

namespace souffleur::ui {

void Composer::send(bool thenNext, bool thenResolve) {
    if (m_edit->isComposing())
        return;
    if (mode() == DraftMode::Note)
        saveNote(thenNext);
    else
        submit(thenNext, thenResolve, false);
}

Outbound Composer::capture(bool thenNext, bool thenResolve, bool anyway) const {
    Outbound out;
    out.reply.conversation = m_buffer->conversation;
    out.reply.message = MessageId::create();
    out.reply.text = m_buffer->text.text();
    out.reply.attachments = m_buffer->attachments;
    out.reply.replyTo = m_buffer->replyTo;
    out.reply.seenSequence = m_seen;
    out.reply.suggestion = m_buffer->suggestion;
    if (m_buffer->suggestion)
        out.reply.faqEntry = m_buffer->suggestion->entry;
    out.reply.sendAnyway = anyway;
    const int seconds = m_context.settings.holdSeconds();
    out.reply.holdSeconds = seconds >= 0 ? seconds : channel().holdSeconds;
    out.reply.thenResolve = thenResolve;
    if (m_buffer->keepsPromise()) {
        out.promise = m_buffer->promise;
        out.reply.followUpAt = rules::followUpAt(m_buffer->promise->at, m_context.workspace.clock().now());
    }
    out.contactName = m_conversation->contactName;
    out.quotedText = m_buffer->quotedText;
    out.marks = m_buffer->text.marks();
    out.cursor = m_edit->textCursor().position();
    out.thenNext = thenNext;
    return out;
}

void Composer::submit(bool thenNext, bool thenResolve, bool anyway) {
    if (!m_conversation || !m_buffer || m_buffer->mode != DraftMode::Reply || m_buffer->isEmpty())
        return;
    if (m_buffer->storing > 0) {
        inform(tr("A file is still being stored. Send once it is there."));
        return;
    }
    if (const TextRange open = m_buffer->text.nextPlaceholder(0); open.length > 0) {
        const QStringList names = rules::openPlaceholders(m_buffer->text.text());
        m_stopped.insert(m_conversation->id,
                         Stopped{{{rules::GuardReason::PlaceholderOpen, names.value(0)}}, thenNext, thenResolve});
        showReasons();
        m_edit->setFocus();
        m_edit->selectRange(open);
        return;
    }
    const Outbound out = capture(thenNext, thenResolve, anyway);
    m_stopped.remove(m_conversation->id);
    m_reasons->hide();
    m_notice->hide();
    // The editor is free at once; whatever goes wrong from here brings everything back into this conversation's
    // draft.
    ++m_buffer->sending;
    m_buffer->attachments.clear();
    m_buffer->replyTo.reset();
    m_buffer->quotedText.clear();
    m_buffer->suggestion.reset();
    m_buffer->promise.reset();
    m_buffer->text.setText({});
    refreshChips();
    refreshFoot();
    if (anyway) {
        dispatch(out);
        return;
    }
    thenOn(m_context.workspace.checkReply(out.reply), this,
           [this, out](const Result<QList<rules::GuardIssue>>& issues) {
               // An unanswered check stops nothing: the handler checks again.
               if (issues && !issues->isEmpty())
                   refused(out, *issues);
               else
                   dispatch(out);
           });
}

void Composer::dispatch(const Outbound& out) {
    thenOn(m_context.workspace.run(SendReply(out.reply)), this, [this, out](const Result<CommandReply>& result) {
        if (result) {
            dispatched(out);
            return;
        }
        const Error error = result.error();
        if (error.code != ErrorCode::GuardRefused) {
            restore(out);
            finishSending(out);
            m_notice->showError(error);
            return;
        }
        // Something happened between the check and the command: ask for the reasons.
        thenOn(m_context.workspace.checkReply(out.reply), this,
               [this, out, error](const Result<QList<rules::GuardIssue>>& issues) {
                   if (issues && !issues->isEmpty()) {
                       refused(out, *issues);
                       return;
                   }
                   restore(out);
                   finishSending(out);
                   m_notice->showError(error);
               });
    });
}

void Composer::dispatched(const Outbound& out) {
    finishSending(out);
    if (out.reply.holdSeconds > 0) {
        Outbound held = out;
        held.dueAt = m_context.workspace.clock().now() + std::chrono::seconds(out.reply.holdSeconds);
        hold(held);
    }
    emit sent(out.reply.conversation);
    if (out.thenNext && m_conversation && m_conversation->id == out.reply.conversation)
        emit nextWaitingRequested();
}

void Composer::finishSending(const Outbound& out) {
    DraftBuffer& buffer = m_book.buffer(out.reply.conversation, DraftMode::Reply);
    buffer.sending = std::max(0, buffer.sending - 1);
    m_book.touch(buffer);
    m_book.save(buffer);
}

void Composer::refused(const Outbound& out, const QList<rules::GuardIssue>& issues) {
    restore(out);
    finishSending(out);
    for (const rules::GuardIssue& issue : issues) {
        if (issue.reason == rules::GuardReason::WindowClosed)
            m_closed.insert(out.reply.conversation);
    }
    m_stopped.insert(out.reply.conversation, Stopped{issues, out.thenNext, out.reply.thenResolve});
    if (m_conversation && m_conversation->id == out.reply.conversation)
        refreshAll();
    else
        warn(tr("Your reply to %1 was not sent; it waits there as a draft.").arg(out.contactName));
    showReasons();
}

void Composer::showReasons() {
    const auto it = m_conversation ? m_stopped.constFind(m_conversation->id) : m_stopped.cend();
    if (it == m_stopped.cend() || mode() != DraftMode::Reply) {
        m_reasons->hide();
        return;
    }
    const ChannelCapabilities can = channel();
    QStringList sentences;
    bool hard = false;
    for (const rules::GuardIssue& issue : it->issues) {
        hard = hard || rules::isHard(issue.reason);
        sentences += GuardText::sentence(issue, can, m_conversation->contactName);
    }
    sentences.removeDuplicates();
    const QString list = sentences.join(u'\n');
    m_reasons->showMessage(hard ? MessageBar::Level::Error : MessageBar::Level::Warning,
                           hard ? list : tr("Please check before sending: %1").arg(list));
    auto* back = m_reasons->addAction(tr("Back to text"));
    back->setAutoDefault(true); // Enter presses it
    connect(back, &QPushButton::clicked, this, [this] {
        if (m_conversation)
            m_stopped.remove(m_conversation->id);
        m_reasons->hide();
        m_edit->setFocus();
    });
    if (hard) {
        if (const TextRange open = m_buffer->text.nextPlaceholder(0); open.length > 0)
            m_edit->selectRange(open);
        return;
    }
    auto* anyway = m_reasons->addAction(tr("Send anyway"));
    anyway->setAutoDefault(false); // a click or Space, never Enter
    connect(anyway, &QPushButton::clicked, this,
            [this, next = it->thenNext, resolve = it->thenResolve] { submit(next, resolve, true); });
    if (m_edit->hasFocus())
        back->setFocus();
}

void Composer::restore(const Outbound& out) {
    DraftBuffer& buffer = m_book.buffer(out.reply.conversation, DraftMode::Reply);
    const QString typed = buffer.text.text();
    const bool shown = m_buffer == &buffer;
    if (typed.isEmpty()) {
        buffer.text.setText(out.reply.text);
        buffer.text.setMarks(out.marks);
        buffer.cursor = out.cursor;
        buffer.suggestion = out.reply.suggestion;
    } else {
        buffer.text.setText(out.reply.text + u'\n' + typed);
        buffer.cursor = int(buffer.text.text().size());
        if (!buffer.suggestion)
            buffer.suggestion = out.reply.suggestion;
    }
    buffer.attachments = out.reply.attachments + buffer.attachments;
    if (!buffer.promise)
        buffer.promise = out.promise;
    if (!buffer.replyTo) {
        buffer.replyTo = out.reply.replyTo;
        buffer.quotedText = out.quotedText;
    }
    m_book.touch(buffer);
    if (shown) {
        const int caret = buffer.cursor;
        m_edit->setBuffer(nullptr);
        buffer.cursor = caret;
        m_edit->setBuffer(&buffer);
        refreshChips();
        refreshFoot();
    }
}

void Composer::saveNote(bool thenNext) {
    if (!m_conversation || !m_buffer || m_buffer->mode != DraftMode::Note ||
        m_buffer->text.text().trimmed().isEmpty())
        return;
    const AddNote note{m_buffer->conversation, NoteId::create(), m_buffer->text.text()};
    ++m_buffer->sending;
    m_buffer->text.setText({});
    m_notice->hide();
    thenOn(m_context.workspace.run(AddNote(note)), this,
           [this, note, thenNext](const Result<CommandReply>& result) {
               DraftBuffer& buffer = m_book.buffer(note.conversation, DraftMode::Note);
               buffer.sending = std::max(0, buffer.sending - 1);
               if (!result) {
                   const QString typed = buffer.text.text();
                   buffer.text.setText(typed.isEmpty() ? note.text : note.text + u'\n' + typed);
                   m_notice->showError(result.error());
               }
               m_book.touch(buffer);
               m_book.save(buffer);
               if (result && thenNext && m_conversation && m_conversation->id == note.conversation)
                   emit nextWaitingRequested();
           });
}

// --- the hold

void Composer::findHeld() {
    if (!m_conversation || m_conversation->previewStatus != MessageStatus::Held)
        return;
    constexpr qint64 Newest = std::numeric_limits<qint64>::max();
    thenOn(m_context.workspace.threadBefore(m_conversation->id, Newest, 10), this,
           [this, name = m_conversation->contactName](const Result<ThreadPage>& page) {
               if (!page)
                   return; // the bubble in the thread offers the same
               const Timestamp now = m_context.workspace.clock().now();
               for (const ThreadItem& item : page->items) {
                   const auto* message = std::get_if<Message>(&item);
                   if (!message || message->status != MessageStatus::Held || !message->dueAt ||
                       *message->dueAt <= now || message->author != m_context.workspace.me().id)
                       continue;
                   const bool known = std::any_of(m_held.cbegin(), m_held.cend(), [&](const Held& held) {
                       return held.outbound.reply.message == message->id;
                   });
                   if (known)
                       continue;
                   Outbound out;
                   out.reply.conversation = message->conversation;
                   out.reply.message = message->id;
                   out.reply.text = message->text;
                   out.reply.attachments = message->attachments;
                   out.reply.replyTo = message->replyTo;
                   out.quotedText = message->quotedText;
                   out.contactName = name;
                   out.cursor = int(message->text.size());
                   out.dueAt = *message->dueAt;
                   hold(out);
               }
           });
}

void Composer::hold(const Outbound& out) {
    Held held;
    held.outbound = out;
    held.bar = new QFrame(m_body);
    setPane(held.bar, Pane::Info);
    held.text = makeLabel(LabelRole::Small, Tone::Text, {}, held.bar);
    held.undo = makeButton(ButtonKind::Link, {}, held.bar);
    connect(held.undo, &QPushButton::clicked, this, [this, id = out.reply.message] { undo(id); });
    auto* layout = new QHBoxLayout(held.bar);
    layout->setContentsMargins(10, 4, 8, 4);
    layout->addWidget(held.text);
    layout->addWidget(held.undo);
    layout->addStretch(1);
    m_holdBars->addWidget(held.bar);
    m_held.push_back(held);
    held.bar->show();
    tick();
}

void Composer::tick() {
    const Timestamp now = m_context.workspace.clock().now();
    for (size_t i = m_held.size(); i-- > 0;) {
        Held& held = m_held[i];
        if (held.outbound.dueAt <= now && !held.undoing) {
            forget(held.outbound.reply.message);
            continue;
        }
        const auto left = std::chrono::ceil<std::chrono::seconds>(held.outbound.dueAt - now);
        const int seconds = std::max(0, int(left.count()));
        const bool here = m_conversation && m_conversation->id == held.outbound.reply.conversation;
        held.text->setText(here ? tr("Sending in %n second(s).", nullptr, seconds)
                                : tr("Sending to %1 in %n second(s).", nullptr, seconds)
                                      .arg(Format::isolated(held.outbound.contactName)));
        held.undo->setText(tr("Undo"));
        held.undo->setToolTip(QKeySequence(QKeySequence::Undo).toString(QKeySequence::NativeText));
        held.undo->setAccessibleName(tr("Undo sending to %1").arg(held.outbound.contactName));
    }
    if (m_held.empty())
        m_ticker.reset();
    else
        m_ticker = m_context.workspace.clock().callAfter(250ms, this, [this] { tick(); });
}

bool Composer::undoLatest() {
    if (!m_conversation)
        return false;
    for (auto it = m_held.rbegin(); it != m_held.rend(); ++it) {
        if (it->outbound.reply.conversation == m_conversation->id && !it->undoing) {
            undo(it->outbound.reply.message);
            return true;
        }
    }
    return false;
}

void Composer::undo(MessageId message) {
    const auto it = std::find_if(m_held.begin(), m_held.end(),
                                 [&](const Held& held) { return held.outbound.reply.message == message; });
    if (it == m_held.end() || it->undoing)
        return;
    it->undoing = true;
    it->undo->setEnabled(false);
    thenOn(m_context.workspace.run(UndoSend{message}), this,
           [this, message, out = it->outbound](const Result<CommandReply>& result) {
               forget(message);
               if (!result) {
                   warn(tr("Too late: the message to %1 is already on its way.").arg(out.contactName));
                   return;
               }
               if (m_restored.contains(message))
                   return;
               m_restored.insert(message);
               restore(out);
               inform(m_conversation && m_conversation->id == out.reply.conversation
                          ? tr("Not sent. Your text is back in the editor.")
                          : tr("Not sent. Your text waits as a draft for %1.").arg(out.contactName));
           });
}

void Composer::forget(MessageId message) {
    std::erase_if(m_held, [&](const Held& held) {
        if (held.outbound.reply.message != message)
            return false;
        held.bar->hide();
        held.bar->deleteLater();
        return true;
    });
}

void Composer::onChanges(const Changes& changes) {
    for (const Change& change : changes) {
        if (change.entity != EntityKind::Message)
            continue;
        const auto it = std::find_if(m_held.begin(), m_held.end(), [&](const Held& held) {
            return held.outbound.reply.message.uuid() == change.id && !held.undoing;
        });
        if (it == m_held.end())
            continue;
        // Undone or sent early elsewhere, for instance from the bubble in the thread.
        thenOn(m_context.workspace.threadItems(change.conversation, {change.sequence}), this,
               [this, out = it->outbound](const Result<QList<ThreadItem>>& items) {
                   const auto* message =
                       items && !items->isEmpty() ? std::get_if<Message>(&items->constFirst()) : nullptr;
                   if (!message || message->id != out.reply.message || message->status == MessageStatus::Held)
                       return;
                   forget(message->id);
                   if (message->status == MessageStatus::Cancelled && !m_restored.contains(message->id)) {
                       m_restored.insert(message->id);
                       restore(out);
                   }
               });
    }
}

void Composer::editAgain(const Message& message) {
    if (std::any_of(m_held.cbegin(), m_held.cend(),
                    [&](const Held& held) { return held.outbound.reply.message == message.id; })) {
        undo(message.id);
        return;
    }
    if (m_restored.contains(message.id))
        return; // already back in the editor
    Outbound out;
    out.reply.conversation = message.conversation;
    out.reply.text = message.text;
    out.reply.replyTo = message.replyTo;
    out.quotedText = message.quotedText;
    out.reply.attachments = message.attachments;
    out.cursor = int(message.text.size());
    restore(out);
    if (m_conversation && m_conversation->id == message.conversation && mode() == DraftMode::Note)
        inform(tr("The text is back in your reply. You are still writing an internal note."));
    m_edit->setFocus();
}

} // namespace souffleur::ui
