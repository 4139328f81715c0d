// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/SearchSyntax.h"
#include "ui/common/UiContext.h"

#include <QAbstractListModel>
#include <QStyledItemDelegate>

namespace souffleur::ui {

//! Hits of the full-text search over all conversations, best first.
class SearchResultsModel : public QAbstractListModel {
    Q_OBJECT
public:
    explicit SearchResultsModel(UiContext& context, QObject* parent = nullptr);
    //! Words and operators (domain/SearchSyntax.h); empty ones clear the list. Answers to earlier ones are dropped.
    void search(const QString& typed, const SearchNames& names);
    //! Why nothing was searched for.
    const QList<SearchProblem>& problems() const { return m_problems; }
    bool isRunning() const { return m_running; }
    //! There is nothing to look for yet, as while the first operator is typed.
    bool isIdle() const { return m_idle; }
    const std::optional<Error>& error() const { return m_error; }
    const SearchHit* at(int row) const;
    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;

signals:
    void finished();

private:
    UiContext m_context;
    QList<SearchHit> m_hits;
    QList<SearchProblem> m_problems;
    std::optional<Error> m_error;
    quint64 m_generation = 0;
    bool m_running = false;
    bool m_idle = true;
};

//! Name, time and the words around the hit, with the hit itself in bold.
class SearchResultsDelegate : public QStyledItemDelegate {
    Q_OBJECT
public:
    SearchResultsDelegate(UiContext& context, const SearchResultsModel& model, QObject* parent = nullptr);
    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;

private:
    UiContext m_context;
    const SearchResultsModel& m_model;
};

} // namespace souffleur::ui
