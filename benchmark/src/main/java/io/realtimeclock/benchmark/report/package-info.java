/**
 * Figures and their reports: Markdown for people, CSV for programs, and plots.
 */
@NullMarked
package io.realtimeclock.benchmark.report;

import org.jspecify.annotations.NullMarked;
