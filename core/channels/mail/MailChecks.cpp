// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "channels/mail/MailChecks.h"

#include "channels/kit/SetupChecks.h"
#include "channels/mail/ImapSession.h"
#include "channels/mail/MailErrands.h"
#include "channels/mail/MailSettings.h"
#include "channels/mail/OAuthTokens.h"
#include "channels/mail/SmtpSession.h"

namespace souffleur::channels::mail {
namespace {

class Checks final : public kit::SetupChecks {
public:
    Checks(ConnectorContext context, Listener listener)
        : SetupChecks(std::move(context),
                      {u"settings"_s, u"imap"_s, u"mailboxes"_s, u"push"_s, u"smtp"_s, u"sent"_s},
                      std::move(listener)) {}

private:
    void begin() override {
        auto settings = MailSettings::read(m_context.channel.settings, m_context.secrets);
        if (!settings)
            return fail(settings.error());
        m_settings = *settings;
        pass(m_settings.identity.address);
        m_login = std::make_unique<LoginSource>(m_settings, m_context.http, *m_context.clock);
        m_login->get([this](const Result<MailLogin>& login) {
            if (isCancelled())
                return;
            if (!login)
                return fail(login.error());
            m_credentials = *login;
            openImap();
        });
    }

    void cancelled() override {
        if (m_imap) {
            m_imap->disconnect(this);
            m_imap->abandon();
        }
    }

    void openImap() {
        m_imap = new ImapSession(*m_context.clock, this);
        connect(m_imap, &ImapSession::closed, this, [this](const Error& error) { fail(error); });
        m_imap->open(m_settings.imap, m_credentials, [this](const Status& status) {
            if (!status)
                return;
            pass(m_settings.imap.host);
            examine(0);
        });
    }

    void examine(int index) {
        if (index >= m_settings.mailboxes.size()) {
            pass(QString::number(m_exists));
            pass(m_imap->can("IDLE") ? u"idle"_s : u"poll"_s);
            return openSmtp();
        }
        m_imap->command("EXAMINE " + imapQuoted(encodeMailbox(m_settings.mailboxes.at(index))),
                        [this, index](const Result<ImapSession::Reply>& reply) {
                            if (!reply)
                                return fail(missingAs(reply.error(), m_settings.mailboxes.at(index)));
                            if (index == 0)
                                for (const ImapLine& line : reply->lines)
                                    if (line.keyword == "EXISTS")
                                        m_exists = line.number;
                            examine(index + 1);
                        });
    }

    //! A server that refuses to open a mailbox has none of that name.
    static Error missingAs(const Error& error, const QString& mailbox) {
        return error.code == ErrorCode::Rejected ? makeError(ErrorCode::NotFound, mailbox) : error;
    }

    void openSmtp() {
        m_smtp = new SmtpSession(*m_context.clock, this);
        m_smtp->start(m_settings.smtp, m_settings.smtpLogin ? std::optional(m_credentials) : std::nullopt, {},
                      [this](const Status& status) {
                          if (!status)
                              return fail(status.error());
                          pass(m_settings.smtp.host);
                          findSent();
                      });
    }

    void findSent() {
        if (m_settings.sentMailbox == u"-")
            return skip();
        if (!m_settings.sentMailbox.isEmpty())
            return m_imap->command("EXAMINE " + imapQuoted(encodeMailbox(m_settings.sentMailbox)),
                                   [this](const Result<ImapSession::Reply>& reply) {
                                       if (!reply)
                                           return fail(missingAs(reply.error(), m_settings.sentMailbox));
                                       pass(m_settings.sentMailbox);
                                   });
        m_imap->command("LIST \"\" \"*\"", [this](const Result<ImapSession::Reply>& reply) {
            if (!reply)
                return fail(reply.error());
            const QString name = sentMailboxOf(reply->lines);
            name.isEmpty() ? fail(makeError(ErrorCode::NotFound, u"mailbox for sent mail"_s)) : pass(name);
        });
    }

    MailSettings m_settings;
    MailLogin m_credentials;
    std::unique_ptr<LoginSource> m_login;
    ImapSession* m_imap = nullptr;
    SmtpSession* m_smtp = nullptr;
    quint32 m_exists = 0;
};

} // namespace

std::shared_ptr<void> checkMail(const ConnectorContext& context, QObject* receiver,
                                std::function<void(const ChannelCheck&)> report, std::function<void()> finished) {
    return kit::SetupChecks::run<Checks>(context, receiver, std::move(report), std::move(finished));
}

} // namespace souffleur::channels::mail
