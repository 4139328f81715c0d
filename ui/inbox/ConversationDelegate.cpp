// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/inbox/ConversationDelegate.h"

#include "ui/common/Avatar.h"
#include "ui/common/Format.h"
#include "ui/common/Painting.h"
#include "ui/common/UiSettings.h"
#include "ui/inbox/ConversationListModel.h"
#include "workspace/Workspace.h"

#include <QAbstractItemView>
#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>

namespace souffleur::ui {

namespace {

constexpr qsizetype MaxPictureBytes = 12 * 1024 * 1024;

QFont chipFont(const Theme& theme) {
    QFont font = theme.font(TextRole::Caption);
    font.setWeight(QFont::DemiBold);
    return font;
}

QColor backOf(const Tokens& t, QStyle::State state) {
    if (state.testFlag(QStyle::State_Selected))
        return t.accentWeak;
    if (!state.testFlag(QStyle::State_MouseOver))
        return t.surface;
    return QColor::fromRgbF(float(t.surface.redF() * 0.97 + t.text.redF() * 0.03),
                            float(t.surface.greenF() * 0.97 + t.text.greenF() * 0.03),
                            float(t.surface.blueF() * 0.97 + t.text.blueF() * 0.03));
}

void paintChip(QPainter* painter, const Theme& theme, const ConversationRow& row, bool selected) {
    const Tokens& t = theme.tokens();
    const double radius = row.chip.height() / 2.0;
    painter->setPen(Qt::NoPen);
    switch (row.chipKind) {
    case ConversationRow::Chip::None:
        painter->setPen(selected ? t.muted : t.faint);
        painter->setFont(theme.font(TextRole::Caption));
        break;
    case ConversationRow::Chip::Calm:
        painter->setBrush(t.bg);
        painter->drawRoundedRect(row.chip, radius, radius);
        painter->setPen(t.muted);
        break;
    case ConversationRow::Chip::Warn:
        painter->setBrush(t.warnBg);
        painter->drawRoundedRect(row.chip, radius, radius);
        painter->setPen(t.warn);
        break;
    case ConversationRow::Chip::Overdue:
        painter->setBrush(t.badBg);
        painter->drawRoundedRect(row.chip, radius, radius);
        painter->setPen(t.bad);
        break;
    }
    if (row.chipKind != ConversationRow::Chip::None)
        painter->setFont(chipFont(theme));
    drawTabular(painter, row.chip, row.chipKind == ConversationRow::Chip::None ? Qt::AlignRight : Qt::AlignHCenter,
                row.chipText);
}

} // namespace

ConversationRow layoutConversationRow(const Theme& theme, const QRect& rect, const Conversation& c, Timestamp now,
                                      bool compact) {
    ConversationRow row;
    const int side = theme.px(compact ? 28 : 36);
    const int left = theme.px(12);
    const int gap = theme.px(10);
    row.avatar = QRect(rect.left() + left, rect.top() + (rect.height() - side) / 2, side, side);

    const QFontMetrics name(theme.font(TextRole::Strong));
    const QFontMetrics caption(theme.font(TextRole::Caption));
    const int lineGap = theme.px(compact ? 1 : 4);
    const int top = rect.top() + (rect.height() - 2 * name.height() - lineGap) / 2;
    const int right = rect.right() - theme.px(12);

    if (c.waitingSince && c.dueAt) {
        const auto left_ = *c.dueAt - now;
        const auto whole = *c.dueAt - *c.waitingSince;
        row.chipText = Format::countdown(left_);
        row.chipKind = left_ < 0ms          ? ConversationRow::Chip::Overdue
                       : left_ * 4 <= whole ? ConversationRow::Chip::Warn
                                            : ConversationRow::Chip::Calm;
    } else if (c.state == EpisodeState::Snoozed && c.snoozedUntil) {
        row.chipText = Format::listTime(*c.snoozedUntil, now);
        if (*c.snoozedUntil - now > std::chrono::hours(24))
            row.chipText = Format::day(*c.snoozedUntil, now);
    } else {
        row.chipText = Format::listTime(c.lastActivityAt, now);
    }
    const bool plain = row.chipKind == ConversationRow::Chip::None;
    const int chipWidth =
        int(std::ceil(tabularWidth(plain ? theme.font(TextRole::Caption) : chipFont(theme), row.chipText))) +
        (plain ? 0 : theme.px(14));
    const int chipHeight = caption.height() + theme.px(3);
    row.chip = QRect(right - chipWidth, top + (name.height() - chipHeight) / 2, chipWidth, chipHeight);

    if (c.previewStatus == MessageStatus::Failed || c.previewStatus == MessageStatus::Unclear)
        row.cornerIcon = c.previewStatus == MessageStatus::Failed ? u"error"_s : u"warning"_s;
    else if (c.unread > 0) {
        row.cornerText = c.unread > 99 ? u"99+"_s : Format::count(c.unread);
        row.cornerIsCount = true;
    } else if (!c.draftPreview.isEmpty())
        row.cornerIcon = u"pencil"_s;
    else if (c.state == EpisodeState::Snoozed)
        row.cornerIcon = u"snooze"_s;
    else if (c.state == EpisodeState::Resolved && c.rating)
        row.cornerText = u"\u2605 %1"_s.arg(*c.rating);
    else if (c.state == EpisodeState::Resolved)
        row.cornerIcon = u"done"_s;
    else
        row.cornerText = c.language.section(u'-', 0, 0).toUpper();

    const int cornerHeight = theme.px(18);
    int cornerWidth = 0;
    if (!row.cornerIcon.isEmpty())
        cornerWidth = theme.px(15);
    else if (row.cornerIsCount)
        cornerWidth =
            std::max(cornerHeight, QFontMetrics(chipFont(theme)).horizontalAdvance(row.cornerText) + theme.px(10));
    else
        cornerWidth = caption.horizontalAdvance(row.cornerText);
    const int second = top + name.height() + lineGap;
    row.corner = QRect(right - cornerWidth, second + (name.height() - cornerHeight) / 2, cornerWidth, cornerHeight);

    const int textLeft = row.avatar.right() + 1 + gap + theme.px(compact ? 0 : 2);
    row.name = QRect(textLeft, top, std::max(0, row.chip.left() - gap - textLeft), name.height());
    const int previewRight = cornerWidth > 0 ? row.corner.left() - gap : right;
    row.preview = QRect(textLeft, second, std::max(0, previewRight - textLeft), name.height());
    return row;
}

ConversationDelegate::ConversationDelegate(UiContext& context, const ConversationListModel& model, QObject* parent)
    : QStyledItemDelegate(parent), m_context(context), m_model(model), m_compact(context.settings.compactRows()),
      m_pictures(MaxPictureBytes) {
    connect(&context.theme, &Theme::changed, this, [this] { m_pictures.clear(); });
    connect(&context.workspace, &workspace::Workspace::channelsChanged, this, [this] { m_pictures.clear(); });
}

void ConversationDelegate::setCompact(bool compact) {
    m_compact = compact;
    m_pictures.clear();
}

QSize ConversationDelegate::sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const {
    return {m_context.theme.px(120), m_context.theme.px(m_compact ? 52 : 68)};
}

void ConversationDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                                 const QModelIndex& index) const {
    const Conversation* c = m_model.at(index.row());
    if (!c)
        return;
    const Timestamp now = m_context.workspace.clock().now();
    const QRect rect(QPoint(), option.rect.size());
    const ConversationRow row = layoutConversationRow(m_context.theme, rect, *c, now, m_compact);
    const QString preview = ConversationListModel::previewText(*c);
    const bool ring =
        option.state.testFlag(QStyle::State_HasFocus) && option.state.testFlag(QStyle::State_KeyboardFocusChange);
    const int state = (option.state.testFlag(QStyle::State_Selected) ? 1 : 0) |
                      (option.state.testFlag(QStyle::State_MouseOver) ? 2 : 0) | (ring ? 4 : 0);
    const qreal ratio = painter->device()->devicePixelRatioF();
    Picture* known = m_pictures.object({c->id, state});
    const bool fits = known && known->size == rect.size() && known->ratio == ratio &&
                      known->chipKind == row.chipKind && known->chip == row.chip && known->preview == preview &&
                      known->conversation == *c;
    if (fits && known->chipText != row.chipText) {
        // Only the time went on, as it does every second in all rows.
        known->chipText = row.chipText;
        QPainter into(&known->pixmap);
        into.setLayoutDirection(option.direction);
        into.fillRect(row.chip, backOf(m_context.theme.tokens(), option.state));
        into.setRenderHint(QPainter::Antialiasing);
        paintChip(&into, m_context.theme, row, option.state.testFlag(QStyle::State_Selected));
    } else if (!fits) {
        auto fresh = std::make_unique<Picture>();
        fresh->conversation = *c;
        fresh->chipText = row.chipText;
        fresh->chip = row.chip;
        fresh->chipKind = row.chipKind;
        fresh->preview = preview;
        fresh->size = rect.size();
        fresh->ratio = ratio;
        fresh->pixmap = QPixmap((QSizeF(rect.size()) * ratio).toSize());
        fresh->pixmap.setDevicePixelRatio(ratio);
        QStyleOptionViewItem inside = option;
        inside.rect = rect;
        QPainter into(&fresh->pixmap);
        into.setLayoutDirection(option.direction);
        paintRow(&into, inside, *c, row, preview);
        into.end();
        painter->drawPixmap(option.rect.topLeft(), fresh->pixmap);
        const auto bytes = qsizetype(fresh->pixmap.width()) * fresh->pixmap.height() * 4;
        m_pictures.insert({c->id, state}, fresh.release(), bytes);
        return;
    }
    painter->drawPixmap(option.rect.topLeft(), known->pixmap);
}

void ConversationDelegate::paintRow(QPainter* painter, const QStyleOptionViewItem& option, const Conversation& c,
                                    const ConversationRow& row, const QString& preview) const {
    const Theme& theme = m_context.theme;
    const Tokens& t = theme.tokens();
    const bool selected = option.state.testFlag(QStyle::State_Selected);

    painter->save();
    const QColor back = backOf(t, option.state);
    painter->fillRect(option.rect, back);
    painter->fillRect(QRect(option.rect.left(), option.rect.bottom(), option.rect.width(), 1), t.line);
    if (selected)
        painter->fillRect(QRect(option.rect.left(), option.rect.top(), theme.px(3), option.rect.height()),
                          t.accent);

    const Badge badge = badgeOf(m_context.workspace.capabilities(c.channelKind));
    paintAvatar(painter, theme, row.avatar, c.contact.uuid(), c.contactName, &badge, back);

    painter->setRenderHint(QPainter::Antialiasing);
    painter->setFont(theme.font(TextRole::Strong));
    painter->setPen(t.text);
    const QFontMetrics strong(painter->font());
    painter->drawText(row.name, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine,
                      strong.elidedText(c.contactName, Qt::ElideRight, row.name.width()));

    QFont previewFont = theme.font(TextRole::Body);
    if (c.unread > 0)
        previewFont.setWeight(QFont::Medium);
    painter->setFont(previewFont);
    painter->setPen(c.unread > 0 ? t.text : t.muted);
    // What can't be seen need not be shaped: no font has letters of two pixels.
    painter->drawText(row.preview, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine,
                      QFontMetrics(previewFont)
                          .elidedText(preview.left(row.preview.width() / 2), Qt::ElideRight, row.preview.width()));

    paintChip(painter, theme, row, selected);

    if (!row.cornerIcon.isEmpty()) {
        const QColor colour = row.cornerIcon == u"error"_s     ? t.bad
                              : row.cornerIcon == u"warning"_s ? t.warn
                              : row.cornerIcon == u"pencil"_s  ? t.accent
                                                               : (selected ? t.muted : t.faint);
        QRect place(0, 0, row.corner.width(), row.corner.width());
        place.moveCenter(row.corner.center());
        theme.icon(row.cornerIcon, colour).paint(painter, place);
    } else if (row.cornerIsCount) {
        painter->setPen(Qt::NoPen);
        painter->setBrush(t.accent);
        painter->drawRoundedRect(row.corner, row.corner.height() / 2.0, row.corner.height() / 2.0);
        painter->setFont(chipFont(theme));
        painter->setPen(t.onAccent);
        painter->drawText(row.corner, Qt::AlignCenter, row.cornerText);
    } else if (!row.cornerText.isEmpty()) {
        painter->setFont(theme.font(TextRole::Caption));
        painter->setPen(selected ? t.muted : t.faint);
        painter->drawText(row.corner, Qt::AlignRight | Qt::AlignVCenter, row.cornerText);
    }
    if (option.state.testFlag(QStyle::State_HasFocus) && option.state.testFlag(QStyle::State_KeyboardFocusChange)) {
        painter->setPen(QPen(t.accent, 2));
        painter->setBrush(Qt::NoBrush);
        painter->drawRoundedRect(QRectF(option.rect).adjusted(2, 2, -2, -3), 4, 4);
    }
    painter->restore();
}

bool ConversationDelegate::helpEvent(QHelpEvent* event, QAbstractItemView* view, const QStyleOptionViewItem& option,
                                     const QModelIndex& index) {
    const Conversation* c = m_model.at(index.row());
    if (!c || event->type() != QEvent::ToolTip)
        return QStyledItemDelegate::helpEvent(event, view, option, index);
    const Timestamp now = m_context.workspace.clock().now();
    const ConversationRow row = layoutConversationRow(m_context.theme, option.rect, *c, now, m_compact);
    QStringList lines;
    if (row.chip.adjusted(-4, -4, 4, 4).contains(event->pos())) {
        if (c->waitingSince && c->dueAt)
            lines += Format::due(*c->dueAt - now);
        lines += Format::absolute(c->lastActivityAt);
    } else {
        lines +=
            c->contactName + u" \u00B7 "_s + Format::channelName(m_context.workspace.capabilities(c->channelKind));
        lines += ConversationListModel::previewText(*c);
        if (!c->assigneeName.isEmpty())
            lines += tr("Assigned to %1").arg(c->assigneeName);
        if (!c->tags.isEmpty())
            lines += c->tags.join(u", "_s);
    }
    // Tool tips guess rich text; a customer's words must stay words.
    QToolTip::showText(event->globalPos(),
                       u"<qt>"_s + lines.join(u"\n"_s).toHtmlEscaped().replace(u'\n', u"<br>"_s) + u"</qt>"_s,
                       view);
    return true;
}

} // namespace souffleur::ui
