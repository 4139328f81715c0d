// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/Ids.h"
#include "ui/common/Controls.h"
#include "ui/common/UiContext.h"

#include <QWidget>

class QLineEdit;

namespace souffleur::ui {

//! Finds words in one conversation, also where it is not loaded: the store's search, newest first. Goes away with
//! Escape.
class FindBar : public QWidget {
    Q_OBJECT
public:
    explicit FindBar(UiContext& context, QWidget* parent = nullptr);
    void setConversation(std::optional<ConversationId> id);
    void popUp();
    //! +1: the next older hit, -1: the next newer one.
    void step(int by);

signals:
    void hitRequested(qint64 sequence);
    void dismissed();

protected:
    void changeEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    void search();
    void showHit(int hit);
    void refresh();
    void retranslate();

    UiContext m_context;
    std::optional<ConversationId> m_id;
    QList<qint64> m_hits; //!< sequences, newest first
    bool m_more = false;  //!< there are older ones than these
    bool m_done = false;  //!< m_hits belong to what is typed
    int m_at = -1;
    int m_request = 0;
    std::shared_ptr<void> m_delay;
    QLineEdit* m_words;
    QLabel* m_count;
    QPushButton* m_older;
    QPushButton* m_newer;
    IconButton* m_close;
};

} // namespace souffleur::ui
