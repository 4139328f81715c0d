// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/main/ChatStrip.h"

#include "base/Executor.h"
#include "ui/common/UiSettings.h"
#include "ui/theme/Theme.h"
#include "workspace/Workspace.h"

#include <algorithm>

#include <QEvent>
#include <QKeyEvent>
#include <QKeySequence>
#include <QMenu>
#include <QMouseEvent>
#include <QPainter>

namespace souffleur::ui {

namespace {
constexpr auto StateName = "main.chats";
constexpr int WalkEnds = 1500; // ms after the last step
//! Writing settings waits for the disk; that must not happen at every switch of conversation.
constexpr int SaveDelay = 5000;
constexpr int WidestTab = 170;
constexpr int NarrowestTab = 64;
constexpr qsizetype MaxRestored = 50;
} // namespace

// --- ChatTab

ChatTab::ChatTab(UiContext& context, const Conversation& conversation, QWidget* parent)
    : QAbstractButton(parent), m_context(context) {
    setCheckable(true);
    setFocusPolicy(Qt::StrongFocus);
    setCursor(Qt::PointingHandCursor);
    setAttribute(Qt::WA_Hover);
    setConversation(conversation);
}

void ChatTab::setConversation(const Conversation& conversation) {
    m_conversation = conversation;
    refreshName();
    update();
}

void ChatTab::setNumber(int number) {
    if (m_number == number)
        return;
    m_number = number;
    refreshName();
    update();
}

void ChatTab::refreshName() {
    setText(m_conversation.contactName);
    QStringList parts = {m_conversation.contactName};
    if (m_conversation.unread > 0)
        parts += tr("%n unread message(s)", nullptr, m_conversation.unread);
    if (!m_conversation.draftPreview.isEmpty())
        parts += tr("a draft waits");
    setAccessibleName(parts.join(u", "_s));
    QString help = parts.join(u", "_s).toHtmlEscaped();
    if (m_number >= 1 && m_number <= 9)
        help += u" ("_s +
                QKeySequence(QKeyCombination(Qt::ALT, Qt::Key(Qt::Key_0 + m_number)))
                    .toString(QKeySequence::NativeText) +
                u')';
    setToolTip(u"<qt>%1</qt>"_s.arg(help));
}

QSize ChatTab::sizeHint() const {
    return {m_context.theme.px(WidestTab), m_context.theme.px(30)};
}

QRect ChatTab::closeRect() const {
    const int side = m_context.theme.px(24);
    return QRect(width() - side - m_context.theme.px(2), (height() - side) / 2, side, side);
}

void ChatTab::paintEvent(QPaintEvent*) {
    const Theme& theme = m_context.theme;
    const Tokens& t = theme.tokens();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF body = QRectF(rect()).adjusted(1, 1, -1, -1);
    painter.setPen(hasFocus() ? QPen(t.accent, 2) : QPen(isChecked() ? t.line : QColor(Qt::transparent), 1));
    painter.setBrush(isChecked() ? t.surface : underMouse() ? t.accentWeak : QColor(Qt::transparent));
    painter.drawRoundedRect(body, theme.px(6), theme.px(6));

    const bool closes = underMouse() || isChecked();
    int right = closes && width() > theme.px(80) ? closeRect().left() : width() - theme.px(8);
    if (right < width() - theme.px(8))
        theme.icon(u"close"_s, t.muted)
            .paint(&painter, closeRect().adjusted(theme.px(7), theme.px(7), -theme.px(7), -theme.px(7)));
    int left = theme.px(8);
    if (m_number >= 1 && m_number <= 9) {
        painter.setFont(theme.font(TextRole::Caption));
        painter.setPen(t.faint);
        painter.drawText(QRect(left, 0, theme.px(12), height()), Qt::AlignLeft | Qt::AlignVCenter,
                         QString::number(m_number));
        left += theme.px(12);
    }
    const int sign = theme.px(12);
    if (!m_conversation.draftPreview.isEmpty()) {
        theme.icon(u"pencil"_s, t.accent).paint(&painter, QRect(right - sign, (height() - sign) / 2, sign, sign));
        right -= sign + theme.px(4);
    }
    if (m_conversation.unread > 0) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(t.accent);
        const double dot = theme.px(7);
        painter.drawEllipse(QRectF(right - dot, (height() - dot) / 2, dot, dot));
        right -= int(dot) + theme.px(5);
    }
    const QFont font = theme.font(isChecked() || m_conversation.unread > 0 ? TextRole::Strong : TextRole::Small);
    painter.setFont(font);
    painter.setPen(isChecked() ? t.text : t.muted);
    painter.drawText(QRect(left, 0, std::max(0, right - left), height()), Qt::AlignLeft | Qt::AlignVCenter,
                     QFontMetrics(font).elidedText(m_conversation.contactName, Qt::ElideRight, right - left));
}

void ChatTab::enterEvent(QEnterEvent* event) {
    QAbstractButton::enterEvent(event);
    update();
}

void ChatTab::leaveEvent(QEvent* event) {
    QAbstractButton::leaveEvent(event);
    update();
}

void ChatTab::mouseReleaseEvent(QMouseEvent* event) {
    const bool closes = event->button() == Qt::MiddleButton ||
                        (event->button() == Qt::LeftButton && width() > m_context.theme.px(80) &&
                         closeRect().contains(event->pos()) && (isChecked() || underMouse()));
    if (closes && rect().contains(event->pos())) {
        setDown(false);
        emit closeRequested(m_conversation.id);
        return;
    }
    QAbstractButton::mouseReleaseEvent(event);
}

void ChatTab::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Delete)
        emit closeRequested(m_conversation.id);
    else if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        click();
    else
        QAbstractButton::keyPressEvent(event);
}

// --- ChatStrip

ChatStrip::ChatStrip(UiContext& context, QWidget* parent)
    : QWidget(parent), m_context(context), m_more(new QToolButton(this)) {
    setObjectName(u"chatStrip"_s);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    m_walk.setSingleShot(true);
    m_walk.setInterval(WalkEnds);
    connect(&m_walk, &QTimer::timeout, this, [this] {
        if (m_current && m_recent.removeAll(*m_current) > 0)
            m_recent.prepend(*m_current);
    });
    connect(&context.theme, &Theme::changed, this, [this] {
        updateGeometry();
        arrange();
    });
    m_more->hide();
    connect(m_more, &QToolButton::clicked, this, &ChatStrip::showRest);
    m_save.setSingleShot(true);
    m_save.setInterval(SaveDelay);
    connect(&m_save, &QTimer::timeout, this, &ChatStrip::save);
    setAccessibleName(tr("Open chats"));
    hide();
    restore();
}

ChatStrip::~ChatStrip() {
    if (m_save.isActive())
        save();
}

QSize ChatStrip::sizeHint() const {
    return {m_context.theme.px(200), m_context.theme.px(36)};
}

QSize ChatStrip::minimumSizeHint() const {
    return {0, sizeHint().height()};
}

int ChatStrip::indexOf(ConversationId id) const {
    for (int i = 0; i < m_tabs.size(); ++i) {
        if (m_tabs.at(i)->conversation().id == id)
            return i;
    }
    return -1;
}

std::optional<ConversationId> ChatStrip::at(int index) const {
    if (index < 0 || index >= m_tabs.size())
        return {};
    return m_tabs.at(index)->conversation().id;
}

QList<ConversationId> ChatStrip::chats() const {
    QList<ConversationId> ids;
    for (const ChatTab* tab : m_tabs)
        ids += tab->conversation().id;
    return ids;
}

void ChatStrip::add(const Conversation& conversation) {
    auto* tab = new ChatTab(m_context, conversation, this);
    connect(tab, &QAbstractButton::clicked, this, [this, tab] {
        tab->setChecked(m_current == tab->conversation().id); // the window says which one it shows
        emit chatRequested(tab->conversation().id);
    });
    connect(tab, &ChatTab::closeRequested, this, &ChatStrip::close);
    if (!m_tabs.isEmpty())
        setTabOrder(m_tabs.last(), tab);
    m_tabs += tab;
    m_recent += conversation.id;
    saveSoon();
}

void ChatStrip::opened(const Conversation& conversation) {
    const bool other = m_current != conversation.id;
    m_current = conversation.id;
    if (const int index = indexOf(conversation.id); index >= 0)
        m_tabs.at(index)->setConversation(conversation);
    else if (conversation.state != EpisodeState::Resolved)
        add(conversation); // looking something up in a finished one is no work to come back to
    if (other && !m_walk.isActive() && m_recent.removeAll(conversation.id) > 0)
        m_recent.prepend(conversation.id);
    refresh();
}

void ChatStrip::updated(const Conversation& conversation) {
    const int index = indexOf(conversation.id);
    if (index < 0) {
        if (m_current == conversation.id && conversation.state != EpisodeState::Resolved)
            opened(conversation); // reopened while it is on the screen
        return;
    }
    if (conversation.state == EpisodeState::Resolved) {
        remove(conversation.id);
        return;
    }
    m_tabs.at(index)->setConversation(conversation);
}

void ChatStrip::remove(ConversationId id) {
    const int index = indexOf(id);
    if (index < 0)
        return;
    ChatTab* tab = m_tabs.takeAt(index);
    tab->hide();
    tab->deleteLater();
    m_recent.removeAll(id);
    saveSoon();
    refresh();
}

void ChatStrip::close(ConversationId id) {
    const bool current = m_current == id;
    remove(id);
    if (!current)
        return;
    m_current.reset();
    emit currentClosed(m_recent.isEmpty() ? std::nullopt : std::optional(m_recent.first()));
}

void ChatStrip::closeCurrent() {
    if (m_current)
        close(*m_current);
}

void ChatStrip::stepRecent(int by) {
    if (m_recent.size() < 2)
        return;
    if (!m_walk.isActive())
        m_walkAt = m_current ? int(std::max<qsizetype>(0, m_recent.indexOf(*m_current))) : -1;
    const int count = int(m_recent.size());
    m_walkAt = (m_walkAt + by + count) % count;
    m_walk.start();
    emit chatRequested(m_recent.at(m_walkAt));
}

void ChatStrip::moveCurrent(int by) {
    const int from = m_current ? indexOf(*m_current) : -1;
    const int to = from + by;
    if (from < 0 || to < 0 || to >= m_tabs.size())
        return;
    m_tabs.move(from, to);
    saveSoon();
    for (int i = 1; i < m_tabs.size(); ++i)
        setTabOrder(m_tabs.at(i - 1), m_tabs.at(i));
    refresh();
}

void ChatStrip::restore() {
    const QByteArray kept = m_context.settings.state(QLatin1String(StateName));
    QList<ConversationId> ids;
    for (qsizetype at = 0; at + 16 <= kept.size() && ids.size() < MaxRestored; at += 16)
        ids += ConversationId::fromBytes(kept.mid(at, 16));
    if (ids.isEmpty())
        return;
    thenOn(m_context.workspace.conversationsById(ids), this, [this, ids](const Result<QList<Conversation>>& found) {
        if (!found)
            return;
        // What was opened meanwhile stands behind what was open before.
        const QList<ChatTab*> opened = std::exchange(m_tabs, {});
        for (const ConversationId& id : ids) {
            const bool here = std::any_of(opened.cbegin(), opened.cend(),
                                          [&](const ChatTab* tab) { return tab->conversation().id == id; });
            const auto it =
                std::find_if(found->cbegin(), found->cend(), [&](const Conversation& c) { return c.id == id; });
            if (!here && it != found->cend() && it->state != EpisodeState::Resolved)
                add(*it);
        }
        m_tabs += opened;
        saveSoon();
        refresh();
    });
}

void ChatStrip::saveSoon() {
    if (!m_save.isActive())
        m_save.start();
}

void ChatStrip::save() {
    m_save.stop();
    QByteArray bytes;
    for (const ChatTab* tab : std::as_const(m_tabs))
        bytes += tab->conversation().id.toBytes();
    m_context.settings.setState(QLatin1String(StateName), bytes);
}

void ChatStrip::refresh() {
    for (int i = 0; i < m_tabs.size(); ++i) {
        m_tabs.at(i)->setNumber(i + 1);
        m_tabs.at(i)->setChecked(m_current == m_tabs.at(i)->conversation().id);
    }
    setVisible(m_tabs.size() > 1);
    arrange();
}

void ChatStrip::arrange() {
    if (m_tabs.isEmpty())
        return;
    const Theme& theme = m_context.theme;
    const int margin = theme.px(8);
    const int gap = theme.px(2);
    const int count = int(m_tabs.size());
    const int top = theme.px(3);
    const int high = std::max(0, height() - 2 * top);
    const int whole = std::max(0, width() - 2 * margin);
    int fit = std::max(1, (whole + gap) / (theme.px(NarrowestTab) + gap));
    int room = whole;
    if (fit < count) {
        room = std::max(0, whole - theme.px(48));
        fit = std::max(1, (room + gap) / (theme.px(NarrowestTab) + gap));
    }
    const int shown = std::min(fit, count);
    const int each = std::min(theme.px(WidestTab), (room - (shown - 1) * gap) / shown);
    // The current one is always among those that are shown.
    const int current = m_current ? indexOf(*m_current) : -1;
    const int first = current >= shown ? current - shown + 1 : 0;
    const auto place = [&](QWidget* widget, int x, int wide) {
        widget->setGeometry(layoutDirection() == Qt::RightToLeft ? width() - x - wide : x, top, wide, high);
    };
    int x = margin;
    for (int i = 0; i < count; ++i) {
        const bool visible = i >= first && i < first + shown;
        m_tabs.at(i)->setVisible(visible);
        if (!visible)
            continue;
        place(m_tabs.at(i), x, each);
        x += each + gap;
    }
    m_more->setVisible(shown < count);
    if (shown < count) {
        m_more->setText(u"+%1"_s.arg(count - shown));
        const QString words = tr("%n more open chat(s)", nullptr, count - shown);
        m_more->setToolTip(words);
        m_more->setAccessibleName(words);
        place(m_more, x, theme.px(44));
    }
}

void ChatStrip::showRest() {
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    for (const ChatTab* tab : std::as_const(m_tabs)) {
        if (!tab->isHidden())
            continue;
        QString name = tab->conversation().contactName;
        connect(menu->addAction(name.replace(u'&', u"&&"_s)), &QAction::triggered, this,
                [this, id = tab->conversation().id] { emit chatRequested(id); });
    }
    menu->popup(m_more->mapToGlobal(QPoint(0, m_more->height())));
}

void ChatStrip::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    arrange();
}

void ChatStrip::paintEvent(QPaintEvent*) {
    const Tokens& t = m_context.theme.tokens();
    QPainter painter(this);
    painter.fillRect(rect(), t.bg);
    painter.fillRect(QRect(0, height() - 1, width(), 1), t.line);
}

void ChatStrip::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange) {
        setAccessibleName(tr("Open chats"));
        refresh();
    }
    QWidget::changeEvent(event);
}

} // namespace souffleur::ui
