// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractListModel>
#include <QListView>
#include <QStyledItemDelegate>

namespace souffleur::ui {

class Theme;

//! A title and a line of facts, as EntryListModel's roles say.
class RowDelegate : public QStyledItemDelegate {
    Q_OBJECT
public:
    explicit RowDelegate(Theme& theme, QObject* parent = nullptr) : QStyledItemDelegate(parent), m_theme(theme) {}
    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;

private:
    Theme& m_theme;
};

//! A short list of findings for the same delegate.
class FindingModel : public QAbstractListModel {
    Q_OBJECT
public:
    struct Row {
        QString title;
        QStringList facts;
        QString side;
        int tone = 0; //!< ui::Tone of the first fact
    };
    using QAbstractListModel::QAbstractListModel;
    void setRows(const QList<Row>& rows);
    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;

private:
    QList<Row> m_rows;
};

//! A list as this page has them.
QListView* makeRowList(Theme& theme, QWidget* parent);

} // namespace souffleur::ui
