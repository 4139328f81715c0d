// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
// TelegramDouble as a server of its own: it survives the program under test being killed, and scripts drive it over
// HTTP. Usage: telegram_double [--port N] [--token T] [--conflict-delay MS]; prints "listening on <address>".
//
//   POST /_control/message  {"chat_id", "name", "text", "reply_to"?}            -> {"message_id"}
//   POST /_control/photo    {"chat_id", "name", "caption"?, "content": base64}  -> {"message_id"}
//   POST /_control/document {"chat_id", "name", "file_name", "caption"?, "content": base64}
//   POST /_control/edit     {"chat_id", "message_id", "text"}
//   POST /_control/press    {"chat_id", "message_id", "data"}
//   POST /_control/block    {"chat_id", "blocked"}
//   POST /_control/update   {"kind", "content"}                                 any update
//   POST /_control/fault    {"fault", "times"?, "method"?, "seconds"?, "after"?} names:
//   TelegramDouble::faultFromName GET  /_control/sent[?chat_id=N]                                             what
//   the bot sent GET  /_control/state
#include "support/TelegramDouble.h"

#include <cstdio>

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QJsonDocument>

using namespace souffleur;
using test::ExchangePtr;
using test::HttpDoubleRequest;
using test::TelegramDouble;

namespace {

QJsonArray toJson(const QList<TelegramDouble::Sent>& list) {
    QJsonArray array;
    for (const auto& sent : list)
        array += QJsonObject{{u"chat_id"_s, sent.chatId},      {u"message_id"_s, sent.messageId},
                             {u"method"_s, sent.method},       {u"text"_s, sent.text},
                             {u"reply_to"_s, sent.replyTo},    {u"file_name"_s, sent.fileName},
                             {u"size"_s, sent.content.size()}, {u"answered"_s, sent.answered}};
    return array;
}

//! nullopt: no such command, or not with these arguments.
std::optional<QJsonObject> obey(TelegramDouble& server, const QString& command, const QJsonObject& in) {
    const qint64 chat = in[u"chat_id"].toInteger();
    const QString name = in[u"name"].toString(u"Kim"_s);
    const QString caption = in[u"caption"].toString();
    const QByteArray content = QByteArray::fromBase64(in[u"content"].toString().toLatin1());
    const auto made = [](qint64 id) { return QJsonObject{{u"message_id"_s, id}}; };
    if (command == u"message")
        return made(server.customerWrites(chat, name, in[u"text"].toString(), in[u"reply_to"].toInteger()));
    if (command == u"photo")
        return made(server.customerSendsPhoto(chat, name, content, caption));
    if (command == u"document")
        return made(
            server.customerSendsDocument(chat, name, in[u"file_name"].toString(u"file"_s), content, caption));
    if (command == u"edit") {
        server.customerEdits(chat, in[u"message_id"].toInteger(), in[u"text"].toString());
        return QJsonObject();
    }
    if (command == u"press")
        return QJsonObject{{u"callback_query_id"_s,
                            server.customerPresses(chat, in[u"message_id"].toInteger(), in[u"data"].toString())}};
    if (command == u"block") {
        server.customerBlocks(chat, in[u"blocked"].toBool(true));
        return QJsonObject();
    }
    if (command == u"update")
        return QJsonObject{{u"update_id"_s, server.deliver(in[u"kind"].toString(), in[u"content"].toObject())}};
    if (command == u"fault") {
        const auto fault = TelegramDouble::faultFromName(in[u"fault"].toString());
        if (!fault)
            return std::nullopt;
        server.failNext(*fault, in[u"times"].toInt(1), in[u"method"].toString(), in[u"seconds"].toInt(1),
                        in[u"after"].toInt());
        return QJsonObject();
    }
    return std::nullopt;
}

void control(TelegramDouble& server, const HttpDoubleRequest& request, const ExchangePtr& exchange) {
    const QString command = request.path.section(u'/', 2);
    if (command == u"sent") {
        const qint64 chat = request.query.queryItemValue(u"chat_id"_s).toLongLong();
        return exchange->respond(200, QJsonDocument(toJson(chat ? server.sentTo(chat) : server.sent())).toJson());
    }
    if (command == u"state")
        return exchange->respond(200, QJsonDocument(server.state()).toJson());
    const auto answer = obey(server, command, QJsonDocument::fromJson(request.body).object());
    exchange->respond(answer ? 200 : 400, QJsonDocument(answer.value_or(QJsonObject())).toJson());
}

} // namespace

int main(int argc, char** argv) {
    QCoreApplication app(argc, argv);
    QCommandLineParser parser;
    const QCommandLineOption port(u"port"_s, u"0: any free one"_s, u"number"_s, u"0"_s);
    const QCommandLineOption token(u"token"_s, u"the bot's token"_s, u"token"_s);
    const QCommandLineOption delay(u"conflict-delay"_s, u"before a conflict is answered"_s, u"ms"_s, u"3000"_s);
    parser.addHelpOption();
    parser.addOptions({port, token, delay});
    parser.process(app);
    TelegramDouble server;
    if (parser.isSet(token))
        server.token = parser.value(token);
    server.conflictDelay = Milliseconds(parser.value(delay).toInt());
    server.setControl([&server](const HttpDoubleRequest& request, const ExchangePtr& exchange) {
        control(server, request, exchange);
    });
    if (!server.listen(quint16(parser.value(port).toUInt()))) {
        std::fputs("cannot listen\n", stderr);
        return 1;
    }
    std::printf("listening on %s\n", server.baseUrl().toEncoded().constData());
    std::fflush(stdout);
    return app.exec();
}
