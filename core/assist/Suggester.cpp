// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "assist/Suggester.h"

#include "assist/Drafting.h"
#include "assist/Language.h"
#include "assist/LearnedTexts.h"
#include "assist/Pipeline.h"
#include "assist/TextNormaliser.h"
#include "base/Log.h"
#include "domain/Rules.h"

#include <algorithm>
#include <map>

#include <QElapsedTimer>
#include <QSet>

namespace souffleur::assist {

namespace {
constexpr int MaxHits = 10;
constexpr size_t MaxReasons = 5;
// A star more or less moves an entry by this much of a score unit: enough to order equals, too little to overrule
// words.
constexpr double RatingWeight = 0.15;
constexpr double RatingPrior = 3.8; // rules::shrunkRating
// An entry that was refused for the same words loses its place, for half of the words nothing.
constexpr double RefusalWeight = 8.0;
constexpr double LeastRefusal = 0.5;
// Customers who were given it were not helped, however well its words fit: another entry that fits nearly as well
// goes before it.
constexpr double BadRunPenalty = 4.0;

//! The words of the entry that the customer's met, as their author wrote them.
QStringList writtenWords(const FaqEntry& entry, const FaqAnswer& answer, const Vocabulary& vocabulary,
                         const std::vector<Meeting>& meetings) {
    const QStringList questions = knowledge::FaqIndex::questionsOf(entry, vocabulary.language());
    std::map<int, std::vector<knowledge::Token>> texts; // of the questions that are needed; -1: the answer
    QStringList result;
    for (const Meeting& meeting : meetings) {
        const auto [text, isNew] = texts.try_emplace(meeting.question);
        if (isNew)
            text->second = vocabulary.analyser().tokens(questions.value(meeting.question, answer.body), 2000);
        const std::string stem = vocabulary.stem(meeting.id).toStdString();
        const auto found = std::find_if(text->second.cbegin(), text->second.cend(),
                                        [&](const knowledge::Token& token) { return token.stem == stem; });
        result.append(found == text->second.cend() ? QString() : found->text);
    }
    return result;
}
} // namespace

struct Suggester::Private {
    explicit Private(knowledge::FaqIndex& theIndex) : index(theIndex), pipeline(theIndex) {}

    knowledge::FaqIndex& index;
    Pipeline pipeline;
    QHash<FaqEntryId, FaqStats> stats;
    LearnedTexts learned;
    QHash<FaqEntryId, QSet<QString>> appended; // learned texts within the index's entries

    Status relearn(const QSet<FaqEntryId>& ids) {
        QList<FaqEntry> entries;
        for (const FaqEntryId& id : ids) {
            if (const FaqEntry* entry = index.entry(id))
                entries.append(merged(*entry));
        }
        pipeline.setAverageLearned(index.entryCount() > 0 ? double(learned.wordings()) / index.entryCount() : 0);
        return put(entries);
    }

    //! The entry with what is learned now instead of what was learned before.
    FaqEntry merged(FaqEntry entry) {
        const QSet<QString> before = appended.take(entry.id);
        entry.variants.removeIf([&](const FaqVariant& variant) {
            return variant.source == VariantSource::Learned && before.contains(variant.text);
        });
        const qsizetype own = entry.variants.size();
        entry = learned.merged(entry);
        for (const FaqVariant& variant : entry.variants.mid(own))
            appended[entry.id].insert(variant.text);
        return entry;
    }

    Status put(const QList<FaqEntry>& entries) {
        if (entries.isEmpty())
            return ok();
        for (const FaqEntry& entry : entries)
            pipeline.forget(entry.id);
        SOUFFLEUR_CHECK(index.update(entries));
        pipeline.indexChanged();
        return ok();
    }

    RatingSummary rating(FaqEntryId id) const {
        const FaqStats counted = stats.value(id);
        return rules::shrunkRating(counted.ratingSum, counted.ratingCount);
    }

    //! What experience adds to the words' score.
    double bonus(const FaqEntry& entry, const QDate& today) const {
        const FaqStats counted = stats.value(entry.id);
        const QDate edited = toDateTime(entry.updatedAt).date();
        const QDate looked = std::max(entry.reviewedAt.isValid() ? entry.reviewedAt : edited, edited);
        const double merit = rules::entryScore(counted, int(std::max<qint64>(0, looked.daysTo(today))));
        return RatingWeight * (merit - RatingPrior) - (rules::isBadRun(counted) ? BadRunPenalty : 0.0);
    }

    static bool mayBeOffered(const FaqEntry& entry, const QString& channelKind, const QDate& today) {
        return entry.status == FaqStatus::Published && entry.audience == FaqAudience::Public &&
               (!entry.validFrom.isValid() || entry.validFrom <= today) &&
               (!entry.validUntil.isValid() || today <= entry.validUntil) &&
               (entry.channels.isEmpty() || channelKind.isEmpty() || entry.channels.contains(channelKind));
    }

    //! Why it may not be offered to a customer who writes in this language; nothing: it may.
    static std::optional<LeftOutReason> reasonAgainst(const FaqEntry& entry, const QString& language,
                                                      const QString& channelKind, const QDate& today) {
        if (entry.status == FaqStatus::Draft)
            return LeftOutReason::Draft;
        if (entry.status == FaqStatus::InReview)
            return LeftOutReason::InReview;
        if (entry.audience == FaqAudience::Internal)
            return LeftOutReason::Internal;
        if (entry.audience == FaqAudience::Instruction)
            return LeftOutReason::Instruction;
        if (entry.validFrom.isValid() && today < entry.validFrom)
            return LeftOutReason::NotYetValid;
        if (entry.validUntil.isValid() && entry.validUntil < today)
            return LeftOutReason::Expired;
        if (!entry.channels.isEmpty() && !channelKind.isEmpty() && !entry.channels.contains(channelKind))
            return LeftOutReason::OtherChannel;
        if (!knowledge::FaqIndex::languagesOf(entry).contains(language))
            return LeftOutReason::OtherLanguage;
        return std::nullopt;
    }

    QList<LeftOut> leftOut(const SuggestionRequest& request, const QString& language) {
        constexpr int MostLeftOut = 5;
        const QString text = cleanMessage(request.turns.join(u'\n'));
        const QDate today = toDateTime(request.now).toLocalTime().date();
        QList<LeftOut> found;
        QStringList languages = index.languages();
        if (!languages.contains(language))
            languages.prepend(language);
        for (const QString& other : std::as_const(languages)) {
            if (text.isEmpty())
                break;
            const auto against = [&](const FaqEntry& entry) {
                return reasonAgainst(entry, language, request.channelKind, today);
            };
            const Ranking ranking = pipeline.rank(
                text, other, [&](const FaqEntry& entry) { return against(entry).has_value(); }, {}, MostLeftOut);
            for (const Ranked& one : ranking.entries) {
                const bool there = std::any_of(found.cbegin(), found.cend(),
                                               [&](const LeftOut& left) { return left.entry == one.entry->id; });
                if (one.probability >= bands::Possible && !there)
                    found.append({one.entry->id, one.entry->number, one.entry->question(language),
                                  *against(*one.entry), one.probability});
            }
        }
        std::stable_sort(found.begin(), found.end(),
                         [](const LeftOut& a, const LeftOut& b) { return a.probability > b.probability; });
        return found.mid(0, MostLeftOut);
    }

    static ScoreBand bandOf(double probability) {
        if (probability >= bands::VeryGood)
            return ScoreBand::VeryGood;
        return probability >= bands::Good ? ScoreBand::Good : ScoreBand::Possible;
    }

    //! Several questions in one message: the whole message's ranking, into which each question's best answer moves
    //! up when it is a good one by itself.
    std::vector<Ranked> interleave(Ranking whole, const std::vector<Ranking>& parts) {
        if (parts.empty())
            return std::move(whole.entries);
        std::vector<Ranked> result;
        const auto contains = [&](const Ranked& one) {
            return std::any_of(result.begin(), result.end(), [&](const Ranked& r) { return r.entry == one.entry; });
        };
        // The whole message is long and its score diluted: an entry is as sure as its surest reading.
        const auto add = [&](Ranked ranked) {
            if (contains(ranked))
                return;
            for (const Ranking& part : parts) {
                for (const Ranked& other : part.entries) {
                    if (other.entry == ranked.entry && other.probability > ranked.probability)
                        ranked = other;
                }
            }
            result.push_back(std::move(ranked));
        };
        std::vector<Ranked> first;
        for (const Ranking& part : parts) {
            if (!part.entries.empty() && part.entries.front().probability >= bands::Good)
                first.push_back(part.entries.front());
        }
        if (first.size() < 2)
            return std::move(whole.entries);
        std::stable_sort(first.begin(), first.end(),
                         [](const Ranked& a, const Ranked& b) { return a.probability > b.probability; });
        for (Ranked& ranked : first)
            add(std::move(ranked));
        for (Ranked& ranked : whole.entries)
            add(std::move(ranked));
        return result;
    }
};

Suggester::Suggester(knowledge::FaqIndex& index) : m_d(std::make_unique<Private>(index)) {}
Suggester::~Suggester() = default;

void Suggester::setStats(const QList<FaqStats>& stats) {
    for (const FaqStats& counted : stats)
        m_d->stats.insert(counted.entry, counted);
}

Status Suggester::updateEntries(const QList<FaqEntry>& entries) {
    QList<FaqEntry> merged;
    for (const FaqEntry& entry : entries)
        merged.append(m_d->merged(entry));
    return m_d->put(merged);
}

Status Suggester::removeEntries(const QList<FaqEntryId>& ids) {
    for (const FaqEntryId& id : ids)
        m_d->pipeline.forget(id);
    SOUFFLEUR_CHECK(m_d->index.remove(ids));
    m_d->pipeline.indexChanged();
    return ok();
}

Status Suggester::setPairs(const QList<LearnedPair>& pairs) {
    const QSet<FaqEntryId> before = m_d->learned.entries();
    m_d->learned.set(pairs);
    return m_d->relearn(before | m_d->learned.entries());
}

Status Suggester::addPairs(const QList<LearnedPair>& pairs) {
    QSet<FaqEntryId> changed;
    for (const LearnedPair& pair : pairs) {
        m_d->learned.add(pair);
        if (pair.verdict == Verdict::Accepted)
            changed.insert(pair.entry);
    }
    return m_d->relearn(changed);
}

Status Suggester::removePairs(const QList<LearnedPairId>& ids) {
    return m_d->relearn(m_d->learned.remove(ids));
}

void Suggester::setModel(std::shared_ptr<const Model> model) {
    m_d->pipeline.setModel(std::move(model));
}

void Suggester::setSynonyms(const QList<SynonymGroup>& groups) {
    m_d->pipeline.setSynonyms(groups);
}

void Suggester::indexChanged() {
    m_d->pipeline.indexChanged();
}

SuggestionSet Suggester::suggest(const SuggestionRequest& request) {
    QElapsedTimer timer;
    timer.start();
    SuggestionSet set;
    set.id = SuggestionSetId::create();
    set.conversation = request.conversation;
    set.upToSequence = request.upToSequence;
    set.turnText = rules::oneLine(request.turns.join(u' '), 80);
    set.total = m_d->index.entryCount();
    set.indexed = set.total;
    set.language = chooseLanguage(request.turns, request.earlier, request.language, request.teamLanguage);
    const auto done = [&](SuggestionState state) {
        set.state = state;
        set.tookMicroseconds = timer.nsecsElapsed() / 1000;
        return set;
    };
    if (set.total == 0)
        return done(SuggestionState::FaqEmpty);

    QStringList cleaned;
    for (const QString& turn : request.turns) {
        if (const QString text = cleanMessage(turn); !text.isEmpty())
            cleaned.append(text);
    }
    const QString text = cleaned.join(u'\n');
    if (text.isEmpty() || request.limit <= 0)
        return done(SuggestionState::Silent);

    const QDate today = toDateTime(request.now).toLocalTime().date();
    const auto eligible = [&](const FaqEntry& entry) {
        return Private::mayBeOffered(entry, request.channelKind, today);
    };
    const QSet<QString> words = LearnedTexts::wordsOf(text);
    const auto rank = [&](const QString& asked, int most) {
        const QString key = LearnedTexts::keyOf(asked);
        const auto standing = [&](const FaqEntry& entry) {
            const double refused = std::max(0.0, m_d->learned.refused(entry.id, words) - LeastRefusal);
            return Standing{m_d->bonus(entry, today) - RefusalWeight * refused,
                            m_d->learned.decisions(entry.id, key)};
        };
        return m_d->pipeline.rank(asked, set.language, eligible, standing, most, m_d->learned.decisions({}, key));
    };
    const int limit = std::min(request.rawHits ? MaxHits : request.limit, MaxHits);
    // A few more than wanted, as near-duplicates fall away.
    Ranking whole = rank(text, limit + 5);
    set.candidates = whole.candidates;
    Vocabulary& vocabulary = m_d->pipeline.vocabulary(set.language);
    std::vector<Ranking> parts;
    for (const QString& question : splitQuestions(text, vocabulary.analyser()))
        parts.push_back(rank(question, 3));
    const std::vector<Ranked> ranked = m_d->interleave(std::move(whole), parts);

    DraftForm form;
    form.language = set.language;
    form.address = request.address;
    if (form.address == FormOfAddress::Unknown)
        form.address = guessAddress(request.turns + request.earlier);
    if (form.address == FormOfAddress::Unknown)
        form.address = request.teamAddress;
    form.maxTextLength = request.maxTextLength;
    form.formalChannel = request.formalChannel;
    form.greeted = request.greeted;
    form.placeholders = request.placeholders;
    form.today = today;

    for (const Ranked& one : ranked) {
        if (set.suggestions.size() == limit)
            break;
        if (!request.rawHits && one.probability < bands::Possible)
            continue;
        const auto draft = chooseDraft(*one.entry, form);
        if (!draft)
            continue;
        if (!request.rawHits &&
            std::any_of(set.suggestions.cbegin(), set.suggestions.cend(), [&](const Suggestion& shown) {
                return answersAlike(shown.answer.body, draft->answer.body);
            }))
            continue;
        Suggestion suggestion;
        suggestion.entry = one.entry->id;
        suggestion.number = one.entry->number;
        suggestion.title = one.entry->question(set.language);
        suggestion.answer = draft->answer;
        suggestion.filled = draft->filled;
        suggestion.probability = one.probability;
        suggestion.score = one.score;
        suggestion.parts = one.parts;
        suggestion.band = Private::bandOf(one.probability);
        std::vector<Meeting> told;
        for (const Meeting& meeting : one.meetings) {
            if (told.size() == MaxReasons)
                break;
            if (meeting.word.isEmpty() || meeting.stop)
                continue;
            suggestion.matchedWords.append(meeting.word);
            told.push_back(meeting);
        }
        suggestion.matchedTerms = writtenWords(*one.entry, draft->answer, vocabulary, told);
        const FaqStats counted = m_d->stats.value(one.entry->id);
        suggestion.rating = m_d->rating(one.entry->id);
        suggestion.timesSent = counted.sent;
        suggestion.keptShare = counted.sent > 0 ? double(counted.kept) / counted.sent : 0;
        suggestion.validUntil = one.entry->validUntil;
        suggestion.reviewedAt = one.entry->reviewedAt;
        suggestion.reviewDue =
            one.entry->reviewDays > 0 &&
            (!one.entry->reviewedAt.isValid() || one.entry->reviewedAt.addDays(one.entry->reviewDays) < today);
        suggestion.owner = one.entry->owner;
        set.suggestions.append(suggestion);
    }
    if (!request.rawHits) {
        QList<FaqEntryId> asked;
        for (const Ranking& part : parts) {
            if (!part.entries.empty() && part.entries.front().probability >= bands::Good)
                asked.append(part.entries.front().entry->id);
        }
        addJoinedDraft(set, asked, form, limit);
    }
    return done(set.suggestions.isEmpty() ? SuggestionState::Silent : SuggestionState::Ready);
}

Trial Suggester::attempt(const SuggestionRequest& given, const std::optional<FaqEntry>& edited) {
    constexpr int MostHits = 5;
    std::optional<FaqEntry> stored;
    if (edited) {
        if (const FaqEntry* entry = m_d->index.entry(edited->id))
            stored = *entry;
        FaqEntry shown = *edited;
        shown.status = FaqStatus::Published;
        if (const Status status = updateEntries({shown}); !status)
            qCWarning(lcAssist) << "the edited entry could not be tried:" << status.error().toString();
    }
    Trial trial;
    SuggestionRequest request = given;
    request.rawHits = true;
    request.limit = MostHits;
    trial.set = suggest(request);
    // By hand the limit is wider; what is tried shows what matters.
    trial.set.suggestions = trial.set.suggestions.mid(0, MostHits);
    trial.threshold = bands::Possible;
    if (trial.set.state != SuggestionState::FaqEmpty)
        trial.leftOut = m_d->leftOut(request, trial.set.language);
    if (edited) {
        const Status status = stored ? updateEntries({*stored}) : removeEntries({edited->id});
        if (!status)
            qCWarning(lcAssist) << "the tried entry could not be put back:" << status.error().toString();
    }
    return trial;
}

} // namespace souffleur::assist
