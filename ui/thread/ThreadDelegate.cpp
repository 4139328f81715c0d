// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/thread/ThreadDelegate.h"

#include "ui/common/Avatar.h"
#include "ui/common/Format.h"
#include "ui/common/Painting.h"
#include "ui/thread/ThreadModel.h"
#include "ui/thread/Thumbnails.h"

#include <QPainter>
#include <QPainterPath>

namespace souffleur::ui {

ThreadDelegate::ThreadDelegate(UiContext& context, const ThreadModel& model, Thumbnails& thumbnails,
                               QObject* parent)
    : QStyledItemDelegate(parent), m_context(context), m_model(model), m_thumbnails(thumbnails),
      m_layout(context.theme) {}

const ThreadRow* ThreadDelegate::row(int row) const {
    const ThreadItem* item = m_model.at(row);
    return item && m_layout.width() > 0 ? &m_layout.row(*item, m_model.separator(row)) : nullptr;
}

QSize ThreadDelegate::sizeHint(const QStyleOptionViewItem&, const QModelIndex& index) const {
    const ThreadRow* found = row(index.row());
    return found ? QSize(m_layout.width(), found->height) : QSize(10, 10);
}

void ThreadDelegate::paintText(QPainter* painter, const ThreadRow& row, qint64 sequence) const {
    const Tokens& t = m_context.theme.tokens();
    QList<QTextLayout::FormatRange> formats;
    for (const auto& link : row.links) {
        QTextLayout::FormatRange format;
        format.start = link.range.start;
        format.length = link.range.length;
        format.format.setForeground(t.accent);
        format.format.setFontUnderline(true);
        formats += format;
    }
    if (m_selection.sequence == sequence && !m_selection.isEmpty()) {
        QTextLayout::FormatRange marked;
        marked.start = m_selection.range().start;
        marked.length = m_selection.range().length;
        marked.format.setBackground(t.accent);
        marked.format.setForeground(t.onAccent);
        formats += marked;
    }
    painter->setPen(row.placeholder ? t.muted : t.text);
    row.textLayout->draw(painter, row.text.topLeft(), formats);
}

void ThreadDelegate::paintFiles(QPainter* painter, const ThreadRow& row, const Message& message) const {
    const Theme& theme = m_context.theme;
    const Tokens& t = theme.tokens();
    for (const auto& file : row.files) {
        const QRect rect = file.rect;
        const double radius = theme.px(8);
        if (file.picture) {
            const Attachment& attachment = message.attachments.at(file.index);
            const qreal ratio = painter->device()->devicePixelRatioF();
            const QPixmap picture = m_thumbnails.get(attachment, (QSizeF(rect.size()) * ratio).toSize());
            QPainterPath clip;
            clip.addRoundedRect(rect, radius, radius);
            if (picture.isNull()) {
                painter->setPen(Qt::NoPen);
                painter->setBrush(t.line);
                painter->drawPath(clip);
                const bool failed = m_thumbnails.hasFailed(attachment.id);
                const int side = theme.px(22);
                theme.icon(failed ? u"warning"_s : file.icon, t.muted)
                    .paint(painter,
                           QRect(rect.center().x() - side / 2, rect.center().y() - side + theme.px(2), side, side));
                painter->setFont(theme.font(TextRole::Caption));
                painter->setPen(t.muted);
                const QString words = failed ? tr("Cannot be shown") : file.title;
                painter->drawText(
                    QRect(rect.left() + theme.px(8), rect.center().y() + theme.px(4), rect.width() - theme.px(16),
                          theme.px(18)),
                    Qt::AlignCenter,
                    painter->fontMetrics().elidedText(words, Qt::ElideMiddle, rect.width() - theme.px(16)));
            } else {
                painter->save();
                if (attachment.kind != AttachmentKind::Sticker) {
                    painter->setClipPath(clip);
                    painter->fillRect(rect, t.line);
                }
                painter->setRenderHint(QPainter::SmoothPixmapTransform);
                const QSizeF size = QSizeF(picture.size()).scaled(rect.size(), Qt::KeepAspectRatio);
                painter->drawPixmap(QRectF(rect.left() + (rect.width() - size.width()) / 2,
                                           rect.top() + (rect.height() - size.height()) / 2, size.width(),
                                           size.height()),
                                    picture, picture.rect());
                painter->restore();
            }
            continue;
        }
        painter->setPen(t.line);
        painter->setBrush(t.bg);
        painter->drawRoundedRect(QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius);
        const int side = theme.px(20);
        const bool refused =
            file.index >= 0 && (message.attachments.at(file.index).state == AttachmentState::Refused ||
                                message.attachments.at(file.index).state == AttachmentState::Failed);
        theme.icon(refused ? u"warning"_s : file.icon, refused ? t.warn : t.accent)
            .paint(painter, QRect(rect.left() + theme.px(12), rect.center().y() - side / 2, side, side));
        const int left = rect.left() + theme.px(42);
        const int width = rect.right() - theme.px(10) - left;
        painter->setFont(theme.font(TextRole::Strong));
        painter->setPen(t.text);
        painter->drawText(QRect(left, rect.top() + theme.px(5), width, theme.px(18)),
                          Qt::AlignLeft | Qt::AlignVCenter,
                          painter->fontMetrics().elidedText(file.title, Qt::ElideMiddle, width));
        painter->setFont(theme.font(TextRole::Caption));
        painter->setPen(t.muted);
        painter->drawText(QRect(left, rect.top() + theme.px(22), width, theme.px(16)),
                          Qt::AlignLeft | Qt::AlignVCenter,
                          painter->fontMetrics().elidedText(
                              refused ? tr("Too large or not available") : file.detail, Qt::ElideRight, width));
    }
}

void ThreadDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const {
    const ThreadItem* item = m_model.at(index.row());
    const ThreadRow* found = row(index.row());
    if (!item || !found)
        return;
    const ThreadRow& row = *found;
    const Theme& theme = m_context.theme;
    const Tokens& t = theme.tokens();
    const auto* message = std::get_if<Message>(item);

    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->translate(option.rect.topLeft());
    if (!row.separatorText.isEmpty()) {
        painter->setFont(theme.font(TextRole::Caption));
        painter->setPen(t.faint);
        painter->drawText(row.separator, Qt::AlignCenter, row.separatorText);
    }
    if (row.kind == ThreadRow::Kind::Mark) {
        painter->setFont(theme.font(TextRole::Caption));
        painter->setPen(t.faint);
        painter->drawText(row.meta, Qt::AlignCenter,
                          painter->fontMetrics().elidedText(row.metaText, Qt::ElideRight, row.meta.width()));
        painter->restore();
        return;
    }

    const bool selected = option.state.testFlag(QStyle::State_Selected);
    const double radius = theme.px(12);
    QColor fill = t.out;
    QColor border = t.out;
    double line = 1;
    if (row.kind == ThreadRow::Kind::Inbound) {
        fill = t.in;
        border = t.line;
    } else if (row.kind == ThreadRow::Kind::Note) {
        fill = t.note;
        border = t.noteLine;
    }
    if (message && message->status == MessageStatus::Failed)
        border = t.bad;
    if (message && message->status == MessageStatus::Unclear)
        border = t.warn;
    if ((selected && option.state.testFlag(QStyle::State_HasFocus)) ||
        (m_highlighted != 0 && m_highlighted == sequenceOf(*item))) {
        border = t.accent;
        line = 2;
    }
    const QRectF bubble = row.bubble;
    const bool bare = message && row.files.size() == 1 && row.files.first().picture && !row.textLayout &&
                      message->attachments.first().kind == AttachmentKind::Sticker && !selected;
    if (!bare)
        drawFramed(painter, bubble, radius, fill, border, line);
    if (row.kind == ThreadRow::Kind::Note) {
        QPainterPath clip;
        clip.addRoundedRect(bubble, radius, radius);
        painter->save();
        painter->setClipPath(clip);
        painter->fillRect(QRectF(row.bubble.left(), row.bubble.top(), theme.px(4), row.bubble.height()), t.warn);
        painter->restore();
    }
    // A tower of marks on one letter must not reach into the neighbour.
    painter->setClipRect(row.bubble.adjusted(0, 0, 1, 1));

    if (!row.authorText.isEmpty()) {
        painter->setFont(theme.font(TextRole::Strong));
        painter->setPen(t.text);
        painter->drawText(row.author, Qt::AlignLeft | Qt::AlignVCenter,
                          painter->fontMetrics().elidedText(row.authorText, Qt::ElideRight, row.author.width()));
    }
    if (!row.quoteText.isEmpty()) {
        painter->fillRect(QRect(row.quote.left(), row.quote.top(), theme.px(3), row.quote.height()), t.accent);
        painter->setFont(theme.font(TextRole::Small));
        painter->setPen(t.muted);
        const QRect words = row.quote.adjusted(theme.px(10), 0, -theme.px(4), 0);
        painter->drawText(words, Qt::AlignLeft | Qt::AlignVCenter,
                          painter->fontMetrics().elidedText(row.quoteText, Qt::ElideRight, words.width()));
    }
    if (message)
        paintFiles(painter, row, *message);
    if (row.textLayout)
        paintText(painter, row, sequenceOf(*item));
    if (!row.reactionsText.isEmpty()) {
        painter->setPen(t.line);
        painter->setBrush(t.bg);
        painter->drawRoundedRect(QRectF(row.reactions).adjusted(0.5, 0.5, -0.5, -0.5), row.reactions.height() / 2.0,
                                 row.reactions.height() / 2.0);
        painter->setFont(theme.font(TextRole::Small));
        painter->setPen(t.text);
        painter->drawText(row.reactions, Qt::AlignCenter, row.reactionsText);
    }
    painter->setFont(theme.font(TextRole::Caption));
    painter->setPen(t.muted);
    drawTabular(painter, row.meta, Qt::AlignRight, row.metaText);
    if (!row.statusIcon.isEmpty()) {
        QColor colour = t.muted;
        if (message->status == MessageStatus::Read)
            colour = t.accent;
        else if (message->status == MessageStatus::Failed)
            colour = t.bad;
        else if (message->status == MessageStatus::Unclear)
            colour = t.warn;
        QRect place(0, 0, row.status.width(), row.status.width());
        place.moveCenter(row.status.center());
        theme.icon(row.statusIcon, colour).paint(painter, place);
    }
    if (row.problemLayout) {
        const bool warn = message->status != MessageStatus::Failed;
        const int side = theme.px(15);
        theme.icon(warn ? u"warning"_s : u"error"_s, warn ? t.warn : t.bad)
            .paint(painter, QRect(row.problem.left(), row.problem.top() + theme.px(1), side, side));
        painter->setPen(warn ? t.warn : t.bad);
        row.problemLayout->draw(painter, QPointF(row.problem.left() + theme.px(20), row.problem.top()));
    }
    painter->setFont(theme.font(TextRole::Small));
    for (const auto& spot : row.spots) {
        if (spot.action == SpotAction::OpenAttachment || spot.action == SpotAction::OpenLocation ||
            spot.action == SpotAction::JumpToQuote)
            continue;
        QFont link = theme.font(TextRole::Small);
        link.setUnderline(true);
        painter->setFont(link);
        painter->setPen(t.accent);
        painter->drawText(spot.rect, Qt::AlignLeft | Qt::AlignVCenter, spot.label);
    }
    painter->restore();
}

} // namespace souffleur::ui
