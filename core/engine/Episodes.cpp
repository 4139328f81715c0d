// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/Episodes.h"

#include "channels/Connector.h"
#include "engine/Learning.h"
#include "store/Store.h"

namespace souffleur::engine {

Result<Milliseconds> replyTarget(store::Store& store) {
    SOUFFLEUR_TRY(const QJsonValue value, store.settings().value(QLatin1String(ReplyTargetSetting)));
    const int minutes = value.toInt(rules::DefaultReplyTargetMinutes);
    return Milliseconds(std::chrono::minutes(std::clamp(minutes, 1, 7 * 24 * 60)));
}

Status appendMark(store::Store& store, Conversation& conversation, ThreadMark mark) {
    mark.episode = conversation.episode;
    mark.sequence = ++conversation.lastSequence;
    return store.messages().insertMark(conversation.id, mark);
}

void reopenAfter(Conversation& conversation, const Message& message) {
    if (conversation.state != EpisodeState::Open && conversation.episode == message.episode)
        rules::applyReopen(conversation);
}

Status rateEpisode(store::Store& store, Conversation& conversation, int stars, const QString& by, Timestamp now,
                   const QString& comment) {
    if (stars < 1 || stars > 5)
        return makeError(ErrorCode::InvalidInput, u"stars"_s);
    SOUFFLEUR_TRY(const std::optional<EpisodeRating> earlier, store.ratings().find(conversation.episode));
    const bool sameStars = earlier && earlier->stars == stars;
    const QString words = comment.trimmed().left(4000);
    if (sameStars && (words.isEmpty() || words == earlier->comment))
        return ok();
    SOUFFLEUR_CHECK(store.ratings().save({conversation.episode, conversation.id, stars,
                                          words.isEmpty() && earlier ? earlier->comment : words, by, now}));
    if (sameStars)
        return ok(); // the words came behind the stars
    conversation.rating = stars;
    SOUFFLEUR_CHECK(appendMark(store, conversation,
                               ThreadMark{ThreadMark::Kind::Rated, conversation.episode, 0, now, by, {}, stars}));
    SOUFFLEUR_TRY(const QList<store::Event> sent,
                  store.events().byEpisode(conversation.episode, u"suggestion_sent"_s));
    QSet<FaqEntryId> entries;
    for (const store::Event& event : sent) {
        const FaqEntryId entry = FaqEntryId::fromString(event.data.value(u"entry"_s).toString());
        if (event.data.value(u"direction"_s).toInt(1) > 0)
            entries.insert(entry);
        else
            entries.remove(entry);
    }
    for (const FaqEntryId& entry : std::as_const(entries)) {
        if (const auto there = store.faq().find(entry); !there) {
            if (there.error().code == ErrorCode::NotFound)
                continue;
            return there.error();
        }
        SOUFFLEUR_TRY(const FaqStats stats, store.ratings().credit(entry, conversation.episode, stars, now));
        if (rules::isBadRun(stats)) {
            ReviewTask task;
            task.id = ReviewTaskId::create();
            task.entry = entry;
            task.reason = ReviewReason::BadRun;
            task.ratings = stats.recentRatings;
            task.low = stats.recentLow;
            task.openedAt = now;
            SOUFFLEUR_CHECK(store.ratings().open(task));
        }
    }
    return store.events().append({u"rated"_s, now, conversation.id, conversation.episode, conversation.assignee,
                                  QJsonObject{{u"stars"_s, stars}}});
}

Status creditReply(store::Store& store, const Message& message, int direction, Timestamp now) {
    if (!message.fromFaq)
        return ok();
    SOUFFLEUR_TRY(const QList<store::Event> sent, store.events().byEpisode(message.episode, u"suggestion_sent"_s));
    const QString id = message.id.toString();
    for (const store::Event& event : sent) {
        if (event.data.value(u"message"_s).toString() != id)
            continue;
        // The first event holds the similarity; later ones only turn it off and on again.
        SOUFFLEUR_TRY(FaqStats stats, store.faq().stats(*message.fromFaq));
        const double similarity = event.data.value(u"similarity"_s).toDouble();
        stats.entry = *message.fromFaq;
        stats.sent += direction;
        stats.kept += similarity >= AcceptedSimilarity ? direction : 0;
        stats.verbatim += similarity >= 0.98 ? direction : 0;
        SOUFFLEUR_CHECK(store.faq().saveStats(stats));
        store::Event change = event;
        change.at = now;
        change.data.insert(u"direction"_s, direction);
        return store.events().append(change);
    }
    return ok();
}

namespace {

//! "order", "Bestellnummer", "tracking" ...: what tells one customer's matter from another's.
bool isNumberField(const QString& key) {
    static const QStringList parts = {u"order"_s,    u"bestell"_s, u"auftrag"_s, u"track"_s,   u"sendung"_s,
                                      u"customer"_s, u"kunden"_s,  u"invoice"_s, u"rechnung"_s};
    return std::any_of(parts.cbegin(), parts.cend(),
                       [&](const QString& part) { return key.contains(part, Qt::CaseInsensitive); });
}

//! Did a customer write this number, here or, without a conversation, anywhere?
Result<bool> isMentioned(store::Store& store, const QString& number, std::optional<ConversationId> conversation) {
    SearchQuery query;
    query.words = u"\"%1\""_s.arg(number);
    query.direction = Direction::Inbound;
    query.conversation = conversation;
    query.limit = 1;
    SOUFFLEUR_TRY(const QList<SearchHit> hits, store.messages().search(query));
    return !hits.isEmpty();
}

//! Names and numbers of the customers who were last active: with them this one may be mixed up.
Status lookAtOthers(store::Store& store, const Conversation& conversation, AgentId actor, rules::GuardInput& in) {
    constexpr int Others = 30;
    constexpr qsizetype ShortestNumber = 4;
    in.contactName = conversation.contactName;
    SOUFFLEUR_TRY(const Contact contact, store.contacts().find(conversation.contact));
    const QStringList own = contact.fields.values();
    QStringList theirs;
    ConversationQuery latest;
    latest.order = InboxOrder::Newest;
    latest.limit = Others;
    SOUFFLEUR_TRY(const ConversationPage page, store.conversations().page(latest, actor));
    for (const Conversation& other : page.conversations) {
        if (other.contact == conversation.contact)
            continue;
        in.otherNames += other.contactName;
        SOUFFLEUR_TRY(const Contact person, store.contacts().find(other.contact));
        for (auto it = person.fields.cbegin(); it != person.fields.cend(); ++it) {
            if (isNumberField(it.key()) && it->size() >= ShortestNumber &&
                in.text.contains(*it, Qt::CaseInsensitive))
                theirs += *it;
        }
    }
    // Numbers that another customer wrote.
    for (const QString& number : rules::identifyingNumbers(in.text)) {
        SOUFFLEUR_TRY(const bool somewhere, isMentioned(store, number, {}));
        if (somewhere)
            theirs += number;
    }
    theirs.removeDuplicates();
    for (const QString& number : std::as_const(theirs)) {
        if (own.contains(number, Qt::CaseInsensitive))
            continue;
        SOUFFLEUR_TRY(const bool here, isMentioned(store, number, conversation.id));
        if (!here)
            in.otherNumbers += number;
    }
    return ok();
}

} // namespace

Result<rules::GuardInput> guardInput(store::Store& store, const SendReply& reply, AgentId actor, Timestamp now) {
    SOUFFLEUR_TRY(const Conversation conversation, store.conversations().find(reply.conversation));
    rules::GuardInput in;
    in.text = reply.text;
    in.actor = actor;
    in.now = now;
    in.seenSequence = reply.seenSequence;
    const channels::ChannelKind* kind = channels::findChannelKind(conversation.channelKind);
    if (!kind)
        return makeError(ErrorCode::Unsupported, conversation.channelKind);
    in.capabilities = kind->capabilities;
    in.attachments = reply.attachments;
    // A reply must not wait for a long history: more than 50 newer items are as many reasons as one.
    SOUFFLEUR_TRY(const ThreadPage newer, store.messages().pageAfter(reply.conversation, reply.seenSequence, 50));
    in.newerItems = newer.items;
    SOUFFLEUR_TRY(in.earlierTexts, store.messages().latestOutboundTexts(reply.conversation, 20));
    SOUFFLEUR_TRY(const std::optional<Identity> identity,
                  store.contacts().identityFor(conversation.contact, conversation.channel));
    in.blocked = identity && identity->blocked;
    SOUFFLEUR_CHECK(lookAtOthers(store, conversation, actor, in));
    SOUFFLEUR_TRY(const QJsonValue words, store.settings().value(QLatin1String(rules::InternalWordsSetting)));
    in.internalWords = words.isArray() ? words.toVariant().toStringList() : rules::defaultInternalWords();
    if (in.capabilities.replyWindowHours > 0) {
        SOUFFLEUR_TRY(const ThreadPage latest, store.messages().pageBefore(reply.conversation, 0, 100));
        for (const ThreadItem& item : latest.items)
            if (const auto* message = std::get_if<Message>(&item);
                message && message->direction == Direction::Inbound)
                in.lastInboundAt = message->receivedAt;
    }
    return in;
}

} // namespace souffleur::engine
