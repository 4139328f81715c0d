// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/main/CommandPalette.h"

#include "base/Executor.h"
#include "ui/common/Controls.h"
#include "ui/main/ActionRegistry.h"
#include "workspace/Workspace.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QListWidget>
#include <QVBoxLayout>

namespace souffleur::ui {

namespace {

constexpr int MaxShown = 12;
constexpr int IdRole = Qt::UserRole;
constexpr int RowRole = Qt::UserRole + 1;

QString folded(const QString& text) {
    QString plain;
    for (const QChar c : text.normalized(QString::NormalizationForm_D).toCaseFolded()) {
        if (c.category() != QChar::Mark_NonSpacing)
            plain += c;
    }
    return plain;
}

} // namespace

int paletteScore(const QString& text, const QString& pattern) {
    const QString where = folded(text);
    const QStringList words = folded(pattern).split(u' ', Qt::SkipEmptyParts);
    if (words.isEmpty())
        return 1;
    int score = 0;
    for (const auto& word : words) {
        const qsizetype at = where.indexOf(word);
        if (at < 0)
            return 0;
        if (at == 0)
            score += 4;
        else if (!where.at(at - 1).isLetterOrNumber())
            score += 3;
        else
            score += 1;
    }
    return score;
}

CommandPalette::CommandPalette(UiContext& context, ActionRegistry& registry, QWidget* window)
    : QFrame(window), m_context(context), m_registry(registry), m_edit(new QLineEdit(this)),
      m_list(new QListWidget(this)) {
    setPane(this, Pane::Card);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(8, 8, 8, 8);
    layout->setSpacing(6);
    layout->addWidget(m_edit);
    layout->addWidget(m_list);
    m_list->setFocusPolicy(Qt::NoFocus);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_edit->installEventFilter(this);
    m_edit->setMaxLength(200);
    connect(m_edit, &QLineEdit::textChanged, this, &CommandPalette::fill);
    connect(m_list, &QListWidget::itemClicked, this, &CommandPalette::choose);
    retranslate();
}

void CommandPalette::popup(const QList<Conversation>& conversations) {
    m_conversations = conversations;
    m_edit->clear();
    fill();
    const Theme& theme = m_context.theme;
    const QWidget* window = parentWidget();
    m_back = window->focusWidget();
    resize(std::min(theme.px(520), window->width() - 24), std::min(theme.px(400), window->height() - theme.px(90)));
    move((window->width() - width()) / 2, theme.px(64));
    show();
    raise();
    m_edit->setFocus(Qt::ShortcutFocusReason);
    // The list shows one view; a name may stand in another.
    ConversationQuery query;
    query.view = InboxView::AllOpen;
    query.limit = 500;
    thenOn(m_context.workspace.conversations(query), this, [this](const Result<ConversationPage>& page) {
        if (!page || !isVisible())
            return;
        for (const auto& conversation : page->conversations) {
            if (std::none_of(m_conversations.begin(), m_conversations.end(),
                             [&](const Conversation& c) { return c.id == conversation.id; }))
                m_conversations += conversation;
        }
        fill();
    });
}

void CommandPalette::fill() {
    struct Line {
        int score = 0;
        QString text, id, key;
        int row = -1;
    };
    QList<Line> lines;
    const QString pattern = m_edit->text();
    for (auto* action : m_registry.actions()) {
        if (action->objectName() == u"palette" || !action->isEnabled())
            continue;
        const int score = paletteScore(action->text(), pattern);
        if (score > 0)
            lines += {score, action->text(), action->objectName(),
                      action->shortcut().toString(QKeySequence::NativeText), -1};
    }
    for (int i = 0; i < m_conversations.size(); ++i) {
        const Conversation& c = m_conversations.at(i);
        // Without a pattern the commands are what one looks for, with one a name counts more.
        const int score = paletteScore(c.contactName, pattern) * (pattern.trimmed().isEmpty() ? 0 : 2);
        if (score > 0)
            lines += {score, c.contactName, {}, m_context.workspace.capabilities(c.channelKind).displayName, i};
    }
    std::stable_sort(lines.begin(), lines.end(), [](const Line& a, const Line& b) { return a.score > b.score; });
    m_list->clear();
    const Theme& theme = m_context.theme;
    for (const auto& line : lines.mid(0, pattern.trimmed().isEmpty() ? lines.size() : MaxShown)) {
        auto* item = new QListWidgetItem(m_list);
        item->setData(IdRole, line.id);
        item->setData(RowRole, line.row);
        item->setData(Qt::AccessibleTextRole, line.key.isEmpty() ? line.text : line.text + u", "_s + line.key);
        auto* widget = new QWidget;
        auto* row = new QHBoxLayout(widget);
        row->setContentsMargins(theme.px(10), theme.px(4), theme.px(10), theme.px(4));
        auto* sign = new QLabel(widget);
        const int side = theme.px(16);
        sign->setPixmap(theme.icon(line.row >= 0 ? u"user"_s : u"chevron-right"_s)
                            .pixmap(QSize(side, side), devicePixelRatioF()));
        row->addWidget(sign);
        row->addWidget(new ElidedLabel(line.text, widget), 1);
        if (!line.key.isEmpty() && line.row < 0) {
            auto* cap = new KeyCap(m_context.theme, {}, widget);
            cap->setText(line.key);
            row->addWidget(cap);
        } else if (line.row >= 0) {
            row->addWidget(makeLabel(LabelRole::Small, Tone::Muted, line.key, widget));
        }
        widget->setAttribute(Qt::WA_TransparentForMouseEvents);
        item->setSizeHint(QSize(10, theme.px(34)));
        m_list->setItemWidget(item, widget);
    }
    if (m_list->count() > 0)
        m_list->setCurrentRow(0);
}

void CommandPalette::dismiss() {
    if (m_back)
        m_back->setFocus(Qt::OtherFocusReason);
    hide();
}

void CommandPalette::choose() {
    const QListWidgetItem* item = m_list->currentItem();
    if (!item)
        return;
    const int row = item->data(RowRole).toInt();
    const QString id = item->data(IdRole).toString();
    dismiss();
    if (row >= 0 && row < m_conversations.size())
        emit conversationChosen(Conversation(m_conversations.at(row)));
    else if (auto* action = m_registry.action(id))
        action->trigger();
}

bool CommandPalette::eventFilter(QObject* watched, QEvent* event) {
    if (watched == m_edit && event->type() == QEvent::KeyPress) {
        const auto* key = static_cast<QKeyEvent*>(event);
        const int count = m_list->count();
        switch (key->key()) {
        case Qt::Key_Down:
        case Qt::Key_Up:
            if (count > 0)
                m_list->setCurrentRow((m_list->currentRow() + (key->key() == Qt::Key_Down ? 1 : count - 1)) %
                                      count);
            return true;
        case Qt::Key_Return:
        case Qt::Key_Enter:
            choose();
            return true;
        case Qt::Key_Escape:
            dismiss();
            return true;
        case Qt::Key_Tab:
        case Qt::Key_Backtab:
            return true; // Nothing else in here takes the focus.
        default:
            break;
        }
    }
    if (watched == m_edit && event->type() == QEvent::FocusOut && isVisible())
        hide();
    return QFrame::eventFilter(watched, event);
}

void CommandPalette::retranslate() {
    setAccessibleName(tr("Commands and quick switch"));
    m_edit->setPlaceholderText(tr("Command or name …"));
    m_edit->setAccessibleName(tr("Command or name"));
    m_list->setAccessibleName(tr("Matches"));
}

void CommandPalette::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QFrame::changeEvent(event);
}

} // namespace souffleur::ui
