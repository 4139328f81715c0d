// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Result.h"
#include "domain/Faq.h"

//! Shared by the two file formats: names of the choices, dates, and the CSV side.
namespace souffleur::knowledge {

template <class E>
struct Names;

template <class E>
QString toName(E value) {
    for (const auto& [name, one] : Names<E>::all) {
        if (one == value)
            return name.toString();
    }
    return {};
}

template <class E>
std::optional<E> fromName(const QString& text) {
    const QString wanted = text.trimmed().toLower();
    for (const auto& [name, one] : Names<E>::all) {
        if (wanted == name)
            return one;
    }
    return std::nullopt;
}

template <>
struct Names<AnswerLength> {
    static constexpr std::pair<QStringView, AnswerLength> all[] = {
        {u"short", AnswerLength::Short}, {u"chat", AnswerLength::Chat}, {u"email", AnswerLength::Email}};
};
template <>
struct Names<FormOfAddress> {
    static constexpr std::pair<QStringView, FormOfAddress> all[] = {{u"neutral", FormOfAddress::Unknown},
                                                                    {u"formal", FormOfAddress::Formal},
                                                                    {u"informal", FormOfAddress::Informal}};
};
template <>
struct Names<FaqStatus> {
    static constexpr std::pair<QStringView, FaqStatus> all[] = {{u"draft", FaqStatus::Draft},
                                                                {u"in_review", FaqStatus::InReview},
                                                                {u"published", FaqStatus::Published},
                                                                {u"archived", FaqStatus::Archived}};
};
template <>
struct Names<FaqAudience> {
    static constexpr std::pair<QStringView, FaqAudience> all[] = {{u"public", FaqAudience::Public},
                                                                  {u"internal", FaqAudience::Internal},
                                                                  {u"instruction", FaqAudience::Instruction}};
};
template <>
struct Names<JourneyPhase> {
    static constexpr std::pair<QStringView, JourneyPhase> all[] = {{u"", JourneyPhase::None},
                                                                   {u"awareness", JourneyPhase::Awareness},
                                                                   {u"consideration", JourneyPhase::Consideration},
                                                                   {u"purchase", JourneyPhase::Purchase},
                                                                   {u"service", JourneyPhase::Service}};
};
template <>
struct Names<VariantSource> {
    static constexpr std::pair<QStringView, VariantSource> all[] = {{u"written", VariantSource::Written},
                                                                    {u"learned", VariantSource::Learned}};
};

//! YYYY-MM-DD or DD.MM.YYYY; invalid otherwise.
QDate parseDate(const QString& text);

//! One ImportRow per entry, in file order; rows of one entry (same id, else same question) are joined.
Result<QList<ImportRow>> readFaqCsv(const QByteArray& content);

} // namespace souffleur::knowledge
