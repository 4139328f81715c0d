// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/AppStyle.h"

#include <QAbstractSpinBox>
#include <QPainter>
#include <QStyleOption>

namespace souffleur::ui {

AppStyle::AppStyle(const Theme& theme) : QProxyStyle(u"Fusion"_s), m_theme(theme) {}

void AppStyle::polish(QWidget* widget) {
    // As high as a line edit; the style sheet does not ask for a spin box's size here.
    if (qobject_cast<QAbstractSpinBox*>(widget))
        widget->setMinimumHeight(m_theme.px(29));
    QProxyStyle::polish(widget);
}

void AppStyle::drawPrimitive(PrimitiveElement element, const QStyleOption* option, QPainter* painter,
                             const QWidget* widget) const {
    const Tokens& t = m_theme.tokens();
    const bool on = option->state.testFlag(State_On);
    const bool partly = option->state.testFlag(State_NoChange);
    const bool enabled = option->state.testFlag(State_Enabled);
    switch (element) {
    case PE_IndicatorCheckBox:
    case PE_IndicatorItemViewItemCheck:
    case PE_IndicatorRadioButton: {
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        const QRectF box = QRectF(option->rect).adjusted(1, 1, -1, -1);
        const bool radio = element == PE_IndicatorRadioButton;
        const bool filled = on || partly;
        const bool focused = option->state.testFlag(State_HasFocus);
        painter->setPen(QPen(focused || filled ? (enabled ? t.accent : t.faint) : t.faint, focused ? 2 : 1));
        painter->setBrush(filled ? (enabled ? t.accent : t.faint) : t.surface);
        if (radio)
            painter->drawEllipse(box);
        else
            painter->drawRoundedRect(box, 4, 4);
        if (filled) {
            const QColor mark = t.onAccent;
            if (radio) {
                painter->setPen(Qt::NoPen);
                painter->setBrush(mark);
                painter->drawEllipse(box.center(), box.width() * 0.2, box.height() * 0.2);
            } else {
                painter->setPen(QPen(mark, box.width() * 0.13, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
                const auto at = [&box](double x, double y) {
                    return QPointF(box.left() + box.width() * x, box.top() + box.height() * y);
                };
                if (partly)
                    painter->drawLine(at(0.27, 0.5), at(0.73, 0.5));
                else
                    painter->drawPolyline(QPolygonF({at(0.24, 0.53), at(0.43, 0.71), at(0.77, 0.31)}));
            }
        }
        painter->restore();
        return;
    }
    case PE_PanelLineEdit:
        // The one in a spin box stands on what the spin box draws.
        if (!widget || !qobject_cast<const QAbstractSpinBox*>(widget->parentWidget()))
            QProxyStyle::drawPrimitive(element, option, painter, widget);
        return;
    case PE_FrameFocusRect:
        if (!option->state.testFlag(State_KeyboardFocusChange))
            return;
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        painter->setPen(QPen(t.accent, 2));
        painter->setBrush(Qt::NoBrush);
        painter->drawRoundedRect(QRectF(option->rect).adjusted(1, 1, -1, -1), 4, 4);
        painter->restore();
        return;
    default:
        QProxyStyle::drawPrimitive(element, option, painter, widget);
    }
}

void AppStyle::drawSpinBox(const QStyleOptionSpinBox& option, QPainter* painter, const QWidget* widget) const {
    const Tokens& t = m_theme.tokens();
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    if (option.frame) {
        const bool focused = option.state.testFlag(State_HasFocus);
        const double half = focused ? 1 : 0.5;
        painter->setPen(focused ? QPen(t.accent, 2) : QPen(option.palette.color(QPalette::Dark), 1));
        painter->setBrush(option.state.testFlag(State_Enabled) ? t.surface : t.bg);
        painter->drawRoundedRect(QRectF(option.rect).adjusted(half, half, -half, -half), m_theme.px(7),
                                 m_theme.px(7));
    }
    for (const SubControl control : {SC_SpinBoxUp, SC_SpinBoxDown}) {
        if (!option.subControls.testFlag(control))
            continue;
        const bool up = control == SC_SpinBoxUp;
        const bool can =
            option.state.testFlag(State_Enabled) &&
            option.stepEnabled.testFlag(up ? QAbstractSpinBox::StepUpEnabled : QAbstractSpinBox::StepDownEnabled);
        const bool hot = can && option.activeSubControls.testFlag(control);
        const QRectF place = subControlRect(CC_SpinBox, &option, control, widget);
        const double reach = m_theme.px(3);
        const double drop = (up ? -1 : 1) * reach / 2;
        painter->setPen(QPen(hot   ? t.accent
                             : can ? t.muted
                                   : t.faint,
                             m_theme.px(10) * 0.15, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        painter->drawPolyline(QPolygonF({place.center() + QPointF(-reach, -drop), place.center() + QPointF(0, drop),
                                         place.center() + QPointF(reach, -drop)}));
    }
    painter->restore();
}

void AppStyle::drawComplexControl(ComplexControl control, const QStyleOptionComplex* option, QPainter* painter,
                                  const QWidget* widget) const {
    if (const auto* spin = qstyleoption_cast<const QStyleOptionSpinBox*>(option); control == CC_SpinBox && spin) {
        drawSpinBox(*spin, painter, widget);
        return;
    }
    const auto* combo = qstyleoption_cast<const QStyleOptionComboBox*>(option);
    if (control != CC_ComboBox || !combo) {
        QProxyStyle::drawComplexControl(control, option, painter, widget);
        return;
    }
    const Tokens& t = m_theme.tokens();
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    const bool focused = option->state.testFlag(State_HasFocus);
    const double half = focused ? 1 : 0.5;
    painter->setPen(focused ? QPen(t.accent, 2) : QPen(option->palette.color(QPalette::Dark), 1));
    painter->setBrush(option->state.testFlag(State_Enabled) ? t.surface : t.bg);
    painter->drawRoundedRect(QRectF(option->rect).adjusted(half, half, -half, -half), m_theme.px(7), m_theme.px(7));
    const int side = m_theme.px(14);
    const QRect arrow = subControlRect(CC_ComboBox, option, SC_ComboBoxArrow, widget);
    QRect place(0, 0, side, side);
    place.moveCenter(arrow.center());
    m_theme.icon(u"chevron-down"_s).paint(painter, place);
    painter->restore();
}

QRect AppStyle::subControlRect(ComplexControl control, const QStyleOptionComplex* option, SubControl part,
                               const QWidget* widget) const {
    QRect rect = QProxyStyle::subControlRect(control, option, part, widget);
    // The text begins where that of a line edit does.
    const bool combo = control == CC_ComboBox && part == SC_ComboBoxEditField;
    if (combo || (control == CC_SpinBox && part == SC_SpinBoxEditField)) {
        const int inset = m_theme.px(combo ? 5 : 6);
        rect.adjust(option->direction == Qt::RightToLeft ? 0 : inset, 0,
                    option->direction == Qt::RightToLeft ? -inset : 0, 0);
    }
    return rect;
}

QSize AppStyle::sizeFromContents(ContentsType type, const QStyleOption* option, const QSize& size,
                                 const QWidget* widget) const {
    QSize result = QProxyStyle::sizeFromContents(type, option, size, widget);
    if (type == CT_ComboBox)
        result = result.expandedTo(QSize(0, m_theme.px(30))) + QSize(m_theme.px(8), 0);
    if (type == CT_CheckBox || type == CT_RadioButton)
        result.setHeight(std::max(result.height(), m_theme.px(24)));
    return result;
}

int AppStyle::pixelMetric(PixelMetric metric, const QStyleOption* option, const QWidget* widget) const {
    switch (metric) {
    case PM_IndicatorWidth:
    case PM_IndicatorHeight:
    case PM_ExclusiveIndicatorWidth:
    case PM_ExclusiveIndicatorHeight:
        return m_theme.px(17);
    case PM_CheckBoxLabelSpacing:
    case PM_RadioButtonLabelSpacing:
        return m_theme.px(8);
    case PM_FocusFrameHMargin:
        return m_theme.px(7); // rows of plain lists and tables begin where their headings do
    case PM_SmallIconSize:
    case PM_ButtonIconSize:
        return m_theme.px(16);
    case PM_SplitterWidth:
        return 1;
    default:
        return QProxyStyle::pixelMetric(metric, option, widget);
    }
}

int AppStyle::styleHint(StyleHint hint, const QStyleOption* option, const QWidget* widget,
                        QStyleHintReturn* data) const {
    switch (hint) {
    case SH_Widget_Animation_Duration:
        return m_theme.motion();
    case SH_ComboBox_Popup:
        return 0;
    case SH_ToolTip_WakeUpDelay:
        return 500;
    default:
        return QProxyStyle::styleHint(hint, option, widget, data);
    }
}

} // namespace souffleur::ui
