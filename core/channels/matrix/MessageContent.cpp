// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "channels/matrix/MessageContent.h"

#include "channels/kit/Html.h"
#include "channels/kit/Markdown.h"
#include "channels/matrix/MatrixIds.h"
#include "domain/Rules.h"

#include <cmath>

#include <QJsonArray>

namespace souffleur::channels::matrix {
namespace {

std::optional<Attachment> file(const QJsonObject& content, AttachmentKind kind) {
    const QString uri = content[u"url"].toString();
    if (!mediaOf(uri))
        return std::nullopt;
    const QJsonObject info = content[u"info"].toObject();
    Attachment attachment;
    attachment.kind = kind;
    attachment.remoteRef = uri;
    attachment.size = std::max<qint64>(0, info[u"size"].toInteger());
    attachment.mimeType = rules::oneLine(info[u"mimetype"].toString(), 120);
    if (attachment.mimeType.isEmpty())
        attachment.mimeType = u"application/octet-stream"_s;
    const QString name = content[u"filename"].toString();
    attachment.fileName = rules::cleanFileName(name.isEmpty() ? content[u"body"].toString().left(255) : name);
    attachment.pixelSize = QSize(info[u"w"].toInt(), info[u"h"].toInt());
    if (attachment.pixelSize.width() <= 0 || attachment.pixelSize.height() <= 0)
        attachment.pixelSize = QSize();
    attachment.durationSeconds = int(std::clamp<qint64>(info[u"duration"].toInteger() / 1000, 0, 86'400));
    return attachment;
}

//! Since 1.10 the body beside a file name is a caption; before, it was the file's name.
QString captionOf(const QJsonObject& content) {
    const QString name = content[u"filename"].toString();
    const QString body = content[u"body"].toString();
    return name.isEmpty() || name == body ? QString() : body;
}

//! "geo:52.5,13.4;u=35"
std::optional<Location> location(const QJsonObject& content) {
    const QString uri = content[u"geo_uri"].toString();
    if (!uri.startsWith(u"geo:"))
        return std::nullopt;
    const QStringList parts = uri.mid(4, uri.indexOf(u';') < 0 ? -1 : uri.indexOf(u';') - 4).split(u',');
    bool north = false;
    bool east = false;
    const double latitude = parts.value(0).toDouble(&north);
    const double longitude = parts.value(1).toDouble(&east);
    if (!north || !east || !(std::abs(latitude) <= 90) || !(std::abs(longitude) <= 180))
        return std::nullopt;
    return Location{latitude, longitude, rules::oneLine(content[u"body"].toString(), 240)};
}

//! What the customer's client shows: the formatted text, ours where it has one.
QString textOf(const QJsonObject& content, bool isReply) {
    const QString body = content[u"body"].toString();
    if (content[u"format"].toString() == u"org.matrix.custom.html") {
        // A reply's fallback is an element of its own there, and is left out.
        const QString text = kit::toMarkdown(kit::fromHtml(content[u"formatted_body"].toString())).trimmed();
        if (!text.isEmpty())
            return text;
    }
    return isReply ? withoutReplyFallback(body) : body;
}

struct FileKind {
    QStringView type;
    MessageKind kind;
    AttachmentKind attachment;
};
constexpr FileKind FileKinds[] = {
    {u"m.image", MessageKind::Image, AttachmentKind::Image},
    {u"m.file", MessageKind::Document, AttachmentKind::Document},
    {u"m.audio", MessageKind::Audio, AttachmentKind::Audio},
    {u"m.video", MessageKind::Video, AttachmentKind::Video},
};

void readFile(const QJsonObject& content, FileKind kind, MessageContent& read) {
    if (kind.kind == MessageKind::Audio &&
        (content.contains(u"org.matrix.msc3245.voice") || content.contains(u"m.voice")))
        kind = {kind.type, MessageKind::Voice, AttachmentKind::Voice};
    read.text = captionOf(content);
    if (auto attachment = file(content, kind.attachment)) {
        read.kind = kind.kind;
        read.attachments += *attachment;
        return;
    }
    // An encrypted file, or an address that is none: what it was called is all that can be shown.
    if (read.text.isEmpty())
        read.text = content[u"body"].toString();
}

QString pollQuestion(const QJsonObject& content) {
    for (const QStringView key : {QStringView(u"m.poll"), QStringView(u"org.matrix.msc3381.poll.start")}) {
        const QJsonObject question = content[key][u"question"].toObject();
        for (const QStringView text : {QStringView(u"body"), QStringView(u"org.matrix.msc1767.text")})
            if (question[text].isString())
                return question[text].toString();
        if (question[u"m.text"].isArray())
            return question[u"m.text"][0][u"body"].toString();
    }
    return {};
}

} // namespace

bool isMessageType(const QString& type) {
    return type == u"m.room.message" || type == u"m.sticker" || type == u"m.poll.start" ||
           type == u"org.matrix.msc3381.poll.start";
}

QString withoutReplyFallback(const QString& body) {
    if (!body.startsWith(u"> "))
        return body;
    qsizetype at = 0;
    while (at < body.size() && body.at(at) == u'>') {
        const qsizetype end = body.indexOf(u'\n', at);
        if (end < 0)
            return body; // Nothing but a quotation: the customer's own.
        at = end + 1;
    }
    if (at < body.size() && body.at(at) == u'\n')
        ++at;
    return body.mid(at);
}

MessageContent readContent(const QString& type, const QJsonObject& content, const QString& author) {
    MessageContent read;
    const QJsonObject relation = content[u"m.relates_to"].toObject();
    // In a thread the answer to its last message is a makeshift for old clients, and nothing anybody chose.
    const QString answered = relation[u"m.in_reply_to"][u"event_id"].toString();
    const bool chosen = !relation[u"is_falling_back"].toBool();
    if (chosen && isEventId(answered))
        read.replyTo = answered;
    if (type == u"m.sticker") {
        read.text = content[u"body"].toString();
        if (auto attachment = file(content, AttachmentKind::Sticker)) {
            read.kind = MessageKind::Sticker;
            read.attachments += *attachment;
        }
        return read;
    }
    if (type != u"m.room.message") {
        read.text = pollQuestion(content);
        return read;
    }
    const QString kind = content[u"msgtype"].toString();
    if (kind == u"m.text" || kind == u"m.notice" || kind == u"m.emote") {
        read.kind = MessageKind::Text;
        read.text = textOf(content, !answered.isEmpty());
        read.automatic = kind == u"m.notice";
        if (kind == u"m.emote")
            read.text = u"* "_s + author + u' ' + read.text;
        return read;
    }
    for (const FileKind& row : FileKinds)
        if (kind == row.type) {
            readFile(content, row, read);
            return read;
        }
    if (kind == u"m.location") {
        read.location = location(content);
        if (read.location)
            read.kind = MessageKind::Location;
        else
            read.text = content[u"body"].toString();
        return read;
    }
    read.text = content[u"body"].toString();
    return read;
}

} // namespace souffleur::channels::matrix
