// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/main/CommandPalette.h"

#include "base/Executor.h"
#include "ui/common/Controls.h"
#include "ui/main/ActionRegistry.h"
#include "ui/theme/Theme.h"
#include "workspace/Workspace.h"

#include <QBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QListWidget>

namespace souffleur::ui {
namespace {
constexpr int KindRole = Qt::UserRole;   // 0: action, 1: conversation
constexpr int IdRole = Qt::UserRole + 1; // action id, or row of m_conversations
constexpr int MaxConversations = 2000;
constexpr int MaxRows = 60;
} // namespace

CommandPalette::CommandPalette(UiContext& context, ActionRegistry& actions, QWidget* window)
    : QFrame(window, Qt::Popup), m_context(context), m_actions(actions), m_edit(new QLineEdit(this)),
      m_list(new QListWidget(this)) {
    setPane(this, Pane::Card);
    m_edit->setAccessibleName(tr("Search or command"));
    m_list->setAccessibleName(tr("Matches"));
    m_list->setFocusPolicy(Qt::NoFocus);
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(m_context.theme.px(8), m_context.theme.px(8), m_context.theme.px(8),
                               m_context.theme.px(8));
    layout->setSpacing(m_context.theme.px(6));
    layout->addWidget(m_edit);
    layout->addWidget(m_list, 1);
    m_edit->installEventFilter(this);
    connect(m_edit, &QLineEdit::textChanged, this, &CommandPalette::fill);
    connect(m_list, &QListWidget::itemClicked, this, &CommandPalette::run);
}

void CommandPalette::popup() {
    m_edit->setPlaceholderText(tr("Type a command or a name …"));
    m_edit->clear();
    fill();
    const QSize size(m_context.theme.px(520), m_context.theme.px(380));
    const QRect window = parentWidget()->rect();
    resize(size);
    move(parentWidget()->mapToGlobal(QPoint((window.width() - size.width()) / 2, m_context.theme.px(64))));
    show();
    m_edit->setFocus();
    ConversationQuery query;
    query.order = InboxOrder::Newest;
    query.limit = MaxConversations;
    thenOn(m_context.workspace.conversations(query), this, [this](const Result<ConversationPage>& page) {
        if (page) {
            m_conversations = page->conversations;
            fill();
        }
    });
}

void CommandPalette::fill() {
    const QString words = m_edit->text().trimmed();
    m_list->clear();
    const auto add = [this](const QString& icon, const QString& text, int kind, const QVariant& id) {
        auto* item = new QListWidgetItem(m_context.theme.icon(icon), text, m_list);
        item->setData(KindRole, kind);
        item->setData(IdRole, id);
    };
    for (QAction* action : m_actions.all()) {
        if (!action->isEnabled() || action->objectName() == u"palette" ||
            !action->text().contains(words, Qt::CaseInsensitive))
            continue;
        const QString key = action->shortcut().toString(QKeySequence::NativeText);
        add(u"chevron-right"_s, key.isEmpty() ? action->text() : action->text() + u"   ·   "_s + key, 0,
            action->objectName());
    }
    for (int i = 0; i < m_conversations.size() && m_list->count() < MaxRows; ++i)
        if (!words.isEmpty() && m_conversations.at(i).contactName.contains(words, Qt::CaseInsensitive))
            add(u"user"_s, m_conversations.at(i).contactName + u"   ·   "_s + m_conversations.at(i).preview, 1, i);
    if (m_list->count() > 0)
        m_list->setCurrentRow(0);
}

void CommandPalette::run() {
    const QListWidgetItem* item = m_list->currentItem();
    if (!item)
        return;
    const int kind = item->data(KindRole).toInt();
    const QVariant id = item->data(IdRole);
    hide();
    if (kind == 1)
        emit conversationRequested(m_conversations.at(id.toInt()));
    else if (QAction* action = m_actions.action(id.toString()))
        action->trigger();
}

bool CommandPalette::eventFilter(QObject* watched, QEvent* event) {
    if (watched == m_edit && event->type() == QEvent::KeyPress) {
        const auto* key = static_cast<QKeyEvent*>(event);
        const int row = m_list->currentRow();
        switch (key->key()) {
        case Qt::Key_Down:
            m_list->setCurrentRow(std::min(row + 1, m_list->count() - 1));
            return true;
        case Qt::Key_Up:
            m_list->setCurrentRow(std::max(row - 1, 0));
            return true;
        case Qt::Key_Return:
        case Qt::Key_Enter:
            run();
            return true;
        case Qt::Key_Escape:
            hide();
            return true;
        default:
            break;
        }
    }
    return QFrame::eventFilter(watched, event);
}

} // namespace souffleur::ui
