// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/Conversation.h"
#include "ui/common/Controls.h"
#include "ui/common/UiContext.h"

#include <QAbstractButton>
#include <QWidget>

class QScrollArea;
class QVBoxLayout;

namespace souffleur::ui {

//! One line of the sidebar: icon or coloured dot, words, a number, a warning sign.
class SidebarItem : public QAbstractButton {
    Q_OBJECT
public:
    SidebarItem(Theme& theme, QString icon, QWidget* parent = nullptr);
    void setDot(const QColor& colour) { m_dot = colour; }
    void setCount(int count);
    void setWarning(const QString& words); //!< empty: none
    void setCollapsed(bool collapsed);
    void setLabel(const QString& label);
    //! What a screen reader hears in addition.
    void refreshName();
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return {m_theme.px(36), sizeHint().height()}; }

protected:
    void paintEvent(QPaintEvent* event) override;
    void enterEvent(QEnterEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;

private:
    Theme& m_theme;
    bool m_ring = false; //!< focus came by the keyboard
    QString m_icon;
    QColor m_dot;
    int m_count = -1;
    QString m_warning;
    bool m_collapsed = false;
};

//! Views, channels, settings and who is working here.
class Sidebar : public QWidget {
    Q_OBJECT
public:
    explicit Sidebar(UiContext& context, QWidget* parent = nullptr);
    //! Icons only, for narrow windows.
    void setCollapsed(bool collapsed);
    bool isCollapsed() const { return m_collapsed; }
    void select(InboxView view, std::optional<ChannelId> channel);
    //! The page that is shown beside: the knowledge, or the view that was selected last.
    void setKnowledgeShown(bool shown);
    static QString viewName(InboxView view);
    static QString viewIcon(InboxView view);

signals:
    void viewRequested(souffleur::InboxView view, std::optional<souffleur::ChannelId> channel);
    void knowledgeRequested();
    void settingsRequested();
    void channelSetupRequested(std::optional<souffleur::ChannelId> channel);
    void countsChanged(const souffleur::InboxCounts& counts);

protected:
    void changeEvent(QEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    void rebuildChannels();
    void refreshCounts();
    void refreshHealth();
    void retranslate();
    void applyTheme();
    QList<SidebarItem*> items() const;

    UiContext m_context;
    QWidget* m_brand;
    QWidget* m_content;
    QVBoxLayout* m_channelLayout;
    QLabel* m_channelTitle;
    IconButton* m_addChannel;
    QHash<InboxView, SidebarItem*> m_views;
    QHash<ChannelId, SidebarItem*> m_channels;
    QLabel* m_workspaceTitle;
    SidebarItem* m_knowledge;
    SidebarItem* m_settings;
    SidebarItem* m_agent;
    bool m_collapsed = false;
    bool m_knowledgeShown = false;
    bool m_counting = false;
    bool m_countAgain = false;
    std::optional<ChannelId> m_channel;
    InboxView m_view = InboxView::Mine;
    InboxCounts m_counts;
};

} // namespace souffleur::ui
