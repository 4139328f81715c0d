// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/knowledge/KnowledgeText.h"

#include "ui/common/Format.h"

#include <QLocale>

namespace souffleur::ui {

QString KnowledgeText::status(FaqStatus status) {
    switch (status) {
    case FaqStatus::Draft:
        return tr("draft");
    case FaqStatus::InReview:
        return tr("in review");
    case FaqStatus::Published:
        return tr("published");
    case FaqStatus::Archived:
        return tr("archived");
    }
    return {};
}

QString KnowledgeText::audience(FaqAudience audience) {
    switch (audience) {
    case FaqAudience::Public:
        return tr("For customers");
    case FaqAudience::Internal:
        return tr("Internal, for agents only");
    case FaqAudience::Instruction:
        return tr("Instruction for agents");
    }
    return {};
}

QString KnowledgeText::phase(JourneyPhase phase) {
    switch (phase) {
    case JourneyPhase::None:
        return tr("No phase");
    case JourneyPhase::Awareness:
        return tr("Awareness");
    case JourneyPhase::Consideration:
        return tr("Consideration");
    case JourneyPhase::Purchase:
        return tr("Decision and purchase");
    case JourneyPhase::Service:
        return tr("Service and loyalty");
    }
    return {};
}

QString KnowledgeText::length(AnswerLength length) {
    switch (length) {
    case AnswerLength::Short:
        return tr("Short");
    case AnswerLength::Chat:
        return tr("Chat");
    case AnswerLength::Email:
        return tr("E-mail");
    }
    return {};
}

QString KnowledgeText::address(FormOfAddress address) {
    switch (address) {
    case FormOfAddress::Informal:
        return tr("informal", "form of address");
    case FormOfAddress::Formal:
        return tr("formal", "form of address");
    case FormOfAddress::Unknown:
        return tr("neutral", "form of address");
    }
    return {};
}

QString KnowledgeText::reason(LeftOutReason reason) {
    switch (reason) {
    case LeftOutReason::Draft:
        return tr("still a draft");
    case LeftOutReason::InReview:
        return tr("still in review");
    case LeftOutReason::Internal:
        return tr("internal");
    case LeftOutReason::Instruction:
        return tr("an instruction for agents");
    case LeftOutReason::NotYetValid:
        return tr("not valid yet");
    case LeftOutReason::Expired:
        return tr("expired");
    case LeftOutReason::OtherChannel:
        return tr("not for this channel");
    case LeftOutReason::OtherLanguage:
        return tr("no answer in this language");
    }
    return {};
}

QString KnowledgeText::task(const ReviewTask& task) {
    switch (task.reason) {
    case ReviewReason::BadRun:
        return tr("%1 of the latest %2 ratings after this answer were bad. It is offered behind others until "
                  "somebody has looked at it.")
            .arg(Format::count(task.low), Format::count(task.ratings));
    case ReviewReason::Outdated:
        return tr("An agent says that this answer is outdated.");
    case ReviewReason::Wrong:
        return tr("Agents refused this answer %1 times and sent it %2 times. Do its wordings promise more than the "
                  "answer holds?")
            .arg(Format::count(task.low), Format::count(task.ratings));
    }
    return {};
}

bool KnowledgeText::isReviewDue(const FaqEntry& entry, const QDate& today) {
    if (entry.status != FaqStatus::Published || entry.reviewDays <= 0)
        return false;
    const QDate looked = entry.reviewedAt.isValid() ? entry.reviewedAt : toDateTime(entry.updatedAt).date();
    return looked.isValid() && looked.addDays(entry.reviewDays) < today;
}

QString KnowledgeText::state(const FaqEntry& entry, const QDate& today) {
    if (entry.status != FaqStatus::Published)
        return status(entry.status);
    if (entry.validUntil.isValid() && entry.validUntil < today)
        return tr("expired");
    if (entry.validFrom.isValid() && today < entry.validFrom)
        return tr("from %1").arg(date(entry.validFrom));
    if (isReviewDue(entry, today))
        return tr("review due");
    return entry.audience == FaqAudience::Public ? status(entry.status) : tr("internal");
}

QString KnowledgeText::stars(double mean) {
    return QLocale().toString(mean, 'f', 1);
}

QString KnowledgeText::percent(double share) {
    return tr("%1 %", "percentage").arg(QLocale().toString(qRound(share * 100)));
}

QString KnowledgeText::date(const QDate& date) {
    return date.isValid() ? QLocale().toString(date, QLocale::ShortFormat) : QString();
}

QDate KnowledgeText::parseDate(const QString& text) {
    const QString words = text.simplified();
    const QLocale locale;
    for (const QString& format :
         {locale.dateFormat(QLocale::ShortFormat), u"d.M.yyyy"_s, u"d.M.yy"_s, u"yyyy-MM-dd"_s, u"M/d/yyyy"_s}) {
        QDate date = locale.toDate(words, format);
        if (date.isValid() && date.year() < 1970)
            date = date.addYears(100); // two digits mean this century
        if (date.isValid())
            return date;
    }
    return {};
}

} // namespace souffleur::ui
