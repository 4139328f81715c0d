// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/Conversation.h"
#include "ui/common/Controls.h"
#include "ui/common/UiContext.h"

#include <QWidget>

class QGridLayout;
class QLineEdit;
class QVBoxLayout;

namespace souffleur::ui {

class FlowLayout;
class MessageBar;

//! Who the customer is and what happened before. Its height follows its content; it belongs into a column that
//! scrolls.
class CustomerPanel : public QWidget {
    Q_OBJECT
public:
    explicit CustomerPanel(UiContext& context, QWidget* parent = nullptr);
    void setConversation(const std::optional<Conversation>& conversation);
    void conversationUpdated(const Conversation& conversation);

signals:
    //! The customer of this conversation is gone, and it with them.
    void contactDeleted(souffleur::ConversationId conversation);

protected:
    void changeEvent(QEvent* event) override;

private:
    void load();
    void refresh();
    void refreshTags();
    void refreshTimeline();
    void addRow(const QString& name, const QString& value);
    void hideRowsFrom(size_t row);
    void setTags(const QStringList& tags);
    void beginTag();
    void edit();
    void askDelete();
    QString channelName(const QString& kind) const;

    UiContext m_context;
    std::optional<Conversation> m_conversation;
    std::optional<Contact> m_contact;
    QList<TimelineItem> m_items;
    int m_request = 0;

    QWidget* m_body;
    QLabel* m_title;
    IconButton* m_edit;
    IconButton* m_more;
    QAction* m_delete;
    MessageBar* m_bar;
    QWidget* m_facts;
    QGridLayout* m_grid;
    //! Rows are made once and filled anew: making and styling labels at every switch would be felt.
    std::vector<std::pair<QLabel*, QLabel*>> m_rows;
    size_t m_rowsUsed = 0;
    QLabel* m_tagsTitle;
    QWidget* m_tags;
    FlowLayout* m_tagLayout;
    QLineEdit* m_newTag;
    QPushButton* m_addTag;
    QLabel* m_journeyTitle;
    QWidget* m_journey;
    QVBoxLayout* m_journeyLayout;
    std::vector<std::pair<QLabel*, ElidedLabel*>> m_steps;
};

} // namespace souffleur::ui
