// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/main/ConversationPane.h"

#include "base/Executor.h"
#include "ui/common/Controls.h"
#include "ui/common/EmptyState.h"
#include "ui/common/ErrorText.h"
#include "ui/common/Format.h"
#include "ui/common/MessageBar.h"
#include "ui/composer/Composer.h"
#include "ui/main/ConversationHeader.h"
#include "ui/theme/Theme.h"
#include "ui/thread/ThreadModel.h"
#include "ui/thread/ThreadView.h"
#include "workspace/Workspace.h"

#include <QBoxLayout>
#include <QDesktopServices>
#include <QDialog>
#include <QEvent>
#include <QFileDialog>
#include <QLabel>
#include <QPlainTextEdit>
#include <QSaveFile>
#include <QStackedWidget>
#include <QUrl>

namespace souffleur::ui {

ConversationPane::ConversationPane(UiContext& context, QWidget* parent)
    : QWidget(parent), m_context(context), m_stack(new QStackedWidget(this)),
      m_empty(new EmptyState(context.theme, this)), m_model(new ThreadModel(context.workspace, this)) {
    auto* body = new QWidget(this);
    m_header = new ConversationHeader(m_context, body);
    m_view = new ThreadView(m_context, *m_model, body);
    m_view->setObjectName(u"threadView"_s);
    m_typing = makeLabel(LabelRole::Small, Tone::Muted, {}, body);
    m_typing->setContentsMargins(m_context.theme.px(24), 0, 0, m_context.theme.px(6));
    m_bar = new MessageBar(m_context.theme, body);
    m_bar->hide();
    m_composer = new Composer(m_context, body);
    auto* layout = new QVBoxLayout(body);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_header);
    layout->addWidget(m_view, 1);
    layout->addWidget(m_typing);
    layout->addWidget(m_bar);
    layout->addWidget(m_composer);
    m_typing->hide();

    m_stack->addWidget(m_empty);
    m_stack->addWidget(body);
    auto* outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->addWidget(m_stack);
    setMinimumWidth(m_context.theme.px(420));

    connect(m_model, &ThreadModel::loaded, this, [this] {
        if (m_model->error())
            m_bar->showError(*m_model->error());
        if (m_pendingSequence > 0)
            m_view->showSequence(std::exchange(m_pendingSequence, 0));
        markSeen();
    });
    connect(m_model, &ThreadModel::appended, this, [this] { markSeen(); });
    connect(m_model, &ThreadModel::failed, m_bar, &MessageBar::showError);
    connect(m_view, &ThreadView::endReached, this, [this] { markSeen(); });
    connect(m_view, &ThreadView::spotRequested, this, &ConversationPane::onSpot);
    connect(m_view, &ThreadView::quoteRequested, m_composer, &Composer::quote);
    connect(m_view, &ThreadView::linkRequested, this, &ConversationPane::openLink);
    connect(m_view, &ThreadView::showAllRequested, this, &ConversationPane::showText);
    connect(m_composer, &Composer::sent, this, &ConversationPane::sent);
    connect(m_composer, &Composer::nextWaitingRequested, this, &ConversationPane::nextWaitingRequested);
    connect(m_composer, &Composer::focusThreadRequested, m_view, [this] { m_view->setFocus(); });
    m_typingEnds.setSingleShot(true);
    m_typingEnds.setInterval(6000);
    connect(&m_typingEnds, &QTimer::timeout, m_typing, &QWidget::hide);
    connect(&m_context.workspace, &workspace::Workspace::typing, this, [this](ConversationId id) {
        if (!m_conversation || m_conversation->id != id)
            return;
        m_typing->setText(
            tr("%1 is typing …").arg(Format::isolated(m_conversation->contactName.section(u' ', 0, 0))));
        m_typing->show();
        m_typingEnds.start();
    });
    connect(&m_context.workspace, &workspace::Workspace::channelsChanged, this, &ConversationPane::refreshEmpty);
    refreshEmpty();
}

void ConversationPane::refreshEmpty() {
    m_empty->setContent(u"inbox"_s, tr("No conversation selected"),
                        tr("Select a conversation, or press Ctrl+J for the most urgent one."));
}

void ConversationPane::setConversation(const std::optional<Conversation>& conversation) {
    const bool same = m_conversation && conversation && m_conversation->id == conversation->id;
    m_conversation = conversation;
    m_stack->setCurrentIndex(conversation ? 1 : 0);
    if (same) {
        conversationUpdated(*conversation);
        return;
    }
    m_typing->hide();
    m_bar->hide();
    if (conversation)
        m_header->setConversation(*conversation);
    m_model->setConversation(conversation ? std::optional(conversation->id) : std::nullopt);
    m_composer->setConversation(conversation);
}

void ConversationPane::conversationUpdated(const Conversation& conversation) {
    if (!m_conversation || m_conversation->id != conversation.id)
        return;
    m_conversation = conversation;
    m_header->setConversation(conversation);
    m_composer->conversationUpdated(conversation);
}

void ConversationPane::showSequence(qint64 sequence) {
    if (m_model->isLoading())
        m_pendingSequence = sequence;
    else
        m_view->showSequence(sequence);
}

void ConversationPane::quoteSelected() {
    if (const Message* message = m_view->selectedMessage()) {
        m_composer->quote(*message);
        return;
    }
    for (int row = m_model->rowCount() - 1; row >= 0; --row)
        if (const Message* message = m_model->messageAt(row); message && message->direction == Direction::Inbound) {
            m_composer->quote(*message);
            return;
        }
}

void ConversationPane::markSeen() {
    if (!m_conversation || !m_view->isAtEnd())
        return;
    const qint64 last = m_model->lastSequence();
    m_composer->setSeenSequence(last);
    // Read when it was on the screen of an active window; the customer's wait goes on all the same.
    if (last > 0 && isVisible() && window()->isActiveWindow() &&
        (m_conversation->unread > 0 || m_conversation->mentioned))
        (void)m_context.workspace.run(MarkRead{m_conversation->id, last});
}

void ConversationPane::onSpot(SpotAction action, const Message& message, int number) {
    workspace::Workspace& workspace = m_context.workspace;
    switch (action) {
    case SpotAction::JumpToQuote:
        if (message.replyTo) {
            const int row = m_model->rowOfMessage(*message.replyTo);
            if (row >= 0)
                m_view->showSequence(sequenceOf(*m_model->at(row)));
            else
                m_model->loadOlder();
        }
        break;
    case SpotAction::OpenAttachment:
        openAttachment(message, number);
        break;
    case SpotAction::OpenLocation:
        if (message.location)
            openLink(QUrl(u"https://www.openstreetmap.org/?mlat=%1&mlon=%2#map=16/%1/%2"_s
                              .arg(message.location->latitude, 0, 'f', 5)
                              .arg(message.location->longitude, 0, 'f', 5)));
        break;
    case SpotAction::Retry:
        (void)workspace.run(RetrySend{message.id});
        break;
    case SpotAction::EditAgain:
        m_composer->editAgain(message);
        break;
    case SpotAction::WasSent:
        (void)workspace.run(SettleUnclear{message.id, true});
        break;
    case SpotAction::WasNotSent:
        (void)workspace.run(SettleUnclear{message.id, false});
        break;
    case SpotAction::Undo:
        (void)workspace.run(UndoSend{message.id});
        break;
    case SpotAction::OpenLink:
    case SpotAction::ShowAll:
        break; // have signals of their own
    }
}

void ConversationPane::openLink(const QUrl& url) {
    static const QStringList Schemes{u"http"_s, u"https"_s, u"mailto"_s, u"tel"_s};
    if (!Schemes.contains(url.scheme()))
        return;
    // The real target is shown before anything is opened.
    m_bar->showMessage(MessageBar::Level::Info,
                       tr("Open this address? %1").arg(Format::isolated(url.toDisplayString())));
    connect(m_bar->addAction(tr("Open in browser")), &QPushButton::clicked, this, [this, url] {
        QDesktopServices::openUrl(url);
        m_bar->hide();
    });
    m_bar->setClosable(true);
    m_bar->show();
}

void ConversationPane::openAttachment(const Message& message, int number) {
    const Attachment attachment = message.attachments.value(number);
    if (attachment.id.isNull())
        return;
    // Saved where the agent says, never opened by its name: what a customer sends is not run.
    auto* dialog = new QFileDialog(this, tr("Save attachment"), {}, {});
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->selectFile(attachment.fileName);
    connect(dialog, &QFileDialog::fileSelected, this, [this, attachment](const QString& path) {
        thenOn(
            m_context.workspace.attachment(attachment.id), this, [this, path](const Result<QByteArray>& content) {
                if (!content) {
                    m_bar->showError(content.error());
                    return;
                }
                QSaveFile file(path);
                if (!file.open(QIODevice::WriteOnly) || file.write(*content) != content->size() || !file.commit())
                    m_bar->showError(makeError(ErrorCode::IoError, file.errorString()));
                else
                    m_bar->showMessage(MessageBar::Level::Info, tr("Saved: %1").arg(path));
                m_bar->setClosable(true);
                m_bar->show();
            });
    });
    dialog->open();
}

void ConversationPane::showText(const QString& text) {
    auto* dialog = new QDialog(this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(tr("Whole message"));
    dialog->resize(m_context.theme.px(720), m_context.theme.px(560));
    auto* edit = new QPlainTextEdit(dialog);
    edit->setReadOnly(true);
    edit->setAccessibleName(tr("Whole message"));
    edit->setPlainText(text);
    auto* layout = new QVBoxLayout(dialog);
    layout->addWidget(edit);
    dialog->open();
}

bool ConversationPane::event(QEvent* event) {
    if (event->type() == QEvent::WindowActivate)
        markSeen();
    return QWidget::event(event);
}

void ConversationPane::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange)
        refreshEmpty();
    QWidget::changeEvent(event);
}

} // namespace souffleur::ui
