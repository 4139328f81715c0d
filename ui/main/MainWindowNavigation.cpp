// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/Executor.h"
#include "ui/common/Format.h"
#include "ui/common/MessageBar.h"
#include "ui/composer/Composer.h"
#include "ui/customer/CustomerPanel.h"
#include "ui/inbox/InboxPanel.h"
#include "ui/inbox/Sidebar.h"
#include "ui/knowledge/KnowledgePage.h"
#include "ui/main/ActionRegistry.h"
#include "ui/main/HelpCard.h"
#include "ui/main/MainWindow.h"
#include "ui/main/NewConversationDialog.h"
#include "ui/main/ShortcutDialog.h"
#include "ui/suggestions/SuggestionsPanel.h"
#include "ui/thread/ThreadHeader.h"
#include "ui/thread/ThreadPanel.h"
#include "ui/thread/ThreadView.h"
#include "workspace/Workspace.h"

#include <QApplication>
#include <QMenu>

namespace souffleur::ui {

void MainWindow::remember(ConversationId id) {
    m_visited.removeAll(id);
    m_visited += id;
    if (m_visited.size() > 50)
        m_visited.removeFirst();
}

void MainWindow::nextWaiting() {
    thenOn(m_context.workspace.nextWaiting(current()), this,
           [this](const Result<std::optional<Conversation>>& next) {
               if (!next) {
                   m_bar->showError(next.error());
               } else if (next->has_value()) {
                   open(**next);
                   m_composer->setFocus(Qt::ShortcutFocusReason);
               } else {
                   m_bar->showMessage(
                       MessageBar::Level::Info,
                       m_counts.lastReplyAt
                           ? tr("Nobody else is waiting. Last reply: %1.")
                                 .arg(Format::relative(*m_counts.lastReplyAt, m_context.workspace.clock().now()))
                           : tr("Nobody else is waiting."));
               }
           });
}

void MainWindow::goBack() {
    if (m_visited.isEmpty())
        return;
    const ConversationId to = m_visited.takeLast();
    if (m_current)
        m_visitedOn += m_current->id;
    stepTo(to);
}

void MainWindow::goForward() {
    if (m_visitedOn.isEmpty())
        return;
    const ConversationId to = m_visitedOn.takeLast();
    if (m_current)
        remember(m_current->id);
    stepTo(to);
}

void MainWindow::stepTo(ConversationId id) {
    m_stepping = true;
    openThen(id, [this] { enableActions(); });
}

void MainWindow::bringToFront() {
    setWindowState(windowState() & ~Qt::WindowMinimized);
    show();
    raise();
    activateWindow();
}

void MainWindow::present(ConversationId id, bool reply) {
    bringToFront();
    openThen(id, [this, reply] {
        if (reply)
            m_composer->setFocus(Qt::ShortcutFocusReason);
    });
}

void MainWindow::showInbox() {
    showKnowledge(false);
    showView(InboxView::AllOpen, {});
    m_inbox->focusList();
}

void MainWindow::giveBack(ConversationId id, const QString& text) {
    bringToFront();
    openThen(id, [this, id, text] {
        Message message;
        message.id = MessageId::create();
        message.conversation = id;
        message.text = text;
        m_composer->editAgain(message);
        m_bar->showMessage(
            MessageBar::Level::Warning,
            tr("Your reply was not sent. It stands in the editor; please look at the conversation and "
               "send it from here."));
    });
}

void MainWindow::reportCrash(int drafts) {
    m_bar->showMessage(
        MessageBar::Level::Info,
        tr("Souffleur closed unexpectedly. %n draft(s) restored, nothing was sent twice.", nullptr, drafts));
}

void MainWindow::tellWatched() {
    const std::optional<ConversationId> now = isActiveWindow() && !isMinimized() ? current() : std::nullopt;
    if (now == m_watched)
        return;
    m_watched = now;
    emit watchedChanged(now);
}

void MainWindow::cycleRegion(int by) {
    struct Region {
        QWidget* area;
        std::function<void()> focus;
    };
    const auto first = [](QWidget* area) {
        for (auto* child : area->findChildren<QWidget*>()) {
            if (child->isVisible() && child->isEnabled() && (child->focusPolicy() & Qt::TabFocus)) {
                child->setFocus(Qt::TabFocusReason);
                return;
            }
        }
    };
    if (knowledgeShown()) {
        const bool inSidebar = m_sidebar->isAncestorOf(QApplication::focusWidget());
        if (!m_knowledge->cycleRegion(by) && !inSidebar)
            first(m_sidebar);
        return;
    }
    QList<Region> regions = {{m_sidebar, [&] { first(m_sidebar); }},
                             {m_inbox, [&] { m_inbox->focusList(); }},
                             {&m_thread->header(), [&] { first(&m_thread->header()); }},
                             {&m_thread->view(), [&] { m_thread->focusThread(); }},
                             {m_composer, [&] { m_composer->setFocus(Qt::ShortcutFocusReason); }},
                             {m_suggestions, [&] { m_suggestions->focusPanel(); }},
                             {m_customer, [&] { first(m_customer); }}};
    regions.erase(
        std::remove_if(regions.begin(), regions.end(), [](const Region& r) { return !r.area->isVisible(); }),
        regions.end());
    if (regions.isEmpty())
        return;
    QWidget* focus = QApplication::focusWidget();
    qsizetype at = -1;
    for (qsizetype i = 0; i < regions.size(); ++i) {
        if (focus && (regions.at(i).area == focus || regions.at(i).area->isAncestorOf(focus)))
            at = i;
    }
    const qsizetype count = regions.size();
    const qsizetype to = at < 0 ? 0 : (at + by + count) % count;
    regions.at(to).focus();
}

void MainWindow::showHelp() {
    if (m_help->isVisible()) {
        m_help->dismiss();
        showKeys();
        return;
    }
    const QWidget* focus = QApplication::focusWidget();
    const auto inside = [focus](const QWidget* area) {
        return focus && (area == focus || area->isAncestorOf(focus));
    };
    const HelpCard::Topic topic = inside(m_sidebar)       ? HelpCard::Topic::Views
                                  : knowledgeShown()      ? HelpCard::Topic::Knowledge
                                  : inside(m_inbox)       ? HelpCard::Topic::List
                                  : inside(m_composer)    ? HelpCard::Topic::Composer
                                  : inside(m_suggestions) ? HelpCard::Topic::Suggestions
                                  : inside(m_customer)    ? HelpCard::Topic::Customer
                                                          : HelpCard::Topic::Thread;
    m_help->show(topic);
}

void MainWindow::showNewConversation() {
    auto* dialog = new NewConversationDialog(m_context, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &NewConversationDialog::chosen, this, [this](ConversationId id) { present(id, true); });
    connect(dialog, &NewConversationDialog::channelSetupRequested, this, [this] { showChannel({}); });
    dialog->open();
}

void MainWindow::showKeys() {
    auto* dialog = new ShortcutDialog(m_context, *m_registry, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

void MainWindow::showMenu() {
    // Everything that has a name, for who would rather read than remember.
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    QHash<QString, QMenu*> groups;
    for (QAction* action : m_registry->actions()) {
        const QString group = m_registry->group(action->objectName());
        if (!groups.contains(group))
            groups.insert(group, menu->addMenu(group));
        groups.value(group)->addAction(action);
    }
    menu->popup(mapToGlobal(QPoint(m_context.theme.px(8), m_context.theme.px(8))));
}

} // namespace souffleur::ui
