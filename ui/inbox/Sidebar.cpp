// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/inbox/Sidebar.h"

#include "base/Executor.h"
#include "ui/common/Avatar.h"
#include "ui/common/ErrorText.h"
#include "ui/common/Format.h"
#include "ui/common/Painting.h"
#include "workspace/Workspace.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QPainter>
#include <QScrollArea>
#include <QVBoxLayout>

namespace souffleur::ui {

namespace {

constexpr std::array Views = {InboxView::Mine,    InboxView::Unassigned, InboxView::Mentioned,
                              InboxView::Snoozed, InboxView::AllOpen,    InboxView::Resolved};

//! The mark and the name; paints itself, so that it is sharp at every size.
class Brand final : public QWidget {
public:
    Brand(Theme& theme, QWidget* parent) : QWidget(parent), m_theme(theme) {
        setAccessibleName(u"Souffleur"_s);
        setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    }
    QSize sizeHint() const override { return {m_theme.px(120), m_theme.px(38)}; }
    QSize minimumSizeHint() const override { return {m_theme.px(38), m_theme.px(38)}; }

protected:
    void paintEvent(QPaintEvent*) override {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        const Tokens& t = m_theme.tokens();
        const bool narrow = width() < m_theme.px(90);
        const int side = m_theme.px(22);
        const QRect mark(narrow ? (width() - side) / 2 : m_theme.px(8), m_theme.px(4), side, side);
        painter.setPen(Qt::NoPen);
        painter.setBrush(t.accent);
        painter.drawRoundedRect(mark, m_theme.px(6), m_theme.px(6));
        QFont font = m_theme.font(TextRole::Title);
        font.setPixelSize(m_theme.px(18));
        font.setWeight(QFont::Bold);
        painter.setFont(font);
        painter.setPen(t.onAccent);
        painter.drawText(QRectF(mark).translated(0, m_theme.px(4)), Qt::AlignCenter, u"\u201C"_s);
        if (narrow)
            return;
        font = m_theme.font(TextRole::Title);
        font.setPixelSize(m_theme.px(14));
        painter.setFont(font);
        painter.setPen(t.text);
        painter.drawText(QRect(mark.right() + m_theme.px(9), mark.top(), width(), side),
                         Qt::AlignLeft | Qt::AlignVCenter, u"Souffleur"_s);
    }

private:
    Theme& m_theme;
};

} // namespace

SidebarItem::SidebarItem(Theme& theme, QString icon, QWidget* parent)
    : QAbstractButton(parent), m_theme(theme), m_icon(std::move(icon)) {
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setCursor(Qt::PointingHandCursor);
    connect(&theme, &Theme::changed, this, [this] {
        updateGeometry();
        update();
    });
}

void SidebarItem::setLabel(const QString& label) {
    setText(label);
    refreshName();
    update();
}

void SidebarItem::setCount(int count) {
    if (m_count == count)
        return;
    m_count = count;
    refreshName();
    update();
}

void SidebarItem::setWarning(const QString& words) {
    m_warning = words;
    refreshName();
    update();
}

void SidebarItem::setCollapsed(bool collapsed) {
    m_collapsed = collapsed;
    refreshName();
    update();
}

void SidebarItem::refreshName() {
    QString name = text();
    if (m_count > 0)
        name += u", "_s + Format::count(m_count);
    if (!m_warning.isEmpty())
        name += u", "_s + m_warning;
    setAccessibleName(name);
    setToolTip(!m_warning.isEmpty() ? u"<qt>%1</qt>"_s.arg(m_warning.toHtmlEscaped())
               : m_collapsed        ? u"<qt>%1</qt>"_s.arg(name.toHtmlEscaped())
                                    : QString());
}

QSize SidebarItem::sizeHint() const {
    return {m_theme.px(160), std::max(24, QFontMetrics(m_theme.font(TextRole::Body)).height() + m_theme.px(12))};
}

void SidebarItem::enterEvent(QEnterEvent* event) {
    update();
    QAbstractButton::enterEvent(event);
}

void SidebarItem::leaveEvent(QEvent* event) {
    update();
    QAbstractButton::leaveEvent(event);
}

void SidebarItem::focusInEvent(QFocusEvent* event) {
    m_ring = event->reason() == Qt::TabFocusReason || event->reason() == Qt::BacktabFocusReason ||
             event->reason() == Qt::ShortcutFocusReason;
    QAbstractButton::focusInEvent(event);
    update();
}

void SidebarItem::focusOutEvent(QFocusEvent* event) {
    m_ring = false;
    QAbstractButton::focusOutEvent(event);
    update();
}

void SidebarItem::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Tokens& t = m_theme.tokens();
    const bool selected = isCheckable() && isChecked();
    const double radius = m_theme.px(6);
    painter.setPen(Qt::NoPen);
    if (selected) {
        painter.setBrush(t.accentWeak);
        painter.drawRoundedRect(rect(), radius, radius);
    } else if (underMouse() && isEnabled()) {
        QColor hover = t.text;
        hover.setAlphaF(0.05F);
        painter.setBrush(hover);
        painter.drawRoundedRect(rect(), radius, radius);
    }
    if (m_ring) {
        painter.setPen(QPen(t.accent, 2));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), radius, radius);
    }
    const QColor front = selected ? t.accent : t.text;
    const int side = m_theme.px(16);
    QRect sign(m_theme.px(8), (height() - side) / 2, side, side);
    if (m_collapsed)
        sign.moveLeft((width() - side) / 2);
    if (m_dot.isValid()) {
        const double dot = m_theme.px(9);
        painter.setPen(Qt::NoPen);
        painter.setBrush(m_dot);
        painter.drawEllipse(
            QRectF(m_collapsed ? sign.center().x() - dot / 2 : m_theme.px(8), (height() - dot) / 2.0, dot, dot));
    } else {
        m_theme.icon(m_icon, selected ? t.accent : t.muted).paint(&painter, sign);
    }
    if (!m_warning.isEmpty() && m_collapsed)
        m_theme.icon(u"warning"_s, t.warn)
            .paint(&painter, QRect(width() - m_theme.px(14), m_theme.px(2), m_theme.px(12), m_theme.px(12)));
    if (m_collapsed)
        return;
    int right = width() - m_theme.px(8);
    if (m_count > 0) {
        const QFont font = selected ? m_theme.font(TextRole::Strong) : m_theme.font(TextRole::Small);
        painter.setFont(font);
        painter.setPen(selected ? t.accent : t.muted);
        const QString number = Format::count(m_count);
        const int width = int(std::ceil(tabularWidth(font, number)));
        drawTabular(&painter, QRectF(right - width, 0, width, height()), Qt::AlignRight, number);
        right -= width + m_theme.px(8);
    }
    if (!m_warning.isEmpty()) {
        const int mark = m_theme.px(14);
        m_theme.icon(u"warning"_s, t.warn).paint(&painter, QRect(right - mark, (height() - mark) / 2, mark, mark));
        right -= mark + m_theme.px(6);
    }
    const int left = m_dot.isValid() ? m_theme.px(8 + 9 + 9) : sign.right() + m_theme.px(9);
    painter.setFont(m_theme.font(selected ? TextRole::Strong : TextRole::Body));
    painter.setPen(isEnabled() ? front : t.faint);
    painter.drawText(QRect(left, 0, right - left, height()), Qt::AlignLeft | Qt::AlignVCenter,
                     painter.fontMetrics().elidedText(text(), Qt::ElideRight, right - left));
}

Sidebar::Sidebar(UiContext& context, QWidget* parent)
    : QWidget(parent), m_context(context), m_brand(new Brand(context.theme, this)) {
    setObjectName(u"sidebar"_s);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(8, 12, 8, 12);
    layout->setSpacing(2);
    layout->addWidget(m_brand);

    auto* scroll = new QScrollArea(this);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFocusPolicy(Qt::NoFocus);
    m_content = new QWidget(scroll);
    setPane(m_content, Pane::Bg);
    setPane(scroll->viewport(), Pane::Bg);
    auto* column = new QVBoxLayout(m_content);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(2);
    for (const auto view : Views) {
        auto* item = new SidebarItem(context.theme, viewIcon(view), m_content);
        item->setCheckable(true);
        item->installEventFilter(this);
        connect(item, &QAbstractButton::clicked, this, [this, view] { emit viewRequested(view, std::nullopt); });
        m_views.insert(view, item);
        column->addWidget(item);
    }
    auto* head = new QHBoxLayout;
    head->setContentsMargins(8, 12, 0, 2);
    m_channelTitle = makeLabel(LabelRole::Caption, Tone::Faint, {}, m_content);
    m_addChannel = new IconButton(context.theme, u"plus"_s, tr("Add channel"), m_content);
    m_addChannel->setIconSide(14);
    connect(m_addChannel, &QToolButton::clicked, this, [this] { emit channelSetupRequested(std::nullopt); });
    head->addWidget(m_channelTitle, 1);
    head->addWidget(m_addChannel);
    column->addLayout(head);
    m_channelLayout = new QVBoxLayout;
    m_channelLayout->setSpacing(2);
    column->addLayout(m_channelLayout);
    m_workspaceTitle = makeLabel(LabelRole::Caption, Tone::Faint, {}, m_content);
    m_workspaceTitle->setContentsMargins(8, 12, 0, 2);
    column->addWidget(m_workspaceTitle);
    m_knowledge = new SidebarItem(context.theme, u"knowledge"_s, m_content);
    m_knowledge->setObjectName(u"knowledgeItem"_s);
    m_knowledge->setCheckable(true);
    m_knowledge->installEventFilter(this);
    connect(m_knowledge, &QAbstractButton::clicked, this, [this] {
        m_knowledge->setChecked(true);
        emit knowledgeRequested();
    });
    column->addWidget(m_knowledge);
    m_settings = new SidebarItem(context.theme, u"settings"_s, m_content);
    m_settings->installEventFilter(this);
    connect(m_settings, &QAbstractButton::clicked, this, &Sidebar::settingsRequested);
    column->addWidget(m_settings);
    column->addStretch(1);
    scroll->setWidget(m_content);
    layout->addWidget(scroll, 1);

    m_agent = new SidebarItem(context.theme, u"user"_s, this);
    m_agent->installEventFilter(this);
    connect(m_agent, &QAbstractButton::clicked, this, &Sidebar::settingsRequested);
    layout->addWidget(m_agent);

    connect(&context.workspace, &workspace::Workspace::changed, this, [this](const Changes& changes) {
        for (const auto& change : changes) {
            if (change.entity == EntityKind::Conversation || change.entity == EntityKind::Message ||
                change.entity == EntityKind::Mark) {
                refreshCounts();
                return;
            }
        }
    });
    connect(&context.workspace, &workspace::Workspace::channelsChanged, this, [this] {
        rebuildChannels();
        refreshCounts();
    });
    connect(&context.workspace, &workspace::Workspace::healthChanged, this, &Sidebar::refreshHealth);
    connect(&context.theme, &Theme::changed, this, &Sidebar::applyTheme);
    rebuildChannels();
    retranslate();
    applyTheme();
    select(InboxView::Mine, {});
    refreshCounts();
}

QString Sidebar::viewName(InboxView view) {
    switch (view) {
    case InboxView::Mine:
        return tr("My conversations");
    case InboxView::Unassigned:
        return tr("Unassigned");
    case InboxView::Mentioned:
        return tr("Mentions");
    case InboxView::Snoozed:
        return tr("Snoozed");
    case InboxView::AllOpen:
        return tr("All open");
    case InboxView::Resolved:
        return tr("Done");
    }
    return {};
}

QString Sidebar::viewIcon(InboxView view) {
    switch (view) {
    case InboxView::Mine:
        return u"inbox"_s;
    case InboxView::Unassigned:
        return u"unassigned"_s;
    case InboxView::Mentioned:
        return u"mention"_s;
    case InboxView::Snoozed:
        return u"snooze"_s;
    case InboxView::AllOpen:
        return u"all"_s;
    case InboxView::Resolved:
        return u"done"_s;
    }
    return {};
}

void Sidebar::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.fillRect(rect(), m_context.theme.tokens().bg);
}

QList<SidebarItem*> Sidebar::items() const {
    QList<SidebarItem*> all;
    for (const auto view : Views)
        all += m_views.value(view);
    for (int i = 0; i < m_channelLayout->count(); ++i) {
        if (auto* item = qobject_cast<SidebarItem*>(m_channelLayout->itemAt(i)->widget()))
            all += item;
    }
    return all << m_knowledge << m_settings << m_agent;
}

void Sidebar::rebuildChannels() {
    while (QLayoutItem* item = m_channelLayout->takeAt(0)) {
        item->widget()->hide();
        item->widget()->deleteLater();
        delete item;
    }
    m_channels.clear();
    for (const auto& channel : m_context.workspace.channels()) {
        auto* item = new SidebarItem(m_context.theme, u"globe"_s, m_content);
        item->setDot(badgeOf(m_context.workspace.capabilities(channel.kind)).colour);
        item->setCheckable(true);
        item->setCollapsed(m_collapsed);
        item->installEventFilter(this);
        item->setLabel(Format::channelName(channel, m_context.workspace.capabilities(channel.kind)));
        item->setContextMenuPolicy(Qt::CustomContextMenu);
        connect(item, &QWidget::customContextMenuRequested, this,
                [this, id = channel.id] { emit channelSetupRequested(id); });
        connect(item, &QAbstractButton::clicked, this,
                [this, id = channel.id] { emit viewRequested(InboxView::AllOpen, id); });
        m_channels.insert(channel.id, item);
        m_channelLayout->addWidget(item);
    }
    select(m_view, m_channel);
    refreshHealth();
}

void Sidebar::refreshHealth() {
    for (const auto& channel : m_context.workspace.channels()) {
        auto* item = m_channels.value(channel.id);
        if (!item)
            continue;
        const ChannelHealth health = m_context.workspace.health(channel.id);
        QString warning;
        if (health.state == ChannelState::Failed || health.state == ChannelState::Waiting) {
            warning = health.error ? errorText(*health.error) : tr("This channel is not connected.");
            if (health.nextAttemptAt)
                warning += u' ' + tr("Next attempt at %1.").arg(Format::clock(*health.nextAttemptAt));
        }
        item->setWarning(warning);
    }
}

void Sidebar::refreshCounts() {
    if (m_counting) {
        m_countAgain = true;
        return;
    }
    m_counting = true;
    thenOn(m_context.workspace.counts(), this, [this](const Result<InboxCounts>& counts) {
        m_counting = false;
        if (counts) {
            m_counts = *counts;
            m_views.value(InboxView::Mine)->setCount(counts->mine);
            m_views.value(InboxView::Unassigned)->setCount(counts->unassigned);
            m_views.value(InboxView::Mentioned)->setCount(counts->mentioned);
            m_views.value(InboxView::Snoozed)->setCount(counts->snoozed);
            m_views.value(InboxView::AllOpen)->setCount(counts->allOpen);
            for (auto it = m_channels.begin(); it != m_channels.end(); ++it)
                it.value()->setCount(counts->openByChannel.value(it.key()));
            emit countsChanged(*counts);
        }
        if (std::exchange(m_countAgain, false))
            refreshCounts();
    });
}

void Sidebar::select(InboxView view, std::optional<ChannelId> channel) {
    m_view = view;
    m_channel = channel;
    for (auto it = m_views.begin(); it != m_views.end(); ++it)
        it.value()->setChecked(!m_knowledgeShown && !channel && it.key() == view);
    for (auto it = m_channels.begin(); it != m_channels.end(); ++it)
        it.value()->setChecked(!m_knowledgeShown && channel == it.key());
    m_knowledge->setChecked(m_knowledgeShown);
}

void Sidebar::setKnowledgeShown(bool shown) {
    m_knowledgeShown = shown;
    select(m_view, m_channel);
}

void Sidebar::setCollapsed(bool collapsed) {
    if (m_collapsed == collapsed)
        return;
    m_collapsed = collapsed;
    for (auto* item : items())
        item->setCollapsed(collapsed);
    m_channelTitle->setVisible(!collapsed);
    m_workspaceTitle->setVisible(!collapsed);
    applyTheme();
}

void Sidebar::applyTheme() {
    const Theme& theme = m_context.theme;
    QFont caps = theme.font(TextRole::Caption);
    caps.setWeight(QFont::DemiBold);
    caps.setCapitalization(QFont::AllUppercase);
    caps.setLetterSpacing(QFont::PercentageSpacing, 104);
    m_channelTitle->setFont(caps);
    m_workspaceTitle->setFont(caps);
    setMinimumWidth(theme.px(m_collapsed ? 52 : 184));
    setMaximumWidth(m_collapsed ? theme.px(52) : QWIDGETSIZE_MAX);
    update();
}

void Sidebar::retranslate() {
    setAccessibleName(tr("Views and channels"));
    for (auto it = m_views.begin(); it != m_views.end(); ++it)
        it.value()->setLabel(viewName(it.key()));
    m_channelTitle->setText(tr("Channels"));
    m_addChannel->setLabel(tr("Add channel"));
    for (const auto& channel : m_context.workspace.channels()) {
        if (auto* item = m_channels.value(channel.id))
            item->setLabel(Format::channelName(channel, m_context.workspace.capabilities(channel.kind)));
    }
    m_workspaceTitle->setText(tr("Workspaces"));
    m_knowledge->setLabel(tr("Knowledge"));
    m_settings->setLabel(tr("Settings"));
    m_agent->setLabel(m_context.workspace.me().name.isEmpty() ? tr("Agent") : m_context.workspace.me().name);
    refreshHealth();
}

void Sidebar::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

bool Sidebar::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent*>(event)->key();
        if (key == Qt::Key_Down || key == Qt::Key_Up) {
            const auto all = items();
            const auto at = all.indexOf(qobject_cast<SidebarItem*>(watched));
            const auto to = std::clamp<qsizetype>(at + (key == Qt::Key_Down ? 1 : -1), 0, all.size() - 1);
            all.at(to)->setFocus(Qt::TabFocusReason);
            return true;
        }
        if (key == Qt::Key_Return || key == Qt::Key_Enter) {
            static_cast<SidebarItem*>(watched)->click();
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace souffleur::ui
