// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/customer/ContactDialog.h"

#include "base/Executor.h"
#include "ui/common/Format.h"
#include "ui/common/MessageBar.h"
#include "workspace/Workspace.h"

#include <QBoxLayout>
#include <QComboBox>
#include <QFormLayout>
#include <QHeaderView>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QTableWidget>

namespace souffleur::ui {

ContactDialog::ContactDialog(UiContext& context, const Contact& contact, QWidget* parent)
    : QDialog(parent), m_context(context), m_contact(contact), m_bar(new MessageBar(context.theme, this)),
      m_name(new QLineEdit(contact.displayName, this)), m_language(new QComboBox(this)),
      m_address(new QComboBox(this)), m_tags(new QLineEdit(contact.tags.join(u", "_s), this)),
      m_fields(new QTableWidget(0, 2, this)), m_remark(new QPlainTextEdit(contact.remark, this)),
      m_save(makeButton(ButtonKind::Primary, tr("Save"), this)) {
    setWindowTitle(tr("Edit contact"));
    setAttribute(Qt::WA_DeleteOnClose);
    setModal(true);
    m_language->addItem(tr("Not known"), QString());
    QStringList codes{u"de"_s, u"en"_s, u"fr"_s, u"es"_s, u"it"_s, u"nl"_s, u"pl"_s, u"tr"_s, u"pt"_s, u"uk"_s};
    if (!contact.language.isEmpty() && !codes.contains(contact.language))
        codes += contact.language;
    for (const QString& code : std::as_const(codes))
        m_language->addItem(Format::languageName(code), code);
    m_language->setCurrentIndex(std::max(0, m_language->findData(contact.language)));
    m_address->addItem(tr("Not known"), int(FormOfAddress::Unknown));
    m_address->addItem(tr("formal (Sie)"), int(FormOfAddress::Formal));
    m_address->addItem(tr("informal (du)"), int(FormOfAddress::Informal));
    m_address->setCurrentIndex(std::max(0, m_address->findData(int(contact.address))));
    m_tags->setPlaceholderText(tr("separated by commas"));
    m_fields->setHorizontalHeaderLabels({tr("Field"), tr("Value")});
    m_fields->horizontalHeader()->setStretchLastSection(true);
    m_fields->verticalHeader()->hide();
    m_fields->setProperty("look", u"boxed"_s);
    m_fields->setTabKeyNavigation(false);
    m_fields->setAccessibleName(tr("Further facts"));
    m_fields->setFixedHeight(context.theme.px(120));
    for (auto it = contact.fields.cbegin(); it != contact.fields.cend(); ++it)
        addField(it.key(), it.value());
    m_remark->setTabChangesFocus(true);
    m_remark->setFixedHeight(context.theme.px(70));

    auto* add = makeButton(ButtonKind::Link, tr("Add a field"), this);
    connect(add, &QPushButton::clicked, this, [this] {
        addField({}, {});
        m_fields->editItem(m_fields->item(m_fields->rowCount() - 1, 0));
    });
    auto* remove = makeButton(ButtonKind::Link, tr("Remove the field"), this);
    connect(remove, &QPushButton::clicked, this, [this] { m_fields->removeRow(m_fields->currentRow()); });
    auto* fieldButtons = new QHBoxLayout;
    fieldButtons->addWidget(add);
    fieldButtons->addWidget(remove);
    fieldButtons->addStretch(1);
    auto* fields = new QVBoxLayout;
    fields->setSpacing(4);
    fields->addWidget(m_fields);
    fields->addLayout(fieldButtons);

    auto* form = new QFormLayout;
    form->setVerticalSpacing(10);
    form->setHorizontalSpacing(16);
    form->addRow(tr("Name"), m_name);
    form->addRow(tr("Language"), m_language);
    form->addRow(tr("Form of address"), m_address);
    form->addRow(tr("Tags"), m_tags);
    form->addRow(tr("Further facts"), fields);
    form->addRow(tr("Remark"), m_remark);
    const std::initializer_list<std::pair<QWidget*, QString>> names = {{m_name, tr("Name")},
                                                                       {m_language, tr("Language")},
                                                                       {m_address, tr("Form of address")},
                                                                       {m_tags, tr("Tags")},
                                                                       {m_remark, tr("Remark")}};
    for (const auto& [widget, name] : names)
        widget->setAccessibleName(name);

    auto* cancel = makeButton(ButtonKind::Normal, tr("Cancel"), this);
    m_save->setDefault(true);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_save, &QPushButton::clicked, this, &ContactDialog::save);
    auto* buttons = new QHBoxLayout;
    buttons->addStretch(1);
    buttons->addWidget(cancel);
    buttons->addWidget(m_save);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(20, 18, 20, 16);
    layout->setSpacing(14);
    layout->addWidget(m_bar);
    layout->addLayout(form);
    layout->addLayout(buttons);
    resize(context.theme.px(460), sizeHint().height());
}

void ContactDialog::addField(const QString& name, const QString& value) {
    const int row = m_fields->rowCount();
    m_fields->insertRow(row);
    m_fields->setItem(row, 0, new QTableWidgetItem(name));
    m_fields->setItem(row, 1, new QTableWidgetItem(value));
    m_fields->setCurrentCell(row, 0);
}

Contact ContactDialog::edited() const {
    Contact contact = m_contact;
    contact.displayName = m_name->text().simplified();
    contact.language = m_language->currentData().toString();
    contact.address = FormOfAddress(m_address->currentData().toInt());
    contact.remark = m_remark->toPlainText().trimmed();
    contact.tags.clear();
    for (const QString& tag : m_tags->text().split(u',', Qt::SkipEmptyParts)) {
        if (const QString clean = tag.simplified(); !clean.isEmpty() && !contact.tags.contains(clean))
            contact.tags += clean;
    }
    contact.fields.clear();
    for (int row = 0; row < m_fields->rowCount(); ++row) {
        const QString name = m_fields->item(row, 0)->text().simplified();
        const QString value = m_fields->item(row, 1)->text().simplified();
        if (!name.isEmpty() && !value.isEmpty())
            contact.fields.insert(name, value);
    }
    return contact;
}

void ContactDialog::save() {
    // The cell being edited counts too.
    m_fields->setCurrentItem(nullptr);
    const Contact contact = edited();
    if (contact.displayName.isEmpty()) {
        m_bar->showMessage(MessageBar::Level::Warning, tr("A contact needs a name."));
        m_name->setFocus();
        return;
    }
    m_save->setEnabled(false);
    thenOn(m_context.workspace.run(UpdateContact{contact}), this, [this](const Result<CommandReply>& result) {
        m_save->setEnabled(true);
        if (result)
            accept();
        else
            m_bar->showError(result.error());
    });
}

} // namespace souffleur::ui
