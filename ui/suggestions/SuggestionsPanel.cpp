// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/suggestions/SuggestionsPanel.h"

#include "base/Executor.h"
#include "ui/common/ErrorText.h"
#include "ui/common/FlowLayout.h"
#include "ui/common/Format.h"
#include "ui/common/LayoutPause.h"
#include "ui/common/MessageBar.h"
#include "ui/common/UiSettings.h"
#include "ui/suggestions/NoneFitsForm.h"
#include "ui/suggestions/PolishView.h"
#include "ui/suggestions/SuggestionCard.h"
#include "workspace/Workspace.h"

#include <algorithm>

#include <QAccessible>
#include <QBoxLayout>
#include <QEvent>
#include <QKeyEvent>
#include <QLineEdit>

namespace souffleur::ui {
namespace {
constexpr auto SayLooking = 400ms; //!< a shorter wait needs no words
constexpr auto SaySlow = 2s;
constexpr auto GiveUp = 5s;
constexpr int AllAnswers = 10;
constexpr auto SearchDelay = 150ms;
} // namespace

SuggestionsPanel::SuggestionsPanel(UiContext& context, QWidget* parent)
    : QWidget(parent), m_context(context), m_mark(new QLabel(this)),
      m_title(makeLabel(LabelRole::Strong, Tone::Text, {}, this)),
      m_info(makeLabel(LabelRole::Caption, Tone::Faint, {}, this)),
      m_openKey(new KeyCap(context.theme, QKeySequence(Qt::Key_F8), this)),
      m_newerChip(makeButton(ButtonKind::Normal, {}, this)), m_search(new QLineEdit(this)),
      m_bar(new MessageBar(context.theme, this)), m_words(makeLabel(LabelRole::Small, Tone::Muted, {}, this)),
      m_cards(new QWidget(this)), m_cardsLayout(new QVBoxLayout(m_cards)), m_noneFits(new NoneFitsForm(this)),
      m_foot(new QWidget(this)), m_footText(makeLabel(LabelRole::Small, Tone::Muted, {}, m_foot)),
      m_searchLink(makeButton(ButtonKind::Link, {}, m_foot)), m_noneLink(makeButton(ButtonKind::Link, {}, m_foot)),
      m_moreLink(makeButton(ButtonKind::Link, {}, m_foot)), m_proposeLink(makeButton(ButtonKind::Link, {}, m_foot)),
      m_polishView(new PolishView(context.theme, this)), m_polishLink(makeButton(ButtonKind::Link, {}, m_foot)) {
    m_words->setWordWrap(true);
    m_search->setProperty("look", u"search"_s);
    m_search->setClearButtonEnabled(true);
    m_search->hide();
    m_noneFits->hide();
    m_polishView->hide();
    auto* head = new QHBoxLayout;
    head->setContentsMargins(2, 4, 2, 2);
    head->setSpacing(8);
    head->addWidget(m_mark);
    head->addWidget(m_title);
    head->addStretch(1);
    head->addWidget(m_info);
    head->addWidget(m_openKey);
    m_cardsLayout->setContentsMargins(0, 0, 0, 0);
    m_cardsLayout->setSpacing(8);
    auto* foot = new FlowLayout(m_foot, 6, 0);
    foot->addWidget(m_moreLink);
    foot->addWidget(m_proposeLink);
    m_footText->setContentsMargins(4, 0, 0, 0); // as far in as the links, should one stand below
    foot->addWidget(m_footText);
    foot->addWidget(m_searchLink);
    foot->addWidget(m_noneLink);
    foot->addWidget(m_polishLink);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(12, 8, 12, 8);
    layout->setSpacing(8);
    layout->addLayout(head);
    layout->addWidget(m_newerChip);
    layout->addWidget(m_search);
    layout->addWidget(m_bar);
    layout->addWidget(m_words);
    layout->addWidget(m_cards);
    layout->addWidget(m_polishView);
    layout->addWidget(m_noneFits);
    layout->addWidget(m_foot);

    connect(m_newerChip, &QPushButton::clicked, this, &SuggestionsPanel::focusPanel);
    connect(m_searchLink, &QPushButton::clicked, this, [this] {
        if (m_searching)
            endSearch();
        else
            searchByHand();
    });
    connect(m_noneLink, &QPushButton::clicked, this, &SuggestionsPanel::noneFits);
    connect(m_polishLink, &QPushButton::clicked, this, [this] { polish(m_current); });
    connect(m_polishView, &PolishView::dropped, this, [this] {
        endPolish();
        m_polishLink->setFocus();
    });
    connect(m_polishView, &PolishView::taken, this, &SuggestionsPanel::takePolished);
    connect(m_search, &QLineEdit::textChanged, this, [this](const QString& words) {
        m_searchTimer = m_context.workspace.clock().callAfter(SearchDelay, this, [this, words] { search(words); });
    });
    connect(m_noneFits, &NoneFitsForm::dismissed, this, [this] {
        m_noneFits->hide();
        m_noneLink->setFocus();
    });
    connect(m_noneFits, &NoneFitsForm::answered, this, [this](NoneFitsReason reason, const QString& words) {
        m_noneFits->hide();
        reportGap(reason, words);
    });
    connect(m_moreLink, &QPushButton::clicked, this, [this] { showMore(!m_more); });
    connect(m_proposeLink, &QPushButton::clicked, this, &SuggestionsPanel::proposeFaq);
    connect(&context.theme, &Theme::changed, this, &SuggestionsPanel::refresh);
    connect(&context.settings, &UiSettings::changed, this, &SuggestionsPanel::refresh);
    connect(&context.workspace, &workspace::Workspace::indexProgress, this, [this](int done, int total) {
        if (m_state != State::IndexBuilding)
            return;
        m_set.indexed = done;
        m_set.total = total;
        if (done >= total)
            request();
        else
            refresh();
    });
    connect(&context.workspace, &workspace::Workspace::changed, this, [this](const Changes& changes) {
        const bool faq = std::any_of(changes.cbegin(), changes.cend(),
                                     [](const Change& change) { return change.entity == EntityKind::FaqEntry; });
        if (std::any_of(changes.cbegin(), changes.cend(),
                        [](const Change& change) { return change.entity == EntityKind::Setting; }))
            askWhetherPolishing();
        if (faq && (m_state == State::FaqEmpty || m_state == State::Silent))
            request();
    });
    retranslate();
    askWhetherPolishing();
}

SuggestionsPanel::~SuggestionsPanel() = default;

void SuggestionsPanel::setConversation(const std::optional<Conversation>& conversation) {
    if (conversation && m_conversation && conversation->id == m_conversation->id) {
        conversationUpdated(*conversation);
        return;
    }
    m_conversation = conversation;
    m_opened = false;
    m_reported = false;
    m_said = false;
    m_proposedBefore.reset();
    m_noneFits->hide();
    m_bar->hide();
    endPolish();
    endSearch();
    m_set = {};
    m_newer = false;
    // The column below keeps its place until the answer is there.
    m_cards->setMinimumHeight(m_conversation ? m_cards->height() : 0);
    if (m_conversation)
        request();
    else
        setState(State::Nothing);
}

void SuggestionsPanel::conversationUpdated(const Conversation& conversation) {
    if (!m_conversation || m_conversation->id != conversation.id)
        return;
    const bool moved = conversation.lastSequence > m_conversation->lastSequence;
    const bool inbound = conversation.previewDirection == Direction::Inbound;
    const bool waited = m_conversation->waitingSince.has_value();
    m_conversation = conversation;
    if ((moved && !inbound) || (waited && !conversation.waitingSince)) {
        // A public reply, by whomever: what was offered answered an older question.
        ++m_request;
        m_requesting = false;
        m_lookTimer.reset();
        m_slowTimer.reset();
        m_giveUpTimer.reset();
        m_shownTimer.reset();
        endPolish();
        m_set = {};
        m_answers.clear();
        m_newer = false;
        setState(State::Nothing);
        return;
    }
    if (moved && inbound && m_state == State::Shown) {
        m_newer = true;
        refresh();
        return;
    }
    if ((moved && inbound) || (!waited && conversation.waitingSince))
        request();
}

void SuggestionsPanel::request() {
    if (!m_conversation || m_context.settings.assistLevel() == AssistLevel::Off) {
        setState(State::Nothing);
        return;
    }
    const int number = ++m_request;
    endPolish();
    m_requesting = true;
    m_newer = false;
    m_slow = false;
    m_shownTimer.reset();
    m_set = {};
    m_answers.clear();
    m_verdicts.clear();
    m_more = false;
    m_state = State::Nothing;
    refresh();
    Clock& clock = m_context.workspace.clock();
    m_lookTimer = clock.callAfter(SayLooking, this, [this] { setState(State::Looking); });
    m_slowTimer = clock.callAfter(SaySlow, this, [this] {
        m_slow = true;
        refresh();
    });
    m_giveUpTimer = clock.callAfter(GiveUp, this, [this] {
        ++m_request;
        m_requesting = false;
        setState(State::Nothing);
    });
    const auto done = [this, number] {
        if (number != m_request)
            return false; // another conversation, or a reply went out meanwhile
        m_requesting = false;
        m_lookTimer.reset();
        m_slowTimer.reset();
        m_giveUpTimer.reset();
        return true;
    };
    thenOn(m_context.workspace.suggestions(m_conversation->id, AllAnswers), this,
           [this, done](const Result<SuggestionSet>& result) {
               if (!done())
                   return;
               if (result) {
                   received(*result);
                   return;
               }
               m_error = result.error();
               setState(State::Failed);
           });
}

void SuggestionsPanel::received(const SuggestionSet& set) {
    if (!m_conversation || set.conversation != m_conversation->id)
        return;
    m_set = set;
    m_answers = set.suggestions.mid(0, AllAnswers);
    m_set.suggestions = m_answers.mid(0, AnswersAtFirst);
    switch (set.state) {
    case SuggestionState::Ready:
        setState(m_set.suggestions.isEmpty() ? State::Silent : State::Shown);
        break;
    case SuggestionState::Silent:
        setState(set.turnText.isEmpty() ? State::Nothing : State::Silent);
        break;
    case SuggestionState::FaqEmpty:
        setState(State::FaqEmpty);
        break;
    case SuggestionState::IndexBuilding:
        setState(m_set.suggestions.isEmpty() ? State::IndexBuilding : State::Shown);
        break;
    }
}

void SuggestionsPanel::setState(State state) {
    m_state = state;
    refresh();
    if (state == State::Shown) {
        m_info->setAccessibleName(tr("%n suggestion(s), best: %1", nullptr, int(m_set.suggestions.size()))
                                      .arg(m_set.suggestions.constFirst().title));
        QAccessibleEvent event(m_info, QAccessible::NameChanged);
        QAccessible::updateAccessibility(&event);
        watchShown();
    }
}

bool SuggestionsPanel::collapsed() const {
    return m_context.settings.assistLevel() == AssistLevel::Quiet && !m_opened && !m_searching;
}

void SuggestionsPanel::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    watchShown();
}

void SuggestionsPanel::focusPanel() {
    if (m_context.settings.assistLevel() == AssistLevel::Off)
        return;
    if (m_newer) {
        request();
        return;
    }
    m_opened = true;
    refresh();
    watchShown();
    if (!m_list.empty() && m_cards->isVisible())
        m_list.front()->setFocus(Qt::ShortcutFocusReason);
    else
        m_searchLink->setFocus(Qt::ShortcutFocusReason);
}

bool SuggestionsPanel::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::FocusIn) {
        for (size_t i = 0; i < m_list.size(); ++i) {
            if (m_list[i] == watched && m_current != int(i)) {
                m_current = int(i);
                refresh();
            }
        }
    }
    return QWidget::eventFilter(watched, event);
}

void SuggestionsPanel::moveFocus(int from, int by) {
    const int to = std::clamp(from + by, 0, int(m_list.size()) - 1);
    if (from + by < 0 && m_searching)
        m_search->setFocus();
    else if (to >= 0)
        m_list.at(size_t(to))->setFocus();
}

void SuggestionsPanel::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Escape && m_searching) {
        endSearch();
        focusPanel();
        return;
    }
    if (event->key() == Qt::Key_Down && m_search->hasFocus() && !m_list.empty()) {
        m_list.front()->setFocus();
        return;
    }
    if ((event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) && m_search->hasFocus()) {
        insert(0);
        return;
    }
    QWidget::keyPressEvent(event);
}

void SuggestionsPanel::refreshCards() {
    const SuggestionSet& set = shownSet();
    const bool show = (m_searching || m_state == State::Shown) && !collapsed();
    const size_t wanted = show ? size_t(set.suggestions.size()) : 0;
    // Making a card takes longer than filling it, and the next conversation wants some again. The last that went is
    // the first to come back: each has its place in the layout.
    while (m_list.size() > wanted) {
        m_list.back()->hide();
        m_spare.push_back(m_list.back());
        m_list.pop_back();
    }
    const QDate today = toDateTime(m_context.workspace.clock().now()).toLocalTime().date();
    for (size_t i = 0; i < wanted; ++i) {
        if (i == m_list.size() && !m_spare.empty()) {
            m_list.push_back(m_spare.back());
            m_spare.pop_back();
            m_list.back()->show();
        } else if (i == m_list.size()) {
            auto* card = new SuggestionCard(m_context.theme, m_cards);
            connect(card, &SuggestionCard::chosen, this, [this, i] { insert(int(i)); });
            connect(card, &SuggestionCard::moveRequested, this, [this, i](int by) { moveFocus(int(i), by); });
            connect(card, &SuggestionCard::replaceRequested, this, [this, i] { replace(int(i)); });
            connect(card, &SuggestionCard::rated, this, [this, i](bool fits) { rate(int(i), fits); });
            card->installEventFilter(this);
            m_cardsLayout->addWidget(card);
            m_list.push_back(card);
        }
        const Suggestion& suggestion = set.suggestions.at(qsizetype(i));
        m_list[i]->setSuggestion(suggestion, int(i), today);
        const auto verdict = m_verdicts.constFind(suggestion.entry);
        m_list[i]->setVerdict(!m_searching,
                              verdict == m_verdicts.cend() ? std::nullopt : std::optional<bool>(*verdict));
    }
    if (!m_requesting)
        m_cards->setMinimumHeight(0);
    m_cards->setVisible(wanted > 0 || m_cards->minimumHeight() > 0);
}

QString SuggestionsPanel::tookText(qint64 microseconds) const {
    if (microseconds >= 1'000'000)
        return tr("%1 s", "seconds").arg(QLocale().toString(double(microseconds) / 1e6, 'f', 1));
    return tr("%1 ms", "milliseconds").arg(QLocale().toString(std::max<qint64>(1, (microseconds + 500) / 1000)));
}

void SuggestionsPanel::refresh() {
    const LayoutPause pause(layout());
    const LayoutPause pauseInside(m_cardsLayout);
    const LayoutPause pauseBelow(m_foot->layout());
    const AssistLevel level = m_context.settings.assistLevel();
    const int side = m_context.theme.px(16);
    m_mark->setPixmap(m_context.theme.icon(u"quote"_s, m_context.theme.tokens().accent)
                          .pixmap(QSize(side, side), devicePixelRatioF()));
    if (level == AssistLevel::Off) {
        for (QWidget* part :
             std::initializer_list<QWidget*>{m_mark, m_title, m_info, m_openKey, m_newerChip, m_search, m_words,
                                             m_cards, m_foot, m_noneFits, m_bar, m_polishView})
            part->hide();
        return;
    }
    const bool closed = collapsed();
    for (QPushButton* link : {m_searchLink, m_noneLink, m_polishLink, m_moreLink, m_proposeLink})
        link->setFont(m_context.theme.font(TextRole::Small));
    m_mark->show();
    m_title->show();
    m_openKey->setVisible(closed);
    const SuggestionSet& set = shownSet();
    const bool counted = !closed && (m_searching ? !set.suggestions.isEmpty() : m_state == State::Shown);
    m_info->setVisible(counted);
    if (counted)
        m_info->setText(tr("%1 of %2 · %3", "suggestions shown, candidates, time taken")
                            .arg(Format::count(set.suggestions.size()), Format::count(set.candidates),
                                 tookText(set.tookMicroseconds)));
    m_newerChip->setVisible(m_newer && !m_searching);
    m_search->setVisible(m_searching);
    refreshCards();
    QString words;
    if (m_searching) {
        if (m_search->text().trimmed().isEmpty())
            words = tr("Search all questions and answers. Enter inserts the first.");
        else if (m_found.suggestions.isEmpty() && !m_searchTimer)
            words = tr("Nothing found for these words.");
    } else if (!closed && m_conversation) {
        switch (m_state) {
        case State::Nothing:
            if (!m_requesting)
                words = tr("Nobody is waiting for an answer here.");
            break;
        case State::Looking:
            words = m_slow ? tr("Still searching – you can just keep writing.") : tr("Looking for answers …");
            break;
        case State::Silent:
            words = tr("No good answer in the FAQ yet. Your reply can become one.");
            break;
        case State::FaqEmpty:
            words = tr("The FAQ is empty. Import or write the first answer.");
            break;
        case State::IndexBuilding:
            words = tr("Building the index: %1 of %2. Suggestions may be incomplete.")
                        .arg(Format::count(m_set.indexed), Format::count(m_set.total));
            break;
        case State::Shown:
        case State::Failed:
            break;
        }
    }
    m_words->setText(words);
    m_words->setVisible(!words.isEmpty());
    if (m_state == State::Failed && !m_searching && !closed) {
        m_bar->showMessage(
            MessageBar::Level::Warning,
            tr("Suggestions are unavailable: %1. Writing and sending still work.").arg(ErrorText::brief(m_error)));
        connect(m_bar->addAction(tr("Retry")), &QPushButton::clicked, this, [this] {
            m_bar->hide();
            request();
        });
    } else if (!m_said && !m_searching) {
        m_bar->hide();
    }
    m_foot->setVisible(m_conversation && !closed);
    m_footText->setVisible(!m_searching && m_state == State::Shown);
    const qsizetype offered = closed || (!m_searching && m_state != State::Shown) ? 0 : set.suggestions.size();
    const int further = int(m_answers.size()) - AnswersAtFirst;
    m_moreLink->setVisible(!m_searching && m_state == State::Shown && further > 0);
    m_moreLink->setText(m_more ? tr("Fewer answers") : tr("%n more answer(s)", nullptr, further));
    m_proposeLink->setVisible(!m_searching && canPropose());
    m_proposeLink->setText(tr("Note my reply for the FAQ"));
    m_polishLink->setVisible(m_polishing && offered > 0);
    if (m_current >= offered)
        m_current = 0;
    m_polishLink->setText(tr("Other words for answer %1").arg(Format::count(m_current + 1)));
    m_searchLink->setText(m_searching ? tr("Back to the suggestions") : tr("Search the knowledge"));
    m_noneLink->setVisible(!m_searching && (m_state == State::Shown || m_state == State::Silent) && !m_reported);
    m_noneLink->setText(m_state == State::Shown ? tr("Report as a gap") : tr("Report the question as a gap"));
}

void SuggestionsPanel::retranslate() {
    m_title->setText(tr("Suggestions"));
    m_newerChip->setText(
        tr("New suggestions – %1", "a key").arg(QKeySequence(Qt::Key_F8).toString(QKeySequence::NativeText)));
    m_newerChip->setAccessibleName(tr("New suggestions for the latest message"));
    m_search->setPlaceholderText(tr("Search the knowledge"));
    m_search->setAccessibleName(tr("Search the knowledge"));
    m_footText->setText(tr("Nothing that fits?"));
    m_searchLink->setToolTip(QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_K).toString(QKeySequence::NativeText));
    m_noneLink->setToolTip(QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_X).toString(QKeySequence::NativeText));
    m_proposeLink->setToolTip(QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_L).toString(QKeySequence::NativeText));
    setAccessibleName(tr("Suggestions"));
    refresh();
}

void SuggestionsPanel::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

} // namespace souffleur::ui
