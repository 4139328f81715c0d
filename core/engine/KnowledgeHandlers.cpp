// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/Rules.h"
#include "engine/Handlers.h"
#include "engine/Learning.h"
#include "store/Store.h"

#include <algorithm>

namespace souffleur::engine {
namespace {

bool alike(const QString& a, const QString& b) {
    return a.simplified().compare(b.simplified(), Qt::CaseInsensitive) == 0;
}

void addVariant(FaqEntry& entry, const FaqVariant& variant) {
    if (variant.text.simplified().isEmpty() || alike(entry.questions.value(variant.language), variant.text))
        return;
    for (const FaqVariant& there : std::as_const(entry.variants)) {
        if (there.language == variant.language && alike(there.text, variant.text))
            return;
    }
    entry.variants.append(variant);
}

//! What `from` knows and `kept` does not.
void takeOver(FaqEntry& kept, const FaqEntry& from) {
    for (auto it = from.questions.cbegin(); it != from.questions.cend(); ++it) {
        if (kept.questions.contains(it.key()))
            addVariant(kept, {it.value(), it.key(), VariantSource::Written});
        else
            kept.questions.insert(it.key(), it.value());
    }
    for (const FaqVariant& variant : from.variants)
        addVariant(kept, variant);
    for (const FaqAnswer& answer : from.answers) {
        const bool there = std::any_of(kept.answers.cbegin(), kept.answers.cend(), [&](const FaqAnswer& own) {
            return own.language == answer.language && own.length == answer.length && own.address == answer.address;
        });
        if (!there)
            kept.answers.append(answer);
    }
    for (const QString& tag : from.tags) {
        if (!kept.tags.contains(tag))
            kept.tags.append(tag);
    }
}

Status mergeStats(store::Store& store, FaqEntryId into, FaqEntryId from) {
    SOUFFLEUR_TRY(FaqStats kept, store.faq().stats(into));
    SOUFFLEUR_TRY(const FaqStats other, store.faq().stats(from));
    kept.shown += other.shown;
    kept.inserted += other.inserted;
    kept.sent += other.sent;
    kept.kept += other.kept;
    kept.verbatim += other.verbatim;
    kept.noneFits += other.noneFits;
    kept.ratingCount += other.ratingCount;
    kept.ratingSum += other.ratingSum;
    kept.lastSentAt = std::max(kept.lastSentAt, other.lastSentAt);
    SOUFFLEUR_CHECK(store.faq().saveStats(kept));
    FaqStats none;
    none.entry = from;
    return store.faq().saveStats(none);
}

//! Appends to a setting that is a list, once; the oldest go when there are too many.
Status appendOnce(store::Store& store, const QString& key, const QJsonObject& item) {
    constexpr int Most = 1000;
    SOUFFLEUR_TRY(const QJsonValue value, store.settings().value(key));
    QJsonArray list = value.toArray();
    if (list.contains(item))
        return ok();
    list.append(item);
    while (list.size() > Most)
        list.removeFirst();
    return store.settings().set(key, list);
}

} // namespace

Result<CommandReply> Handler<RecordWrong>::handle(const RecordWrong& command, HandlerContext& context) {
    SOUFFLEUR_TRY(FaqStats stats, context.store.faq().stats(command.entry));
    SOUFFLEUR_TRY(const FaqEntry entry, context.store.faq().find(command.entry));
    ++stats.noneFits;
    SOUFFLEUR_CHECK(context.store.faq().saveStats(stats));
    SOUFFLEUR_TRY(const Conversation c, context.store.conversations().find(command.conversation));
    SOUFFLEUR_CHECK(
        context.store.events().append({u"suggestion_wrong"_s, context.now, c.id, c.episode, context.actor.id,
                                       QJsonObject{{u"set"_s, command.set.toString()},
                                                   {u"turn"_s, command.upToSequence},
                                                   {u"entry"_s, entry.id.toString()}}}));
    if (rules::isOftenWrong(stats)) {
        ReviewTask task;
        task.id = ReviewTaskId::create();
        task.entry = entry.id;
        task.reason = ReviewReason::Wrong;
        task.ratings = stats.sent;
        task.low = stats.noneFits;
        task.openedAt = context.now;
        SOUFFLEUR_CHECK(context.store.ratings().open(task));
    }
    SOUFFLEUR_CHECK(learnRefusal(context.store, c, entry.id, {}, context.now));
    return CommandReply{};
}

Result<CommandReply> Handler<CloseReviewTask>::handle(const CloseReviewTask& command, HandlerContext& context) {
    SOUFFLEUR_CHECK(context.store.ratings().close(command.task, context.actor.name, context.now));
    return CommandReply{};
}

Result<CommandReply> Handler<ForgetLearned>::handle(const ForgetLearned& command, HandlerContext& context) {
    SOUFFLEUR_CHECK(context.store.learning().forget(command.pairs));
    return CommandReply{};
}

Result<CommandReply> Handler<MergeFaqEntries>::handle(const MergeFaqEntries& command, HandlerContext& context) {
    if (command.into == command.from)
        return makeError(ErrorCode::InvalidInput, u"an entry cannot be merged with itself"_s);
    store::FaqRepository& faq = context.store.faq();
    SOUFFLEUR_TRY(FaqEntry kept, faq.find(command.into));
    SOUFFLEUR_TRY(FaqEntry from, faq.find(command.from));
    takeOver(kept, from);
    SOUFFLEUR_TRY(kept, faq.save(kept, context.actor.name, u"merged"_s, context.now));
    from.status = FaqStatus::Archived;
    SOUFFLEUR_CHECK(faq.save(from, context.actor.name, u"merged"_s, context.now));
    SOUFFLEUR_CHECK(mergeStats(context.store, kept.id, from.id));
    SOUFFLEUR_CHECK(context.store.learning().move(from.id, kept.id));
    SOUFFLEUR_CHECK(context.store.ratings().closeAll(from.id, context.actor.name, context.now));
    CommandReply reply;
    reply.faqEntry = kept.id;
    return reply;
}

Result<CommandReply> Handler<KeepFaqEntriesApart>::handle(const KeepFaqEntriesApart& command,
                                                          HandlerContext& context) {
    SOUFFLEUR_CHECK(
        appendOnce(context.store, u"faq_apart"_s,
                   QJsonObject{{u"first"_s, command.first.toString()}, {u"second"_s, command.second.toString()}}));
    return CommandReply{};
}

Result<CommandReply> Handler<SettleGap>::handle(const SettleGap& command, HandlerContext& context) {
    if (command.words.isEmpty())
        return makeError(ErrorCode::InvalidInput, u"a gap without words"_s);
    SOUFFLEUR_CHECK(appendOnce(
        context.store, u"faq_settled_gaps"_s,
        QJsonObject{{u"language"_s, command.language}, {u"words"_s, QJsonArray::fromStringList(command.words)}}));
    return CommandReply{};
}

} // namespace souffleur::engine
