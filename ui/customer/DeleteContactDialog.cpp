// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/customer/DeleteContactDialog.h"

#include "base/Executor.h"
#include "domain/Rules.h"
#include "ui/common/Format.h"
#include "ui/common/MessageBar.h"
#include "workspace/Workspace.h"

#include <QBoxLayout>

namespace souffleur::ui {

DeleteContactDialog::DeleteContactDialog(UiContext& context, const Contact& contact, QWidget* parent)
    : QDialog(parent), m_context(context), m_contact(contact.id), m_bar(new MessageBar(context.theme, this)),
      m_cancel(makeButton(ButtonKind::Normal, tr("Keep the customer"), this)),
      m_delete(makeButton(ButtonKind::Danger, tr("Delete for good"), this)) {
    setObjectName(u"deleteContact"_s);
    setWindowTitle(tr("Delete the customer"));
    setAttribute(Qt::WA_DeleteOnClose);
    setModal(true);
    const QString name = contact.displayName.isEmpty() ? tr("this customer")
                                                       : Format::isolated(rules::oneLine(contact.displayName, 80));
    auto* title =
        makeLabel(LabelRole::Title, Tone::Text, tr("Delete %1 and everything they wrote?").arg(name), this);
    title->setWordWrap(true);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(20, 18, 20, 16);
    layout->setSpacing(10);
    layout->addWidget(title);
    layout->addWidget(m_bar);
    const auto line = [&](const QString& text, Tone tone = Tone::Text) {
        auto* label = makeLabel(LabelRole::Body, tone, text, this);
        label->setWordWrap(true);
        layout->addWidget(label);
    };
    line(tr("This goes, on this computer and at once:"), Tone::Muted);
    line(u"•  "_s + tr("all conversations with all messages, notes, drafts and files"));
    line(u"•  "_s + tr("name, addresses, tags, remarks and ratings with their words"));
    line(u"•  "_s + tr("what the bot learned from these messages; it trains anew without them"));
    line(
        tr("The stars stay counted for the answers of the FAQ. What the customer has on their own device, and what "
           "the channel's provider keeps, is out of reach."),
        Tone::Muted);
    line(tr("This cannot be undone."), Tone::Bad);
    auto* buttons = new QHBoxLayout;
    buttons->addWidget(m_delete);
    buttons->addStretch(1);
    buttons->addWidget(m_cancel);
    layout->addSpacing(6);
    layout->addLayout(buttons);
    setMinimumWidth(context.theme.px(460));
    connect(m_cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_delete, &QPushButton::clicked, this, &DeleteContactDialog::erase);
    m_cancel->setDefault(true);
    m_cancel->setFocus();
}

void DeleteContactDialog::erase() {
    m_delete->setEnabled(false);
    thenOn(m_context.workspace.run(DeleteContact{m_contact}), this, [this](const Result<CommandReply>& reply) {
        if (!reply && reply.error().code != ErrorCode::NotFound) {
            m_delete->setEnabled(true);
            m_bar->showError(reply.error());
            return;
        }
        emit contactDeleted();
        accept();
    });
}

} // namespace souffleur::ui
