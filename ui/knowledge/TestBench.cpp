// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/knowledge/TestBench.h"

#include "base/Executor.h"
#include "domain/Rules.h"
#include "ui/common/ErrorText.h"
#include "ui/common/FlowLayout.h"
#include "ui/common/Format.h"
#include "ui/common/MessageBar.h"
#include "ui/knowledge/EntryDraft.h"
#include "ui/knowledge/KnowledgeText.h"
#include "ui/suggestions/SuggestionCard.h"
#include "workspace/Workspace.h"

#include <algorithm>

#include <QBoxLayout>
#include <QEvent>
#include <QJsonArray>
#include <QLineEdit>
#include <QLocale>
#include <QResizeEvent>

namespace souffleur::ui {

namespace {
constexpr auto CasesSetting = "faq_test_cases";
constexpr qsizetype MostCases = 500;
constexpr qsizetype ShownGaps = 3;
constexpr qsizetype ShownMisses = 5;

void clear(QLayout* layout) {
    while (QLayoutItem* item = layout->takeAt(0)) {
        if (item->widget()) {
            item->widget()->hide();
            item->widget()->deleteLater();
        }
        delete item;
    }
}

QString signedNumber(double value) {
    const QString number = QLocale().toString(std::abs(value), 'f', 2);
    return (value < 0 ? u"−"_s : u"+"_s) + number;
}

QVBoxLayout* makeRows(QWidget* box, int spacing) {
    auto* rows = new QVBoxLayout(box);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(spacing);
    return rows;
}
} // namespace

TestBench::TestBench(UiContext& context, QWidget* parent)
    : QWidget(parent), m_context(context), m_title(makeLabel(LabelRole::Strong, Tone::Text, {}, this)),
      m_question(new QLineEdit(this)), m_results(new QWidget(this)), m_resultRows(makeRows(m_results, 8)),
      m_hint(makeLabel(LabelRole::Small, Tone::Muted, {}, this)),
      m_addCase(makeButton(ButtonKind::Normal, {}, this)), m_bar(new MessageBar(context.theme, this)),
      m_casesTitle(makeLabel(LabelRole::Strong, Tone::Text, {}, this)),
      m_casesFigure(makeLabel(LabelRole::Small, Tone::Muted, {}, this)),
      m_runCases(makeButton(ButtonKind::Link, {}, this)), m_caseList(new QWidget(this)),
      m_caseRows(makeRows(m_caseList, 2)), m_gapsTitle(makeLabel(LabelRole::Strong, Tone::Text, {}, this)),
      m_gapList(new QWidget(this)), m_gapRows(makeRows(m_gapList, 6)),
      m_gapEntry(makeButton(ButtonKind::Normal, {}, this)) {
    setPane(this, Pane::Surface);
    m_question->setObjectName(u"trialQuestion"_s);
    m_question->setMaxLength(1000);
    m_question->setClearButtonEnabled(false);
    m_hint->setWordWrap(true);
    m_casesFigure->setWordWrap(true);
    m_bar->setClosable(true);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(14, 12, 14, 16);
    layout->setSpacing(8);
    layout->addWidget(m_title);
    layout->addWidget(m_question);
    layout->addWidget(m_bar);
    layout->addWidget(m_results);
    layout->addWidget(m_hint);
    layout->addWidget(m_addCase, 0, Qt::AlignLeft);
    const auto section = [&](QLabel* title) {
        layout->addSpacing(6);
        layout->addWidget(makeLine(this));
        layout->addSpacing(4);
        layout->addWidget(title);
    };
    section(m_gapsTitle);
    layout->addWidget(m_gapList);
    layout->addWidget(m_gapEntry, 0, Qt::AlignLeft);
    section(m_casesTitle);
    layout->addWidget(m_casesFigure);
    layout->addWidget(m_caseList);
    layout->addWidget(m_runCases, 0, Qt::AlignLeft);
    layout->addStretch(1);

    m_delay.setSingleShot(true);
    m_delay.setInterval(150);
    connect(&m_delay, &QTimer::timeout, this, &TestBench::ask);
    connect(m_question, &QLineEdit::textChanged, this, [this] { m_delay.start(); });
    connect(m_question, &QLineEdit::returnPressed, this, &TestBench::ask);
    connect(m_addCase, &QPushButton::clicked, this, &TestBench::addCase);
    connect(m_runCases, &QPushButton::clicked, this, &TestBench::runCases);
    connect(m_gapEntry, &QPushButton::clicked, this, [this] {
        if (!m_gaps.isEmpty())
            emit gapEntryRequested(GapCluster(m_gaps.first()));
    });
    connect(&context.workspace, &workspace::Workspace::changed, this, [this](const Changes& changes) {
        const bool entries = std::any_of(changes.cbegin(), changes.cend(), [](const Change& change) {
            return change.entity == EntityKind::FaqEntry || change.entity == EntityKind::LearnedPair;
        });
        if (entries && !m_question->text().isEmpty())
            m_delay.start();
    });
    retranslate();
    loadCases();
}

void TestBench::setDraft(EntryDraft* draft) {
    if (m_draft == draft)
        return;
    if (m_draft)
        m_draft->disconnect(this);
    m_draft = draft;
    if (draft)
        connect(draft, &EntryDraft::changed, this, [this] {
            if (!m_question->text().isEmpty())
                m_delay.start(500); // while somebody writes the answer
        });
    if (!m_question->text().isEmpty())
        m_delay.start();
    refreshCases();
}

void TestBench::focusQuestion() {
    m_question->setFocus(Qt::ShortcutFocusReason);
    m_question->selectAll();
}

void TestBench::tryText(const QString& text) {
    m_question->setText(text);
    ask();
}

void TestBench::ask() {
    m_delay.stop();
    m_delay.setInterval(150);
    const quint64 generation = ++m_generation;
    const QString text = m_question->text().trimmed();
    if (text.isEmpty()) {
        m_trial.reset();
        clear(m_resultRows);
        m_bar->hide();
        retranslate();
        return;
    }
    TrialQuery query;
    query.text = text;
    if (m_draft && m_draft->isChanged())
        query.edited = m_draft->edited();
    thenOn(m_context.workspace.tryQuestion(query), this, [this, generation](const Result<Trial>& trial) {
        if (generation == m_generation)
            showTrial(trial);
    });
}

QWidget* TestBench::card(const Suggestion& hit, int position, double threshold) {
    auto* box = new QFrame(m_results);
    setPane(box, Pane::Whisper);
    auto* column = new QVBoxLayout(box);
    column->setContentsMargins(12, 8, 12, 10);
    column->setSpacing(4);
    auto* head = new QHBoxLayout;
    head->setSpacing(6);
    auto* title = makeButton(ButtonKind::Link, {}, box);
    const QString name = u"%1 · %2"_s.arg(Format::count(position), rules::oneLine(hit.title, 120));
    title->setProperty("look", u"heading"_s);
    title->setText(
        QFontMetrics(m_context.theme.font(TextRole::Strong))
            .elidedText(name, Qt::ElideRight, std::max(m_context.theme.px(140), width() - m_context.theme.px(140)))
            .replace(u'&', u"&&"_s));
    title->setToolTip(u"<qt>%1</qt>"_s.arg(hit.title.toHtmlEscaped()));
    title->setAccessibleName(tr("Open “%1”").arg(hit.title));
    connect(title, &QPushButton::clicked, this, [this, id = hit.entry] { emit entryRequested(id); });
    head->addWidget(title, 1, Qt::AlignLeft);
    const bool silent = hit.probability < threshold;
    auto* bars = new BandBars(m_context.theme, box);
    bars->setFilled(silent ? 0 : hit.band == ScoreBand::VeryGood ? 4 : hit.band == ScoreBand::Good ? 3 : 2);
    head->addWidget(bars);
    head->addWidget(makeLabel(LabelRole::Caption, Tone::Muted, KnowledgeText::percent(hit.probability), box));
    column->addLayout(head);

    auto* facts = new QWidget(box);
    auto* flow = new FlowLayout(facts, 10, 2);
    const auto fact = [&](const QString& text, Tone tone = Tone::Muted) {
        flow->addWidget(makeLabel(LabelRole::Caption, tone, text, facts));
    };
    fact(silent ? tr("would not be shown") : SuggestionCard::bandWord(hit.band),
         silent ? Tone::Warn : Tone::Accent);
    if (hit.parts.sameWords)
        fact(tr("the very same words"), Tone::Accent);
    fact(tr("words %1").arg(QLocale().toString(hit.parts.words, 'f', 2)));
    if (hit.parts.learned != 0)
        fact(tr("learned %1").arg(signedNumber(hit.parts.learned)));
    if (std::abs(hit.parts.experience) >= 0.005)
        fact(tr("rating %1").arg(signedNumber(hit.parts.experience)));
    for (qsizetype i = 0; i < std::min(hit.matchedWords.size(), hit.matchedTerms.size()); ++i) {
        const QString& word = hit.matchedWords.at(i);
        const QString& term = hit.matchedTerms.at(i);
        fact(term.isEmpty() || word.compare(term, Qt::CaseInsensitive) == 0 ? word : tr("%1 → %2").arg(word, term));
    }
    column->addWidget(facts);
    return box;
}

void TestBench::showTrial(const Result<Trial>& trial) {
    clear(m_resultRows);
    m_trial.reset();
    if (!trial) {
        m_bar->showError(trial.error());
        connect(m_bar->addAction(tr("Try again")), &QPushButton::clicked, this, &TestBench::ask);
        m_hint->hide();
        m_addCase->hide();
        return;
    }
    m_bar->hide();
    m_trial = *trial;
    int position = 0;
    bool any = false;
    for (const Suggestion& hit : trial->set.suggestions) {
        any |= hit.probability >= trial->threshold;
        m_resultRows->addWidget(card(hit, ++position, trial->threshold));
        if (position == 3)
            break;
    }
    for (const LeftOut& left : trial->leftOut) {
        auto* row = new QWidget(m_results);
        auto* line = new QHBoxLayout(row);
        line->setContentsMargins(2, 0, 2, 0);
        line->setSpacing(6);
        line->addWidget(new ElidedLabel(rules::oneLine(left.title, 160), row), 1);
        line->addWidget(makeLabel(LabelRole::Caption, Tone::Warn,
                                  tr("not offered: %1").arg(KnowledgeText::reason(left.reason)), row));
        m_resultRows->addWidget(row);
    }
    m_hint->show();
    if (trial->set.state == SuggestionState::FaqEmpty)
        m_hint->setText(tr("The FAQ is empty. Import or write the first answer."));
    else if (!any)
        m_hint->setText(tr("The bot would keep quiet: nothing is good enough."));
    else
        m_hint->setText(tr("Below %1 the bot keeps quiet.").arg(KnowledgeText::percent(trial->threshold)));
    refreshCases();
}

void TestBench::setGaps(const QList<GapCluster>& gaps) {
    m_gaps = gaps;
    refreshGaps();
}

void TestBench::refreshGaps() {
    clear(m_gapRows);
    for (const GapCluster& gap : m_gaps.mid(0, ShownGaps)) {
        auto* row = new QWidget(m_gapList);
        auto* line = new QHBoxLayout(row);
        line->setContentsMargins(0, 0, 0, 0);
        line->setSpacing(8);
        auto* count =
            makeLabel(LabelRole::Small, Tone::Faint, tr("%1×", "times").arg(Format::count(gap.count)), row);
        count->setFixedWidth(m_context.theme.px(40));
        line->addWidget(count);
        auto* text = makeButton(ButtonKind::Link, {}, row);
        const QString words = tr("“%1”").arg(rules::oneLine(gap.question, 100));
        text->setText(QFontMetrics(m_context.theme.font(TextRole::Body))
                          .elidedText(words, Qt::ElideRight,
                                      std::max(m_context.theme.px(180), width() - m_context.theme.px(90)))
                          .replace(u'&', u"&&"_s));
        text->setToolTip(u"<qt>%1</qt>"_s.arg(gap.question.toHtmlEscaped()));
        text->setAccessibleName(tr("Show the gap %1").arg(words));
        connect(text, &QPushButton::clicked, this, [this, gap] { emit gapRequested(gap); });
        line->addWidget(text, 1, Qt::AlignLeft);
        m_gapRows->addWidget(row);
    }
    if (m_gaps.isEmpty()) {
        auto* none = makeLabel(LabelRole::Small, Tone::Muted,
                               tr("None: whatever several customers asked lately, the FAQ answers."), m_gapList);
        none->setWordWrap(true);
        m_gapRows->addWidget(none);
    }
    m_gapEntry->setVisible(!m_gaps.isEmpty());
}

void TestBench::loadCases() {
    thenOn(m_context.workspace.setting(QString::fromLatin1(CasesSetting)), this,
           [this](const Result<QJsonValue>& value) {
               if (!value)
                   return;
               m_cases.clear();
               const QJsonArray list = value->toArray();
               for (const auto& item : list) {
                   const QJsonObject object = item.toObject();
                   m_cases.append(
                       {object[u"text"_s].toString(), FaqEntryId::fromString(object[u"entry"_s].toString())});
               }
               m_ranks = QList<int>(m_cases.size(), -1);
               refreshCases();
           });
}

void TestBench::saveCases() {
    QJsonArray list;
    for (const TestCase& one : std::as_const(m_cases))
        list.append(QJsonObject{{u"text"_s, one.text}, {u"entry"_s, one.entry.toString()}});
    thenOn(m_context.workspace.run(SetSetting{QString::fromLatin1(CasesSetting), list}), this,
           [this](const Result<CommandReply>& reply) {
               if (!reply)
                   m_bar->showError(reply.error());
           });
}

void TestBench::addCase() {
    const QString text = m_question->text().simplified();
    if (!m_draft || m_draft->isNew() || text.isEmpty() || m_cases.size() >= MostCases)
        return;
    m_cases.removeIf([&](const TestCase& one) { return one.text == text; });
    m_cases.append({text, m_draft->id()});
    saveCases();
    runCases();
}

void TestBench::runCases() {
    m_ranks = QList<int>(m_cases.size(), -1);
    m_running = true;
    runCase(0, ++m_caseRun);
}

void TestBench::runCase(qsizetype index, quint64 run) {
    if (run != m_caseRun)
        return;
    if (index >= m_cases.size()) {
        m_running = false;
        refreshCases();
        return;
    }
    TrialQuery query;
    query.text = m_cases.at(index).text;
    if (m_draft && m_draft->isChanged())
        query.edited = m_draft->edited();
    thenOn(m_context.workspace.tryQuestion(query), this, [this, index, run](const Result<Trial>& trial) {
        if (run != m_caseRun || index >= m_cases.size())
            return;
        int rank = 0;
        if (trial) {
            for (qsizetype i = 0; i < trial->set.suggestions.size(); ++i) {
                const Suggestion& hit = trial->set.suggestions.at(i);
                if (hit.entry == m_cases.at(index).entry && hit.probability >= trial->threshold)
                    rank = int(i) + 1;
            }
        }
        m_ranks[index] = rank;
        runCase(index + 1, run);
    });
}

void TestBench::refreshCases() {
    const bool possible = m_trial && m_draft && !m_draft->isNew();
    m_addCase->setVisible(possible);
    if (possible)
        m_addCase->setText(tr("Save as a test case for this entry"));
    clear(m_caseRows);
    m_runCases->setVisible(!m_cases.isEmpty());
    m_runCases->setEnabled(!m_running);
    m_runCases->setText(tr("Run %n test case(s)", nullptr, int(m_cases.size())));
    if (m_cases.isEmpty()) {
        m_casesFigure->setText(tr("Save questions whose right entry you know. After each change they show whether "
                                  "the bot still finds it."));
        return;
    }
    if (m_running || m_ranks.contains(-1)) {
        m_casesFigure->setText(m_running ? tr("Trying …") : tr("Not tried yet."));
        return;
    }
    const auto first = m_ranks.count(1);
    const auto among =
        std::count_if(m_ranks.cbegin(), m_ranks.cend(), [](int rank) { return rank >= 1 && rank <= 3; });
    m_casesFigure->setText(tr("First in %1 of %3, among three in %2 of %3.")
                               .arg(Format::count(first), Format::count(among), Format::count(m_cases.size())));
    qsizetype shown = 0;
    for (qsizetype i = 0; i < m_cases.size() && shown < ShownMisses; ++i) {
        if (m_ranks.at(i) == 1)
            continue;
        ++shown;
        auto* row = new QWidget(m_caseList);
        auto* line = new QHBoxLayout(row);
        line->setContentsMargins(0, 0, 0, 0);
        line->setSpacing(6);
        auto* text = new ElidedLabel(m_cases.at(i).text, row);
        line->addWidget(text, 1);
        line->addWidget(makeLabel(
            LabelRole::Caption, Tone::Warn,
            m_ranks.at(i) == 0 ? tr("not found") : tr("place %1").arg(Format::count(m_ranks.at(i))), row));
        auto* open = new IconButton(m_context.theme, u"search"_s, tr("Try “%1”").arg(m_cases.at(i).text), row);
        open->setIconSide(12);
        connect(open, &QToolButton::clicked, this, [this, words = m_cases.at(i).text] { tryText(words); });
        line->addWidget(open);
        auto* remove = new IconButton(m_context.theme, u"close"_s, tr("Remove this test case"), row);
        remove->setIconSide(11);
        connect(remove, &QToolButton::clicked, this, [this, i] {
            m_cases.removeAt(i);
            m_ranks.removeAt(i);
            saveCases();
            refreshCases();
        });
        line->addWidget(remove);
        m_caseRows->addWidget(row);
    }
}

void TestBench::retranslate() {
    setAccessibleName(tr("Try it out"));
    m_title->setText(tr("Try it out"));
    m_question->setPlaceholderText(tr("Write as a customer would …"));
    m_question->setAccessibleName(tr("A customer's question"));
    m_casesTitle->setText(tr("Test cases"));
    m_gapsTitle->setText(tr("Gaps in the knowledge"));
    m_gapEntry->setText(tr("Make an entry of the best answer"));
    if (m_trial) {
        ask();
    } else {
        m_hint->setText(tr("You see which entries the bot would offer, in which order and why."));
        m_hint->show();
    }
    refreshCases();
    refreshGaps();
}

void TestBench::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    if (event->size().width() == event->oldSize().width())
        return;
    // Titles are cut to the width.
    refreshGaps();
    if (m_trial)
        showTrial(Trial(*m_trial));
}

void TestBench::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

} // namespace souffleur::ui
