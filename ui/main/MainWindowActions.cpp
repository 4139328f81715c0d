// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/UiSettings.h"
#include "ui/composer/Composer.h"
#include "ui/inbox/ConversationListModel.h"
#include "ui/inbox/InboxPanel.h"
#include "ui/knowledge/KnowledgePage.h"
#include "ui/main/ActionRegistry.h"
#include "ui/main/ChatStrip.h"
#include "ui/main/CommandPalette.h"
#include "ui/main/MainWindow.h"
#include "ui/suggestions/SuggestionsPanel.h"
#include "ui/thread/ConversationActions.h"
#include "ui/thread/ThreadHeader.h"
#include "ui/thread/ThreadPanel.h"

#include <QAction>
#include <QMenu>

namespace souffleur::ui {

void MainWindow::connectActions() {
    const auto on = [this](const QString& id, auto&& fn) {
        connect(m_registry->action(id), &QAction::triggered, this, std::forward<decltype(fn)>(fn));
    };
    // Actions on the conversation that is open; they are disabled while there is none.
    const auto onCurrent = [this, &on](const QString& id, auto fn) {
        on(id, [this, fn] {
            if (m_current)
                fn(Conversation(*m_current));
        });
    };
    on(u"help"_s, [this] { showHelp(); });
    on(u"help.shortcuts"_s, [this] { showKeys(); });
    on(u"go.inbox"_s, [this] { showInbox(); });
    on(u"go.channels"_s, [this] { showChannels(); });
    on(u"new"_s, [this] { showNewConversation(); });
    on(u"menu"_s, [this] { showMenu(); });
    on(u"visited.back"_s, [this] { goBack(); });
    on(u"visited.forward"_s, [this] { goForward(); });
    on(u"palette"_s, [this] {
        QList<Conversation> rows;
        for (int i = 0; i < m_inbox->model().rowCount(); ++i)
            rows += *m_inbox->model().at(i);
        m_palette->popup(rows);
    });
    on(u"region.next"_s, [this] { cycleRegion(1); });
    on(u"region.previous"_s, [this] { cycleRegion(-1); });
    on(u"settings"_s, [this] { showSettings(); });
    on(u"quit"_s, [this] {
        const bool hides = std::exchange(m_hidesOnClose, false);
        if (close())
            emit quitRequested();
        else
            m_hidesOnClose = hides; // something is unsaved; it says so
    });
    on(u"go.knowledge"_s, [this] { showKnowledge(true); });
    on(u"search"_s, [this] {
        showKnowledge(false);
        m_inbox->focusSearch();
    });
    on(u"text.larger"_s, [this] { scaleText(m_context.settings.textScale() + 10); });
    on(u"text.smaller"_s, [this] { scaleText(m_context.settings.textScale() - 10); });
    on(u"text.reset"_s, [this] { scaleText(100); });
    on(u"panel.customer"_s, [this] {
        if (knowledgeShown())
            showKnowledge(false);
        else
            showDrawer(!m_right->isVisible());
    });
    on(u"fullscreen"_s, [this] { setWindowState(windowState() ^ Qt::WindowFullScreen); });
    on(u"refresh"_s, [this] {
        if (knowledgeShown())
            m_knowledge->refresh();
        else
            m_inbox->refresh();
    });
    // Enabled only while the page is shown, so it is there.
    const auto onKnowledge = [this, &on](const QString& id, void (KnowledgePage::*fn)()) {
        on(id, [this, fn] { (m_knowledge->*fn)(); });
    };
    onKnowledge(u"knowledge.new"_s, &KnowledgePage::newEntry);
    onKnowledge(u"knowledge.save"_s, &KnowledgePage::save);
    onKnowledge(u"knowledge.publish"_s, &KnowledgePage::publish);
    onKnowledge(u"knowledge.search"_s, &KnowledgePage::focusSearch);
    onKnowledge(u"knowledge.try"_s, &KnowledgePage::tryOut);
    onKnowledge(u"knowledge.rename"_s, &KnowledgePage::rename);
    onKnowledge(u"knowledge.history"_s, &KnowledgePage::showHistory);
    on(u"next"_s, [this] { nextWaiting(); });
    on(u"next.back"_s, [this] { goBack(); });
    on(u"row.next"_s, [this] { m_inbox->step(1); });
    on(u"row.previous"_s, [this] { m_inbox->step(-1); });
    for (int i = 0; i < 9; ++i)
        on(u"chat.%1"_s.arg(i + 1), [this, i] {
            if (const auto id = m_chats->at(i))
                openById(*id);
        });
    on(u"chat.next"_s, [this] { m_chats->stepRecent(1); });
    on(u"chat.previous"_s, [this] { m_chats->stepRecent(-1); });
    on(u"chat.left"_s, [this] { m_chats->moveCurrent(-1); });
    on(u"chat.right"_s, [this] { m_chats->moveCurrent(1); });
    on(u"chat.close"_s, [this] { m_chats->closeCurrent(); });
    onCurrent(u"find"_s, [this](const Conversation&) { m_thread->find(); });
    onCurrent(u"find.next"_s, [this](const Conversation&) { m_thread->findNext(1); });
    onCurrent(u"find.previous"_s, [this](const Conversation&) { m_thread->findNext(-1); });
    onCurrent(u"resolve"_s, [this](const Conversation& c) { m_conversationActions->resolveOrReopen(c); });
    onCurrent(u"snooze"_s, [this](const Conversation&) { m_thread->header().showSnoozeMenu(); });
    onCurrent(u"assign"_s, [this](const Conversation&) { m_thread->header().showAssignMenu(); });
    onCurrent(u"assign.me"_s, [this](const Conversation& c) { m_conversationActions->assignToMe(c); });
    onCurrent(u"tags"_s, [this](const Conversation& c) { m_conversationActions->editTags(c); });
    onCurrent(u"priority"_s, [this](const Conversation& c) {
        auto* menu = new QMenu(this);
        menu->setAttribute(Qt::WA_DeleteOnClose);
        m_conversationActions->fillPriorityMenu(menu, c);
        menu->popup(m_thread->header().mapToGlobal(QPoint(16, m_thread->header().height())));
    });
    onCurrent(u"read"_s, [this](const Conversation& c) { m_conversationActions->toggleRead(c); });
    onCurrent(u"note"_s, [this](const Conversation&) {
        m_composer->setMode(m_composer->mode() == DraftMode::Reply ? DraftMode::Note : DraftMode::Reply);
    });
    onCurrent(u"quote"_s, [this](const Conversation&) {
        const Message* message = m_thread->selectedMessage();
        if (!message)
            message = m_thread->lastInbound();
        if (message)
            m_composer->quote(Message(*message));
    });
    onCurrent(u"reply.holding"_s, [this](const Conversation&) { m_composer->insertHoldingReply(); });
    onCurrent(u"spelling.next"_s, [this](const Conversation&) { m_composer->nextSpellingError(); });
    for (int i = 0; i < 3; ++i)
        onCurrent(u"insert.%1"_s.arg(i + 1), [this, i](const Conversation&) { m_suggestions->insert(i); });
    on(u"panel.suggestions"_s, [this] { showSuggestions(); });
    onCurrent(u"faq.search"_s, [this](const Conversation&) {
        showDrawer(true);
        m_suggestions->searchByHand();
    });
    onCurrent(u"faq.none"_s, [this](const Conversation&) {
        showDrawer(true);
        m_suggestions->noneFits();
    });
    onCurrent(u"faq.propose"_s, [this](const Conversation&) {
        showDrawer(true);
        m_suggestions->proposeFaq();
    });
}

} // namespace souffleur::ui
