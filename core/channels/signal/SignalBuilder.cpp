// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "channels/signal/SignalBuilder.h"

#include "channels/kit/Markdown.h"
#include "channels/kit/StyledText.h"
#include "channels/kit/TextSplit.h"
#include "domain/Rules.h"

#include <algorithm>

#include <QJsonArray>

namespace souffleur::channels::signal {
namespace {

//! "data:image/png;filename=a.png;base64,..." (RFC 2397, and signal-cli's own "filename").
QString dataUri(const OutboundMessage::File& file) {
    QString name = rules::cleanFileName(file.fileName);
    for (const QChar separator : {u';', u',', u'='})
        name.replace(separator, u'_');
    const bool plainType =
        !file.mimeType.isEmpty() && file.mimeType.contains(u'/') &&
        std::all_of(file.mimeType.cbegin(), file.mimeType.cend(), [](QChar c) {
            return c.unicode() < 128 && (c.isLetterOrNumber() || QStringView(u"/.+-_").contains(c));
        });
    return u"data:"_s + (plainType ? file.mimeType : u"application/octet-stream"_s) + u";filename="_s + name +
           u";base64,"_s + QString::fromLatin1(file.content.toBase64());
}

//! Our Markdown as Signal has it: the words, and "start:length:STYLE" beside them.
void putText(QJsonObject& params, const QString& ours) {
    const kit::RichText rich = kit::fromMarkdown(ours);
    params[u"message"] = ours;
    if (!kit::hasMarkup(rich))
        return;
    const kit::StyledText styled = kit::toStyled(rich, kit::Links::Words);
    params[u"message"] = styled.text;
    QJsonArray styles;
    for (const auto& range : styled.ranges) {
        const auto add = [&](bool has, const QString& style) {
            if (has)
                styles += u"%1:%2:%3"_s.arg(range.start).arg(range.length).arg(style);
        };
        add(range.styles.testFlag(kit::Style::Bold), u"BOLD"_s);
        add(range.styles.testFlag(kit::Style::Italic), u"ITALIC"_s);
        add(range.styles.testFlag(kit::Style::Strike), u"STRIKETHROUGH"_s);
        add(range.styles.testFlag(kit::Style::Code) || range.block == kit::Line::Kind::Code, u"MONOSPACE"_s);
    }
    if (!styles.isEmpty())
        params[u"textStyle"] = styles;
}

} // namespace

Result<QList<QJsonObject>> sendParams(const OutboundMessage& message, const QString& account) {
    // The recipient is a customer's id, as externalIdOf begins with.
    if (!nameOf(externalIdOf(message.recipientExternalId, 1)))
        return makeError(ErrorCode::InvalidInput, u"the recipient is no Signal account"_s);
    qint64 bytes = 0;
    for (const auto& file : message.files) {
        if (file.content.isEmpty())
            return makeError(ErrorCode::InvalidInput, u"an empty file"_s);
        bytes += file.content.size();
        if (file.content.size() > MaxUploadBytes)
            return makeError(ErrorCode::TooLarge, rules::cleanFileName(file.fileName));
    }
    if (bytes > MaxUploadBytes)
        return makeError(ErrorCode::TooLarge, u"the files together"_s);
    QStringList pieces = kit::splitText(message.text, MaxText);
    if (pieces.isEmpty() && message.files.isEmpty())
        return makeError(ErrorCode::InvalidInput, u"nothing to send"_s);
    if (pieces.isEmpty())
        pieces += QString();
    QList<QJsonObject> list;
    for (qsizetype i = 0; i < pieces.size(); ++i) {
        QJsonObject params{{u"recipient"_s, QJsonArray{message.recipientExternalId}}};
        putText(params, pieces.at(i));
        const auto quoted = nameOf(message.replyToExternalId);
        if (i == 0 && quoted && quoted->customer == message.recipientExternalId &&
            (!quoted->own || !account.isEmpty())) {
            params[u"quoteTimestamp"] = quoted->time;
            params[u"quoteAuthor"] = quoted->own ? account : quoted->customer;
        }
        if (i == pieces.size() - 1 && !message.files.isEmpty()) {
            QJsonArray files;
            for (const auto& file : message.files)
                files += dataUri(file);
            params[u"attachments"] = files;
        }
        list += params;
    }
    return list;
}

} // namespace souffleur::channels::signal
