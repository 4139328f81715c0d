// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/Knowledge.h"
#include "ui/common/Controls.h"
#include "ui/common/UiContext.h"

#include <QFrame>
#include <QPlainTextEdit>

class QLineEdit;
class QVBoxLayout;

namespace souffleur::ui {

class FlowLayout;

//! Replaces only what differs, so that the cursor stays where people look.
void setTextKeepingCursor(QPlainTextEdit& edit, const QString& text);
void setTextKeepingCursor(QLineEdit& edit, const QString& text);

//! The text of an answer: {{placeholders}} are tinted, the height follows the text.
class AnswerEdit : public QPlainTextEdit {
    Q_OBJECT
public:
    explicit AnswerEdit(Theme& theme, QWidget* parent = nullptr);
    void insertPlaceholder(const QString& name);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    Theme& m_theme;
};

//! Further wordings of a question in one language: written ones and those that were learned from customers.
class VariantList : public QFrame {
    Q_OBJECT
public:
    explicit VariantList(UiContext& context, QWidget* parent = nullptr);
    void setVariants(const QStringList& written, const QList<LearnedWording>& learned);
    void setShownAll(bool all);

signals:
    void added(const QString& text);
    void removed(const QString& text);
    void forgotten(const QList<souffleur::LearnedPairId>& pairs);

protected:
    void changeEvent(QEvent* event) override;

private:
    void refresh();
    UiContext m_context;
    QStringList m_written;
    QList<LearnedWording> m_learned;
    QVBoxLayout* m_rows;
    QPushButton* m_more;
    QLineEdit* m_new;
    bool m_all = false;
};

//! Tags as chips with a way to take each off, and a field for the next one.
class TagEdit : public QFrame {
    Q_OBJECT
public:
    explicit TagEdit(Theme& theme, QWidget* parent = nullptr);
    void setTags(const QStringList& tags);
    //! What stands in the field and is no tag yet.
    QString typed() const;
    void clearTyped();

signals:
    void edited(const QStringList& tags);
    void typedChanged();

protected:
    void changeEvent(QEvent* event) override;

private:
    void refresh();
    Theme& m_theme;
    QStringList m_tags;
    FlowLayout* m_flow;
    QLineEdit* m_new;
};

} // namespace souffleur::ui
