# SPDX-FileCopyrightText: 2026 The Souffleur developers
# SPDX-License-Identifier: GPL-3.0-or-later
# The one place for compile and link flags; every target, tests too, links souffleur_flags.
set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
if(NOT CMAKE_BUILD_TYPE)
    set(CMAKE_BUILD_TYPE RelWithDebInfo CACHE STRING "" FORCE)
endif()

find_program(CCACHE_PROGRAM ccache)
if(CCACHE_PROGRAM)
    # The precompiled header carries macros and a time stamp; ccache needs to be told that this is fine.
    set(CMAKE_CXX_COMPILER_LAUNCHER ${CMAKE_COMMAND} -E env CCACHE_SLOPPINESS=pch_defines,time_macros ${CCACHE_PROGRAM})
    set(CMAKE_C_COMPILER_LAUNCHER ${CCACHE_PROGRAM})
endif()

add_library(souffleur_flags INTERFACE)
target_include_directories(souffleur_flags INTERFACE "${PROJECT_SOURCE_DIR}/core" "${PROJECT_SOURCE_DIR}")
target_compile_definitions(souffleur_flags INTERFACE
    QT_NO_CAST_FROM_ASCII QT_NO_CAST_TO_ASCII QT_NO_URL_CAST_FROM_STRING QT_NO_CAST_FROM_BYTEARRAY
    QT_NO_NARROWING_CONVERSIONS_IN_CONNECT QT_NO_FOREACH QT_DISABLE_DEPRECATED_BEFORE=0x060400
    # Qt 6.4 is the oldest we build with; what later versions call deprecated has no replacement there.
    QT_WARN_DEPRECATED_UP_TO=0x060400
    SOUFFLEUR_VERSION="${PROJECT_VERSION}")
target_compile_options(souffleur_flags INTERFACE
    -Wall -Wextra -Wpedantic -Wold-style-cast -Wnon-virtual-dtor -Woverloaded-virtual -Wextra-semi
    # The same for libraries and programs, as they share one precompiled header (later Qt versions ask for -fPIE).
    -fPIC
    -fno-omit-frame-pointer -fstack-protector-strong)
if(SOUFFLEUR_WERROR)
    target_compile_options(souffleur_flags INTERFACE -Werror)
endif()
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    # ccache with precompiled headers
    target_compile_options(souffleur_flags INTERFACE -fpch-preprocess)
endif()
if(SOUFFLEUR_SANITIZE)
    target_compile_options(souffleur_flags INTERFACE -fsanitize=${SOUFFLEUR_SANITIZE} -fno-sanitize-recover=undefined)
    target_link_options(souffleur_flags INTERFACE -fsanitize=${SOUFFLEUR_SANITIZE})
endif()
if(SOUFFLEUR_FUZZ)
    # The parsers themselves have to be instrumented, not only the targets that call them.
    target_compile_options(souffleur_flags INTERFACE -fsanitize=fuzzer-no-link,address,undefined -fno-sanitize-recover=undefined)
    target_link_options(souffleur_flags INTERFACE -fsanitize=address,undefined)
endif()
if(SOUFFLEUR_COVERAGE)
    target_compile_options(souffleur_flags INTERFACE --coverage)
    target_link_options(souffleur_flags INTERFACE --coverage)
endif()
find_program(MOLD_PROGRAM mold)
if(MOLD_PROGRAM AND CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_GREATER_EQUAL 12.1)
    target_link_options(souffleur_flags INTERFACE -fuse-ld=mold)
endif()
