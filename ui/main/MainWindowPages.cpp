// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/inbox/InboxPanel.h"
#include "ui/inbox/Sidebar.h"
#include "ui/knowledge/KnowledgePage.h"
#include "ui/main/ActionRegistry.h"
#include "ui/main/MainWindow.h"

#include <QSplitter>

//! The pages of the window and what can be done on each.
namespace souffleur::ui {

bool MainWindow::knowledgeShown() const {
    return m_knowledge && m_knowledge->isVisibleTo(centralWidget());
}

void MainWindow::showKnowledge(bool shown) {
    if (shown == knowledgeShown())
        return;
    const int side = m_columns->sizes().at(0);
    if (shown) {
        m_inboxSizes = m_columns->sizes(); // before the page takes its place among them
        if (!m_knowledge) {
            m_knowledge = new KnowledgePage(m_context, m_columns);
            m_columns->addWidget(m_knowledge);
            m_columns->setStretchFactor(m_columns->indexOf(m_knowledge), 1);
            m_knowledge->setSearchKey(m_registry->key(u"knowledge.search"_s));
            connect(m_knowledge, &KnowledgePage::closeAnyway, this, [this] {
                m_closeAnyway = true;
                close();
            });
        }
    }
    for (QWidget* part : std::initializer_list<QWidget*>{m_inbox, m_middle})
        part->setVisible(!shown);
    m_right->setVisible(!shown && !m_drawer && m_rightWanted);
    m_knowledge->setVisible(shown);
    m_sidebar->setKnowledgeShown(shown);
    if (shown) {
        QList<int> sizes(m_columns->count(), 0);
        sizes[0] = side;
        sizes[m_columns->indexOf(m_knowledge)] = width() - side;
        m_columns->setSizes(sizes);
    } else if (!m_inboxSizes.isEmpty()) {
        m_columns->setSizes(m_inboxSizes);
    }
    arrange();
    enableActions();
    refreshTitle(m_counts);
    if (shown)
        m_knowledge->focusSearch();
    else
        m_inbox->focusList();
}

void MainWindow::enableActions() {
    const bool knowledge = knowledgeShown();
    for (const ActionInfo& info : ActionRegistry::table()) {
        if (ActionRegistry::isOfKnowledge(info))
            m_registry->action(info.id)->setEnabled(knowledge);
        else if (ActionRegistry::isOfInbox(info))
            m_registry->action(info.id)->setEnabled(!knowledge);
    }
    if (knowledge)
        return;
    m_registry->action(u"visited.back"_s)->setEnabled(!m_visited.isEmpty());
    m_registry->action(u"next.back"_s)->setEnabled(!m_visited.isEmpty());
    m_registry->action(u"visited.forward"_s)->setEnabled(!m_visitedOn.isEmpty());
    for (const auto& id :
         {u"resolve"_s,    u"snooze"_s,        u"assign"_s,     u"assign.me"_s,     u"tags"_s,
          u"priority"_s,   u"read"_s,          u"note"_s,       u"quote"_s,         u"insert.1"_s,
          u"insert.2"_s,   u"insert.3"_s,      u"faq.search"_s, u"faq.none"_s,      u"find"_s,
          u"find.next"_s,  u"find.previous"_s, u"chat.close"_s, u"spelling.next"_s, u"reply.holding"_s,
          u"faq.propose"_s})
        m_registry->action(id)->setEnabled(m_current.has_value());
}

} // namespace souffleur::ui
