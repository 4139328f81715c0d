// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/Rules.h"
#include "ui/common/Format.h"
#include "ui/knowledge/EntryEditor.h"
#include "ui/knowledge/EntryFields.h"
#include "ui/knowledge/KnowledgeText.h"
#include "workspace/Workspace.h"

#include <algorithm>

#include <QBoxLayout>
#include <QButtonGroup>
#include <QComboBox>
#include <QLineEdit>
#include <QLocale>
#include <QMenu>
#include <QSpinBox>

//! What EntryEditor shows of its draft.
namespace souffleur::ui {

namespace {
constexpr int ShortLength = 160;

//! Languages that can be added by hand, beside those in use.
const QStringList& offeredLanguages() {
    static const QStringList languages{u"de"_s, u"en"_s, u"fr"_s, u"it"_s, u"es"_s, u"nl"_s,
                                       u"pl"_s, u"pt"_s, u"tr"_s, u"cs"_s, u"da"_s, u"sv"_s};
    return languages;
}

bool hasForms(const QString& language) {
    return language != u"en" && language != u"da" && language != u"sv";
}

QString filled(const QString& body, const QMap<QString, QString>& values) {
    QString text = body;
    for (auto it = values.cbegin(); it != values.cend(); ++it)
        text.replace(u"{{"_s + it.key() + u"}}"_s, it.value());
    return text;
}

void setChosen(QComboBox* box, int index) {
    if (box->currentIndex() != index)
        box->setCurrentIndex(index);
}
} // namespace

const FaqAnswer* EntryEditor::answer(AnswerLength length, FormOfAddress address) const {
    const QList<FaqAnswer>& answers = m_draft->edited().answers;
    const auto found = std::find_if(answers.cbegin(), answers.cend(), [&](const FaqAnswer& one) {
        return one.language == m_language && one.length == length && one.address == address;
    });
    return found == answers.cend() ? nullptr : &*found;
}

void EntryEditor::chooseFirstAnswer() {
    if (answer(m_length, m_address))
        return;
    m_length = AnswerLength::Chat;
    m_address = hasForms(m_language) ? FormOfAddress::Formal : FormOfAddress::Unknown;
    if (answer(m_length, m_address))
        return;
    for (const FaqAnswer& one : m_draft->edited().answers) {
        if (one.language == m_language) {
            m_length = one.length;
            m_address = one.address;
            return;
        }
    }
}

void EntryEditor::setLanguage(const QString& language) {
    m_language = language;
    chooseFirstAnswer();
    refresh();
}

void EntryEditor::refresh() {
    if (!m_draft)
        return;
    m_filling = true;
    const FaqEntry& entry = m_draft->edited();
    refreshHead();
    refreshLanguages();
    setTextKeepingCursor(*m_question, entry.questions.value(m_language));
    QStringList written;
    int learnedVariants = 0;
    for (const FaqVariant& variant : entry.variants) {
        if (variant.language != m_language)
            continue;
        written += variant.text;
        learnedVariants += variant.source == VariantSource::Learned;
    }
    QList<LearnedWording> learned;
    for (const LearnedWording& wording : m_draft->detail().learned) {
        if (wording.language.isEmpty() || wording.language == m_language)
            learned += wording;
    }
    m_variants->setVariants(written, learned);
    const qsizetype fromCustomers = learned.size() + learnedVariants;
    m_variantsLabel->setText(
        fromCustomers > 0 ? tr("Other wordings (%1, %2 of them learned from conversations)")
                                .arg(Format::count(written.size() + learned.size()), Format::count(fromCustomers))
                          : tr("Other wordings (%1)").arg(Format::count(written.size())));
    m_filling = false;
    refreshAnswer();
    refreshFacts();
    refreshFigures();
}

void EntryEditor::refreshHead() {
    const FaqEntry& entry = m_draft->edited();
    const QString title = entry.question(m_language);
    m_title->setText(title.isEmpty() ? tr("New entry") : rules::oneLine(title, 160));
    QFont font = m_context.theme.font(TextRole::Title);
    font.setPixelSize(m_context.theme.px(17));
    m_title->setFont(font);
    const bool changed = m_draft->isChanged() || m_draft->isNew();
    QString status = KnowledgeText::state(entry, today());
    Tone tone = entry.status == FaqStatus::Published ? Tone::Ok : Tone::Muted;
    if (entry.status == FaqStatus::Published && status != KnowledgeText::status(FaqStatus::Published))
        tone = Tone::Warn;
    if (m_draft->isChanged()) {
        status += u" · "_s + tr("changed");
        tone = Tone::Accent;
    }
    m_status->setText(status);
    setLook(m_status, LabelRole::Caption, tone);
    const auto versions = m_draft->detail().versions.size();
    m_history->setText(tr("History (%1)").arg(Format::count(versions)));
    m_history->setVisible(versions > 0);
    const bool published = entry.status == FaqStatus::Published;
    m_save->setVisible(!published);
    m_save->setEnabled(changed);
    m_publish->setText(published ? tr("Save") : tr("Publish"));
    m_publish->setEnabled(changed || !published);
}

void EntryEditor::refreshLanguages() {
    QStringList languages = m_draft->edited().questions.keys();
    const auto add = [&](const QString& language) {
        if (!language.isEmpty() && !languages.contains(language))
            languages += language;
    };
    for (const FaqAnswer& one : m_draft->edited().answers)
        add(one.language);
    for (const QString& opened : std::as_const(m_draft->openedLanguages))
        add(opened);
    add(m_language);
    QStringList shown;
    for (auto* button : m_languages->buttons())
        shown += button->property("language").toString();
    if (shown != languages) {
        for (auto* button : m_languages->buttons()) {
            m_languages->removeButton(button);
            button->hide();
            button->deleteLater();
        }
        for (int i = 0; i < languages.size(); ++i) {
            auto* tab = makeButton(ButtonKind::Tab, Format::languageName(languages.at(i)), this);
            const QString language = languages.at(i);
            tab->setProperty("language", language);
            m_languages->addButton(tab);
            m_languageRow->insertWidget(i, tab);
            connect(tab, &QPushButton::clicked, this, [this, language] { setLanguage(language); });
        }
    }
    for (auto* button : m_languages->buttons()) {
        button->setText(Format::languageName(button->property("language").toString()));
        button->setChecked(button->property("language").toString() == m_language);
    }
}

void EntryEditor::refreshAnswer() {
    if (!m_draft)
        return;
    const bool wasFilling = std::exchange(m_filling, true);
    const auto any = [this](auto fits) {
        const QList<FaqAnswer>& answers = m_draft->edited().answers;
        return std::any_of(answers.cbegin(), answers.cend(),
                           [&](const FaqAnswer& one) { return one.language == m_language && fits(one); });
    };
    // A plus in front: there is none of this kind yet.
    for (auto* button : m_addresses->buttons()) {
        const auto address = FormOfAddress(m_addresses->id(button));
        const bool there = any([&](const FaqAnswer& one) { return one.address == address; });
        const QString name = KnowledgeText::address(address);
        button->setText(there ? name : u"+ "_s + name);
        button->setToolTip(there ? QString() : tr("No answer of this kind yet"));
        button->setVisible(hasForms(m_language) || there || address == m_address);
        button->setChecked(address == m_address);
    }
    for (auto* button : m_lengths->buttons()) {
        const auto length = AnswerLength(m_lengths->id(button));
        const bool there = answer(length, m_address) != nullptr;
        const QString name = KnowledgeText::length(length);
        button->setText(there ? name : u"+ "_s + name);
        button->setToolTip(there ? QString() : tr("No answer of this kind yet"));
        button->setChecked(length == m_length);
    }
    const FaqAnswer* shown = answer(m_length, m_address);
    setTextKeepingCursor(*m_answer, shown ? shown->body : QString());
    m_filling = wasFilling;
    refreshPreview();
}

void EntryEditor::refreshPreview() {
    if (!m_draft)
        return;
    const ChannelCapabilities channel = m_context.workspace.capabilities(m_channel);
    const QString body = m_answer->toPlainText();
    QMap<QString, QString> values{{u"agent"_s, m_context.workspace.me().name}, {u"order"_s, u"20418"_s}};
    values.insert(u"name"_s, m_address == FormOfAddress::Informal ? tr("Lena", "a customer's first name")
                                                                  : tr("Ms Sommer", "how a customer is addressed"));
    const QString text = filled(body, values);
    int limit = channel.maxTextLength;
    if (m_length == AnswerLength::Short)
        limit = std::min(limit, ShortLength);
    m_channelChoice->setText(tr("Preview for %1").arg(Format::channelName(channel)) + u" ▾"_s);
    const qsizetype over = text.size() - limit;
    m_counter->setText(over > 0 ? tr("%n character(s) too long", nullptr, int(over))
                                : tr("%1 of %2 characters").arg(Format::count(text.size()), Format::count(limit)));
    setLook(m_counter, LabelRole::Small, over > 0 ? Tone::Bad : Tone::Muted);
    m_preview->setText(text.isEmpty() ? tr("There is no answer of this kind yet.") : text);
}

void EntryEditor::refreshFacts() {
    if (!m_draft)
        return;
    const bool wasFilling = std::exchange(m_filling, true);
    const FaqEntry& entry = m_draft->edited();
    m_tags->setTags(entry.tags);
    setChosen(m_phase, int(entry.phase));
    setChosen(m_audience, int(entry.audience));
    if (!m_owner->hasFocus())
        setTextKeepingCursor(*m_owner, entry.owner);
    if (!m_from->hasFocus())
        m_from->setText(KnowledgeText::date(entry.validFrom));
    if (!m_until->hasFocus())
        m_until->setText(KnowledgeText::date(entry.validUntil));
    if (m_reviewDays->value() != entry.reviewDays)
        m_reviewDays->setValue(entry.reviewDays);
    const bool checkedToday = entry.reviewedAt == today();
    m_reviewed->setText(checkedToday ? tr("checked today") : tr("Checked today"));
    m_reviewed->setEnabled(!checkedToday);
    m_ownerLabel->setMinimumHeight(m_reviewed->sizeHint().height()); // stands beside it
    m_reviewed->setToolTip(entry.reviewedAt.isValid()
                               ? tr("Last checked on %1").arg(KnowledgeText::date(entry.reviewedAt))
                               : tr("Not checked yet"));
    m_filling = wasFilling;
}

void EntryEditor::refreshFigures() {
    const FaqStats& stats = m_draft->detail().stats;
    const QString none = u"–"_s;
    const auto times = [](int n) { return tr("%1×", "times").arg(Format::count(n)); };
    m_figureValues[0]->setText(stats.shown > 0 ? times(stats.shown) : none);
    m_figureValues[1]->setText(
        stats.sent == 0 ? none
        : stats.shown == 0
            ? times(stats.sent)
            : u"%1 (%2)"_s.arg(times(stats.sent),
                               KnowledgeText::percent(std::min(1.0, double(stats.sent) / stats.shown))));
    m_figureValues[2]->setText(
        stats.sent == 0 ? none
                        : tr("%1 of the replies")
                              .arg(KnowledgeText::percent(double(stats.sent - stats.verbatim) / stats.sent)));
    m_figureValues[3]->setText(stats.ratingCount == 0
                                   ? none
                                   : tr("★ %1 out of %2", "mean stars, number of ratings")
                                         .arg(KnowledgeText::stars(stats.ratingSum / stats.ratingCount),
                                              Format::count(stats.ratingCount)));
}

void EntryEditor::fillMoreMenu() {
    qDeleteAll(m_moreMenu->findChildren<QMenu*>());
    m_moreMenu->clear();
    if (!m_draft)
        return;
    const auto add = [this](const QString& text, auto fn) {
        connect(m_moreMenu->addAction(text), &QAction::triggered, this, fn);
    };
    const FaqStatus status = m_draft->edited().status;
    if (m_draft->isChanged() && !m_draft->isNew())
        add(tr("Discard the changes"), [this] { m_draft->discard(); });
    if (status != FaqStatus::InReview)
        add(tr("Submit for review"), [this] { emit saveRequested(FaqStatus::InReview); });
    if (status != FaqStatus::Draft)
        add(tr("Back to a draft"), [this] { emit saveRequested(FaqStatus::Draft); });
    if (status != FaqStatus::Published)
        add(tr("Publish"), [this] { emit saveRequested(FaqStatus::Published); });
    if (!m_draft->isNew()) {
        m_moreMenu->addSeparator();
        add(tr("Copy as a new entry"), [this] { emit duplicateRequested(); });
        if (status != FaqStatus::Archived)
            add(tr("Archive"), [this] { emit saveRequested(FaqStatus::Archived); });
    }
    m_moreMenu->addSeparator();
    QMenu* channels = m_moreMenu->addMenu(tr("Only on these channels"));
    for (const ChannelCapabilities& kind : m_context.workspace.channelKinds()) {
        QAction* action = channels->addAction(Format::channelName(kind));
        action->setCheckable(true);
        action->setChecked(m_draft->edited().channels.contains(kind.kind));
        connect(action, &QAction::toggled, this, [this, key = kind.kind](bool on) {
            change(u"channels"_s, [&](FaqEntry& entry) {
                entry.channels.removeAll(key);
                if (on)
                    entry.channels += key;
            });
        });
    }
}

void EntryEditor::showLanguageMenu() {
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    QStringList there;
    for (auto* button : m_languages->buttons())
        there += button->property("language").toString();
    for (const QString& language : offeredLanguages()) {
        if (there.contains(language))
            continue;
        connect(menu->addAction(Format::languageName(language)), &QAction::triggered, this, [this, language] {
            if (!m_draft)
                return;
            m_draft->openedLanguages += language;
            setLanguage(language);
            m_question->setFocus();
        });
    }
    menu->popup(m_addLanguage->mapToGlobal(QPoint(0, m_addLanguage->height())));
}

void EntryEditor::showChannelMenu() {
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    for (const ChannelCapabilities& kind : m_context.workspace.channelKinds()) {
        connect(menu->addAction(Format::channelName(kind)), &QAction::triggered, this, [this, key = kind.kind] {
            m_channel = key;
            refreshPreview();
        });
    }
    menu->popup(m_channelChoice->mapToGlobal(QPoint(0, m_channelChoice->height())));
}

void EntryEditor::showPlaceholderMenu() {
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const auto add = [&](const QString& name, const QString& words) {
        connect(menu->addAction(u"%1   {{%2}}"_s.arg(words, name)), &QAction::triggered, this,
                [this, name] { m_answer->insertPlaceholder(name); });
    };
    add(u"name"_s, tr("The customer's name"));
    add(u"agent"_s, tr("Your name"));
    add(u"order"_s, tr("Order number"));
    menu->popup(m_placeholder->mapToGlobal(QPoint(0, m_placeholder->height())));
}

void EntryEditor::retranslate() {
    setAccessibleName(tr("Entry"));
    const auto fill = [](QComboBox* box, const QStringList& names) {
        const int index = box->currentIndex();
        box->clear();
        box->addItems(names);
        box->setCurrentIndex(std::max(0, index));
    };
    QStringList names;
    for (int i = 0; i <= int(JourneyPhase::Service); ++i)
        names += KnowledgeText::phase(JourneyPhase(i));
    fill(m_phase, names);
    names.clear();
    for (int i = 0; i <= int(FaqAudience::Instruction); ++i)
        names += KnowledgeText::audience(FaqAudience(i));
    fill(m_audience, names);
    m_save->setText(tr("Save"));
    m_more->setLabel(tr("More actions"));
    m_addLanguage->setText(tr("+ Language"));
    m_questionLabel->setText(tr("Question"));
    m_question->setAccessibleName(tr("Question"));
    m_question->setPlaceholderText(tr("As a customer would ask it"));
    m_answerLabel->setText(tr("Answer"));
    m_answer->setAccessibleName(tr("Answer"));
    m_answer->setPlaceholderText(tr("What the customer shall read. {{name}} becomes their name."));
    m_placeholder->setLabel(tr("Insert a placeholder"));
    m_showPreview->setLabel(tr("Show it as the customer reads it"));
    m_preview->setAccessibleName(tr("Preview"));
    m_tagsLabel->setText(tr("Tags"));
    m_phaseLabel->setText(tr("Phase of the journey"));
    m_phase->setAccessibleName(tr("Phase of the journey"));
    m_validLabel->setText(tr("Valid"));
    m_from->setPlaceholderText(tr("at once"));
    m_from->setAccessibleName(tr("Valid from"));
    m_until->setPlaceholderText(tr("no end"));
    m_until->setAccessibleName(tr("Valid until"));
    m_audienceLabel->setText(tr("Audience"));
    m_audience->setAccessibleName(tr("Audience"));
    m_ownerLabel->setText(tr("Owner"));
    m_owner->setAccessibleName(tr("Owner"));
    m_owner->setPlaceholderText(tr("Who keeps it right"));
    m_reviewLabel->setText(tr("Review"));
    m_reviewDays->setAccessibleName(tr("Review"));
    m_reviewDays->setPrefix(tr("every ", "every n days"));
    m_reviewDays->setSuffix(tr(" days"));
    m_reviewDays->setSpecialValueText(tr("never"));
    m_figureLabels[0]->setText(tr("Suggested"));
    m_figureLabels[1]->setText(tr("Sent"));
    m_figureLabels[2]->setText(tr("Edited before sending"));
    m_figureLabels[3]->setText(tr("Rated afterwards"));
    refresh();
}

} // namespace souffleur::ui
