// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "Commands.h"

#include "domain/Rules.h"
#include "domain/SearchSyntax.h"

namespace souffleur::tool {
namespace {

QString iso(Timestamp t) {
    return toDateTime(t).toString(Qt::ISODateWithMs);
}
QJsonValue iso(OptionalTimestamp t) {
    return t ? QJsonValue(iso(*t)) : QJsonValue();
}

QString stateName(EpisodeState state) {
    static constexpr const char* Names[] = {"open", "snoozed", "resolved"};
    return QLatin1String(Names[int(state)]);
}

QString statusName(MessageStatus status) {
    static constexpr const char* Names[] = {"received",  "held", "queued", "sending", "sent",
                                            "delivered", "read", "failed", "unclear", "cancelled"};
    return QLatin1String(Names[int(status)]);
}

QString kindName(MessageKind kind) {
    static constexpr const char* Names[] = {"text",    "image",        "document",   "audio",
                                            "video",   "voice",        "sticker",    "location",
                                            "contact", "button_press", "unsupported"};
    return QLatin1String(Names[int(kind)]);
}

QJsonObject toJson(const Conversation& c) {
    return {{u"id"_s, c.id.toString()},
            {u"contact"_s, c.contactName},
            {u"channel"_s, c.channelKind},
            {u"state"_s, stateName(c.state)},
            {u"assignee"_s, c.assigneeName},
            {u"language"_s, c.language},
            {u"tags"_s, QJsonArray::fromStringList(c.tags)},
            {u"preview"_s, c.preview},
            {u"unread"_s, c.unread},
            {u"waiting_since"_s, iso(c.waitingSince)},
            {u"due_at"_s, iso(c.dueAt)},
            {u"last_activity_at"_s, iso(c.lastActivityAt)}};
}

QJsonObject toJson(const ThreadItem& item) {
    if (const auto* m = std::get_if<Message>(&item)) {
        QJsonArray files;
        for (const Attachment& a : m->attachments)
            files += QJsonObject{{u"id"_s, a.id.toString()}, {u"name"_s, a.fileName}, {u"size"_s, a.size}};
        return {{u"type"_s, u"message"_s},
                {u"id"_s, m->id.toString()},
                {u"sequence"_s, m->sequence},
                {u"direction"_s, m->direction == Direction::Inbound ? u"inbound"_s : u"outbound"_s},
                {u"kind"_s, kindName(m->kind)},
                {u"author"_s, m->authorName},
                {u"text"_s, m->text},
                {u"status"_s, statusName(m->status)},
                {u"error"_s, m->error ? QJsonValue(m->error->toString()) : QJsonValue()},
                {u"at"_s, iso(m->sentAt)},
                {u"edited"_s, m->editedAt.has_value()},
                {u"deleted"_s, m->deleted},
                {u"attachments"_s, files}};
    }
    if (const auto* n = std::get_if<Note>(&item))
        return {{u"type"_s, u"note"_s},       {u"id"_s, n->id.toString()}, {u"sequence"_s, n->sequence},
                {u"author"_s, n->authorName}, {u"text"_s, n->text},        {u"at"_s, iso(n->createdAt)}};
    const auto& mark = std::get<ThreadMark>(item);
    static constexpr const char* Kinds[] = {"opened", "resolved", "reopened", "assigned", "snoozed",
                                            "woken",  "rated",    "blocked",  "unblocked"};
    return {{u"type"_s, u"mark"_s},         {u"kind"_s, QLatin1String(Kinds[int(mark.kind)])},
            {u"sequence"_s, mark.sequence}, {u"text"_s, mark.text},
            {u"number"_s, mark.number},     {u"at"_s, iso(mark.at)}};
}

Result<ConversationId> conversationArgument(Tool& tool) {
    const std::optional<QString> text = tool.next();
    const ConversationId id = ConversationId::fromString(text.value_or(QString()));
    if (id.isNull())
        return makeError(ErrorCode::InvalidInput, u"which conversation? (see inbox list)"_s);
    return id;
}

QString problemText(const SearchProblem& problem) {
    static const QHash<SearchProblem::Kind, QString> texts = {
        {SearchProblem::Kind::MissingValue, u"needs a value"_s},
        {SearchProblem::Kind::UnknownChannel, u"no such channel (see channel list)"_s},
        {SearchProblem::Kind::UnknownStatus, u"one of open, waiting, overdue, unread, snoozed, resolved"_s},
        {SearchProblem::Kind::UnknownAgent, u"no such agent"_s},
        {SearchProblem::Kind::ManyAgents, u"more than one agent has this name"_s},
        {SearchProblem::Kind::BadDate, u"no day; like 2026-11-28, 28.11. or 7d"_s},
        {SearchProblem::Kind::BadDuration, u"no length of time; like >30min, >1h, >2d"_s},
        {SearchProblem::Kind::UnknownPart, u"messages can have an attachment"_s},
        {SearchProblem::Kind::Contradiction, u"contradicts what stands before it"_s},
    };
    return u"%1:%2 - %3"_s.arg(problem.name, problem.value, texts.value(problem.kind));
}

} // namespace

Status runInboxList(Tool& tool) {
    static const QStringList Views{u"mine"_s,    u"unassigned"_s, u"mentioned"_s,
                                   u"snoozed"_s, u"open"_s,       u"resolved"_s};
    const QString view = tool.option(u"view"_s, u"open"_s);
    const int limit = tool.option(u"limit"_s, u"100"_s).toInt();
    SOUFFLEUR_CHECK(tool.finishArguments());
    if (!Views.contains(view))
        return makeError(ErrorCode::InvalidInput, u"view "_s + view);
    SOUFFLEUR_TRY(const auto workspace, tool.open(false));
    QJsonArray rows;
    QString text;
    ConversationQuery query;
    query.view = InboxView(Views.indexOf(view));
    while (rows.size() < limit) {
        query.limit = std::min(500, limit - int(rows.size()));
        SOUFFLEUR_TRY(const ConversationPage page, tool.call([&] { return workspace->conversations(query); }));
        for (const Conversation& c : page.conversations) {
            rows += toJson(c);
            text += u"%1  %2  %3  %4\n"_s.arg(c.id.toString(), c.channelKind.leftJustified(9),
                                              (c.waitingSince ? u"waiting"_s : stateName(c.state)).leftJustified(8),
                                              c.contactName + u": "_s + rules::oneLine(c.preview, 80));
        }
        query.after = page.next;
        if (page.next.isEmpty())
            break;
    }
    tool.print(rows, text.isEmpty() ? u"No conversations."_s : text);
    return ok();
}

Status runInboxShow(Tool& tool) {
    const int limit = tool.option(u"limit"_s, u"1000"_s).toInt();
    SOUFFLEUR_TRY(const ConversationId id, conversationArgument(tool));
    SOUFFLEUR_CHECK(tool.finishArguments());
    SOUFFLEUR_TRY(const auto workspace, tool.open(false));
    SOUFFLEUR_TRY(const QList<Conversation> found, tool.call([&] { return workspace->conversationsById({id}); }));
    if (found.isEmpty())
        return makeError(ErrorCode::NotFound, u"conversation "_s + id.toString());
    SOUFFLEUR_TRY(const ThreadPage page, tool.call([&] { return workspace->threadBefore(id, 0, limit); }));
    QJsonObject object = toJson(found.first());
    QJsonArray items;
    QString text = found.first().contactName + u'\n';
    for (const ThreadItem& item : page.items) {
        const QJsonObject row = toJson(item);
        items += row;
        text += u"%1  %2  %3\n"_s.arg(iso(timeOf(item)),
                                      (row.value(u"author"_s).toString() + u' ' + row.value(u"kind"_s).toString() +
                                       row.value(u"status"_s).toString().prepend(u' '))
                                          .leftJustified(30),
                                      row.value(u"text"_s).toString());
    }
    object.insert(u"items"_s, items);
    object.insert(u"has_older"_s, page.hasOlder);
    tool.print(object, text);
    return ok();
}

Status runSearch(Tool& tool) {
    const int limit = tool.option(u"limit"_s, u"20"_s).toInt();
    const std::optional<QString> typed = tool.next();
    if (!typed)
        return makeError(ErrorCode::InvalidInput, u"search WORDS"_s);
    SOUFFLEUR_CHECK(tool.finishArguments());
    SOUFFLEUR_TRY(const auto workspace, tool.open(false));
    SOUFFLEUR_TRY(const QStringList tags, tool.call([&] { return workspace->tags(); }));
    const SearchInput input = tool.onMain([&] {
        SearchNames names;
        names.kinds = workspace->channelKinds();
        names.channels = workspace->channels();
        names.agents = workspace->agents();
        names.me = workspace->me().id;
        names.tags = tags;
        names.now = workspace->clock().now();
        names.zone = QTimeZone::systemTimeZone();
        return parseSearch(*typed, names);
    });
    if (!input.problems.isEmpty())
        return makeError(ErrorCode::InvalidInput, problemText(input.problems.first()));
    SearchQuery query = input.query;
    query.limit = limit;
    SOUFFLEUR_TRY(const QList<SearchHit> hits, tool.call([&] { return workspace->search(query); }));
    QJsonArray rows;
    QString text;
    for (const SearchHit& hit : hits) {
        QJsonArray highlights;
        for (const TextRange& range : hit.highlights)
            highlights += QJsonObject{{u"start"_s, range.start}, {u"length"_s, range.length}};
        rows += QJsonObject{{u"conversation"_s, hit.conversation.toString()},
                            {u"message"_s, hit.message.toString()},
                            {u"contact"_s, hit.contactName},
                            {u"channel"_s, hit.channelKind},
                            {u"at"_s, iso(hit.at)},
                            {u"snippet"_s, hit.snippet},
                            {u"highlights"_s, highlights},
                            {u"rank"_s, hit.rank}};
        text += u"%1  %2: %3\n"_s.arg(hit.conversation.toString(), hit.contactName, hit.snippet);
    }
    tool.print(rows, text.isEmpty() ? u"Nothing found."_s : text);
    return ok();
}

Status runSend(Tool& tool) {
    const bool anyway = tool.flag(u"anyway"_s);
    SOUFFLEUR_TRY(const ConversationId id, conversationArgument(tool));
    const std::optional<QString> text = tool.next();
    if (!text)
        return makeError(ErrorCode::InvalidInput, u"send CONVERSATION TEXT"_s);
    SOUFFLEUR_CHECK(tool.finishArguments());
    SOUFFLEUR_TRY(const auto workspace, tool.open(true));
    SOUFFLEUR_TRY(const ThreadPage page, tool.call([&] { return workspace->threadBefore(id, 0, 1); }));
    if (page.items.isEmpty())
        return makeError(ErrorCode::NotFound, u"conversation "_s + id.toString());
    SendReply reply;
    reply.conversation = id;
    reply.message = MessageId::create();
    reply.text = *text;
    reply.holdSeconds = 0;
    reply.seenSequence = sequenceOf(page.items.last());
    reply.sendAnyway = anyway;
    SOUFFLEUR_TRY(const CommandReply accepted, tool.call([&] { return workspace->run(reply); }));
    (void)accepted;
    // Wait for the channel's word: the reply's own changes tell when it came.
    const Message settled = tool.call([&] {
        auto promise = std::make_shared<QPromise<Message>>();
        promise->start();
        auto look = [workspace, id, reply, promise] {
            thenOn(workspace->threadBefore(id, 0, 20), workspace.get(),
                   [promise, reply](const Result<ThreadPage>& thread) {
                       if (!thread || promise->future().isFinished())
                           return;
                       for (const ThreadItem& item : thread->items) {
                           const auto* message = std::get_if<Message>(&item);
                           if (!message || message->id != reply.message)
                               continue;
                           const bool waits = message->status == MessageStatus::Held ||
                                              message->status == MessageStatus::Sending ||
                                              (message->status == MessageStatus::Queued && !message->error);
                           if (!waits) {
                               promise->addResult(*message);
                               promise->finish();
                           }
                       }
                   });
        };
        QObject::connect(workspace.get(), &workspace::Workspace::changed, workspace.get(), look);
        look();
        return promise->future();
    });
    tool.print(QJsonObject{{u"message"_s, settled.id.toString()},
                           {u"status"_s, statusName(settled.status)},
                           {u"error"_s, settled.error ? QJsonValue(settled.error->toString()) : QJsonValue()}},
               statusName(settled.status));
    if (settled.error)
        return *settled.error;
    return ok();
}

} // namespace souffleur::tool
