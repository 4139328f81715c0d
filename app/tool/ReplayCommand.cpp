// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "Commands.h"

#include <thread>

#include <QElapsedTimer>
#include <QFile>

namespace souffleur::tool {
namespace {

struct Turn {
    QString conversation;
    int number = 0;
    bool customer = true;
    QString language;
    QString text;
};

//! Lines of {"conv","turn","role":"customer|agent","lang","text"}; a line that cannot be read is counted and left
//! out.
Result<QList<Turn>> readTurns(const QString& path, qsizetype limit, int& broken) {
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return makeError(ErrorCode::IoError, path + u": "_s + file.errorString());
    QList<Turn> turns;
    while (!file.atEnd() && turns.size() < limit) {
        const QByteArray line = file.readLine(1024 * 1024).trimmed();
        if (line.isEmpty())
            continue;
        const QJsonObject object = QJsonDocument::fromJson(line).object();
        Turn turn{object.value(u"conv"_s).toString(), object.value(u"turn"_s).toInt(),
                  object.value(u"role"_s).toString() != u"agent", object.value(u"lang"_s).toString(),
                  object.value(u"text"_s).toString()};
        if (turn.conversation.isEmpty() || turn.text.isEmpty())
            ++broken;
        else
            turns += turn;
    }
    return turns;
}

Result<Channel> replayChannel(Tool& tool, workspace::LocalWorkspace& workspace) {
    const QList<Channel> channels = tool.onMain([&] { return workspace.channels(); });
    for (const Channel& channel : channels)
        if (channel.kind == u"sample" && channel.settings.value(u"replay"_s).toBool())
            return channel;
    Channel channel;
    channel.id = ChannelId::create();
    channel.kind = u"sample"_s;
    channel.name = u"Replay"_s;
    channel.settings = QJsonObject{{u"replay"_s, true}};
    channel.sample = true;
    SOUFFLEUR_TRY(const CommandReply reply, tool.call([&] {
        return workspace.run(SaveChannel{channel, std::nullopt});
    }));
    (void)reply;
    return channel;
}

InboundMessage inbound(const Turn& turn) {
    InboundMessage message;
    message.externalId = turn.conversation + u':' + QString::number(turn.number);
    message.sender.externalId = turn.conversation;
    message.sender.displayName = turn.conversation;
    message.sender.language = turn.language;
    message.text = turn.text;
    return message;
}

} // namespace

Status runReplay(Tool& tool) {
    const double speed = tool.option(u"speed"_s, u"0"_s).toDouble();
    const bool customersOnly = tool.flag(u"customers-only"_s);
    const qsizetype limit = tool.option(u"limit"_s, u"100000000"_s).toLongLong();
    const std::optional<QString> path = tool.next();
    if (!path)
        return makeError(ErrorCode::InvalidInput, u"replay FILE"_s);
    SOUFFLEUR_CHECK(tool.finishArguments());
    int broken = 0;
    SOUFFLEUR_TRY(const QList<Turn> turns, readTurns(*path, limit, broken));
    SOUFFLEUR_TRY(const auto workspace, tool.open(!customersOnly));
    SOUFFLEUR_TRY(const Channel channel, replayChannel(tool, *workspace));

    // Order holds inside each conversation; between conversations the turns interleave, as they do in life. At full
    // speed whole rounds go in as batches, so that many messages share a commit.
    QHash<QString, QList<Turn>> byConversation;
    QStringList order;
    for (const Turn& turn : turns) {
        if (!byConversation.contains(turn.conversation))
            order += turn.conversation;
        byConversation[turn.conversation] += turn;
    }
    constexpr qsizetype Side = 500; // conversations that run at the same time
    const qsizetype batchSize = speed > 0 ? 1 : 200;
    QElapsedTimer timer;
    timer.start();
    qint64 customers = 0;
    qint64 agents = 0;
    qint64 refused = 0;
    const auto pace = [&] {
        if (speed <= 0)
            return;
        const double due = double(customers + agents) / speed * 1000.0;
        const auto wait = qint64(due) - timer.elapsed();
        if (wait > 0)
            std::this_thread::sleep_for(Milliseconds(wait));
    };
    for (qsizetype from = 0; from < order.size(); from += Side) {
        const QStringList group = order.mid(from, Side);
        for (qsizetype round = 0;; ++round) {
            EventBatch batch;
            batch.channel = channel.id;
            bool any = false;
            QList<Turn> replies;
            const auto flush = [&]() -> Status {
                if (batch.events.isEmpty())
                    return ok();
                SOUFFLEUR_CHECK(tool.call([&] { return workspace->ingest(batch); }));
                customers += batch.events.size();
                batch.events.clear();
                return ok();
            };
            for (const QString& id : group) {
                const QList<Turn>& all = byConversation[id];
                if (round >= all.size())
                    continue;
                any = true;
                const Turn& turn = all.at(round);
                if (!turn.customer) {
                    replies += turn;
                    continue;
                }
                batch.events += inbound(turn);
                if (batch.events.size() >= batchSize) {
                    SOUFFLEUR_CHECK(flush());
                    pace();
                }
            }
            SOUFFLEUR_CHECK(flush());
            if (!customersOnly) {
                SOUFFLEUR_TRY(const int sent, tool.call([&] {
                    return workspace->replyAll(channel.id, [&] {
                        QList<std::pair<QString, QString>> texts;
                        for (const Turn& turn : std::as_const(replies))
                            texts.append({turn.conversation, turn.text});
                        return texts;
                    }());
                }));
                agents += sent;
                refused += replies.size() - sent;
                pace();
            }
            if (!any)
                break;
        }
        tool.progress(u"%1 of %2 conversations, %3 messages"_s.arg(
            QString::number(std::min(from + Side, order.size())), QString::number(order.size()),
            QString::number(customers + agents)));
    }
    const double seconds = double(timer.nsecsElapsed()) / 1e9;
    const double rate = double(customers + agents) / std::max(seconds, 1e-9);
    tool.print(QJsonObject{{u"conversations"_s, order.size()},
                           {u"customer_messages"_s, customers},
                           {u"agent_messages"_s, agents},
                           {u"agent_messages_refused"_s, refused},
                           {u"broken_lines"_s, broken},
                           {u"seconds"_s, seconds},
                           {u"messages_per_second"_s, rate}},
               u"%1 conversations, %2 customer and %3 agent messages in %4 s (%5/s)"_s.arg(
                   QString::number(order.size()), QString::number(customers), QString::number(agents),
                   QString::number(seconds, 'f', 2), QString::number(rate, 'f', 0)));
    return ok();
}

} // namespace souffleur::tool
