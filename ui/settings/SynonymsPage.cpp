// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/SynonymsPage.h"

#include "base/Executor.h"
#include "ui/common/MessageBar.h"
#include "workspace/Workspace.h"

#include <algorithm>

#include <QBoxLayout>
#include <QComboBox>
#include <QLineEdit>
#include <QSet>

namespace souffleur::ui {
namespace {
constexpr qsizetype MaxWords = 20;
constexpr int MaxLength = 500;
} // namespace

SynonymsPage::SynonymsPage(UiContext& context, QWidget* parent)
    : SettingsPage(context, u"copy"_s, parent), m_bar(new MessageBar(context.theme, this)),
      m_hint(makeLabel(LabelRole::Small, Tone::Muted, {}, this)), m_layout(new QVBoxLayout),
      m_add(makeButton(ButtonKind::Normal, {}, this)) {
    m_hint->setWordWrap(true);
    m_layout->setSpacing(8);
    m_add->setObjectName(u"synonymAdd"_s);
    m_add->setEnabled(false);
    content()->addWidget(m_hint);
    content()->addWidget(m_bar);
    content()->addLayout(m_layout);
    content()->addWidget(m_add, 0, Qt::AlignLeft);
    connect(m_add, &QPushButton::clicked, this, [this] {
        const QString language = m_lines.empty() ? u"de"_s : m_lines.back().language->currentData().toString();
        addLine({language, {}}).words->setFocus();
    });
    retranslate();
    load();
}

void SynonymsPage::load() {
    thenOn(m_context.workspace.synonyms(), this, [this](const Result<QList<SynonymGroup>>& groups) {
        if (!groups) {
            m_bar->showError(groups.error());
            return;
        }
        m_saved = *groups;
        for (const SynonymGroup& group : *groups)
            addLine(group);
        m_loaded = true;
        m_add->setEnabled(true);
    });
}

SynonymsPage::Line& SynonymsPage::addLine(const SynonymGroup& group) {
    Line line;
    line.box = new QWidget(this);
    line.language = new QComboBox(line.box);
    line.language->addItem(u"Deutsch"_s, u"de"_s);
    line.language->addItem(u"English"_s, u"en"_s);
    int index = line.language->findData(group.language);
    if (index < 0) {
        line.language->addItem(QLocale(group.language).nativeLanguageName(), group.language);
        index = line.language->count() - 1;
    }
    line.language->setCurrentIndex(index);
    line.words = new QLineEdit(group.words.join(u", "_s), line.box);
    line.words->setMaxLength(MaxLength);
    line.remove = new IconButton(m_context.theme, u"trash"_s, {}, line.box);
    auto* layout = new QHBoxLayout(line.box);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    layout->addWidget(line.language);
    layout->addWidget(line.words, 1);
    layout->addWidget(line.remove);
    m_layout->addWidget(line.box);
    connect(line.language, &QComboBox::activated, this, &SynonymsPage::save);
    connect(line.words, &QLineEdit::editingFinished, this, &SynonymsPage::save);
    connect(line.remove, &QToolButton::clicked, this, [this, box = line.box] { removeLine(box); });
    m_lines.push_back(line);
    retranslate();
    return m_lines.back();
}

void SynonymsPage::removeLine(QWidget* box) {
    m_lines.erase(std::find_if(m_lines.begin(), m_lines.end(), [&](const Line& line) { return line.box == box; }));
    box->hide();
    box->deleteLater();
    m_add->setFocus();
    save();
}

QStringList SynonymsPage::wordsOf(const QString& line) {
    QStringList words;
    QSet<QString> seen;
    for (const QString& part : line.split(u',', Qt::SkipEmptyParts)) {
        const QString word = part.simplified();
        if (word.isEmpty() || seen.contains(word.toCaseFolded()) || words.size() == MaxWords)
            continue;
        seen.insert(word.toCaseFolded());
        words.append(word);
    }
    return words;
}

QList<SynonymGroup> SynonymsPage::groups() const {
    QList<SynonymGroup> result;
    for (const Line& line : m_lines) {
        const QStringList words = wordsOf(line.words->text());
        if (words.size() > 1)
            result.append({line.language->currentData().toString(), words});
    }
    return result;
}

void SynonymsPage::save() {
    if (!m_loaded)
        return;
    const bool lonely = std::any_of(m_lines.cbegin(), m_lines.cend(),
                                    [](const Line& line) { return wordsOf(line.words->text()).size() == 1; });
    if (lonely)
        m_bar->showMessage(MessageBar::Level::Warning,
                           tr("A group needs at least two words, with commas between."));
    else
        m_bar->hide();
    const QList<SynonymGroup> now = groups();
    if (now == m_saved)
        return;
    m_saved = now;
    thenOn(m_context.workspace.run(SaveSynonyms{now}), this, [this](const Result<CommandReply>& result) {
        if (result)
            return;
        m_saved.clear(); // the next change tries everything again
        m_bar->showError(result.error());
    });
}

bool SynonymsPage::filter(const QString& words) {
    const QString text = (title() + u' ' + m_hint->text()).toLower();
    const QStringList wanted = words.simplified().toLower().split(u' ', Qt::SkipEmptyParts);
    return std::all_of(wanted.cbegin(), wanted.cend(), [&](const QString& word) { return text.contains(word); });
}

void SynonymsPage::retranslate() {
    m_hint->setText(
        tr("Words that mean the same to your customers, with commas between: voucher, gift card, coupon. The "
           "bot finds an entry by any of them."));
    m_add->setText(tr("Add a group"));
    for (size_t i = 0; i < m_lines.size(); ++i) {
        const QString number = QString::number(i + 1);
        m_lines[i].language->setAccessibleName(tr("Language of group %1").arg(number));
        m_lines[i].words->setAccessibleName(tr("Words of group %1").arg(number));
        m_lines[i].words->setPlaceholderText(tr("voucher, gift card, coupon"));
        m_lines[i].remove->setLabel(tr("Remove group %1").arg(number));
    }
    SettingsPage::retranslate();
}

} // namespace souffleur::ui
