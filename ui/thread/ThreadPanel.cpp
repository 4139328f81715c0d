// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/thread/ThreadPanel.h"

#include "base/Executor.h"
#include "ui/common/ErrorText.h"
#include "ui/common/Format.h"
#include "ui/thread/ConversationActions.h"
#include "ui/thread/FindBar.h"
#include "ui/thread/PictureDialog.h"
#include "ui/thread/ThreadHeader.h"
#include "ui/thread/ThreadModel.h"
#include "ui/thread/ThreadView.h"
#include "ui/thread/Thumbnails.h"

#include <QApplication>
#include <QClipboard>
#include <QDesktopServices>
#include <QDialog>
#include <QDialogButtonBox>
#include <QEvent>
#include <QPlainTextEdit>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace souffleur::ui {

ThreadPanel::ThreadPanel(UiContext& context, ConversationActions& actions, QWidget* composer, QWidget* parent)
    : QWidget(parent), m_context(context), m_actions(actions), m_model(new ThreadModel(context.workspace, this)),
      m_stack(new QStackedWidget(this)), m_header(new ThreadHeader(context, actions, this)),
      m_find(new FindBar(context, this)), m_bar(new MessageBar(context.theme, this)),
      m_view(new ThreadView(context, *m_model, this)), m_typing(makeLabel(LabelRole::Small, Tone::Muted, {}, this)),
      m_latest(makeButton(ButtonKind::Normal, {}, m_view)), m_empty(new EmptyState(context.theme, this)) {
    setPane(this, Pane::Bg);
    setMinimumWidth(360);
    auto* outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->addWidget(m_stack);
    auto* page = new QWidget(m_stack);
    auto* layout = new QVBoxLayout(page);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_header);
    layout->addWidget(makeLine(page));
    layout->addWidget(m_find);
    layout->addWidget(m_bar);
    layout->addSpacing(6);
    layout->addWidget(m_view, 1);
    m_typing->setContentsMargins(24, 2, 16, 6);
    layout->addWidget(m_typing);
    if (composer)
        layout->addWidget(composer);
    m_stack->addWidget(page);
    m_stack->addWidget(m_empty);
    m_bar->setClosable(true);
    m_latest->hide();
    m_typing->hide();

    connect(m_find, &FindBar::hitRequested, m_model, &ThreadModel::jumpTo);
    connect(m_find, &FindBar::dismissed, this, &ThreadPanel::focusThread);
    connect(m_model, &ThreadModel::loaded, this, &ThreadPanel::onLoaded);
    connect(m_model, &ThreadModel::failed, m_bar, &MessageBar::showError);
    connect(m_model, &ThreadModel::jumped, m_view, &ThreadView::showSequence);
    connect(m_model, &ThreadModel::notFound, this, [this] {
        m_bar->showMessage(MessageBar::Level::Info, tr("The quoted message is too far up or no longer there."));
    });
    connect(m_model, &ThreadModel::appended, this, [this](int count) {
        setTyping(false);
        if (!m_view->isAtEnd())
            m_unseen += count;
        refreshLatest();
        emit seenChanged(m_view->lastVisibleSequence());
    });
    connect(m_view, &ThreadView::endReached, this, [this](bool atEnd) {
        if (atEnd)
            m_unseen = 0;
        refreshLatest();
        if (atEnd && m_conversation)
            emit seenChanged(m_view->lastVisibleSequence());
    });
    connect(m_latest, &QPushButton::clicked, this, [this] {
        if (m_model->hasNewer())
            m_model->jumpToLatest();
        else
            m_view->scrollToEnd();
    });
    connect(m_view, &ThreadView::spotRequested, this, &ThreadPanel::onSpot);
    connect(m_view, &ThreadView::showAllRequested, this, &ThreadPanel::showText);
    connect(m_view, &ThreadView::linkRequested, this, &ThreadPanel::openLink);
    connect(m_view, &ThreadView::quoteRequested, this, &ThreadPanel::quoteRequested);
    connect(m_header, &ThreadHeader::panelRequested, this, &ThreadPanel::panelRequested);
    connect(m_empty, &EmptyState::firstRequested, this, &ThreadPanel::nextRequested);
    connect(&actions, &ConversationActions::failed, m_bar, &MessageBar::showError);
    connect(&context.workspace, &workspace::Workspace::typing, this, [this](ConversationId id) {
        if (m_conversation && m_conversation->id == id)
            setTyping(true);
    });
    m_typingTimer.setSingleShot(true);
    m_typingTimer.setInterval(6000);
    connect(&m_typingTimer, &QTimer::timeout, this, [this] { setTyping(false); });
    retranslate();
    setConversation({});
}

void ThreadPanel::setConversation(const std::optional<Conversation>& conversation) {
    const bool same = conversation && m_conversation && conversation->id == m_conversation->id;
    m_conversation = conversation;
    m_find->setConversation(conversation ? std::optional(conversation->id) : std::nullopt);
    if (!conversation) {
        m_model->setConversation({});
        m_stack->setCurrentWidget(m_empty);
        return;
    }
    m_stack->setCurrentIndex(0);
    m_header->setConversation(*conversation);
    if (same)
        return;
    m_bar->hide();
    m_unseen = 0;
    m_jump.reset();
    setTyping(false);
    m_model->setConversation(conversation->id);
}

void ThreadPanel::conversationUpdated(const Conversation& conversation) {
    if (!m_conversation || m_conversation->id != conversation.id)
        return;
    m_conversation = conversation;
    m_header->setConversation(conversation);
}

void ThreadPanel::jumpTo(qint64 sequence) {
    m_jump = sequence;
    if (!m_model->isLoading())
        onLoaded();
}

void ThreadPanel::onLoaded() {
    if (m_model->error()) {
        m_bar->showError(*m_model->error());
        auto* retry = m_bar->addAction(tr("Try again"));
        connect(retry, &QPushButton::clicked, this, [this] {
            m_bar->hide();
            m_model->jumpToLatest();
        });
        return;
    }
    if (m_jump) {
        const qint64 target = *std::exchange(m_jump, std::nullopt);
        m_model->jumpTo(target);
    } else if (!m_model->hasNewer()) {
        m_view->scrollToEnd();
    }
    refreshLatest();
    emit seenChanged(m_view->lastVisibleSequence());
}

void ThreadPanel::focusThread() {
    m_view->setFocus(Qt::ShortcutFocusReason);
    if (!m_view->currentIndex().isValid() && m_model->rowCount() > 0)
        m_view->setCurrentIndex(m_model->index(m_model->rowCount() - 1));
}

void ThreadPanel::find() {
    m_find->popUp();
}

void ThreadPanel::findNext(int by) {
    m_find->step(by);
}

const Message* ThreadPanel::selectedMessage() const {
    return m_view->selectedMessage();
}

const Message* ThreadPanel::lastInbound() const {
    for (int row = m_model->rowCount() - 1; row >= 0; --row) {
        const Message* message = m_model->messageAt(row);
        if (message && message->direction == Direction::Inbound)
            return message;
    }
    return nullptr;
}

void ThreadPanel::setTyping(bool typing) {
    if (typing && m_conversation) {
        m_typing->setText(
            tr("%1 is typing …").arg(Format::isolated(m_conversation->contactName.section(u' ', 0, 0))));
        m_typingTimer.start();
    } else {
        m_typingTimer.stop();
    }
    const bool end = m_view->isAtEnd();
    if (m_typing->isVisibleTo(this) == typing)
        return;
    m_typing->setVisible(typing);
    if (end)
        QTimer::singleShot(0, m_view, &ThreadView::scrollToEnd);
}

void ThreadPanel::refreshLatest() {
    const bool away = m_model->rowCount() > 0 && !m_view->isAtEnd();
    m_latest->setVisible(away);
    if (!away)
        return;
    m_latest->setText(m_unseen > 0 ? tr("%n new message(s)", nullptr, m_unseen) : tr("To the latest"));
    m_latest->setIcon(m_context.theme.icon(u"chevron-down"_s));
    placeLatest();
}

void ThreadPanel::placeLatest() {
    m_latest->adjustSize();
    m_latest->move(m_view->width() - m_latest->width() - m_context.theme.px(20),
                   m_view->height() - m_latest->height() - m_context.theme.px(10));
    m_latest->raise();
}

void ThreadPanel::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    QTimer::singleShot(0, this, &ThreadPanel::placeLatest);
}

void ThreadPanel::onSpot(SpotAction action, const Message& message, int number) {
    switch (action) {
    case SpotAction::Retry:
        m_actions.run(RetrySend{message.id});
        break;
    case SpotAction::EditAgain:
        emit editAgainRequested(message);
        break;
    case SpotAction::WasSent:
        m_actions.run(SettleUnclear{message.id, true});
        break;
    case SpotAction::WasNotSent:
        m_actions.run(SettleUnclear{message.id, false});
        break;
    case SpotAction::Undo:
        m_actions.run(UndoSend{message.id});
        break;
    case SpotAction::JumpToQuote:
        if (message.replyTo)
            m_model->jumpToMessage(*message.replyTo);
        break;
    case SpotAction::OpenAttachment:
        openAttachment(message, number);
        break;
    case SpotAction::OpenLocation:
        if (message.location) {
            // No map service learns where a customer is; the agent decides where to paste it.
            QApplication::clipboard()->setText(
                u"%1, %2"_s.arg(message.location->latitude, 0, 'f', 6).arg(message.location->longitude, 0, 'f', 6));
            m_bar->showMessage(MessageBar::Level::Info, tr("The coordinates are on the clipboard."));
        }
        break;
    case SpotAction::OpenLink:
    case SpotAction::ShowAll:
        break;
    }
}

void ThreadPanel::openAttachment(const Message& message, int number) {
    if (number < 0 || number >= message.attachments.size())
        return;
    const Attachment attachment = message.attachments.at(number);
    if (attachment.state == AttachmentState::Refused) {
        m_bar->showMessage(
            MessageBar::Level::Warning,
            tr("This file is larger than the channel lets us fetch. Ask the customer for a smaller one."));
        return;
    }
    thenOn(m_context.workspace.attachment(attachment.id), this,
           [this, attachment](const Result<QByteArray>& content) {
               if (!content) {
                   m_bar->showError(content.error());
                   return;
               }
               auto* dialog = new PictureDialog(m_context, attachment, *content, window());
               dialog->setAttribute(Qt::WA_DeleteOnClose);
               connect(dialog, &PictureDialog::failed, m_bar, &MessageBar::showError);
               dialog->open();
           });
}

void ThreadPanel::showText(const QString& text) {
    auto* dialog = new QDialog(window());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(tr("Whole text"));
    auto* layout = new QVBoxLayout(dialog);
    auto* edit = new QPlainTextEdit(dialog);
    edit->setReadOnly(true);
    edit->setAccessibleName(tr("Whole text"));
    // A text of megabytes is of no use to read and would stop the window; copying it whole still works in the
    // thread.
    constexpr int Cap = 200'000;
    QString shown = makeSafeText(text, Cap, Cap).text;
    edit->setPlainText(shown.replace(QChar(QChar::LineSeparator), u'\n'));
    layout->addWidget(edit);
    if (text.size() > Cap)
        layout->addWidget(makeLabel(LabelRole::Small, Tone::Muted,
                                    tr("The first %1 of %2 characters. \"Copy message\" takes them all.")
                                        .arg(Format::count(Cap), Format::count(text.size())),
                                    dialog));
    auto* buttons = new QDialogButtonBox(dialog);
    buttons->addButton(makeButton(ButtonKind::Normal, tr("Close"), dialog), QDialogButtonBox::RejectRole);
    connect(buttons, &QDialogButtonBox::rejected, dialog, &QDialog::reject);
    layout->addWidget(buttons);
    dialog->resize(m_context.theme.px(640), m_context.theme.px(480));
    dialog->open();
}

void ThreadPanel::openLink(const QUrl& url) {
    if (isAllowedLink(url) && !QDesktopServices::openUrl(url))
        m_bar->showMessage(MessageBar::Level::Warning,
                           tr("The system has no program for this address. Copy it through the context menu."));
}

void ThreadPanel::setNextKey(const QKeySequence& key) {
    m_nextKey = key;
    retranslate();
}

void ThreadPanel::retranslate() {
    setAccessibleName(tr("Conversation"));
    m_empty->setContent(u"inbox"_s, tr("Nothing selected"),
                        m_nextKey.isEmpty() ? tr("Select a conversation.")
                                            : tr("Select a conversation, or press %1 for the most urgent one.")
                                                  .arg(m_nextKey.toString(QKeySequence::NativeText)));
    m_empty->setActions(tr("Open the most urgent"));
    refreshLatest();
}

void ThreadPanel::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

} // namespace souffleur::ui
