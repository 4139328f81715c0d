// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "channels/mail/MailReceiver.h"

#include "base/Log.h"

#include <QLocale>

namespace souffleur::channels::mail {
namespace {
constexpr int InfosAtOnce = 100;
constexpr int BatchMails = 20;
constexpr qint64 BatchBytes = 8 * 1024 * 1024;
//! Of a mail that is too large: enough for its header and text.
constexpr qint64 PartialBytes = 1024 * 1024;
//! A mail may reach the mailbox with an earlier date than its neighbours.
constexpr auto RescanMargin = std::chrono::hours(48);
constexpr Milliseconds FetchWatchdog{120'000};

QByteArray imapDate(Timestamp t) {
    return QLocale::c().toString(toDateTime(t).date(), u"d-MMM-yyyy"_s).toLatin1();
}

QByteArray uidSet(const QList<quint32>& uids) {
    QByteArray set;
    for (qsizetype i = 0; i < uids.size();) {
        qsizetype j = i;
        while (j + 1 < uids.size() && uids.at(j + 1) == uids.at(j) + 1)
            ++j;
        if (!set.isEmpty())
            set += ',';
        set += QByteArray::number(uids.at(i));
        if (j > i)
            set += ':' + QByteArray::number(uids.at(j));
        i = j + 1;
    }
    return set;
}

const ImapValue* fetchData(const ImapLine& line) {
    if (line.keyword != "FETCH" || line.values.isEmpty() || line.values.first().type != ImapValue::Type::List)
        return nullptr;
    return &line.values.first();
}
} // namespace

OptionalTimestamp fromInternalDate(const QByteArray& text) {
    const QByteArray trimmed = text.trimmed();
    const qsizetype space = trimmed.lastIndexOf(' ');
    if (space < 0)
        return {};
    QDateTime local =
        QLocale::c().toDateTime(QString::fromLatin1(trimmed.left(space)).simplified(), u"d-MMM-yyyy HH:mm:ss"_s);
    const int zone = trimmed.mid(space + 1).toInt();
    if (!local.isValid() || std::abs(zone) > 1500)
        return {};
    local.setOffsetFromUtc(((zone / 100) * 60 + zone % 100) * 60);
    return fromDateTime(local);
}

MailReceiver::MailReceiver(const ConnectorContext& context, const MailSettings& settings, LoginSource& login,
                           kit::EventQueue::Ingest ingest)
    : m_context(context), m_settings(settings), m_login(login), m_ingest(std::move(ingest)),
      m_cursor(cursorFromBytes(context.cursor)) {}

MailReceiver::~MailReceiver() {
    dropSession();
}

void MailReceiver::stop() {
    ++m_generation;
    m_timer.reset();
    dropSession();
}

void MailReceiver::dropSession() {
    if (!m_session)
        return;
    m_session->disconnect(this);
    m_session->abandon();
    m_session->deleteLater();
    m_session = nullptr;
    m_selected = -1;
}

void MailReceiver::run(const QByteArray& line, void (MailReceiver::*next)(const ImapSession::Reply&)) {
    m_session->command(line, [this, next](const Result<ImapSession::Reply>& reply) {
        if (!reply)
            return fail(reply.error());
        (this->*next)(*reply);
    });
}

void MailReceiver::connectNow() {
    stop();
    m_login.get([this, generation = m_generation](const Result<MailLogin>& login) {
        if (generation != m_generation)
            return;
        if (!login)
            return fail(login.error());
        open(*login);
    });
}

void MailReceiver::open(const MailLogin& login) {
    m_session = new ImapSession(*m_context.clock, this);
    connect(m_session, &ImapSession::closed, this, &MailReceiver::fail);
    connect(m_session, &ImapSession::happened, this, [this] {
        m_again = true;
        m_session->endIdle();
    });
    m_session->open(m_settings.imap, login, [this](const Status& status) {
        if (!status)
            return; // closed() says it
        syncAll(true);
    });
}

void MailReceiver::fail(const Error& error) {
    stop();
    m_batch.clear();
    m_refused.clear();
    m_batchBytes = 0;
    emit failed(error);
}

void MailReceiver::syncAll(bool all) {
    m_again = false;
    m_allBoxes = false;
    m_todo.clear();
    if (all) {
        m_missing.reset();
        for (int i = 1; i < m_settings.mailboxes.size(); ++i)
            m_todo += i;
    }
    // Last, as this is where IDLE waits.
    m_todo += 0;
    nextBox();
}

void MailReceiver::nextBox() {
    if (m_todo.isEmpty())
        return synced();
    lookAt(m_todo.takeFirst());
}

void MailReceiver::lookAt(int box) {
    if (box == m_selected && isKnown(box)) {
        // Selected already: only what is new.
        m_pass = Pass{box, true, cursorOf(box), {}, {}};
        return search("UID " + QByteArray::number(cursorOf(box).next) + ":*");
    }
    if (box == 0 || !isKnown(box))
        return select(box);
    const QByteArray name = imapQuoted(encodeMailbox(m_settings.mailboxes.at(box)));
    QByteArray items = "UIDNEXT UIDVALIDITY";
    if (m_session->can("CONDSTORE"))
        items += " HIGHESTMODSEQ";
    m_session->command("STATUS " + name + " (" + items + ')', [this, box](const Result<ImapSession::Reply>& reply) {
        if (!reply && reply.error().code != ErrorCode::Rejected)
            return fail(reply.error());
        if (reply)
            for (const ImapLine& line : reply->lines) {
                if (line.keyword != "STATUS" || line.values.size() < 2)
                    continue;
                const ImapValue* next = line.values.at(1).after("UIDNEXT");
                const ImapValue* validity = line.values.at(1).after("UIDVALIDITY");
                if (next && validity && validity->number() == cursorOf(box).validity &&
                    next->number() <= cursorOf(box).next)
                    return nextBox();
            }
        select(box);
    });
}

void MailReceiver::select(int box) {
    m_selected = -1;
    QByteArray line = m_settings.markSeen ? "SELECT " : "EXAMINE ";
    line += imapQuoted(encodeMailbox(m_settings.mailboxes.at(box)));
    const bool known = isKnown(box);
    if (known && m_session->can("QRESYNC") && cursorOf(box).modSeq > 0)
        line += " (QRESYNC (" + QByteArray::number(cursorOf(box).validity) + ' ' +
                QByteArray::number(cursorOf(box).modSeq) + "))";
    else if (m_session->can("CONDSTORE"))
        line += " (CONDSTORE)";
    m_session->command(line, [this, box](const Result<ImapSession::Reply>& reply) {
        if (reply)
            return selected(box, *reply);
        if (reply.error().code != ErrorCode::Rejected)
            return fail(reply.error());
        const Error missing = makeError(ErrorCode::NotFound, m_settings.mailboxes.at(box));
        if (box == 0)
            return fail(missing);
        m_missing = missing;
        nextBox();
    });
}

void MailReceiver::selected(int box, const ImapSession::Reply& reply) {
    m_selected = box;
    m_again = false;
    MailboxCursor now;
    quint32 exists = 0;
    for (const ImapLine& line : reply.lines) {
        const QList<QByteArray> code = line.code.toUpper().split(' ');
        const quint64 number = code.value(1).toULongLong();
        if (code.first() == "UIDVALIDITY")
            now.validity = quint32(number);
        else if (code.first() == "UIDNEXT")
            now.next = quint32(number);
        else if (code.first() == "HIGHESTMODSEQ")
            now.modSeq = number;
        if (line.keyword == "EXISTS")
            exists = line.number;
    }
    now.since = m_context.clock->now();
    m_pass = Pass{box, false, now, {}, {}};
    if (!isKnown(box)) {
        // What was there before counts as long as nobody has read it.
        const auto since = m_context.clock->now() - std::chrono::hours(24 * m_settings.importDays);
        if (m_settings.importDays > 0 && exists > 0)
            return search("UNSEEN SINCE " + imapDate(since));
        // The place to go on from, on servers that do not say it.
        if (now.next == 0)
            return search("UID 4294967295:*");
        return flush(true);
    }
    const MailboxCursor& known = cursorOf(box);
    if (known.validity != now.validity) {
        qCInfo(lcChannels) << "mail: a mailbox was renumbered; looking at it again";
        return search("SINCE " + imapDate(std::max(known.since, fromMs(0) + RescanMargin) - RescanMargin));
    }
    if (now.next != 0 && now.next <= known.next) {
        m_pass.target.next = known.next;
        return flush(true);
    }
    m_pass.inOrder = true;
    search("UID " + QByteArray::number(known.next) + ":*");
}

void MailReceiver::search(const QByteArray& criteria) {
    run("UID SEARCH " + criteria, &MailReceiver::found);
}

void MailReceiver::found(const ImapSession::Reply& reply) {
    quint32 highest = 0;
    for (const ImapLine& line : reply.lines) {
        if (line.keyword != "SEARCH")
            continue;
        for (const ImapValue& value : line.values)
            if (const quint64 uid = value.number(); uid > 0 && uid <= std::numeric_limits<quint32>::max()) {
                highest = std::max(highest, quint32(uid));
                m_pass.uids += quint32(uid);
            }
    }
    std::sort(m_pass.uids.begin(), m_pass.uids.end());
    m_pass.uids.erase(std::unique(m_pass.uids.begin(), m_pass.uids.end()), m_pass.uids.end());
    // "n:*" names the last mail even when it is older than n.
    if (m_pass.inOrder) {
        const quint32 from = cursorOf(m_pass.box).next;
        m_pass.uids.removeIf([from](quint32 uid) { return uid < from; });
        m_pass.target.next = std::max(m_pass.target.next, from);
        m_pass.target.since = m_context.clock->now();
    } else if (m_pass.target.next == 0 && m_settings.importDays == 0) {
        m_pass.uids.clear();
    }
    if (highest != std::numeric_limits<quint32>::max())
        m_pass.target.next = std::max(m_pass.target.next, highest + 1);
    fetchInfos();
}

void MailReceiver::fetchInfos() {
    m_pass.infos.clear();
    if (m_pass.uids.isEmpty())
        return flush(true);
    const QList<quint32> some = m_pass.uids.mid(0, InfosAtOnce);
    m_session->command(
        "UID FETCH " + uidSet(some) + " (UID INTERNALDATE RFC822.SIZE)",
        [this, some](const Result<ImapSession::Reply>& reply) {
            if (!reply)
                return fail(reply.error());
            m_pass.uids.remove(0, some.size());
            QMap<quint32, Info> infos;
            for (const ImapLine& line : reply->lines) {
                const ImapValue* data = fetchData(line);
                const ImapValue* uid = data ? data->after("UID") : nullptr;
                if (!uid || !some.contains(quint32(uid->number())))
                    continue;
                Info& info = infos[quint32(uid->number())];
                info.uid = quint32(uid->number());
                if (const ImapValue* size = data->after("RFC822.SIZE"))
                    info.size = qint64(size->number());
                if (const ImapValue* date = data->after("INTERNALDATE"))
                    info.arrived = fromInternalDate(date->text);
            }
            // Who has gone meanwhile is not among them.
            m_pass.infos = infos.values();
            fetchMail();
        },
        FetchWatchdog);
}

void MailReceiver::fetchMail() {
    if (m_batch.size() + m_refused.size() >= BatchMails || m_batchBytes >= BatchBytes)
        return flush(false);
    if (m_pass.infos.isEmpty())
        return m_pass.uids.isEmpty() ? flush(true) : fetchInfos();
    const Info info = m_pass.infos.takeFirst();
    const bool whole = info.size <= MaxWholeBytes;
    QByteArray item = "BODY.PEEK[]";
    if (!whole)
        item += "<0." + QByteArray::number(PartialBytes) + '>';
    m_session->command(
        "UID FETCH " + QByteArray::number(info.uid) + " (UID " + item + ')',
        [this, info, whole](const Result<ImapSession::Reply>& reply) { took(info, whole, reply); }, FetchWatchdog);
}

void MailReceiver::took(const Info& info, bool whole, const Result<ImapSession::Reply>& reply) {
    m_lastUid = info.uid;
    if (!reply) {
        // One mail the server cannot read must not keep the others away.
        if (reply.error().code != ErrorCode::Rejected)
            return fail(reply.error());
        m_refused += RejectedEvent{{}, u"the server could not give mail %1"_s.arg(info.uid), {}};
        return fetchMail();
    }
    for (const ImapLine& line : reply->lines) {
        const ImapValue* data = fetchData(line);
        const ImapValue* uid = data ? data->after("UID") : nullptr;
        const ImapValue* body = data ? data->after(whole ? "BODY[]" : "BODY[]<0>") : nullptr;
        if (!uid || uid->number() != info.uid || !body || body->type == ImapValue::Type::Nil)
            continue;
        Fetched fetched;
        fetched.raw = body->text;
        fetched.context.now = m_context.clock->now();
        fetched.context.arrivedAt = info.arrived;
        fetched.context.ownAddresses = m_settings.ownAddresses;
        fetched.context.mailbox = m_settings.mailboxes.at(m_pass.box);
        fetched.context.uidValidity = m_pass.target.validity;
        fetched.context.uid = info.uid;
        fetched.context.truncated = !whole;
        fetched.mail = parseMail(fetched.raw, fetched.context);
        noteThread(fetched.mail);
        m_batchBytes += fetched.raw.size();
        m_batch += fetched;
        break;
    }
    fetchMail();
}

//! A person's answer to an earlier mail of their own. Others' do not count: anybody can write any Message-ID.
void MailReceiver::noteThread(ParsedMail& mail) {
    for (ChannelEvent& event : mail.events) {
        auto* message = std::get_if<InboundMessage>(&event);
        if (!message || mail.tip.messageId.isEmpty())
            continue;
        const Known* answered =
            mail.tip.references.isEmpty() ? nullptr : m_known.object(mail.tip.references.last());
        if (message->replyToExternalId.isEmpty() && answered && answered->sender == mail.sender)
            message->replyToExternalId = answered->externalId;
        m_known.insert(mail.tip.messageId, new Known{mail.sender, message->externalId});
    }
}

void MailReceiver::flush(bool last) {
    EventBatch batch;
    for (const Fetched& fetched : std::as_const(m_batch))
        batch.events += fetched.mail.events;
    for (const RejectedEvent& refused : std::as_const(m_refused))
        batch.events += refused;
    MailboxCursor target = m_pass.target;
    MailCursor cursor = m_cursor;
    const QString name = m_settings.mailboxes.at(m_pass.box);
    if (!last) {
        // Mails that were picked out by a search leave the cursor where it was until the last of them.
        target = cursor.value(name);
        if (m_pass.inOrder)
            target.next = m_lastUid + 1;
    }
    const bool moved = (last || m_pass.inOrder) && (!(target == cursor.value(name)) || !cursor.contains(name));
    if (moved)
        cursor.insert(name, target);
    // Only the time and the counter of changes moved: worth no write of its own.
    const MailboxCursor before = m_cursor.value(name);
    const bool worth = target.next != before.next || target.validity != before.validity || !m_cursor.contains(name);
    const QList<Fetched> mails = std::exchange(m_batch, {});
    m_refused.clear();
    m_batchBytes = 0;
    if (batch.events.isEmpty() && !(moved && worth)) {
        m_cursor = cursor;
        return stored(mails, last);
    }
    if (moved)
        batch.cursor = toBytes(cursor);
    m_ingest(std::move(batch), [this, cursor, mails, last, generation = m_generation](const Status& status, bool) {
        if (status)
            m_cursor = cursor;
        // The connection broke meanwhile: what was stored is stored, the next one goes on behind it.
        if (generation != m_generation)
            return;
        if (!status)
            return fail(status.error());
        for (const Fetched& fetched : mails)
            emit arrived(fetched.raw, fetched.mail, fetched.context);
        stored(mails, last);
    });
}

void MailReceiver::stored(const QList<Fetched>& batch, bool last) {
    const auto next = [this, last] { last ? nextBox() : fetchMail(); };
    if (m_settings.markSeen && !batch.isEmpty())
        return markSeen(batch, next);
    next();
}

void MailReceiver::markSeen(const QList<Fetched>& batch, std::function<void()> next) {
    QList<quint32> uids;
    for (const Fetched& fetched : batch)
        uids += fetched.context.uid;
    m_session->command("UID STORE " + uidSet(uids) + " +FLAGS.SILENT (\\Seen)",
                       [this, next = std::move(next)](const Result<ImapSession::Reply>& reply) {
                           // A read-only mailbox: the mails are stored all the same.
                           if (!reply && reply.error().code != ErrorCode::Rejected)
                               return fail(reply.error());
                           next();
                       });
}

void MailReceiver::synced() {
    emit caughtUp(m_missing);
    wait();
}

void MailReceiver::wait() {
    if (m_again)
        return syncAll(false);
    const bool several = m_settings.mailboxes.size() > 1;
    if (!m_session->can("IDLE")) {
        m_timer = m_context.clock->callAfter(m_settings.poll, this, [this] {
            m_session->command("NOOP", [this](const Result<ImapSession::Reply>& reply) {
                if (!reply)
                    return fail(reply.error());
                syncAll(true);
            });
        });
        return;
    }
    m_timer =
        m_context.clock->callAfter(several ? std::min(m_settings.poll, IdleRenewal) : IdleRenewal, this, [this] {
            // Also a look at what the server may have kept from us.
            m_allBoxes = true;
            m_session->endIdle();
        });
    m_session->idle([this](const Result<ImapSession::Reply>& reply) {
        m_timer.reset();
        if (!reply)
            return fail(reply.error());
        syncAll(m_allBoxes);
    });
}

} // namespace souffleur::channels::mail
