// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/inbox/SearchCompleter.h"

#include "base/Executor.h"
#include "ui/common/Controls.h"
#include "ui/common/Format.h"
#include "workspace/Workspace.h"

#include <algorithm>

#include <QEvent>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QListWidget>
#include <QVBoxLayout>

namespace souffleur::ui {

namespace {
constexpr int MaxRows = 8;
}

SearchCompleter::SearchCompleter(UiContext& context, QLineEdit* field)
    : QFrame(field->window()), m_context(context), m_field(field), m_list(new QListWidget(this)) {
    setObjectName(u"searchCompleter"_s);
    setPane(this, Pane::Card);
    setFocusPolicy(Qt::NoFocus);
    m_list->setObjectName(u"searchChoices"_s);
    m_list->setFocusPolicy(Qt::NoFocus);
    m_list->setUniformItemSizes(true);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(4, 4, 4, 4);
    layout->addWidget(m_list);
    hide();
    m_field->installEventFilter(this);
    connect(m_field, &QLineEdit::textEdited, this, &SearchCompleter::offer);
    connect(m_list, &QListWidget::itemClicked, this, [this](QListWidgetItem* item) { choose(m_list->row(item)); });
    retranslate();
}

SearchNames SearchCompleter::names() const {
    const workspace::Workspace& workspace = m_context.workspace;
    SearchNames names;
    names.kinds = workspace.channelKinds();
    for (Channel channel : workspace.channels()) {
        channel.name = Format::channelName(channel, workspace.capabilities(channel.kind));
        names.channels += channel;
    }
    names.agents = workspace.agents();
    names.me = workspace.me().id;
    names.tags = m_tags;
    names.now = m_context.workspace.clock().now();
    names.zone = QTimeZone::systemTimeZone();
    return names;
}

void SearchCompleter::readTags() {
    thenOn(m_context.workspace.tags(), this, [this](const Result<QStringList>& tags) {
        if (tags)
            m_tags = *tags;
    });
}

void SearchCompleter::offer() {
    const bool german = QLocale().language() == QLocale::German;
    m_completion = completeSearch(m_field->text(), m_field->cursorPosition(), names(), german);
    m_completion.choices = m_completion.choices.mid(0, MaxRows);
    m_list->clear();
    if (m_completion.choices.isEmpty()) {
        hide();
        return;
    }
    const Theme& theme = m_context.theme;
    const int height = theme.px(28);
    for (const QString& choice : std::as_const(m_completion.choices)) {
        auto* item = new QListWidgetItem(m_list);
        item->setSizeHint({0, height});
        const QString words = explanation(choice);
        item->setData(Qt::AccessibleTextRole, words.isEmpty() ? choice : choice + u", "_s + words);
        auto* row = new QWidget;
        auto* line = new QHBoxLayout(row);
        line->setContentsMargins(theme.px(8), 0, theme.px(8), 0);
        line->addWidget(makeLabel(LabelRole::Strong, Tone::Text, choice.trimmed(), row));
        line->addWidget(new ElidedLabel(words, row), 1);
        row->setAttribute(Qt::WA_TransparentForMouseEvents);
        m_list->setItemWidget(item, row);
    }
    m_list->setCurrentRow(-1);
    if (parentWidget() != m_field->window())
        setParent(m_field->window()); // the column was given to a window meanwhile
    const QPoint below = m_field->mapTo(parentWidget(), QPoint(0, m_field->height() + 4));
    move(below);
    resize(std::max(m_field->width(), theme.px(260)), height * int(m_completion.choices.size()) + 10);
    show();
    raise();
}

QString SearchCompleter::explanation(const QString& choice) const {
    if (!choice.endsWith(u':'))
        return {};
    const SearchInput probe = parseSearch(choice + u'x', {});
    const SearchQuery& query = probe.query;
    if (!query.from.isEmpty())
        return query.direction == Direction::Inbound ? tr("who wrote it") : tr("whom we wrote to");
    if (!query.tags.isEmpty())
        return tr("a tag of the conversation");
    if (probe.problems.isEmpty())
        return {};
    switch (probe.problems.first().kind) {
    case SearchProblem::Kind::UnknownChannel:
        return tr("where it came in");
    case SearchProblem::Kind::UnknownStatus:
        return tr("open, waiting, overdue …");
    case SearchProblem::Kind::UnknownAgent:
        return tr("who takes care of it");
    case SearchProblem::Kind::BadDate:
        return tr("a day, or 7d for the last week");
    case SearchProblem::Kind::BadDuration:
        return tr("for longer than, as in >1h");
    case SearchProblem::Kind::UnknownPart:
        return tr("with a file");
    case SearchProblem::Kind::MissingValue:
    case SearchProblem::Kind::ManyAgents:
    case SearchProblem::Kind::Contradiction:
        break;
    }
    return {};
}

void SearchCompleter::choose(int row) {
    if (row < 0 || row >= m_completion.choices.size())
        return;
    const QString choice = m_completion.choices.at(row);
    QString text = m_field->text();
    text.replace(m_completion.start, m_completion.length, choice);
    m_field->setText(text);
    m_field->setCursorPosition(m_completion.start + int(choice.size()));
    offer();
}

bool SearchCompleter::takeKey(int key) {
    const int rows = m_list->count();
    const int row = m_list->currentRow();
    switch (key) {
    case Qt::Key_Down:
        if (row + 1 >= rows) {
            hide();
            return false;
        }
        m_list->setCurrentRow(row + 1);
        return true;
    case Qt::Key_Up:
        if (row < 0)
            return false;
        m_list->setCurrentRow(row - 1);
        return true;
    case Qt::Key_Tab:
        choose(std::max(0, row));
        return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (row >= 0) {
            choose(row);
            return true;
        }
        hide();
        return false;
    case Qt::Key_Escape:
        hide();
        return true;
    default:
        return false;
    }
}

bool SearchCompleter::eventFilter(QObject* watched, QEvent* event) {
    switch (event->type()) {
    case QEvent::FocusIn:
        readTags();
        break;
    case QEvent::FocusOut:
        hide();
        break;
    case QEvent::KeyPress:
        if (isVisible() && static_cast<QKeyEvent*>(event)->modifiers() == Qt::NoModifier)
            return takeKey(static_cast<QKeyEvent*>(event)->key());
        break;
    default:
        break;
    }
    return QFrame::eventFilter(watched, event);
}

void SearchCompleter::retranslate() {
    setAccessibleName(tr("Search operators"));
    m_list->setAccessibleName(tr("Search operators"));
}

void SearchCompleter::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QFrame::changeEvent(event);
}

QString searchProblemText(const SearchProblem& problem) {
    const QString value = Format::isolated(problem.value);
    switch (problem.kind) {
    case SearchProblem::Kind::MissingValue:
        return SearchCompleter::tr("“%1:” needs a value behind it.").arg(problem.name);
    case SearchProblem::Kind::UnknownChannel:
        return SearchCompleter::tr("There is no channel “%1”. The names stand in the sidebar.").arg(value);
    case SearchProblem::Kind::UnknownStatus:
        return SearchCompleter::tr(
                   "“%1” is no status. There are open, waiting, overdue, unread, snoozed and resolved.")
            .arg(value);
    case SearchProblem::Kind::UnknownAgent:
        return SearchCompleter::tr("Nobody in the team is called “%1”.").arg(value);
    case SearchProblem::Kind::ManyAgents:
        return SearchCompleter::tr("More than one in the team is called “%1”. Write the whole name in quotes.")
            .arg(value);
    case SearchProblem::Kind::BadDate:
        return SearchCompleter::tr(
                   "“%1” is no day. Write it like 2026-11-28 or 28.11., or 7d for the last seven days.")
            .arg(value);
    case SearchProblem::Kind::BadDuration:
        return SearchCompleter::tr("“%1” is no length of time. Write it like >30min, >1h or >2d.").arg(value);
    case SearchProblem::Kind::UnknownPart:
        return SearchCompleter::tr("“%1” cannot be searched for. Messages can have an attachment.").arg(value);
    case SearchProblem::Kind::Contradiction:
        return SearchCompleter::tr("“%1:%2” contradicts what stands before it.").arg(problem.name, value);
    }
    return {};
}

} // namespace souffleur::ui
