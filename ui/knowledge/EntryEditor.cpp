// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/knowledge/EntryEditor.h"

#include "domain/Rules.h"
#include "ui/common/ColumnArea.h"
#include "ui/common/Format.h"
#include "ui/common/MessageBar.h"
#include "ui/knowledge/EntryFields.h"
#include "ui/knowledge/KnowledgeText.h"
#include "workspace/Workspace.h"

#include <algorithm>

#include <QBoxLayout>
#include <QButtonGroup>
#include <QComboBox>
#include <QEvent>
#include <QGridLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QLocale>
#include <QMenu>
#include <QSpinBox>

namespace souffleur::ui {

namespace {
constexpr std::array Addresses = {FormOfAddress::Informal, FormOfAddress::Formal, FormOfAddress::Unknown};
constexpr std::array Lengths = {AnswerLength::Short, AnswerLength::Chat, AnswerLength::Email};
constexpr std::array Phases = {JourneyPhase::None, JourneyPhase::Awareness, JourneyPhase::Consideration,
                               JourneyPhase::Purchase, JourneyPhase::Service};
constexpr std::array Audiences = {FaqAudience::Public, FaqAudience::Internal, FaqAudience::Instruction};
} // namespace

EntryEditor::EntryEditor(UiContext& context, QWidget* parent)
    : QWidget(parent), m_context(context), m_bar(new MessageBar(context.theme, this)) {
    setPane(this, Pane::Bg);
    auto* outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->setSpacing(0);
    auto* scroll = new ColumnArea(this);
    auto* inside = new QWidget(scroll);
    setPane(inside, Pane::Bg);
    setPane(scroll->viewport(), Pane::Bg);
    auto* column = new QVBoxLayout(inside);
    column->setContentsMargins(22, 10, 22, 20);
    column->setSpacing(12);
    m_bar->setClosable(true);
    buildHead(column);
    column->addWidget(m_bar);

    m_languages = new QButtonGroup(this);
    m_languageRow = new QHBoxLayout;
    m_languageRow->setSpacing(context.theme.px(14));
    m_addLanguage = makeButton(ButtonKind::Link, {}, inside);
    m_languageRow->addWidget(m_addLanguage);
    m_languageRow->addStretch(1);
    m_languageRow->addWidget(m_other);
    m_languageRow->addWidget(m_status);
    column->addLayout(m_languageRow);

    const auto labelled = [&](QLabel*& label, QWidget* field) {
        auto* box = new QVBoxLayout;
        box->setSpacing(4);
        label = makeLabel(LabelRole::Small, Tone::Muted, {}, inside);
        box->addWidget(label);
        box->addWidget(field);
        column->addLayout(box);
    };
    m_question = new QLineEdit(inside);
    m_question->setObjectName(u"question"_s);
    m_question->setMaxLength(500);
    labelled(m_questionLabel, m_question);
    m_questionLabel->setBuddy(m_question);
    m_variants = new VariantList(m_context, inside);
    labelled(m_variantsLabel, m_variants);
    buildAnswer(column);
    buildFacts(column);
    column->addStretch(1);
    scroll->setWidget(inside);
    outer->addWidget(scroll);

    for (QWidget* field : std::initializer_list<QWidget*>{m_question, m_answer, m_from, m_until, m_owner})
        field->installEventFilter(this);
    connect(m_addLanguage, &QPushButton::clicked, this, &EntryEditor::showLanguageMenu);
    connect(m_question, &QLineEdit::textEdited, this, [this](const QString& text) {
        change(u"question."_s + m_language, [&](FaqEntry& entry) {
            if (text.isEmpty())
                entry.questions.remove(m_language);
            else
                entry.questions.insert(m_language, text);
        });
    });
    connect(m_variants, &VariantList::added, this, [this](const QString& text) {
        change(u"variants"_s, [&](FaqEntry& entry) {
            const FaqVariant variant{text, m_language, VariantSource::Written};
            if (!entry.variants.contains(variant))
                entry.variants.append(variant);
        });
    });
    connect(m_variants, &VariantList::removed, this, [this](const QString& text) {
        change(u"variants"_s, [&](FaqEntry& entry) {
            entry.variants.removeIf(
                [&](const FaqVariant& variant) { return variant.text == text && variant.language == m_language; });
        });
    });
    connect(m_variants, &VariantList::forgotten, this, &EntryEditor::forgetRequested);
    const QList<ChannelCapabilities> kinds = context.workspace.channelKinds();
    if (!kinds.isEmpty())
        m_channel = kinds.first().kind;
    for (const Channel& channel : context.workspace.channels()) {
        if (channel.enabled && channel.kind != u"sample")
            m_channel = channel.kind;
    }
    connect(&context.theme, &Theme::changed, this, &EntryEditor::refresh);
    retranslate();
}

void EntryEditor::buildHead(QVBoxLayout* column) {
    auto* head = new QHBoxLayout;
    head->setSpacing(10);
    m_title = makeLabel(LabelRole::Title, Tone::Text, {}, this);
    m_title->setWordWrap(true);
    m_status = makeLabel(LabelRole::Caption, Tone::Muted, {}, this);
    m_other = makeButton(ButtonKind::Quiet, {}, this);
    m_other->hide();
    m_history = makeButton(ButtonKind::Normal, {}, this);
    m_save = makeButton(ButtonKind::Normal, {}, this);
    m_save->setObjectName(u"saveEntry"_s);
    m_publish = makeButton(ButtonKind::Primary, {}, this);
    m_publish->setObjectName(u"publishEntry"_s);
    m_more = new IconButton(m_context.theme, u"more"_s, {}, this);
    m_moreMenu = new QMenu(m_more);
    connect(m_moreMenu, &QMenu::aboutToShow, this, &EntryEditor::fillMoreMenu);
    m_more->setMenu(m_moreMenu);
    head->addWidget(m_title, 1);
    head->addWidget(m_history);
    head->addWidget(m_save);
    head->addWidget(m_publish);
    head->addWidget(m_more);
    column->addLayout(head);
    connect(m_other, &QPushButton::clicked, this, &EntryEditor::otherColumnRequested);
    connect(m_history, &QPushButton::clicked, this, &EntryEditor::historyRequested);
    connect(m_save, &QPushButton::clicked, this, [this] {
        if (m_draft)
            emit saveRequested(m_draft->edited().status);
    });
    connect(m_publish, &QPushButton::clicked, this, [this] { emit saveRequested(FaqStatus::Published); });
}

void EntryEditor::buildAnswer(QVBoxLayout* column) {
    auto* box = new QVBoxLayout;
    box->setSpacing(4);
    auto* row = new QHBoxLayout;
    row->setSpacing(8);
    m_answerLabel = makeLabel(LabelRole::Small, Tone::Muted, {}, this);
    row->addWidget(m_answerLabel);
    const auto addChoices = [&](QButtonGroup*& group, const auto& values) {
        group = new QButtonGroup(this);
        for (const auto value : values) {
            auto* button = makeButton(ButtonKind::Tab, {}, this);
            group->addButton(button, int(value));
            row->addWidget(button);
        }
    };
    addChoices(m_addresses, Addresses);
    row->addWidget(makeLabel(LabelRole::Small, Tone::Faint, u"·"_s, this));
    addChoices(m_lengths, Lengths);
    row->addStretch(1);
    m_channelChoice = makeButton(ButtonKind::Link, {}, this);
    m_counter = makeLabel(LabelRole::Small, Tone::Muted, {}, this);
    m_placeholder = new IconButton(m_context.theme, u"template"_s, {}, this);
    m_placeholder->setIconSide(14);
    m_showPreview = new IconButton(m_context.theme, u"eye"_s, {}, this);
    m_showPreview->setIconSide(14);
    m_showPreview->setCheckable(true);
    row->addWidget(m_placeholder);
    box->addLayout(row);
    m_answer = new AnswerEdit(m_context.theme, this);
    m_answer->setObjectName(u"answer"_s);
    box->addWidget(m_answer);
    auto* foot = new QHBoxLayout;
    foot->setSpacing(4);
    foot->addWidget(m_showPreview);
    foot->addWidget(m_channelChoice);
    foot->addStretch(1);
    foot->addWidget(m_counter);
    box->addLayout(foot);
    m_previewBox = new QFrame(this);
    setPane(m_previewBox, Pane::Info);
    auto* preview = new QVBoxLayout(m_previewBox);
    preview->setContentsMargins(12, 8, 12, 8);
    m_preview = makeLabel(LabelRole::Body, Tone::Text, {}, m_previewBox);
    m_preview->setWordWrap(true);
    m_preview->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    preview->addWidget(m_preview);
    m_previewBox->hide();
    box->addWidget(m_previewBox);
    column->addLayout(box);
    connect(m_addresses, &QButtonGroup::idClicked, this, [this](int id) {
        m_address = FormOfAddress(id);
        refreshAnswer();
    });
    connect(m_lengths, &QButtonGroup::idClicked, this, [this](int id) {
        m_length = AnswerLength(id);
        refreshAnswer();
    });
    connect(m_channelChoice, &QPushButton::clicked, this, &EntryEditor::showChannelMenu);
    connect(m_placeholder, &QToolButton::clicked, this, &EntryEditor::showPlaceholderMenu);
    connect(m_showPreview, &QToolButton::toggled, this, [this](bool on) {
        m_previewBox->setVisible(on);
        refreshPreview();
    });
    connect(m_answer, &QPlainTextEdit::textChanged, this, [this] { setAnswer(m_answer->toPlainText()); });
}

void EntryEditor::addField(QGridLayout* grid, QLabel*& label, QWidget* field, QWidget* beside) {
    auto* box = new QVBoxLayout;
    box->setSpacing(4);
    label = makeLabel(LabelRole::Small, Tone::Muted, {}, this);
    label->setBuddy(field);
    auto* head = new QHBoxLayout;
    head->addWidget(label, 1);
    if (beside)
        head->addWidget(beside);
    box->addLayout(head);
    box->addWidget(field);
    box->addStretch(1);
    const int place = grid->count();
    grid->addLayout(box, place / 2, place % 2);
}

void EntryEditor::buildFacts(QVBoxLayout* column) {
    auto* grid = new QGridLayout;
    grid->setHorizontalSpacing(12);
    grid->setVerticalSpacing(10);
    for (int i = 0; i < 2; ++i)
        grid->setColumnStretch(i, 1);
    m_tags = new TagEdit(m_context.theme, this);
    addField(grid, m_tagsLabel, m_tags);
    m_phase = new QComboBox(this);
    addField(grid, m_phaseLabel, m_phase);
    auto* valid = new QWidget(this);
    auto* dates = new QHBoxLayout(valid);
    dates->setContentsMargins(0, 0, 0, 0);
    dates->setSpacing(4);
    m_from = new QLineEdit(valid);
    m_until = new QLineEdit(valid);
    dates->addWidget(m_from);
    dates->addWidget(makeLabel(LabelRole::Small, Tone::Muted, u"–"_s, valid));
    dates->addWidget(m_until);
    addField(grid, m_validLabel, valid);
    m_validLabel->setBuddy(m_from);
    m_audience = new QComboBox(this);
    addField(grid, m_audienceLabel, m_audience);
    m_owner = new QLineEdit(this);
    m_owner->setMaxLength(100);
    addField(grid, m_ownerLabel, m_owner);
    m_reviewDays = new QSpinBox(this);
    m_reviewDays->setRange(0, 3650);
    m_reviewed = makeButton(ButtonKind::Link, {}, this);
    addField(grid, m_reviewLabel, m_reviewDays, m_reviewed);
    column->addLayout(grid);

    m_figures = new QFrame(this);
    setPane(m_figures, Pane::Card);
    auto* figures = new QGridLayout(m_figures);
    figures->setContentsMargins(12, 8, 12, 10);
    figures->setVerticalSpacing(3);
    figures->setHorizontalSpacing(14);
    for (int i = 0; i < 4; ++i) {
        m_figureLabels[size_t(i)] = makeLabel(LabelRole::Small, Tone::Muted, {}, m_figures);
        m_figureValues[size_t(i)] = makeLabel(LabelRole::Strong, Tone::Text, {}, m_figures);
        figures->addWidget(m_figureLabels[size_t(i)], 0, i);
        figures->addWidget(m_figureValues[size_t(i)], 1, i);
        figures->setColumnStretch(i, 1);
    }
    column->addWidget(m_figures);

    connect(m_tags, &TagEdit::edited, this,
            [this](const QStringList& tags) { change(u"tags"_s, [&](FaqEntry& entry) { entry.tags = tags; }); });
    connect(m_phase, &QComboBox::activated, this, [this](int index) {
        change(u"phase"_s, [&](FaqEntry& entry) { entry.phase = Phases.at(size_t(index)); });
    });
    connect(m_audience, &QComboBox::activated, this, [this](int index) {
        change(u"audience"_s, [&](FaqEntry& entry) { entry.audience = Audiences.at(size_t(index)); });
    });
    connect(m_owner, &QLineEdit::textEdited, this, [this](const QString& text) {
        change(u"owner"_s, [&](FaqEntry& entry) { entry.owner = text.simplified(); });
    });
    const auto date = [this](QLineEdit* field, const QString& name, QDate FaqEntry::*member) {
        connect(field, &QLineEdit::editingFinished, this, [this, field, name, member] {
            const QString text = field->text().trimmed();
            const QDate date = KnowledgeText::parseDate(text);
            if (text.isEmpty() || date.isValid())
                change(name, [&](FaqEntry& entry) { entry.*member = date; });
            else if (m_draft && !m_filling)
                m_bar->showMessage(
                    MessageBar::Level::Warning,
                    tr("“%1” is no date. Write it like %2.").arg(text, KnowledgeText::date(today())));
            refreshFacts();
        });
    };
    date(m_from, u"from"_s, &FaqEntry::validFrom);
    date(m_until, u"until"_s, &FaqEntry::validUntil);
    connect(m_reviewDays, &QSpinBox::valueChanged, this,
            [this](int days) { change(u"review"_s, [&](FaqEntry& entry) { entry.reviewDays = days; }); });
    connect(m_reviewed, &QPushButton::clicked, this,
            [this] { change(u"reviewed"_s, [&](FaqEntry& entry) { entry.reviewedAt = today(); }); });
}

void EntryEditor::setOtherColumn(const QString& name) {
    m_other->setText(name);
    m_other->setVisible(!name.isEmpty());
}

QDate EntryEditor::today() const {
    return toDateTime(m_context.workspace.clock().now()).toLocalTime().date();
}

void EntryEditor::setDraft(EntryDraft* draft) {
    if (m_draft == draft)
        return;
    if (m_draft)
        m_draft->disconnect(this);
    m_draft = draft;
    m_bar->hide();
    m_variants->setShownAll(false);
    if (!draft)
        return;
    connect(draft, &EntryDraft::changed, this, &EntryEditor::refresh);
    const FaqEntry& entry = draft->edited();
    const QString own = QLocale().name().left(2);
    const QStringList there = entry.questions.keys();
    if (m_language.isEmpty() || !there.contains(m_language))
        m_language = there.isEmpty() || there.contains(own) ? own : there.first();
    chooseFirstAnswer();
    refresh();
}

void EntryEditor::change(const QString& field, const std::function<void(FaqEntry&)>& fn) {
    if (!m_draft || m_filling)
        return;
    FaqEntry entry = m_draft->edited();
    fn(entry);
    m_draft->edit(field, entry);
}

void EntryEditor::setAnswer(const QString& body) {
    const QString field = u"answer.%1.%2.%3"_s.arg(m_language).arg(int(m_length)).arg(int(m_address));
    change(field, [&](FaqEntry& entry) {
        const auto same = [&](const FaqAnswer& answer) {
            return answer.language == m_language && answer.length == m_length && answer.address == m_address;
        };
        const auto found = std::find_if(entry.answers.begin(), entry.answers.end(), same);
        if (body.trimmed().isEmpty())
            entry.answers.removeIf(same);
        else if (found != entry.answers.end())
            found->body = body;
        else
            entry.answers.append({m_language, m_length, m_address, body});
    });
}

void EntryEditor::focusQuestion() {
    m_question->setFocus(Qt::ShortcutFocusReason);
    m_question->selectAll();
}

bool EntryEditor::undoKey(QKeyEvent* event) {
    if (!m_draft)
        return false;
    if (event->matches(QKeySequence::Undo))
        m_draft->undoStack().undo();
    else if (event->matches(QKeySequence::Redo))
        m_draft->undoStack().redo();
    else
        return false;
    return true;
}

bool EntryEditor::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::KeyPress && undoKey(static_cast<QKeyEvent*>(event)))
        return true;
    return QWidget::eventFilter(watched, event);
}

void EntryEditor::keyPressEvent(QKeyEvent* event) {
    if (!undoKey(event))
        QWidget::keyPressEvent(event);
}

void EntryEditor::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

} // namespace souffleur::ui
