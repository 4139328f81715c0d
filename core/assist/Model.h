// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Result.h"
#include "domain/Faq.h"
#include "domain/Learning.h"

#include <atomic>
#include <functional>
#include <memory>

#include <QHash>

namespace souffleur::assist {

//! What a training run reads. The same data in the same order gives the same model, bit for bit.
struct TrainingData {
    QList<FaqEntry> entries;  //!< all that may be offered
    QList<LearnedPair> pairs; //!< oldest first
    QHash<QString, QStringList>
        messages; //!< language: customers' words without any label (own or imported history)
};

struct LanguageModel;

//! What the bot learned in the background: word vectors and a linear model for each language. Immutable, shared
//! between threads. Holds words of customers: keep it sealed, and train anew when a contact is deleted.
class Model {
public:
    static constexpr int FormatVersion = 9;
    explicit Model(QHash<QString, std::shared_ptr<const LanguageModel>> languages)
        : m_languages(std::move(languages)) {}

    //! Damaged, or NewerVersion when written by a later program.
    static Result<std::shared_ptr<const Model>> fromBytes(const QByteArray& bytes);
    QByteArray toBytes() const;
    //! Nothing: not enough was known in that language.
    std::shared_ptr<const LanguageModel> language(const QString& language) const {
        return m_languages.value(language);
    }

private:
    QHash<QString, std::shared_ptr<const LanguageModel>> m_languages;
};

//! Blocking; any thread. progress(done, total) is called between steps; Cancelled soon after `cancelled` turns
//! true.
Result<std::shared_ptr<const Model>> trainModel(const TrainingData& data, const std::atomic<bool>& cancelled,
                                                const std::function<void(int, int)>& progress = {});

} // namespace souffleur::assist
