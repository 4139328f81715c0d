// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "channels/mail/MailBuilder.h"

#include "channels/mail/Charsets.h"
#include "channels/mail/GMimePtr.h"
#include "channels/mail/MailIds.h"
#include "domain/Rules.h"

#include <QCryptographicHash>
#include <QUrl>

namespace souffleur::channels::mail {
namespace {

constexpr int FlowedWidth = 72;

struct FormatFree {
    void operator()(GMimeFormatOptions* options) const { g_mime_format_options_free(options); }
};

bool isAscii(const QString& text) {
    return std::all_of(text.begin(), text.end(), [](QChar c) { return c.unicode() < 0x80; });
}

//! "<a> <b>", without anything that could end the header.
QByteArray idList(const QStringList& ids) {
    QByteArray out;
    for (const QString& id : ids) {
        QByteArray clean;
        for (const char c : id.toUtf8())
            if (c > ' ' && c != '<' && c != '>' && c < 127)
                clean += c;
        if (clean.isEmpty())
            continue;
        // One id a line keeps each below the 998 bytes a line may have.
        out += (out.isEmpty() ? "<" : "\r\n <") + clean + '>';
    }
    return out;
}

GPtr<GMimePart> partOf(const char* type, const char* subtype, const QByteArray& content,
                       GMimeContentEncoding encoding) {
    GPtr<GMimePart> part(g_mime_part_new_with_type(type, subtype));
    const GPtr<GMimeStream> stream(g_mime_stream_mem_new_with_buffer(content.constData(), size_t(content.size())));
    const GPtr<GMimeDataWrapper> wrapper(
        g_mime_data_wrapper_new_with_stream(stream.get(), GMIME_CONTENT_ENCODING_DEFAULT));
    g_mime_part_set_content(part.get(), wrapper.get());
    g_mime_part_set_content_encoding(part.get(), encoding);
    return part;
}

GPtr<GMimePart> textPart(const QString& text) {
    QString crlf = toFlowed(cleanText(text));
    crlf.replace(u'\n', u"\r\n"_s);
    const QByteArray bytes = crlf.toUtf8();
    qsizetype high = 0;
    for (const char c : bytes)
        high += static_cast<unsigned char>(c) >= 0x80 ? 1 : 0;
    // Base64 where most of it would be escapes (Cyrillic, Chinese).
    GPtr<GMimePart> part =
        partOf("text", "plain", bytes,
               high * 4 > bytes.size() ? GMIME_CONTENT_ENCODING_BASE64 : GMIME_CONTENT_ENCODING_QUOTEDPRINTABLE);
    GMimeContentType* type = g_mime_object_get_content_type(GMIME_OBJECT(part.get()));
    g_mime_content_type_set_parameter(type, "charset", "utf-8");
    g_mime_content_type_set_parameter(type, "format", "flowed");
    return part;
}

GPtr<GMimePart> filePart(const OutboundMessage::File& file) {
    QByteArray type = "application";
    QByteArray subtype = "octet-stream";
    const QByteArray mime = file.mimeType.toLatin1().trimmed().toLower();
    const qsizetype slash = mime.indexOf('/');
    const bool clean = std::all_of(mime.begin(), mime.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '/' || c == '.' || c == '-' || c == '+';
    });
    if (clean && slash > 0 && slash == mime.lastIndexOf('/') && slash < mime.size() - 1 &&
        !mime.startsWith("multipart") && !mime.startsWith("message")) {
        type = mime.left(slash);
        subtype = mime.mid(slash + 1);
    }
    GPtr<GMimePart> part =
        partOf(type.constData(), subtype.constData(), file.content, GMIME_CONTENT_ENCODING_BASE64);
    const QString name = rules::cleanFileName(file.fileName);
    g_mime_object_set_disposition(GMIME_OBJECT(part.get()), "attachment");
    g_mime_part_set_filename(part.get(), name.isEmpty() ? "file" : name.toUtf8().constData());
    return part;
}

QString subjectOf(const ThreadTip& tip, const QString& fallback) {
    const QString subject = rules::oneLine(tip.subject, 250);
    return subject.isEmpty() ? rules::oneLine(fallback, 250) : u"Re: "_s + subject;
}

} // namespace

QString toFlowed(const QString& text) {
    QString out;
    out.reserve(text.size() + text.size() / 40);
    for (QStringView line : QStringView(text).split(u'\n')) {
        // Trailing spaces would make a soft break.
        if (line != u"-- ")
            while (line.endsWith(u' '))
                line.chop(1);
        while (true) {
            const bool stuff = line.startsWith(u' ') || line.startsWith(u'>') || line.startsWith(u"From ");
            qsizetype cut = -1;
            if (line.size() > FlowedWidth) {
                for (qsizetype i = FlowedWidth; i > FlowedWidth / 3; --i)
                    if (line.at(i) == u' ' && i + 1 < line.size() && line.at(i + 1) != u' ') {
                        cut = i;
                        break;
                    }
            }
            if (stuff)
                out += u' ';
            if (cut < 0) {
                out += line;
                break;
            }
            out += line.left(cut + 1);
            out += u'\n';
            line = line.mid(cut + 1);
        }
        out += u'\n';
    }
    if (out.endsWith(u'\n'))
        out.chop(1);
    return out;
}

Result<BuiltMail> buildMail(const OutboundMessage& message, const MailIdentity& from, const ThreadTip& tip,
                            const QString& defaultSubject, Timestamp now) {
    BuiltMail built;
    built.from = cleanAddress(from.address);
    built.to = cleanAddress(message.recipientExternalId);
    if (built.from.isEmpty())
        return makeError(ErrorCode::NotConfigured, u"own address"_s);
    if (built.to.isEmpty())
        return makeError(ErrorCode::InvalidInput, u"recipient"_s);
    qint64 size = 0;
    for (const auto& file : message.files)
        size += file.content.size();
    if (size > MaxMailBytes)
        return makeError(ErrorCode::TooLarge, QString::number(size));
    // A domain beyond ASCII has an ASCII form; only the local part needs the server's help.
    const auto encoded = [](const QString& address) {
        const qsizetype at = address.lastIndexOf(u'@');
        const QByteArray ace = QUrl::toAce(address.mid(at + 1));
        return ace.isEmpty() ? address : address.left(at + 1) + QString::fromLatin1(ace);
    };
    built.from = encoded(built.from);
    built.to = encoded(built.to);
    built.needsUtf8 = !isAscii(built.from) || !isAscii(built.to);
    built.messageId = ourMessageId(message.id, built.from);

    startGMime();
    const GPtr<GMimeMessage> mail(g_mime_message_new(TRUE));
    const QByteArray name = rules::oneLine(from.name, 100).toUtf8();
    g_mime_message_add_mailbox(mail.get(), GMIME_ADDRESS_TYPE_FROM, name.isEmpty() ? nullptr : name.constData(),
                               built.from.toUtf8().constData());
    g_mime_message_add_mailbox(mail.get(), GMIME_ADDRESS_TYPE_TO, nullptr, built.to.toUtf8().constData());
    g_mime_message_set_subject(mail.get(), subjectOf(tip, defaultSubject).toUtf8().constData(), "utf-8");
    GDateTime* date = g_date_time_new_from_unix_utc(toMs(now) / 1000);
    g_mime_message_set_date(mail.get(), date);
    g_date_time_unref(date);
    g_mime_message_set_message_id(mail.get(), built.messageId.constData());
    GMimeObject* object = GMIME_OBJECT(mail.get());
    if (const QByteArray answered = idList({tip.messageId}); !answered.isEmpty()) {
        g_mime_object_set_header(object, "In-Reply-To", answered.constData(), "utf-8");
        g_mime_object_set_header(object, "References",
                                 idList(tip.references + QStringList{tip.messageId}).constData(), "utf-8");
    }

    const GPtr<GMimePart> text = textPart(message.text);
    if (message.files.isEmpty()) {
        g_mime_message_set_mime_part(mail.get(), GMIME_OBJECT(text.get()));
    } else {
        const GPtr<GMimeMultipart> multipart(g_mime_multipart_new_with_subtype("mixed"));
        // GMime's own boundary is random; the same reply shall be the same bytes.
        const QByteArray seed =
            QCryptographicHash::hash(built.messageId, QCryptographicHash::Sha256).toHex().left(32);
        g_mime_multipart_set_boundary(multipart.get(), ("=_souffleur-" + seed).constData());
        if (!message.text.isEmpty())
            g_mime_multipart_add(multipart.get(), GMIME_OBJECT(text.get()));
        for (const auto& file : message.files)
            g_mime_multipart_add(multipart.get(), GMIME_OBJECT(filePart(file).get()));
        g_mime_message_set_mime_part(mail.get(), GMIME_OBJECT(multipart.get()));
    }
    const std::unique_ptr<GMimeFormatOptions, FormatFree> format(g_mime_format_options_new());
    g_mime_format_options_set_newline_format(format.get(), GMIME_NEWLINE_FORMAT_DOS);
    const GString8 bytes(g_mime_object_to_string(object, format.get()));
    built.bytes = QByteArray(bytes.get());
    if (!built.bytes.endsWith("\r\n"))
        built.bytes += "\r\n";
    return built;
}

} // namespace souffleur::channels::mail
