// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "channels/mail/MailParser.h"

#include "channels/kit/FileKinds.h"
#include "channels/mail/MailIds.h"
#include "channels/mail/MailText.h"
#include "channels/mail/Quotes.h"
#include "domain/Rules.h"

namespace souffleur::channels::mail {
namespace {

constexpr int QuotedPart = -1;
constexpr int MaxAttachments = 100;
constexpr int MaxReferences = 20;

bool isNoReply(const QString& address) {
    const QString local = address.left(address.indexOf(u'@')).remove(u'-').remove(u'_').remove(u'.');
    return local.startsWith(u"noreply") || local.startsWith(u"donotreply") || local == u"wordpress" ||
           local == u"www-data" || local == u"wwwdata";
}

bool isReplySubject(const QString& subject) {
    for (const QStringView start : {u"re:", u"aw:", u"antw:", u"sv:", u"vs:", u"odp:", u"ref:", u"rif:", u"res:",
                                    u"re[", u"antwort:", u"re :", u"回复:", u"re："})
        if (subject.startsWith(start, Qt::CaseInsensitive))
            return true;
    return false;
}

//! Who wrote. From, unless a form of ours or a no-reply address stands for the person named in Reply-To.
std::optional<MailAddress> writerOf(const MimeMail& mail, const QStringList& own) {
    std::optional<MailAddress> from;
    for (const MailAddress& address : mail.from + mail.sender)
        if (const QString clean = cleanAddress(address.address); !clean.isEmpty()) {
            from = MailAddress{address.name, clean};
            break;
        }
    if (from && !own.contains(from->address) && !isNoReply(from->address))
        return from;
    for (const MailAddress& address : mail.replyTo)
        if (const QString clean = cleanAddress(address.address); !clean.isEmpty() && !own.contains(clean))
            return MailAddress{address.name, clean};
    return from;
}

RejectedEvent rejected(const QByteArray& raw, const QString& problem) {
    // Enough to see what it was; the mail itself stays on the server.
    return RejectedEvent{{}, problem, raw.left(256 * 1024)};
}

QString plainSubject(QString subject) {
    for (int i = 0; i < 5 && isReplySubject(subject); ++i)
        subject = subject.mid(subject.indexOf(u':') + 1).trimmed();
    return subject;
}

} // namespace

QStringList MailContext::ownDomains() const {
    QStringList domains;
    for (const QString& address : ownAddresses)
        if (const QString domain = domainOf(address); !domain.isEmpty() && !domains.contains(domain))
            domains += domain;
    return domains;
}

ParsedMail parseMail(const QByteArray& raw, const MailContext& context) {
    ParsedMail parsed;
    const auto read = readMime(raw);
    if (!read) {
        parsed.events +=
            rejected(raw, read.error().detail.isEmpty() ? errorName(read.error().code) : read.error().detail);
        return parsed;
    }
    const MimeMail& mail = *read;
    const QStringList domains = context.ownDomains();
    parsed.nature = natureOf(mail);
    if (auto status = reportOf(mail, raw, domains)) {
        parsed.events += *status;
        return parsed;
    }
    // A receipt, or a report that only says "still trying": nothing a person has to read, unless it is not ours.
    const bool ours = !findOurMessageId(raw.left(1024 * 1024), domains).isEmpty();
    if ((parsed.nature == MailNature::Bounce || parsed.nature == MailNature::ReadReceipt) && ours)
        return parsed;

    const auto writer = writerOf(mail, context.ownAddresses);
    if (!writer) {
        parsed.events += rejected(raw, u"no sender"_s);
        return parsed;
    }
    if (context.ownAddresses.contains(writer->address))
        return parsed;

    InboundMessage message;
    message.externalId = externalIdOf(raw, mail);
    message.sender.externalId = writer->address;
    message.sender.handle = writer->address;
    message.sender.displayName = writer->name.isEmpty() ? writer->address : writer->name;
    message.sender.language = QString::fromLatin1(mail.header("content-language").left(2)).toLower();
    message.automatic = parsed.nature != MailNature::Person;
    const Timestamp arrived = context.arrivedAt.value_or(context.now);
    message.sentAt = mail.date && *mail.date <= context.now + 24h ? *mail.date : arrived;

    const QList<QByteArray> before = messageIds(mail.header("references") + ' ' + mail.header("in-reply-to"));
    bool answersUs = false;
    // The mail it answers first, then the latest of the others.
    QList<QByteArray> candidates = messageIds(mail.header("in-reply-to"));
    for (auto it = before.crbegin(); it != before.crend(); ++it)
        candidates += *it;
    for (const QByteArray& id : std::as_const(candidates))
        if (isOurMessageId(id, domains)) {
            message.replyToExternalId = QString::fromUtf8(id);
            answersUs = true;
            break;
        }

    const MailBody body = bodyOf(mail);
    const SplitText split = splitText(body.text);
    const bool first = before.isEmpty() && !isReplySubject(mail.subject);
    QString text = split.reply;
    if (text.isEmpty())
        text = body.text.trimmed();
    const bool cut = text != body.text.trimmed() && !split.quoted.isEmpty();
    if (first && !mail.subject.isEmpty() && !text.startsWith(mail.subject, Qt::CaseInsensitive))
        text = text.isEmpty() ? mail.subject : mail.subject + u"\n\n"_s + text;
    message.text = text;
    if (!split.signature.isEmpty() && split.signature.size() <= 500)
        message.sender.fields.insert(u"signature"_s, split.signature);

    MailRef ref;
    ref.mailbox = context.mailbox;
    ref.uidValidity = context.uidValidity;
    ref.uid = context.uid;
    ref.messageId = QString::fromUtf8(messageIds(mail.header("message-id")).value(0));
    for (const int index : body.attachments) {
        if (message.attachments.size() >= MaxAttachments)
            break;
        const MimePart& part = mail.parts.at(index);
        Attachment attachment;
        attachment.fileName = attachmentName(part, int(message.attachments.size()) + 1);
        attachment.mimeType = QString::fromLatin1(part.type);
        attachment.kind = kit::attachmentKindOf(attachment.mimeType);
        attachment.size = part.content.size();
        if (context.truncated)
            attachment.state = AttachmentState::Refused;
        ref.part = index;
        attachment.remoteRef = toRemoteRef(ref);
        message.attachments += attachment;
    }
    if (cut && !answersUs) {
        Attachment quoted;
        quoted.fileName = u"quoted-text.txt"_s;
        quoted.mimeType = u"text/plain"_s;
        quoted.size = split.quoted.toUtf8().size();
        ref.part = QuotedPart;
        quoted.remoteRef = toRemoteRef(ref);
        message.attachments += quoted;
    }
    if (message.text.isEmpty() && !message.attachments.isEmpty())
        message.kind = body.encrypted ? MessageKind::Unsupported : kit::messageKindOf(message.attachments);
    else if (message.text.isEmpty())
        message.kind = MessageKind::Unsupported;

    parsed.sender = writer->address;
    parsed.tip.messageId = ref.messageId;
    parsed.tip.subject = plainSubject(mail.subject);
    for (const QByteArray& id : before.mid(std::max<qsizetype>(0, before.size() - MaxReferences)))
        if (id != ref.messageId.toUtf8())
            parsed.tip.references += QString::fromUtf8(id);
    parsed.events += message;
    return parsed;
}

Result<QByteArray> attachmentContent(const QByteArray& raw, int part) {
    SOUFFLEUR_TRY(const MimeMail mail, readMime(raw));
    if (part == QuotedPart)
        return splitText(bodyOf(mail).text).quoted.toUtf8();
    if (part < 0 || part >= mail.parts.size())
        return makeError(ErrorCode::NotFound, u"attachment"_s);
    return mail.parts.at(part).content;
}

} // namespace souffleur::channels::mail
