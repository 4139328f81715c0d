// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/composer/Composer.h"

#include "base/Executor.h"
#include "ui/common/ErrorText.h"
#include "ui/common/FlowLayout.h"
#include "ui/common/Format.h"
#include "ui/common/MessageBar.h"
#include "ui/common/UiSettings.h"
#include "ui/composer/AttachmentChip.h"
#include "ui/composer/CompletionPopup.h"
#include "ui/composer/ComposerEdit.h"
#include "ui/composer/EmojiPopup.h"
#include "ui/composer/SpellChecker.h"
#include "workspace/Workspace.h"

#include <algorithm>

#include <QAccessible>
#include <QBoxLayout>
#include <QEvent>
#include <QMimeData>
#include <QPainter>

namespace souffleur::ui {
namespace {
constexpr int Halo = 3;
constexpr auto TypingEvery = 4s;

//! The checked tab is semibold, which its size hint does not know.
void fitTab(QPushButton* tab) {
    QFont font = tab->font();
    font.setWeight(QFont::DemiBold);
    tab->setMinimumWidth(QFontMetrics(font).horizontalAdvance(tab->text()) + 4);
}
} // namespace

//! The rounded field around quote, editor and files; carries the focus ring of the editor.
class Composer::Box : public QWidget {
public:
    Box(Theme& theme, QWidget* parent) : QWidget(parent), m_theme(theme) {}
    void setEdit(QWidget* edit) {
        m_edit = edit;
        setFocusProxy(edit);
    }
    void setNote(bool note) {
        m_note = note;
        update();
    }

protected:
    void paintEvent(QPaintEvent*) override {
        const Tokens& tokens = m_theme.tokens();
        const bool focused = m_edit->hasFocus();
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        const qreal round = m_theme.px(9);
        const QRectF frame = QRectF(rect()).adjusted(Halo, Halo, -Halo, -Halo);
        const QColor line = m_note ? tokens.warn : tokens.accent;
        if (focused) {
            QColor halo = m_note ? tokens.noteLine : tokens.accentWeak;
            painter.setPen(Qt::NoPen);
            painter.setBrush(halo);
            painter.drawRoundedRect(QRectF(rect()), round + Halo, round + Halo);
        }
        QColor quiet = tokens.faint;
        quiet.setAlphaF(0.6F);
        painter.setPen(QPen(focused ? line : quiet, 1));
        painter.setBrush(m_note ? tokens.note : tokens.surface);
        painter.drawRoundedRect(frame.adjusted(0.5, 0.5, -0.5, -0.5), round, round);
    }

private:
    Theme& m_theme;
    QWidget* m_edit = nullptr;
    bool m_note = false;
};

Composer::Composer(UiContext& context, QWidget* parent)
    : QWidget(parent), m_context(context), m_book(context.workspace, context.theme),
      m_spelling(new SpellChecker(context.workspace, this)), m_body(new QWidget(this)),
      m_notice(new MessageBar(context.theme, this)), m_reasons(new MessageBar(context.theme, this)),
      m_closedBar(new MessageBar(context.theme, this)) {
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    setAcceptDrops(true);
    auto* outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->addWidget(m_body);
    auto* layout = new QVBoxLayout(m_body);
    layout->setContentsMargins(16 - Halo, 8, 16 - Halo, 12);
    layout->setSpacing(6);
    m_holdBars = new QVBoxLayout;
    m_holdBars->setSpacing(6);
    layout->addLayout(m_holdBars);
    m_notice->setClosable(true);
    layout->addWidget(m_notice);
    layout->addWidget(m_reasons);
    layout->addLayout(buildHead());
    layout->addWidget(m_closedBar);
    layout->addWidget(buildBox());
    layout->addWidget(buildFoot());

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

QLayout* Composer::buildHead() {
    m_replyTab = makeButton(ButtonKind::Tab, {}, m_body);
    m_noteTab = makeButton(ButtonKind::Tab, {}, m_body);
    m_noteHeading = makeLabel(LabelRole::Small, Tone::Warn, {}, m_body);
    m_window = makeLabel(LabelRole::Small, Tone::Muted, {}, m_body);
    m_window->setObjectName(u"replyWindow"_s);
    m_language = makeButton(ButtonKind::Quiet, {}, m_body);
    m_language->setObjectName(u"spellingLanguage"_s);
    m_language->setLayoutDirection(Qt::RightToLeft); // the arrow stands behind the word
    connect(m_language, &QPushButton::clicked, this, &Composer::showLanguageMenu);
    for (QPushButton* tab : {m_replyTab, m_noteTab})
        tab->setFont(m_context.theme.font(TextRole::Small));
    connect(m_replyTab, &QPushButton::clicked, this, [this] { setMode(DraftMode::Reply); });
    connect(m_noteTab, &QPushButton::clicked, this, [this] { setMode(DraftMode::Note); });
    auto* tabs = new QHBoxLayout;
    tabs->setContentsMargins(Halo, 0, Halo, 0);
    tabs->setSpacing(16);
    tabs->addWidget(m_replyTab);
    tabs->addWidget(m_noteTab);
    tabs->addStretch(1);
    tabs->addWidget(m_noteHeading);
    tabs->addWidget(m_window);
    tabs->addWidget(m_language);
    return tabs;
}

QWidget* Composer::buildBox() {
    m_box = new Box(m_context.theme, m_body);
    m_quote = new QFrame(m_box);
    m_quoteText = new ElidedLabel(m_quote);
    setLook(m_quoteText, LabelRole::Small, Tone::Muted);
    m_quoteClose = new IconButton(m_context.theme, u"close"_s, {}, m_quote);
    m_quoteClose->setIconSide(12);
    connect(m_quoteClose, &QToolButton::clicked, this, [this] {
        if (m_buffer) {
            m_buffer->replyTo.reset();
            m_buffer->quotedText.clear();
            m_book.touch(*m_buffer);
            refreshChips();
        }
    });
    auto* quote = new QHBoxLayout(m_quote);
    quote->setContentsMargins(0, 0, 0, 2);
    quote->addWidget(m_quoteText, 1);
    quote->addWidget(m_quoteClose);
    m_edit = new ComposerEdit(m_context.theme, m_box);
    m_box->setEdit(m_edit);
    m_chips = new QWidget(m_box);
    m_chipLayout = new FlowLayout(m_chips, 6, 6);
    auto* layout = new QVBoxLayout(m_box);
    layout->setContentsMargins(12 + Halo, 9 + Halo, 12 + Halo, 9 + Halo);
    layout->setSpacing(4);
    layout->addWidget(m_quote);
    layout->addWidget(m_edit);
    layout->addWidget(m_chips);
    return m_box;
}

QWidget* Composer::buildFoot() {
    m_foot = new QWidget(m_body);
    m_emoji = new IconButton(m_context.theme, u"emoji"_s, {}, m_foot);
    m_attach = new IconButton(m_context.theme, u"attach"_s, {}, m_foot);
    m_holding = new IconButton(m_context.theme, u"clock"_s, {}, m_foot);
    m_holding->setObjectName(u"holdingReply"_s);
    connect(m_holding, &QToolButton::clicked, this, &Composer::showPromiseMenu);
    m_emojiPopup = new EmojiPopup(m_context.theme, this);
    m_source = new ElidedLabel(m_foot);
    setLook(m_source, LabelRole::Small, Tone::Muted);
    m_count = makeLabel(LabelRole::Caption, Tone::Faint, {}, m_foot);
    m_sendResolve = makeButton(ButtonKind::Normal, {}, m_foot);
    m_send = makeButton(ButtonKind::Primary, {}, m_foot);
    connect(m_emoji, &QToolButton::clicked, this, [this] { m_emojiPopup->popUp(m_emoji); });
    connect(m_emojiPopup, &EmojiPopup::chosen, this, [this](const QString& emoji) {
        m_edit->setFocus();
        m_edit->textCursor().insertText(emoji);
        typedByHand();
    });
    connect(m_attach, &QToolButton::clicked, this, &Composer::chooseFiles);
    connect(m_send, &QPushButton::clicked, this, [this] { send(); });
    connect(m_sendResolve, &QPushButton::clicked, this, [this] { send(false, true); });
    auto* layout = new QHBoxLayout(m_foot);
    layout->setContentsMargins(Halo - 2, 2, Halo, 0);
    layout->setSpacing(4);
    layout->addWidget(m_emoji);
    layout->addWidget(m_attach);
    layout->addWidget(m_holding);
    layout->addSpacing(4);
    layout->addWidget(m_source, 1);
    layout->addWidget(m_count);
    layout->addSpacing(6);
    layout->addWidget(m_sendResolve);
    layout->addSpacing(6);
    layout->addWidget(m_send);
    setTabOrder(m_replyTab, m_noteTab);
    setTabOrder(m_noteTab, m_language);
    setTabOrder(m_language, m_edit);
    setTabOrder(m_edit, m_emoji);
    setTabOrder(m_emoji, m_attach);
    setTabOrder(m_attach, m_holding);
    setTabOrder(m_holding, m_sendResolve);
    setTabOrder(m_sendResolve, m_send);
    return m_foot;
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

QString Composer::sendKeyText() const {
    const bool enter = channel().enterSends && m_context.settings.enterSends();
    // Only the modifier's name of the native text; the sign says Enter in any language.
    QString control = QKeySequence(Qt::CTRL | Qt::Key_1).toString(QKeySequence::NativeText);
    control.chop(1);
    return enter ? u"⏎"_s : control + u"⏎"_s;
}

void Composer::refreshAll() {
    const bool has = m_conversation.has_value();
    m_body->setVisible(has);
    if (!has) {
        updateGeometry();
        return;
    }
    const ChannelCapabilities can = channel();
    const bool note = mode() == DraftMode::Note;
    // Again each time: polishing by the style sheet takes a font away that was set before the first show.
    for (QPushButton* button : {m_replyTab, m_noteTab, m_sendResolve, m_send})
        button->setFont(m_context.theme.font(TextRole::Small));
    m_replyTab->setText(tr("Reply via %1").arg(Format::channelName(can)));
    m_replyTab->setChecked(!note);
    m_noteTab->setChecked(note);
    fitTab(m_replyTab);
    fitTab(m_noteTab);
    m_noteHeading->setVisible(note);
    m_edit->setAccessibleName(
        note ? tr("Internal note – customers do not see this")
             : tr("Reply to %1 via %2").arg(m_conversation->contactName, Format::channelName(can)));
    m_edit->setPlaceholderText(note ? tr("Write to your colleagues …")
                                    : tr("Write to %1 …").arg(m_conversation->contactName));
    m_edit->setEnterSends(can.enterSends && m_context.settings.enterSends());
    m_send->setText((note ? tr("Save note") : tr("Send")) + u"  "_s + sendKeyText());
    m_send->setAccessibleName(note ? tr("Save note") : tr("Send"));
    m_sendResolve->setVisible(!note);
    m_attach->setVisible(!note && can.maxUploadBytes > 0);
    m_holding->setVisible(!note);
    m_box->setNote(note);
    const bool blocked = !note && m_conversation->blocked;
    const auto left = windowLeft();
    const bool closed = !note && (m_closed.contains(m_conversation->id) || (left && *left <= 0ms));
    m_box->setVisible(!blocked && !closed);
    m_foot->setVisible(!blocked && !closed);
    if (blocked || closed) {
        const rules::GuardReason reason = blocked ? rules::GuardReason::Blocked : rules::GuardReason::WindowClosed;
        m_closedBar->showMessage(MessageBar::Level::Warning,
                                 GuardText::sentence({reason, {}}, can, m_conversation->contactName));
        connect(m_closedBar->addAction(tr("Write an internal note")), &QPushButton::clicked, this,
                [this] { setMode(DraftMode::Note); });
    } else {
        m_closedBar->hide();
    }
    refreshWindow();
    refreshSpelling();
    refreshChips();
    refreshFoot();
    update();
}

void Composer::refreshChips() {
    while (QLayoutItem* item = m_chipLayout->takeAt(0)) {
        item->widget()->hide();
        item->widget()->deleteLater();
        delete item;
    }
    const bool quoted = m_buffer && m_buffer->replyTo && m_buffer->mode == DraftMode::Reply;
    m_quote->setVisible(quoted);
    if (quoted)
        m_quoteText->setFullText(m_buffer->quotedText.isEmpty()
                                     ? tr("Refers to an earlier message")
                                     : tr("Refers to “%1”").arg(Format::isolated(m_buffer->quotedText)));
    const bool files = m_buffer && (!m_buffer->attachments.isEmpty() || m_buffer->storing > 0);
    m_promiseShown = m_buffer && m_buffer->keepsPromise();
    m_chips->setVisible(files || m_promiseShown);
    if (m_promiseShown)
        addPromiseChip();
    if (!files)
        return;
    for (const Attachment& attachment : std::as_const(m_buffer->attachments)) {
        auto* chip = new AttachmentChip(m_context.theme, attachment, m_chips);
        connect(chip, &AttachmentChip::removeRequested, this, &Composer::removeAttachment);
        m_chipLayout->addWidget(chip);
    }
    if (m_buffer->storing > 0)
        m_chipLayout->addWidget(makeLabel(LabelRole::Caption, Tone::Muted,
                                          tr("Storing %n file(s) …", nullptr, m_buffer->storing), m_chips));
}

void Composer::refreshFoot() {
    if (!m_conversation || !m_buffer)
        return;
    if (m_promiseShown != m_buffer->keepsPromise())
        refreshChips();
    const QString text = m_buffer->text.text();
    const int max = channel().maxTextLength;
    const bool note = m_buffer->mode == DraftMode::Note;
    const bool over = !note && text.size() > max;
    const bool fromBot = m_buffer->suggestion && !text.isEmpty();
    // Where the text came from needs the room while the limit is far.
    m_count->setVisible(!note && !text.isEmpty() && (!fromBot || text.size() * 2 > max));
    m_count->setText(over ? tr("%n character(s) too long", nullptr, int(text.size()) - max)
                          : tr("%1 / %2", "characters written, characters allowed")
                                .arg(Format::count(text.size()), Format::count(max)));
    setLook(m_count, LabelRole::Caption, over ? Tone::Warn : Tone::Faint);
    if (!fromBot) {
        m_source->setFullText({});
        m_adaptedTimer.reset();
        return;
    }
    // Comparing costs a few milliseconds for long texts: once typing pauses.
    const auto show = [this] {
        m_adaptedTimer.reset();
        if (!m_buffer || !m_buffer->suggestion)
            return;
        const SuggestionUse& use = *m_buffer->suggestion;
        const int adapted = qRound(100 * (1 - rules::similarity(m_buffer->text.text(), use.insertedText)));
        const QString percent = QLocale().toString(adapted);
        if (adapted == 0)
            m_source->setFullText(use.rank > 0 ? tr("from suggestion %1 · unchanged").arg(use.rank)
                                               : tr("from a suggestion · unchanged"));
        else
            m_source->setFullText(
                use.rank > 0 ? tr("from suggestion %1 · %2 % adapted").arg(QString::number(use.rank), percent)
                             : tr("from a suggestion · %1 % adapted").arg(percent));
    };
    if (m_source->fullText().isEmpty())
        show();
    else
        m_adaptedTimer = m_context.workspace.clock().callAfter(250ms, this, show);
}

void Composer::refreshLook() {
    m_book.refreshLook();
    m_edit->refreshLook();
    refreshAll();
}

void Composer::retranslate() {
    m_noteTab->setText(tr("Internal note"));
    m_noteHeading->setText(tr("Internal note – customers do not see this"));
    m_quoteClose->setLabel(tr("Do not refer to this message"));
    m_attach->setLabel(tr("Attach a file"), QKeySequence(Qt::CTRL | Qt::Key_O));
    m_emoji->setLabel(tr("Insert an emoji"));
    m_holding->setLabel(tr("Holding reply"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_B));
    m_sendResolve->setText(tr("Send && resolve"));
    m_sendResolve->setAccessibleName(tr("Send and resolve"));
    setAccessibleName(tr("Write a message"));
    refreshAll();
    tick();
    showReasons();
}

void Composer::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

void Composer::paintEvent(QPaintEvent*) {
    const Tokens& tokens = m_context.theme.tokens();
    const bool note = m_conversation && mode() == DraftMode::Note;
    QPainter painter(this);
    painter.fillRect(rect(), note ? tokens.note : tokens.surface);
    painter.fillRect(QRect(0, 0, width(), 1), note ? tokens.noteLine : tokens.line);
    if (note)
        painter.fillRect(QRect(0, 0, 4, height()), tokens.warn);
}

} // namespace souffleur::ui
