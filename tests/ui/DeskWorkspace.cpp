// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "DeskWorkspace.h"

#include <QCoreApplication>

namespace souffleur::test {

bool DeskWorkspace::answerOne() {
    if (m_waiting.empty())
        return false;
    const Done done = std::move(m_waiting.front());
    m_waiting.pop_front();
    done();
    QCoreApplication::processEvents();
    return true;
}

QFuture<Result<std::optional<Draft>>> DeskWorkspace::draft(ConversationId id, DraftMode mode) {
    const auto it = drafts[id].constFind(int(mode));
    return later(Result<std::optional<Draft>>(it == drafts[id].cend() ? std::optional<Draft>() : *it));
}

QFuture<Result<Attachment>> DeskWorkspace::storeAttachment(const QString& fileName, const QByteArray& content) {
    Attachment stored;
    stored.id = AttachmentId::create();
    stored.fileName = fileName;
    stored.size = content.size();
    stored.kind = fileName.endsWith(u".png"_s) ? AttachmentKind::Image : AttachmentKind::Document;
    stored.state = AttachmentState::Stored;
    return later(Result<Attachment>(stored));
}

QFuture<Result<SuggestionSet>> DeskWorkspace::suggestions(ConversationId id, int) {
    ++suggestionRequests;
    if (failure)
        return later(Result<SuggestionSet>(*failure));
    SuggestionSet set = sets.value(id);
    set.conversation = id;
    return later(Result<SuggestionSet>(set));
}

QFuture<Result<SuggestionSet>> DeskWorkspace::searchFaq(const QString& text, std::optional<ConversationId> id) {
    searched = text;
    SuggestionSet set = makeSet(id.value_or(ConversationId()), 5);
    return later(Result<SuggestionSet>(set));
}

QFuture<Result<QStringList>> DeskWorkspace::misspelt(const QString& dictionary, const QStringList& words) {
    spellingAsked += words;
    if (!dictionaryNames.contains(dictionary))
        return later(Result<QStringList>(makeError(ErrorCode::NotFound)));
    QStringList wrong;
    for (const QString& word : words) {
        if (!rightWords.value(dictionary).contains(word))
            wrong += word;
    }
    return later(Result<QStringList>(wrong));
}

QFuture<Result<QStringList>> DeskWorkspace::corrections(const QString&, const QString& word, int limit) {
    return later(Result<QStringList>(meant.value(word).mid(0, limit)));
}

QFuture<Result<CommandReply>> DeskWorkspace::execute(const Command& command) {
    if (refusal)
        return later(Result<CommandReply>(*refusal));
    commands += command.payload;
    if (const auto* save = std::get_if<SaveDraft>(&command.payload)) {
        if (save->draft.isEmpty())
            drafts[save->draft.conversation].remove(int(save->draft.mode));
        else
            drafts[save->draft.conversation].insert(int(save->draft.mode), save->draft);
    }
    return later(Result<CommandReply>(CommandReply()));
}

QFuture<Result<QList<rules::GuardIssue>>> DeskWorkspace::checkReply(const SendReply& reply) {
    return later(Result<QList<rules::GuardIssue>>(guard ? guard(reply) : QList<rules::GuardIssue>()));
}

QFuture<Result<Contact>> DeskWorkspace::contact(ContactId id) {
    Contact found = person;
    found.id = id;
    return later(Result<Contact>(found));
}

QFuture<Result<QList<TimelineItem>>> DeskWorkspace::timeline(ContactId) {
    return later(Result<QList<TimelineItem>>(history));
}

ChannelCapabilities DeskWorkspace::capabilities(const QString& kind) const {
    ChannelCapabilities can = FakeWorkspace::capabilities(kind);
    can.maxUploadBytes = 20 * 1024 * 1024;
    can.showsTyping = true;
    can.holdSeconds = 5;
    can.attachmentKinds = {AttachmentKind::Image, AttachmentKind::Document};
    return can;
}

SuggestionSet DeskWorkspace::makeSet(ConversationId id, int n) {
    SuggestionSet set;
    set.id = SuggestionSetId::create();
    set.conversation = id;
    set.state = SuggestionState::Ready;
    set.turnText = u"Kann ich das Kleid noch umtauschen?"_s;
    set.candidates = 14;
    set.tookMicroseconds = 2100;
    for (int i = 0; i < n; ++i) {
        Suggestion suggestion;
        suggestion.entry = FaqEntryId::create();
        suggestion.number = 100 + i;
        suggestion.title = u"Title %1"_s.arg(i + 1);
        suggestion.filled.text = u"Answer %1: you have until 3.12. and pay 4,90 €."_s.arg(i + 1);
        suggestion.band = i == 0 ? ScoreBand::VeryGood : i == 1 ? ScoreBand::Good : ScoreBand::Possible;
        suggestion.rating = {4.7, 38};
        suggestion.timesSent = 112;
        suggestion.matchedWords = {u"umtauschen"_s};
        suggestion.matchedTerms = {u"Umtausch"_s};
        set.suggestions += suggestion;
    }
    return set;
}

} // namespace souffleur::test
