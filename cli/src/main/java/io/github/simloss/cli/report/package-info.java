/**
 * Reports as one self-contained HTML page: of a run, of a comparison, and of a run while it trains.
 *
 * <p>What a page shows is gathered first, into records ({@link
 * io.github.simloss.cli.report.RunView}, {@link io.github.simloss.cli.report.ComparisonView}), and
 * rendered from those alone. Charts are SVG written here and not by a JavaScript library: they need
 * no script to be seen, print as lines instead of pixels, and take their colours from the style
 * sheet, so that light, dark and paper are one drawing.
 */
package io.github.simloss.cli.report;
