// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/Faq.h"
#include "ui/common/Controls.h"
#include "ui/common/UiContext.h"
#include "ui/firstrun/FaqFileReader.h"

#include <QWidget>

namespace souffleur::ui {

class ImportPreview;
class MessageBar;

//! The FAQ in and out of files: asks for the file, shows what an import would do, tells what came of it. Takes no
//! room while there is nothing to say.
class FaqTransfer : public QWidget {
    Q_OBJECT
public:
    explicit FaqTransfer(UiContext& context, QWidget* parent = nullptr);
    void importFile();
    void exportFile();
    //! The dry run of this content, as if a file had held it.
    void plan(const QByteArray& content);
    MessageBar& bar() { return *m_bar; }

signals:
    void previewShown();
    void done(); //!< imported or discarded

protected:
    void changeEvent(QEvent* event) override;

private:
    void planned(const Result<ImportPlan>& plan);
    void commit();
    void retranslate();

    UiContext m_context;
    FaqFileReader m_files;
    MessageBar* m_bar;
    QWidget* m_previewBox;
    ImportPreview* m_preview;
    QPushButton* m_commit;
    QPushButton* m_discard;
    bool m_reading = false;
};

} // namespace souffleur::ui
