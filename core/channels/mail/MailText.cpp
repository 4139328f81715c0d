// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "channels/mail/MailText.h"

#include "channels/mail/Charsets.h"
#include "channels/mail/HtmlText.h"
#include "domain/Rules.h"

#include <QSet>

namespace souffleur::channels::mail {
namespace {

bool isText(const MimePart& part) {
    return part.type == "text/plain" || part.type == "text/html" || part.type == "text/enriched" ||
           part.type == "text/" || part.type == "text/richtext";
}
bool isSignaturePart(const MimePart& part) {
    return part.type == "application/pgp-signature" || part.type == "application/pkcs7-signature" ||
           part.type == "application/x-pkcs7-signature";
}

QString plainOf(const MimePart& part) {
    const QString text = decodeText(part.content, part.charset);
    return part.flowed ? unflow(text, part.deleteSpace) : text;
}

//! "This mail needs a program that shows HTML": not what was written.
bool isStub(const QString& plain, const QString& html) {
    const QString trimmed = plain.trimmed();
    if (trimmed.isEmpty())
        return !html.isEmpty();
    return trimmed.size() < 300 && html.size() > 2 * trimmed.size() &&
           trimmed.contains(u"html", Qt::CaseInsensitive);
}

//! Plain text that only holds markup: some shops send their HTML under the wrong name.
bool looksLikeHtml(const QString& text) {
    const QString head = text.left(500).trimmed().toLower();
    return head.startsWith(u"<!doctype html") || head.startsWith(u"<html");
}

struct Choice {
    QList<int> plain;
    QList<int> html;
};

} // namespace

QString attachmentName(const MimePart& part, int number) {
    if (!part.fileName.trimmed().isEmpty())
        return rules::cleanFileName(part.fileName);
    static const QHash<QByteArray, QString> Known = {
        {"text/calendar", u"invitation.ics"_s},     {"application/ics", u"invitation.ics"_s},
        {"message/rfc822", u"message.eml"_s},       {"application/ms-tnef", u"winmail.dat"_s},
        {"text/vcard", u"contact.vcf"_s},           {"text/x-vcard", u"contact.vcf"_s},
        {"application/pkcs7-mime", u"smime.p7m"_s}, {"application/x-pkcs7-mime", u"smime.p7m"_s},
    };
    if (const auto it = Known.constFind(part.type); it != Known.cend())
        return *it;
    static const QHash<QByteArray, QString> Suffixes = {
        {"image/jpeg", u"jpg"_s},  {"image/png", u"png"_s},       {"image/gif", u"gif"_s},
        {"image/webp", u"webp"_s}, {"application/pdf", u"pdf"_s}, {"text/plain", u"txt"_s},
        {"text/html", u"html"_s},  {"text/csv", u"csv"_s},        {"audio/mpeg", u"mp3"_s},
        {"video/mp4", u"mp4"_s},   {"application/zip", u"zip"_s}, {"message/delivery-status", u"txt"_s}};
    return u"attachment-%1.%2"_s.arg(number).arg(Suffixes.value(part.type, u"bin"_s));
}

MailBody bodyOf(const MimeMail& mail) {
    MailBody body;
    QMap<int, Choice> choices; // by alternative
    QSet<int> texts;
    const bool anyFreeText = std::any_of(mail.parts.begin(), mail.parts.end(), [](const MimePart& p) {
        return isText(p) && p.disposition != "attachment" && p.fileName.isEmpty();
    });
    bool named = false;
    for (int i = 0; i < mail.parts.size(); ++i) {
        const MimePart& part = mail.parts.at(i);
        if (!isText(part) || part.disposition == "attachment")
            continue;
        // A name makes it a file, unless it is all the text there is.
        if (!part.fileName.isEmpty() && (anyFreeText || named))
            continue;
        named |= !part.fileName.isEmpty();
        texts.insert(i);
        if (part.alternative > 0)
            (part.type == "text/html" ? choices[part.alternative].html : choices[part.alternative].plain) += i;
    }
    QHash<int, HtmlResult> converted;
    const auto html = [&](int i) -> const HtmlResult& {
        auto it = converted.find(i);
        if (it == converted.end())
            it = converted.insert(i, htmlToText(decodeText(mail.parts.at(i).content, mail.parts.at(i).charset)));
        return *it;
    };
    QSet<int> dropped;
    for (const Choice& choice : std::as_const(choices)) {
        if (choice.html.isEmpty() || choice.plain.isEmpty())
            continue;
        QString plainText;
        for (const int i : choice.plain)
            plainText += plainOf(mail.parts.at(i));
        QString htmlText;
        for (const int i : choice.html)
            htmlText += html(i).text;
        for (const int i : isStub(plainText, htmlText) ? choice.plain : choice.html)
            dropped.insert(i);
    }
    for (int i = 0; i < mail.parts.size(); ++i) {
        const MimePart& part = mail.parts.at(i);
        if (part.type == "application/pgp-encrypted" || part.type == "application/pkcs7-mime" ||
            part.type == "application/x-pkcs7-mime")
            body.encrypted = true;
        if (!texts.contains(i)) {
            if (!isSignaturePart(part) && part.type != "application/pgp-encrypted")
                body.attachments += i;
            continue;
        }
        if (dropped.contains(i)) {
            if (part.type == "text/html")
                body.remoteImages += html(i).remoteImages;
            continue;
        }
        QString text;
        if (part.type == "text/html") {
            text = html(i).text;
            body.fromHtml = true;
            body.remoteImages += html(i).remoteImages;
        } else {
            text = plainOf(part);
            if (looksLikeHtml(text))
                text = htmlToText(text).text;
        }
        if (text.trimmed().isEmpty())
            continue;
        if (!body.text.isEmpty())
            body.text += u"\n\n"_s;
        body.text += text;
    }
    return body;
}

} // namespace souffleur::channels::mail
