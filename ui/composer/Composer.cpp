// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/composer/Composer.h"

#include "base/Executor.h"
#include "ui/common/ErrorText.h"
#include "ui/common/Format.h"
#include "ui/common/MessageBar.h"
#include "ui/common/UiSettings.h"
#include "ui/composer/CompletionPopup.h"
#include "ui/composer/ComposerEdit.h"
#include "ui/composer/SpellChecker.h"
#include "workspace/Workspace.h"

#include <algorithm>

#include <QAccessible>
#include <QLocale>
#include <QMimeData>

namespace souffleur::ui {
namespace {
constexpr auto TypingEvery = 4s;
} // namespace

Composer::Composer(UiContext& context, QWidget* parent)
    : QWidget(parent), m_context(context), m_book(context.workspace, context.theme),
      m_spelling(new SpellChecker(context.workspace, this)), m_body(new QWidget(this)),
      m_notice(new MessageBar(context.theme, this)), m_reasons(new MessageBar(context.theme, this)),
      m_closedBar(new MessageBar(context.theme, this)) {
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    setAcceptDrops(true);
    buildBody();
    connect(m_edit, &ComposerEdit::sendRequested, this, [this](bool next) { send(next); });
    connect(m_edit, &ComposerEdit::modeToggleRequested, this,
            [this] { setMode(mode() == DraftMode::Reply ? DraftMode::Note : DraftMode::Reply); });
    connect(m_edit, &ComposerEdit::attachRequested, this, &Composer::chooseFiles);
    connect(m_edit, &ComposerEdit::undoSendRequested, this, [this] {
        if (mode() == DraftMode::Reply)
            undoLatest();
    });
    connect(m_edit, &ComposerEdit::editLastRequested, this, [this] {
        if (mode() == DraftMode::Reply && m_conversation && !undoLatest())
            inform(tr("%1 does not let a sent message be changed from here. Send a correction instead.")
                       .arg(Format::channelName(channel())));
    });
    connect(m_edit, &ComposerEdit::escapePressed, this, &Composer::escape);
    connect(m_edit, &ComposerEdit::mimeDropped, this, &Composer::takeMimeData);
    connect(m_edit, &ComposerEdit::typed, this, &Composer::typedByHand);
    connect(m_edit, &QTextEdit::textChanged, this, &Composer::refreshFoot);
    connect(m_edit, &QTextEdit::cursorPositionChanged, this, [this] {
        if (!m_edit->moduleWords() && !m_edit->emojiWords())
            hideCompletion();
    });
    connect(m_edit, &ComposerEdit::menuRequested, this, &Composer::showEditMenu);
    connect(m_spelling, &SpellChecker::dictionariesFound, this, &Composer::refreshSpelling);
    m_edit->setKeyFilter([this](int key, Qt::KeyboardModifiers modifiers) {
        return m_completion && m_completion->takeKey(key, modifiers);
    });
    connect(&m_book, &DraftBook::loaded, this, [this](DraftBuffer* buffer) {
        if (buffer == m_buffer) {
            m_edit->setBuffer(nullptr);
            showBuffer();
        }
    });
    connect(&m_book, &DraftBook::saved, this, &Composer::draftChanged);
    connect(&m_book, &DraftBook::failed, this, [this](const Error& error) { m_notice->showError(error); });
    connect(&context.workspace, &workspace::Workspace::changed, this, &Composer::onChanges);
    connect(&context.theme, &Theme::changed, this, &Composer::refreshLook);
    connect(&context.settings, &UiSettings::changed, this, [this] { refreshAll(); });
    retranslate();
    refreshLook();
}

Composer::~Composer() {
    // The documents die with the book, before the editor that shows one of them.
    m_edit->setBuffer(nullptr);
}

ChannelCapabilities Composer::channel() const {
    return m_conversation ? m_context.workspace.capabilities(m_conversation->channelKind) : ChannelCapabilities{};
}

DraftMode Composer::mode() const {
    return m_conversation ? m_modes.value(m_conversation->id, DraftMode::Reply) : DraftMode::Reply;
}

void Composer::setConversation(const std::optional<Conversation>& conversation) {
    const bool other = !conversation || !m_conversation || conversation->id != m_conversation->id;
    m_conversation = conversation;
    if (!other) {
        refreshAll();
        return;
    }
    if (m_buffer)
        m_book.save(*m_buffer);
    m_seen = conversation ? conversation->lastSequence : 0;
    m_lastInbound.reset();
    hideCompletion();
    m_notice->hide();
    showBuffer();
    findHeld();
}

void Composer::conversationUpdated(const Conversation& conversation) {
    if (!m_conversation || m_conversation->id != conversation.id)
        return;
    if (conversation.previewDirection == Direction::Inbound &&
        conversation.lastSequence > m_conversation->lastSequence)
        m_closed.remove(conversation.id);
    m_conversation = conversation;
    refreshAll();
}

void Composer::setLastInbound(OptionalTimestamp at) {
    if (m_lastInbound == at)
        return;
    m_lastInbound = at;
    if (channel().replyWindowHours > 0)
        refreshAll();
}

std::optional<Milliseconds> Composer::windowLeft() const {
    const int hours = channel().replyWindowHours;
    if (hours <= 0 || !m_lastInbound)
        return {};
    return *m_lastInbound + std::chrono::hours(hours) - m_context.workspace.clock().now();
}

void Composer::refreshWindow() {
    const auto left = mode() == DraftMode::Reply ? windowLeft() : std::nullopt;
    const bool open = left && *left > 0ms;
    m_window->setVisible(open);
    m_windowTimer.reset();
    if (!open)
        return;
    m_window->setText(tr("Free replies possible for another %1.").arg(Format::duration(*left)));
    setLook(m_window, LabelRole::Small, *left < std::chrono::hours(2) ? Tone::Warn : Tone::Muted);
    // At its end the editor gives way; until then the time is said to the minute.
    m_windowTimer =
        m_context.workspace.clock().callAfter(std::min<Milliseconds>(1min, *left), this, [this] { refreshAll(); });
}

void Composer::setSeenSequence(qint64 sequence) {
    m_seen = std::max(m_seen, sequence);
}

void Composer::setMode(DraftMode mode) {
    if (!m_conversation)
        return;
    const bool change = mode != this->mode();
    m_modes.insert(m_conversation->id, mode);
    showBuffer();
    if (change) {
        m_edit->setFocus();
        QAccessibleEvent event(m_edit, QAccessible::NameChanged);
        QAccessible::updateAccessibility(&event);
    }
}

void Composer::showBuffer() {
    if (m_buffer)
        m_buffer->text.setSpelling(nullptr);
    m_buffer = m_conversation ? &m_book.buffer(m_conversation->id, mode()) : nullptr;
    m_edit->setBuffer(m_buffer);
    refreshSpelling();
    if (m_buffer)
        m_buffer->text.setSpelling(m_spelling);
    refreshAll();
    showReasons();
    if (m_buffer && m_buffer->restoredFrom)
        tellRestored(*std::exchange(m_buffer->restoredFrom, std::nullopt));
}

void Composer::tellRestored(Timestamp from) {
    inform(tr("Draft from %1 restored.", "a date and time")
               .arg(QLocale().toString(toDateTime(from).toLocalTime(), QLocale::ShortFormat)));
    connect(m_notice->addAction(tr("Discard")), &QPushButton::clicked, this, [this] {
        m_notice->hide();
        if (!m_buffer)
            return;
        // One step: undo brings the text back.
        QTextCursor cursor = m_edit->textCursor();
        cursor.select(QTextCursor::Document);
        cursor.removeSelectedText();
        m_buffer->attachments.clear();
        m_book.touch(*m_buffer);
        refreshAll();
        m_edit->setFocus();
    });
}

void Composer::quote(const Message& message) {
    if (!m_conversation || message.conversation != m_conversation->id)
        return;
    const ChannelCapabilities channel = m_context.workspace.capabilities(m_conversation->channelKind);
    if (!channel.canReplyTo) {
        inform(tr("%1 cannot refer to an earlier message.").arg(Format::channelName(channel)));
        return;
    }
    DraftBuffer& buffer = m_book.buffer(message.conversation, DraftMode::Reply);
    buffer.replyTo = message.id;
    buffer.quotedText = rules::oneLine(message.text, 120);
    m_book.touch(buffer);
    if (mode() == DraftMode::Note)
        inform(tr("The message is quoted in your reply. You are still writing an internal note."));
    refreshChips();
    m_edit->setFocus();
}

void Composer::insertSuggestion(const SuggestionSet& set, int index) {
    const bool untouched =
        m_buffer && (m_buffer->text.text().trimmed().isEmpty() || m_buffer->isUntouchedSuggestion());
    putSuggestion(set, index, untouched);
}

void Composer::replaceWithSuggestion(const SuggestionSet& set, int index) {
    putSuggestion(set, index, true);
}

void Composer::putSuggestion(const SuggestionSet& set, int index, bool replace) {
    if (!m_conversation || !m_buffer || index < 0 || index >= set.suggestions.size())
        return;
    // A set of another conversation has no business here, however late it comes.
    if (!set.conversation.isNull() && set.conversation != m_conversation->id)
        return;
    const Suggestion& suggestion = set.suggestions.at(index);
    QTextCursor cursor = m_edit->textCursor();
    if (replace)
        cursor.select(QTextCursor::Document);
    else
        cursor.setPosition(cursor.position()); // what is selected was typed and stays
    m_buffer->text.insert(cursor, suggestion.filled);
    if (m_buffer->mode == DraftMode::Reply)
        m_buffer->suggestion = SuggestionUse{set.id, suggestion.entry, index + 1, suggestion.filled.text};
    m_book.touch(*m_buffer);
    m_edit->setFocus();
    m_edit->ensureCursorVisible();
    refreshFoot();
}

void Composer::typedByHand() {
    m_notice->hide();
    if (!m_conversation || !m_buffer)
        return;
    offerCompletion();
    if (m_stopped.remove(m_conversation->id) > 0)
        m_reasons->hide();
    if (m_buffer->mode != DraftMode::Reply || m_buffer->text.text().trimmed().isEmpty() || !channel().showsTyping)
        return;
    const Timestamp now = m_context.workspace.clock().now();
    const auto last = m_typingSent.constFind(m_conversation->id);
    if (last != m_typingSent.cend() && now - *last < TypingEvery)
        return;
    m_typingSent.insert(m_conversation->id, now);
    m_context.workspace.sendTyping(m_conversation->id);
}

void Composer::escape() {
    if (m_reasons->isVisible() && m_conversation) {
        m_stopped.remove(m_conversation->id);
        m_reasons->hide();
    } else if (m_notice->isVisible()) {
        m_notice->hide();
    } else if (m_buffer && m_buffer->replyTo) {
        m_quoteClose->click();
    } else {
        emit focusThreadRequested();
    }
}

void Composer::inform(const QString& text) {
    m_notice->showMessage(MessageBar::Level::Info, text);
}

void Composer::warn(const QString& text) {
    m_notice->showMessage(MessageBar::Level::Warning, text);
}

void Composer::saveDrafts() {
    m_book.saveAll();
}

} // namespace souffleur::ui
