# SPDX-FileCopyrightText: 2026 The Souffleur developers
# SPDX-License-Identifier: GPL-3.0-or-later

# souffleur_module(NAME [FOLDERS a b] PUBLIC libs ... PRIVATE libs ...): one static library, alias Souffleur::NAME, of all
# sources in this folder and in FOLDERS below it.
function(souffleur_module name)
    cmake_parse_arguments(arg "" "" "FOLDERS;PUBLIC;PRIVATE" ${ARGN})
    file(GLOB arg_SOURCES CONFIGURE_DEPENDS *.cpp *.h)
    foreach(folder IN LISTS arg_FOLDERS)
        file(GLOB more CONFIGURE_DEPENDS ${folder}/*.cpp ${folder}/*.h)
        list(APPEND arg_SOURCES ${more})
    endforeach()
    add_library(souffleur_${name} STATIC ${arg_SOURCES})
    add_library(Souffleur::${name} ALIAS souffleur_${name})
    set_target_properties(souffleur_${name} PROPERTIES AUTOMOC ON)
    target_link_libraries(souffleur_${name} PUBLIC souffleur_flags ${arg_PUBLIC} PRIVATE ${arg_PRIVATE})
    # One precompiled header for all modules: only definitions that it does not look at differ between them.
    if(name STREQUAL "base")
        target_precompile_headers(souffleur_base PRIVATE "${PROJECT_SOURCE_DIR}/core/base/Precompiled.h")
    else()
        target_precompile_headers(souffleur_${name} REUSE_FROM souffleur_base)
    endif()
endfunction()

# souffleur_test(NAME [SOURCES ...] LIBS ... [LABELS unit|ui|integration] [TIMEOUT s]): one Qt Test executable with our log guard.
function(souffleur_test name)
    cmake_parse_arguments(arg "" "TIMEOUT" "SOURCES;LIBS;LABELS" ${ARGN})
    if(NOT arg_LABELS)
        set(arg_LABELS unit)
    endif()
    if(NOT arg_TIMEOUT)
        set(arg_TIMEOUT 120)
    endif()
    if(NOT arg_SOURCES)
        set(arg_SOURCES ${name}.cpp)
    endif()
    add_executable(${name} ${arg_SOURCES})
    set_target_properties(${name} PROPERTIES AUTOMOC ON)
    target_link_libraries(${name} PRIVATE souffleur_flags souffleur_test_support Qt6::Test ${arg_LIBS})
    target_precompile_headers(${name} REUSE_FROM souffleur_test_pch)
    add_test(NAME ${name} COMMAND ${name})
    set_tests_properties(${name} PROPERTIES LABELS "${arg_LABELS}" TIMEOUT ${arg_TIMEOUT}
        ENVIRONMENT "QT_QPA_PLATFORM=offscreen;LANG=C.UTF-8;LC_ALL=C.UTF-8;TZ=Europe/Berlin;QT_FATAL_WARNINGS=0")
endfunction()
