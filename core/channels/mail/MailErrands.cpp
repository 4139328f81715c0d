// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "channels/mail/MailErrands.h"

#include "base/Log.h"

namespace souffleur::channels::mail {
namespace {
constexpr Milliseconds CloseAfter{30'000};
constexpr Milliseconds FetchWatchdog{120'000};

quint32 highestFound(const ImapSession::Reply& reply) {
    quint32 highest = 0;
    for (const ImapLine& line : reply.lines)
        if (line.keyword == "SEARCH")
            for (const ImapValue& value : line.values)
                highest = std::max(highest, quint32(value.number()));
    return highest;
}
} // namespace

QString sentMailboxOf(const QList<ImapLine>& lines) {
    QString byName;
    for (const ImapLine& line : lines) {
        if (line.keyword != "LIST" || line.values.size() < 3)
            continue;
        const QString name = decodeMailbox(line.values.at(2).text);
        for (const ImapValue& flag : line.values.at(0).items)
            if (flag.is("\\Sent"))
                return name;
        const QString last = name.section(QLatin1Char('/'), -1).section(u'.', -1);
        for (const QStringView known : {u"Sent", u"Sent Items", u"Sent Messages", u"Gesendet", u"Gesendete Objekte",
                                        u"Gesendete Elemente", u"Envoyés", u"Enviados"})
            if (byName.isEmpty() && last.compare(known, Qt::CaseInsensitive) == 0)
                byName = name;
    }
    return byName;
}

MailErrands::MailErrands(const MailSettings& settings, LoginSource& login, Clock& clock, QObject* parent)
    : QObject(parent), m_settings(settings), m_login(login), m_clock(clock) {}

MailErrands::~MailErrands() {
    dropSession();
    const auto errands = std::exchange(m_errands, {});
    for (const Errand& errand : errands)
        errand.fail(makeError(ErrorCode::Cancelled));
}

void MailErrands::dropSession() {
    m_busy = false;
    m_closing.reset();
    if (!m_session)
        return;
    m_session->disconnect(this);
    m_session->abandon();
    m_session->deleteLater();
    m_session = nullptr;
}

void MailErrands::add(Errand errand) {
    m_errands.push_back(std::move(errand));
    if (m_errands.size() == 1)
        next();
}

void MailErrands::next() {
    if (m_busy)
        return;
    if (m_errands.empty()) {
        m_closing = m_clock.callAfter(CloseAfter, this, [this] { dropSession(); });
        return;
    }
    m_closing.reset();
    m_busy = true;
    const auto begin = [this] {
        m_errands.front().run([this] {
            m_errands.pop_front();
            m_busy = false;
            next();
        });
    };
    if (m_session && m_session->isOpen())
        return begin();
    m_login.get([this, begin](const Result<MailLogin>& login) {
        const auto failed = [this](const Error& error) {
            dropSession();
            // All of them: the others would fail in the same way, one after the other.
            const auto errands = std::exchange(m_errands, {});
            for (const Errand& errand : errands)
                errand.fail(error);
        };
        if (!login)
            return failed(login.error());
        dropSession();
        m_busy = true;
        m_session = new ImapSession(m_clock, this);
        connect(m_session, &ImapSession::closed, this, failed);
        m_session->open(m_settings.imap, *login, [begin](const Status& status) {
            if (status)
                begin();
        });
    });
}

void MailErrands::fetchBytes(quint32 uid, std::function<void(const Result<QByteArray>&)> done) {
    m_session->command(
        "UID FETCH " + QByteArray::number(uid) + " (UID BODY.PEEK[])",
        [uid, done = std::move(done)](const Result<ImapSession::Reply>& reply) {
            if (!reply)
                return done(reply.error());
            for (const ImapLine& line : reply->lines) {
                if (line.keyword != "FETCH" || line.values.isEmpty())
                    continue;
                const ImapValue* number = line.values.first().after("UID");
                const ImapValue* body = line.values.first().after("BODY[]");
                if (number && number->number() == uid && body && body->type == ImapValue::Type::String)
                    return done(body->text);
            }
            done(makeError(ErrorCode::NotFound, u"mail"_s));
        },
        FetchWatchdog);
}

void MailErrands::fetch(const MailRef& ref, std::function<void(const Result<QByteArray>&)> done) {
    add({[this, ref, done](const Finished& finished) {
             const auto end = [done, finished](const Result<QByteArray>& result) {
                 // Whoever lost the connection was told already.
                 if (result || result.error().code == ErrorCode::NotFound ||
                     result.error().code == ErrorCode::Rejected || result.error().code == ErrorCode::ServerError) {
                     done(result);
                     finished();
                 }
             };
             m_session->command("EXAMINE " + imapQuoted(encodeMailbox(ref.mailbox)),
                                [this, ref, end](const Result<ImapSession::Reply>& reply) {
                                    if (!reply)
                                        return end(reply.error());
                                    quint32 validity = 0;
                                    for (const ImapLine& line : reply->lines)
                                        if (line.code.toUpper().startsWith("UIDVALIDITY "))
                                            validity = line.code.mid(12).toUInt();
                                    const auto bySearch = [this, ref, end] {
                                        if (ref.messageId.isEmpty())
                                            return end(makeError(ErrorCode::NotFound, u"mail"_s));
                                        m_session->command(
                                            "UID SEARCH HEADER Message-ID " + imapQuoted(ref.messageId.toUtf8()),
                                            [this, end](const Result<ImapSession::Reply>& found) {
                                                if (!found)
                                                    return end(found.error());
                                                const quint32 uid = highestFound(*found);
                                                if (uid == 0)
                                                    return end(makeError(ErrorCode::NotFound, u"mail"_s));
                                                fetchBytes(uid, end);
                                            });
                                    };
                                    if (validity != ref.uidValidity)
                                        return bySearch();
                                    fetchBytes(ref.uid, [end, bySearch](const Result<QByteArray>& bytes) {
                                        if (!bytes && bytes.error().code == ErrorCode::NotFound)
                                            return bySearch();
                                        end(bytes);
                                    });
                                });
         },
         [done](const Error& error) { done(error); }});
}

void MailErrands::tipIn(int mailbox, const QByteArray& criteria,
                        std::function<void(const Result<std::optional<ThreadTip>>&)> done) {
    if (mailbox >= m_settings.mailboxes.size())
        return done(std::optional<ThreadTip>());
    m_session->command(
        "EXAMINE " + imapQuoted(encodeMailbox(m_settings.mailboxes.at(mailbox))),
        [this, mailbox, criteria, done](const Result<ImapSession::Reply>& selected) {
            if (!selected)
                return done(selected.error());
            m_session->command(
                "UID SEARCH " + criteria, [this, mailbox, criteria, done](const Result<ImapSession::Reply>& found) {
                    if (!found)
                        return done(found.error());
                    const quint32 uid = highestFound(*found);
                    if (uid == 0)
                        return tipIn(mailbox + 1, criteria, done);
                    m_session->command("UID FETCH " + QByteArray::number(uid) + " (UID BODY.PEEK[HEADER])",
                                       [done](const Result<ImapSession::Reply>& reply) {
                                           if (!reply)
                                               return done(reply.error());
                                           for (const ImapLine& line : reply->lines)
                                               if (line.keyword == "FETCH" && !line.values.isEmpty())
                                                   if (const ImapValue* header =
                                                           line.values.first().after("BODY[HEADER]")) {
                                                       const ParsedMail mail = parseMail(header->text, {});
                                                       return done(std::optional<ThreadTip>(mail.tip));
                                                   }
                                           done(std::optional<ThreadTip>());
                                       });
                });
        });
}

void MailErrands::findTip(const QString& sender, const QString& messageId,
                          std::function<void(const Result<std::optional<ThreadTip>>&)> done) {
    const auto told = std::make_shared<bool>(false);
    const auto once = [told, done](const Result<std::optional<ThreadTip>>& tip) {
        if (!std::exchange(*told, true))
            done(tip);
    };
    const QByteArray from = "FROM " + imapQuoted(sender.toUtf8());
    const QByteArray exact =
        messageId.isEmpty() ? from : from + " HEADER Message-ID " + imapQuoted(messageId.toUtf8());
    add({[this, from, exact, once](const Finished& finished) {
             const auto end = [once, finished](const Result<std::optional<ThreadTip>>& tip) {
                 const bool alive =
                     tip || tip.error().code == ErrorCode::Rejected || tip.error().code == ErrorCode::ServerError;
                 once(tip);
                 if (alive)
                     finished();
             };
             tipIn(0, exact, [this, from, exact, end](const Result<std::optional<ThreadTip>>& tip) {
                 if (tip && !*tip && from != exact)
                     return tipIn(0, from, end);
                 end(tip);
             });
         },
         [once](const Error& error) { once(error); }});
}

void MailErrands::sentMailbox(std::function<void(const Result<QString>&)> done) {
    if (!m_settings.sentMailbox.isEmpty() && m_settings.sentMailbox != u"-")
        return done(m_settings.sentMailbox);
    if (!m_sent.isEmpty())
        return done(m_sent);
    m_session->command("LIST \"\" \"*\"", [this, done](const Result<ImapSession::Reply>& reply) {
        if (!reply)
            return done(reply.error());
        m_sent = sentMailboxOf(reply->lines);
        if (m_sent.isEmpty())
            return done(makeError(ErrorCode::NotFound, u"mailbox for sent mail"_s));
        done(m_sent);
    });
}

void MailErrands::searchSent(const QByteArray& messageId, std::function<void(const Result<bool>&)> done) {
    sentMailbox([this, messageId, done](const Result<QString>& name) {
        if (!name)
            return done(name.error());
        m_session->command("EXAMINE " + imapQuoted(encodeMailbox(*name)),
                           [this, messageId, done](const Result<ImapSession::Reply>& reply) {
                               if (!reply)
                                   return done(reply.error());
                               m_session->command("UID SEARCH HEADER Message-ID " + imapQuoted(messageId),
                                                  [done](const Result<ImapSession::Reply>& found) {
                                                      if (!found)
                                                          return done(found.error());
                                                      done(highestFound(*found) > 0);
                                                  });
                           });
    });
}

void MailErrands::isInSent(const QByteArray& messageId, std::function<void(const Result<bool>&)> done) {
    const auto told = std::make_shared<bool>(false);
    const auto once = [told, done](const Result<bool>& result) {
        if (!std::exchange(*told, true))
            done(result);
    };
    add({[this, messageId, once](const Finished& finished) {
             searchSent(messageId, [once, finished](const Result<bool>& found) {
                 const bool alive = found || found.error().code == ErrorCode::Rejected ||
                                    found.error().code == ErrorCode::ServerError ||
                                    found.error().code == ErrorCode::NotFound;
                 once(found);
                 if (alive)
                     finished();
             });
         },
         [once](const Error& error) { once(error); }});
}

void MailErrands::keepSent(const QByteArray& mail, const QByteArray& messageId,
                           std::function<void(const Status&)> done) {
    const auto told = std::make_shared<bool>(false);
    const auto once = [told, done](const Status& status) {
        if (!std::exchange(*told, true))
            done(status);
    };
    add({[this, mail, messageId, once](const Finished& finished) {
             const auto end = [once, finished](const Status& status) {
                 const bool alive = status || status.error().code == ErrorCode::Rejected ||
                                    status.error().code == ErrorCode::ServerError ||
                                    status.error().code == ErrorCode::NotFound;
                 once(status);
                 if (alive)
                     finished();
             };
             searchSent(messageId, [this, mail, end](const Result<bool>& found) {
                 if (!found && found.error().code != ErrorCode::Rejected)
                     return end(found.error());
                 if (found && *found)
                     return end(ok());
                 sentMailbox([this, mail, end](const Result<QString>& name) {
                     if (!name)
                         return end(name.error());
                     m_session->commandWithLiteral("APPEND " + imapQuoted(encodeMailbox(*name)) + " (\\Seen)", mail,
                                                   [end](const Result<ImapSession::Reply>& reply) {
                                                       end(reply ? ok() : Status(reply.error()));
                                                   });
                 });
             });
         },
         [once](const Error& error) { once(error); }});
}

} // namespace souffleur::channels::mail
