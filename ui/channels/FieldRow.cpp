// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/channels/FieldRow.h"

#include "ui/channels/SetupTexts.h"

#include <QBoxLayout>
#include <QCheckBox>
#include <QComboBox>
#include <QGridLayout>
#include <QLineEdit>

namespace souffleur::ui {

using Kind = ChannelField::Kind;

FieldRow::FieldRow(Theme& theme, const QString& kind, const ChannelField& field, QGridLayout* grid, QWidget* parent)
    : QObject(parent), m_kind(kind), m_field(field), m_label(makeLabel(LabelRole::Small, Tone::Muted, {}, parent)) {
    const int row = grid->rowCount();
    auto* line = new QHBoxLayout;
    line->setSpacing(6);
    if (field.kind == Kind::Switch) {
        m_switch = new QCheckBox(parent);
        line->addWidget(m_switch, 1);
        connect(m_switch, &QCheckBox::clicked, this, &FieldRow::edited);
        connect(m_switch, &QCheckBox::clicked, this, &FieldRow::finished);
    } else if (field.kind == Kind::Choice) {
        m_box = new QComboBox(parent);
        for (const QString& choice : field.choices)
            m_box->addItem(QString(), choice);
        line->addWidget(m_box, 1);
        connect(m_box, &QComboBox::activated, this, &FieldRow::edited);
        connect(m_box, &QComboBox::activated, this, &FieldRow::finished);
    } else {
        m_edit = new QLineEdit(parent);
        line->addWidget(m_edit, 1);
        connect(m_edit, &QLineEdit::textEdited, this, &FieldRow::edited);
        connect(m_edit, &QLineEdit::editingFinished, this, &FieldRow::finished);
    }
    m_where = makeButton(ButtonKind::Link, {}, parent);
    m_where->setCheckable(true);
    m_help = makeLabel(LabelRole::Caption, Tone::Muted, {}, parent);
    m_problem = makeLabel(LabelRole::Caption, Tone::Bad, {}, parent);
    if (field.kind == Kind::Secret) {
        m_edit->setEchoMode(QLineEdit::Password);
        m_edit->setInputMethodHints(Qt::ImhSensitiveData | Qt::ImhNoPredictiveText);
        m_eye = new IconButton(theme, u"eye"_s, {}, parent);
        m_eye->setCheckable(true);
        line->addWidget(m_eye);
        connect(m_eye, &QToolButton::toggled, this, [this](bool shown) {
            m_edit->setEchoMode(shown ? QLineEdit::Normal : QLineEdit::Password);
            m_eye->setIconName(shown ? u"eye-off"_s : u"eye"_s);
            retranslate();
        });
    }
    if (field.kind == Kind::Number)
        m_edit->setInputMethodHints(Qt::ImhDigitsOnly);
    if (field.kind == Kind::Address)
        m_edit->setInputMethodHints(Qt::ImhUrlCharactersOnly);
    for (QLabel* label : {m_help, m_problem})
        label->setWordWrap(true);
    line->addWidget(m_where);
    grid->addWidget(m_label, row, 0);
    grid->addLayout(line, row, 1);
    grid->addWidget(m_help, row + 1, 1);
    grid->addWidget(m_problem, row + 2, 1);
    m_problem->hide();
    connect(m_where, &QPushButton::toggled, this, [this](bool shown) {
        m_helpShown = shown;
        arrange();
    });
    setText({});
    retranslate();
    arrange();
}

QWidget* FieldRow::input() const {
    return m_edit ? static_cast<QWidget*>(m_edit) : m_box ? static_cast<QWidget*>(m_box) : m_switch;
}

QList<QWidget*> FieldRow::tabs() const {
    QList<QWidget*> list{input()};
    if (m_eye)
        list += m_eye;
    list += m_where;
    return list;
}

QString FieldRow::text() const {
    QString entered;
    if (m_switch)
        entered = m_switch->isChecked() ? u"true"_s : u"false"_s;
    else if (m_box)
        entered = m_box->currentData().toString();
    else
        return m_edit->text();
    // What is so anyway needs no setting.
    return entered == (m_switch && m_field.fallback.isEmpty() ? u"false"_s : m_field.fallback) ? QString()
                                                                                               : entered;
}

void FieldRow::setText(const QString& text) {
    const QString value = text.isEmpty() ? m_field.fallback : text;
    if (m_switch)
        m_switch->setChecked(value == u"true");
    else if (m_box)
        m_box->setCurrentIndex(std::max(0, m_box->findData(value)));
    else
        m_edit->setText(text);
}

void FieldRow::setKept(bool kept) {
    m_kept = kept;
    retranslate();
}

void FieldRow::setShown(bool shown) {
    m_shown = shown;
    arrange();
}

void FieldRow::showProblem(const QString& words) {
    m_problem->setText(words);
    arrange();
}

void FieldRow::arrange() {
    m_label->setVisible(m_shown && !m_switch);
    input()->setVisible(m_shown);
    if (m_eye)
        m_eye->setVisible(m_shown);
    m_where->setVisible(m_shown && !m_help->text().isEmpty());
    m_help->setVisible(m_shown && m_helpShown);
    m_problem->setVisible(m_shown && !m_problem->text().isEmpty());
    emit arranged();
}

void FieldRow::retranslate() {
    const QString label = SetupTexts::label(m_kind, m_field.key);
    m_label->setText(label);
    input()->setAccessibleName(label);
    if (m_switch)
        m_switch->setText(label);
    if (m_box)
        for (int i = 0; i < m_box->count(); ++i)
            m_box->setItemText(i, SetupTexts::choice(m_kind, m_field.key, m_box->itemData(i).toString()));
    if (m_edit) {
        const QString example = SetupTexts::example(m_kind, m_field.key);
        m_edit->setPlaceholderText(m_kept                        ? tr("unchanged")
                                   : !m_field.fallback.isEmpty() ? m_field.fallback
                                                                 : example);
    }
    if (m_eye)
        m_eye->setLabel(m_eye->isChecked() ? tr("Hide “%1”").arg(label) : tr("Show “%1”").arg(label));
    m_help->setText(SetupTexts::help(m_kind, m_field.key));
    m_where->setText(m_field.advanced ? tr("What is this?") : tr("Where do I find this?"));
    m_where->setAccessibleName(label + u": "_s + m_where->text());
    input()->setAccessibleDescription(m_help->text());
}

} // namespace souffleur::ui
