// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/Episodes.h"
#include "engine/Handlers.h"
#include "engine/Learning.h"
#include "store/Store.h"

namespace souffleur::engine {

Result<CommandReply> Handler<SaveFaqEntry>::handle(const SaveFaqEntry& command, HandlerContext& context) {
    const FaqEntry& entry = command.entry;
    if (entry.questions.isEmpty() && entry.variants.isEmpty())
        return makeError(ErrorCode::InvalidInput, u"question"_s);
    if (entry.answers.isEmpty() && entry.status == FaqStatus::Published)
        return makeError(ErrorCode::InvalidInput, u"answer"_s);
    const Result<FaqEntry> before = context.store.faq().find(entry.id);
    SOUFFLEUR_TRY(const FaqEntry saved,
                  context.store.faq().save(entry, context.actor.name, command.comment, context.now));
    // Other words are other ratings: what customers disliked is not there any more.
    if (before && before->answers != saved.answers)
        SOUFFLEUR_CHECK(context.store.ratings().closeAll(saved.id, context.actor.name, context.now));
    CommandReply reply;
    reply.faqEntry = saved.id;
    return reply;
}

Result<CommandReply> Handler<CommitImport>::handle(const CommitImport& command, HandlerContext& context) {
    CommandReply reply;
    for (const ImportRow& row : command.plan.rows) {
        if (row.action != ImportAction::Add && row.action != ImportAction::Change)
            continue;
        // The file's version is its own affair; here a row is new or follows what is stored.
        FaqEntry entry = row.entry;
        entry.version = 0;
        if (row.action == ImportAction::Change) {
            SOUFFLEUR_TRY(const FaqEntry stored, context.store.faq().find(entry.id));
            entry.version = stored.version;
        }
        SOUFFLEUR_TRY(const FaqEntry saved,
                      context.store.faq().save(entry, context.actor.name, u"import"_s, context.now));
        reply.faqEntry = saved.id;
        ++reply.count;
    }
    return reply;
}

Result<CommandReply> Handler<RecordShown>::handle(const RecordShown& command, HandlerContext& context) {
    QJsonArray entries;
    for (const FaqEntryId& id : command.entries) {
        SOUFFLEUR_TRY(FaqStats stats, context.store.faq().stats(id));
        stats.entry = id;
        ++stats.shown;
        SOUFFLEUR_CHECK(context.store.faq().saveStats(stats));
        entries += id.toString();
    }
    SOUFFLEUR_TRY(const Conversation c, context.store.conversations().find(command.conversation));
    SOUFFLEUR_CHECK(context.store.events().append(
        {u"suggestion_shown"_s, context.now, c.id, c.episode, context.actor.id,
         QJsonObject{
             {u"set"_s, command.set.toString()}, {u"turn"_s, command.upToSequence}, {u"entries"_s, entries}}}));
    return CommandReply{};
}

Result<CommandReply> Handler<RecordInserted>::handle(const RecordInserted& command, HandlerContext& context) {
    SOUFFLEUR_TRY(FaqStats stats, context.store.faq().stats(command.entry));
    stats.entry = command.entry;
    ++stats.inserted;
    SOUFFLEUR_CHECK(context.store.faq().saveStats(stats));
    SOUFFLEUR_TRY(const Conversation c, context.store.conversations().find(command.conversation));
    SOUFFLEUR_CHECK(
        context.store.events().append({u"suggestion_inserted"_s, context.now, c.id, c.episode, context.actor.id,
                                       QJsonObject{{u"set"_s, command.set.toString()},
                                                   {u"entry"_s, command.entry.toString()},
                                                   {u"rank"_s, command.rank}}}));
    return CommandReply{};
}

Result<CommandReply> Handler<RecordNoneFits>::handle(const RecordNoneFits& command, HandlerContext& context) {
    static constexpr const char* Reasons[] = {"wrong_topic", "outdated", "tone", "missing"};
    QJsonArray entries;
    for (const FaqEntryId& id : command.entries) {
        SOUFFLEUR_TRY(FaqStats stats, context.store.faq().stats(id));
        stats.entry = id;
        ++stats.noneFits;
        SOUFFLEUR_CHECK(context.store.faq().saveStats(stats));
        entries += id.toString();
    }
    SOUFFLEUR_TRY(const Conversation c, context.store.conversations().find(command.conversation));
    SOUFFLEUR_CHECK(
        context.store.events().append({u"none_fits"_s, context.now, c.id, c.episode, context.actor.id,
                                       QJsonObject{{u"set"_s, command.set.toString()},
                                                   {u"turn"_s, c.lastSequence},
                                                   {u"reason"_s, QLatin1String(Reasons[int(command.reason)])},
                                                   {u"words"_s, command.words},
                                                   {u"question"_s, command.question},
                                                   {u"entries"_s, entries}}}));
    // Whoever calls an answer outdated means the one that stood first.
    if (command.reason == NoneFitsReason::Outdated && !command.entries.isEmpty()) {
        ReviewTask task;
        task.id = ReviewTaskId::create();
        task.entry = command.entries.first();
        task.reason = ReviewReason::Outdated;
        task.openedAt = context.now;
        SOUFFLEUR_CHECK(context.store.ratings().open(task));
    }
    SOUFFLEUR_CHECK(learnRefusal(context.store, c, {}, command.question, context.now));
    return CommandReply{};
}

Result<CommandReply> Handler<RecordRight>::handle(const RecordRight& command, HandlerContext& context) {
    SOUFFLEUR_TRY(const FaqEntry entry, context.store.faq().find(command.entry));
    SOUFFLEUR_TRY(const Conversation c, context.store.conversations().find(command.conversation));
    SOUFFLEUR_CHECK(
        context.store.events().append({u"suggestion_right"_s, context.now, c.id, c.episode, context.actor.id,
                                       QJsonObject{{u"set"_s, command.set.toString()},
                                                   {u"turn"_s, command.upToSequence},
                                                   {u"entry"_s, entry.id.toString()}}}));
    SOUFFLEUR_CHECK(learnFit(context.store, c, entry.id, context.now));
    return CommandReply{};
}

Result<CommandReply> Handler<SaveSynonyms>::handle(const SaveSynonyms& command, HandlerContext& context) {
    SOUFFLEUR_CHECK(context.store.learning().saveSynonyms(command.groups));
    return CommandReply{};
}

Result<CommandReply> Handler<DeleteContact>::handle(const DeleteContact& command, HandlerContext& context) {
    SOUFFLEUR_CHECK(context.store.deleteContact(command.contact));
    return CommandReply{};
}

Result<CommandReply> Handler<LearnWord>::handle(const LearnWord& command, HandlerContext& context) {
    const QString word = command.word.trimmed();
    const bool spaced = std::any_of(word.cbegin(), word.cend(), [](QChar c) { return c.isSpace(); });
    if (word.isEmpty() || spaced || word.size() > spellingsettings::MaxWordLength)
        return makeError(ErrorCode::InvalidInput, u"word"_s);
    const QString key = QLatin1String(spellingsettings::OwnWords);
    SOUFFLEUR_TRY(const QJsonValue stored, context.store.settings().value(key));
    QStringList words = stored.toVariant().toStringList();
    if (command.forget) {
        if (words.removeAll(word) == 0)
            return CommandReply{};
    } else {
        if (words.contains(word))
            return CommandReply{};
        if (words.size() >= spellingsettings::MaxOwnWords)
            return makeError(ErrorCode::TooLarge, u"own words"_s);
        words += word;
        words.sort();
    }
    SOUFFLEUR_CHECK(context.store.settings().set(key, QJsonArray::fromStringList(words)));
    return CommandReply{};
}

Result<CommandReply> Handler<SaveChannel>::handle(const SaveChannel& command, HandlerContext& context) {
    if (command.channel.name.trimmed().isEmpty())
        return makeError(ErrorCode::InvalidInput, u"name"_s);
    SOUFFLEUR_CHECK(context.store.channels().save(command.channel));
    if (command.secrets) {
        SOUFFLEUR_TRY(QJsonObject secrets, context.store.channels().secrets(command.channel.id));
        for (auto it = command.secrets->constBegin(); it != command.secrets->constEnd(); ++it)
            secrets.insert(it.key(), it.value());
        SOUFFLEUR_CHECK(context.store.channels().saveSecrets(command.channel.id, secrets));
    }
    return CommandReply{};
}

Result<CommandReply> Handler<RemoveChannel>::handle(const RemoveChannel& command, HandlerContext& context) {
    SOUFFLEUR_CHECK(context.store.channels().remove(command.channel));
    return CommandReply{};
}

Result<CommandReply> Handler<SetSetting>::handle(const SetSetting& command, HandlerContext& context) {
    SOUFFLEUR_CHECK(context.store.settings().set(command.key, command.value));
    return CommandReply{};
}

Result<CommandReply> Handler<RemoveSampleData>::handle(const RemoveSampleData&, HandlerContext& context) {
    SOUFFLEUR_CHECK(context.store.removeSampleData());
    return CommandReply{};
}

} // namespace souffleur::engine
