// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "assist/Model.h"

#include "assist/Language.h"
#include "assist/LanguageModel.h"
#include "assist/LearnedTexts.h"
#include "assist/Rehearsal.h"
#include "assist/TextNormaliser.h"
#include "knowledge/FaqIndex.h"

#include <algorithm>
#include <map>
#include <set>
#include <thread>

#include <QCryptographicHash>
#include <QDataStream>
#include <QIODevice>
#include <QMap>

namespace souffleur::assist {

namespace {
constexpr quint32 Magic = 0x534d4f44; // "SMOD"
// The least rewarded entries of a large FAQ do without a column of their own: cost grows with entries times texts.
constexpr size_t MaxColumns = 400;
constexpr size_t MaxTexts = 30'000;
// Weights kept: 24 MB as half-precision numbers.
constexpr int MaxWeights = 12'000'000;
constexpr int MaxPieces = 60'000;
constexpr size_t SmallCollection = 3000;
// Measured on development sets: +4 to +6 points with few labels.
constexpr size_t MaxGuessed = 8000;
constexpr double GuessShare = 0.9;
// Once more where an entry has fewer labels; where it has more, the guesses would outvote them.
constexpr int GuessRounds = 2;
constexpr double FewLabels = 6;
// Of a guess beside a label.
constexpr float GuessWeight = 0.3F;
// Fewer unlabelled messages than this for each label teach nothing more.
constexpr double LeastUnlabelled = 0.25;
constexpr double RoughFit = 0.001; // LinearModel::train's precision
constexpr double ExactFit = 0.0005;

struct Text {
    std::vector<knowledge::Token> tokens;
    FaqEntryId entry;  // null: fits nothing
    int decisions = 1; // how often agents said so
};

struct Material {
    QList<Text> texts;                            // with a label
    std::vector<std::vector<std::string>> corpus; // without
    QList<std::vector<knowledge::Token>> messages;
};

std::vector<std::string> stemsOf(const std::vector<knowledge::Token>& tokens) {
    std::vector<std::string> stems;
    for (const knowledge::Token& token : tokens)
        stems.push_back(token.stem);
    return stems;
}

Material collect(const TrainingData& data, const QString& language, const knowledge::TextAnalyser& analyser,
                 const std::atomic<bool>& cancelled) {
    Material material;
    QSet<FaqEntryId> known;
    for (const FaqEntry& entry : data.entries) {
        if (!knowledge::FaqIndex::languagesOf(entry).contains(language))
            continue;
        known.insert(entry.id);
        for (const QString& question : knowledge::FaqIndex::questionsOf(entry, language)) {
            Text text{analyser.tokens(question, 200), entry.id};
            material.corpus.push_back(stemsOf(text.tokens));
            material.texts.append(std::move(text));
        }
        for (const FaqAnswer& answer : entry.answers) {
            if (answer.language == language)
                material.corpus.push_back(stemsOf(analyser.tokens(answer.body, 1000)));
        }
        if (cancelled)
            return material;
    }
    qsizetype left = qsizetype(MaxTexts);
    QList<Text> learned;
    QHash<std::pair<FaqEntryId, QString>, qsizetype> same;
    for (auto it = data.pairs.crbegin(); it != data.pairs.crend() && left > 0 && !cancelled; ++it) {
        if (it->verdict == Verdict::Wrong || (!it->language.isEmpty() && it->language != language) ||
            (it->verdict == Verdict::Accepted && !known.contains(it->entry)))
            continue;
        const QString cleaned = cleanMessage(it->text);
        const FaqEntryId entry = it->verdict == Verdict::Accepted ? it->entry : FaqEntryId();
        Text text{analyser.tokens(cleaned, 200), entry};
        if (text.tokens.empty())
            continue;
        const std::pair words{entry, LearnedTexts::keyOf(cleaned)};
        if (const auto known = same.constFind(words); known != same.cend()) {
            ++learned[*known].decisions;
            continue;
        }
        same.insert(words, learned.size());
        --left;
        material.corpus.push_back(stemsOf(text.tokens));
        learned.append(std::move(text));
    }
    std::reverse(learned.begin(), learned.end());
    material.texts += learned;
    for (const QString& message : data.messages.value(language)) {
        if (cancelled)
            return material;
        material.messages.append(analyser.tokens(cleanMessage(message), 200));
        material.corpus.push_back(stemsOf(material.messages.last()));
    }
    return material;
}

//! The latest messages whose words nobody gave a label to. vectors: of the pieces of texts and messages; what is
//! used is taken out.
std::vector<TextView> unlabelledOf(const Material& material, const LanguageModel& model,
                                   std::vector<SparseVector>& vectors, LanguageModel::WordMeanings& words) {
    std::set<std::vector<std::string>> known;
    for (const Text& text : material.texts)
        known.insert(stemsOf(text.tokens));
    std::vector<TextView> result;
    for (qsizetype i = material.messages.size() - 1; i >= 0 && result.size() < MaxGuessed; --i) {
        const std::vector<knowledge::Token>& message = material.messages.at(i);
        const std::vector<std::string> stems = stemsOf(message);
        if (!stems.empty() && !known.contains(stems))
            result.push_back(model.viewOf(message, std::move(vectors[size_t(material.texts.size() + i)]), words));
    }
    std::reverse(result.begin(), result.end());
    return result;
}

//! What messages most likely are: of those that fall to an entry, the share with the clearest lead, judged by the
//! model so far and by the distance to the mean meaning of the entry's texts.
std::vector<LinearModel::Example> guesses(const LanguageModel& model,
                                          const std::vector<LinearModel::Example>& examples,
                                          const std::vector<TextView>& messages, double share) {
    const auto entries = size_t(model.linear.entries().size());
    std::vector<DenseVector> centres(entries);
    for (const LinearModel::Example& example : examples) {
        const auto add = [&](int entry) {
            if (entry < 0)
                return;
            DenseVector& centre = centres[size_t(entry)];
            centre.resize(std::max(centre.size(), example.text->meaning.size()));
            for (size_t d = 0; d < example.text->meaning.size(); ++d)
                centre[d] += example.text->meaning[d];
        };
        add(example.entry);
        for (const auto& [entry, weight] : example.also)
            add(entry);
    }
    for (DenseVector& centre : centres)
        normalise(centre);
    std::vector<std::vector<std::pair<float, size_t>>> byEntry(entries);
    for (size_t i = 0; i < messages.size(); ++i) {
        const std::vector<float> margins = model.linear.margins(messages[i]);
        if (model.linear.hasNone() &&
            margins.back() >= *std::max_element(margins.begin(), margins.begin() + long(entries)))
            continue;
        float first = -1e9F;
        float second = -1e9F;
        size_t best = 0;
        for (size_t e = 0; e < entries; ++e) {
            const float value = margins[e] + cosine(messages[i].meaning, centres[e]);
            if (value > first) {
                second = std::exchange(first, value);
                best = e;
            } else {
                second = std::max(second, value);
            }
        }
        byEntry[best].push_back({second - first, i});
    }
    std::vector<LinearModel::Example> result;
    for (size_t e = 0; e < entries; ++e) {
        std::sort(byEntry[e].begin(), byEntry[e].end());
        const auto count = size_t(double(byEntry[e].size()) * share);
        for (size_t i = 0; i < count; ++i)
            result.push_back({&messages[byEntry[e][i].second], int(e), GuessWeight});
    }
    return result;
}

std::shared_ptr<LanguageModel> trainLanguage(const TrainingData& data, const QString& language,
                                             const std::atomic<bool>& cancelled,
                                             const std::function<void(int, int)>& progress) {
    const knowledge::TextAnalyser analyser(language);
    const Material material = collect(data, language, analyser, cancelled);
    auto model = std::make_shared<LanguageModel>();
    for (const auto& tokens : material.messages)
        model->background.add(stemsOf(tokens));
    model->vectors = WordVectors::train(material.corpus, cancelled);
    model->general = &WordVectors::shipped(language);
    model->generalCommon = model->general->commonOf(material.corpus);
    if (cancelled)
        return {};

    // The entries with most texts, then by id: always the same ones.
    QMap<FaqEntryId, int> counts;
    for (const Text& text : material.texts) {
        if (!text.entry.isNull())
            ++counts[text.entry];
    }
    std::vector<std::pair<int, FaqEntryId>> order;
    for (auto it = counts.cbegin(); it != counts.cend(); ++it)
        order.push_back({-it.value(), it.key()});
    std::sort(order.begin(), order.end());
    if (order.size() > MaxColumns)
        order.resize(MaxColumns);
    QList<FaqEntryId> entries;
    for (const auto& [count, id] : order)
        entries.append(id);
    std::sort(entries.begin(), entries.end());
    QHash<FaqEntryId, int> index;
    for (int i = 0; i < entries.size(); ++i)
        index.insert(entries.at(i), i);

    std::vector<Pieces> pieces;
    for (const Text& text : material.texts)
        pieces.push_back(piecesOf(text.tokens));
    // Also the words that only the messages have.
    for (const auto& tokens : material.messages)
        pieces.push_back(piecesOf(tokens));
    const int limit = std::min(MaxPieces, MaxWeights / std::max(1, int(entries.size()) + 1));
    model->space = PieceSpace::build(pieces, pieces.size() > SmallCollection ? 2 : 1, limit,
                                     language == u"de"_s ? Words::Joined : Words::Apart);
    std::vector<SparseVector> vectors;
    vectors.reserve(pieces.size());
    for (const Pieces& some : pieces)
        vectors.push_back(model->space.vectorOf(some));
    pieces = {};
    model->latent = LatentSpace::train(vectors, model->space.size(), cancelled);
    LanguageModel::WordMeanings words;
    std::vector<TextView> views;
    views.reserve(size_t(material.texts.size()));
    std::vector<LinearModel::Example> examples;
    for (qsizetype i = 0; i < material.texts.size(); ++i)
        views.push_back(model->viewOf(material.texts.at(i).tokens, std::move(vectors[size_t(i)]), words));
    std::map<std::vector<std::string>, size_t> same;
    for (qsizetype i = 0; i < material.texts.size(); ++i) {
        const Text& text = material.texts.at(i);
        if (!text.entry.isNull() && !index.contains(text.entry))
            continue;
        const int entry = index.value(text.entry, -1);
        const auto weight = float(text.decisions);
        const auto [known, isNew] = same.try_emplace(stemsOf(text.tokens), examples.size());
        if (isNew)
            examples.push_back({&views[size_t(i)], entry, weight});
        else
            examples[known->second].also.push_back({entry, weight});
        if (entry >= 0)
            model->texts.push_back({views[size_t(i)].pieces, entry});
    }
    const auto fit = [&](double precision) {
        return LinearModel::train(entries, examples, model->space.size(), model->dimensions(), precision, cancelled,
                                  progress);
    };
    if (entries.size() > 1) {
        const size_t labelled = examples.size();
        const std::vector<TextView> unlabelled = unlabelledOf(material, *model, vectors, words);
        const bool few = double(unlabelled.size()) >= LeastUnlabelled * double(labelled);
        model->linear = fit(few ? RoughFit : ExactFit);
        // Few labels, many messages: the messages teach what they most likely are (self-training).
        const int rounds = GuessRounds + (double(labelled) < FewLabels * double(entries.size()) ? 1 : 0);
        for (int round = 1; few && round <= rounds && !cancelled; ++round) {
            const auto guessed = guesses(*model, examples, unlabelled, GuessShare * round / rounds);
            examples.resize(labelled);
            examples.insert(examples.end(), guessed.begin(), guessed.end());
            model->linear = fit(round < rounds ? RoughFit : ExactFit);
        }
    }
    if (model->linear.isEmpty())
        model->texts.clear();
    if (cancelled)
        return {};
    model->prepare();
    return model;
}
} // namespace

Result<std::shared_ptr<const Model>> trainModel(const TrainingData& data, const std::atomic<bool>& cancelled,
                                                const std::function<void(int, int)>& progress) {
    QStringList languages;
    for (const FaqEntry& entry : data.entries) {
        for (const QString& language : knowledge::FaqIndex::languagesOf(entry)) {
            if (!languages.contains(language))
                languages.append(language);
        }
    }
    languages.sort();
    QHash<QString, std::shared_ptr<const LanguageModel>> models;
    for (int i = 0; i < languages.size(); ++i) {
        const auto part = [&](int done, int total) {
            if (progress)
                progress(i * 100 + 100 * done / std::max(1, total), int(languages.size()) * 100);
        };
        const QString& language = languages.at(i);
        Rehearsal rehearsed;
        // Beside each other: a thread inherits its parent's idle priority.
        std::jthread rehearsal([&] {
            rehearsed = rehearse(data, language, cancelled, [&](const TrainingData& some) {
                return trainLanguage(some, language, cancelled, {});
            });
        });
        const std::shared_ptr<LanguageModel> model = trainLanguage(data, language, cancelled, part);
        rehearsal.join();
        if (model) {
            model->tuning = rehearsed.tuning;
            model->recalibration = rehearsed.recalibration;
        }
        models.insert(language, model);
        if (cancelled)
            return makeError(ErrorCode::Cancelled);
    }
    return std::shared_ptr<const Model>(std::make_shared<Model>(std::move(models)));
}

QByteArray Model::toBytes() const {
    QByteArray body;
    {
        QDataStream out(&body, QIODevice::WriteOnly);
        out.setVersion(QDataStream::Qt_6_4);
        out.setFloatingPointPrecision(QDataStream::SinglePrecision);
        QStringList names = m_languages.keys();
        names.sort();
        out << quint32(names.size());
        for (const QString& name : std::as_const(names))
            out << name << *m_languages.value(name);
    }
    QByteArray bytes;
    QDataStream out(&bytes, QIODevice::WriteOnly);
    out.setVersion(QDataStream::Qt_6_4);
    out << Magic << quint32(FormatVersion) << QCryptographicHash::hash(body, QCryptographicHash::Sha256) << body;
    return bytes;
}

Result<std::shared_ptr<const Model>> Model::fromBytes(const QByteArray& bytes) {
    QDataStream in(bytes);
    in.setVersion(QDataStream::Qt_6_4);
    quint32 magic = 0;
    quint32 version = 0;
    QByteArray digest;
    QByteArray body;
    in >> magic >> version;
    if (in.status() != QDataStream::Ok || magic != Magic)
        return makeError(ErrorCode::Damaged, u"model"_s);
    if (version != quint32(FormatVersion))
        return makeError(ErrorCode::NewerSchema, u"model"_s);
    in >> digest >> body;
    if (in.status() != QDataStream::Ok || digest != QCryptographicHash::hash(body, QCryptographicHash::Sha256))
        return makeError(ErrorCode::Damaged, u"model"_s);
    QDataStream parts(body);
    parts.setVersion(QDataStream::Qt_6_4);
    parts.setFloatingPointPrecision(QDataStream::SinglePrecision);
    quint32 count = 0;
    parts >> count;
    QHash<QString, std::shared_ptr<const LanguageModel>> models;
    for (quint32 i = 0; i < count && parts.status() == QDataStream::Ok; ++i) {
        QString name;
        auto model = std::make_shared<LanguageModel>();
        parts >> name;
        model->general = &WordVectors::shipped(name);
        parts >> *model;
        models.insert(name, model);
    }
    if (parts.status() != QDataStream::Ok)
        return makeError(ErrorCode::Damaged, u"model"_s);
    return std::shared_ptr<const Model>(std::make_shared<Model>(std::move(models)));
}

} // namespace souffleur::assist
