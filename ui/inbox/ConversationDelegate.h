// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/Conversation.h"
#include "ui/common/UiContext.h"
#include "ui/theme/Theme.h"

#include <QCache>
#include <QPixmap>
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

//! Paints a row once and keeps the picture until something in it changes: shaping its texts anew costs a list of
//! twenty rows half of a frame. Of a wait that goes on only the chip is painted.
class ConversationDelegate : public QStyledItemDelegate {
    Q_OBJECT
public:
    ConversationDelegate(UiContext& context, const ConversationListModel& model, QObject* parent = nullptr);
    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    bool helpEvent(QHelpEvent* event, QAbstractItemView* view, const QStyleOptionViewItem& option,
                   const QModelIndex& index) override;
    void setCompact(bool compact);

private:
    struct Picture {
        Conversation conversation;
        QString chipText, preview;
        QRect chip;
        ConversationRow::Chip chipKind;
        QSize size;
        qreal ratio;
        QPixmap pixmap;
    };
    void paintRow(QPainter* painter, const QStyleOptionViewItem& option, const Conversation& conversation,
                  const ConversationRow& row, const QString& preview) const;

    UiContext m_context;
    const ConversationListModel& m_model;
    bool m_compact = false;
    mutable QCache<std::pair<ConversationId, int>, Picture>
        m_pictures; //!< by conversation and state; cost in bytes
};

} // namespace souffleur::ui
