// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "assist/Gaps.h"

#include "assist/Language.h"
#include "assist/TextNormaliser.h"
#include "domain/Rules.h"
#include "knowledge/TextAnalysis.h"

#include <algorithm>
#include <cmath>
#include <map>

#include <QRegularExpression>

namespace souffleur::assist {
namespace {

using Pattern = QRegularExpression;
constexpr auto Options = Pattern::CaseInsensitiveOption | Pattern::UseUnicodePropertiesOption;

// Two turns of five telling words each that share two of middling weight are about as near as this.
constexpr double SameMatter = 0.34;
constexpr double SameCluster = 0.55;
constexpr double SameReply = 0.5; // share of common words
constexpr int MaxReplies = 60;    // compared with each other
constexpr int MaxExamples = 5;
constexpr int MaxWords = 6;
constexpr Milliseconds LongestWait = 24h;

using Vector = std::map<int, double>; // ordered: sums are the same in every run

double dot(const Vector& a, const Vector& b) {
    double sum = 0;
    auto i = a.begin();
    auto j = b.begin();
    while (i != a.end() && j != b.end()) {
        if (i->first == j->first)
            sum += i++->second * j++->second;
        else if (i->first < j->first)
            ++i;
        else
            ++j;
    }
    return sum;
}

double cosine(const Vector& a, const Vector& b) {
    const double lengths = std::sqrt(dot(a, a) * dot(b, b));
    return lengths > 0 ? dot(a, b) / lengths : 0;
}

void addTo(Vector& sum, const Vector& more) {
    for (const auto& [term, weight] : more)
        sum[term] += weight;
}

struct Item {
    const GapTurn* turn = nullptr;
    Vector vector; // of length 1
    int cluster = -1;
};

//! The turns of one language with what their words weigh.
class Space {
public:
    explicit Space(const QString& language) : m_analyser(language) {}

    void add(const GapTurn& turn) {
        std::map<int, int> counts;
        for (const knowledge::Token& token : m_analyser.tokens(cleanMessage(turn.text), 200)) {
            if (token.stop || token.folded.size() < 2 ||
                std::any_of(token.folded.cbegin(), token.folded.cend(), [](QChar c) { return c.isDigit(); }))
                continue;
            const auto [place, fresh] = m_terms.try_emplace(token.stem, int(m_terms.size()));
            if (fresh) {
                m_written.append(token.folded);
                m_frequency.push_back(0);
            }
            ++counts[place->second];
        }
        if (counts.empty())
            return;
        Item item;
        item.turn = &turn;
        for (const auto& [term, count] : counts) {
            ++m_frequency[size_t(term)];
            item.vector[term] = 1.0 + std::log(double(count));
        }
        m_items.push_back(std::move(item));
    }

    //! Members of each cluster.
    std::vector<std::vector<const Item*>> clusters() {
        weigh();
        for (Item& item : m_items)
            item.cluster = nearestOrNew(item);
        // The leaders stand; now everybody goes where it is nearest.
        const std::vector<Vector> leaders = m_sums;
        for (Item& item : m_items) {
            double best = cosine(item.vector, leaders[size_t(item.cluster)]);
            for (const int candidate : candidates(item.vector)) {
                const double near = cosine(item.vector, leaders[size_t(candidate)]);
                if (near > best + 1e-9) {
                    best = near;
                    item.cluster = candidate;
                }
            }
        }
        std::vector<std::vector<const Item*>> groups(m_sums.size());
        m_sums.assign(groups.size(), {});
        for (const Item& item : m_items) {
            groups[size_t(item.cluster)].push_back(&item);
            addTo(m_sums[size_t(item.cluster)], item.vector);
        }
        join(groups);
        std::erase_if(groups, [](const auto& group) { return group.empty(); });
        return groups;
    }

    QStringList telling(const std::vector<const Item*>& group) const {
        Vector sum;
        for (const Item* item : group)
            addTo(sum, item->vector);
        std::vector<std::pair<double, int>> order;
        for (const auto& [term, weight] : sum)
            order.emplace_back(-weight, term);
        std::sort(order.begin(), order.end());
        QStringList words;
        for (const auto& [weight, term] : order) {
            if (words.size() == MaxWords)
                break;
            words.append(m_written.at(term));
        }
        return words;
    }

private:
    void weigh() {
        // As if there were many more turns about other things: with few, a word that half of them share would weigh
        // nothing, and it is what they are about.
        const double n = double(m_items.size()) + 500.0;
        for (Item& item : m_items) {
            double square = 0;
            for (auto& [term, weight] : item.vector) {
                weight *= std::log(n / (m_frequency[size_t(term)] + 10.0));
                square += weight * weight;
            }
            for (auto& [term, weight] : item.vector)
                weight /= std::sqrt(square);
        }
    }

    std::vector<int> candidates(const Vector& vector) const {
        std::vector<int> found;
        for (const auto& [term, weight] : vector) {
            if (const auto place = m_postings.find(term); place != m_postings.end())
                found.insert(found.end(), place->second.begin(), place->second.end());
        }
        std::sort(found.begin(), found.end());
        found.erase(std::unique(found.begin(), found.end()), found.end());
        return found;
    }

    int nearestOrNew(const Item& item) {
        int best = -1;
        double nearest = SameMatter;
        for (const int candidate : candidates(item.vector)) {
            const double near = cosine(item.vector, m_sums[size_t(candidate)]);
            if (near >= nearest + (best >= 0 ? 1e-9 : 0)) {
                nearest = near;
                best = candidate;
            }
        }
        if (best < 0) {
            best = int(m_sums.size());
            m_sums.emplace_back();
        }
        for (const auto& [term, weight] : item.vector) {
            if (!m_sums[size_t(best)].contains(term))
                m_postings[term].push_back(best);
        }
        addTo(m_sums[size_t(best)], item.vector);
        return best;
    }

    void join(std::vector<std::vector<const Item*>>& groups) {
        for (size_t a = 0; a < groups.size(); ++a) {
            if (groups[a].empty())
                continue;
            for (const int candidate : candidates(m_sums[a])) {
                const auto b = size_t(candidate);
                if (b <= a || groups[b].empty() || cosine(m_sums[a], m_sums[b]) < SameCluster)
                    continue;
                groups[a].insert(groups[a].end(), groups[b].begin(), groups[b].end());
                groups[b].clear();
                addTo(m_sums[a], m_sums[b]);
            }
        }
    }

    knowledge::TextAnalyser m_analyser;
    std::map<std::string, int> m_terms;
    QStringList m_written;
    std::vector<int> m_frequency;
    std::vector<Item> m_items;
    std::vector<Vector> m_sums;
    std::map<int, std::vector<int>> m_postings;
};

QSet<QString> wordsOf(const QString& text) {
    const QStringList words = knowledge::TextAnalyser::normalisedKey(text).split(u' ', Qt::SkipEmptyParts);
    return {words.cbegin(), words.cend()};
}

//! The reply that most of the others say too: what the team has agreed on without writing it down.
void chooseDraft(const std::vector<const Item*>& group, GapCluster& cluster) {
    QStringList replies;
    std::vector<QSet<QString>> words;
    for (const Item* item : group) {
        if (item->turn->reply.trimmed().isEmpty() || replies.size() == MaxReplies)
            continue;
        const QString masked = maskPersonal(item->turn->reply, {item->turn->contactName});
        replies.append(masked);
        words.push_back(wordsOf(masked));
    }
    double bestScore = 0;
    for (qsizetype i = 0; i < replies.size(); ++i) {
        int uses = 0;
        double score = 0;
        for (qsizetype j = 0; j < replies.size(); ++j) {
            const auto& a = words[size_t(i)];
            const auto& b = words[size_t(j)];
            const auto all = double((a | b).size());
            const double common = all > 0 ? double((a & b).size()) / all : 0;
            uses += common >= SameReply ? 1 : 0;
            score += common;
        }
        // "Ja" is said often and says nothing.
        score *= std::min<double>(1.0, double(words[size_t(i)].size()) / 5.0);
        if (score > bestScore + 1e-9) {
            bestScore = score;
            cluster.draft = replies.at(i);
            cluster.draftUses = uses;
        }
    }
}

GapCluster describe(const Space& space, const std::vector<const Item*>& group, Timestamp now) {
    GapCluster cluster;
    cluster.words = space.telling(group);
    cluster.count = int(group.size());
    Vector centre;
    for (const Item* item : group)
        addTo(centre, item->vector);
    std::vector<std::pair<double, const Item*>> typical;
    Milliseconds waited{0};
    for (const Item* item : group) {
        const GapTurn& turn = *item->turn;
        typical.emplace_back(cosine(item->vector, centre), item);
        cluster.noneFits += turn.kind == GapKind::NoneFits ? 1 : 0;
        cluster.silent += turn.kind == GapKind::Silent ? 1 : 0;
        cluster.waiting += turn.repliedAt ? 0 : 1;
        cluster.conversations.append(turn.conversation);
        const Milliseconds wait = turn.repliedAt.value_or(now) - turn.at;
        waited += std::clamp<Milliseconds>(wait, 1min, LongestWait);
    }
    std::stable_sort(typical.begin(), typical.end(),
                     [](const auto& a, const auto& b) { return a.first > b.first + 1e-9; });
    QSet<QString> shown;
    for (const auto& [near, item] : typical) {
        const QString text =
            rules::oneLine(maskPersonal(cleanMessage(item->turn->text), {item->turn->contactName}), 240);
        const QString key = knowledge::TextAnalyser::normalisedKey(text);
        if (shown.contains(key))
            continue;
        shown.insert(key);
        if (cluster.question.isEmpty())
            cluster.question = text;
        else if (cluster.examples.size() < MaxExamples)
            cluster.examples.append(text);
    }
    cluster.meanWait = waited / cluster.count;
    cluster.cost = double(waited.count()) / 3'600'000.0;
    chooseDraft(group, cluster);
    return cluster;
}

} // namespace

QString maskPersonal(const QString& text, const QStringList& names) {
    struct Rule {
        Pattern pattern;
        QString by;
    };
    static const QString mark = u"‹%1›"_s;
    static const std::vector<Rule> rules = [] {
        std::vector<Rule> made;
        const auto add = [&](const QString& pattern, const QString& by, Pattern::PatternOptions options = Options) {
            made.push_back({Pattern(pattern, options), by});
        };
        add(u"[\\w.+%-]+@[\\w-]+(\\.[\\w-]+)+"_s, mark.arg(u"email"_s));
        add(u"\\b(https?://|www\\.)\\S+"_s, mark.arg(u"link"_s));
        add(u"\\b[a-z]{2}\\d{2}(\\s?[a-z0-9]{4}){2,7}(\\s?[a-z0-9]{1,3})?\\b"_s, mark.arg(u"iban"_s));
        // "Musterstraße 12a", "Am Alten Markt 3", "12 High Street"; with "01067 Dresden" behind it.
        const QString town = u"(,?\\s*(d-)?\\d{4,5}\\s+\\p{Lu}[\\p{L}.-]+(\\s\\p{Lu}[\\p{L}-]+)?)?"_s;
        add(u"\\b[\\p{L}.-]*(stra(ß|ss)e|str\\.|weg|allee|gasse|platz|ring|ufer|damm|Stra(ß|ss)e|Weg|Allee|Gasse|"
            u"Platz)"
            "\\s+\\d{1,4}(\\s?[a-zA-Z])?\\b"_s +
                town,
            mark.arg(u"address"_s), Pattern::UseUnicodePropertiesOption);
        add(u"\\b(Am|An der|Auf der|Im|Zum|Zur)(\\s\\p{Lu}[\\p{L}-]+){1,2}\\s+\\d{1,4}[a-z]?\\b"_s + town,
            mark.arg(u"address"_s), Pattern::UseUnicodePropertiesOption);
        add(u"\\b\\d{1,5}\\s(\\p{Lu}[\\p{L}-]+\\s){1,3}(Street|St|Road|Rd|Avenue|Ave|Lane|Drive|Square)\\b\\.?"_s,
            mark.arg(u"address"_s), Pattern::UseUnicodePropertiesOption);
        add(u"\\b(d-)?\\d{5}\\s+\\p{Lu}[\\p{L}-]{2,}"_s, mark.arg(u"address"_s),
            Pattern::UseUnicodePropertiesOption);
        add(u"(\\+|\\b00)\\d[\\d\\s()/.-]{6,}\\d|\\b0\\d{2,5}[\\s/-]\\d[\\d\\s-]{3,}\\d\\b|\\(0\\d+\\)[\\d\\s-]{4,}\\d"_s,
            mark.arg(u"phone"_s));
        add(u"#?\\b(?=(?:[\\w-]*\\d){3})[\\w-]+"_s, mark.arg(u"number"_s));
        const QString name = u"\\p{Lu}[\\p{L}'-]+(\\s\\p{Lu}[\\p{L}'-]+)?"_s;
        // \K: what stands before is looked at and kept.
        add(u"(?:\\b[Mm]ein Name ist|\\b[Ii]ch hei(?:ß|ss)e|\\b[Mm]y name is|\\bHerrn?|\\bFrau|\\bM(?:r|rs|s)\\b\\.?)\\s\\K%1"_s
                .arg(name),
            mark.arg(u"name"_s), Pattern::UseUnicodePropertiesOption);
        add(u"(?:\\b[Hh]ier ist|\\b[Ii]ch bin|^(?:Hallo|Hi|Hey|Hello|Dear|Liebe[rs]?|Guten Tag|Guten Morgen|Moin))\\s\\K%1(?=[,.!\\n])"_s
                .arg(name),
            mark.arg(u"name"_s), Pattern::UseUnicodePropertiesOption | Pattern::MultilineOption);
        return made;
    }();
    QString result = text;
    for (const Rule& rule : rules)
        result.replace(rule.pattern, rule.by);
    QStringList parts;
    for (const QString& name : names)
        parts += name.split(Pattern(u"[\\s,.]+"_s), Qt::SkipEmptyParts);
    for (const QString& part : std::as_const(parts)) {
        if (part.size() < 2 || part.startsWith(u'‹'))
            continue;
        const Pattern word(u"(?<![\\p{L}‹])%1(s|'s)?(?![\\p{L}›])"_s.arg(Pattern::escape(part)),
                           part.size() > 3 ? Options : Pattern::UseUnicodePropertiesOption);
        result.replace(word, mark.arg(u"name"_s));
    }
    static const Pattern twice(u"‹name›(\\s+‹name›)+"_s);
    return result.replace(twice, mark.arg(u"name"_s));
}

QList<GapCluster> findGaps(QList<GapTurn> turns, const GapOptions& options) {
    std::sort(turns.begin(), turns.end(), [](const GapTurn& a, const GapTurn& b) {
        return a.at != b.at ? a.at < b.at : a.conversation < b.conversation;
    });
    QSet<ConversationId> seen;
    std::map<QString, Space> spaces;
    for (const GapTurn& turn : std::as_const(turns)) {
        if (seen.contains(turn.conversation))
            continue;
        seen.insert(turn.conversation);
        const QString language = chooseLanguage({turn.text}, {}, turn.language, u"de"_s);
        spaces.try_emplace(language, language).first->second.add(turn);
    }
    QList<GapCluster> found;
    for (auto& [language, space] : spaces) {
        for (const auto& group : space.clusters()) {
            if (int(group.size()) < options.minCount)
                continue;
            GapCluster cluster = describe(space, group, options.now);
            cluster.language = language;
            found.append(std::move(cluster));
        }
    }
    std::stable_sort(found.begin(), found.end(), [](const GapCluster& a, const GapCluster& b) {
        if (a.cost != b.cost)
            return a.cost > b.cost;
        return a.count != b.count ? a.count > b.count : a.question < b.question;
    });
    return found.mid(0, std::max(options.limit, 0));
}

} // namespace souffleur::assist
