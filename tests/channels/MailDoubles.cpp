// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "MailDoubles.h"

#include "channels/mail/ImapReader.h"

namespace souffleur::test {
namespace {
QByteArray unquoted(QByteArray text) {
    text = text.trimmed();
    if (text.startsWith('"') && text.endsWith('"') && text.size() >= 2)
        text = text.mid(1, text.size() - 2);
    return text.replace("\\\"", "\"").replace("\\\\", "\\");
}
QByteArray headerOf(const QByteArray& mail, const QByteArray& name) {
    for (const QByteArray& line : mail.split('\n'))
        if (line.toLower().startsWith(name.toLower() + ':'))
            return line.mid(name.size() + 1).trimmed();
    return {};
}
} // namespace

ImapDouble::ImapDouble(QObject* parent) : QObject(parent) {
    connect(&m_server, &QTcpServer::newConnection, this, &ImapDouble::accept);
}

ImapDouble::~ImapDouble() {
    for (QTcpSocket* socket : m_clients.keys())
        socket->disconnect(this);
}

void ImapDouble::deliver(const QByteArray& mail, const QString& mailbox) {
    BoxDouble& box = boxes[mailbox];
    box.mails += BoxDouble::Mail{box.next++, mail, false};
    for (auto it = m_clients.begin(); it != m_clients.end(); ++it)
        if (it->box == mailbox && !it->idleTag.isEmpty() && !silentIdle)
            exists(it.key());
}

void ImapDouble::renumber(const QString& mailbox) {
    BoxDouble& box = boxes[mailbox];
    ++box.validity;
    box.next = 1;
    for (BoxDouble::Mail& mail : box.mails)
        mail.uid = box.next++;
}

void ImapDouble::dropAll() {
    for (QTcpSocket* socket : m_clients.keys())
        socket->abort();
}

void ImapDouble::goSilent() {
    for (Client& client : m_clients)
        client.silent = true;
}

int ImapDouble::idling() const {
    return int(std::count_if(m_clients.begin(), m_clients.end(),
                             [](const Client& c) { return !c.idleTag.isEmpty() && !c.silent; }));
}

void ImapDouble::accept() {
    while (QTcpSocket* socket = m_server.nextPendingConnection()) {
        m_clients.insert(socket, {});
        connect(socket, &QTcpSocket::readyRead, this, [this, socket] { read(socket); });
        connect(socket, &QTcpSocket::disconnected, this, [this, socket] {
            m_clients.remove(socket);
            socket->deleteLater();
        });
        const QByteArray words = nextGreeting.isEmpty() ? greeting : std::exchange(nextGreeting, {});
        if (words == "drop")
            socket->abort();
        else
            say(socket, words.isEmpty() ? "* OK [CAPABILITY " + capabilities + "] ready\r\n" : words);
    }
}

void ImapDouble::say(QTcpSocket* socket, const QByteArray& bytes) {
    if (!m_clients.contains(socket) || m_clients[socket].silent)
        return;
    if (dropAfterBytes >= 0) {
        if (bytes.size() >= dropAfterBytes) {
            socket->write(bytes.left(dropAfterBytes));
            socket->flush();
            dropAfterBytes = -1;
            socket->abort();
            return;
        }
        dropAfterBytes -= bytes.size();
    }
    socket->write(bytes);
}

void ImapDouble::exists(QTcpSocket* socket) {
    Client& client = m_clients[socket];
    client.told = boxes[client.box].mails.size();
    say(socket, "* " + QByteArray::number(client.told) + " EXISTS\r\n");
}

void ImapDouble::read(QTcpSocket* socket) {
    m_clients[socket].buffer += socket->readAll();
    while (m_clients.contains(socket) && !m_clients[socket].silent) {
        Client& client = m_clients[socket];
        if (client.appendSize >= 0) {
            if (client.buffer.size() < client.appendSize + 2)
                return;
            BoxDouble& box = boxes[client.appendBox];
            box.mails += BoxDouble::Mail{box.next++, client.buffer.left(client.appendSize), true};
            client.buffer.remove(0, client.appendSize + 2);
            client.appendSize = -1;
            say(socket, client.appendTag + " OK appended\r\n");
            continue;
        }
        const qsizetype end = client.buffer.indexOf("\r\n");
        if (end < 0)
            return;
        const QByteArray line = client.buffer.left(end);
        client.buffer.remove(0, end + 2);
        ++commands;
        if (dropAfterCommands >= 0 && --dropAfterCommands < 0) {
            socket->abort();
            return;
        }
        handle(socket, line);
    }
}

QString ImapDouble::boxName(const QByteArray& argument) {
    return channels::mail::decodeMailbox(unquoted(argument));
}

void ImapDouble::handle(QTcpSocket* socket, const QByteArray& line) {
    Client& client = m_clients[socket];
    if (!client.idleTag.isEmpty()) {
        if (line != "DONE")
            ++malformed;
        say(socket, std::exchange(client.idleTag, {}) + " OK idle done\r\n");
        return;
    }
    if (!client.authTag.isEmpty())
        return handle(socket, std::exchange(client.authTag, {}) + " AUTHENTICATE PLAIN " + line);
    const QByteArray tag = line.left(line.indexOf(' '));
    const QByteArray rest = line.mid(tag.size() + 1);
    const QByteArray word = rest.left(rest.indexOf(' ') < 0 ? rest.size() : rest.indexOf(' ')).toUpper();
    const QByteArray arguments = rest.mid(word.size()).trimmed();
    const auto okay = [&] { say(socket, tag + " OK done\r\n"); };
    if (word == "CAPABILITY") {
        say(socket, "* CAPABILITY " + capabilities + "\r\n");
        return okay();
    }
    if (word == "STARTTLS") {
        say(socket, tag + " OK begin\r\n" + startTlsExtra);
        return;
    }
    if (word == "AUTHENTICATE" && !arguments.contains(' ')) {
        client.authTag = tag;
        say(socket, "+ \r\n");
        return;
    }
    if (word == "AUTHENTICATE" || word == "LOGIN") {
        ++logins;
        const QByteArray secret = QByteArray::fromBase64(arguments.mid(arguments.lastIndexOf(' ') + 1));
        client.in = word == "LOGIN" ? arguments == "\"support@shop.test\" \"geheim\""
                                    : secret == QByteArray("\0support@shop.test\0geheim", 25);
        if (refuseLogins > 0) {
            --refuseLogins;
            client.in = false;
        }
        say(socket, tag + (client.in ? " OK welcome\r\n" : " NO [AUTHENTICATIONFAILED] no\r\n"));
        return;
    }
    if (!client.in) {
        ++malformed;
        say(socket, tag + " BAD not logged in\r\n");
        return;
    }
    if (word == "NOOP") {
        if (!client.box.isEmpty())
            exists(socket);
        return okay();
    }
    if (word == "EXAMINE" || word == "SELECT") {
        const QString name = boxName(arguments.left(arguments.lastIndexOf('"') + 1));
        if (!boxes.contains(name)) {
            say(socket, tag + " NO no such mailbox\r\n");
            return;
        }
        client.box = name;
        client.readOnly = word == "EXAMINE";
        const BoxDouble& box = boxes[name];
        client.told = box.mails.size();
        QByteArray answer = "* " + QByteArray::number(box.mails.size()) +
                            " EXISTS\r\n* FLAGS (\\Seen)\r\n* OK [UIDVALIDITY " + QByteArray::number(box.validity) +
                            "] x\r\n";
        if (tellsUidNext)
            answer += "* OK [UIDNEXT " + QByteArray::number(box.next) + "] x\r\n";
        say(socket, answer + tag + " OK [READ-ONLY] selected\r\n");
        return;
    }
    if (word == "STATUS") {
        const QString name = boxName(arguments.left(arguments.indexOf('(')));
        if (!boxes.contains(name)) {
            say(socket, tag + " NO no such mailbox\r\n");
            return;
        }
        const BoxDouble& box = boxes[name];
        say(socket, "* STATUS x (UIDNEXT " + QByteArray::number(box.next) + " UIDVALIDITY " +
                        QByteArray::number(box.validity) + ")\r\n");
        return okay();
    }
    if (word == "LIST") {
        say(socket, "* LIST (\\HasNoChildren) \"/\" INBOX\r\n* LIST (\\Sent) \"/\" \"Sent\"\r\n");
        return okay();
    }
    if (word == "IDLE" && capabilities.contains("IDLE")) {
        client.idleTag = tag;
        say(socket, "+ idling\r\n");
        if (!silentIdle && client.told != boxes[client.box].mails.size())
            exists(socket);
        return;
    }
    if (word == "APPEND") {
        client.appendTag = tag;
        client.appendBox = boxName(arguments.left(arguments.lastIndexOf('"') + 1));
        const qsizetype open = arguments.lastIndexOf('{');
        client.appendSize = arguments.mid(open + 1, arguments.size() - open - 2).toLongLong();
        say(socket, "+ go on\r\n");
        return;
    }
    if (word == "UID")
        return handleUid(socket, tag, arguments);
    ++malformed;
    say(socket, tag + " BAD unknown command\r\n");
}

void ImapDouble::handleUid(QTcpSocket* socket, const QByteArray& tag, const QByteArray& rest) {
    Client& client = m_clients[socket];
    BoxDouble& box = boxes[client.box];
    const auto inSet = [&](const QByteArray& set, quint32 uid) {
        const quint32 highest = box.mails.isEmpty() ? 0 : box.mails.last().uid;
        for (const QByteArray& range : set.split(',')) {
            const QList<QByteArray> ends = range.split(':');
            quint32 from = ends.first() == "*" ? highest : ends.first().toUInt();
            quint32 to = ends.last() == "*" ? highest : ends.last().toUInt();
            if (from > to)
                std::swap(from, to);
            if (uid >= from && uid <= to)
                return true;
        }
        return false;
    };
    if (rest.startsWith("SEARCH ")) {
        const QByteArray key = rest.mid(7);
        QByteArray answer = "* SEARCH";
        for (const BoxDouble::Mail& mail : box.mails) {
            bool hit = false;
            if (key.startsWith("UID "))
                hit = inSet(key.mid(4), mail.uid);
            else if (key.startsWith("UNSEEN SINCE "))
                hit = !mail.seen;
            else if (key.startsWith("SINCE "))
                hit = true;
            else if (key.startsWith("HEADER Message-ID "))
                hit = headerOf(mail.bytes, "message-id").contains(unquoted(key.mid(18)));
            else if (key.startsWith("FROM ")) {
                const QList<QByteArray> both = key.mid(5).replace(" HEADER Message-ID ", "\n").split('\n');
                hit = headerOf(mail.bytes, "from").contains(unquoted(both.first())) &&
                      headerOf(mail.bytes, "message-id").contains(unquoted(both.value(1)));
            } else
                ++malformed;
            if (hit)
                answer += ' ' + QByteArray::number(mail.uid);
        }
        return say(socket, answer + "\r\n" + tag + " OK found\r\n");
    }
    if (rest.startsWith("FETCH ")) {
        const QByteArray set = rest.mid(6, rest.indexOf(' ', 6) - 6);
        const QByteArray items = rest.mid(rest.indexOf('('));
        QByteArray answer;
        for (qsizetype i = 0; i < box.mails.size(); ++i) {
            const BoxDouble::Mail& mail = box.mails.at(i);
            if (!inSet(set, mail.uid))
                continue;
            answer += "* " + QByteArray::number(i + 1) + " FETCH (UID " + QByteArray::number(mail.uid);
            if (items.contains("RFC822.SIZE"))
                answer += " INTERNALDATE \"17-Nov-2025 10:00:00 +0100\" RFC822.SIZE " +
                          QByteArray::number(mail.bytes.size());
            if (items.contains("BODY[") && !items.contains("PEEK"))
                ++malformed;
            if (items.contains("BODY.PEEK[")) {
                if (mail.uid == unreadable)
                    return say(socket, tag + " NO cannot read it\r\n");
                const qsizetype part = items.indexOf('<');
                QByteArray bytes = mail.bytes;
                QByteArray name = "BODY[]";
                if (items.contains("[HEADER]")) {
                    name = "BODY[HEADER]";
                    bytes = bytes.left(bytes.indexOf("\r\n\r\n") + 4);
                }
                if (part > 0) {
                    bytes = bytes.left(items.mid(part + 3, items.indexOf('>') - part - 3).toLongLong());
                    name += "<0>";
                }
                answer += ' ' + name + " {" + QByteArray::number(bytes.size()) + "}\r\n" + bytes;
            }
            answer += ")\r\n";
        }
        return say(socket, answer + tag + " OK fetched\r\n");
    }
    if (rest.startsWith("STORE ")) {
        if (client.readOnly)
            ++malformed;
        for (BoxDouble::Mail& mail : box.mails)
            mail.seen |= inSet(rest.mid(6, rest.indexOf(' ', 6) - 6), mail.uid);
        return say(socket, tag + " OK stored\r\n");
    }
    ++malformed;
    say(socket, tag + " BAD unknown\r\n");
}

SmtpDouble::SmtpDouble(QObject* parent) : QObject(parent) {
    connect(&m_server, &QTcpServer::newConnection, this, &SmtpDouble::accept);
}

SmtpDouble::~SmtpDouble() {
    for (QTcpSocket* socket : m_clients.keys())
        socket->disconnect(this);
}

void SmtpDouble::accept() {
    while (QTcpSocket* socket = m_server.nextPendingConnection()) {
        ++connections;
        m_clients.insert(socket, {});
        connect(socket, &QTcpSocket::readyRead, this, [this, socket] { read(socket); });
        connect(socket, &QTcpSocket::disconnected, this, [this, socket] {
            m_clients.remove(socket);
            socket->deleteLater();
        });
        answer(socket, "GREETING", "220 ready");
    }
}

QByteArray SmtpDouble::takePlanned(const QByteArray& step) {
    if (m_planned.isEmpty() || m_planned.first().first != step)
        return {};
    return m_planned.takeFirst().second;
}

void SmtpDouble::keep(const Accepted& mail) {
    accepted += mail;
    if (taken)
        taken(mail);
}

void SmtpDouble::answer(QTcpSocket* socket, const QByteArray& step, const QByteArray& usual) {
    QByteArray words = takePlanned(step);
    if (words.isEmpty())
        words = answers.value(step, usual);
    if (words == "drop")
        socket->abort();
    else if (words != "silent")
        socket->write(words + "\r\n");
}

void SmtpDouble::read(QTcpSocket* socket) {
    m_clients[socket].buffer += socket->readAll();
    while (m_clients.contains(socket)) {
        Client& client = m_clients[socket];
        const qsizetype end = client.buffer.indexOf("\r\n");
        if (end < 0)
            return;
        QByteArray line = client.buffer.left(end);
        client.buffer.remove(0, end + 2);
        if (client.data) {
            if (line != ".") {
                client.mail.data += (line.startsWith('.') ? line.mid(1) : line) + "\r\n";
                continue;
            }
            client.data = false;
            if (const QByteArray words = takePlanned("DOT"); !words.isEmpty()) {
                if (words == "lose" || words.startsWith('2'))
                    keep(client.mail);
                if (words == "lose" || words == "drop") {
                    socket->abort();
                    return;
                }
                socket->write(words + "\r\n");
                continue;
            }
            if (answers.value("DOT").startsWith('4') || answers.value("DOT").startsWith('5')) {
                answer(socket, "DOT", {});
                continue;
            }
            keep(client.mail);
            if (std::exchange(loseAnswer, false)) {
                socket->abort();
                return;
            }
            answer(socket, "DOT", "250 queued");
            continue;
        }
        const QByteArray upper = line.toUpper();
        if (upper.startsWith("EHLO")) {
            QByteArray words = "250-double";
            const QList<QByteArray> list = QByteArray(extensions).replace("\r\n", "\n").split('\n');
            for (qsizetype i = 0; i < list.size(); ++i)
                words += "\r\n250" + QByteArray(i + 1 == list.size() ? " " : "-") + list.at(i);
            answer(socket, "EHLO", words);
        } else if (upper.startsWith("AUTH PLAIN ")) {
            const bool good = QByteArray::fromBase64(line.mid(11)) == QByteArray("\0support@shop.test\0geheim", 25);
            answer(socket, "AUTH", good ? "235 welcome" : "535 5.7.8 wrong");
        } else if (upper == "AUTH LOGIN") {
            client.login = 1;
            socket->write("334 VXNlcm5hbWU6\r\n");
        } else if (client.login == 1) {
            client.login = QByteArray::fromBase64(line) == "support@shop.test" ? 2 : 3;
            socket->write("334 UGFzc3dvcmQ6\r\n");
        } else if (client.login > 1) {
            const bool good = client.login == 2 && QByteArray::fromBase64(line) == "geheim";
            client.login = 0;
            answer(socket, "AUTH", good ? "235 welcome" : "535 5.7.8 wrong");
        } else if (upper.startsWith("MAIL FROM:")) {
            client.mail = Accepted{line.mid(10), {}, {}};
            answer(socket, "MAIL", "250 ok");
        } else if (upper.startsWith("RCPT TO:")) {
            client.mail.to = line.mid(8);
            answer(socket, "RCPT", "250 ok");
        } else if (upper == "DATA") {
            client.data = answers.value("DATA", "354").startsWith("354");
            answer(socket, "DATA", "354 go on");
        } else if (upper == "QUIT") {
            socket->write("221 bye\r\n");
            socket->disconnectFromHost();
        } else {
            socket->write("500 what?\r\n");
        }
    }
}

} // namespace souffleur::test
