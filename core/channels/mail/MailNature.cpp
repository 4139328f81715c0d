// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "channels/mail/MailNature.h"

#include "channels/mail/Charsets.h"
#include "channels/mail/MailIds.h"
#include "domain/Rules.h"

#include <algorithm>

namespace souffleur::channels::mail {
namespace {

bool isDeliveryStatus(const MimePart& part) {
    return part.type == "message/delivery-status" || part.type == "message/global-delivery-status";
}
bool isDisposition(const MimePart& part) {
    return part.type == "message/disposition-notification" ||
           part.type == "message/global-disposition-notification";
}
bool anyPart(const MimeMail& mail, bool (*is)(const MimePart&)) {
    return std::any_of(mail.parts.begin(), mail.parts.end(), is);
}

bool fromDaemon(const MimeMail& mail) {
    if (mail.header("return-path").simplified() == "<>")
        return true;
    const QString from = mail.from.isEmpty() ? QString() : mail.from.first().address.toLower();
    return from.startsWith(u"mailer-daemon") || from.startsWith(u"postmaster@");
}

bool plainBounce(const MimeMail& mail) {
    if (mail.has("x-failed-recipients"))
        return true;
    if (!fromDaemon(mail) || mail.parts.isEmpty())
        return false;
    const QByteArray body = mail.parts.first().content.left(4000);
    for (const char* phrase :
         {"This is the qmail-send program", "I wasn't able to deliver your message",
          "could not be delivered to one or more recipients",
          "Delivery to the following recipient failed permanently", "was unable to deliver your message",
          "The following address failed",
          "A message that you sent could not be "
          "delivered",
          "Unable to deliver message to the following", "Ihre Nachricht konnte nicht zugestellt werden"})
        if (body.contains(phrase))
            return true;
    return false;
}

bool subjectSaysAway(const QString& subject) {
    for (const QStringView start :
         {u"Automatic reply:", u"Automatische Antwort:", u"Out of Office:", u"Out of the office",
          u"Abwesenheitsnotiz", u"Abwesend:", u"Réponse automatique", u"Respuesta automática",
          u"Risposta automatica", u"Automatisch antwoord", u"Autosvar", u"Auto:", u"AutoReply:", u"Auto-Reply:",
          u"Resposta automática"})
        if (subject.startsWith(start, Qt::CaseInsensitive))
            return true;
    return false;
}

//! "smtp; 550 5.1.1 unknown user" to "550 5.1.1 unknown user".
QString diagnostic(const QByteArray& value) {
    QByteArray text = value;
    if (const qsizetype semicolon = text.indexOf(';'); semicolon >= 0 && semicolon < 20)
        text = text.mid(semicolon + 1);
    return rules::oneLine(decodeText(text, {}), 300);
}

//! The first line of a text that looks like an SMTP refusal.
QString refusalLine(const QByteArray& body) {
    for (const QByteArray& line : body.left(20'000).split('\n')) {
        const QByteArray trimmed = line.trimmed();
        for (qsizetype i = 0; i + 3 <= trimmed.size() && i < 200; ++i)
            if (trimmed.at(i) == '5' && trimmed.mid(i, 3).toInt() >= 500 &&
                (i == 0 || !isalnum(trimmed.at(i - 1))) && (i + 3 == trimmed.size() || !isalnum(trimmed.at(i + 3))))
                return rules::oneLine(decodeText(trimmed.mid(i), {}), 300);
    }
    return {};
}

//! What a report says to people about a recipient: "kim@kunde.test: Envelope expired".
QString lineAbout(const QByteArray& recipient, const QByteArray& body) {
    if (recipient.isEmpty())
        return {};
    for (const QByteArray& line : body.left(20'000).split('\n'))
        if (const QByteArray trimmed = line.trimmed(); trimmed.startsWith(recipient + ": "))
            return rules::oneLine(decodeText(trimmed.mid(recipient.size() + 2), {}), 300);
    return {};
}

QByteArray originalId(const MimeMail& mail, const QByteArray& raw, const QStringList& domains) {
    for (const MimePart& part : mail.parts) {
        if (part.type != "message/rfc822" && part.type != "text/rfc822-headers" &&
            part.type != "message/rfc822-headers" && part.type != "message/global")
            continue;
        for (const auto& [name, value] : headerFields(part.content.left(64 * 1024)))
            if (name == "message-id")
                for (const QByteArray& id : messageIds(value))
                    if (isOurMessageId(id, domains))
                        return id;
    }
    for (const char* name : {"in-reply-to", "references", "x-original-message-id"})
        for (const QByteArray& id : messageIds(mail.header(name)))
            if (isOurMessageId(id, domains))
                return id;
    return findOurMessageId(raw.left(1024 * 1024), domains);
}

StatusChanged failed(const QByteArray& id, ErrorCode code, const QString& detail) {
    StatusChanged status;
    status.externalId = QString::fromUtf8(id);
    status.status = MessageStatus::Failed;
    status.error = makeError(code, detail);
    return status;
}

std::optional<StatusChanged> deliveryReport(const MimeMail& mail, const QByteArray& id) {
    bool delivered = false;
    for (const MimePart& part : mail.parts) {
        if (!isDeliveryStatus(part))
            continue;
        QByteArray action;
        QByteArray code;
        QByteArray recipient;
        QString reason;
        // Groups of fields, one for each recipient; ours have one.
        for (const auto& [name, value] : headerFields(part.content.left(64 * 1024))) {
            if (name == "action")
                action = value.toLower().split(' ').value(0);
            else if (name == "status")
                code = value.simplified().left(20);
            else if (name == "diagnostic-code")
                reason = diagnostic(value);
            else if (name == "final-recipient")
                recipient = value.mid(value.indexOf(';') + 1).trimmed();
            if (name == "action" && action == "delivered")
                delivered = true;
        }
        // OpenSMTPD gives its reasons to people only.
        const bool words = reason.isEmpty() && !mail.parts.isEmpty() && mail.parts.first().type == "text/plain";
        if (words)
            reason = lineAbout(recipient, mail.parts.first().content);
        // Version 6 calls it a delay when it gives up, too. With others this code does tell of a delay.
        const bool givenUp = action == "delayed" && code == "4.4.7" && reason == u"Envelope expired";
        if (action != "failed" && !givenUp)
            continue;
        if (words && reason.isEmpty())
            reason = refusalLine(mail.parts.first().content);
        if (reason.isEmpty())
            reason = QString::fromLatin1(code);
        else if (!code.isEmpty() && !reason.contains(QString::fromLatin1(code)))
            reason = QString::fromLatin1(code) + u' ' + reason;
        const bool large = code.startsWith("5.2.3") || code.startsWith("5.3.4");
        return failed(id, large ? ErrorCode::TooLarge : ErrorCode::Rejected, reason);
    }
    if (!delivered)
        return std::nullopt;
    StatusChanged status;
    status.externalId = QString::fromUtf8(id);
    return status;
}

} // namespace

MailNature natureOf(const MimeMail& mail) {
    if (anyPart(mail, isDeliveryStatus))
        return MailNature::Bounce;
    if (anyPart(mail, isDisposition))
        return MailNature::ReadReceipt;
    if (plainBounce(mail))
        return MailNature::Bounce;
    const QByteArray precedence = mail.header("precedence").simplified().toLower();
    if (mail.has("list-id") || mail.has("list-post") || mail.has("list-unsubscribe") || mail.has("feedback-id") ||
        precedence == "bulk" || precedence == "list" || precedence == "junk")
        return MailNature::List;
    const QByteArray submitted = mail.header("auto-submitted").simplified().toLower();
    if ((!submitted.isEmpty() && !submitted.startsWith("no")) || precedence.startsWith("auto") ||
        mail.has("x-autoreply") || mail.has("x-autorespond") || mail.has("x-auto-response-suppress") ||
        mail.has("x-autogenerated") || fromDaemon(mail) || subjectSaysAway(mail.subject))
        return MailNature::AutoReply;
    return MailNature::Person;
}

std::optional<StatusChanged> reportOf(const MimeMail& mail, const QByteArray& raw, const QStringList& ownDomains) {
    const MailNature nature = natureOf(mail);
    if (nature == MailNature::ReadReceipt) {
        for (const MimePart& part : mail.parts) {
            if (!isDisposition(part))
                continue;
            QByteArray id;
            bool displayed = false;
            for (const auto& [name, value] : headerFields(part.content.left(64 * 1024))) {
                if (name == "original-message-id")
                    id = messageIds(value).value(0);
                if (name == "disposition")
                    displayed = value.toLower().contains("displayed");
            }
            if (displayed && isOurMessageId(id, ownDomains)) {
                StatusChanged status;
                status.externalId = QString::fromUtf8(id);
                status.status = MessageStatus::Read;
                return status;
            }
        }
        return std::nullopt;
    }
    if (nature != MailNature::Bounce)
        return std::nullopt;
    const QByteArray id = originalId(mail, raw, ownDomains);
    if (id.isEmpty())
        return std::nullopt;
    if (anyPart(mail, isDeliveryStatus))
        return deliveryReport(mail, id);
    return failed(id, ErrorCode::Rejected,
                  mail.parts.isEmpty() ? QString() : refusalLine(mail.parts.first().content));
}

} // namespace souffleur::channels::mail
