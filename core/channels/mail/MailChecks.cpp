// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "channels/mail/MailChecks.h"

#include "channels/mail/ImapSession.h"
#include "channels/mail/MailErrands.h"
#include "channels/mail/MailSettings.h"
#include "channels/mail/OAuthTokens.h"
#include "channels/mail/SmtpSession.h"

#include <QPointer>

namespace souffleur::channels::mail {
namespace {

class Checks final : public QObject {
public:
    Checks(ConnectorContext context, QObject* receiver, std::function<void(const ChannelCheck&)> report,
           std::function<void()> finished)
        : m_context(std::move(context)), m_receiver(receiver), m_report(std::move(report)),
          m_finished(std::move(finished)) {}

    void begin() {
        if (!m_receiver)
            return;
        running();
        auto settings = MailSettings::read(m_context.channel.settings, m_context.secrets);
        if (!settings)
            return fail(settings.error());
        m_settings = *settings;
        pass(m_settings.identity.address);
        m_login = std::make_unique<LoginSource>(m_settings, m_context.http, *m_context.clock);
        m_login->get([this](const Result<MailLogin>& login) {
            if (!m_receiver)
                return;
            if (!login)
                return fail(login.error());
            m_credentials = *login;
            openImap();
        });
    }

    void cancel() {
        m_receiver = nullptr;
        if (m_imap) {
            m_imap->disconnect(this);
            m_imap->abandon();
        }
    }

private:
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
                                return fail(reply.error().code == ErrorCode::Rejected
                                                ? makeError(ErrorCode::NotFound, m_settings.mailboxes.at(index))
                                                : reply.error());
                            if (index == 0)
                                for (const ImapLine& line : reply->lines)
                                    if (line.keyword == "EXISTS")
                                        m_exists = line.number;
                            examine(index + 1);
                        });
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
            return next(CheckState::Skipped, {});
        if (!m_settings.sentMailbox.isEmpty())
            return m_imap->command("EXAMINE " + imapQuoted(encodeMailbox(m_settings.sentMailbox)),
                                   [this](const Result<ImapSession::Reply>& reply) {
                                       reply ? pass(m_settings.sentMailbox)
                                             : fail(makeError(ErrorCode::NotFound, m_settings.sentMailbox));
                                   });
        m_imap->command("LIST \"\" \"*\"", [this](const Result<ImapSession::Reply>& reply) {
            const QString name = reply ? sentMailboxOf(reply->lines) : QString();
            name.isEmpty() ? fail(makeError(ErrorCode::NotFound, u"mailbox for sent mail"_s)) : pass(name);
        });
    }

    void tell(CheckState state, std::optional<Error> error = {}, const QString& value = {}) {
        if (m_receiver)
            m_report(ChannelCheck{Names[m_current], state, std::move(error), value});
    }
    void running() { tell(CheckState::Running); }
    void pass(const QString& value) { next(CheckState::Passed, value); }
    void next(CheckState state, const QString& value) {
        tell(state, {}, value);
        if (++m_current < int(std::size(Names)))
            running();
        else
            finish();
    }
    void fail(const Error& error) {
        if (m_current >= int(std::size(Names)))
            return;
        tell(CheckState::Failed, error);
        while (++m_current < int(std::size(Names)))
            tell(CheckState::Skipped);
        finish();
    }
    void finish() {
        if (m_imap) {
            m_imap->disconnect(this);
            m_imap->abandon();
        }
        if (m_receiver)
            m_finished();
    }

    static inline const QString Names[] = {u"settings"_s, u"imap"_s, u"mailboxes"_s,
                                           u"push"_s,     u"smtp"_s, u"sent"_s};
    const ConnectorContext m_context;
    QPointer<QObject> m_receiver;
    std::function<void(const ChannelCheck&)> m_report;
    std::function<void()> m_finished;
    MailSettings m_settings;
    MailLogin m_credentials;
    std::unique_ptr<LoginSource> m_login;
    ImapSession* m_imap = nullptr;
    SmtpSession* m_smtp = nullptr;
    quint32 m_exists = 0;
    int m_current = 0;
};

} // namespace

std::shared_ptr<void> checkMail(const ConnectorContext& context, QObject* receiver,
                                std::function<void(const ChannelCheck&)> report, std::function<void()> finished) {
    auto checks = std::shared_ptr<Checks>(new Checks(context, receiver, std::move(report), std::move(finished)),
                                          // It may be dropped inside its own report.
                                          [](Checks* c) {
                                              c->cancel();
                                              c->deleteLater();
                                          });
    // The caller holds the handle before the first report.
    QMetaObject::invokeMethod(
        checks.get(), [raw = checks.get()] { raw->begin(); }, Qt::QueuedConnection);
    return checks;
}

} // namespace souffleur::channels::mail
