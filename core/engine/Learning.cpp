// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/Learning.h"

#include "domain/Rules.h"
#include "store/Store.h"

namespace souffleur::engine {
namespace {

QString textOf(const QList<Message>& turns) {
    QStringList texts;
    for (const Message& turn : turns) {
        if (!turn.text.trimmed().isEmpty())
            texts.append(turn.text.trimmed());
    }
    return texts.join(u'\n');
}

Status learn(store::Store& store, const Conversation& conversation, Verdict verdict, FaqEntryId entry,
             const QString& text, Timestamp now) {
    LearnedPair pair;
    pair.id = LearnedPairId::create();
    pair.entry = entry;
    pair.verdict = verdict;
    pair.contact = conversation.contact;
    pair.conversation = conversation.id;
    pair.language = conversation.language;
    if (pair.language.isEmpty()) {
        SOUFFLEUR_TRY(const Contact contact, store.contacts().find(conversation.contact));
        pair.language = contact.language;
    }
    pair.text = text;
    pair.at = now;
    SOUFFLEUR_CHECK(store.learning().add(pair));
    return ok();
}

} // namespace

Result<double> keptShare(store::Store& store, const SendReply& reply, AgentId actor) {
    if (reply.suggestion)
        return rules::similarity(reply.suggestion->insertedText, reply.text);
    if (!reply.faqEntry)
        return 0.0;
    SOUFFLEUR_TRY(const std::optional<Draft> draft,
                  store.drafts().find(reply.conversation, DraftMode::Reply, actor));
    if (draft && draft->faqEntry == reply.faqEntry && !draft->insertedText.isEmpty())
        return rules::similarity(draft->insertedText, reply.text);
    const Result<FaqEntry> entry = store.faq().find(*reply.faqEntry);
    if (!entry)
        return entry.error().code == ErrorCode::NotFound ? Result<double>(0.0) : Result<double>(entry.error());
    double best = 0;
    for (const FaqAnswer& answer : entry->answers)
        best = std::max(best, rules::similarity(answer.body, reply.text));
    return best;
}

Status learnFromReply(store::Store& store, const Message& reply, Timestamp now) {
    if (!reply.fromFaq)
        return ok();
    SOUFFLEUR_TRY(const QList<store::Event> sent, store.events().byEpisode(reply.episode, u"suggestion_sent"_s));
    const QString id = reply.id.toString();
    double similarity = 0;
    for (const store::Event& event : sent) {
        if (event.data.value(u"message"_s).toString() == id)
            similarity = event.data.value(u"similarity"_s).toDouble();
    }
    if (similarity < AcceptedSimilarity)
        return ok();
    const Result<FaqEntry> entry = store.faq().find(*reply.fromFaq);
    if (!entry) // deleted while the reply was on its way
        return entry.error().code == ErrorCode::NotFound ? ok() : Status(entry.error());
    SOUFFLEUR_TRY(const QList<Message> turns,
                  store.messages().turnsBefore(reply.conversation, reply.sequence, LearnedTurns));
    SOUFFLEUR_TRY(const Conversation conversation, store.conversations().find(reply.conversation));
    return learn(store, conversation, Verdict::Accepted, *reply.fromFaq, textOf(turns), now);
}

Status learnFit(store::Store& store, const Conversation& conversation, FaqEntryId entry, Timestamp now) {
    SOUFFLEUR_TRY(const QList<Message> turns, store.messages().unansweredTurns(conversation.id, LearnedTurns));
    return learn(store, conversation, Verdict::Accepted, entry, textOf(turns), now);
}

Status learnRefusal(store::Store& store, const Conversation& conversation, FaqEntryId entry,
                    const QString& question, Timestamp now) {
    SOUFFLEUR_TRY(const QList<Message> turns, store.messages().unansweredTurns(conversation.id, LearnedTurns));
    const QString text = textOf(turns);
    return learn(store, conversation, entry.isNull() ? Verdict::NoneFits : Verdict::Wrong, entry,
                 text.isEmpty() ? question : text, now);
}

} // namespace souffleur::engine
