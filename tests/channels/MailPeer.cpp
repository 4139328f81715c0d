// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "MailPeer.h"

#include <signal.h>
#include <sys/prctl.h>
#include <unistd.h>

#include <QDateTime>
#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QMessageAuthenticationCode>
#include <QStandardPaths>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>

namespace souffleur::test {
namespace {
constexpr char Key[] = "a key for tests of at least thirty-two bytes";
//! The distribution's, which is the one that knows its packages.
const QString Python = u"/usr/bin/python3"_s;
const QString OpenSmtpd = u"/usr/sbin/smtpd"_s;
const QString Nobody = u"65534"_s;

//! In the child: it does not outlive a test that was killed.
void endWithTheTest() {
    prctl(PR_SET_PDEATHSIG, SIGTERM);
}

QByteArray url64(const QByteArray& bytes) {
    return bytes.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
}
} // namespace

quint16 freePort() {
    QTcpServer server;
    server.listen(QHostAddress::LocalHost);
    return server.serverPort();
}

bool waitForPort(quint16 port) {
    QElapsedTimer timer;
    timer.start();
    while (timer.elapsed() < 15'000) {
        QTcpSocket socket;
        socket.connectToHost(QHostAddress::LocalHost, port);
        if (socket.waitForConnected(500))
            return true;
        QTest::qWait(50);
    }
    return false;
}

MailPeer::MailPeer() = default;

MailPeer::~MailPeer() {
    stopDovecot();
    for (QProcess* process : {&m_smtp, &m_relay}) {
        if (process->state() == QProcess::NotRunning)
            continue;
        process->terminate();
        if (!process->waitForFinished(5000))
            process->kill();
        process->waitForFinished(5000);
    }
}

QStringList MailPeer::asUser() const {
    // Dovecot serves nobody's mail as root.
    if (geteuid() != 0)
        return {};
    // Another user's signal at our death has to be asked for after the change.
    return {u"setpriv"_s, u"--reuid"_s,        Nobody,           u"--regid"_s,
            Nobody,       u"--clear-groups"_s, u"--pdeathsig"_s, u"TERM"_s};
}

std::optional<QByteArray> MailPeer::run(const QStringList& command) {
    QProcess process;
    process.start(command.first(), command.mid(1));
    if (!process.waitForFinished(30'000) || process.exitStatus() != QProcess::NormalExit || process.exitCode() != 0)
        return std::nullopt;
    return process.readAllStandardOutput();
}

void MailPeer::write(const QString& name, const QByteArray& content) const {
    QFile file(path(name));
    if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
        qFatal("cannot write");
}

QString MailPeer::start() {
    const QString dovecot = u"/usr/sbin/dovecot"_s;
    if (!QFile::exists(dovecot))
        return u"Dovecot is not installed"_s;
    QProcess version;
    version.start(dovecot, {u"--version"_s});
    version.waitForFinished(5000);
    if (!version.readAllStandardOutput().startsWith("2.3"))
        return u"the configuration below is for Dovecot 2.3"_s;
    for (const QString& program : {u"openssl"_s, Python})
        if (QStandardPaths::findExecutable(program).isEmpty())
            return program + u" is not installed"_s;
    QProcess probe;
    probe.start(Python, {u"-c"_s, u"import aiosmtpd"_s});
    if (!probe.waitForFinished(10'000) || probe.exitCode() != 0)
        return u"aiosmtpd is not installed"_s;

    imap = freePort();
    imaps = freePort();
    lmtp = freePort();
    smtp = freePort();
    const QDir dir(m_folder.path());
    for (const QString& name : {u"box/%1/new"_s.arg(user), u"box/%1/cur"_s.arg(user), u"box/%1/tmp"_s.arg(user),
                                u"home"_s, u"run"_s, u"state"_s, u"keys/default/HS256"_s})
        dir.mkpath(name);
    if (!run({u"openssl"_s, u"req"_s, u"-x509"_s, u"-newkey"_s, u"rsa:2048"_s, u"-nodes"_s, u"-keyout"_s,
              path(u"key.pem"_s), u"-out"_s, path(u"cert.pem"_s), u"-days"_s, u"30"_s, u"-subj"_s,
              u"/CN=localhost"_s, u"-addext"_s, u"subjectAltName=DNS:localhost,IP:127.0.0.1"_s}))
        return u"openssl made no certificate"_s;
    write(u"users"_s, (user + u":{PLAIN}"_s + password + u'\n').toUtf8());
    write(u"keys/default/HS256/default"_s, QByteArray(Key).toBase64());
    write(u"oauth2.conf"_s,
          ("introspection_mode = local\nlocal_validation_key_dict = fs:posix:prefix=" + m_folder.path().toUtf8() +
           "/keys/\nusername_attribute = sub\nusername_format = %u\n"));
    const bool root = geteuid() == 0;
    QProcess id;
    id.start(u"id"_s, root ? QStringList{u"-un"_s, Nobody} : QStringList{u"-un"_s});
    id.waitForFinished(5000);
    const QByteArray name = id.readAllStandardOutput().trimmed();
    id.start(u"id"_s, root ? QStringList{u"-gn"_s, Nobody} : QStringList{u"-gn"_s});
    id.waitForFinished(5000);
    const QByteArray group = id.readAllStandardOutput().trimmed();
    QByteArray conf = R"(base_dir = @D/run
state_dir = @D/state
log_path = @D/dovecot.log
default_internal_user = @U
default_internal_group = @G
default_login_user = @U
listen = 127.0.0.1
protocols = imap lmtp
ssl = yes
ssl_cert = <@D/cert.pem
ssl_key = <@D/key.pem
disable_plaintext_auth = no
auth_mechanisms = plain login xoauth2 oauthbearer
mail_location = maildir:@D/box/%u
mail_uid = @U
mail_gid = @G
first_valid_uid = 1
mail_max_userip_connections = 100
passdb {
  driver = oauth2
  mechanisms = xoauth2 oauthbearer
  args = @D/oauth2.conf
}
passdb {
  driver = passwd-file
  args = scheme=PLAIN username_format=%u @D/users
}
userdb {
  driver = static
  args = uid=@U gid=@G home=@D/home/%u
}
service anvil {
  chroot =
}
service stats {
  chroot =
}
service imap-login {
  chroot =
  inet_listener imap {
    port = @IMAP
  }
  inet_listener imaps {
    port = @TLS
    ssl = yes
  }
}
service lmtp {
  inet_listener lmtp {
    address = 127.0.0.1
    port = @LMTP
  }
}
namespace inbox {
  inbox = yes
  separator = /
  mailbox Gesendet {
    special_use = \Sent
    auto = create
  }
  mailbox Größere {
    auto = create
  }
}
)";
    conf.replace("@D", m_folder.path().toUtf8()).replace("@U", name).replace("@G", group);
    conf.replace("@IMAP", QByteArray::number(imap)).replace("@TLS", QByteArray::number(imaps));
    conf.replace("@LMTP", QByteArray::number(lmtp));
    write(u"dovecot.conf"_s, conf);
    if (root && !run({u"chown"_s, u"-R"_s, Nobody + u':' + Nobody, m_folder.path()}))
        return u"chown failed"_s;
    if (!startDovecot()) {
        QFile log(path(u"dovecot.log"_s));
        log.open(QIODevice::ReadOnly);
        return u"Dovecot does not start: "_s + QString::fromUtf8(log.readAll().right(500));
    }
    QStringList command = asUser() + QStringList{Python,         u"-m"_s,
                                                 u"aiosmtpd"_s,  u"-n"_s,
                                                 u"-l"_s,        u"127.0.0.1:%1"_s.arg(smtp),
                                                 u"-c"_s,        u"aiosmtpd.handlers.Mailbox"_s,
                                                 path(u"sent"_s)};
    m_smtp.setStandardOutputFile(QProcess::nullDevice());
    m_smtp.setStandardErrorFile(path(u"smtp.log"_s));
    m_smtp.setChildProcessModifier(endWithTheTest);
    m_smtp.start(command.first(), command.mid(1));
    return waitForPort(smtp) ? QString() : u"aiosmtpd does not start"_s;
}

QString MailPeer::startOpenSmtpd() {
    if (geteuid() != 0 || !QFile::exists(OpenSmtpd))
        return u"OpenSMTPD is not installed, or we are not root"_s;
    // Its queue and its control socket have fixed places. In a view of its own they are nobody else's: not the
    // machine's mail server's, not another test's.
    const QStringList aside{u"unshare"_s,
                            u"--mount"_s,
                            u"sh"_s,
                            u"-ec"_s,
                            u"mount -t tmpfs none /run; mount -t tmpfs none /var/spool; exec \"$@\""_s,
                            u"sh"_s};
    if (!run(aside + QStringList{u"true"_s}))
        return u"OpenSMTPD cannot have a queue of its own: no right to mount"_s;
    // It takes keys only from files that are its own.
    const auto hash = run({u"openssl"_s, u"passwd"_s, u"-6"_s, password});
    if (!hash || !run({u"install"_s, u"-D"_s, u"-m"_s, u"600"_s, u"-t"_s, path(u"relay"_s), path(u"cert.pem"_s),
                       path(u"key.pem"_s)}))
        qFatal("no password or no key for OpenSMTPD");
    write(u"people"_s, user.toUtf8() + '\t' + hash->trimmed() + '\n');
    relay = freePort();
    submission = freePort();
    QByteArray conf = R"(pki "peer" cert "@D/relay/cert.pem"
pki "peer" key "@D/relay/key.pem"
table people file:@D/people
bounce warn-interval 1s
queue ttl 3s
filter "grey" phase rcpt-to match rcpt-to regex { "^<?grau@" } reject "451 4.7.1 Greylisted, try again in 90 seconds"
listen on 127.0.0.1 port @RELAY filter "grey"
listen on 127.0.0.1 port @SUBMISSION tls-require pki "peer" auth <people>
action "in" relay host "lmtp://127.0.0.1:@LMTP"
action "nowhere" relay host "lmtp://127.0.0.2:@NOBODY"
match from any for domain { "kunde.test" "example.test" } action "in"
match from any for domain "langsam.test" action "nowhere"
)";
    conf.replace("@D", m_folder.path().toUtf8()).replace("@LMTP", QByteArray::number(lmtp));
    conf.replace("@RELAY", QByteArray::number(relay)).replace("@SUBMISSION", QByteArray::number(submission));
    conf.replace("@NOBODY", QByteArray::number(freePort()));
    write(u"smtpd.conf"_s, conf);
    const QStringList command = aside + QStringList{OpenSmtpd, u"-d"_s, u"-f"_s, path(u"smtpd.conf"_s)};
    m_relay.setStandardOutputFile(path(u"smtpd.log"_s));
    m_relay.setStandardErrorFile(path(u"smtpd.log"_s), QIODevice::Append);
    m_relay.setChildProcessModifier(endWithTheTest);
    m_relay.start(command.first(), command.mid(1));
    if (!waitForPort(relay) || !waitForPort(submission)) {
        QFile log(path(u"smtpd.log"_s));
        log.open(QIODevice::ReadOnly);
        qFatal("OpenSMTPD does not start: %s", log.readAll().right(2000).constData());
    }
    return {};
}

bool MailPeer::openSmtpdHasTls() {
    QProcess process;
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.start(OpenSmtpd, {u"-h"_s});
    process.waitForFinished(5000);
    const QByteArray words = process.readAll();
    return words.contains("OpenSMTPD ") && !words.contains("OpenSMTPD 6.");
}

bool MailPeer::startDovecot() {
    m_dovecot = std::make_unique<QProcess>();
    const QStringList command =
        asUser() + QStringList{u"/usr/sbin/dovecot"_s, u"-F"_s, u"-c"_s, path(u"dovecot.conf"_s)};
    m_dovecot->setStandardErrorFile(path(u"start.log"_s));
    // A group of its own, so that freeze() reaches everybody and nobody else.
    m_dovecot->setChildProcessModifier([] {
        setpgid(0, 0);
        endWithTheTest();
    });
    m_dovecot->start(command.first(), command.mid(1));
    return m_dovecot->waitForStarted() && waitForPort(imap) && waitForPort(imaps);
}

void MailPeer::stopDovecot() {
    if (!m_dovecot || m_dovecot->state() == QProcess::NotRunning)
        return;
    freeze(false);
    const auto group = pid_t(m_dovecot->processId());
    m_dovecot->terminate();
    if (!m_dovecot->waitForFinished(5000))
        m_dovecot->kill();
    // Its children end by themselves; nothing may outlive the test.
    ::kill(-group, SIGKILL);
    m_dovecot->waitForFinished(5000);
    m_dovecot.reset();
}

void MailPeer::freeze(bool frozen) {
    if (m_dovecot)
        ::kill(-pid_t(m_dovecot->processId()), frozen ? SIGSTOP : SIGCONT);
}

QString MailPeer::maildir(const QString& mailbox) const {
    QString box = path(u"box/"_s + user);
    if (!mailbox.isEmpty())
        box += u"/."_s + mailbox;
    return box;
}

void MailPeer::deliver(const QByteArray& mail, const QString& mailbox) {
    static int number = 0;
    const QString name = u"%1.M%2.test"_s.arg(QDateTime::currentSecsSinceEpoch()).arg(++number);
    const QString box = maildir(mailbox);
    const QDir dir(box);
    for (const QString& part : {u"tmp"_s, u"new"_s, u"cur"_s})
        dir.mkpath(part);
    QFile file(box + u"/tmp/"_s + name);
    if (!file.open(QIODevice::WriteOnly) || file.write(mail) != mail.size())
        qFatal("cannot deliver");
    file.close();
    if (geteuid() == 0)
        run({u"chown"_s, u"-R"_s, Nobody + u':' + Nobody, box});
    QFile::rename(box + u"/tmp/"_s + name, box + u"/new/"_s + name);
}

void MailPeer::forgetNumbers() {
    const QDir dir(maildir({}));
    for (const QString& name : dir.entryList({u"dovecot-uidlist*"_s, u"dovecot.index*"_s}, QDir::Files))
        QFile::remove(dir.filePath(name));
}

QList<QByteArray> MailPeer::read(const QString& maildir) {
    QList<QByteArray> all;
    for (const QString& part : {u"/cur"_s, u"/new"_s}) {
        const QDir dir(maildir + part);
        for (const QString& name : dir.entryList(QDir::Files, QDir::Name)) {
            QFile file(dir.filePath(name));
            if (file.open(QIODevice::ReadOnly))
                all += file.readAll();
        }
    }
    return all;
}

QList<QByteArray> MailPeer::mails(const QString& mailbox) const {
    return read(maildir(mailbox));
}
QList<QByteArray> MailPeer::sent() const {
    return read(path(u"sent"_s));
}

QStringList MailPeer::flags(const QString& mailbox) const {
    QStringList all;
    for (const QString& part : {u"/cur"_s, u"/new"_s})
        for (const QString& name : QDir(maildir(mailbox) + part).entryList(QDir::Files))
            all += name.contains(u":2,"_s) ? name.section(u":2,"_s, 1) : QString();
    return all;
}

QString MailPeer::token(int seconds) const {
    const qint64 now = QDateTime::currentSecsSinceEpoch();
    const QByteArray head = url64(R"({"alg":"HS256","typ":"JWT"})");
    const QByteArray body =
        url64(QJsonDocument(QJsonObject{{u"sub"_s, user}, {u"iat"_s, now - 3600}, {u"exp"_s, now + seconds}})
                  .toJson(QJsonDocument::Compact));
    const QByteArray sign = QMessageAuthenticationCode::hash(head + '.' + body, Key, QCryptographicHash::Sha256);
    return QString::fromLatin1(head + '.' + body + '.' + url64(sign));
}

QByteArray MailPeer::certificate() const {
    QFile file(path(u"cert.pem"_s));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace souffleur::test
