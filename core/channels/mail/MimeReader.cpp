// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "channels/mail/MimeReader.h"

#include "channels/mail/Charsets.h"
#include "channels/mail/GMimePtr.h"
#include "domain/Rules.h"

#include <mutex>

namespace souffleur::channels::mail {
namespace {

QString fromC(const char* text) {
    return text ? QString::fromUtf8(text) : QString();
}
QByteArray lower(const char* text) {
    return QByteArray(text).trimmed().toLower();
}

struct OptionsFree {
    void operator()(GMimeParserOptions* options) const { g_mime_parser_options_free(options); }
};

void collect(InternetAddressList* list, QList<MailAddress>& out, int depth = 0) {
    if (!list || depth > 3)
        return;
    const int count = std::min(internet_address_list_length(list), 200);
    for (int i = 0; i < count; ++i) {
        InternetAddress* one = internet_address_list_get_address(list, i);
        if (INTERNET_ADDRESS_IS_GROUP(one)) {
            collect(internet_address_group_get_members(INTERNET_ADDRESS_GROUP(one)), out, depth + 1);
            continue;
        }
        if (!INTERNET_ADDRESS_IS_MAILBOX(one))
            continue;
        MailAddress address;
        address.name = rules::oneLine(fromC(internet_address_get_name(one)), 120);
        address.address = fromC(internet_address_mailbox_get_addr(INTERNET_ADDRESS_MAILBOX(one))).trimmed();
        if (!address.address.isEmpty())
            out += address;
    }
}

//! For address fields no parser likes: the first word with an @ in it.
void collectLoosely(const QByteArray& value, QList<MailAddress>& out) {
    QByteArray plain = value;
    for (char& c : plain)
        if (c == '<' || c == '>' || c == ',' || c == ';' || c == '"' || c == '(' || c == ')' || c == '\t')
            c = ' ';
    for (const QByteArray& word : plain.split(' '))
        if (const auto at = word.indexOf('@'); at > 0 && at < word.size() - 1 && word.size() <= 320) {
            out += MailAddress{{}, QString::fromUtf8(word)};
            return;
        }
}

QByteArray bytesOf(GMimeStream* stream) {
    const GByteArray* bytes = g_mime_stream_mem_get_byte_array(GMIME_STREAM_MEM(stream));
    return QByteArray(reinterpret_cast<const char*>(bytes->data), qsizetype(bytes->len));
}

QByteArray contentOf(GMimeDataWrapper* wrapper) {
    if (!wrapper)
        return {};
    const GPtr<GMimeStream> decoded(g_mime_stream_mem_new());
    g_mime_data_wrapper_write_to_stream(wrapper, decoded.get());
    if (g_mime_data_wrapper_get_encoding(wrapper) != GMIME_CONTENT_ENCODING_BASE64)
        return bytesOf(decoded.get());
    // GMime drops a last group that is not padded; Qt does not.
    const GPtr<GMimeStream> raw(g_mime_stream_mem_new());
    GMimeStream* source = g_mime_data_wrapper_get_stream(wrapper);
    g_mime_stream_reset(source);
    g_mime_stream_write_to_stream(source, raw.get());
    const QByteArray encoded = bytesOf(raw.get());
    qsizetype letters = 0;
    for (const char c : encoded)
        letters += isalnum(static_cast<unsigned char>(c)) || c == '+' || c == '/' || c == '=' ? 1 : 0;
    return letters % 4 == 0 ? bytesOf(decoded.get()) : QByteArray::fromBase64(encoded);
}

class Walker {
public:
    Walker(MimeMail& mail, const MimeLimits& limits) : m_mail(mail), m_limits(limits) {}

    void walk(GMimeObject* object, int depth, int alternative, bool report) {
        if (!object)
            return;
        if (depth > m_limits.depth || m_mail.parts.size() >= m_limits.parts) {
            m_mail.cut = true;
            return;
        }
        GMimeContentType* type = g_mime_object_get_content_type(object);
        const QByteArray subtype = type ? lower(g_mime_content_type_get_media_subtype(type)) : QByteArray();
        if (GMIME_IS_MULTIPART(object)) {
            GMimeMultipart* multipart = GMIME_MULTIPART(object);
            const int group = subtype == "alternative" ? ++m_alternatives : alternative;
            const int count = g_mime_multipart_get_count(multipart);
            for (int i = 0; i < count && !(m_mail.parts.size() >= m_limits.parts); ++i)
                walk(g_mime_multipart_get_part(multipart, i), depth + 1, group, report || subtype == "report");
            if (count > 0 && m_mail.parts.size() >= m_limits.parts)
                m_mail.cut = true;
            return;
        }
        MimePart part;
        part.type = type ? lower(g_mime_content_type_get_media_type(type)) + '/' + subtype : "text/plain"_ba;
        part.alternative = alternative;
        part.insideReport = report;
        part.disposition = lower(g_mime_object_get_disposition(object));
        part.contentId = QByteArray(g_mime_object_get_content_id(object));
        if (type) {
            part.charset = lower(g_mime_content_type_get_parameter(type, "charset"));
            part.flowed = lower(g_mime_content_type_get_parameter(type, "format")) == "flowed";
            part.deleteSpace = lower(g_mime_content_type_get_parameter(type, "delsp")) == "yes";
        }
        if (GMIME_IS_MESSAGE_PART(object)) {
            GMimeMessage* inner = g_mime_message_part_get_message(GMIME_MESSAGE_PART(object));
            if (inner) {
                part.fileName = fromC(g_mime_message_get_subject(inner)).left(100);
                if (!part.fileName.isEmpty())
                    part.fileName += u".eml"_s;
                const GString8 text(g_mime_object_to_string(GMIME_OBJECT(inner), nullptr));
                part.content = QByteArray(text.get());
            }
        } else if (GMIME_IS_PART(object)) {
            part.fileName = fromC(g_mime_part_get_filename(GMIME_PART(object)));
            part.content = contentOf(g_mime_part_get_content(GMIME_PART(object)));
        }
        m_mail.parts += part;
    }

private:
    MimeMail& m_mail;
    const MimeLimits& m_limits;
    int m_alternatives = 0;
};

} // namespace

void startGMime() {
    static std::once_flag once;
    std::call_once(once, [] { g_mime_init(); });
}

QByteArray MimeMail::header(const QByteArray& name) const {
    for (const auto& [key, value] : headers)
        if (key == name)
            return value;
    return {};
}

bool MimeMail::has(const QByteArray& name) const {
    return std::any_of(headers.begin(), headers.end(), [&](const auto& h) { return h.first == name; });
}

qsizetype bodyStart(const QByteArray& raw) {
    // Any of \n\n, \n\r\n ends a header.
    qsizetype at = 0;
    while ((at = raw.indexOf('\n', at)) >= 0) {
        ++at;
        if (at < raw.size() && raw.at(at) == '\n')
            return at + 1;
        if (at + 1 < raw.size() && raw.at(at) == '\r' && raw.at(at + 1) == '\n')
            return at + 2;
    }
    return -1;
}

QList<QByteArray> messageIds(const QByteArray& value, int max) {
    QList<QByteArray> ids;
    qsizetype at = 0;
    while ((at = value.indexOf('<', at)) >= 0) {
        const qsizetype end = value.indexOf('>', at);
        if (end < 0)
            break;
        QByteArray id = value.mid(at + 1, end - at - 1);
        // Folded in the middle by some programs.
        id.replace(' ', "").replace('\t', "").replace('\r', "").replace('\n', "");
        if (!id.isEmpty() && id.size() <= 900 && !id.contains('<') && !ids.contains(id))
            ids += id;
        if (ids.size() > max)
            ids.removeFirst();
        at = end + 1;
    }
    return ids;
}

QList<std::pair<QByteArray, QByteArray>> headerFields(const QByteArray& block) {
    QList<std::pair<QByteArray, QByteArray>> fields;
    for (QByteArray line : block.split('\n')) {
        if (line.endsWith('\r'))
            line.chop(1);
        if ((line.startsWith(' ') || line.startsWith('\t')) && !fields.isEmpty()) {
            if (fields.last().second.size() < 8192)
                fields.last().second += ' ' + line.trimmed();
            continue;
        }
        const qsizetype colon = line.indexOf(':');
        if (colon <= 0 || fields.size() >= 2000)
            continue;
        fields += {line.left(colon).trimmed().toLower(), line.mid(colon + 1).trimmed()};
    }
    return fields;
}

Result<MimeMail> readMime(const QByteArray& raw, const MimeLimits& limits) {
    if (raw.size() > limits.bytes)
        return makeError(ErrorCode::TooLarge, QString::number(raw.size()));
    const qsizetype body = bodyStart(raw);
    if (body > limits.headerBytes || (body < 0 && raw.size() > limits.headerBytes))
        return makeError(ErrorCode::Damaged, u"header too large"_s);
    if (!raw.left(limits.headerBytes).contains(':'))
        return makeError(ErrorCode::Damaged, u"no header"_s);
    startGMime();
    MimeMail mail;
    mail.headers = headerFields(body < 0 ? raw : raw.left(body));

    const std::unique_ptr<GMimeParserOptions, OptionsFree> options(g_mime_parser_options_new());
    const char* charsets[] = {"utf-8", "windows-1252", nullptr};
    g_mime_parser_options_set_fallback_charsets(options.get(), charsets);
    const GPtr<GMimeStream> stream(g_mime_stream_mem_new_with_buffer(raw.constData(), size_t(raw.size())));
    const GPtr<GMimeParser> parser(g_mime_parser_new_with_stream(stream.get()));
    const GPtr<GMimeMessage> message(g_mime_parser_construct_message(parser.get(), options.get()));
    if (!message)
        return makeError(ErrorCode::Damaged, u"no mail"_s);
    collect(g_mime_message_get_from(message.get()), mail.from);
    if (mail.from.isEmpty())
        collectLoosely(mail.header("from"), mail.from);
    collect(g_mime_message_get_reply_to(message.get()), mail.replyTo);
    collect(g_mime_message_get_sender(message.get()), mail.sender);
    if (mail.sender.isEmpty())
        collectLoosely(mail.header("sender"), mail.sender);
    mail.subject = rules::oneLine(fromC(g_mime_message_get_subject(message.get())), 300);
    if (GDateTime* date = g_mime_message_get_date(message.get())) {
        const qint64 seconds = g_date_time_to_unix(date);
        if (seconds > 0 && seconds < 253'402'300'800)
            mail.date = fromMs(seconds * 1000);
    }
    if (GMimeObject* root = g_mime_message_get_mime_part(message.get())) {
        if (GMimeContentType* type = g_mime_object_get_content_type(root))
            mail.type = lower(g_mime_content_type_get_media_type(type)) + '/' +
                        lower(g_mime_content_type_get_media_subtype(type));
        Walker(mail, limits).walk(root, 0, 0, false);
    }
    return mail;
}

} // namespace souffleur::channels::mail
