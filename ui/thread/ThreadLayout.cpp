// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/thread/ThreadLayout.h"

#include "ui/common/Avatar.h"
#include "ui/common/Format.h"
#include "ui/common/Painting.h"
#include "ui/thread/ThreadText.h"

#include <cmath>

#include <QFontMetrics>

namespace souffleur::ui {

namespace {

struct Flow {
    std::shared_ptr<QTextLayout> layout;
    QSize size;
};

Flow flowText(const QString& text, const QFont& font, int width, int lineHeight) {
    Flow flow;
    flow.layout = std::make_shared<QTextLayout>(text, font);
    QTextOption option;
    option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    // Each text has the direction of its own first strong letter, whatever ours is.
    option.setTextDirection(Qt::LayoutDirectionAuto);
    option.setAlignment(Qt::AlignLeading);
    flow.layout->setTextOption(option);
    flow.layout->setCacheEnabled(true);
    flow.layout->beginLayout();
    qreal y = 0;
    qreal widest = 0;
    while (true) {
        QTextLine line = flow.layout->createLine();
        if (!line.isValid())
            break;
        line.setLineWidth(width);
        const qreal height = std::max<qreal>(line.height(), lineHeight);
        line.setPosition(QPointF(0, y + (height - line.height()) / 2));
        y += height;
        widest = std::max(widest, line.naturalTextWidth());
    }
    flow.layout->endLayout();
    flow.size = QSize(std::min(width, int(std::ceil(widest)) + 1), int(std::ceil(y)));
    return flow;
}

// Right-to-left lines stand at the right of the line width; a narrower bubble needs them laid out anew.
void narrow(Flow& flow, const QString& text, const QFont& font, int width, int lineHeight) {
    if (text.isRightToLeft())
        flow = flowText(text, font, width, lineHeight);
}

bool isPicture(const Attachment& attachment) {
    return attachment.kind == AttachmentKind::Image || attachment.kind == AttachmentKind::Sticker;
}

QString fileIcon(AttachmentKind kind) {
    switch (kind) {
    case AttachmentKind::Image:
        return u"image"_s;
    case AttachmentKind::Voice:
    case AttachmentKind::Audio:
        return u"voice"_s;
    case AttachmentKind::Video:
        return u"play"_s;
    case AttachmentKind::Sticker:
        return u"sticker"_s;
    case AttachmentKind::Document:
        break;
    }
    return u"document"_s;
}

QSize pictureSize(const Theme& theme, const Attachment& attachment, int room) {
    const bool sticker = attachment.kind == AttachmentKind::Sticker;
    const QSize box(std::min(room, theme.px(sticker ? 128 : 260)), theme.px(sticker ? 128 : 220));
    if (attachment.pixelSize.isEmpty())
        return QSize(std::min(room, theme.px(sticker ? 128 : 210)), theme.px(sticker ? 128 : 118));
    QSize size = attachment.pixelSize.scaled(box, Qt::KeepAspectRatio);
    // Never larger than it is, never too small to hit.
    if (attachment.pixelSize.width() < size.width() && attachment.pixelSize.width() > 0)
        size = attachment.pixelSize;
    return size.expandedTo(QSize(theme.px(48), theme.px(48))).boundedTo(box);
}

QString fileDetail(const Attachment& attachment) {
    QStringList parts = {Format::attachmentKind(attachment.kind)};
    if (attachment.durationSeconds > 0)
        parts += Format::playTime(attachment.durationSeconds);
    if (attachment.size > 0)
        parts += Format::fileSize(attachment.size);
    return parts.join(u" \u00B7 "_s);
}

struct Link {
    SpotAction action;
    QString label;
};

QList<Link> linksFor(const Message& message) {
    switch (message.status) {
    case MessageStatus::Failed:
        return {
            {SpotAction::Retry, QCoreApplication::translate("souffleur::ui::ThreadText", "Try again")},
            {SpotAction::EditAgain, QCoreApplication::translate("souffleur::ui::ThreadText", "Edit and resend")}};
    case MessageStatus::Unclear:
        return {
            {SpotAction::WasSent, QCoreApplication::translate("souffleur::ui::ThreadText", "It was sent")},
            {SpotAction::WasNotSent, QCoreApplication::translate("souffleur::ui::ThreadText", "It was not sent")}};
    case MessageStatus::Queued:
        if (!message.error)
            return {};
        return {{SpotAction::Retry, QCoreApplication::translate("souffleur::ui::ThreadText", "Try now")}};
    case MessageStatus::Held:
        return {{SpotAction::Undo, QCoreApplication::translate("souffleur::ui::ThreadText", "Undo")}};
    default:
        return {};
    }
}

} // namespace

const ThreadSpot* ThreadRow::spotAt(const QPoint& pos) const {
    for (const auto& spot : spots) {
        if (spot.rect.contains(pos))
            return &spot;
    }
    return nullptr;
}

int ThreadRow::cursorAt(const QPoint& pos) const {
    if (!textLayout || textLayout->lineCount() == 0)
        return -1;
    const QPointF inside = pos - text.topLeft();
    for (int i = 0; i < textLayout->lineCount(); ++i) {
        const QTextLine line = textLayout->lineAt(i);
        if (inside.y() < line.y() + line.height() || i == textLayout->lineCount() - 1)
            return line.xToCursor(inside.x());
    }
    return -1;
}

const TextLink* ThreadRow::linkAt(const QPoint& pos) const {
    if (!text.contains(pos) || !textLayout)
        return nullptr;
    const QPointF inside = pos - text.topLeft();
    for (int i = 0; i < textLayout->lineCount(); ++i) {
        const QTextLine line = textLayout->lineAt(i);
        if (!line.naturalTextRect().contains(inside))
            continue;
        const int at = line.xToCursor(inside.x(), QTextLine::CursorOnCharacter);
        for (const auto& link : links) {
            if (at >= link.range.start && at < link.range.start + link.range.length)
                return &link;
        }
    }
    return nullptr;
}

void ThreadLayout::setWidth(int width) {
    if (m_width == width)
        return;
    m_width = width;
    m_cache.clear();
}

const ThreadRow& ThreadLayout::row(const ThreadItem& item, const QString& separator) {
    const qint64 sequence = sequenceOf(item);
    if (ThreadRow* cached = m_cache.object(sequence); cached && cached->separatorText == separator)
        return *cached;
    auto* fresh = new ThreadRow(make(m_theme, m_width, item, separator));
    m_cache.insert(sequence, fresh);
    return *fresh;
}

ThreadRow ThreadLayout::make(const Theme& theme, int width, const ThreadItem& item, const QString& separator) {
    ThreadRow row;
    const auto px = [&theme](int length) { return theme.px(length); };
    const QFontMetrics caption(theme.font(TextRole::Caption));
    const int side = px(20);
    const int room = std::max(px(80), width - 2 * side);
    int y = px(4);
    row.separatorText = separator;
    if (!separator.isEmpty()) {
        row.separator = QRect(side, y + px(4), room, caption.height() + px(4));
        y = row.separator.bottom() + 1 + px(8);
    }

    if (const auto* mark = std::get_if<ThreadMark>(&item)) {
        row.kind = ThreadRow::Kind::Mark;
        row.metaText = ThreadText::mark(*mark) + u" \u00B7 "_s + Format::clock(mark->at);
        row.meta = QRect(side, y, room, caption.height() + px(4));
        row.bubble = row.meta;
        row.height = row.meta.bottom() + 1 + px(4);
        return row;
    }

    const auto* note = std::get_if<Note>(&item);
    const auto* message = std::get_if<Message>(&item);
    row.kind = note                                        ? ThreadRow::Kind::Note
               : message->direction == Direction::Outbound ? ThreadRow::Kind::Outbound
                                                           : ThreadRow::Kind::Inbound;
    const int padX = px(12);
    const int padTop = px(8);
    const int padBottom = px(6);
    const int bar = note ? px(4) : 0;
    const int inner = std::max(px(60), (note ? room : room * 68 / 100) - 2 * padX - bar);
    int content = 0; // widest part
    int at = padTop; // below the bubble's top
    const int lineHeight = px(19);

    if (note) {
        const QFontMetrics strong(theme.font(TextRole::Strong));
        row.authorText = QCoreApplication::translate("souffleur::ui::ThreadText", "Note by %1")
                             .arg(Format::isolated(note->authorName));
        row.author = QRect(0, at, inner, strong.height());
        at += strong.height() + px(2);
        content = inner;
    }
    if (message && message->replyTo) {
        row.quoteText = message->quotedText.isEmpty()
                            ? QCoreApplication::translate("souffleur::ui::ThreadText", "Earlier message")
                            : makeSafeText(message->quotedText, 200, 1).text;
        const int quoteWidth =
            std::min(inner, QFontMetrics(theme.font(TextRole::Small)).horizontalAdvance(row.quoteText) + px(20));
        row.quote = QRect(0, at, quoteWidth, px(26));
        row.spots += {SpotAction::JumpToQuote,
                      {},
                      QCoreApplication::translate("souffleur::ui::ThreadText", "Go to quoted message"),
                      0};
        content = std::max(content, quoteWidth);
        at += px(26) + px(5);
    }
    if (message && !message->deleted) {
        for (int i = 0; i < message->attachments.size(); ++i) {
            const Attachment& attachment = message->attachments.at(i);
            ThreadRow::File file;
            file.index = i;
            file.picture = isPicture(attachment) && attachment.state != AttachmentState::Refused;
            file.icon = fileIcon(attachment.kind);
            file.title =
                attachment.fileName.isEmpty() ? Format::attachmentKind(attachment.kind) : attachment.fileName;
            file.detail = fileDetail(attachment);
            QSize size;
            if (file.picture) {
                size = pictureSize(theme, attachment, inner);
            } else {
                const int words = std::max(QFontMetrics(theme.font(TextRole::Strong)).horizontalAdvance(file.title),
                                           caption.horizontalAdvance(file.detail));
                size = QSize(std::min(inner, words + px(58)), px(44));
            }
            file.rect = QRect(QPoint(0, at), size);
            row.files += file;
            content = std::max(content, size.width());
            at += size.height() + px(5);
        }
        if (message->location) {
            ThreadRow::File place;
            place.index = -1;
            place.icon = u"location"_s;
            place.title = message->location->title.isEmpty()
                              ? QCoreApplication::translate("souffleur::ui::ThreadText", "Location")
                              : makeSafeText(message->location->title, 120, 1).text;
            place.detail = u"%1, %2"_s.arg(message->location->latitude, 0, 'f', 5)
                               .arg(message->location->longitude, 0, 'f', 5);
            const int words = std::max(QFontMetrics(theme.font(TextRole::Strong)).horizontalAdvance(place.title),
                                       caption.horizontalAdvance(place.detail));
            place.rect = QRect(0, at, std::min(inner, words + px(58)), px(44));
            row.files += place;
            content = std::max(content, place.rect.width());
            at += px(44) + px(5);
        }
    }

    const QString own = note ? note->text : message->deleted ? QString() : message->text;
    const QString instead = message ? ThreadText::placeholder(*message) : QString();
    SafeText safe = makeSafeText(instead.isEmpty() ? own : instead);
    if (safe.text.isEmpty() && (note || !instead.isEmpty() || (message && row.files.isEmpty())))
        safe.text = QCoreApplication::translate("souffleur::ui::ThreadText", "No visible text");
    row.placeholder = !instead.isEmpty() || (own.isEmpty() && !safe.text.isEmpty());
    if (!safe.text.isEmpty()) {
        QFont font = theme.font(TextRole::Body);
        font.setItalic(row.placeholder);
        int height = lineHeight;
        if (instead.isEmpty() && isEmojiOnly(safe.text)) {
            font = theme.emojiFont(30);
            height = px(38);
        }
        Flow flow = flowText(safe.text, font, inner, height);
        const int textWidth = note ? inner : std::max(flow.size.width(), std::min(content, inner));
        narrow(flow, safe.text, font, textWidth, height);
        row.textLayout = flow.layout;
        row.text = QRect(0, at, textWidth, flow.size.height());
        row.links = findLinks(safe.text);
        content = std::max(content, row.text.width());
        at += flow.size.height();
        if (safe.cut) {
            const QString label =
                QCoreApplication::translate("souffleur::ui::ThreadText", "Show all (%1 characters)")
                    .arg(Format::count(own.size()));
            row.showAll =
                QRect(0, at + px(2),
                      std::min(inner, QFontMetrics(theme.font(TextRole::Small)).horizontalAdvance(label) + px(4)),
                      px(20));
            row.spots += {SpotAction::ShowAll, row.showAll, label, 0};
            content = std::max(content, row.showAll.width());
            at += px(22);
        }
    }

    if (message && !message->reactions.isEmpty()) {
        QStringList emoji;
        for (const auto& reaction : message->reactions)
            emoji += makeSafeText(reaction.emoji, 16, 1).text;
        row.reactionsText = emoji.mid(0, 8).join(u' ');
        QFont font = theme.font(TextRole::Small);
        row.reactions =
            QRect(0, at + px(4), std::min(inner, QFontMetrics(font).horizontalAdvance(row.reactionsText) + px(16)),
                  px(22));
        content = std::max(content, row.reactions.width());
        at += px(27);
    }

    // Author, time and state, at the right below the text.
    QStringList meta;
    if (note) {
        meta << Format::clock(note->createdAt)
             << QCoreApplication::translate("souffleur::ui::ThreadText", "internal only");
    } else {
        if (message->direction == Direction::Outbound && !message->authorName.isEmpty())
            meta << message->authorName.section(u' ', 0, 0).left(40);
        if (message->editedAt)
            meta << QCoreApplication::translate("souffleur::ui::ThreadText", "edited");
        meta << Format::clock(message->sentAt);
        if (message->direction == Direction::Outbound)
            row.statusIcon = ThreadText::statusIcon(message->status);
    }
    row.metaText = meta.join(u" \u00B7 "_s);
    const int statusSide = row.statusIcon.isEmpty() ? 0 : px(15);
    const int metaWidth =
        std::min(inner, int(std::ceil(tabularWidth(theme.font(TextRole::Caption), row.metaText))) +
                            (statusSide ? statusSide + px(4) : 0));
    content = std::max(content, metaWidth);
    at += px(2);
    row.meta = QRect(0, at, metaWidth - (statusSide ? statusSide + px(4) : 0), caption.height() + px(1));
    row.status = QRect(0, at, statusSide, row.meta.height());
    at += row.meta.height();

    if (message) {
        const QString problem = ThreadText::problem(*message);
        const QFontMetrics small(theme.font(TextRole::Small));
        if (!problem.isEmpty()) {
            const Flow flow = flowText(problem, theme.font(TextRole::Small), inner - px(20), px(17));
            row.problemLayout = flow.layout;
            row.problem = QRect(0, at + px(4), flow.size.width() + px(20), flow.size.height());
            content = std::max(content, row.problem.width());
            at = row.problem.bottom() + 1;
        }
        int x = 0;
        const auto links = linksFor(*message);
        for (const auto& link : links) {
            const int linkWidth = small.horizontalAdvance(link.label) + px(4);
            if (x > 0 && x + linkWidth > inner) {
                x = 0;
                at += px(24);
            }
            row.spots += {link.action, QRect(x, at + px(3), linkWidth, px(24)), link.label, 0};
            x += linkWidth + px(14);
            content = std::max(content, std::min(inner, x - px(14)));
        }
        if (!links.isEmpty())
            at += px(27);
    }

    // Now the width is known: put the bubble and everything in it in place.
    const int bubbleWidth = (note ? inner : content) + 2 * padX + bar;
    const int left = row.kind == ThreadRow::Kind::Outbound ? side + room - bubbleWidth : side;
    row.bubble = QRect(left, y, bubbleWidth, at + padBottom);
    const QPoint origin(left + padX + bar, y);
    for (QRect* rect : {&row.author, &row.quote, &row.text, &row.showAll, &row.reactions, &row.problem})
        if (!rect->isNull())
            rect->translate(origin);
    for (auto& file : row.files) {
        file.rect.translate(origin);
        row.spots += {file.index < 0 ? SpotAction::OpenLocation : SpotAction::OpenAttachment, file.rect, file.title,
                      file.index};
    }
    for (auto& spot : row.spots) {
        if (spot.action == SpotAction::JumpToQuote)
            spot.rect = row.quote;
        else if (spot.action != SpotAction::OpenAttachment && spot.action != SpotAction::OpenLocation)
            spot.rect.translate(origin);
    }
    row.status.moveTopLeft(QPoint(row.bubble.right() + 1 - padX - row.status.width(), y + row.status.top()));
    row.meta.moveTopLeft(QPoint(row.bubble.right() + 1 - padX - metaWidth, y + row.meta.top()));
    row.height = row.bubble.bottom() + 1 + px(4);
    return row;
}

} // namespace souffleur::ui
