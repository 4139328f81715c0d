// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/Conversation.h"
#include "ui/common/UiContext.h"
#include "ui/theme/Theme.h"

#include <QStyledItemDelegate>

namespace souffleur::ui {

class ConversationListModel;

//! Where the parts of a row stand; pure, so that a test can check that nothing overlaps.
struct ConversationRow {
    QRect avatar, name, preview, chip, corner;
    QString chipText;
    QString cornerText;
    QString cornerIcon;
    enum class Chip {
        None, //!< plain time
        Calm,
        Warn, //!< a quarter of the time is left
        Overdue,
    } chipKind = Chip::None;
    bool cornerIsCount = false;
};
ConversationRow layoutConversationRow(const Theme& theme, const QRect& rect, const Conversation& conversation,
                                      Timestamp now, bool compact);

class ConversationDelegate : public QStyledItemDelegate {
    Q_OBJECT
public:
    ConversationDelegate(UiContext& context, const ConversationListModel& model, QObject* parent = nullptr);
    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    bool helpEvent(QHelpEvent* event, QAbstractItemView* view, const QStyleOptionViewItem& option,
                   const QModelIndex& index) override;
    void setCompact(bool compact) { m_compact = compact; }

private:
    UiContext m_context;
    const ConversationListModel& m_model;
    bool m_compact = false;
};

} // namespace souffleur::ui
